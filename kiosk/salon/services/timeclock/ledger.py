"""What all parts of the time clock share: the punches of a person, and writing one down."""

from __future__ import annotations

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.timeclock.punch import Punch
from kiosk.salon.domain.timeclock.timeline import Timeline
from kiosk.salon.services.context import Context
from kiosk.salon.store import punches, staff


def timeline(context: Context, staff_id: Id, since: int) -> Timeline:
    """What counts from ``since`` (UTC ms) until now."""
    now = context.now()
    entries = punches.latest(context.store, staff_id, since, now)
    return Timeline.of(entries, now, context.longest_shift_ms)


def write(context: Context, staff_id: Id, punch: Punch) -> None:
    """Inside the transaction: the row, the entry of the journal and the note for the agent."""
    store = context.store
    punches.insert(store, staff_id, punch)
    body: dict[str, object] = {
        "staff": staff.pseudonym(store, staff_id),
        "kind": punch.kind,
        "at": punch.at,
        "source": punch.source,
        "flag": " ".join(punch.flags),
        "undone": punch.undoes is not None,
    }
    if punch.by is not None:
        body |= {"by": staff.pseudonym(store, punch.by), "why": context.mark(punch.why)}
    context.journal.append("punch", punch.recorded_at, body)
    context.changed("punch", punch.id)
