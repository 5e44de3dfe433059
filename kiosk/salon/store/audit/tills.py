"""Tills, and what happened at their drawers besides, against the journal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import marks_of
from kiosk.salon.store.audit.part import Part, Told, moment, person
from kiosk.salon.store.database import Store


class Tills(Part):
    """Each is what was said of it last, and there is none besides."""

    kinds = frozenset({"till.set"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[str, Told] = {}

    def take(self, told: Told) -> None:
        self._said[told.body["till"]] = told

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._said)
        for desk, kind, active, name in self.store.rows(
            "SELECT iif(kind = 'safe', 'safe', desk), kind, active, name FROM till "
            "ORDER BY sort, id"
        ):
            told = missing.pop(desk, None)
            if (
                told is None
                or (told.body["kind"], told.body["active"]) != (kind, active)
                or not any(marks_of.are_words(key, told.body["name"], name) for key in self.keys)
            ):
                yield T("Till {till} is not what the journal says.", till=desk)
        for desk in missing:
            yield T("Till {till} is missing.", till=desk)


@dataclass(slots=True)
class _Event:
    """What an entry says of one. ``session``: of which it is, None where nothing was said;
    ``asked``: whether there has to be a row."""

    at: int
    what: tuple[str, str, str]
    session: int | None
    reason: str
    asked: bool


class Events(Part):
    """Openings of a drawer without a sale, and receipts printed again. What happened between two
    sessions is the next one's."""

    kinds = frozenset({"drawer.opened", "receipt-copy", "session.opened", "session.resumed"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[tuple[int, str], list[_Event]] = {}
        self._waiting: list[_Event] = []

    def take(self, told: Told) -> None:
        body, desk = told.body, told.body.get("till", "")
        if told.kind in ("session.opened", "session.resumed"):
            for one in self._waiting:
                if one.what[0] == desk:
                    one.session = body["number"]
            self._waiting = [one for one in self._waiting if one.what[0] != desk]
            return
        kind = "drawer" if told.kind == "drawer.opened" else "copy"
        # Opened for a count, it is of that session, whichever is open then.
        session = body.get("count", body.get("session"))
        of = f"session {session}" if "count" in body else body.get("number", "")
        what = desk, body.get("by", ""), of
        event = _Event(told.at, what, session, body.get("reason", ""), bool(desk))
        if event.session == 0:
            self._waiting.append(event)
        self._said.setdefault((told.at, kind), []).append(event)

    def differences(self) -> Iterator[Msg]:
        for at, kind, reason, session, *what in self.store.each_named(
            "SELECT e.at, e.kind, e.reason, coalesce(n.number, 0), t.desk, "
            f"{person('b', 'e.staff_id')}, "
            "iif(e.ref IS NULL, '', coalesce(s.number, 'session ' || q.number, '?')) "
            "FROM till_event e JOIN till t ON t.id = e.till_id "
            "LEFT JOIN till_session n ON n.id = e.session_id "
            "LEFT JOIN till_session q ON q.id = e.ref "
            "LEFT JOIN staff b ON b.id = e.staff_id LEFT JOIN sale s ON s.id = e.ref "
            "ORDER BY e.id",
            {},
        ):
            rest = self._said.get((at, kind), [])
            known = next((one for one in rest if self._is(one, what, session, reason)), None)
            if known is not None:
                rest.remove(known)
            elif kind == "drawer":
                yield T("An opening of the drawer of {at} is not in the journal.", at=moment(at))
            else:
                yield T("A copy of a receipt of {at} is not in the journal.", at=moment(at))
        for (at, kind), rest in self._said.items():
            for _one in (one for one in rest if one.asked):
                if kind == "drawer":
                    yield T(
                        "An opening of the drawer of {at} is missing or was changed.", at=moment(at)
                    )
                else:
                    yield T("A copy of a receipt of {at} is missing or was changed.", at=moment(at))

    def _is(self, one: _Event, what: Sequence[str], session: int, reason: str) -> bool:
        told = one.what if one.asked else (what[0], *one.what[1:])
        return (
            told == tuple(what)
            and one.session in (None, session)
            and any(marks_of.are_words(key, one.reason, reason) for key in self.keys)
        )
