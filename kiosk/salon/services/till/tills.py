"""The tills of the salon: which there are, how one stands, and opening it with a counted float."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import Right, may
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.closing import GIVE_REASON, needs_reason
from kiosk.salon.domain.till.counting import Count, check_counts
from kiosk.salon.domain.till.session import Session, Sum, Till, TillDay, is_over, kind_here
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till import sessions
from kiosk.salon.store import staff
from kiosk.salon.store.till import figures
from kiosk.salon.store.till import sessions as table


def counts_blind(context: Context, by: Id) -> bool:
    """Whether this person counts without seeing what there should be."""
    blind = context.till_rules.blind
    return blind and not may(staff.member(context.store, by), "see_expected")


def may_see_takings(context: Context, by: Id, approved_by: Id | None = None) -> Id | None:
    """Who approved it, None when ``by`` may alone. Where drawers are counted blind the takings tell
    what lies there: whoever sees them needs the right to see the expected sum too, and whoever
    approves them needs both, whatever ``by`` has.
    :class:`~kiosk.salon.domain.errors.NeedsApproval` and Refused as
    :func:`~kiosk.salon.services.rights.permitted`."""
    needed: list[Right] = ["see_takings"]
    if context.till_rules.blind:
        needed.append("see_expected")
    member = staff.member(context.store, by)
    missing = [one for one in needed if not may(member, one)]
    for right in needed if approved_by is not None else missing or needed[:1]:
        permitted(context, right, by, approved_by)
    return approved_by


class Tills(Area):
    def here(self) -> Till:
        """The till of this desk; made when there is none yet."""
        context = self._context
        found = table.of_desk(context.store, context.desk)
        if found is None:
            with context.store.transaction():
                found = sessions.till_of(context)
        return found

    def all(self) -> tuple[Till, ...]:
        """In their order, those that are not used any more last."""
        return table.every_till(self._context.store)

    def session(self, session_id: Id) -> Session:
        """NotFound for an unknown one."""
        found = table.by_id(self._context.store, session_id)
        return existing(found, T("This till session does not exist."))

    def glance(self) -> TillDay:
        """How the till of this desk stands, without adding up what is left: that is empty. Writes
        nothing."""
        context, store = self._context, self._context.store
        till = table.of_desk(store, context.desk)
        if till is None:
            return TillDay(Till(b"", "", context.desk, kind_here(context.till_rules)), None, (), ())
        newest = table.newest(store, till.id)
        session = newest if newest and newest.state == "open" else None
        return TillDay(till, session, table.uncounted(store, till.id), ())

    def day(self, by: Id) -> TillDay:
        """How the till of this desk stands; writes nothing. ``by``: who looks."""
        context, store, found = self._context, self._context.store, self.glance()
        newest = table.newest(store, found.till.id)
        waits = found.uncounted or found.session
        if newest is None or (waits and counts_blind(context, by)):
            return found
        return replace(found, left=figures.sums(figures.standing(store, newest.id)))

    def unexplained(self, by: Id, counts: Sequence[Count]) -> tuple[Sum, ...]:
        """By currency, how this float differs from what the last session left where that needs a
        reason; writes nothing. Nothing for who may not know what there should be."""
        context, day = self._context, self.glance()
        if not day.till.id or ((day.uncounted or day.session) and counts_blind(context, by)):
            return ()
        home, rules = context.salon.currency.code, context.till_rules
        found = sessions.found_at_opening(context, day.till, counts)
        return tuple(one for one in found if needs_reason(one, home, rules))

    def open(self, by: Id, counts: Sequence[Count], reason: str = "") -> Session:
        """A session that begins with a counted float. One of an earlier business day is ended
        before. ``reason``: why it differs from what the last one left. Stale when the till is open;
        Refused when something cannot have been counted, without a reason for what is
        :meth:`unexplained`, and for who counts blind while a day before is not counted: how the
        float differs from what should lie there would tell it, or hide what is missing."""
        check_counts(counts)
        return self._open(by, counts, as_left=False, reason=entering.line(reason))

    def open_as_left(self, by: Id) -> Session:
        """A session that begins with what the last one left, which nobody counted: what is missing
        is found by the next count. Else like :meth:`open`."""
        return self._open(by, (), as_left=True)

    def _open(self, by: Id, counts: Sequence[Count], *, as_left: bool, reason: str = "") -> Session:
        context, store, now = self._context, self._context.store, self._context.now()
        with store.transaction():
            found = table.open_at(store, context.desk)
            if found is not None:
                if not is_over(found.business_day, context.today().isoformat(), context.till_rules):
                    raise Stale(T("This till is open already."))
                sessions.end(context, found.id, now, None)
            if counts and self.glance().uncounted and counts_blind(context, by):
                raise Refused(T("Count the day before first."))
            if not reason and (differing := self.unexplained(by, counts)):
                raise Refused(GIVE_REASON, field=differing[0].currency)
            till = sessions.till_of(context)
            return sessions.begin(context, till, now, by, counts, as_left=as_left, reason=reason)

    def counts_blind(self, by: Id) -> bool:
        """Whether this person is not to know what should lie there."""
        return counts_blind(self._context, by)
