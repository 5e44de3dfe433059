"""What every payment at the till comes to: the sale, its paper, and the page that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kiosk.presenters.base import Presenter
from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.bill import Bill, Payment
from kiosk.salon.domain.errors import Stale
from kiosk.salon.domain.ids import Id


def pay(
    page: Presenter[Any, Any], bill: Bill, parts: Sequence[Payment], load: Callable[[Id], None]
) -> None:
    """Pays in place of the page that asked for it. A bill that was changed elsewhere meanwhile is
    not paid: ``load`` shows it anew, and :class:`Stale` is raised. Without anybody at the desk
    nothing happens."""
    staff = page.host.staff
    if staff is None:
        return
    try:
        sale = page.services.checkout.pay(bill.id, parts, bill.totals.total_minor, staff.id)
    except Stale:
        load(bill.id)
        raise
    page.hardware.sound("ok")
    page.hardware.print_soon()
    page.host.swap(PaidArgs(sale.id))
