"""Files of invoices: drawn once in a process of their own, kept whole or not at all."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from drivers.device import Job
from drivers.folder import FolderPrinter
from kiosk.hardware.devices import Devices
from kiosk.hardware.pages import drawing
from kiosk.hardware.pages.drawing import DrawingFailed, Pen
from kiosk.hardware.pages.worker import FIRST_PAUSE, PageWorker
from kiosk.hardware.spooler import Spooler
from kiosk.salon.domain.errors import DiskFull, NotFound
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.content import content_of, digest
from kiosk.salon.domain.invoices.electronic import forms
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.text import Msg
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.mail.sending import attached
from tests.paper.a4 import samples
from tests.paper.a4.reading import text_of
from tests.rigs import letters
from tests.rigs.waiting import until

PDF = b"%PDF-1.4 so much %%EOF\n"


def written(services: Services, number: str = "2026-1-F00001", id: Id = b"") -> Id:
    """A row of an invoice, as issuing writes it."""
    context = services.context
    invoice = replace(samples.invoice("cs"), id=id or context.new_id(), number=number)
    content = content_of(invoice)
    with context.store.transaction():
        context.store.insert(
            "invoice", id=invoice.id, number=number, kind=invoice.kind, order_ref="",
            buyer_name=invoice.buyer.name, buyer_email="", currency=invoice.currency,
            total_minor=invoice.total_minor, due_minor=invoice.due_minor,
            reference=invoice.reference, issued_on="2026-11-21", supplied_on="2026-11-21",
            due_on="2026-12-05", issued_at=invoice.issued_at, business_day="2026-11-21",
            desk="1", content=content, hash=digest(content),
        )  # fmt: skip
    return invoice.id


class Desk:
    """A worker with a pen of our own and a clock that we turn."""

    def __init__(self, services: Services) -> None:
        self.time, self.told, self.drawn = 0.0, list[tuple[Msg, bool]](), list[bytes]()
        self.fails: Exception | None = None
        self.worker = PageWorker(
            services, tell=lambda text, ok: self.told.append((text, ok)), draw=self.draw,
            now=lambda: self.time,
        )  # fmt: skip

    def draw(self, kind: str, content: bytes, zone: str, cache: Path | None) -> bytes:
        if self.fails is not None:
            raise self.fails
        self.drawn.append(content)
        return PDF


def test_what_has_no_file_gets_one_once(salon: Services) -> None:
    services = salon
    first, second = written(services), written(services, "2026-1-F00002")
    desk = Desk(services)
    assert desk.worker.work() == 2
    assert desk.worker.work() == 0
    for invoice in (first, second):
        file = services.invoice_files.file(invoice)
        assert file is not None
        assert (file.data, file.media_type) == (PDF, "application/pdf")
    assert services.invoice_files.file(second).name == "2026-1-F00002.pdf"  # type: ignore[union-attr]
    assert services.invoice_files.kinds(first) == ("isdoc", "pdf")


def test_a_file_is_never_replaced(salon: Services) -> None:
    files, invoice = salon.invoice_files, written(salon)
    kept = files.keep(invoice, PDF)
    assert files.keep(invoice, PDF) == kept
    assert files.keep(invoice, b"%PDF-other %%EOF") == kept
    with pytest.raises(NotFound):
        files.keep(bytes(16), PDF)


def test_the_electronic_form_stands_beside_the_pdf_and_leaves_with_the_letter(
    salon: Services,
) -> None:
    """A letter waits for the PDF alone: both are kept in one step."""
    letters.set_up(salon)
    invoice = written(salon)
    salon.mail.invoice(invoice, "ucetni@example.org", letters.manager(salon))
    assert [one.ready for one in salon.mail.of(invoice)] == [False]
    assert Desk(salon).worker.work() == 1
    (letter,) = salon.mail.of(invoice)
    assert letter.ready
    sent = [one.name for one in attached(salon.context.store, letter)]
    assert sent == ["2026-1-F00001.pdf", "2026-1-F00001.isdoc"]
    file = salon.invoice_files.file(invoice, "isdoc")
    assert file is not None
    assert b"<ID>2026-1-F00001</ID>" in file.data
    told = f"%{hashlib.sha256(file.data).hexdigest()}%"
    assert salon.context.store.value("SELECT count(*) FROM journal WHERE body LIKE ?", (told,)) == 1


def test_a_form_that_cannot_be_written_holds_up_no_pdf(
    salon: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(invoice: Invoice) -> bytes:
        raise ValueError("no such unit")

    monkeypatch.setitem(forms.FORMS, "CZ", replace(forms.FORMS["CZ"], write=broken))
    invoice = written(salon)
    assert Desk(salon).worker.work() == 1
    assert salon.invoice_files.kinds(invoice) == ("pdf",)


def test_a_write_of_somebody_looks_at_no_old_invoice_again(salon: Services) -> None:
    """Twice a second on a salon's 20,000 invoices: each is looked at once."""
    first, desk = written(salon), Desk(salon)
    assert desk.worker.work() == 1
    with salon.context.store.transaction():
        salon.context.store.run("DELETE FROM invoice_file")
    written(salon, "2026-1-F00002")
    assert desk.worker.work() == 1
    assert salon.invoice_files.file(first) is None
    assert Desk(salon).worker.work() == 1


def test_one_with_an_older_id_is_drawn_all_the_same(salon: Services) -> None:
    """The clock was set back; rows were numbered anew since."""
    desk = Desk(salon)
    written(salon)
    assert desk.worker.work() == 1
    early = written(salon, "2026-1-F00002", id=b"\x00" * 15 + b"\x01")
    assert desk.worker.work() == 1
    assert salon.invoice_files.file(early) is not None
    with salon.context.store.transaction():
        salon.context.store.run("UPDATE invoice SET rowid = rowid + 10")
    desk.worker._places["invoice"] = replace(desk.worker._places["invoice"], row=11)
    late = written(salon, "2026-1-F00003")
    assert desk.worker.work() == 1
    assert salon.invoice_files.file(late) is not None


@pytest.mark.parametrize("wrong", [DrawingFailed("died"), DiskFull()])
def test_what_fails_is_told_once_and_tried_again(salon: Services, wrong: Exception) -> None:
    """A process that died, a font that is missing, a disk that is full: nothing half is kept."""
    invoice = written(salon)
    desk = Desk(salon)
    desk.fails = wrong
    assert desk.worker.work() == 0
    assert desk.worker.work() == 0
    assert [ok for _, ok in desk.told] == [False]
    assert salon.invoice_files.file(invoice) is None
    desk.fails = None
    assert desk.worker.work() == 0
    desk.time += FIRST_PAUSE
    assert desk.worker.work() == 1
    assert [ok for _, ok in desk.told] == [False, True]


def test_one_that_fails_does_not_hold_up_the_others(salon: Services) -> None:
    bad, good = written(salon), written(salon, "2026-1-F00002")
    desk = Desk(salon)
    content = salon.invoice_files.content(bad)
    draw = desk.draw

    def picky(kind: str, given: bytes, zone: str, cache: Path | None) -> bytes:
        if given == content:
            raise DrawingFailed("this one")
        return draw(kind, given, zone, cache)

    desk.worker._draw = picky
    assert desk.worker.work() == 1
    assert salon.invoice_files.file(good) is not None
    assert salon.invoice_files.file(bad) is None


def test_a_process_of_its_own_draws_the_same() -> None:
    invoice = samples.invoice("cs")
    data = drawing.draw("invoice", content_of(invoice), "Europe/Prague", None)
    assert invoice.number in text_of(data)


def test_a_process_stays_for_the_next_document_and_ends_when_idle() -> None:
    """A document costs its drawing; one that cannot be read costs the others nothing."""
    time, content = [0.0], content_of(samples.invoice("cs"))
    pen = Pen(idle=60, now=lambda: time[0])
    try:
        first = pen.draw("invoice", content, "Europe/Prague", None)
        child = pen._child
        assert child is not None
        assert pen.draw("invoice", content, "Europe/Prague", None) == first
        assert pen._child is child
        time[0] = 59
        pen.rest()
        assert child.poll() is None
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        assert pen.draw("invoice", content, "Europe/Prague", None) == first
        time[0] = 200
        pen.rest()
        assert pen._child is None
    finally:
        pen.stop()


@pytest.mark.parametrize("code", [
    "import os; os.write(1, b'{\"size\": 90}\\n%PDF-1.4 half'); os.kill(os.getpid(), 9)",
    "import os; os.write(1, b'{\"size\": 5}\\n%PDF-'); input()",
    "import time; time.sleep(60)",
    "print('[]')",
    "print('x' * 9000)",
    "raise SystemExit('no font')",
    "pass",
])  # fmt: skip
def test_half_a_file_is_none(code: str) -> None:
    """Also of one that hangs: it is ended, and the next document gets a new process."""
    pen = Pen((sys.executable, "-c", code), seconds=3)
    try:
        with pytest.raises(DrawingFailed):
            pen.draw("invoice", b"{}", "Europe/Prague", None)
    finally:
        pen.stop()
    assert pen._child is None


def test_what_cannot_be_read_costs_its_process_only() -> None:
    with pytest.raises(DrawingFailed):
        drawing.draw("invoice", b"no content at all", "Europe/Prague", None)


def test_without_a_printer_of_pages_the_file_lies_in_the_folder(
    salon: Services, tmp_path: Path
) -> None:
    """Once, under the invoice's number, instead of waiting for ever."""
    invoice, paper = written(salon), tmp_path / "paper"
    salon.invoice_files.keep(invoice, PDF)
    job = salon.printing.page(invoice)
    spooler = Spooler(salon, Devices({}, tmp_path, lambda event: None), paper=paper)
    spooler.start()
    try:
        until(lambda: not salon.printing.open_jobs())
    finally:
        spooler.stop()
    (file,) = paper.iterdir()
    assert (file.name, file.read_bytes()) == (f"2026-1-F00001 {job.hex()}.pdf", PDF)
    assert FolderPrinter(paper, ".pdf").has_printed(job.hex())
    FolderPrinter(paper, ".pdf").send(Job(job.hex(), b"other", name="2026-1-F00001"))
    assert file.read_bytes() == PDF


def test_a_folder_that_cannot_be_written_is_tried_again(salon: Services, tmp_path: Path) -> None:
    invoice, paper = written(salon), tmp_path / "paper"
    salon.invoice_files.keep(invoice, PDF)
    paper.write_bytes(b"no folder")
    salon.printing.page(invoice)
    spooler = Spooler(salon, Devices({}, tmp_path, lambda event: None), paper=paper)
    spooler.start()
    try:
        until(lambda: any(job.error for job in salon.printing.open_jobs()))
        assert [job.state for job in salon.printing.open_jobs()] == ["waiting"]
        paper.unlink()

        def printed() -> bool:
            spooler.print_soon()
            return not salon.printing.open_jobs()

        until(printed)
    finally:
        spooler.stop()
    assert len(list(paper.iterdir())) == 1
