"""Cards that cannot be copied, through a real pcscd: the right key, wrong ones, copies, and cards
torn away at every single APDU."""

from __future__ import annotations

import queue
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drivers import pcsc
from drivers.events import CardTapped, CardUnreadable, Event
from drivers.options import Options
from kiosk.hardware.devices import Devices
from kiosk.salon.domain.cards.aes_cards import CardKeyring, NotGenuine, OldMessage, accept
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from tests.rigs.card_desk import BACK, GONE, QUIET_SECONDS, CardDesk, working
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import UidCard
from tests.rigs.virtual_ev2 import Ev2Card, ReplayCard

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]


@dataclass
class Section:
    driver: str
    options: Mapping[str, object] = field(default_factory=dict)


UID = bytes.fromhex("04958CAA5C5E80")
RING = CardKeyring(SalonKeys(1, bytes(range(32))))
STRANGER = CardKeyring(SalonKeys(1, bytes(32)))
PROVEN = CardTapped("04958CAA5C5E80", proven=True)


@pytest.fixture
def desk(pcscd: Pcscd) -> Iterator[CardDesk]:
    with working(pcscd, reader()) as at_work:
        yield at_work


def reader(keys: CardKeyring | None = RING, **values: object) -> pcsc.PcscReader:
    return pcsc.open(Options("front", {"bounce_ms": 0, **values}, Path(), keys))


def of_salon(ring: CardKeyring = RING, *, random: bool = False) -> Ev2Card:
    return Ev2Card(UID, ring.all_of(UID), random=random)


@pytest.mark.req("K2")
@pytest.mark.parametrize("random", [False, True])
def test_a_card_of_this_salon_is_proven(desk: CardDesk, random: bool) -> None:
    assert desk.lay_on(of_salon(random=random)) == PROVEN
    apdus = [asked for asked, _ in desk.slot.answered]
    assert len(apdus) == (9 if random else 6)


def test_a_card_of_another_salon_is_refused(desk: CardDesk) -> None:
    for random in (False, True):
        assert desk.lay_on(of_salon(STRANGER, random=random)) == CardUnreadable("wrong_key")
        tries = [asked for asked, _ in desk.slot.answered if asked[:2] == b"\x90\x71"]
        assert len(tries) == 1, "cards count wrong keys: never a second try"
        desk.lift()
    assert desk.lay_on(of_salon()) == PROVEN


def test_a_new_card_with_factory_keys_is_its_number_and_proves_nothing(desk: CardDesk) -> None:
    assert desk.lay_on(Ev2Card(UID, {})) == CardTapped("04958CAA5C5E80", proven=False)
    desk.lift()
    assert desk.lay_on(Ev2Card(UID, {}, random=True)) == CardUnreadable("random")


@pytest.mark.parametrize("random", [False, True])
def test_a_copy_that_replays_a_genuine_tap_is_refused(desk: CardDesk, random: bool) -> None:
    assert desk.lay_on(of_salon(random=random)) == PROVEN
    recorded = list(desk.slot.answered)
    desk.lift()
    assert isinstance(desk.lay_on(ReplayCard(recorded)), CardUnreadable)


def test_a_copy_of_the_number_alone_proves_nothing(desk: CardDesk) -> None:
    assert desk.lay_on(UidCard(UID)) == CardTapped("04958CAA5C5E80", proven=False)


def test_a_card_that_names_another_number_is_refused(desk: CardDesk) -> None:
    liar = of_salon()
    liar.told_uid = bytes.fromhex("04111111111111")
    assert desk.lay_on(liar) == CardUnreadable("wrong_key")


@pytest.mark.req("K2")
@pytest.mark.parametrize("at", range(1, 10))
def test_torn_away_at_every_apdu_it_is_no_tap_and_the_next_time_it_is(
    desk: CardDesk, at: int
) -> None:
    card = of_salon(random=True)
    assert desk.lay_on(card, tear_at=at) == CardUnreadable("taken_away")
    desk.slot.wait_until_torn()
    assert len(desk.slot.answered) == at - 1
    desk.lift()
    assert desk.lay_on(card) == PROVEN


@pytest.mark.parametrize("at", range(1, 7))
def test_pcscd_killed_at_every_apdu_costs_that_tap_alone(desk: CardDesk, at: int) -> None:
    class Deadly(Ev2Card):
        asked = 0

        def answer(self, apdu: bytes) -> bytes:
            self.asked += 1
            if self.asked == at:
                desk.pcscd.kill()
            return super().answer(apdu)

    assert desk.state() == BACK
    desk.slot.lay_on(Deadly(UID, RING.all_of(UID)))
    assert desk.state() == GONE
    desk.slot.take_away()
    assert desk.told.empty()
    desk.pcscd.start()
    assert desk.state() == BACK
    assert desk.lay_on(of_salon()) == PROVEN


def test_a_counted_message_is_accepted_once_and_its_copy_refused(pcscd: Pcscd) -> None:
    class Copy(Ev2Card):
        def answer(self, apdu: bytes) -> bytes:
            self.counter = 0
            return super().answer(apdu)

    with working(pcscd, reader(keys=None, address=True)) as desk:
        last: int | None = None
        card = of_salon()
        for expected in (1, 2):
            tapped = desk.lay_on(card)
            assert isinstance(tapped, CardTapped)
            shown = RING.message_in(tapped.address)
            assert (shown.uid, shown.counter) == (UID, expected)
            last = accept(shown.counter, last)
            desk.lift()
        old = desk.lay_on(Copy(UID, RING.all_of(UID)))
        assert isinstance(old, CardTapped)
        with pytest.raises(OldMessage):
            accept(RING.message_in(old.address).counter, last)
        desk.lift()
        strange = desk.lay_on(of_salon(STRANGER))
        assert isinstance(strange, CardTapped)
        with pytest.raises(NotGenuine):
            RING.message_in(strange.address)


def test_a_card_may_prove_itself_and_show_its_message_in_one_tap(pcscd: Pcscd) -> None:
    with working(pcscd, reader(address=True)) as desk:
        tapped = desk.lay_on(of_salon(random=True))
        assert isinstance(tapped, CardTapped)
        assert tapped.proven
        assert RING.message_in(tapped.address).uid == UID
        assert "example" not in repr(tapped)


def test_the_kiosk_hands_its_keys_to_the_reader(pcscd: Pcscd, tmp_path: Path) -> None:
    told: queue.Queue[Event] = queue.Queue()
    devices = Devices({"cards": Section("pcsc")}, tmp_path, told.put, card_keys=RING)
    devices.start()
    try:
        pcscd.slots[0].lay_on(of_salon())
        assert told.get(timeout=4) == PROVEN
    finally:
        devices.stop()
        pcscd.slots[0].take_away()
        time.sleep(QUIET_SECONDS)


def test_without_keys_a_random_number_is_refused_and_a_fixed_one_identifies(
    pcscd: Pcscd,
) -> None:
    with working(pcscd, reader(keys=None)) as desk:
        assert desk.lay_on(of_salon(random=True)) == CardUnreadable("random")
        desk.lift()
        assert desk.lay_on(of_salon()) == CardTapped("04958CAA5C5E80")


def test_a_new_card_is_given_its_keys_though_it_is_torn_away(pcscd: Pcscd) -> None:
    at_work = reader()
    with working(pcscd, at_work) as desk:
        card = Ev2Card(UID, {})
        at_work.personalise_next(RING.all_of)
        told: list[Event] = []
        for at in (7, 9, 0):
            told.append(desk.lay_on(card, tear_at=at))
            desk.lift()
        assert told == [CardUnreadable("taken_away"), CardUnreadable("taken_away"), PROVEN]
        assert card.keys == RING.all_of(UID)
        other = Ev2Card(bytes(range(7)), {})
        assert desk.lay_on(other) == CardTapped("00010203040506")
        assert other.keys[0] == bytes(16), "only one card is given keys"
