"""What the customer display shows of a bill: a name above, a sum below."""

from __future__ import annotations

from kiosk.presenters.till.bill_view import all_label
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T, Text
from kiosk.salon.domain.till.bill import Bill, PricedLine
from kiosk.salon.domain.till.sale import Sale

Lines = tuple[Text, Text]
IDLE: Lines = ("", "")


def of_bill(before: Bill | None, bill: Bill, fresh: Id = b"") -> Lines | None:
    """The line that was added or changed since ``before``, else the total; None when nothing
    changed. ``fresh``: the line that the last scan touched. IDLE for an empty bill."""
    same = before is not None and _same_sale(before, bill)
    old = before.totals if before is not None and same else None
    if not bill.lines:
        return IDLE if not same or (before is not None and before.lines) else None
    touched = [part for part in bill.totals.lines if part.line.id == fresh]
    if old is not None and not touched:
        known = [_look(part) for part in old.lines]
        touched = [part for part in bill.totals.lines if _look(part) not in known]
    if touched:
        part = touched[-1]
        net = part.gross_minor - part.discount_minor
        return part.line.name, Amount(net, bill.currency.code)
    if (
        old is not None
        and len(old.lines) == len(bill.lines)
        and old.total_minor == bill.totals.total_minor
        and before is not None
        and before.tip_minor == bill.tip_minor
    ):
        return None
    return all_label(bill), Amount(bill.with_tip_minor, bill.currency.code)


def of_sale(sale: Sale) -> Lines:
    """What goes back, else that it is paid. IDLE for one that takes something
    back."""
    if sale.kind != "sale":
        return IDLE
    if sale.change_minor:
        return T("Change"), Amount(sale.change_minor, sale.currency)
    return T("Paid"), Amount(sale.paid_minor + sale.tip_minor, sale.currency)


def _same_sale(before: Bill, bill: Bill) -> bool:
    """A visit's bill is the same before it is opened and after."""
    if bill.appointment_id is not None:
        return before.appointment_id == bill.appointment_id
    return before.id == bill.id


def _look(part: PricedLine) -> tuple[str, int, int]:
    return part.line.name, part.line.quantity_milli, part.gross_minor - part.discount_minor
