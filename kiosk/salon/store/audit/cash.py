"""Cash movements, expenses and their items against the journal."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import ClassVar

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import marks_of
from kiosk.salon.store.audit.part import Part, Told, moment, person
from kiosk.salon.store.database import Store

Key = tuple[object, ...]


class _Marked(Part):
    """Rows of which an entry says some columns as they are (``plain``, in the order of ``sql``,
    the time first), some since later alone (``later``), and holds marks of the others
    (``typed``)."""

    plain: ClassVar[tuple[str, ...]]
    later: ClassVar[tuple[str, ...]] = ()
    typed: ClassVar[tuple[str, ...]]
    sql: ClassVar[str]

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: defaultdict[Key, list[tuple[Key, list[str]]]] = defaultdict(list)

    def unknown(self, at: str) -> Msg:
        """A row that has no entry."""
        raise NotImplementedError

    def gone(self, at: str) -> Msg:
        """An entry that has no row."""
        raise NotImplementedError

    def take(self, told: Told) -> None:
        plain = (told.at, *(_flat(told.body[name]) for name in self.plain))
        later = tuple(told.body.get(name) for name in self.later)
        self._said[plain].append((later, [told.body[name] for name in self.typed]))

    def differences(self) -> Iterator[Msg]:
        for row in self.store.each_named(self.sql, {}):
            first = len(self.plain) + 1
            words = first + len(self.later)
            rest = self._said[row[:first]]
            known = next(
                (
                    one
                    for one in rest
                    if fits(one[0], row[first:words]) and self._are(one[1], row[words:])
                ),
                None,
            )
            if known is None:
                yield self.unknown(moment(row[0]))
            else:
                rest.remove(known)
        for (at, *_), rest in self._said.items():
            for _one in rest:
                yield self.gone(moment(at))

    def _are(self, marks: Sequence[str], words: Sequence[str]) -> bool:
        return all(
            any(marks_of.are_words(key, mark, typed) for key in self.keys)
            for mark, typed in zip(marks, words, strict=True)
        )


def fits(said: Key, stored: Key) -> bool:
    """Whether these are what was said; None: in its time nothing was."""
    return all(one in (None, has) for one, has in zip(said, stored, strict=True))


def _flat(value: object) -> object:
    """As a column holds it."""
    return json.dumps(value, separators=(",", ":")) if isinstance(value, list) else value


class CashMoves(_Marked):
    """What opening and closing a session moves by itself stands in the entries of those."""

    kinds = frozenset({"cash.in", "cash.out", "cash.reversed"})
    plain = (
        *("number", "what", "currency", "amount", "day", "till", "session", "by", "approved"),
        *("person", "item", "vat", "reverses"),
    )
    later = ("transfer",)
    typed = ("party", "purpose", "supplier", "company_id", "document", "names")
    sql = (
        "SELECT m.at, m.number, m.kind, m.currency, m.amount_minor, m.business_day, "
        "iif(t.kind = 'safe', 'safe', t.desk), coalesce(s.number, 0), "
        f"{person('b', 'm.staff_id')}, {person('a', 'm.approved_by')}, "
        f"{person('p', 'm.person_id')}, coalesce(lower(hex(m.item_id)), ''), m.vat, "
        "iif(m.reverses IS NULL, '[]', json_array(o.at, o.number)), "
        "coalesce(lower(hex(m.transfer_id)), ''), m.party, m.purpose, m.supplier, "
        "m.company_id, m.document_number, m.staff_name || char(31) || m.approver_name "
        "FROM cash_movement m JOIN till t ON t.id = m.till_id "
        "LEFT JOIN till_session s ON s.id = m.session_id LEFT JOIN staff b ON b.id = m.staff_id "
        "LEFT JOIN staff a ON a.id = m.approved_by LEFT JOIN staff p ON p.id = m.person_id "
        "LEFT JOIN cash_movement o ON o.id = m.reverses "
        "WHERE m.kind NOT IN ('opening_difference', 'difference') AND m.id NOT IN "
        "(SELECT taken_by FROM closing_count WHERE taken_by IS NOT NULL) ORDER BY m.id"
    )

    def unknown(self, at: str) -> Msg:
        return T("A cash movement of {at} is not in the journal.", at=at)

    def gone(self, at: str) -> Msg:
        return T("A cash movement of {at} is missing or was changed.", at=at)


class Expenses(_Marked):
    kinds = frozenset({"expense"})
    plain = ("day", "item", "amount", "currency", "paid", "vat", "movement", "reverses", "by")
    typed = ("supplier", "company_id", "document", "note")
    sql = (
        "SELECT e.at, e.day, lower(hex(e.item_id)), e.amount_minor, e.currency, e.paid, e.vat, "
        "iif(e.movement_id IS NULL, '[]', json_array(m.at, m.number)), "
        "iif(e.reverses IS NULL, 0, coalesce(o.at, '?')), "
        f"{person('b', 'e.staff_id')}, e.supplier, e.company_id, e.document_number, e.note "
        "FROM expense e LEFT JOIN cash_movement m ON m.id = e.movement_id "
        "LEFT JOIN expense o ON o.id = e.reverses LEFT JOIN staff b ON b.id = e.staff_id "
        "ORDER BY e.id"
    )

    def unknown(self, at: str) -> Msg:
        return T("An expense of {at} is not in the journal.", at=at)

    def gone(self, at: str) -> Msg:
        return T("An expense of {at} is missing or was changed.", at=at)


class Items(Part):
    """What an expense item is called, whether it is offered, and whether it is goods for sale, is
    what was said last."""

    kinds = frozenset({"expense.item"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[str, Key] = {}

    def take(self, told: Told) -> None:
        body = told.body
        self._said[body["item"]] = body["name"], body["active"], body["goods"]

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._said)
        for item, *row in self.store.rows(
            "SELECT lower(hex(id)), name, active, goods FROM expense_item ORDER BY sort, id"
        ):
            if missing.pop(item, None) != tuple(row):
                yield T("The expense item {name} is not what the journal says.", name=row[0])
        for name, *_ in missing.values():
            yield T("The expense item {name} is missing.", name=str(name))
