"""Whether a bill may be paid like this: by a means that the salon takes, with all that it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.means import ALWAYS, SalonMeans, of_payment
from kiosk.salon.services.context import Context
from kiosk.salon.store.till import means, rates

_UNPAID = {LATER, "account"}
"""Means that say that the money comes later."""


def admitted(context: Context, bill: Bill, payments: Sequence[Payment]) -> tuple[Payment, ...]:
    """The parts as they are kept: called as the salon calls them now. Refused, with the ``field``
    that is missing: a means that is unknown or not in use, without the client or the reference that
    it needs. Stale when foreign money was counted with another rate than holds."""
    others = {part.method for part in payments if part.method not in ALWAYS}
    if not others:
        return tuple(payments)
    known = means.of_keys(context.store, others)
    return tuple(
        part if part.method in ALWAYS else _admit(context, bill, part, known.get(part.method))
        for part in payments
    )


def answered_for(context: Context, bill: Bill) -> int:
    """How much of what is taken of a bill needs its client; minor units."""
    others = {part.method for part in bill.taken} - set(ALWAYS)
    known = means.of_keys(context.store, others) if others else {}
    theirs = {key for key, row in known.items() if row.needs_client}
    return sum(part.amount_minor for part in bill.taken if part.method in theirs)


def _admit(context: Context, bill: Bill, part: Payment, row: SalonMeans | None) -> Payment:
    name = of_payment(part.method, row.name if row else part.title).title
    if row is None or not row.active:
        raise Refused(T("{name} is not taken here.", name=name), field="means")
    if part.method in _UNPAID and any(line.advance for line in bill.lines):
        # Its tax is due when the money comes, and only what has come may be deducted.
        raise Refused(
            T("{name}: an advance is paid at once. Take it by another means.", name=name),
            field="means",
        )
    part = entering.record(part, {"reference": entering.LINE})
    if row.needs_client and bill.client_id is None:
        raise Refused(T("{name}: choose the client first.", name=name), field="client")
    if row.needs_reference and not part.reference:
        raise Refused(T("Type the number that proves it."), field="reference")
    if row.means.foreign:
        rate = rates.latest(context.store, row.currency)
        if rate is None or (part.currency, part.rate_micro) != (rate.currency, rate.rate_micro):
            raise Stale(T("The rate has changed. Please look at it again."))
    return replace(part, title=row.name)
