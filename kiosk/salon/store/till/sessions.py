"""Tills, their sessions, what each began with, and what happened at a drawer besides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Literal

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.counting import Face
from kiosk.salon.domain.till.session import Session, Till
from kiosk.salon.store.database import Store

_TILL = ", ".join(field.name for field in fields(Till))
_FIELDS = tuple(field.name for field in fields(Session))
_SESSION = ", ".join(_FIELDS)
EventKind = Literal["drawer", "copy"]


@dataclass(frozen=True, slots=True)
class OpenSession:
    """``business_day``: ISO, of its first movement. ``number``: at its till."""

    id: Id
    business_day: str
    number: int


@dataclass(frozen=True, slots=True)
class Opening:
    """What a session began with, minor units. ``counted_minor``: None where nobody counted."""

    currency: str
    expected_minor: int
    counted_minor: int | None = None
    pieces: tuple[Face, ...] = ()

    @property
    def difference_minor(self) -> int:
        """What was counted more (less: below nought); nothing where nobody counted."""
        return 0 if self.counted_minor is None else self.counted_minor - self.expected_minor


def pieces_json(pieces: Iterable[Face]) -> str:
    """Pieces as they are kept."""
    return json.dumps([[face.minor, face.pieces] for face in pieces])


def pieces_of(text: str) -> tuple[Face, ...]:
    """The opposite of :func:`pieces_json`."""
    return tuple(Face(*pair) for pair in json.loads(text))


def _till(row: Sequence[Any]) -> Till:
    till_id, name, desk, kind, active, sort = row
    return Till(till_id, name, desk, kind, bool(active), sort)


def _session(row: Sequence[Any]) -> Session:
    values = dict(zip(_FIELDS, row, strict=True))
    return Session(**{**values, "counted": bool(values["counted"])})


def every_till(store: Store) -> tuple[Till, ...]:
    """In their order, those that are not used any more last."""
    return tuple(map(_till, store.rows(f"SELECT {_TILL} FROM till ORDER BY active DESC, sort, id")))


def till(store: Store, till_id: Id) -> Till | None:
    row = store.row(f"SELECT {_TILL} FROM till WHERE id = ?", (till_id,))
    return _till(row) if row else None


def of_desk(store: Store, desk: str) -> Till | None:
    """None until something happened at this desk."""
    row = store.row(f"SELECT {_TILL} FROM till WHERE desk = ? AND desk <> '' AND active", (desk,))
    return _till(row) if row else None


def put_till(store: Store, one: Till) -> None:
    """A new till, or what is said of one from now on."""
    values = {
        "name": one.name,
        "desk": one.desk,
        "kind": one.kind,
        "active": int(one.active),
        "sort": one.sort,
    }
    if not store.update("till", one.id, **values):
        store.insert("till", id=one.id, **values)


def open_at(store: Store, desk: str) -> OpenSession | None:
    """The open session of a desk, by two look-ups in indexes: every sale asks."""
    row = store.row(
        "SELECT s.id, s.business_day, s.number FROM till t JOIN till_session s "
        "ON s.till_id = t.id AND s.state = 'open' WHERE t.desk = ? AND t.desk <> '' AND t.active",
        (desk,),
    )
    return OpenSession(*row) if row else None


def by_id(store: Store, session_id: Id) -> Session | None:
    row = store.row(f"SELECT {_SESSION} FROM till_session WHERE id = ?", (session_id,))
    return _session(row) if row else None


def newest(store: Store, till_id: Id) -> Session | None:
    """The open one, or the one before the next."""
    row = store.row(
        f"SELECT {_SESSION} FROM till_session WHERE till_id = ? ORDER BY number DESC LIMIT 1",
        (till_id,),
    )
    return _session(row) if row else None


def of_till(store: Store, till_id: Id) -> tuple[Session, ...]:
    """All of them, oldest first."""
    found = store.rows(
        f"SELECT {_SESSION} FROM till_session WHERE till_id = ? ORDER BY number", (till_id,)
    )
    return tuple(map(_session, found))


def uncounted(store: Store, till_id: Id) -> tuple[Session, ...]:
    """Those that ended and were not closed, oldest first."""
    found = store.rows(
        f"SELECT {_SESSION} FROM till_session WHERE till_id = ? AND state = 'ended' "
        "ORDER BY number",
        (till_id,),
    )
    return tuple(map(_session, found))


def after(store: Store, session: Session) -> tuple[Session, ...]:
    """Later ones of the same till, oldest first."""
    found = store.rows(
        f"SELECT {_SESSION} FROM till_session WHERE till_id = ? AND number > ? ORDER BY number",
        (session.till_id, session.number),
    )
    return tuple(map(_session, found))


def add(store: Store, session: Session, openings: Iterable[Opening]) -> None:
    """A session that opens now. What happened since the one before is its."""
    store.insert("till_session", **dict(zip(_FIELDS, astuple(session), strict=True)))
    for one in openings:
        store.insert(
            "session_opening",
            session_id=session.id,
            currency=one.currency,
            expected_minor=one.expected_minor,
            counted_minor=one.counted_minor,
            pieces=pieces_json(one.pieces),
        )
    _take_over(store, session)


def _take_over(store: Store, session: Session) -> None:
    """What happened at the drawer between two sessions."""
    store.run(
        "UPDATE till_event SET session_id = ? WHERE till_id = ? AND session_id IS NULL",
        (session.id, session.till_id),
    )


def end(store: Store, session_id: Id, at: int, by: Id | None) -> None:
    """Nothing more goes into it. ``by`` None: the business day changed. ``at``: UTC ms."""
    store.update("till_session", session_id, state="ended", ended_at=at, ended_by=by)


def take_up(store: Store, session: Session) -> None:
    """The opposite of :func:`end`."""
    store.update("till_session", session.id, state="open", ended_at=None, ended_by=None, since="{}")
    _take_over(store, session)


def close(store: Store, session_id: Id) -> None:
    store.update("till_session", session_id, state="closed")


def openings(store: Store, session_id: Id) -> tuple[Opening, ...]:
    found = store.rows(
        "SELECT currency, expected_minor, counted_minor, pieces FROM session_opening "
        "WHERE session_id = ? ORDER BY currency",
        (session_id,),
    )
    return tuple(
        Opening(currency, expected, counted, pieces_of(pieces))
        for currency, expected, counted, pieces in found
    )


def move_opening(store: Store, session_id: Id, currency: str, by_minor: int) -> None:
    """The session before was counted only now: this one began with so much more or less."""
    found = store.number(
        "SELECT expected_minor FROM session_opening WHERE session_id = ? AND currency = ?",
        (session_id, currency),
    )
    if not store.run(
        "UPDATE session_opening SET expected_minor = ? WHERE session_id = ? AND currency = ?",
        (found + by_minor, session_id, currency),
    ):
        store.insert(
            "session_opening",
            session_id=session_id,
            currency=currency,
            expected_minor=by_minor,
            pieces="[]",
        )


def set_since(store: Store, session_id: Id, since: Mapping[str, int]) -> None:
    """What moved between the end of a session and the moment somebody began to count it."""
    store.update("till_session", session_id, since=json.dumps(dict(since)))


def since(store: Store, session_id: Id) -> dict[str, int]:
    """See :func:`set_since`; nothing where nobody has begun."""
    text = store.value("SELECT since FROM till_session WHERE id = ?", (session_id,))
    return dict(json.loads(text or "{}"))


def copies(store: Store, document_id: Id) -> int:
    """How often a receipt was copied."""
    return store.number(
        "SELECT count(*) FROM till_event WHERE kind = 'copy' AND ref = ?", (document_id,)
    )


def add_event(
    store: Store,
    event_id: Id,
    till_id: Id,
    session_id: Id | None,
    kind: EventKind,
    at: int,
    *,
    by: Id | None = None,
    ref: Id | None = None,
    reason: str = "",
) -> None:
    """The drawer was opened without a sale, or a receipt printed again. ``ref``: what document.
    ``session_id`` None: between two sessions; the next one takes it over. A drawer that was opened
    to count a session has that session as ``ref``."""
    store.insert(
        "till_event",
        id=event_id,
        till_id=till_id,
        session_id=session_id,
        kind=kind,
        at=at,
        staff_id=by,
        ref=ref,
        reason=reason,
    )


def laid_open(store: Store, session_id: Id) -> bool:
    """Whether the drawer was opened to count this session."""
    return bool(
        store.number(
            "SELECT count(*) FROM till_event WHERE session_id = ?1 AND kind = 'drawer' "
            "AND ref = ?1",
            (session_id,),
        )
    )
