"""What invoices are called: in the language of the paper, and by the country's law."""

from __future__ import annotations

from kiosk.paper.document import Words
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceKind
from kiosk.salon.domain.text import Msg, T

TITLES: dict[tuple[InvoiceKind, bool], Msg] = {
    ("invoice", True): T("Invoice – tax document"),
    ("invoice", False): T("Invoice"),
    ("credit_note", True): T("Credit note – tax document"),
    ("credit_note", False): T("Credit note"),
    ("advance", True): T("Advance invoice – tax document"),
    ("advance", False): T("Advance invoice"),
}
"""By kind, and whether it is the document of the tax."""
OF_LAW: dict[str, dict[tuple[InvoiceKind, bool], str]] = {
    "cs": {
        ("invoice", True): "Faktura – daňový doklad",
        ("invoice", False): "Faktura",
        ("credit_note", True): "Opravný daňový doklad",
        ("credit_note", False): "Dobropis",
        ("advance", True): "Daňový doklad k přijaté platbě",
        ("advance", False): "Doklad o přijaté záloze",
    },
    "hu": {
        ("invoice", True): "Számla",
        ("invoice", False): "Számla",
        ("credit_note", True): "Helyesbítő számla",
        ("credit_note", False): "Helyesbítő számla",
        ("advance", True): "Előlegszámla",
        ("advance", False): "Előlegszámla",
    },
    "sl": {
        ("invoice", True): "Račun",
        ("invoice", False): "Račun",
        ("credit_note", True): "Dobropis",
        ("credit_note", False): "Dobropis",
        ("advance", True): "Račun za predplačilo",
        ("advance", False): "Račun za predplačilo",
    },
    "sk": {
        ("invoice", True): "Faktúra",
        ("invoice", False): "Faktúra",
        ("credit_note", True): "Opravná faktúra (dobropis)",
        ("credit_note", False): "Opravná faktúra (dobropis)",
        ("advance", True): "Faktúra k prijatej platbe",
        ("advance", False): "Faktúra k prijatej platbe",
    },
}


def titles(invoice: Invoice, words: Words) -> tuple[str, str]:
    """As the paper says it and, where its language is not that of the law, as the law does."""
    is_tax = invoice.pays_vat and not (invoice.receipt and invoice.receipt.is_tax)
    kind = invoice.kind, is_tax
    spoken = COUNTRIES[invoice.country].spoken_by_law
    if words.language == spoken:
        return OF_LAW[spoken][kind], ""
    return words.say(TITLES[kind]), OF_LAW[spoken][kind]
