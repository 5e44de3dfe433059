"""Printers in the network, behind device files and in folders: what they do when all is well,
when they are off, out of paper, silent, and when they die in the middle."""

from __future__ import annotations

import os
import time
import tty
from functools import partial
from pathlib import Path

import pytest

from drivers import (
    escpos_file,
    escpos_tcp,
    folder_printer,
    label_folder,
    label_tcp,
)
from drivers.device import DeviceMissing, Job, MaybePrinted, NotReady, Printer
from drivers.escpos_status import EscposPrinter
from drivers.options import BadOption, Options
from tests.rigs.tcp_printer import COVER_OPEN, OUT_OF_PAPER, TcpPrinter

JOB = Job("0190", b"\x1b@receipt\n\x1dV\x01", lambda: b"PNG")


def network(printer: TcpPrinter, *, status: bool = True) -> Printer:
    values = {"host": "127.0.0.1", "port": printer.port, "status": status}
    return escpos_tcp.open(Options("receipt", values, Path()))


@pytest.mark.req("K4")
def test_a_network_printer_gets_the_bytes_and_nothing_else() -> None:
    with TcpPrinter() as paper:
        printer = network(paper)
        printer.look()
        printer.send(JOB)
        assert paper.wait_for(1) == [JOB.data]
        assert printer.has_printed(JOB.id) is None


def test_a_printer_that_is_off_got_nothing() -> None:
    with TcpPrinter() as paper:
        printer = network(paper)
        paper.switch_off()
        with pytest.raises(DeviceMissing, match="closed"):
            printer.send(JOB)
        paper.switch_on()
        printer.send(JOB)
        assert paper.wait_for(1) == [JOB.data]


@pytest.mark.parametrize(
    ("state", "cause"), [(OUT_OF_PAPER, "paper_out"), (COVER_OPEN, "cover_open")]
)
def test_a_printer_that_cannot_print_says_why_and_gets_nothing(
    state: dict[int, int], cause: str
) -> None:
    with TcpPrinter() as paper:
        paper.state = state
        with pytest.raises(NotReady) as told:
            network(paper).send(JOB)
        assert told.value.cause == cause
        time.sleep(0.05)
        assert paper.jobs == []


def test_a_printer_that_hangs_is_given_up() -> None:
    with TcpPrinter() as paper:
        paper.hang = True
        connect = partial(escpos_tcp.Connection, "127.0.0.1", paper.port, answer_seconds=0.1)
        printer = EscposPrinter(connect, asks=True)
        with pytest.raises(NotReady, match="silent"):
            printer.send(JOB)


def test_nobody_knows_what_a_printer_did_that_died_in_the_middle() -> None:
    with TcpPrinter() as paper:
        paper.die_after = 4
        with pytest.raises(MaybePrinted):
            network(paper).send(JOB)
        assert paper.wait_for(1) == [JOB.data[:4]]


def test_a_printer_that_cannot_answer_is_not_asked() -> None:
    with TcpPrinter() as paper:
        paper.state = {}
        printer = network(paper, status=False)
        printer.look()
        printer.send(JOB)
        assert paper.wait_for(1) == [JOB.data]


def test_a_device_file_gets_the_bytes() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    printer = escpos_file.open(Options("receipt", {"path": os.ttyname(theirs)}, Path()))
    printer.look()
    printer.send(JOB)
    assert os.read(ours, 100) == JOB.data
    os.close(ours)
    os.close(theirs)


def test_a_device_file_that_is_missing_or_no_device_gets_nothing(tmp_path: Path) -> None:
    missing = escpos_file.open(Options("receipt", {"path": str(tmp_path / "lp0")}, Path()))
    with pytest.raises(DeviceMissing, match="off"):
        missing.send(JOB)
    assert not (tmp_path / "lp0").exists()
    (tmp_path / "file").write_text("kept")
    plain = escpos_file.open(Options("receipt", {"path": str(tmp_path / "file")}, Path()))
    with pytest.raises(DeviceMissing, match="not a device"):
        plain.send(JOB)
    assert (tmp_path / "file").read_text() == "kept"


def test_a_device_file_that_takes_no_bytes_is_given_up() -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    printer = escpos_file.FilePrinter(Path(os.ttyname(theirs)), send_seconds=0.2)
    with pytest.raises(MaybePrinted, match="broken"):
        printer.send(Job("1", b"x" * 1_000_000))
    os.close(ours)
    os.close(theirs)


def test_a_folder_prints_each_job_once(tmp_path: Path) -> None:
    printer = folder_printer.open(Options("receipt", {}, tmp_path))
    printer.look()
    assert printer.has_printed(JOB.id) is False
    printer.send(JOB)
    printer.send(Job(JOB.id, b"other bytes"))
    folder = tmp_path / "paper"
    assert sorted(path.name for path in folder.iterdir()) == ["0190.bin", "0190.png"]
    assert (folder / "0190.bin").read_bytes() == JOB.data
    assert (folder / "0190.bin").stat().st_mode & 0o077 == 0
    assert printer.has_printed(JOB.id) is True


def test_a_folder_in_the_way_is_a_missing_printer(tmp_path: Path) -> None:
    (tmp_path / "paper").write_text("a file")
    with pytest.raises(DeviceMissing):
        label_folder.open(Options("label", {}, tmp_path)).send(JOB)


@pytest.mark.req("K4")
def test_a_label_printer_gets_the_bytes_and_nothing_else() -> None:
    with TcpPrinter() as paper:
        options = Options("label", {"host": "127.0.0.1", "port": paper.port}, Path())
        printer = label_tcp.open(options)
        printer.look()
        printer.send(Job("1", b"^XA^XZ"))
        assert paper.wait_for(1) == [b"^XA^XZ"]


@pytest.mark.parametrize(
    ("line", "flag", "cause"), [(0, 1, "paper_out"), (0, 2, "paused"), (1, 2, "cover_open")]
)
def test_a_label_printer_says_why_it_cannot_print(line: int, flag: int, cause: str) -> None:
    with TcpPrinter() as paper:
        lines = [part.split(b",") for part in paper.zebra.split(b"\r\n")]
        lines[line][flag] = b"1"
        paper.zebra = b"\r\n".join(b",".join(fields) for fields in lines)
        options = Options("label", {"host": "127.0.0.1", "port": paper.port}, Path())
        with pytest.raises(NotReady) as told:
            label_tcp.open(options).look()
        assert told.value.cause == cause


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "host is missing"),
        ({"host": "p", "port": "9100"}, "port must be a whole number"),
        ({"host": "p", "port": 0}, "port must be a whole number"),
        ({"host": 5}, "host must be a text"),
        ({"host": "p", "status": 1}, "status must be true or false"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        escpos_tcp.open(Options("front", values, Path()))


def test_an_option_nobody_reads_is_a_typing_mistake() -> None:
    options = Options("front", {"host": "p", "prot": 9100}, Path())
    escpos_tcp.open(options)
    with pytest.raises(BadOption, match="prot"):
        options.finish()
