"""What every payment at the till comes to: the sale, and its paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.presenters.base import Host
from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.bill import Bill, Payment
from kiosk.salon.domain.errors import Stale
from kiosk.salon.services.salon_services import Services


def pay(
    services: Services,
    host: Host,
    bill: Bill,
    parts: Sequence[Payment],
    look_again: Callable[[], None],
) -> PaidArgs | None:
    """Pays; returns the page that says so. A bill that was changed elsewhere meanwhile is not paid:
    ``look_again`` shows it anew, and :class:`Stale` is raised. Without anybody at the desk nothing
    happens."""
    if host.staff is None:
        return None
    try:
        sale = services.checkout.pay(bill.id, parts, bill.totals.total_minor, host.staff.id)
    except Stale:
        look_again()
        raise
    host.hardware.sound("ok")
    host.hardware.print_soon()
    return PaidArgs(sale.id)
