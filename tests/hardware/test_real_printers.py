"""The spooler with the printers a salon can buy: labels in each language, receipts over a serial
line, pulled out on the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.device import RECEIPT
from tests.hardware.test_spooler import Section, desk, network, text_of, until
from tests.rigs import escpos_reader, label_readers
from tests.rigs.serial_printer import SerialPrinter
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.till_world import Till


@pytest.fixture
def serial(tmp_path: Path) -> Iterator[SerialPrinter]:
    one = SerialPrinter(tmp_path)
    yield one
    one.close()


@pytest.mark.req("K4")
@pytest.mark.parametrize("language", ["tspl", "epl2"])
def test_labels_in_the_printers_language(till: Till, tmp_path: Path, language: str) -> None:
    with TcpPrinter() as paper:
        options = {"host": "127.0.0.1", "port": paper.port, "language": language}
        with desk(till, tmp_path, labels=Section("label_tcp", options)) as here:
            till.salon.printing.label(till.shampoo.id, 3)
            here.spooler.print_soon()
            (data,) = paper.wait_for(1)
            until(lambda: not here.states())
    read = label_readers.tspl if language == "tspl" else label_readers.epl2
    assert read(data).copies == 3


@pytest.mark.req("K4")
def test_a_brother_label_is_as_fine_as_its_head(till: Till, tmp_path: Path) -> None:
    options = {"language": "brother_ql"}
    with desk(till, tmp_path, labels=Section("label_folder", options)) as here:
        till.salon.printing.label(till.shampoo.id, 1)
        here.spooler.print_soon()
        until(lambda: not here.states())
    (made,) = (tmp_path / "paper").glob("*.brother_ql")
    assert (32 * 12).to_bytes(4, "little") in made.read_bytes()[:230]


@pytest.mark.req("K4", "M1")
def test_a_receipt_over_a_serial_line_pulled_before_and_on_the_way(
    till: Till, tmp_path: Path, serial: SerialPrinter
) -> None:
    with desk(till, tmp_path, receipt=Section(serial.driver, serial.options)) as here:
        until(lambda: here.devices.usable(RECEIPT))
        serial.unplug()
        sale = till.pay(till.retail())
        here.spooler.print_soon()
        until(lambda: here.devices.usable(RECEIPT) is None)
        assert here.states() == ["waiting"]
        assert serial.talk.paper == b""
        serial.plug()
        until(lambda: not here.states())
        assert text_of(serial.talk.paper).count(sale.number) == 1
        serial.dies_after = len(serial.talk.paper) + 40
        till.pay(till.retail())
        here.spooler.print_soon()
        until(lambda: here.states() == ["unsure"])


def test_a_drawn_receipt_reaches_the_printer(till: Till, tmp_path: Path) -> None:
    with TcpPrinter() as paper:
        there = network(paper)
        section = Section(there.driver, {**there.options, "codepage": "raster"})
        with desk(till, tmp_path, receipt=section) as here:
            till.pay(till.retail())
            here.spooler.print_soon()
            (data,) = paper.wait_for(1)
            until(lambda: not here.states())
    seen = escpos_reader.read(data)
    assert seen.cuts == 1
    assert len(seen.dots) > 400
