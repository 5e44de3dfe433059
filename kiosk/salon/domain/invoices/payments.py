"""What was paid of an invoice after it was issued, and reminders of what was not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

import msgspec

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party

How = Literal["hand", "statement", "credit_note", "undone"]
By = Literal["bank", "cash", "card"]
"""What it was paid by: cash lies in the drawer, a card was taken at the terminal beside."""
LAST_LEVEL = 3
"""Nobody is reminded more often by letter."""


@dataclass(frozen=True, slots=True)
class Paid:
    """A row of what was paid. ``amount_minor``: below zero where it takes back another
    (``undoes``), or was given back to the buyer; ``undone``: one takes this back. ``paid_on``: the
    day of the money; ``at``: when it was written down, UTC ms."""

    id: Id
    invoice_id: Id
    amount_minor: int
    paid_on: date
    how: How
    reference: str
    at: int
    undoes: Id | None = None
    undone: bool = False
    means: By = "bank"

    @property
    def may_be_undone(self) -> bool:
        """What credit notes took off stays as long as they do."""
        return not self.undone and self.how in {"hand", "statement"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A letter as it was written, whatever is paid since. ``level``: which reminder of the invoice
    it is, from 1. ``paid_minor``: of what was due, when it was written; ``open_minor = due -
    paid``. ``pay_until``: the new day. ``issued_on``, ``due_on``: of the invoice; ``reference``:
    its digits."""

    level: int
    number: str
    reference: str
    country: str
    language: str
    currency: str
    seller: Party
    buyer: Party
    issued_on: date
    due_on: date
    written_on: date
    pay_until: date
    due_minor: int
    paid_minor: int
    open_minor: int
    training: bool = False

    @property
    def late_days(self) -> int:
        return (self.written_on - self.due_on).days


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A reminder as it stands in lists. ``at``: UTC ms."""

    id: Id
    invoice_id: Id
    level: int
    at: int
    open_minor: int


def reminder_content(reminder: Reminder) -> bytes:
    """The bytes that are kept: the same reminder always gives the same ones."""
    return msgspec.json.encode(reminder, order="sorted")


def reminder_from(content: bytes) -> Reminder:
    """What :func:`reminder_content` wrote."""
    return msgspec.json.decode(content, type=Reminder)
