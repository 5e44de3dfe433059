"""Sales, voids and returns against the journal."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.means import MEANS
from kiosk.salon.domain.vat import vat_rows
from kiosk.salon.store import marks_of, salon
from kiosk.salon.store.audit.part import Part, Told, person
from kiosk.salon.store.database import Store, marks
from kiosk.salon.store.journal import MARKED, WORDS

PORTION = 400
_LINE = {
    "name": "l.name", "quantity": "l.quantity_milli", "list": "l.list_price_minor",
    "price": "l.price_minor", "vat": "l.vat_bp", "discount": "l.discount_minor",
    "bill_discount": "l.bill_discount_minor", "total": "l.total_minor", "why": "l.price_reason",
    "staff_name": "l.staff_name", "cost": "l.cost_minor", "place": "o.position",
    "vat_share": "l.vat_minor", "written_off": "l.written_off", "kind": "l.kind",
    "unit": "l.unit", "discount_text": "l.discount_text",
    "person": person("p", "l.staff_id"), "returned": "l.returns_line IS NOT NULL",
    "advance": "l.advance",
    "deducts": "iif(l.deducts IS NULL, '[]', json_array(w.number, q.position))",
}  # fmt: skip
"""What an entry says of a line, and the column that holds it."""
_MARKED = (*WORDS, "staff_name")
"""What the entry has a mark of. A name on the document stays."""
_HEAD = {
    "number": "s.number", "kind": "s.kind", "at": "s.sold_at", "currency": "s.currency",
    "discount": "s.discount_minor", "total": "s.total_minor", "rounding": "s.rounding_minor",
    "reason": "s.reason", "discount_text": "s.discount_text",
    "erased": "c.erased_at IS NOT NULL OR whose.erased_at IS NOT NULL",
    "paid": "s.paid_minor", "goods": "s.goods_minor",
    "staff": person("st", "s.staff_id"), "client": person("c", "s.client_id"),
    "approved": person("m", "s.approved_by"),
    "voids": "iif(s.voids IS NULL, '', coalesce(o.number, '?'))",
    "returns": "iif(s.returns IS NULL, '', coalesce(r.number, '?'))",
    "till": "coalesce(d.desk, '')", "session": "coalesce(n.number, 0)",
    "pays_vat": "s.pays_vat", "day": "s.business_day", "staff_name": "s.staff_name",
}  # fmt: skip
_SELECT = (
    f"SELECT s.id, {', '.join(_HEAD.values())} FROM sale s "
    "LEFT JOIN staff st ON st.id = s.staff_id LEFT JOIN client c ON c.id = s.client_id "
    "LEFT JOIN staff m ON m.id = s.approved_by LEFT JOIN sale o ON o.id = s.voids "
    "LEFT JOIN sale r ON r.id = s.returns "
    "LEFT JOIN till_session n ON n.id = s.session_id LEFT JOIN till d ON d.id = n.till_id "
    "LEFT JOIN appointment a ON a.id = s.appointment_id "
    "LEFT JOIN client whose ON whose.id = a.client_id "
)


_NEEDED = ("number", "lines", "total", "rounding", "payments")


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the tables say of a document, in the words of an entry."""

    head: Mapping[str, Any]
    lines: list[dict[str, Any]]
    payments: list[list[Any]]
    tendered: list[list[int]]
    foreign: list[list[Any]]
    titles: list[str]
    references: list[str]
    tips: list[list[Any]]


class Documents(Part):
    kinds = frozenset({"sale", "void", "return"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._waiting: list[Told] = []
        self._numbers: set[str] = set()
        self._wrong: list[Msg] = []
        self._salons: tuple[Salon, ...] | None = None

    def take(self, told: Told) -> None:
        for name in _NEEDED:
            told.body[name]
        self._waiting.append(told)
        if len(self._waiting) == PORTION:
            self._compare()

    def differences(self) -> Iterator[Msg]:
        self._compare()
        yield from self._wrong
        for (number,) in self.store.each_named("SELECT number FROM sale ORDER BY id", {}):
            if number not in self._numbers:
                yield T("Document {number} is not in the journal.", number=number)

    def _days(self, at: int) -> set[str]:
        """By the zone of now and that of the country: which one it was then was not written down
        at first."""
        if self._salons is None:
            now = salon.load(self.store)
            self._salons = (now, replace(now, timezone="")) if now else ()
        # A zone or country that nobody knows is told as the salon's; no day follows from it.
        with suppress(KeyError, ValueError):
            return {one.business_day(at).isoformat() for one in self._salons}
        return set()

    def _compare(self) -> None:
        waiting, self._waiting = self._waiting, []
        found = _documents(self.store, [told.body["number"] for told in waiting])
        for told in waiting:
            number = told.body["number"]
            stored = found.get(number)
            if number in self._numbers:
                self._wrong.append(T("Number {number} was given out twice.", number=number))
            elif stored is None:
                self._wrong.append(T("Document {number} is missing.", number=number))
            elif what := _different(told, stored, self.keys, self._days(told.at)):
                self._wrong.append(
                    T(
                        "Document {number} is not what the journal says: {what}.",
                        number=number,
                        what=what,
                    )
                )
            self._numbers.add(number)


def _documents(store: Store, numbers: Sequence[str]) -> dict[str, _Stored]:
    """By number."""
    found: dict[bytes, _Stored] = {}
    for sale_id, *head in store.rows(f"{_SELECT} WHERE s.number IN ({marks(numbers)})", numbers):
        found[sale_id] = _Stored(dict(zip(_HEAD, head, strict=True)), [], [], [], [], [], [], [])
    ids = list(found)
    columns = ", ".join(_LINE.values())
    for sale_id, *line in store.rows(
        f"SELECT l.sale_id, {columns} FROM sale_line l "
        "LEFT JOIN sale_line o ON o.id = l.returns_line LEFT JOIN staff p ON p.id = l.staff_id "
        "LEFT JOIN sale_line q ON q.id = l.deducts LEFT JOIN sale w ON w.id = q.sale_id "
        f"WHERE l.sale_id IN ({marks(ids)}) "
        "ORDER BY l.sale_id, l.position",
        ids,
    ):
        of = dict(zip(_LINE, line, strict=True))
        found[sale_id].lines.append({**of, "deducts": json.loads(of["deducts"])})
    for sale_id, method, amount, tendered, change, title, reference, *foreign in store.rows(
        "SELECT sale_id, method, amount_minor, tendered_minor, change_minor, title, reference, "
        "currency, foreign_minor, rate_micro FROM payment "
        f"WHERE sale_id IN ({marks(ids)}) ORDER BY sale_id, position",
        ids,
    ):
        found[sale_id].payments.append([method, amount])
        found[sale_id].tendered.append([tendered, change])
        found[sale_id].foreign.append(foreign)
        found[sale_id].titles.append(title)
        found[sale_id].references.append(reference)
    for sale_id, *tip in store.rows(
        f"SELECT t.sale_id, t.method, t.amount_minor, t.staff_name, {person('p', 't.staff_id')} "
        "FROM tip t LEFT JOIN staff p ON p.id = t.staff_id "
        f"WHERE t.sale_id IN ({marks(ids)}) ORDER BY t.sale_id, t.position",
        ids,
    ):
        found[sale_id].tips.append(tip)
    return {document.head["number"]: document for document in found.values()}


def _are(keys: Sequence[bytes], mark: str, words: str) -> bool:
    return any(marks_of.are_words(key, mark, words) for key in keys)


def _not_following(told: Told, stored: _Stored, days: Collection[str]) -> Iterator[str]:
    """What has to follow from the rest of a document, and does not. ``days``: that its moment may
    belong to; asked where the entry is of before the day was written down, and so is what was
    handed over."""
    head, body = stored.head, told.body
    if head["goods"] != sum(line["total"] + line["bill_discount"] for line in stored.lines):
        yield "goods"
    if "day" not in body and days and head["day"] not in days:
        yield "day"
    for said, kept in zip(body["lines"], stored.lines, strict=False):
        if "advance" not in said and (kept["advance"], kept["deducts"]) != (0, []):
            yield "advances"
        share = kept["vat_share"] if "advance" in said else None
        of_return = (kept["returned"], kept["vat_share"], kept["written_off"])
        if told.kind != "return" and of_return != (0, share, 0):
            yield "lines that come back"
    if told.kind == "sale" and head["reason"]:
        yield "reasons"
    if "tendered" in body:
        if body["tendered"] != stored.tendered:
            yield "tendered"
    elif any(
        part != [amount + part[1], max(part[1], 0)]
        if method in MEANS and MEANS[method].is_cash
        else part != [0, 0]
        for (method, amount), part in zip(stored.payments, stored.tendered, strict=True)
    ):
        yield "tendered"


def _vat(kind: str, stored: _Stored) -> list[list[int]]:
    """The table that follows from the lines; what comes back has its share of that of the sale, an
    advance bears its own."""
    none = 0 if kind == "return" else None
    table = vat_rows(
        (line["vat"], line["total"], none if line["vat_share"] is None else line["vat_share"])
        for line in stored.lines
    )
    return [[row.rate_bp, row.base_minor, row.vat_minor] for row in table]


def _otherwise_paid(
    body: Mapping[str, Any], stored: _Stored, keys: Sequence[bytes]
) -> Iterator[str]:
    """What an entry says of payments where there is more to say than how much: where it says
    nothing there was nothing."""
    parts = len(stored.payments)
    if body.get("foreign", [["", 0, 0]] * parts) != stored.foreign:
        yield "foreign"
    if body.get("titles", [""] * parts) != stored.titles:
        yield "titles"
    said = body.get("references", [""] * parts)
    erased = stored.head["erased"]
    if len(said) != parts or not all(
        (erased and not words) or _are(keys, mark, words)
        for mark, words in zip(said, stored.references, strict=True)
    ):
        yield "references"
    tips = body.get("tips", [])
    if len(tips) != len(stored.tips) or not all(
        # For whom it is was not written down at first.
        tip[:2] == kept[:2] and _are(keys, tip[2], kept[2]) and tip[3:] in ([], kept[3:])
        for tip, kept in zip(tips, stored.tips, strict=True)
    ):
        yield "tips"


def _different(told: Told, stored: _Stored, keys: Sequence[bytes], days: Collection[str]) -> str:
    """Names what differs, empty when nothing does."""
    body = told.body
    lines = [
        {name: line[name] for name in _LINE if name in line and name not in _MARKED}
        for line in body["lines"]
    ]
    said: dict[str, Any] = {
        name: body[name] for name in _HEAD if name in body and name not in _MARKED
    }
    said |= {
        "kind": told.kind,
        "at": told.at,
        "client": body.get("client", ""),
        "voids": body.get("voids", ""),
        "returns": body.get("returns", ""),
        "approved": body.get("approved", ""),
        "paid": body["total"] + body["rounding"],
    }
    wrong = [name for name, value in said.items() if stored.head[name] != value]
    if body["payments"] != stored.payments:
        wrong.append("payments")
    if len(lines) != len(stored.lines) or any(
        row[name] != value
        for line, row in zip(lines, stored.lines, strict=False)
        for name, value in line.items()
    ):
        wrong.append("lines")
    rows = list(zip([body, *body["lines"]], [stored.head, *stored.lines], strict=False))
    if told.formula >= MARKED:
        names = [
            (mark, row["staff_name"])
            for mine, row in rows
            if (mark := mine.get("staff_name")) is not None
        ]
        if not all(_are(keys, mark, name) for mark, name in names):
            wrong.append("staff_name")
        typed = [
            (mark, row[name])
            for mine, row in rows
            for name in WORDS
            if (mark := mine.get(name)) is not None
        ]
        if any(
            not (stored.head["erased"] and not words) and not _are(keys, mark, words)
            for mark, words in typed
        ):
            wrong.append("reasons")
    wrong += _otherwise_paid(body, stored, keys)
    wrong += _not_following(told, stored, days)
    # What follows from the lines is not written down twice in the journal.
    pays_vat = body.get("pays_vat", True)
    if "vat" in body and body["vat"] != (_vat(told.kind, stored) if pays_vat else []):
        wrong.append("vat")
    return ", ".join(wrong)
