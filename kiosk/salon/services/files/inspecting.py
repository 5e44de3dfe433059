"""Invoices that an inspector of the Hungarian tax office takes away on a stick."""

from __future__ import annotations

import contextlib
from datetime import date
from pathlib import Path

from kiosk.salon.domain.fiscal import nav_audit
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.services.context import Area
from kiosk.salon.services.files.sticks import Stick
from kiosk.salon.services.files.whole_files import free, sync_folder, whole_file
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.invoices import invoices


class Inspecting(Area):
    def of_days(self, stick: Stick, first: date, last: date, by: Id) -> tuple[Path, int]:
        """Those issued on some days: their file and how many there are. Journalled; for managers.
        Refused when it cannot be written."""
        require_manager(self._context, by)
        return self._write(stick, invoices.issued_between(self._context.store, first, last), by)

    def of_numbers(self, stick: Stick, first: str, last: str, by: Id) -> tuple[Path, int]:
        """Those of a range of numbers of one series, as :meth:`of_days`."""
        require_manager(self._context, by)
        return self._write(stick, invoices.numbered_between(self._context.store, first, last), by)

    def _write(self, stick: Stick, found: tuple[Invoice, ...], by: Id) -> tuple[Path, int]:
        context = self._context
        path = free(stick.path, f"adohatosagi-ellenorzes-{context.law_day().isoformat()}.xml")
        with whole_file(path) as stream:
            stream.write(nav_audit.audit(found, context.law_day()))
        with contextlib.suppress(OSError):
            sync_folder(path.parent)
        with context.store.transaction():
            context.note("export", by, rows={"nav_audit": len(found)})
        return path, len(found)
