"""Cash for an invoice that was issued before: it lies in the drawer of this desk like any other,
and is no turnover, which was counted with the sale."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.cash import CashMovement
from kiosk.salon.domain.till.settling import NO_COINS
from kiosk.salon.services.context import Area
from kiosk.salon.services.till import sessions
from kiosk.salon.services.till.approving import may_take_out
from kiosk.salon.services.till.cash_moves import record
from kiosk.salon.store.till import cash
from kiosk.salon.store.till import sessions as tills


class InvoiceCash(Area):
    """Implements :class:`kiosk.salon.services.invoices.paying.Drawer`. A movement has the id of the
    payment that it belongs to."""

    def approver(self, minor: int, currency: str, by: Id, approved_by: Id | None) -> Id | None:
        if minor >= 0:
            return None
        return may_take_out(self._context, -minor, currency, by, approved_by)

    def move(
        self, payment_id: Id, row: InvoiceRow, minor: int, by: Id, approved_by: Id | None
    ) -> None:
        context, now = self._context, self._context.now()
        if row.currency != context.salon.currency.code:
            raise Refused(T("The invoice is of another currency."), field="means")
        if minor % context.salon.cash_rounding(context.today()).step:
            raise Refused(NO_COINS, field="amount")
        session_id = sessions.current(context, now, by).id
        session = existing(tills.by_id(context.store, session_id), T("This till does not exist."))
        record(context, CashMovement(
            id=payment_id,
            kind="invoice",
            currency=row.currency,
            amount_minor=minor,
            at=now,
            day=context.salon.business_day(now).isoformat(),
            till_id=session.till_id,
            session_id=session_id,
            staff_id=by,
            approved_by=approved_by,
            purpose=row.number,
        ))  # fmt: skip

    def take_back(self, payment_id: Id, by_payment: Id, by: Id, approved_by: Id | None) -> None:
        context, now = self._context, self._context.now()
        one = existing(
            cash.by_id(context.store, payment_id), T("This movement does not exist.")
        )  # fmt: skip
        current = sessions.current(context, now, by)
        if one.session_id != current.id:
            session = tills.by_id(context.store, one.session_id) if one.session_id else None
            if session is not None and session.state == "open":
                raise Refused(T("This was entered at another till. Void it there."))
            # It was counted, or waits to be: the count has found out what lies there.
            return
        record(context, replace(
            one,
            id=by_payment,
            amount_minor=-one.amount_minor,
            at=now,
            day=context.salon.business_day(now).isoformat(),
            staff_id=by,
            approved_by=approved_by,
            reverses=one.id,
            reverses_number=one.number,
        ))  # fmt: skip
