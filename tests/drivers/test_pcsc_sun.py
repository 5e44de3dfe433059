"""The web address of NTAG 424 DNA cards through a real pcscd: written with the keys, read,
verified, its copy refused; torn away at every APDU of the writing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import pcsc
from drivers.events import CardTapped, CardUnreadable
from drivers.options import Options
from kiosk.salon.domain.cards.aes_cards import CardKeyring, OldMessage, accept
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.card_desk import CardDesk, working
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_desfire import Desfire
from tests.rigs.virtual_ev2 import Ev2Card

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]
UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))
BASE = "https://example.com/card"


@pytest.fixture
def reader() -> pcsc.PcscReader:
    return pcsc.open(Options("front", {"bounce_ms": 0, "address": True}, Path(), RING))


@pytest.fixture
def desk(pcscd: Pcscd, reader: pcsc.PcscReader) -> Iterator[CardDesk]:
    with working(pcscd, reader) as at_work:
        yield at_work


def tapped(desk: CardDesk, card: Ev2Card) -> CardTapped:
    event = desk.lay_on(card)
    desk.lift()
    assert isinstance(event, CardTapped)
    assert event.proven
    return event


@pytest.mark.req("K2")
def test_from_a_blank_card_to_a_verified_message_and_its_copy(
    desk: CardDesk, reader: pcsc.PcscReader
) -> None:
    card = Ev2Card(UID, {})
    reader.personalise_next(RING.all_of, BASE)
    assert tapped(desk, card).address == "", "it was blank when it was read"
    last: int | None = None
    for counter in (1, 2, 3):
        address = tapped(desk, card).address
        assert address.startswith(f"{BASE}?picc_data=")
        shown = RING.message_in(address)
        assert (shown.uid, shown.counter) == (UID, counter)
        last = accept(shown.counter, last)
    card.counter = 0
    with pytest.raises(OldMessage):
        accept(RING.message_in(tapped(desk, card).address).counter, last)


@pytest.mark.req("K2")
@pytest.mark.parametrize("at", range(1, 23))
def test_torn_away_at_every_apdu_it_shows_its_address_in_the_end(
    desk: CardDesk, reader: pcsc.PcscReader, at: int
) -> None:
    card = Ev2Card(UID, {})
    reader.personalise_next(RING.all_of, BASE)
    assert desk.lay_on(card, tear_at=at) == CardUnreadable("taken_away")
    desk.lift()
    tapped(desk, card)
    assert card.keys == RING.all_of(UID)
    assert RING.message_in(tapped(desk, card).address).uid == UID


def test_a_desfire_is_given_keys_and_no_address(desk: CardDesk, reader: pcsc.PcscReader) -> None:
    card = Desfire(UID)
    reader.personalise_next(RING.all_of, BASE)
    assert desk.lay_on(card) == CardTapped("04958CAA5C5E80", proven=True)
