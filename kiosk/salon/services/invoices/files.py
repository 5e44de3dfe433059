"""Files that go out with invoices: kept once with their digest, and what has none yet."""

from __future__ import annotations

import logging

from kiosk.salon.domain.errors import NotFound, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.store import changes
from kiosk.salon.store.invoices import files
from kiosk.salon.store.invoices.files import FIRST, InvoiceFile

PDF = "pdf"
MEDIA = {"pdf": "application/pdf", "isdoc": "application/xml", "eslog": "application/xml"}
KEPT = "invoice.file"
log = logging.getLogger(__name__)


class InvoiceFiles(Area):
    def writings(self) -> int:
        """Another number than before when somebody else wrote to the database."""
        return changes.version(self._context.store)

    def missing(self, after: Id = FIRST, limit: int = 20) -> tuple[Id, ...]:
        """Invoices without a PDF that were issued after another one, oldest first."""
        return files.undrawn(self._context.store, after, limit)

    def missing_letters(self, after: Id = FIRST, limit: int = 20) -> tuple[Id, ...]:
        """Reminders whose letter is not drawn yet."""
        return files.unwritten(self._context.store, after, limit)

    def content(self, invoice_id: Id) -> bytes:
        """What an invoice says, as it was frozen. NotFound for an unknown one."""
        found = files.content(self._context.store, invoice_id)
        return existing(found, T("This invoice does not exist."))

    def letter_content(self, reminder_id: Id) -> bytes:
        """The same of a reminder."""
        found = files.letter_content(self._context.store, reminder_id)
        return existing(found, T("This reminder does not exist."))

    def file(self, invoice_id: Id, kind: str = PDF) -> InvoiceFile | None:
        """None while it is not made yet."""
        return files.get(self._context.store, invoice_id, kind)

    def letter(self, reminder_id: Id) -> bytes | None:
        return files.letter(self._context.store, reminder_id)

    def kinds(self, invoice_id: Id) -> tuple[str, ...]:
        return files.kinds(self._context.store, invoice_id)

    def keep(
        self, invoice_id: Id, kind: str, data: bytes, name: str = "", media_type: str = ""
    ) -> InvoiceFile:
        """Keeps a file, once: what is kept already stays, and is what comes back. Journalled.
        NotFound for an unknown invoice."""
        context = self._context
        with context.store.transaction():
            if (known := files.get(context.store, invoice_id, kind)) is not None:
                if known.hash != files.digest(data):
                    log.warning("a file of an invoice is kept as it was: %s %s", kind, known.hash)
                return known
            number = files.number(context.store, invoice_id)
            if not number:
                raise NotFound(T("This invoice does not exist."))
            file = InvoiceFile(
                kind,
                name or f"{number}.{'pdf' if kind == PDF else 'xml'}",
                media_type or MEDIA.get(kind, "application/octet-stream"),
                files.digest(data),
                data,
            )
            now = context.now()
            files.add(context.store, invoice_id, file, now)
            context.note(KEPT, None, now, number=number, file=kind, hash=file.hash)
        return file

    def keep_letter(self, reminder_id: Id, data: bytes) -> None:
        """Once, as :meth:`keep` does."""
        with self._context.store.transaction():
            files.keep_letter(self._context.store, reminder_id, data)
