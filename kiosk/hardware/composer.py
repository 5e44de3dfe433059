"""What the printers get: papers composed from what the database says when they are printed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from drivers.device import Job, Printer
from kiosk.hardware import test_page, till_papers
from kiosk.hardware.fitting import Fitted
from kiosk.hardware.jobs import labelled, printed
from kiosk.hardware.pages import drawing, kept
from kiosk.hardware.pages.drawing import Draw
from kiosk.paper import labels
from kiosk.paper.card_slip import card_slip
from kiosk.paper.cash.voucher import PARTS, cash_voucher
from kiosk.paper.document import Document, Drawer
from kiosk.paper.escpos import encode
from kiosk.paper.key_paper import key_paper
from kiosk.paper.label import Label, LabelSize, label
from kiosk.paper.plain import plain
from kiosk.paper.practice import marked
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.paper.slip import slip
from kiosk.paper.timesheet import timesheet
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.devices import DeviceTest
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import DRAWER_ALONE, PrintJob
from kiosk.salon.domain.text import T
from kiosk.salon.language.speaker import Speaker, speaker
from kiosk.salon.services.salon_services import Services


@dataclass(frozen=True, slots=True)
class Drawn:
    """A receipt for a letter: in its words, and as a file beside them."""

    text: str
    pdf: bytes | None


class Composer:
    """Makes a printer's job out of a row of the queue, from what the database says now."""

    def __init__(
        self,
        services: Services,
        label_size: LabelSize,
        cache: Path | None,
        draw: Draw = drawing.draw,
    ) -> None:
        self._services = services
        self.label_size = label_size
        self._cache, self._draw = cache, draw

    def job(self, job: PrintJob, fitted: Fitted[Printer]) -> Job:
        """Raises whatever stands in the way, such as NotFound for a product that has gone."""
        if job.kind == "label":
            return self._label(job, fitted.labels or labels.LabelPaper())
        if job.kind == "page":
            return kept.page(self._services, job, self._cache, self._draw)
        profile = fitted.profile or Profile()
        if job.kind == "slip":
            return self._printed(job, profile, [self._slip(job)] * job.copies)
        if job.kind == "card":
            return self._card(job, profile)
        if job.kind == "timesheet":
            return self._printed(job, profile, [self._timesheet(job)] * job.copies)
        if job.kind == "cash":
            return self._printed(job, profile, self._vouchers(job))
        if job.kind in ("x", "z"):
            paper = till_papers.paper(self._services, job, self._words())
            return self._printed(job, profile, [paper] * job.copies)
        if job.about == DRAWER_ALONE:
            opened = Document("drawer", (Drawer(),) if job.open_drawer else ())
            return printed(job.id.hex(), profile, [opened])
        sale = self._services.checkout.sale(job.subject_id)
        salon = self._services.context.salon
        words = self._words()
        fiscal, which = self._services.fiscal.confirmation(sale), job.copy_number
        invoice = self._invoice_of(sale.id)
        papers = [
            receipt(
                *(sale, salon, words),
                is_copy=job.is_copy,
                open_drawer=job.open_drawer and place == 0,
                fiscal=fiscal,
                copy_number=which,
                invoice=invoice,
            )
            for place in range(job.copies)
        ]
        return self._printed(job, profile, papers)

    def _invoice_of(self, sale_id: Id) -> str:
        """The number of the invoice of a document; empty without one."""
        invoice_id = self._services.invoices.of_sale(sale_id)
        return self._services.invoices.get(invoice_id).number if invoice_id else ""

    def _printed(self, job: PrintJob, profile: Profile, papers: Sequence[Document]) -> Job:
        """Papers of somebody who practises say so."""
        if self._services.context.training:
            words = self._words()
            papers = [marked(paper, words) for paper in papers]
        return printed(job.id.hex(), profile, papers)

    def receipt_for_letter(self, sale_id: Id, language: str, *, pdf: bool) -> Drawn:
        """A receipt as it goes into a letter. Raises as :meth:`job` does."""
        from kiosk.paper.a4.receipt import receipt_pdf

        sale, words = self._services.checkout.sale(sale_id), self._words(language)
        fiscal = self._services.fiscal.confirmation(sale)
        salon, invoice = self._services.context.salon, self._invoice_of(sale_id)
        paper = receipt(sale, salon, words, fiscal=fiscal, invoice=invoice)
        return Drawn(plain(paper), receipt_pdf(paper, words.language) if pdf else None)

    def test_page(self, fitted: Fitted[Printer], what: DeviceTest) -> Job:
        """Test paper; raises as :meth:`job` does."""
        return test_page.job(
            fitted, what, self._services.context.salon, self._words(), self.label_size
        )

    def key_paper(self, fitted: Fitted[Printer]) -> Job:
        """The paper with the salon's key; nothing of it is kept anywhere. Raises as :meth:`job`
        does."""
        context = self._services.context
        paper = key_paper(context.keys, context.salon, self._words(), context.now())
        return Job(f"key-{secrets.token_hex(8)}", encode(paper, fitted.profile or Profile()))

    def label(self, product: Product, paper: labels.LabelPaper) -> Label:
        """A product's price label as this paper gets it; no database is asked."""
        size = paper.fitted(self.label_size)
        if self._services.context.training:
            mark = self._words().say(T("Practice")).upper()
            product = replace(product, name=f"{mark} {product.name}")
        return label(product, self._services.context.salon, self._words(), size)

    def _slip(self, job: PrintJob) -> Document:
        booking = self._services.agenda.get(job.subject_id)
        return slip(booking, self._services.context.salon, self._words(booking.client_language))

    def _timesheet(self, job: PrintJob) -> Document:
        """In the language of whose hours they are."""
        month = date.fromisoformat(job.about)
        sheet = self._services.timesheets.month(job.subject_id, month, job.subject_id)
        context = self._services.context
        return timesheet(sheet, context.salon, self._words(sheet.member.language), context.now())

    def _vouchers(self, job: PrintJob) -> list[Document]:
        """In the country's language, whatever the screens speak: they are for its offices."""
        salon, movement = self._services.context.salon, self._services.cash.movement(job.subject_id)
        words = self._words(salon.rules.language)
        if job.is_copy:
            return [cash_voucher(movement, salon, words, is_copy=True)]
        return [
            cash_voucher(
                movement, salon, words, part=part, open_drawer=job.open_drawer and part == 1
            )
            for part in range(1, PARTS + 1)
        ]

    def _card(self, job: PrintJob, profile: Profile) -> Job:
        """Without a picture: a code is kept nowhere but on the paper."""
        card = self._services.cards.code_card(job.subject_id)
        paper = card_slip(card, self._services.context.salon)
        if self._services.context.training:
            paper = marked(paper, self._words(), codes=True)
        return Job(job.id.hex(), encode(paper, profile) * job.copies)

    def _label(self, job: PrintJob, paper: labels.LabelPaper) -> Job:
        product = self._services.catalogue.product(job.subject_id)
        dots_per_mm = paper.fitted(self.label_size).dots_per_mm
        return labelled(job.id.hex(), self.label(product, paper), job.copies, paper, dots_per_mm)

    def _words(self, language: str = "") -> Speaker:
        """The given language, or the salon's."""
        salon = self._services.context.salon
        chosen = language if language in LANGUAGES else salon.language or salon.rules.language
        return speaker(chosen, salon.zone, self._cache)
