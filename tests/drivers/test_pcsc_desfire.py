"""DESFire cards through a real pcscd: blank ones given their keys, torn away at every APDU of it,
proven at each tap, copied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import desfire, pcsc
from drivers.events import CardTapped, CardUnreadable
from drivers.options import Options
from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.card_desk import CardDesk, working
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import UidCard
from tests.rigs.virtual_chip import KeySet
from tests.rigs.virtual_desfire import EV1, EV2, EV3, Desfire
from tests.rigs.virtual_ev2 import ReplayCard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]
UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))
STRANGER = CardKeyring(SalonKeys(1, bytes(32)))
PLAIN, PROVEN = (CardTapped("04958CAA5C5E80", proven=proven) for proven in (False, True))
PERSONALISING = range(2, 17)
"""Of the APDUs that give a blank card its keys: the first only reads the UID."""


@pytest.fixture
def reader() -> pcsc.PcscReader:
    return pcsc.open(Options("front", {"bounce_ms": 0}, Path(), RING))


@pytest.fixture
def desk(pcscd: Pcscd, reader: pcsc.PcscReader) -> Iterator[CardDesk]:
    with working(pcscd, reader) as at_work:
        yield at_work


def of_salon(ring: CardKeyring = RING, *, random: bool = False) -> Desfire:
    card = Desfire(UID, random=random)
    keys = ring.all_of(UID)
    card.applications[desfire.APPLICATION] = KeySet(keys, dict.fromkeys(keys, 1))
    return card


@pytest.mark.req("K2")
@pytest.mark.parametrize("generation", [EV2, EV3])
def test_a_blank_card_is_given_keys_and_proves_them_at_each_tap(
    desk: CardDesk, reader: pcsc.PcscReader, generation: int
) -> None:
    card = Desfire(UID, generation=generation)
    assert desk.lay_on(card) == PLAIN
    assert list(card.applications) == [bytes(3)], "nobody waits for a card"
    desk.lift()
    reader.personalise_next(RING.all_of)
    for _ in range(2):
        assert desk.lay_on(card) == PROVEN
        desk.lift()
    assert card.applications[desfire.APPLICATION].keys == RING.all_of(UID)
    other = Desfire(bytes(range(7)))
    assert desk.lay_on(other) == CardTapped("00010203040506")
    assert list(other.applications) == [bytes(3)], "only one card is given keys"


@pytest.mark.req("K2")
@pytest.mark.parametrize("at", PERSONALISING)
def test_torn_away_at_every_apdu_of_getting_its_keys_it_is_finished_the_next_time(
    desk: CardDesk, reader: pcsc.PcscReader, at: int
) -> None:
    card = Desfire(UID)
    reader.personalise_next(RING.all_of)
    assert desk.lay_on(card, tear_at=at) == CardUnreadable("taken_away")
    assert len(desk.slot.answered) == at - 1
    desk.lift()
    assert desk.lay_on(card) == PROVEN
    assert card.applications[desfire.APPLICATION].keys == RING.all_of(UID)


@pytest.mark.req("K2")
@pytest.mark.parametrize("at", range(1, 11))
def test_torn_away_at_every_apdu_of_a_tap_it_is_no_tap_and_the_next_time_it_is(
    desk: CardDesk, at: int
) -> None:
    card = of_salon(random=True)
    assert desk.lay_on(card, tear_at=at) == CardUnreadable("taken_away")
    desk.lift()
    assert desk.lay_on(card) == PROVEN
    assert len(desk.slot.answered) == 10


def test_copies_are_refused(desk: CardDesk) -> None:
    assert desk.lay_on(of_salon()) == PROVEN
    recorded = list(desk.slot.answered)
    desk.lift()
    assert isinstance(desk.lay_on(ReplayCard(recorded)), CardUnreadable)
    desk.lift()
    assert desk.lay_on(of_salon(STRANGER)) == CardUnreadable("wrong_key")
    assert [asked[1] for asked, _ in desk.slot.answered].count(0x71) == 1, "keys are tried once"
    desk.lift()
    liar = of_salon()
    liar.told_uid = bytes.fromhex("04111111111111")
    assert desk.lay_on(liar) == CardUnreadable("wrong_key")
    desk.lift()
    assert desk.lay_on(UidCard(UID)) == PLAIN


@pytest.mark.parametrize(
    "card",
    [Desfire(UID, generation=EV1), Desfire(UID, open_card=False), Desfire(UID, room=0)],
)
def test_a_card_that_cannot_be_given_keys_is_its_number(
    desk: CardDesk, reader: pcsc.PcscReader, card: Desfire
) -> None:
    reader.personalise_next(RING.all_of)
    assert desk.lay_on(card) == PLAIN
    assert list(card.applications) == [bytes(3)]
