"""Light and beep of readers: which commands for which reader, and through a real pcscd."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import pcsc
from drivers.apdu import features
from drivers.events import CardTapped, CardUnreadable
from drivers.options import Options
from drivers.signals import SIGNALS, signal_for
from tests.rigs.card_desk import CardDesk, working
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import MemoryCard, UidCard
from tests.rigs.waiting import NeverHappened, until

ACR122, ACR1252 = "ACS ACR122U PICC Interface 00 00", "ACS ACR1252 1S CL Reader PICC 0"
PCSCD = [
    pytest.mark.slow,
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
    pytest.mark.skipif(not shutil.which("gcc"), reason="gcc is not installed"),
]
NUMBER = "04A1B2C3D4E5F6"
GOOD = ["e00000290102", "e0000028010a"]
BAD = ["e00000290101", "e00000280128"]
DARK = ["e00000290100"]


def test_a_reader_is_known_by_its_name() -> None:
    for name, wanted, expected in (
        (ACR122, "auto", "acr122"),
        (ACR1252, "auto", "acr1252"),
        ("Gemalto PC Twin Reader", "auto", None),
        (ACR122, "off", None),
        ("Some clone", "acr122", "acr122"),
    ):
        assert signal_for(name, wanted) == (SIGNALS[expected] if expected else None)


@given(st.binary(max_size=80))
def test_features_are_found_in_whatever_a_reader_says(data: bytes) -> None:
    assert all(code < 1 << 32 for code in features(data).values())
    assert features(bytes.fromhex("0604423300061304420000010A04")) == {
        0x06: 0x42330006,
        0x13: 0x42000001,
    }


@pytest.fixture(scope="module", params=[pytest.param(None, marks=PCSCD)])
def acr1252() -> Iterator[Pcscd]:
    with Pcscd("ACS ACR1252 1S CL Reader PICC", escapes=True) as running:
        yield running


def reader(signal: str) -> pcsc.PcscReader:
    return pcsc.open(Options("front", {"bounce_ms": 0, "signal": signal}, Path()))


def said(desk: CardDesk, expected: Callable[[list[str]], bool]) -> list[str]:
    """What the reader was told, once it is as expected; whatever it was after some seconds."""
    with suppress(NeverHappened):
        until(lambda: expected(desk.pcscd.escaped()), seconds=10)
    return desk.pcscd.escaped()


def test_an_acr1252_is_told_through_its_own_channel(acr1252: Pcscd) -> None:
    before = len(acr1252.escaped())
    expected = GOOD + DARK + BAD + DARK
    with working(acr1252, reader("auto")) as desk:
        assert desk.lay_on(UidCard(bytes.fromhex(NUMBER))) == CardTapped(NUMBER)
        desk.lift()
        assert desk.lay_on(MemoryCard(6, b"")) == CardUnreadable("unknown")
        desk.lift()
        assert said(desk, lambda all_: len(all_) >= before + len(expected))[before:] == expected
        apdus = [asked[:2].hex() for asked, _ in desk.slot.answered]
        assert apdus == ["ffca"], "nothing of it goes to the card"


@pytest.mark.parametrize("signal", ["off", "acr122"])
def test_it_is_told_nothing_that_is_not_wanted(acr1252: Pcscd, signal: str) -> None:
    before = len(acr1252.escaped())
    with working(acr1252, reader(signal)) as desk:
        assert desk.lay_on(UidCard(bytes.fromhex(NUMBER))) == CardTapped(NUMBER)
        desk.lift()
        assert acr1252.escaped()[before:] == []


@pytest.fixture(scope="module", params=[pytest.param(None, marks=PCSCD)])
def closed() -> Iterator[Pcscd]:
    """Its driver takes no commands for the reader, as libccid does by default."""
    with Pcscd("ACS ACR1252 1S CL Reader PICC") as running:
        yield running


def test_a_reader_without_that_channel_reads_on(closed: Pcscd) -> None:
    with working(closed, reader("auto")) as desk:
        for _ in range(2):
            assert desk.lay_on(UidCard(bytes.fromhex(NUMBER))) == CardTapped(NUMBER)
            desk.lift()
        assert desk.missing == []
