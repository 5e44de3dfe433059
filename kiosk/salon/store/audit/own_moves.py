"""What openings and closings moved in a drawer by themselves, against their entries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import marks_of
from kiosk.salon.store.audit.cash import Key, fits
from kiosk.salon.store.audit.part import Part, Told, moment, person
from kiosk.salon.store.database import Store

_ROWS = (
    "SELECT m.at, t.desk, m.kind, m.currency, m.amount_minor, "
    f"{person('b', 'm.staff_id')}, {person('a', 'm.approved_by')}, "
    "coalesce(s.number, 0), m.business_day, m.staff_name || char(31) || m.approver_name, "
    "m.purpose, m.number || m.party || m.supplier || m.company_id || m.document_number = '' "
    "AND m.vat = '[]' AND coalesce(m.person_id, m.item_id, m.transfer_id, m.reverses) IS NULL "
    "FROM cash_movement m JOIN till t ON t.id = m.till_id "
    "LEFT JOIN till_session s ON s.id = m.session_id AND s.till_id = m.till_id "
    "LEFT JOIN staff b ON b.id = m.staff_id LEFT JOIN staff a ON a.id = m.approved_by "
    "WHERE m.kind IN ('opening_difference', 'difference') OR m.id IN "
    "(SELECT taken_by FROM closing_count WHERE taken_by IS NOT NULL) ORDER BY m.id"
)


class OwnMoves(Part):
    """Every row has an opening or a closing that says it, and the other way round."""

    kinds = frozenset({"session.opened", "closing", "closing.correction"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: defaultdict[Key, list[tuple[Key, str | None, str]]] = defaultdict(list)

    def take(self, told: Told) -> None:
        body = told.body
        if told.kind == "session.opened":
            for currency, expected, counted in body["openings"]:
                if counted is not None:
                    moved = counted - expected
                    self._say(told, "opening_difference", currency, moved, body["number"])
        elif told.kind == "closing":
            for currency, _, _, _, difference, taken, *_ in body["counts"]:
                self._say(told, "difference", currency, difference, body["session"])
                self._say(told, "drop", currency, -taken, body["session"])
        else:
            old, moved = dict(body["old"]), dict(body["moved"])
            for currency, _, _, counted, *_ in body["counts"]:
                if moved.get(currency):
                    more = counted - (old[currency] or 0)
                    self._say(told, "difference", currency, more, body.get("into"))

    def _say(self, told: Told, kind: str, currency: str, minor: int, session: int | None) -> None:
        if minor:
            body: Any = told.body
            taken = kind == "drop"
            approved = (taken and body.get("taken_approved")) or body.get("approved", "")
            names = (taken and body.get("taken_names")) or body.get("names")
            day = body["day"] if told.kind == "session.opened" else body.get("on")
            key = told.at, body["till"], kind, currency, minor, body["by"], approved
            self._said[key].append(((session, day), names, body.get("why", "")))

    def differences(self) -> Iterator[Msg]:
        for *key, session, day, names, why, bare in self.store.each_named(_ROWS, {}):
            rest = self._said[tuple(key)]
            known = next(
                (
                    one
                    for one in rest
                    if bare
                    and fits(one[0], (session, day))
                    and self._are(one[1], names)
                    and self._are(one[2], why)
                ),
                None,
            )
            if known is None:
                yield T("A cash movement of {at} is not in the journal.", at=moment(key[0]))
            else:
                rest.remove(known)
        for (at, *_), rest in self._said.items():
            for _one in rest:
                yield T("A cash movement of {at} is missing or was changed.", at=moment(at))

    def _are(self, mark: str | None, words: str) -> bool:
        return mark is None or any(marks_of.are_words(key, mark, words) for key in self.keys)
