"""Cards: whose they are, and that their numbers stay nowhere."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.cards.number import CardHolder, CardNumber, Tap
from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import Client
from kiosk.salon.services.cards import CardTaken
from kiosk.salon.services.salon_services import Services
from tests.rigs.virtual_ev2 import message_file

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
    assert salon.cards.tapped(NUMBER).holder == client
    assert salon.cards.tapped("04:a1:b2:c3:d4:e5:f6").holder == client
    assert salon.cards.tapped("11223344").holder == eva(salon)
    assert salon.cards.tapped("99887766").holder is None
    assert salon.cards.tapped("?").holder is None


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
    assert salon.cards.tapped(NUMBER).holder is None
    assert salon.cards.of(client) == 0
    salon.cards.give(NUMBER, eva(salon), boss.id)
    assert salon.cards.tapped(NUMBER).holder == eva(salon)


def test_the_card_of_an_inactive_person_is_unknown(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    salon.clients.save(replace(salon.clients.get(client.person_id), active=False), None)
    assert salon.cards.tapped(NUMBER).holder is None


def states(salon: Services, holder: CardHolder) -> list[str]:
    return [card.state for card in salon.cards.all_of(holder)]


def kinds(salon: Services) -> list[str]:
    sql = "SELECT kind FROM journal WHERE kind LIKE 'card.%' ORDER BY seq"
    return [row[0] for row in salon.context.store.rows(sql)]


@pytest.mark.req("K2")
def test_several_cards_and_nothing_of_their_past_is_lost(
    salon: Services, client: CardHolder
) -> None:
    boss = salon.team.members()[0]
    salon.cards.give(NUMBER, client, boss.id)
    salon.cards.give("11223344", client, boss.id)
    assert salon.cards.of(client) == 2
    salon.cards.give("55667788", client, boss.id, replacing=True)
    assert states(salon, client) == ["active", "replaced", "replaced"]
    assert salon.cards.tapped(NUMBER).holder is None
    salon.cards.block(client, boss.id)
    assert states(salon, client) == ["lost", "replaced", "replaced"]
    salon.cards.give(NUMBER, client, boss.id)
    assert states(salon, client) == ["active", "lost", "replaced", "replaced"]
    assert kinds(salon) == [
        *("card.given", "card.given", "card.replaced", "card.replaced", "card.given"),
        *("card.lost", "card.given"),
    ]


def test_a_blocked_card_stays_with_its_person(salon: Services, client: CardHolder) -> None:
    boss = salon.team.members()[0]
    salon.cards.give(NUMBER, client, boss.id)
    (card,) = salon.cards.all_of(client)
    salon.cards.set_state(card.id, "blocked", boss.id)
    assert salon.cards.tapped(NUMBER).holder is None
    with pytest.raises(CardTaken):
        salon.cards.give(NUMBER, eva(salon), boss.id)
    salon.cards.set_state(card.id, "active", boss.id)
    assert salon.cards.tapped(NUMBER).holder == client
    salon.cards.set_state(card.id, "lost", boss.id)
    with pytest.raises(Stale):
        salon.cards.set_state(card.id, "active", boss.id)
    assert kinds(salon) == ["card.given", "card.blocked", "card.unblocked", "card.lost"]


def test_who_has_it_is_known_but_not_said(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    with pytest.raises(CardTaken) as taken:
        salon.cards.give(NUMBER, eva(salon), None)
    assert taken.value.holder == client
    assert "Jana" not in f"{taken.value} {taken.value.facts}"


@pytest.mark.parametrize(
    "given", ["0100D6A1B2", "0014066098", "214,41394", "00D6A1B2", "00 d6 a1 b2"]
)
@pytest.mark.parametrize("read", ["0100D6A1B2", "0014066098", "214,41394", "00D6A1B2"])
def test_another_reader_writes_it_in_another_way(
    salon: Services, client: CardHolder, given: str, read: str
) -> None:
    salon.cards.give(given, client, None)
    assert salon.cards.tapped(read).holder == client
    with pytest.raises(CardTaken):
        salon.cards.give(read, eva(salon), None)


def test_bytes_of_a_uid_the_other_way_round(salon: Services, client: CardHolder) -> None:
    salon.cards.give(NUMBER, client, None)
    assert salon.cards.tapped(bytes.fromhex(NUMBER)[::-1].hex()).holder == client
    assert salon.cards.tapped(NUMBER[:8]).holder is None


def test_readers_that_know_their_technology_tell_cards_apart(
    salon: Services, client: CardHolder
) -> None:
    salon.cards.give(Tap("00D6A1B2", technology="nfc"), client, None)
    salon.cards.give(Tap("0100D6A1B2", technology="lf"), eva(salon), None)
    assert salon.cards.tapped(Tap("B2A1D600", technology="nfc")).holder == client
    assert salon.cards.tapped(Tap("0014066098", technology="lf")).holder == eva(salon)
    assert salon.cards.tapped("0014066098").holder is None


def test_what_may_be_two_cards_is_neither(salon: Services, client: CardHolder) -> None:
    salon.cards.give("0100D6A1B2", client, None)
    salon.cards.give("0200D6A1B2", eva(salon), None)
    assert salon.cards.tapped("0014066098").holder is None
    assert salon.cards.tapped("0100D6A1B2").holder == client
    salon.cards.give("0014066098", client, None)
    assert salon.cards.tapped("0014066098").holder == client


def test_a_card_that_proves_its_key_has_one_writing(salon: Services, client: CardHolder) -> None:
    salon.cards.give(Tap(NUMBER, "aes"), client, None)
    backwards = bytes.fromhex(NUMBER)[::-1].hex()
    assert salon.cards.tapped(Tap(backwards, "aes")).holder is None
    assert salon.cards.tapped(Tap(NUMBER, "aes")).holder == client


def refusals(salon: Services) -> list[str]:
    """Why copies were refused, by the journal; it names nobody."""
    sql = "SELECT body FROM journal WHERE kind = 'card.refused' ORDER BY seq"
    bodies = [row[0] for row in salon.context.store.rows(sql)]
    assert not any("Jana" in str(body) or NUMBER in str(body) for body in bodies)
    return [json.loads(body)["why"] for body in bodies]


def signed(salon: Services, counter: int, number: str = NUMBER) -> Tap:
    """A proven tap of a card whose address was read too."""
    uid = bytes.fromhex(number)
    file = message_file(uid, counter, CardKeyring(salon.context.keys).all_of(uid))
    return Tap(number, "aes", "nfc", "https://" + file[7:].decode())


@pytest.mark.req("K2")
@pytest.mark.parametrize("copied", [NUMBER, bytes.fromhex(NUMBER)[::-1].hex()])
def test_the_number_of_a_card_with_keys_is_worth_nothing(
    salon: Services, client: CardHolder, copied: str
) -> None:
    salon.cards.give(Tap(NUMBER, "aes"), client, None)
    tapped = salon.cards.tapped(copied)
    assert tapped.copied
    assert tapped.holder is None
    assert refusals(salon) == ["copy"]
    (card,) = salon.cards.all_of(client)
    assert card.refused_at == salon.context.now()
    assert not salon.cards.tapped(Tap(NUMBER, "aes")).copied
    assert salon.cards.tapped(Tap(NUMBER, "aes")).holder == client


def test_a_card_that_has_proven_its_key_once_has_to_from_then_on(
    salon: Services, client: CardHolder
) -> None:
    salon.cards.give(NUMBER, client, None)
    assert not salon.cards.tapped(NUMBER).copied
    assert not salon.cards.tapped(Tap(NUMBER, "aes")).copied
    tapped = salon.cards.tapped(NUMBER)
    assert tapped.copied
    assert tapped.holder is None


@pytest.mark.req("K2")
def test_a_signed_address_counts_up_or_is_refused(salon: Services, client: CardHolder) -> None:
    salon.cards.give(signed(salon, 4), client, None)
    assert salon.cards.tapped(signed(salon, 4)).copied
    assert not salon.cards.tapped(signed(salon, 5)).copied
    assert not salon.cards.tapped(signed(salon, 9)).copied
    assert all(salon.cards.tapped(signed(salon, old)).copied for old in (9, 8, 0))
    unasked = Tap(NUMBER, "aes")
    assert not salon.cards.tapped(unasked).copied, "a reader that does not ask for the address"
    assert salon.cards.tapped(replace(signed(salon, 10), address="https://example.com/")).copied
    strange = signed(salon, 11, "04FFFFFFFFFFFF").address
    assert salon.cards.tapped(Tap(NUMBER, "aes", "nfc", strange)).copied
    assert refusals(salon) == ["replay"] * 4 + ["copy"] * 2
    assert not salon.cards.tapped(signed(salon, 10)).copied


def test_the_count_of_a_card_goes_on_in_other_hands(salon: Services, client: CardHolder) -> None:
    boss = salon.team.members()[0]
    salon.cards.give(signed(salon, 4), client, None)
    salon.cards.block(client, boss.id)
    with pytest.raises(Refused):
        salon.cards.give(signed(salon, 3), eva(salon), boss.id)
    salon.cards.give(signed(salon, 5), eva(salon), boss.id)
    assert salon.cards.tapped(signed(salon, 5)).copied
    assert not salon.cards.tapped(signed(salon, 6)).copied


def test_an_address_that_is_no_message_is_none(salon: Services, client: CardHolder) -> None:
    salon.cards.give(Tap(NUMBER, "aes", "nfc", "https://example.com/"), client, None)
    assert not salon.cards.tapped(Tap(NUMBER, "aes", "nfc", "https://example.com/")).copied


@pytest.mark.req("K2")
def test_no_keys_for_a_blank_card_that_claims_to_be_somebodys(
    salon: Services, client: CardHolder
) -> None:
    uid, boss = bytes.fromhex(NUMBER), salon.team.members()[0]
    ring = CardKeyring(salon.context.keys)
    assert salon.cards.keys_of_new(uid) == ring.all_of(uid)
    salon.cards.give(NUMBER, client, None)
    assert salon.cards.keys_of_new(uid) == salon.cards.keys_of_new(uid[::-1]) == {}
    salon.cards.block(client, boss.id)
    assert salon.cards.keys_of_new(uid) == {}


def test_cards_that_are_unknown_or_unread_are_for_others_to_judge(salon: Services) -> None:
    assert not salon.cards.tapped("99887766").copied
    assert not salon.cards.tapped("?").copied
    assert refusals(salon) == []


@pytest.mark.req("K2")
def test_a_number_made_up_for_the_moment_is_refused(salon: Services, client: CardHolder) -> None:
    with pytest.raises(Refused, match="another number each time"):
        salon.cards.give("08A1B2C3", client, None)
    assert salon.cards.of(client) == 0


def test_tokens_of_an_older_key_are_understood(salon: Services) -> None:
    keys, new = salon.context.keys, SalonKeys.generate(2)
    token = CardNumber(NUMBER).token(keys)
    salon.context.keys = new.after(keys)
    keys = salon.context.keys
    known = CardNumber.of_token(token, keys)
    assert known is not None
    assert known.token(keys) == CardNumber(NUMBER).token(new)
    assert CardNumber.of_token(CardNumber(NUMBER).token(SalonKeys.generate(9)), keys) is None
    assert CardNumber.of_token(token[:-1] + bytes([token[-1] ^ 1]), keys) is None


def test_cards_given_before_meanings_were_kept_get_theirs(
    salon: Services, client: CardHolder
) -> None:
    store = salon.context.store
    salon.cards.give("0100D6A1B2", client, None)
    with store.transaction():
        store.run("DELETE FROM card_meaning")
        store.run("UPDATE card SET format = ''")
    assert salon.cards.tapped("214,41394").holder is None
    salon.cards.read_formats()
    assert salon.cards.tapped("214,41394").holder == client


@pytest.mark.req("K2")
def test_no_number_reaches_the_disk(salon: Services, client: CardHolder, tmp_path: Path) -> None:
    salon.cards.give(NUMBER, client, None)
    assert salon.cards.tapped(NUMBER).holder == client
    forms = (NUMBER, NUMBER.lower(), NUMBER[::-1])
    needles = [form.encode() for form in forms] + [bytes.fromhex(NUMBER)]
    for file in tmp_path.rglob("*"):
        content = file.read_bytes()
        assert not any(needle in content for needle in needles), file


@pytest.mark.req("K5")
def test_the_beginning_of_a_longer_number_is_no_card(salon: Services) -> None:
    eva = CardHolder("staff", salon.team.members()[1].id)
    for tap in (Tap("8804A3C6"), Tap("88:04:a3:c6", technology="nfc")):
        with pytest.raises(Refused, match="beginning"):
            salon.cards.give(tap, eva, None)
    salon.cards.give(Tap("8804A3C7", technology="lf"), eva, None)
