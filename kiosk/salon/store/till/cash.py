"""Cash that moves without a sale: rows that only grow."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


def add_own(
    store: Store,
    movement_id: Id,
    till_id: Id,
    session_id: Id,
    kind: str,
    currency: str,
    amount_minor: int,
    at: int,
    day: str,
    by: Id | None,
    approved_by: Id | None,
) -> None:
    """What opening or closing a session moves by itself, inside its transaction. ``amount_minor``:
    positive for what came in; ``at``: UTC ms; ``day``: the business day, ISO."""
    store.insert(
        "cash_movement",
        id=movement_id,
        number="",
        till_id=till_id,
        session_id=session_id,
        kind=kind,
        currency=currency,
        amount_minor=amount_minor,
        at=at,
        business_day=day,
        staff_id=by,
        approved_by=approved_by,
    )
