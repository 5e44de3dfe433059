"""Files that go out with invoices: kept once with their digest, and what has none yet."""

from __future__ import annotations

import logging
from dataclasses import replace

from kiosk.salon.domain.errors import NotFound, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.content import content_of, invoice_from
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.store import changes
from kiosk.salon.store.fiscal import items
from kiosk.salon.store.invoices import files
from kiosk.salon.store.invoices.files import START, InvoiceFile, Place

__all__ = ["START", "InvoiceFile", "InvoiceFiles", "Place"]

PDF, PDF_MEDIA = "pdf", "application/pdf"
MOST_LOOKED_AT = 200
KEPT, LETTER = "invoice.file", "invoice.letter"
log = logging.getLogger(__name__)


class InvoiceFiles(Area):
    def writings(self) -> int:
        """Another number than before when somebody else wrote to the database."""
        return changes.version(self._context.store)

    def missing(self, after: Place = START, limit: int = MOST_LOOKED_AT) -> files.Portion:
        """Invoices without a PDF among the next ones after a place, and how far that reached:
        nothing was left when it is where it began."""
        return files.undrawn(self._context.store, after, limit)

    def missing_letters(self, after: Place = START, limit: int = MOST_LOOKED_AT) -> files.Portion:
        """The same of reminders whose letter is not drawn yet."""
        return files.unwritten(self._context.store, after, limit)

    def content(self, invoice_id: Id) -> bytes:
        """What an invoice says, as it was frozen, and the code of the office for its receipt where
        that came later. NotFound for an unknown one."""
        store = self._context.store
        found = files.content(store, invoice_id)
        frozen = existing(found, T("This invoice does not exist."))
        invoice = invoice_from(frozen)
        receipt = invoice.receipt
        if receipt is None or not receipt.local_code or receipt.code:
            return frozen
        code = items.code_of_mark(store, receipt.local_code)
        return content_of(replace(invoice, receipt=replace(receipt, code=code))) if code else frozen

    def letter_content(self, reminder_id: Id) -> bytes:
        """The same of a reminder."""
        found = files.letter_content(self._context.store, reminder_id)
        return existing(found, T("This reminder does not exist."))

    def file(self, invoice_id: Id, kind: str = PDF) -> InvoiceFile | None:
        """None while it is not made yet."""
        return files.get(self._context.store, invoice_id, kind)

    def letter(self, reminder_id: Id) -> bytes | None:
        return files.letter(self._context.store, reminder_id)

    def letter_name(self, reminder_id: Id) -> str:
        """The number of what it reminds of, and which reminder it is."""
        return files.letter_name(self._context.store, reminder_id)

    def kinds(self, invoice_id: Id) -> tuple[str, ...]:
        return files.kinds(self._context.store, invoice_id)

    def keep(self, invoice_id: Id, pdf: bytes) -> InvoiceFile:
        """Keeps the PDF, and with it, or not at all, the electronic form of the country: a letter
        that waits for the one finds both. Once: what is kept already stays, and is what comes back.
        Journalled. NotFound for an unknown invoice."""
        context = self._context
        made = self._form(invoice_id)
        with context.store.transaction():
            if (known := files.get(context.store, invoice_id, PDF)) is not None:
                if known.hash != files.digest(pdf):
                    log.warning("a file of an invoice is kept as it was: %s", known.hash)
                return known
            number = files.number(context.store, invoice_id)
            if not number:
                raise NotFound(T("This invoice does not exist."))
            file = InvoiceFile(PDF, f"{number}.pdf", PDF_MEDIA, files.digest(pdf), pdf)
            now = context.now()
            for one in filter(None, (made, file)):
                files.add(context.store, invoice_id, one, now)
                context.note(KEPT, None, now, number=number, file=one.kind, hash=one.hash)
        return file

    def _form(self, invoice_id: Id) -> InvoiceFile | None:
        """None in a country without one, and for one that cannot be written: nobody waits for the
        PDF because of it."""
        from kiosk.salon.domain.invoices.electronic.forms import form_of

        content = self.content(invoice_id)
        try:
            invoice = invoice_from(content)
            form = form_of(invoice)
            if form is None:
                return None
            data = form.write(invoice)
        except Exception:
            log.exception("an electronic form cannot be written: %s", invoice_id.hex())
            return None
        return InvoiceFile(form.kind, form.name(invoice), form.media_type, files.digest(data), data)

    def keep_letter(self, reminder_id: Id, data: bytes) -> None:
        """Once and journalled, as :meth:`keep` does."""
        context = self._context
        with context.store.transaction():
            if files.keep_letter(context.store, reminder_id, data):
                number, level = files.reminder(context.store, reminder_id)
                context.note(LETTER, None, number=number, level=level, hash=files.digest(data))
