"""Punches, stock and points against the journal."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import marks_of
from kiosk.salon.store.audit.part import Part, Told, moment
from kiosk.salon.store.balances import LEDGERS
from kiosk.salon.store.database import Store


class _Movements(Part):
    """``sql``: every row as :meth:`said` says it of its entry, its time (UTC ms) first."""

    sql: str

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: Counter[tuple[object, ...]] = Counter()

    def said(self, told: Told) -> tuple[object, ...]:
        raise NotImplementedError

    def unknown(self, at: str) -> Msg:
        """A row that has no entry."""
        raise NotImplementedError

    def gone(self, at: str) -> Msg:
        """An entry that has no row."""
        raise NotImplementedError

    def take(self, told: Told) -> None:
        self._said[self.said(told)] += 1

    def differences(self) -> Iterator[Msg]:
        for row in self.store.each_named(self.sql, {}):
            if self._said[row] > 0:
                self._said[row] -= 1
            else:
                yield self.unknown(moment(row[0]))
        for row in self._said.elements():
            yield self.gone(moment(row[0]))


class Punches(Part):
    """What a manager entered later says also who it was, and holds a mark of the reason."""

    kinds = frozenset({"punch"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: defaultdict[tuple[object, ...], list[str]] = defaultdict(list)

    def take(self, told: Told) -> None:
        body = told.body
        said = (
            *(body["at"], body["staff"], body["kind"], told.at, body["source"], body["flag"]),
            *(int(body["undone"]), body.get("by", "")),
        )
        self._said[said].append(body.get("why", ""))

    def differences(self) -> Iterator[Msg]:
        for *row, why in self.store.each_named(
            "SELECT p.at, lower(hex(s.pseudonym)), p.kind, p.recorded_at, p.source, p.flag, "
            "p.undoes IS NOT NULL, coalesce(lower(hex(b.pseudonym)), ''), p.why FROM punch p "
            "JOIN staff s ON s.id = p.staff_id LEFT JOIN staff b ON b.id = p.by_id "
            "ORDER BY p.number",
            {},
        ):
            reasons = self._said[tuple(row)]
            mark = next((one for one in reasons if self._are(one, why)), None)
            if mark is None:
                yield T("A punch of {at} is not in the journal.", at=moment(row[0]))
            else:
                reasons.remove(mark)
        for (at, *_), rest in self._said.items():
            for _one in rest:
                yield T("A punch of {at} is missing or was changed.", at=moment(at))

    def _are(self, mark: str, why: str) -> bool:
        return any(marks_of.are_words(key, mark, why) for key in self.keys)


class Points(_Movements):
    kinds = frozenset({"client.points"})
    sql = (
        "SELECT m.at, lower(hex(c.pseudonym)), m.points, coalesce(lower(hex(s.pseudonym)), '') "
        "FROM points_movement m JOIN client c ON c.id = m.client_id "
        "LEFT JOIN staff s ON s.id = m.staff_id WHERE m.sale_id IS NULL ORDER BY m.id"
    )

    def said(self, told: Told) -> tuple[object, ...]:
        return told.at, told.body["client"], told.body["points"], told.body["by"]

    def unknown(self, at: str) -> Msg:
        return T("A movement of points of {at} is not in the journal.", at=at)

    def gone(self, at: str) -> Msg:
        return T("A movement of points of {at} is missing or was changed.", at=at)


class Stock(Part):
    """What a sale, a void or a return moved follows from its lines; the rest has an entry of its
    own. What is written off comes back and leaves."""

    kinds = frozenset({"stock.moved"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: Counter[tuple[object, ...]] = Counter()

    def take(self, told: Told) -> None:
        body = told.body
        # Which product, by its id, was not written down at first.
        product = body["id"] if told.formula > 1 else ""
        self._said[told.at, body["quantity_milli"], body["kind"], body["by"], product] += 1

    def differences(self) -> Iterator[Msg]:
        for *key, product in self.store.each_named(
            "SELECT m.at, m.quantity_milli, m.kind, coalesce(lower(hex(s.pseudonym)), ''), "
            "lower(hex(m.product_id)) FROM stock_movement m LEFT JOIN staff s ON s.id = m.staff_id "
            "WHERE m.sale_id IS NULL ORDER BY m.id",
            {},
        ):
            known = next((one for one in (product, "") if self._said.get((*key, one), 0)), None)
            if known is None:
                yield T("A movement of stock of {at} is not in the journal.", at=moment(key[0]))
            else:
                self._said[(*key, known)] -= 1
        for at, *_ in self._said.elements():
            yield T("A movement of stock of {at} is missing or was changed.", at=moment(at))
        yield from self._of_documents()

    def _of_documents(self) -> Iterator[Msg]:
        for (number,) in self.store.rows(
            "WITH wanted AS (SELECT sale_id, product_id, sum(-quantity_milli) AS quantity, "
            "sum(quantity_milli * written_off) AS useless "
            "FROM sale_line WHERE product_id IS NOT NULL GROUP BY 1, 2), "
            "moved AS (SELECT sale_id, product_id, "
            "sum(iif(kind = 'write_off', 0, quantity_milli)) AS quantity, "
            "sum(iif(kind = 'write_off', quantity_milli, 0)) AS useless "
            "FROM stock_movement WHERE sale_id IS NOT NULL GROUP BY 1, 2), "
            "wrong AS (SELECT sale_id FROM (SELECT * FROM wanted EXCEPT SELECT * FROM moved) "
            "UNION SELECT sale_id FROM (SELECT * FROM moved EXCEPT SELECT * FROM wanted)) "
            "SELECT coalesce(s.number, '?') FROM wrong w LEFT JOIN sale s ON s.id = w.sale_id "
            "ORDER BY 1"
        ):
            yield T("Document {number} moved other stock than it sold.", number=number)


class Balances(Part):
    """What is kept beside the ledgers is what they add up to."""

    kinds = frozenset()

    def differences(self) -> Iterator[Msg]:
        for ledger in LEDGERS:
            if ledger.wrong(self.store):
                yield T("A balance is not the sum of its movements: {what}.", what=ledger.title)
