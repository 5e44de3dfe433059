"""Cards: whose they are, and that their numbers stay nowhere."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.errors import Refused
from kiosk.domain.people import Client
from kiosk.services.cards import CardHolder
from kiosk.services.salon_services import Services

NUMBER = "04A1B2C3D4E5F6"


@pytest.fixture
def client(salon: Services) -> CardHolder:
    return CardHolder("client", salon.clients.save(Client(b"", "Jana", "Sample"), None).id)


def eva(salon: Services) -> CardHolder:
    return CardHolder("staff", salon.team.members()[1].id)


@pytest.mark.req("K2")
def test_the_card_decides_who_it_is(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    salon.cards.give("11223344", eva(salon), None)
    assert salon.cards.holder(NUMBER) == client
    assert salon.cards.holder("04:a1:b2:c3:d4:e5:f6") == client
    assert salon.cards.holder("11223344") == eva(salon)
    assert salon.cards.holder("99887766") is None
    assert salon.cards.holder("?") is None


@pytest.mark.req("K2")
def test_a_card_has_one_holder(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    with pytest.raises(Refused) as refused:
        salon.cards.give(NUMBER, eva(salon), None)
    assert "Jana" not in str(refused.value)
    assert salon.cards.of(client) == 1
    assert salon.cards.of(eva(salon)) == 0


def test_a_lost_card_opens_nothing_and_may_be_given_anew(
    salon: Services, client: CardHolder
) -> None:
    boss = salon.team.members()[0]
    salon.cards.give(NUMBER, client, None)
    salon.cards.block(client, boss.id)
    assert salon.cards.holder(NUMBER) is None
    assert salon.cards.of(client) == 0
    salon.cards.give(NUMBER, eva(salon), boss.id)
    assert salon.cards.holder(NUMBER) == eva(salon)


def test_the_card_of_an_inactive_person_is_unknown(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    salon.clients.save(replace(salon.clients.get(client.person_id), active=False), None)
    assert salon.cards.holder(NUMBER) is None


@pytest.mark.req("K2")
def test_no_number_reaches_the_disk(salon: Services, client: CardHolder, tmp_path: Path) -> None:
    salon.cards.give(NUMBER, client, None)
    salon.cards.holder(NUMBER)
    forms = (NUMBER, NUMBER.lower(), NUMBER[::-1])
    needles = [form.encode() for form in forms] + [bytes.fromhex(NUMBER)]
    for file in tmp_path.rglob("*"):
        content = file.read_bytes()
        assert not any(needle in content for needle in needles), file
