"""What a manager granted to one of the staff, or withdrew. Whoever has no row for a right has it as
everybody usually does."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Right
from kiosk.salon.store.database import Store


def put(store: Store, staff_id: Id, right: Right, granted: bool) -> None:
    """From now on, whatever it was before."""
    store.replace("staff_right", staff_id=staff_id, name=right, granted=int(granted))
