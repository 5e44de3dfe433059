"""Receipt printers on serial lines: python-escpos on a pseudo-terminal, with a printer at its other
end that answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from drivers import escpos_serial
from drivers.device import DeviceMissing, Job, MaybePrinted, NotReady
from drivers.escpos_serial import Line
from drivers.escpos_status import EscposPrinter, answered
from drivers.options import BadOption, Options
from kiosk.salon.domain.text import T
from tests.drivers.contract import PrinterContract, desk
from tests.rigs import serial_printer
from tests.rigs.escpos_talk import DRAWER_PIN_LOW, LOW_ON_PAPER
from tests.rigs.tcp_printer import COVER_OPEN, OUT_OF_PAPER, READY

JOB = Job("0190", b"\x1b@receipt\n\x1dV\x01")


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[serial_printer.SerialPrinter]:
    one = serial_printer.SerialPrinter(tmp_path)
    yield one
    one.close()


class TestContract(PrinterContract):
    pass


def driver(rig: serial_printer.SerialPrinter, **more: object) -> EscposPrinter:
    return escpos_serial.open(Options("receipt", {**rig.options, **more}, rig.folder))


def quick(rig: serial_printer.SerialPrinter) -> EscposPrinter:
    line = partial(Line, str(rig.path), 115200, answer_seconds=0.1, spare_seconds=0.3)
    return EscposPrinter(line, asks=True)


@pytest.mark.req("K4")
@pytest.mark.parametrize("flow", ["none", "xonxoff"])
def test_the_paper_has_all_bytes_and_nothing_else(
    rig: serial_printer.SerialPrinter, flow: str
) -> None:
    long = Job("2", bytes(range(32, 256)) * 100)
    driver(rig, flow=flow).send(long)
    assert rig.talk.paper == long.data


@pytest.mark.parametrize(
    ("state", "cause"), [(OUT_OF_PAPER, "paper_out"), (COVER_OPEN, "cover_open")]
)
def test_it_says_why_it_cannot_print_and_gets_nothing(
    rig: serial_printer.SerialPrinter, state: dict[int, int], cause: str
) -> None:
    rig.talk.state = state
    with pytest.raises(NotReady) as told:
        driver(rig).send(JOB)
    assert told.value.cause == cause
    assert rig.talk.paper == b""


def test_a_line_without_a_printer_is_silent_not_printed(rig: serial_printer.SerialPrinter) -> None:
    rig.talk.state = {}
    with pytest.raises(NotReady, match="silent"):
        quick(rig).send(JOB)


def test_a_printer_that_does_not_take_the_bytes_is_given_up(
    rig: serial_printer.SerialPrinter,
) -> None:
    rig.deaf = True
    line = partial(Line, str(rig.path), 921_600, spare_seconds=0.2)
    printer = EscposPrinter(line, asks=False)
    # More than the kernel keeps for a line that nobody reads (64 KiB).
    with pytest.raises(MaybePrinted):
        printer.send(Job("1", b"x" * 200_000))


def test_nobody_knows_what_a_printer_did_that_was_pulled_in_the_middle(
    rig: serial_printer.SerialPrinter,
) -> None:
    rig.dies_after = 5
    with pytest.raises(MaybePrinted, match="broken"):
        quick(rig).send(JOB)


def test_paper_that_runs_out_is_said_while_it_prints(rig: serial_printer.SerialPrinter) -> None:
    rig.talk.state = LOW_ON_PAPER
    assert driver(rig).look() == "paper_low"
    with desk(rig) as told:
        told.wait_ready()
        assert told.state.ok
        assert told.state.detail == T("The paper is running out.")
        assert told.events == []


@pytest.mark.parametrize(
    ("switch", "state", "is_open"),
    [
        ("high", READY, True),
        ("high", DRAWER_PIN_LOW, False),
        ("low", DRAWER_PIN_LOW, True),
        ("none", READY, None),
    ],
)
def test_the_drawers_switch(
    rig: serial_printer.SerialPrinter, switch: str, state: dict[int, int], is_open: bool | None
) -> None:
    rig.talk.state = state
    assert driver(rig, drawer_switch=switch).drawer_open() is is_open


def test_a_usb_adapter_that_is_not_plugged_in(tmp_path: Path) -> None:
    printer = escpos_serial.open(Options("receipt", {"port": "ffff:fffe"}, tmp_path))
    with pytest.raises(DeviceMissing, match="no such USB device"):
        printer.look()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "port is missing"),
        ({"port": "COM3"}, "port must be a path"),
        ({"port": "/dev/x", "flow": "dtr"}, "flow must be one of"),
        ({"port": "/dev/x", "drawer_switch": "up"}, "drawer_switch must be one of"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=said):
        escpos_serial.open(Options("front", values, tmp_path))


@pytest.mark.parametrize("noise", [b"", b"\x00", b"\xff\x11\x13", b"pap"])
def test_what_is_no_status_is_no_answer(noise: bytes) -> None:
    with pytest.raises(OSError, match="no status"):
        answered(noise)
    assert answered(noise + b"\x16" + noise) == 0x16
