"""Looking at a session, counting it, closing it, and saying later that a count was wrong.

A closing cuts at the end of its session: what is sold while somebody counts is the next one's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till import closing as rules
from kiosk.salon.domain.till.closing import ATTEMPTS, CheckResult, Closing, Counting
from kiosk.salon.domain.till.counting import MOST_COUNTED, Count, check_counts, proposed_taken
from kiosk.salon.domain.till.figures import Figures, Tally
from kiosk.salon.domain.till.session import Session, Sum, Till, is_over
from kiosk.salon.services.context import Area
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till import sessions
from kiosk.salon.services.till.approving import may_take_out
from kiosk.salon.services.till.closing_steps import Counted, carry, close_counted, write_correction
from kiosk.salon.services.till.tills import counts_blind, may_see_takings
from kiosk.salon.store.till import bills, closings, figures
from kiosk.salon.store.till import sessions as table
from kiosk.salon.store.till.closings import Attempt

NOTHING = T("There is nothing to count at this till.")
NO_SESSION = T("This till session does not exist.")


class Closings(Area):
    def x(self, by: Id, approved_by: Id | None = None, session_id: Id | None = None) -> Figures:
        """A look without closing, at any time: at the open session, else at the newest one. Refused
        where there was none yet; :class:`~kiosk.salon.domain.errors.NeedsApproval` as
        :func:`~kiosk.salon.services.till.tills.may_see_takings`."""
        may_see_takings(self._context, by, approved_by)
        if session_id is None:
            return self._figures(self.newest())
        session = table.by_id(self._context.store, session_id)
        return self._figures(existing(session, NO_SESSION))

    def newest(self) -> Session:
        """The session of this desk that is open, else the last one. NotFound where there was none
        yet."""
        store = self._context.store
        till = table.of_desk(store, self._context.desk)
        session = table.newest(store, till.id) if till else None
        return existing(session, T("Nothing has happened at this till yet."))

    def begin(
        self, by: Id, approved_by: Id | None = None, session_id: Id | None = None
    ) -> Counting:
        """Ends the open session, whose next sale belongs to another one, and says what is to be
        counted: it and every uncounted one before it. What moved since the cut is taken anew, but
        for who comes back to a blind count that stands. ``session_id``: count up to this one, which
        ended before, and let the open one go on. Refused when nothing is to be counted, and
        :class:`~kiosk.salon.domain.errors.NeedsApproval`."""
        context, store, now = self._context, self._context.store, self._context.now()
        permitted(context, "close", by, approved_by)
        with store.transaction():
            till = existing(table.of_desk(store, context.desk), NOTHING)
            found = table.open_at(store, context.desk)
            if session_id is None and found is not None:
                sessions.end(context, found.id, now, by)
            waiting = table.uncounted(store, till.id)
            wanted = [one for one in waiting if session_id in (None, one.id)]
            session = existing(wanted[-1] if wanted else None, NOTHING)
            tries = closings.attempts(store, session.id)
            blind = counts_blind(context, by)
            if blind and tries and self._stands(session, tries):
                since = tries[-1].since
            else:
                since = figures.moved_in(store, table.after(store, session))
            if since != table.since(store, session.id):
                table.set_since(store, session.id, since)
                place = {"till": till.desk, "session": session.number}
                context.note("closing.begun", by, now, **place, since=since)
            cash = figures.cash_of(store, session.id)
            expected = tuple(Sum(one.currency, one.expected_minor) for one in cash)
            return Counting(
                session,
                earlier=tuple(one for one in waiting if one.number < session.number),
                currencies=self._currencies(till, session),
                expected=None if blind else expected,
                since=figures.sums(table.since(store, session.id)),
                attempts_left=max(0, ATTEMPTS - len(tries)) if blind else 0,
                card_expected_minor=self._figures(session).card_minor,
            )

    def take_up(self, session_id: Id, by: Id) -> bool:
        """Somebody began to count and goes without: the session goes on as if nobody had touched
        it, and is open again. False, and it stays ended, where something was sold or counted since,
        where the day changed, and where it was closed."""
        context, store = self._context, self._context.store
        with store.transaction():
            session = existing(table.by_id(store, session_id), NO_SESSION)
            newest = table.newest(store, session.till_id)
            today = context.today().isoformat()
            if (
                session.state != "ended"
                or session.ended_by is None
                or newest != session
                or closings.attempts(store, session_id)
                or is_over(session.business_day, today, context.till_rules)
            ):
                return False
            table.take_up(store, session)
            till = self._till(session)
            context.note("session.resumed", by, till=till.desk, number=session.number)
        return True

    def lay_open(self, session_id: Id, by: Id) -> bool:
        """Whether the drawer is to open for a count of this session: once, journalled, and no
        opening without a sale. False afterwards: it is one then, and needs its right."""
        context, store, now = self._context, self._context.store, self._context.now()
        with store.transaction():
            session = existing(table.by_id(store, session_id), NO_SESSION)
            if table.laid_open(store, session_id):
                return False
            till = self._till(session)
            table.add_event(
                *(store, context.new_id(), till.id, session_id, "drawer", now),
                by=by,
                ref=session_id,
            )
            context.note("drawer.opened", by, now, till=till.desk, approved="",
                         reason=context.mark(""), count=session.number)  # fmt: skip
        return True

    def check(self, session_id: Id, counts: Sequence[Count], by: Id) -> CheckResult:
        """What would become of a count. One that was made blind is kept, and the last one that is
        allowed stands: Refused when another is offered afterwards, when a currency was not counted,
        or something cannot have been. Stale when the session was closed meanwhile."""
        context, store, now = self._context, self._context.store, self._context.now()
        check_counts(counts)
        with store.transaction():
            session = self._ended(session_id)
            self._all_counted(session, counts)
            home = context.salon.currency.code
            blind = counts_blind(context, by)
            tries = closings.attempts(store, session_id)
            told = _told(counts)
            again = blind and bool(tries) and self._is_fixed(session, tries, told)
            attempt = len(tries) + (not again)
            since = tries[-1].since if again else table.since(store, session_id)
            differences = self._differences(session, counts, since)
            outcome = rules.outcome_of(
                *(differences, home, context.till_rules), blind=blind, attempt=attempt
            )
            if blind and not again:
                closings.add_attempt(store, session_id, attempt, now, by, counts, since)
                context.note(
                    *("closing.counted", by, now),
                    till=self._till(session).desk,
                    session=session.number,
                    attempt=attempt,
                    counts=sorted(told.items()),
                    since={code: since[code] for code in told if since.get(code)},
                )
            return CheckResult(outcome, None if outcome == "recount" else differences)

    def _stands(self, session: Session, tries: Sequence[Attempt]) -> bool:
        """Whether the last blind count is not to be made again: no other is allowed, or it fitted
        when it was made."""
        last = tries[-1]
        counts = [Count(currency, (), minor) for currency, minor in last.counts.items()]
        differences = self._differences(session, counts, last.since)
        return len(tries) >= ATTEMPTS or not any(one.minor for one in differences)

    def _is_fixed(
        self, session: Session, tries: Sequence[Attempt], told: Mapping[str, int]
    ) -> bool:
        """Whether this is the count that stands already. Refused when another one stands."""
        if tries[-1].counts == told and self._stands(session, tries):
            return True
        if len(tries) >= ATTEMPTS:
            raise Refused(
                T("It was counted twice. Another count needs somebody who sees the expected sum.")
            )
        return False

    def close(
        self,
        session_id: Id,
        by: Id,
        counts: Sequence[Count],
        *,
        reasons: Mapping[str, str] | None = None,
        taken: Mapping[str, int] | None = None,
        card_terminal: int | None = None,
        card_reason: str = "",
        approved_by: Id | None = None,
        taken_approved_by: Id | None = None,
    ) -> Closing:
        """Closes the session, and those before it that nobody counted. ``reasons``: of differences,
        by currency; ``taken``: taken out, minor units by currency, for which whoever may not take
        cash out needs somebody's approval as ever (``taken_approved_by``); ``card_terminal``: the
        day's sum on the terminal, minor units. Refused: as :meth:`check`, no reason where one is
        needed, more taken out than was there, a blind count that was not checked. Stale when it was
        closed meanwhile; :class:`~kiosk.salon.domain.errors.NeedsApproval`."""
        context, store = self._context, self._context.store
        approver = permitted(context, "close", by, approved_by)
        check_counts(counts)
        if abs(card_terminal or 0) > MOST_COUNTED:
            raise Refused(T("The sum cannot be right. Please check the number."), field="terminal")
        why = {code: entering.line(text) for code, text in (reasons or {}).items()}
        with store.transaction():
            session = self._ended(session_id)
            self._all_counted(session, counts)
            tries = closings.attempts(store, session_id)
            blind = counts_blind(context, by)
            if blind and not (tries and self._is_fixed(session, tries, _told(counts))):
                raise Refused(T("Please count once more."))
            since = tries[-1].since if blind else table.since(store, session_id)
            differences = self._differences(session, counts, since)
            for one in differences:
                needed = rules.needs_reason(one, context.salon.currency.code, context.till_rules)
                if needed and not why.get(one.currency):
                    raise Refused(rules.GIVE_REASON, field=one.currency)
            counted = Counted(
                counts={count.currency: count for count in counts},
                since=since,
                reasons=why,
                taken=dict(taken or {}),
                taken_approved_by=taken_approved_by,
                card_terminal=card_terminal,
                card_reason=entering.line(card_reason),
                blind=blind,
                attempts=max(1, len(tries)),
            )
            counted.check_taken()
            for code, minor in counted.taken.items():
                if minor:
                    may_take_out(context, minor, code, by, taken_approved_by)
            till = self._till(session)
            for earlier in table.uncounted(store, till.id):
                if earlier.number < session.number:
                    carry(context, till, earlier, self._figures(earlier), by, approver)
            figures_ = self._figures(session)
            return close_counted(context, till, session, figures_, counted, by, approver)

    def correct(
        self,
        closing_id: Id,
        by: Id,
        counts: Sequence[Count],
        reason: str,
        approved_by: Id | None = None,
    ) -> Closing:
        """Says that a count was wrong, by a closing of its own: ``counts`` is what lay in the
        drawer then. What should lie there now moves with it, unless somebody has counted since and
        so found the money already. Refused: no reason, a closing that nobody counted, a currency
        that was not counted, less than was taken out; Stale when it was corrected already;
        :class:`~kiosk.salon.domain.errors.NeedsApproval`."""
        context, store = self._context, self._context.store
        approver = permitted(context, "correct", by, approved_by)
        check_counts(counts)
        why = entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."), field="reason")
        with store.transaction():
            closing = self.by_id(closing_id)
            if closing.kind == "carried":
                raise Refused(T("Nobody counted for this closing, so no count was wrong."))
            if closing.corrected_by:
                raise Stale(T("This closing was corrected already."))
            session = table.by_id(store, closing.session_id)
            assert session is not None
            till = self._till(session)
            return write_correction(context, till, session, closing, counts, why, by, approver)

    def proposed(self, session_id: Id, counts: Sequence[Count]) -> tuple[Sum, ...]:
        """What to take out of a counted drawer so that the salon's float stays in it."""
        context = self._context
        home = context.salon.currency
        since = table.since(context.store, session_id)
        target = context.till_rules.target * int(10**home.exponent)
        return tuple(
            Sum(
                count.currency,
                proposed_taken(
                    count,
                    target if count.currency == home.code else 0,
                    count.sum_minor - since.get(count.currency, 0),
                ),
            )
            for count in counts
        )

    def by_id(self, closing_id: Id) -> Closing:
        """NotFound for an unknown one."""
        found = closings.by_id(self._context.store, closing_id)
        return existing(found, T("This closing does not exist."))

    def of_days(self, first: date, last: date) -> tuple[Closing, ...]:
        """Of all tills, of these business days, newest first."""
        return closings.of_days(self._context.store, first.isoformat(), last.isoformat())

    def origin(self, closing: Closing) -> Closing:
        """The closing that keeps the figures: of a correction, however often it was corrected, the
        one that closed the session."""
        return closings.of_session(self._context.store, closing.session_id)[0]

    def figures_of(self, closing: Closing) -> Figures:
        """As they were when its session was closed."""
        origin = self.origin(closing)
        return Figures.from_json(closings.figures_of(self._context.store, origin.id))

    def _figures(self, session: Session) -> Figures:
        store, terms = self._context.store, self._context.terms()
        open_ids = bills.open_ids(store)
        found = [bill for one in open_ids if (bill := bills.load(store, one, terms))]
        tally = Tally(len(found), sum(bill.totals.total_minor for bill in found))
        return figures.of_session(store, session, terms.currency.code, tally)

    def _till(self, session: Session) -> Till:
        found = table.till(self._context.store, session.till_id)
        assert found is not None
        return found

    def _ended(self, session_id: Id) -> Session:
        session = existing(table.by_id(self._context.store, session_id), NO_SESSION)
        if session.state == "closed":
            raise Stale(T("This till was counted and closed meanwhile."))
        if session.state == "open":
            raise Stale(T("This till is open. Begin to count it anew."))
        return session

    def _currencies(self, till: Till, session: Session) -> tuple[str, ...]:
        """Those that may lie in the drawer; the salon's own first."""
        home = self._context.salon.currency.code
        found = {
            one.currency
            for one in figures.cash_of(self._context.store, session.id)
            if one.expected_minor or one.sales_minor or one.movements or one.tips_minor
        }
        if till.kind != "cashless":
            found.add(home)
        return tuple(sorted(found, key=lambda code: (code != home, code)))

    def _all_counted(self, session: Session, counts: Sequence[Count]) -> None:
        there = {count.currency for count in counts}
        for currency in self._currencies(self._till(session), session):
            if currency not in there:
                raise Refused(T("Count {currency} too.", currency=currency), field=currency)

    def _differences(
        self, session: Session, counts: Sequence[Count], since: Mapping[str, int]
    ) -> tuple[Sum, ...]:
        cash = figures.cash_of(self._context.store, session.id)
        expected = [Sum(one.currency, one.expected_minor) for one in cash]
        return rules.differences_of(counts, expected, figures.sums(since))


def _told(counts: Sequence[Count]) -> dict[str, int]:
    return {count.currency: count.sum_minor for count in counts}
