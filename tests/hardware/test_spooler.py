"""Papers on their way from the database to a printer, through all that happens to printers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from drivers.device import RECEIPT
from drivers.events import DeviceBack, DeviceGone, Event
from drivers.folder import FolderPrinter
from kiosk.hardware.composer import Composer
from kiosk.hardware.devices import Devices
from kiosk.hardware.spooler import Spooler
from kiosk.salon.domain.errors import Busy
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import JobKind, PrintJob
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.till.printing import Printing
from tests.rigs import escpos_reader
from tests.rigs.tcp_printer import OUT_OF_PAPER, TcpPrinter
from tests.rigs.till_world import Till
from tests.rigs.waiting import until


@dataclass(frozen=True)
class Section:
    """``[device.NAME]`` without a settings file."""

    driver: str
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass
class Desk:
    till: Till
    devices: Devices
    spooler: Spooler
    events: list[Event]

    def states(self) -> list[str]:
        return [job.state for job in self.till.salon.printing.open_jobs()]


@contextmanager
def desk(till: Till, folder: Path, **sections: Section) -> Iterator[Desk]:
    """A running spooler with these devices."""
    events: list[Event] = []
    devices = Devices(sections, folder, events.append, first_pause=0.05)
    spooler = Spooler(till.salon, devices)
    devices.start()
    spooler.start()
    try:
        yield Desk(till, devices, spooler, events)
    finally:
        devices.stop()
        spooler.stop()


def network(printer: TcpPrinter) -> Section:
    return Section("escpos_tcp", {"host": "127.0.0.1", "port": printer.port})


def text_of(data: bytes) -> str:
    return "\n".join(escpos_reader.read(data).lines)


@pytest.mark.req("K4", "M1")
def test_a_sale_prints_and_the_paper_equals_the_sale(till: Till, tmp_path: Path) -> None:
    with TcpPrinter() as paper, desk(till, tmp_path, receipt=network(paper)) as here:
        bill = till.salon.bill_lines.add_service(till.retail(2).id, till.cut.id, till.eva.id)
        sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 200_000))
        here.spooler.print_soon()
        (data,) = paper.wait_for(1)
        until(lambda: not here.states())
    reader = escpos_reader.read(data)
    assert reader.seen[0] == escpos_reader.Pulse(2)
    assert reader.codes == [sale.number]
    text = text_of(data).replace(" ", "").replace(",", "")
    for line in sale.lines:
        assert line.name in text
    for sum_minor in (sale.total_minor, sale.paid_minor, sale.rounding_minor, sale.change_minor):
        assert f"{'-' if sum_minor < 0 else ''}{abs(sum_minor):03d}" in text
    for row in sale.vat:
        assert f"{row.base_minor}{row.vat_minor}{row.gross_minor}" in text


@pytest.mark.req("K4")
def test_a_printer_that_is_off_never_stops_a_sale_and_prints_once_when_back(
    till: Till, tmp_path: Path
) -> None:
    with TcpPrinter() as paper:
        paper.switch_off()
        with desk(till, tmp_path, receipt=network(paper)) as here:
            until(lambda: here.events)
            sale = till.pay(till.retail())
            here.spooler.print_soon()
            time.sleep(0.2)
            assert here.states() == ["waiting"]
            assert [state.ok for state in here.devices.states()] == [False]
            paper.switch_on()
            (data,) = paper.wait_for(1)
            until(lambda: not here.states())
            time.sleep(0.1)
            assert len(paper.jobs) == 1
            assert sale.number in text_of(data)
            assert here.events == [DeviceGone("receipt"), DeviceBack("receipt")]
            assert [state.ok for state in here.devices.states()] == [True]


def test_out_of_paper_waits_for_paper(till: Till, tmp_path: Path) -> None:
    with TcpPrinter() as paper, desk(till, tmp_path, receipt=network(paper)) as here:
        until(lambda: here.devices.usable(RECEIPT))
        paper.state = OUT_OF_PAPER
        till.pay(till.retail())
        here.spooler.print_soon()
        until(lambda: here.events)
        assert here.states() == ["waiting"]
        assert here.devices.states()[0].detail.plain() == "Out of paper."  # type: ignore[union-attr]
        paper.state = TcpPrinter().state
        paper.wait_for(1)
        until(lambda: not here.states())


def test_a_printer_that_hangs_holds_up_nobody_else(till: Till, tmp_path: Path) -> None:
    with (
        TcpPrinter() as paper,
        desk(till, tmp_path, receipt=network(paper), label=Section("label_folder")) as here,
    ):
        until(lambda: here.devices.usable(RECEIPT))
        paper.hang = True
        till.pay(till.retail())
        here.spooler.print_soon()
        till.salon.printing.label(till.shampoo.id, 3)
        here.spooler.print_soon()
        until(lambda: list((tmp_path / "paper").glob("*.zpl")))
        until(lambda: len(here.states()) == 1, here.states)
        assert paper.jobs == [], "the receipt still waits for the printer that hangs"
        assert b"^PQ3" in next((tmp_path / "paper").glob("*.zpl")).read_bytes()
        paper.hang = False
        paper.switch_off()
        paper.switch_on()
        paper.wait_for(1)
        until(lambda: not here.states())


def test_a_printer_that_dies_in_the_middle_leaves_a_question_for_a_person(
    till: Till, tmp_path: Path
) -> None:
    with TcpPrinter() as paper, desk(till, tmp_path, receipt=network(paper)) as here:
        paper.die_after = 200
        till.pay(till.retail())
        here.spooler.print_soon()
        until(lambda: here.states() == ["unsure"])
        paper.die_after = None
        until(lambda: here.devices.usable(RECEIPT))
        time.sleep(0.2)
        assert here.states() == ["unsure"]
        (job,) = till.salon.printing.open_jobs()
        assert job.error == "The connection broke while printing."
        till.salon.printing.again(job.id)
        here.spooler.print_soon()
        until(lambda: not here.states())
        assert "COPY" in text_of(paper.jobs[-1]) or "KOPIE" in text_of(paper.jobs[-1])
        assert escpos_reader.read(paper.jobs[-1]).pulses == []


@pytest.mark.parametrize("came_out", [True, False])
def test_after_a_crash_a_folder_knows_what_it_printed(
    till: Till, tmp_path: Path, came_out: bool
) -> None:
    till.pay(till.retail())
    job = till.salon.printing.next(("receipt",))
    assert job is not None
    folder = tmp_path / "paper"
    folder.mkdir()
    if came_out:
        (folder / f"{job.id.hex()}.bin").write_bytes(b"before the crash")
    with desk(till, tmp_path, receipt=Section("folder_printer")) as here:
        until(lambda: not here.states())
    (printed,) = folder.glob("*.bin")
    assert (printed.read_bytes() == b"before the crash") == came_out


def test_after_a_crash_a_network_printer_cannot_know(till: Till, tmp_path: Path) -> None:
    till.pay(till.retail())
    till.salon.printing.next(("receipt",))
    with TcpPrinter() as paper, desk(till, tmp_path, receipt=network(paper)) as here:
        until(lambda: here.states() == ["unsure"])
        assert paper.jobs == []


def test_a_paper_that_cannot_be_made_does_not_hold_up_the_next_one(
    till: Till, tmp_path: Path
) -> None:
    till.salon.printing.label(b"no such product!", 1)
    till.salon.printing.label(till.shampoo.id, 1)
    with desk(till, tmp_path, label=Section("label_folder")) as here:
        until(lambda: here.states() == ["failed"])
        until(lambda: list((tmp_path / "paper").glob("*.zpl")))
        (job,) = till.salon.printing.open_jobs()
        assert job.error
        till.salon.printing.again(job.id)
        here.spooler.print_soon()
        until(lambda: here.states() == ["failed"])
        till.salon.printing.drop(job.id)
        assert here.states() == []


class Wild(Exception):
    """None that anybody expects."""


@pytest.mark.req("K4")
@pytest.mark.parametrize("where", ["composing", "sending", "looking up"])
def test_whatever_goes_wrong_with_a_paper_is_that_papers_alone(
    till: Till, tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A library's error of any class, in any place, ends neither the lane nor the day."""
    odd = till.pay(till.retail())
    plain = till.pay(till.retail())
    before, said = till.salon.printing.open_jobs()[0].id, []

    def fails(real: Callable[..., Any], told: Callable[..., bool]) -> Callable[..., Any]:
        def call(self: object, *args: Any) -> Any:
            if told(*args) and not said:
                said.append(where)
                raise Wild("from deep inside")
            return real(self, *args)

        return call

    if where == "composing":
        monkeypatch.setattr(Composer, "job", fails(Composer.job, lambda job, _: job.id == before))
    elif where == "sending":
        send = FolderPrinter.send
        monkeypatch.setattr(FolderPrinter, "send", fails(send, lambda job: job.id == before.hex()))
    else:
        monkeypatch.setattr(Printing, "next", fails(Printing.next, lambda kinds: True))
    with desk(till, tmp_path, receipt=Section("folder_printer")) as here:
        wanted = {"composing": ["failed"], "sending": ["unsure"], "looking up": []}[where]
        until(lambda: said and here.states() == wanted)
        papers = tmp_path / "paper"
        until(lambda: len(list(papers.glob("*.bin"))) == 2 - len(wanted))
    jobs = till.salon.printing.open_jobs()
    assert all(job.error and job.subject_id == odd.id for job in jobs)
    printed = b"".join(path.read_bytes() for path in papers.glob("*.bin"))
    assert plain.number.encode() in printed


@pytest.mark.req("K4")
def test_nothing_says_printing_after_a_restart_although_the_printer_is_off(
    till: Till, tmp_path: Path
) -> None:
    till.pay(till.retail())
    till.salon.printing.next(("receipt",))
    till.salon.printing.label(till.shampoo.id, 1)
    till.salon.printing.next(("label",))
    with TcpPrinter() as paper:
        paper.switch_off()
        with desk(till, tmp_path, receipt=network(paper)) as here:
            until(lambda: here.states() == ["unsure", "unsure"])


@pytest.mark.req("K4", "P2")
def test_a_label_whose_number_no_barcode_can_carry_comes_out_without_bars(
    till: Till, tmp_path: Path
) -> None:
    odd = till.salon.catalogue.save_product(
        Product(b"", "Šampon\nukázkový", 38_900, 2100, code="ŠAMP-1"), till.manager.id
    )
    till.salon.printing.label(odd.id, 1)
    till.salon.printing.label(till.shampoo.id, 1)
    with desk(till, tmp_path, label=Section("label_folder")) as here:
        until(lambda: not here.states())
    papers = [path.read_text() for path in (tmp_path / "paper").glob("*.zpl")]
    assert sorted("^BEN" in text for text in papers) == [False, True]
    (without,) = (text for text in papers if "^BEN" not in text)
    assert "ŠAMP-1" in without
    assert "^BC" not in without


@pytest.mark.req("V3", "P2")
def test_slips_and_labels_come_out_of_the_folder_as_pictures_too(
    till: Till, tmp_path: Path
) -> None:
    visit = till.visit()
    till.salon.printing.slip(visit.id)
    till.salon.printing.label(till.shampoo.id, 2)
    sections = {"receipt": Section("folder_printer"), "label": Section("label_folder")}
    with desk(till, tmp_path, **sections) as here:
        until(lambda: not here.states())
    folder = tmp_path / "paper"
    assert len(list(folder.glob("*.png"))) == 2
    (slip,) = folder.glob("*.bin")
    assert escpos_reader.read(slip.read_bytes()).codes == [f"PULT:{visit.code}"]
    assert not list(folder.glob("*.part"))


class BusyPrinting(Printing):
    """The print queue of a database that is busy every other time."""

    def __init__(self, real: Services) -> None:
        super().__init__(real.context)
        self.refused = 0
        self._turn = False

    def _maybe_busy(self) -> None:
        self._turn = not self._turn
        if self._turn:
            self.refused += 1
            raise Busy()

    def next(self, kinds: tuple[JobKind, ...]) -> PrintJob | None:
        self._maybe_busy()
        return super().next(kinds)

    def printed(self, job_id: Id) -> None:
        self._maybe_busy()
        super().printed(job_id)


def test_a_busy_database_neither_kills_the_spooler_nor_prints_twice(
    till: Till, tmp_path: Path
) -> None:
    busy = BusyPrinting(till.salon)
    till.pay(till.retail())
    troubled = replace(till, salon=replace(till.salon, printing=busy))
    with TcpPrinter() as paper, desk(troubled, tmp_path, receipt=network(paper)) as here:
        until(lambda: not here.states())
        assert len(paper.jobs) == 1
    assert busy.refused >= 2
