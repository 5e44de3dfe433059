"""Card readers and scanners on serial lines, through the real pyserial on pseudo-terminals."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from drivers import serial_reader, serial_scanner
from drivers.events import BarcodeScanned, CardTapped, DeviceGone, Event, ScanUnreadable
from drivers.one_tap import OneTap
from drivers.options import BadOption, Options
from tests.drivers.contract import NAME, SourceContract, desk
from tests.fuzz.checks import RIGHT_FRAMES
from tests.rigs.serial_line import SerialLine


def em4100(number: bytes) -> bytes:
    """The frame of an RDM6300 for five bytes."""
    checksum = 0
    for byte in number:
        checksum ^= byte
    return b"\x02" + (number + bytes([checksum])).hex().upper().encode() + b"\x03"


class ReaderRig(SerialLine):
    driver = "serial_reader"

    def __init__(self, folder: Path, **options: object) -> None:
        super().__init__(folder)
        self.folder, self.options = folder, {"port": str(self.path), **options}

    def act(self, number: int) -> Event:
        card = bytes([1]) + (0xD60000 + number).to_bytes(4, "big")
        self.write(em4100(card))
        return CardTapped(card.hex().upper())


class ScannerRig(ReaderRig):
    driver = "serial_scanner"
    end = b"\r\n"

    def act(self, number: int) -> Event:
        self.write(b"2000000%06d" % number + self.end)
        return BarcodeScanned(f"2000000{number:06}")


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[ReaderRig]:
    rig = ReaderRig(tmp_path)
    yield rig
    rig.close()


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[ScannerRig]:
    rig = ScannerRig(tmp_path)
    yield rig
    rig.close()


class TestReader(SourceContract):
    @pytest.fixture
    def rig(self, reader: ReaderRig) -> ReaderRig:
        return reader


class TestScanner(SourceContract):
    @pytest.fixture
    def rig(self, scanner: ScannerRig) -> ScannerRig:
        return scanner


@pytest.mark.parametrize(
    ("frame", "sent", "number"),
    [
        ("rdm6300", b"\x020100D6A1B2C4\x03", "0100D6A1B2"),
        ("id12", b"\x020100D6A1B2C4\r\n\x03", "0100D6A1B2"),
        ("bcc", bytes.fromhex("020A0206008E6D5DB003"), "06008E6D5D"),
    ],
)
def test_a_card_of_each_frame(tmp_path: Path, frame: str, sent: bytes, number: str) -> None:
    rig = ReaderRig(tmp_path, frame=frame)
    with desk(rig) as told:
        told.wait_ready()
        for byte in sent:
            rig.write(bytes([byte]))
            time.sleep(0.001)
        told.wait(lambda: told.events)
        assert told.events == [CardTapped(number)]
    rig.close()


def test_a_card_that_is_held_is_one_tap_and_another_counts_at_once(reader: ReaderRig) -> None:
    with desk(reader) as told:
        told.wait_ready()
        for _ in range(20):
            reader.act(1)
            time.sleep(0.005)
        reader.act(2)
        reader.act(1)
        told.wait(lambda: len(told.events) >= 3)
        time.sleep(0.05)
        assert told.events == [
            CardTapped("0100D60001"),
            CardTapped("0100D60002"),
            CardTapped("0100D60001"),
        ]


def test_a_card_that_comes_back_later_is_a_tap_of_its_own() -> None:
    clock = [100.0]
    taps = OneTap(1.0, now=lambda: clock[0])
    counted = []
    for later in (0, 0.9, 0.9, 0.9, 1.1):
        clock[0] += later
        counted.append(taps.counts("0100D6A1B2"))
    assert counted == [True, False, False, False, True]


def test_garbage_and_torn_frames_do_not_cost_the_next_card(reader: ReaderRig) -> None:
    with desk(reader) as told:
        told.wait_ready()
        reader.write(
            b"\xff\x00\x02\x020100D6A1B2C5\x03\x020100D6" + em4100(b"\x01\x00\xd6\xa1\xb2")
        )
        told.wait(lambda: told.events)
        reader.write(b"\x0201")
        time.sleep(0.3)
        reader.act(7)
        told.wait(lambda: len(told.events) >= 2)
        assert told.events == [CardTapped("0100D6A1B2"), CardTapped("0100D60007")]


@pytest.mark.parametrize(
    ("options", "sent"),
    [
        ({}, b"8594001234561\r\n"),
        ({}, b"8594001234561\r"),
        ({}, b"8594001234561"),
        ({"suffix": "none"}, b"8594001234561\r\n"),
        ({"suffix": "tab"}, b"8594001234561\t"),
        ({}, b"]E08594001234561\r\n"),
    ],
)
def test_a_scan_ends_with_its_suffix_or_with_silence(
    tmp_path: Path, options: dict[str, object], sent: bytes
) -> None:
    rig = ScannerRig(tmp_path, **options)
    with desk(rig) as told:
        told.wait_ready()
        for _ in range(2):
            rig.write(sent)
            time.sleep(0.15)
        told.wait(lambda: len(told.events) >= 2)
        assert told.events == [BarcodeScanned("8594001234561")] * 2
    rig.close()


def test_letters_that_are_cut_in_two_arrive_whole(scanner: ScannerRig) -> None:
    with desk(scanner) as told:
        told.wait_ready()
        letters = "Šampon č. 5".encode()
        scanner.write(letters[:1])
        time.sleep(0.02)
        scanner.write(letters[1:] + b"\r")
        told.wait(lambda: told.events)
        assert told.events == [BarcodeScanned("Šampon č. 5")]


def test_a_gs1_symbol_says_so(scanner: ScannerRig) -> None:
    with desk(scanner) as told:
        told.wait_ready()
        scanner.write(b"]C10108594001234561" + b"10A1\x1d3103001250\r\n")
        told.wait(lambda: told.events)
        assert told.events == [BarcodeScanned("\x1d010859400123456110A1\x1d3103001250")]


@pytest.mark.parametrize(
    ("options", "sent", "events"),
    [
        ({}, b"\x028594001234561\x03\r\n", [BarcodeScanned("8594001234561")]),
        ({}, b"8594\xff1234561\r\n4011\r\n", [ScanUnreadable(), BarcodeScanned("4011")]),
        ({}, b"\x0285\x0194\x03\r", [ScanUnreadable()]),
        ({"before": "A", "after": "#"}, b"A859401#\r859402\r", ["859401", "859402"]),
        ({"before": "~"}, b"~]E08594001234561\r", ["8594001234561"]),
    ],
)
def test_what_stands_around_a_code_and_what_is_none(
    tmp_path: Path, options: dict[str, object], sent: bytes, events: list[Event | str]
) -> None:
    rig = ScannerRig(tmp_path, **options)
    with desk(rig) as told:
        told.wait_ready()
        rig.write(sent)
        told.wait(lambda: len(told.events) >= len(events))
        assert told.events == [
            BarcodeScanned(event) if isinstance(event, str) else event for event in events
        ]
    rig.close()


def test_half_a_scan_dies_with_the_cable(scanner: ScannerRig) -> None:
    with desk(scanner) as told:
        told.wait_ready()
        scanner.write(b"85940")
        scanner.unplug()
        told.wait_gone()
        scanner.plug()
        told.wait_ready()
        expected = scanner.act(1)
        told.wait(lambda: expected in told.events)
        assert [one for one in told.events if isinstance(one, BarcodeScanned)] == [expected]
        assert told.count(DeviceGone(NAME)) == 1


@pytest.mark.slow
def test_a_scanner_that_chatters_costs_neither_memory_nor_the_thread(scanner: ScannerRig) -> None:
    with desk(scanner) as told:
        told.wait_ready()
        for _ in range(100):
            scanner.write(b"\x00\xffnoise without an end " * 100)
        scanner.write(b"\r\n")
        expected = scanner.act(1)
        told.wait(lambda: told.events)
        assert told.events == [expected]


@pytest.mark.slow
@pytest.mark.parametrize("frame", ["rdm6300", "id12", "bcc"])
def test_no_nonsense_kills_the_thread_of_a_reader(tmp_path: Path, frame: str) -> None:
    rig = ReaderRig(tmp_path, frame=frame, hold_ms=0)
    right, number = RIGHT_FRAMES[frame]
    nonsense = Random(frame)
    with desk(rig) as told:
        told.wait_ready()
        for _ in range(200):
            rig.write(nonsense.randbytes(300))
            rig.write(right[: nonsense.randrange(len(right))])
        time.sleep(0.4)
        rig.write(right)
        told.wait(lambda: told.events[-1:] == [CardTapped(number)])
        assert not told.count(DeviceGone(NAME))
    rig.close()


@pytest.mark.slow
def test_no_nonsense_kills_the_thread_of_a_scanner(scanner: ScannerRig) -> None:
    nonsense = Random("scanner")
    with desk(scanner) as told:
        told.wait_ready()
        for _ in range(200):
            scanner.write(nonsense.randbytes(300))
        time.sleep(0.2)
        expected = scanner.act(1)
        told.wait(lambda: told.events[-1:] == [expected])
        assert not told.count(DeviceGone(NAME))


def test_a_line_another_program_reads_is_not_shared(reader: ReaderRig, tmp_path: Path) -> None:
    with desk(reader) as first:
        first.wait_ready()
        with desk(reader) as second:
            second.wait_gone()
            assert second.fitted.cause == "refused"
        assert reader.act(1) not in second.events
        first.wait(lambda: first.events)


def test_it_stops_in_the_middle_of_a_scan(scanner: ScannerRig) -> None:
    with desk(scanner) as told:
        told.wait_ready()
        scanner.write(b"85940")
        told.devices.stop()
    assert not [one for one in threading.enumerate() if one.name == f"device-{NAME}"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "port is missing"),
        ({"port": "ttyUSB0"}, "port must be a path"),
        ({"port": "/dev/ttyUSB0", "baud": 0}, "baud"),
        ({"port": "0403:6001", "frame": "wiegand"}, "frame must be one of"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        serial_reader.open(Options("front", values, Path()))
    with pytest.raises(BadOption, match="suffix"):
        serial_scanner.open(Options("front", {"port": "/dev/x", "suffix": "lf"}, Path()))


def test_an_adapter_that_is_not_plugged_in_is_missing(tmp_path: Path) -> None:
    rig = ReaderRig(tmp_path)
    rig.close()
    rig.options["port"] = "0403:6001"
    with desk(rig) as told:
        told.wait_gone()
        assert told.fitted.cause == "off"
