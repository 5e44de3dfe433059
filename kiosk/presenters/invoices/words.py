"""How invoices are told of: what they are, how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.salon.domain.invoices.invoice import InvoiceKind, Party
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.mail import LetterState
from kiosk.salon.domain.text import Amount, Day, Msg, N, T, Text

LETTERS: dict[LetterState, tuple[Msg, str]] = {
    "new": (T("waits to be sent"), "info"),
    "sent": (T("is being sent"), "info"),
    "accepted": (T("was sent"), "ok"),
    "refused": (T("could not be sent"), "bad"),
    "unknown": (T("may have been sent"), "warn"),
    "dropped": (T("was given up"), ""),
}


def title(kind: InvoiceKind, number: str) -> Msg:
    """What it is, with its number."""
    if kind == "credit_note":
        return T("Credit note {number}", number=number)
    if kind == "advance":
        return T("Advance invoice {number}", number=number)
    return T("Invoice no. {number}", number=number)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an invoice stands, with the tone of it."""

    words: Text
    tone: str


def standing(row: InvoiceRow, today: date) -> Standing:
    """In a word or two, for a chip."""
    if row.kind == "credit_note":
        return Standing(T("Credit note"), "info")
    if row.open_minor < 0:
        return Standing(T("To give back"), "warn")
    if row.open_minor == 0:
        return Standing(T("Settled"), "ok")
    if row.due_on is not None and row.due_on < today:
        days = (today - row.due_on).days
        return Standing(N("{n} day overdue", "{n} days overdue", days), "bad")
    if row.open_minor < row.due_minor:
        return Standing(T("Paid in part"), "warn")
    return Standing(T("Unpaid"), "warn")


def due(row: InvoiceRow) -> Text:
    """Until when the rest is to be paid; empty where nothing is open."""
    if row.open_minor <= 0 or row.due_on is None:
        return ""
    return T("due {day}", day=Day(row.due_on, "date"))


def left(row: InvoiceRow) -> Text:
    """``500 Kč left`` of an invoice that is paid in part."""
    if 0 < row.open_minor < row.total_minor:
        return T("{amount} left to pay", amount=Amount(row.open_minor, row.currency))
    return ""


def about(party: Party) -> tuple[Text, ...]:
    """Number, place and address, as far as they are known."""
    place = " ".join(part for part in (party.postcode, party.city) if part)
    where = ", ".join(part for part in (party.street, place) if part)
    parts = (party.company_id or party.vat_id, where, party.email)
    return tuple(part for part in parts if part)
