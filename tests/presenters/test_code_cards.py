"""A client's card that is a barcode or a QR code."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder, CardNumber, Tap
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk, known
from tests.rigs.till_world import SHAMPOO, Till

PLASTIC = "2900000000018"
PHONE = "https://cards.example.com/c?id=Ab-12 ž"


def given(salon: Services, code: str = PLASTIC) -> tuple[Story, CardHolder]:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("give_card").scan(code)
    return story, CardHolder("client", client.id)


@pytest.mark.req("K11", "K5")
@pytest.mark.parametrize("code", [PLASTIC, PHONE])
def test_it_is_given_by_scanning_and_opens_the_sheet(salon: Services, code: str) -> None:
    story, holder = given(salon, code)
    assert (story.state.giving, story.state.cards.plain()) == (False, "1 card")
    found = salon.cards.scanned(code)
    assert found is not None
    assert found.holder == holder
    story.nav.home()
    desk_again = desk(salon).scan(code)
    desk_again.at("client")
    assert desk_again.state.name == "Kateřina Vzorová"


@pytest.mark.req("K11", "K1")
def test_it_checks_in_and_a_lost_one_is_as_unknown_as_any(till: Till) -> None:
    salon = till.salon
    client = till.client()
    till.visit(client)
    holder = CardHolder("client", client.id)
    salon.cards.give(Tap(PLASTIC, technology="code"), holder, None)
    Story(salon).scan(PLASTIC).at("checkin_confirm")
    salon.cards.block(holder, till.manager.id)
    story = Story(salon)
    for _ in range(5):
        story.scan(PLASTIC).at("attract")
    assert salon.checkin.only_desk, "codes of cards can be tried out like numbers"


@pytest.mark.req("K11", "T2")
def test_a_card_is_no_product_and_a_product_no_card(till: Till) -> None:
    salon = till.salon
    story, holder = given(salon, SHAMPOO)
    assert "is sold under this code" in story.state.card_message.plain()
    assert story.state.giving
    story.scan(f"0{SHAMPOO}")
    assert "is sold under this code" in story.state.card_message.plain()
    story.scan(PLASTIC)
    with pytest.raises(Refused, match="A client's card has this code"):
        salon.catalogue.save_product(Product(b"", "Lak", 100, 2100, barcodes=(PLASTIC,)), None)
    assert salon.cards.scanned(SHAMPOO) is None
    assert salon.cards.of(holder) == 1


@pytest.mark.req("K11")
def test_what_means_something_else_is_no_card(till: Till) -> None:
    salon = till.salon
    visit = till.visit()
    story, holder = given(salon, f"PULT:{visit.code}")
    assert "code of a booking" in story.state.card_message.plain()
    for code, why in (("pult-key 1 abc", "cannot be a card"), ("12345", "cannot be a card")):
        story.scan(code)
        assert why in story.state.card_message.plain()
    assert salon.cards.of(holder) == 0
    boss = desk(salon, "Petra")
    boss.nav.go(StaffFormArgs(till.eva.id))
    boss.tap("give_card").scan(PLASTIC)
    assert salon.cards.of(CardHolder("staff", till.eva.id)) == 0


@pytest.mark.req("K11")
def test_a_code_is_nowhere_and_no_chip_that_reads_the_same(salon: Services, tmp_path: Path) -> None:
    _, holder = given(salon)
    salon.context.store.checkpoint()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert PLASTIC.encode() not in path.read_bytes(), path.name
    assert salon.cards.tapped(PLASTIC).holder is None
    keys, new = salon.context.keys, SalonKeys.generate(9)
    token = CardNumber(PLASTIC, "code").token(keys)
    assert CardNumber(PLASTIC).token(keys) != token
    assert CardNumber.of_token(token, keys) is None
    known_again = CardNumber.of_token(token, keys, "code")
    assert known_again is not None
    assert known_again.token(new) == CardNumber(PLASTIC, "code").token(new)
    assert holder.kind == "client"


@pytest.mark.req("K11", "K5")
@pytest.mark.parametrize(
    "code",
    [
        "https://id.gs1.org/01/08594001234561",
        "\x1d010859400123456110AB",
        "(01)08594001234561(10)AB",
        "^010859400123456110AB",
        "0108594001234561",
    ],
)
def test_a_code_that_says_it_is_of_goods_is_no_card(till: Till, code: str) -> None:
    holder = CardHolder("client", till.client().id)
    with pytest.raises(Refused, match="of goods"):
        till.salon.cards.give(Tap(code, technology="code"), holder, None)


def test_goods_are_not_sold_under_a_card_however_they_write_its_number(till: Till) -> None:
    holder = CardHolder("client", till.client().id)
    till.salon.cards.give(Tap("8594001234561", technology="code"), holder, None)
    for code in ("https://id.gs1.org/01/08594001234561", "EAN 8594001234561", "08594001234561"):
        with pytest.raises(Refused, match="card"):
            till.salon.catalogue.save_product(
                Product(b"", "Gel ukázkový", 100, till.shampoo.vat_bp, barcodes=(code,)), None
            )
