"""Keyboard wedges through the real python-evdev, and serial scanners found by USB numbers. Run by
test_evdev.py where these devices are."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from drivers.events import BarcodeScanned, CardTapped, DeviceGone, Event
from tests.drivers.contract import NAME, Desk, SourceContract, desk
from tests.rigs.evdev_mock import (
    EV_KEY,
    EV_SYN,
    KEYS,
    NODE,
    PRODUCT,
    SERIAL_NODE,
    SERIAL_USB,
    VENDOR,
    Keyboard,
    dev_folder,
)
from tests.rigs.serial_line import SerialLine

USB = f"{VENDOR:04x}:{PRODUCT:04X}"
ALT, CONTROL, F8, PAD = 56, 29, 66, {"0": 82, "1": 79, "3": 81, "5": 76, "6": 77}


class ScannerRig(Keyboard):
    driver = "evdev_scanner"

    def __init__(self, folder: Path, **options: object) -> None:
        super().__init__()
        self.folder, self.options = folder, {"device": USB, **options}

    def act(self, number: int) -> Event:
        self.type(f"2000000{number:06}")
        return BarcodeScanned(f"2000000{number:06}")


class ReaderRig(ScannerRig):
    driver = "evdev_reader"

    def act(self, number: int) -> Event:
        self.type(f"04A1B2{number:04}")
        return CardTapped(f"04A1B2{number:04}")


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[ScannerRig]:
    rig = ScannerRig(tmp_path)
    yield rig
    rig.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReaderRig]:
    rig = ReaderRig(tmp_path, device=NODE)
    yield rig
    rig.close()


class TestScannerByUsbNumbers(SourceContract):
    @pytest.fixture
    def rig(self, scanner: ScannerRig) -> ScannerRig:
        return scanner


class TestReaderByPath(SourceContract):
    @pytest.fixture
    def rig(self, reader: ReaderRig) -> ReaderRig:
        return reader


class SerialRig(SerialLine):
    driver = "serial_scanner"

    def __init__(self, folder: Path) -> None:
        super().__init__(dev_folder(), Path(SERIAL_NODE).name)
        self.folder, self.options = folder, {"port": SERIAL_USB}

    def act(self, number: int) -> Event:
        self.write(b"2000000%06d\r" % number)
        return BarcodeScanned(f"2000000{number:06}")


class TestSerialScannerByUsbNumbers(SourceContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[SerialRig]:
        rig = SerialRig(tmp_path)
        yield rig
        rig.close()


@pytest.fixture
def told(scanner: ScannerRig) -> Iterator[Desk]:
    with desk(scanner) as one:
        one.wait_ready()
        yield one


def scanned(told: Desk, *codes: str) -> None:
    told.wait(lambda: len(told.events) >= len(codes))
    time.sleep(0.02)
    assert told.events == [BarcodeScanned(code) for code in codes]


def test_letters_and_signs_are_those_of_a_us_keyboard(scanner: ScannerRig, told: Desk) -> None:
    scanner.type("".join(KEYS))
    scanned(told, "".join(KEYS))


def test_silence_ends_a_scan_without_a_suffix(scanner: ScannerRig, told: Desk) -> None:
    for _ in range(2):
        scanner.type("8594001234561", end=None)
        time.sleep(0.2)
    scanned(told, "8594001234561", "8594001234561")


def test_a_pause_shorter_than_the_silence_does_not_cut_a_scan(
    scanner: ScannerRig, told: Desk
) -> None:
    scanner.type("8594001", end=None)
    time.sleep(0.03)
    scanner.type("234561")
    scanned(told, "8594001234561")


def test_a_key_that_is_held_counts_once(scanner: ScannerRig, told: Desk) -> None:
    scanner.key(2, 1)
    for _ in range(5):
        scanner.key(2, 2)
    scanner.key(2, 0)
    scanner.type("23")
    scanned(told, "123")


def test_fnc1_comes_as_control_and_bracket_or_as_f8(scanner: ScannerRig, told: Desk) -> None:
    scanner.type("]C110A1", end=None)
    scanner.press(CONTROL, KEYS["]"][0])
    scanner.type("21B2", end=None)
    scanner.press(F8)
    scanner.type("371")
    scanned(told, "\x1d10A1\x1d21B2\x1d371")


def test_characters_typed_by_number_while_alt_is_held(scanner: ScannerRig, told: Desk) -> None:
    for number in ("65", "0150", "013"):
        scanner.key(ALT, 1)
        for digit in number:
            scanner.press(PAD[digit])
        scanner.key(ALT, 0)
    scanned(told, "A\u2013")


def test_a_scan_of_which_events_were_lost_is_not_given(scanner: ScannerRig, told: Desk) -> None:
    scanner.type("85940", end=None)
    scanner.events((EV_SYN, 3, 0), (EV_KEY, 42, 1))
    scanner.key(42, 0)
    scanner.type("234561")
    scanner.type("4011")
    scanned(told, "4011")


def test_a_whole_qr_code(scanner: ScannerRig, told: Desk) -> None:
    text = "".join(KEYS)[:40] * 12
    scanner.type(text)
    scanned(told, text)


def test_a_stuck_key_costs_neither_memory_nor_the_thread(scanner: ScannerRig, told: Desk) -> None:
    for _ in range(3000):
        scanner.press(30)
    scanner.press(28)
    scanner.type("4011")
    scanned(told, "4011")


def test_no_nonsense_kills_the_thread(scanner: ScannerRig, told: Desk) -> None:
    nonsense = Random("keys")
    for _ in range(5000):
        kind, code = nonsense.choice((0, 1, 1, 1, 4, 17, 20)), nonsense.randrange(768)
        scanner.events((kind, code % 200, nonsense.randrange(-1, 3)))
    for code in (42, 54, 29, 97, 56, 100):
        scanner.key(code, 0)
    time.sleep(0.2)
    expected = scanner.act(1)
    told.wait(lambda: told.events[-1:] == [expected])
    assert not told.count(DeviceGone(NAME))


def test_a_card_that_is_typed_again_and_again_is_one_tap(reader: ReaderRig) -> None:
    with desk(reader) as told:
        told.wait_ready()
        for number in (1, 1, 1, 2):
            reader.act(number)
        told.wait(lambda: len(told.events) >= 2)
        assert told.events == [CardTapped("04A1B20001"), CardTapped("04A1B20002")]


def test_another_make_is_not_taken_for_it(scanner: ScannerRig) -> None:
    scanner.options["device"] = "ffff:0200"
    with desk(scanner) as told:
        told.wait_gone()
        assert told.fitted.cause == "off"
