"""What every payment at the till comes to: a question at the terminal, the sale, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.presenters.base import Host
from kiosk.presenters.till.args import PaidArgs, PayCardArgs
from kiosk.salon.domain.errors import NotFound, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.services.salon_services import Services


def who_is_here(host: Host) -> Id | None:
    """Who stands at the desk and gives a discount."""
    return host.staff.id if host.staff is not None else None


def ask_card(
    services: Services, host: Host, bill: Bill, amount_minor: int
) -> PayCardArgs | PaidArgs | None:
    """Asks for a sum at the terminal; returns the page that waits for the answer, or that of the
    sale when the bill is paid meanwhile. What somebody else asked for already is in doubt there:
    it may have been entered. Without anybody at the desk nothing happens."""
    if host.staff is None:
        return None
    total = bill.totals.total_minor
    try:
        asked = services.asking.take(bill.id, "card", amount_minor, total, host.staff.id)
    except NotFound:
        sale = services.checkout.of_bill(bill.id)
        if sale is None:
            raise
        return PaidArgs(sale.id)
    return PayCardArgs(bill.id, just_asked=asked.new)


def pay(
    services: Services,
    host: Host,
    bill: Bill,
    parts: Sequence[Payment],
    look_again: Callable[[], None],
    invoice_to: InvoiceOrder | None = None,
) -> PaidArgs | None:
    """Pays; returns the page that says so. A bill that was changed elsewhere meanwhile is not paid:
    ``look_again`` shows it anew, and :class:`Stale` is raised. Without anybody at the desk nothing
    happens. ``invoice_to``: the invoice that is issued with it."""
    if host.staff is None:
        return None
    try:
        sale = services.checkout.pay(
            bill.id, parts, bill.totals.total_minor, host.staff.id, invoice_to=invoice_to
        )
    except Stale:
        look_again()
        raise
    host.hardware.sound("ok")
    host.hardware.print_soon()
    return PaidArgs(sale.id)
