"""The session that a movement of a desk belongs to, found inside the movement's own transaction.

Nothing that happens at a desk ever waits for somebody to open or to close its till: what was
forgotten is made up for here, and told to whoever counts later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.cash import CashKind, CashMovement
from kiosk.salon.domain.till.counting import Count, Face
from kiosk.salon.domain.till.session import Session, Sum, Till, is_over, kind_here
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.cash_moves import names_of, write
from kiosk.salon.store.till import figures
from kiosk.salon.store.till import sessions as table
from kiosk.salon.store.till.sessions import EventKind, Opening, OpenSession


def current(context: Context, at: int, by: Id | None) -> OpenSession:
    """This desk's open session, inside the running transaction. Opens one when there is none: with
    what the last closing left, not counted. One of an earlier business day is ended before, unless
    the salon has it go on. ``at``: UTC ms; ``by``: whose movement it is."""
    day = context.salon.business_day(at).isoformat()
    found = table.open_at(context.store, context.desk)
    if found is not None:
        if not is_over(found.business_day, day, context.till_rules):
            return found
        end(context, found.id, at, None)
    begun = begin(context, till_of(context), at, by)
    return OpenSession(begun.id, begun.business_day, begun.number)


def till_of(context: Context) -> Till:
    """The till of this desk, made at first use, of the kind that the salon says; inside a
    transaction."""
    kind = kind_here(context.till_rules)
    found = table.of_desk(context.store, context.desk)
    if found is None or found.kind != kind:
        found = replace(found or Till(context.new_id(), "", context.desk), kind=kind)
        put_till(context, found)
    return found


def put_till(context: Context, till: Till) -> None:
    """A new till, or what is said of one from now on; inside a transaction. Journalled."""
    table.put_till(context.store, till)
    context.note(
        *("till.set", None),
        till="safe" if till.kind == "safe" else till.desk,
        kind=till.kind,
        active=till.active,
        name=context.mark(till.name),
    )


def begin(
    context: Context,
    till: Till,
    at: int,
    by: Id | None,
    counts: Sequence[Count] = (),
    *,
    as_left: bool = False,
    reason: str = "",
) -> Session:
    """A new session of a till that has none open; inside a transaction. ``counts``: the float, by
    currency; what differs from what the last session left is a movement of its own with the
    ``reason``, but for the very first one, which begins with what there is. ``as_left``: somebody
    said so without counting; the journal keeps that."""
    store = context.store
    before = table.newest(store, till.id)
    openings = _openings(context, before, counts)
    session = Session(
        context.new_id(),
        till.id,
        before.number + 1 if before else 1,
        "open",
        context.salon.business_day(at).isoformat(),
        at,
        by,
        counted=any(count.currency == context.salon.currency.code for count in counts),
    )
    table.add(store, session, openings)
    differing = [one for one in openings if one.difference_minor]
    for one in differing:
        move(
            *(context, session, "opening_difference", one.currency, one.difference_minor),
            *(at, by),
            reason=reason,
        )
    context.note(
        *("session.opened", by, at),
        till=till.desk,
        number=session.number,
        day=session.business_day,
        openings=[[one.currency, one.expected_minor, one.counted_minor] for one in openings],
        as_left=as_left,
        why=context.mark(reason if differing else ""),
        counted=session.counted,
        pieces=[[one.currency, told_pieces(one.pieces)] for one in openings if one.pieces],
        names=context.mark(names_of(context, by, None).told) if differing else "",
    )
    return session


def found_at_opening(context: Context, till: Till, counts: Sequence[Count]) -> tuple[Sum, ...]:
    """How a float that was counted differs from what the last session left, by currency."""
    openings = _openings(context, table.newest(context.store, till.id), counts)
    return tuple(Sum(one.currency, minor) for one in openings if (minor := one.difference_minor))


def _openings(
    context: Context, before: Session | None, counts: Sequence[Count]
) -> tuple[Opening, ...]:
    left = figures.standing(context.store, before.id) if before else {}
    there = {count.currency: count for count in counts}
    return tuple(
        _opening(currency, left, there.get(currency), first=before is None)
        for currency in sorted({context.salon.currency.code, *left, *there})
    )


def _opening(
    currency: str, left: Mapping[str, int], count: Count | None, *, first: bool
) -> Opening:
    if count is None:
        return Opening(currency, left.get(currency, 0))
    expected = count.sum_minor if first else left.get(currency, 0)
    return Opening(currency, expected, count.sum_minor, count.pieces)


def end(context: Context, session_id: Id, at: int, by: Id | None) -> None:
    """Nothing more goes into a session; inside a transaction. ``by`` None: the day changed."""
    store = context.store
    table.end(store, session_id, at, by)
    session = table.by_id(store, session_id)
    assert session is not None
    till = table.till(store, session.till_id)
    assert till is not None
    context.note("session.ended", by, at, till=till.desk, number=session.number)


def move(
    context: Context,
    session: Session,
    kind: CashKind,
    currency: str,
    amount_minor: int,
    at: int,
    by: Id | None,
    approved_by: Id | None = None,
    reason: str = "",
) -> Id:
    """What opening or closing a session itself moves in its drawer. Its entry in the journal is
    that of the opening or the closing."""
    movement = CashMovement(
        *(context.new_id(), kind, currency, amount_minor, at),
        context.salon.business_day(at).isoformat(),
        session.till_id,
        session_id=session.id,
        staff_id=by,
        approved_by=approved_by,
        purpose=reason,
    )
    return write(context, movement).id


def told_pieces(pieces: Sequence[Face]) -> list[list[int]]:
    """What the journal keeps of counted pieces."""
    return [[face.minor, face.pieces] for face in pieces]


def event(
    context: Context,
    kind: EventKind,
    at: int,
    by: Id | None,
    ref: Id | None = None,
    reason: str = "",
) -> int:
    """The drawer was opened without a sale, or a receipt printed again; inside a transaction. Opens
    no session: between two of them it is the next one's. ``ref``: of what document.
    Returns the number of the open session, 0 for none."""
    found = table.open_at(context.store, context.desk)
    table.add_event(
        context.store,
        context.new_id(),
        till_of(context).id,
        found.id if found else None,
        kind,
        at,
        by=by,
        ref=ref,
        reason=reason,
    )
    return found.number if found else 0
