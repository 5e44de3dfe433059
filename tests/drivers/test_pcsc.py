"""PC/SC readers through a real pcscd: cards, no cards, wrong cards, and pcscd killed."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import pcsc
from drivers.events import CardTapped, CardUnreadable, Event
from drivers.options import BadOption, Options
from tests.drivers.contract import SourceContract
from tests.rigs.card_desk import BACK, GONE, working
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import MemoryCard, UidCard
from tests.rigs.waiting import until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]

FOUR, SEVEN, TEN = "3A4B5C6D", "04A1B2C3D4E5F6", "04A1B2C3D4E5F6A7B8C9"


def card(number: str) -> UidCard:
    return UidCard(bytes.fromhex(number))


def reader(**values: object) -> pcsc.PcscReader:
    return pcsc.open(Options("front", values, Path()))


@pytest.mark.parametrize("number", [FOUR, SEVEN, TEN])
@pytest.mark.req("K2")
def test_a_card_is_its_whole_number(pcscd: Pcscd, number: str) -> None:
    with working(pcscd, reader()) as desk:
        assert desk.lay_on(card(number)) == CardTapped(number)
        assert desk.hears_nothing()


def test_a_card_lifted_and_laid_on_again_is_a_second_tap(pcscd: Pcscd) -> None:
    with working(pcscd, reader(bounce_ms=100)) as desk:
        for number in (SEVEN, SEVEN, FOUR, SEVEN):
            assert desk.lay_on(card(number)) == CardTapped(number)
            desk.lift()
        assert desk.told.empty()


def test_a_card_that_slips_for_a_moment_is_one_tap(pcscd: Pcscd) -> None:
    with working(pcscd, reader(bounce_ms=5000)) as desk:
        assert desk.lay_on(card(SEVEN)) == CardTapped(SEVEN)
        desk.lift()
        desk.slot.lay_on(card(SEVEN))
        assert desk.hears_nothing()
        desk.lift()
        assert desk.lay_on(card(FOUR)) == CardTapped(FOUR)


def test_both_slots_of_a_reader_are_served(pcscd: Pcscd) -> None:
    with working(pcscd, reader()) as desk:
        for slot in pcscd.slots:
            slot.lay_on(card(SEVEN))
        assert [desk.told.get(timeout=3) for _ in "12"] == [CardTapped(SEVEN)] * 2


@pytest.mark.req("K2")
def test_a_random_number_is_refused_with_its_reason(pcscd: Pcscd) -> None:
    with working(pcscd, reader()) as desk:
        assert desk.lay_on(card("08A1B2C3")) == CardUnreadable("random")


@pytest.mark.parametrize(
    "answer", [b"\x90", b"\x90\x00", b"\x6a\x81", b"\x01\x02\x90\x00", bytes(7) + b"\x90\x00"]
)
def test_a_card_that_says_nonsense_is_unreadable_and_the_next_is_read(
    pcscd: Pcscd, answer: bytes
) -> None:
    strange = card(SEVEN)
    strange.says[b"\xff\xca\x00\x00\x00"] = answer
    with working(pcscd, reader()) as desk:
        assert isinstance(desk.lay_on(strange), CardUnreadable)
        desk.lift()
        assert desk.lay_on(card(FOUR)) == CardTapped(FOUR)


def test_a_card_torn_away_is_told_and_the_next_is_read(pcscd: Pcscd) -> None:
    with working(pcscd, reader()) as desk:
        assert desk.lay_on(card(SEVEN), tear_at=1) == CardUnreadable("taken_away")
        desk.lift()
        assert desk.lay_on(card(SEVEN)) == CardTapped(SEVEN)


@pytest.mark.parametrize(("kind", "start"), [(6, 0x20), (5, 0x155)])
def test_a_memory_card_is_what_is_written_on_it(pcscd: Pcscd, kind: int, start: int) -> None:
    memory = MemoryCard(kind, b"\xff" * start + b"KARTA017")
    with working(pcscd, reader(memory_start=start, memory_bytes=8, memory_form="text")) as desk:
        assert desk.lay_on(memory) == CardTapped("KARTA017")
    with working(pcscd, reader(memory_start=start, memory_bytes=4)) as desk:
        assert desk.lay_on(memory) == CardTapped(b"KART".hex().upper())
    with working(pcscd, reader(memory_start=start + 20, memory_bytes=4)) as desk:
        assert desk.lay_on(memory) == CardUnreadable("blank")
    with working(pcscd, reader()) as desk:
        assert desk.lay_on(memory) == CardUnreadable("unknown")


def test_light_and_beep_follow_the_tap(pcscd: Pcscd) -> None:
    with working(pcscd, reader(signal="acr122")) as desk:
        assert desk.lay_on(card(SEVEN)) == CardTapped(SEVEN)
        time.sleep(0.2)
        asked = [apdu[:3].hex() for apdu, _ in desk.slot.answered]
        assert asked == ["ffca00", "ff0052", "ff0040"]
        desk.lift()
        assert desk.lay_on(card(FOUR)) == CardTapped(FOUR)


@pytest.mark.req("K2")
def test_pcscd_killed_and_restarted_is_gone_once_and_back_once(pcscd: Pcscd) -> None:
    with working(pcscd, reader()) as desk:
        assert desk.state() == BACK
        for number in (SEVEN, FOUR):
            pcscd.kill()
            assert desk.state() == GONE
            assert desk.missing[-1].cause == "off"
            time.sleep(0.8)
            assert desk.states.empty()
            pcscd.start()
            assert desk.state() == BACK
            assert desk.lay_on(card(number)) == CardTapped(number)
            desk.lift()


def test_a_card_that_lies_there_while_pcscd_restarts_is_no_new_tap(pcscd: Pcscd) -> None:
    with working(pcscd, reader()) as desk:
        assert desk.state() == BACK
        assert desk.lay_on(card(SEVEN)) == CardTapped(SEVEN)
        pcscd.kill()
        pcscd.start()
        desk.wait_back()
        assert desk.hears_nothing()
        desk.lift(1.2)
        assert desk.lay_on(card(SEVEN)) == CardTapped(SEVEN)


def test_pcscd_killed_in_the_middle_of_a_card_loses_nothing_but_that_tap(pcscd: Pcscd) -> None:
    class Slow(UidCard):
        def answer(self, apdu: bytes) -> bytes:
            asked.set()
            time.sleep(0.3)
            return super().answer(apdu)

    asked = threading.Event()
    with working(pcscd, reader()) as desk:
        assert desk.state() == BACK
        desk.slot.lay_on(Slow(bytes.fromhex(SEVEN)))
        assert asked.wait(3)
        pcscd.kill()
        desk.slot.take_away()
        pcscd.start()
        desk.wait_back()
        assert desk.lay_on(card(FOUR)) == CardTapped(FOUR)


def test_without_pcscd_the_reader_is_missing_until_it_runs(pcscd: Pcscd) -> None:
    pcscd.stop()
    with working(pcscd, reader()) as desk:
        assert desk.state() == GONE
        pcscd.start()
        assert desk.state() == BACK


def test_only_readers_with_the_name_are_used(pcscd: Pcscd) -> None:
    with working(pcscd, reader(reader="acr122")) as desk:
        assert desk.state() == GONE
        assert "no reader" in desk.missing[0].detail
    with working(pcscd, reader(reader="virtual pcd 00 01")) as desk:
        assert desk.state() == BACK
        desk.slot.lay_on(card(SEVEN))
        assert desk.hears_nothing()


@pytest.mark.slow
class PcscRig:
    """pcscd is the plug: without it there is no reader. Cards are laid on both slots in turn, for
    the service takes 0.4 s to see that one is gone."""

    driver = "pcsc"

    def __init__(self, pcscd: Pcscd, folder: Path) -> None:
        self.options: dict[str, object] = {}
        self.folder = folder
        self._pcscd = pcscd
        self._free_at = [0.0, 0.0]

    def plug(self) -> None:
        self._pcscd.start()

    def unplug(self) -> None:
        self._pcscd.kill()

    def act(self, number: int) -> Event:
        place = number % 2
        slot = self._pcscd.slots[place]
        time.sleep(max(0.0, self._free_at[place] - time.monotonic()))
        uid = b"\x04" + number.to_bytes(6, "big")
        slot.lay_on(UidCard(uid))
        until(lambda: slot.answered, "the reader asked nothing")
        slot.take_away()
        self._free_at[place] = time.monotonic() + 0.5
        return CardTapped(uid.hex().upper())


class TestPcscContract(SourceContract):
    @pytest.fixture
    def rig(self, pcscd: Pcscd, tmp_path: Path) -> Iterator[PcscRig]:
        yield PcscRig(pcscd, tmp_path)
        pcscd.kill()
        pcscd.start()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"memory_bytes": 2}, "memory_bytes"),
        ({"signal": "horn"}, "signal"),
        ({"reader": ""}, "reader"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        reader(**values)
