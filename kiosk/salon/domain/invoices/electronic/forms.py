"""Which form of an electronic invoice a country has, and what its file is called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.salon.domain.invoices.electronic.eslog import eslog
from kiosk.salon.domain.invoices.electronic.isdoc import isdoc
from kiosk.salon.domain.invoices.invoice import Invoice


@dataclass(frozen=True, slots=True)
class Form:
    """``kind``: of the file, as it is kept. ``title``: a proper name, the same in every
    language."""

    kind: str
    title: str
    suffix: str
    media_type: str
    write: Callable[[Invoice], bytes]

    def name(self, invoice: Invoice) -> str:
        return f"{re.sub('[^0-9A-Za-z-]+', '-', invoice.number).strip('-')}{self.suffix}"


FORMS: dict[str, Form] = {
    "CZ": Form("isdoc", "ISDOC", ".isdoc", "application/x-isdoc", isdoc),
    "SI": Form("eslog", "e-SLOG 2.0", ".xml", "application/xml", eslog),
}


def form_of(invoice: Invoice) -> Form | None:
    """None in a country that has none, and of what somebody wrote to practise."""
    return None if invoice.training else FORMS.get(invoice.country)
