"""What a manager puts right in the time clock: by counter-entry and late entry, never otherwise.

What was punched stays, and so does what was corrected: both stand in the day with who did it and
why. A correction is taken back like anything else.
"""

from __future__ import annotations

from kiosk.salon.domain.clock import MINUTE_MS
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.timeclock.punch import LATE_ENTRY, Punch, PunchKind
from kiosk.salon.domain.timeclock.timeline import DAY_MS, Timeline
from kiosk.salon.services.context import Area
from kiosk.salon.services.team import require_manager
from kiosk.salon.services.timeclock import ledger
from kiosk.salon.store import punches, staff


class Corrections(Area):
    """All refused unless ``by`` is a manager and ``why`` says something. Times are UTC ms."""

    def take_back(self, punch_id: Id, by: Id, why: str) -> None:
        """A counter-entry to any punch, however old. Refused for one taken back already."""
        with self._context.store.transaction():
            why = self._reason(by, why)
            self._take_back(punch_id, by, why)

    def add(self, staff_id: Id, kind: PunchKind, at: int, by: Id, why: str) -> Id:
        """A late entry; returns its id. Refused for a moment to come, and for one that is there
        already."""
        with self._context.store.transaction():
            why = self._reason(by, why)
            return self._add(staff_id, kind, at, by, why)

    def change(self, punch_id: Id, kind: PunchKind, at: int, by: Id, why: str) -> Id:
        """Another time or another meaning: counter-entry and late entry in one; returns the id of
        the latter. Refused as both."""
        with self._context.store.transaction():
            why = self._reason(by, why)
            staff_id = self._take_back(punch_id, by, why)
            return self._add(staff_id, kind, at, by, why)

    def add_shift(self, staff_id: Id, came: int, left: int, by: Id, why: str) -> None:
        """A forgotten shift. Refused unless it ends after it began and within a day, and for a time
        when they were here already: what is in the other shift would not fit any more."""
        if not 0 < left - came <= DAY_MS:
            raise Refused(T("They cannot have left at that time."), field="until")
        with self._context.store.transaction():
            why = self._reason(by, why)
            if self._here(staff_id, came, left):
                raise Refused(
                    T("They were here at that time already. Change that shift instead."),
                    field="time",
                )
            self._add(staff_id, "in", came, by, why)
            self._add(staff_id, "out", left, by, why)

    def _here(self, staff_id: Id, since: int, until: int) -> bool:
        """Whether a shift with an end lies in ``[since, until)``."""
        store = self._context.store
        entries = punches.of_days(store, staff_id, since - DAY_MS, until + DAY_MS)
        shifts = Timeline.of(entries, longest=self._context.longest_shift_ms).shifts(until)
        return any(one.left is not None and one.came < until and since < one.left for one in shifts)

    def _reason(self, by: Id, why: str) -> str:
        require_manager(self._context, by)
        why = entering.line(why)
        if not why:
            raise Refused(T("Please say why."), field="words")
        return why

    def _take_back(self, punch_id: Id, by: Id, why: str) -> Id:
        """Returns whose it was."""
        context, found = self._context, punches.one(self._context.store, punch_id)
        if found is None:
            raise Refused(T("There is nothing to undo."))
        if found.taken_back or found.punch.undoes is not None:
            raise Refused(T("This was undone already."))
        now = context.now()
        counter = Punch(
            *(context.new_id(), found.punch.kind, now, now, "manager", punch_id), by=by, why=why
        )
        ledger.write(context, found.staff_id, counter)
        return found.staff_id

    def _add(self, staff_id: Id, kind: PunchKind, at: int, by: Id, why: str) -> Id:
        context, now = self._context, self._context.now()
        staff.member(context.store, staff_id)
        if at > now:
            raise Refused(T("That time has not come yet."), field="time")
        minute = at - at % MINUTE_MS
        if punches.stands(context.store, staff_id, kind, minute, minute + MINUTE_MS):
            raise Refused(T("That is recorded already."), field="time")
        late = Punch(
            *(context.new_id(), kind, at, now, "manager"), flags=(LATE_ENTRY,), by=by, why=why
        )
        ledger.write(context, staff_id, late)
        return late.id
