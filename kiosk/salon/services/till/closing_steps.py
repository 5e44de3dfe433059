"""What a closing writes inside its transaction: movements, its row, its entry in the journal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till.cash import CashKind
from kiosk.salon.domain.till.closing import Closing, ClosingCount
from kiosk.salon.domain.till.counting import NO_PIECES, Count, can_be_taken
from kiosk.salon.domain.till.figures import CashSums, Figures
from kiosk.salon.domain.till.session import Session, Till
from kiosk.salon.services.context import Context
from kiosk.salon.services.till import sessions
from kiosk.salon.services.till.cash_moves import names_of
from kiosk.salon.store.till import closings, printing, series
from kiosk.salon.store.till import sessions as table


@dataclass(frozen=True, slots=True)
class Counted:
    """What somebody counted and did: counts, what had moved since the cut, reasons of differences
    and what was taken out, each by currency; minor units."""

    counts: Mapping[str, Count]
    since: Mapping[str, int]
    reasons: Mapping[str, str]
    taken: Mapping[str, int]
    taken_approved_by: Id | None
    card_terminal: int | None
    card_reason: str
    blind: bool
    attempts: int

    def check_taken(self) -> None:
        """Refused when more is taken out than was there, or than belongs to this session, and what
        cannot be made of the notes and coins that were counted."""
        for currency, minor in self.taken.items():
            count = self.counts.get(currency)
            there = count.sum_minor if count else 0
            most = min(there, there - self.since.get(currency, 0))
            if not 0 <= minor <= max(most, 0):
                raise Refused(
                    T("At most {most} can be taken out.", most=Amount(max(most, 0), currency)),
                    field=currency,
                )
            if count is not None and not can_be_taken(count, minor):
                raise Refused(NO_PIECES, field=currency)


def carry(
    context: Context,
    till: Till,
    session: Session,
    figures: Figures,
    by: Id,
    approved_by: Id | None,
) -> Closing:
    """Closes a session that nobody counted: what should lie there is carried into the next."""
    counts = tuple(
        ClosingCount(one.currency, one.expected_minor, left_minor=one.expected_minor)
        for one in figures.cash
    )
    made = _closing(context, till, session, figures, by)
    return _write(context, replace(made, kind="carried", approved_by=approved_by, counts=counts),
                  till, session, figures)  # fmt: skip


def close_counted(
    context: Context,
    till: Till,
    session: Session,
    figures: Figures,
    counted: Counted,
    by: Id,
    approved_by: Id | None,
) -> Closing:
    """Closes the session that was counted; its difference and what was taken out move cash."""
    expected = {one.currency: one for one in figures.cash}
    made = replace(
        _closing(context, till, session, figures, by),
        approved_by=approved_by,
        blind=counted.blind,
        attempts=counted.attempts,
        card_terminal_minor=counted.card_terminal,
        card_reason=counted.card_reason,
    )
    taken_approved = counted.taken_approved_by or approved_by
    counts = []
    for currency in sorted({*expected, *counted.counts}):
        count = _count(currency, expected.get(currency), counted)
        moves = (context, session, currency, made.closed_at, by)
        counts.append(
            replace(
                count,
                moved_by=_move(*moves, approved_by, "difference", count.difference_minor),
                taken_by=_move(*moves, taken_approved, "drop", -count.taken_minor),
            )
        )
        _shift(context, session, currency, count.left_minor - count.expected_minor)
    made = replace(made, counts=tuple(counts))
    return _write(context, made, till, session, figures, counted.taken_approved_by)


def _move(
    context: Context,
    session: Session,
    currency: str,
    at: int,
    by: Id,
    approved_by: Id | None,
    kind: CashKind,
    minor: int,
) -> Id | None:
    """None for nothing."""
    if not minor:
        return None
    return sessions.move(context, session, kind, currency, minor, at, by, approved_by)


def _count(currency: str, cash: CashSums | None, counted: Counted) -> ClosingCount:
    expected = cash.expected_minor if cash else 0
    count = counted.counts.get(currency)
    if count is None:
        return ClosingCount(currency, expected, left_minor=expected)
    since, taken = counted.since.get(currency, 0), counted.taken.get(currency, 0)
    difference = count.sum_minor - since - expected
    return ClosingCount(
        currency,
        expected,
        since,
        count.sum_minor,
        difference,
        counted.reasons.get(currency, "") if difference else "",
        taken,
        expected + difference - taken,
        count.pieces,
    )


def _shift(context: Context, session: Session, currency: str, by_minor: int) -> None:
    """Sessions that began before this one was counted began with so much more or less."""
    if by_minor:
        for later in table.after(context.store, session):
            table.move_opening(context.store, later.id, currency, by_minor)


def _closing(context: Context, till: Till, session: Session, figures: Figures, by: Id) -> Closing:
    before = closings.totals(context.store, till.id)
    newest = table.newest(context.store, till.id)
    return Closing(
        context.new_id(),
        till.id,
        series.take(context.store, series.closings(till.desk)),
        session.id,
        newest.number if newest else session.number,
        "count",
        session.business_day,
        context.now(),
        by,
        (),
        card_expected_minor=figures.card_minor,
        sales_before=before.sales,
        sales_after=figures.sales_total,
        returns_before=before.returns,
        returns_after=figures.returns_total,
    )


def _write(
    context: Context,
    closing: Closing,
    till: Till,
    session: Session,
    figures: Figures,
    taken_approved_by: Id | None = None,
) -> Closing:
    made = _journalled(
        context,
        "closing",
        closing,
        till,
        session,
        kind=closing.kind,
        day=closing.business_day,
        sales=[figures.sales.count, figures.sales.minor],
        voids=[figures.voids.count, figures.voids.minor],
        returns=[figures.returns.count, figures.returns.minor],
        card=[closing.card_expected_minor, closing.card_terminal_minor],
        card_why=context.mark(closing.card_reason),
        blind=closing.blind,
        attempts=closing.attempts,
        taken_approved=context.person(taken_approved_by),
        taken_names=context.mark(names_of(context, closing.counted_by, taken_approved_by).told)
        if taken_approved_by
        else "",
        figures=figures.proof(),
    )
    closings.add(context.store, made, figures.to_json())
    table.close(context.store, session.id)
    printing.add(context.store, context.new_id(), "z", made.id, made.closed_at)
    return made


def _journalled(
    context: Context, kind: str, closing: Closing, till: Till, session: Session, /, **facts: object
) -> Closing:
    """With its entry, and where in the journal that stands."""
    by, approver = closing.counted_by, closing.approved_by
    context.note(
        *(kind, by, closing.closed_at),
        till=till.desk,
        number=closing.number,
        session=session.number,
        counts=[_told(context, count) for count in closing.counts],
        totals=[
            *(closing.sales_before, closing.sales_after),
            *(closing.returns_before, closing.returns_after),
        ],
        approved=context.person(approver),
        pieces=[
            [count.currency, sessions.told_pieces(count.pieces)]
            for count in closing.counts
            if count.pieces
        ],
        last=closing.last_session,
        on=context.salon.business_day(closing.closed_at).isoformat(),
        names=context.mark(names_of(context, by, approver).told),
        **facts,
    )
    head = context.journal.head()
    assert head is not None
    return replace(closing, journal_seq=head.seq, journal_mac=head.mac)


def _told(context: Context, count: ClosingCount) -> list[object]:
    """What the journal keeps of a currency; the reason as a mark."""
    return [
        *(count.currency, count.expected_minor, count.since_minor, count.counted_minor),
        *(count.difference_minor, count.taken_minor, count.left_minor),
        context.mark(count.reason),
    ]


def write_correction(
    context: Context,
    till: Till,
    session: Session,
    wrong: Closing,
    counts: Sequence[Count],
    reason: str,
    by: Id,
    approved_by: Id | None,
) -> Closing:
    """A closing that says what ``wrong`` should have counted. The money that was there after all is
    moved: into the session itself while no later one is closed, else into the open one, and not at
    all where somebody has counted since. What explained a difference that is another now stays with
    the wrong one: the correction has its own ``reason``."""
    store, now = context.store, context.now()
    there = {count.currency: count for count in counts}
    if unknown := {*there} - {
        one.currency for one in wrong.counts if one.counted_minor is not None
    }:
        raise Refused(T("Nobody counted {currency} then.", currency=min(unknown)))
    first = closings.of_session(store, session.id)[0]
    after = table.after(store, session)
    totals = closings.totals(store, till.id)
    made = Closing(
        context.new_id(),
        till.id,
        series.take(store, series.closings(till.desk)),
        session.id,
        after[-1].number if after else session.number,
        "correction",
        context.today().isoformat(),
        now,
        by,
        (),
        corrects=wrong.id,
        approved_by=approved_by,
        reason=reason,
        attempts=1,
        card_expected_minor=wrong.card_expected_minor,
        card_terminal_minor=wrong.card_terminal_minor,
        card_reason=wrong.card_reason,
        sales_before=totals.sales,
        sales_after=totals.sales,
        returns_before=totals.returns,
        returns_after=totals.returns,
        corrects_number=wrong.number,
    )
    told, into = [], 0
    for old in wrong.counts:
        count = there.get(old.currency)
        if count is None:
            told.append(replace(old, moved_by=None, taken_by=None))
            continue
        more = count.sum_minor - (old.counted_minor or 0)
        if count.sum_minor < old.taken_minor:
            least = Amount(old.taken_minor, old.currency)
            raise Refused(T("{least} was taken out then.", least=least), field=old.currency)
        moved = None
        if more and not closings.counted_since(store, first, session, old.currency):
            where = _open_now(context, session, now, by)
            moves = (context, where, old.currency, now, by, approved_by)
            moved, into = _move(*moves, "difference", more), where.number
            _shift(context, where, old.currency, more)
        told.append(
            replace(
                old,
                counted_minor=count.sum_minor,
                pieces=count.pieces,
                difference_minor=old.difference_minor + more,
                reason="" if more else old.reason,
                left_minor=old.left_minor + more,
                moved_by=moved,
                taken_by=None,
            )
        )
    made = _journalled(
        context,
        "closing.correction",
        replace(made, counts=tuple(told)),
        till,
        session,
        corrects=wrong.number,
        old=[[one.currency, one.counted_minor] for one in wrong.counts],
        moved=[[one.currency, one.moved_by is not None] for one in told],
        into=into,
        day=made.business_day,
        card=[made.card_expected_minor, made.card_terminal_minor],
        card_why=context.mark(made.card_reason),
        reason=context.mark(reason),
    )
    closings.add(store, made, "")
    printing.add(store, context.new_id(), "z", made.id, made.closed_at)
    return made


def _open_now(context: Context, session: Session, at: int, by: Id) -> Session:
    """Where money belongs that was there more than was counted."""
    store = context.store
    if all(one.state != "closed" for one in table.after(store, session)):
        return session
    found = table.newest(store, session.till_id)
    assert found is not None
    if found.state != "closed":
        return found
    till = table.till(store, session.till_id)
    assert till is not None
    return sessions.begin(context, till, at, by)
