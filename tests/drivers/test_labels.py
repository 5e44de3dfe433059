"""Label printers of four languages, in the network and behind device files."""

from __future__ import annotations

import os
import tty
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from drivers import label_file, label_tcp
from drivers.device import DeviceMissing, Job, NotReady, Printer
from drivers.label_status import QUESTIONS, check_zpl
from drivers.options import BadOption, Options
from kiosk.hardware.fitting import fit
from kiosk.paper.labels import LabelPaper
from tests.drivers.contract import PrinterContract
from tests.drivers.test_contract import DeviceFileRig
from tests.rigs.tcp_printer import TcpPrinter


class LabelFileRig(DeviceFileRig):
    driver = "label_file"


class TestLabelsThroughAFile(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[LabelFileRig]:
        one = LabelFileRig(tmp_path)
        yield one
        one.close()


JOB = Job("1", b"SIZE 57 mm,32 mm\r\nPRINT 1,1\r\n")


def network(port: int, **more: object) -> Printer:
    return label_tcp.open(Options("label", {"host": "127.0.0.1", "port": port, **more}, Path()))


@pytest.mark.req("K4")
@pytest.mark.parametrize("language", ["zpl", "tspl", "epl2", "brother_ql"])
def test_the_printer_gets_the_bytes_and_nothing_else(language: str) -> None:
    with TcpPrinter() as paper:
        network(paper.port, language=language).send(JOB)
        assert paper.wait_for(1) == [JOB.data]


@pytest.mark.parametrize(
    ("state", "cause"),
    [(1, "cover_open"), (4, "paper_out"), (5, "cover_open"), (8, "paper_out"), (16, "paused"),
     (128, "offline")],
)  # fmt: skip
def test_a_tspl_printer_says_why_it_cannot_print(state: int, cause: str) -> None:
    with TcpPrinter() as paper:
        paper.tsc = state
        with pytest.raises(NotReady) as told:
            network(paper.port, language="tspl").send(JOB)
        assert told.value.cause == cause
        assert paper.jobs == []


def test_printing_is_no_fault() -> None:
    QUESTIONS["tspl"].check(b"\x20")


@pytest.mark.parametrize("answer", [b"\x03\x03\x03", b"\x02\x03\x03\x03", b"", b"1,2"])
def test_an_unreadable_answer_is_silence(answer: bytes) -> None:
    with pytest.raises(NotReady, match="silent"):
        check_zpl(answer)


def test_a_device_file_gets_the_bytes(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    values = {"path": os.ttyname(theirs), "language": "epl2"}
    label_file.open(Options("label", values, tmp_path)).send(JOB)
    assert os.read(ours, 100) == JOB.data
    os.close(ours)
    os.close(theirs)
    with pytest.raises(DeviceMissing):
        label_file.open(Options("label", {"path": str(tmp_path / "lp1")}, tmp_path)).look()


def test_what_is_on_the_roll_comes_from_the_settings(tmp_path: Path) -> None:
    options = {"path": "/dev/usb/lp0", "language": "brother_ql", "tape_mm": 29}
    sections = {"labels": SimpleNamespace(driver="label_file", options=options)}
    (fitted,) = fit(sections, tmp_path)
    assert fitted.labels == LabelPaper("brother_ql", 3, 29)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"language": "esc"}, "language must be one of zpl"),
        ({"tape_mm": 30}, "tape_mm must be one of 12"),
        ({"gap_mm": -1}, "gap_mm must be a whole number"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        network(1, **values)
