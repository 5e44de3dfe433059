"""The same work with raw statements on a connection with the same pragmas: the floor that
``sqlite3`` alone sets on this machine. No rules, no checks, no objects."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import IdMaker
from kiosk.salon.store.database import PRAGMAS

LAST = "\U0010ffff"
MAC = bytes(32)


class Bare:
    """Works on a copy of its own: what it writes is no valid journal."""

    def __init__(self, database: Path) -> None:
        self.db = sqlite3.connect(database, isolation_level=None)
        for name, value in PRAGMAS:
            self.db.execute(f"PRAGMA {name} = {value}")
        self._ids = IdMaker()
        self.staff = self.db.execute("SELECT id FROM staff LIMIT 1").fetchone()[0]

    def close(self) -> None:
        self.db.close()

    def _now(self) -> int:
        return int(time.time() * 1000)

    def _new(self) -> bytes:
        return self._ids.new(self._now())

    def open_bill(self) -> bytes:
        bill = self._new()
        self.db.execute(
            "INSERT INTO bill (id, state, discount_kind, discount_value, discount_reason, "
            "opened_by, opened_at, updated_at) VALUES (?, 'open', 'none', 0, '', ?, ?, ?)",
            (bill, self.staff, self._now(), self._now()),
        )
        return bill

    def scan(self, bill: bytes, code: str) -> None:
        """A product onto an open bill, and the bill read back."""
        db, now = self.db, self._now()
        db.execute("BEGIN IMMEDIATE")
        product, name, unit, price, vat = db.execute(
            "SELECT p.id, p.name, p.unit, p.price_minor, p.vat_bp "
            "FROM barcode b JOIN product p ON p.id = b.product_id WHERE b.code = ?",
            (code,),
        ).fetchone()
        db.execute("UPDATE bill SET updated_at = ? WHERE id = ? AND state = 'open'", (now, bill))
        db.execute(
            "INSERT INTO bill_line (id, bill_id, position, kind, product_id, staff_id, name, unit, "
            "quantity_milli, list_price_minor, price_minor, price_reason, vat_bp, discount_kind, "
            "discount_value, discount_reason) VALUES (?, ?, (SELECT coalesce(max(position), 0) + 1 "
            "FROM bill_line WHERE bill_id = ?), 'product', ?, ?, ?, ?, 1000, ?, ?, '', ?, 'none', "
            "0, '')",
            (self._new(), bill, bill, product, self.staff, name, unit, price, price, vat),
        )
        self._lines(bill)
        db.execute("COMMIT")

    def _lines(self, bill: bytes) -> list[tuple[object, ...]]:
        return self.db.execute(
            "SELECT l.kind, l.product_id, l.name, l.unit, l.quantity_milli, l.price_minor, "
            "l.vat_bp, s.first_name, p.stock_milli FROM bill_line l "
            "LEFT JOIN staff s ON s.id = l.staff_id LEFT JOIN product p ON p.id = l.product_id "
            "WHERE l.bill_id = ? ORDER BY l.position",
            (bill,),
        ).fetchall()

    def pay(self, bill: bytes) -> None:
        """The rows of a sale, as the till writes them."""
        db, now, sale = self.db, self._now(), self._new()
        db.execute("BEGIN IMMEDIATE")
        lines = self._lines(bill)
        total = sum(line[5] for line in lines)
        number = db.execute(
            "INSERT INTO series (name, last) VALUES ('bare', 1) "
            "ON CONFLICT (name) DO UPDATE SET last = last + 1 RETURNING last"
        ).fetchone()[0]
        db.execute(
            "INSERT INTO sale (id, number, bill_id, kind, reason, currency, staff_id, staff_name, "
            "goods_minor, discount_minor, discount_text, total_minor, rounding_minor, paid_minor, "
            "sold_at, business_day) VALUES (?, ?, ?, 'sale', '', 'CZK', ?, 'Petra', ?, 0, '', ?, "
            "0, ?, ?, '2026-11-21')",
            (sale, f"bare-{number}", bill, self.staff, total, total, total, now),
        )
        db.executemany(
            "INSERT INTO sale_line (id, sale_id, position, kind, product_id, staff_id, staff_name, "
            "name, unit, quantity_milli, list_price_minor, price_minor, price_reason, vat_bp, "
            "discount_minor, discount_text, bill_discount_minor, total_minor) "
            "VALUES (?, ?, ?, 'product', ?, ?, 'Petra', ?, ?, ?, ?, ?, '', ?, 0, '', 0, ?)",
            [
                (
                    *(self._new(), sale, place, line[1], self.staff, line[2], line[3], line[4]),
                    *(line[5], line[5], line[6], line[5]),
                )
                for place, line in enumerate(lines)
            ],
        )
        db.execute(
            "INSERT INTO payment (id, sale_id, position, method, amount_minor, tendered_minor, "
            "change_minor) VALUES (?, ?, 1, 'card', ?, 0, 0)",
            (self._new(), sale, total),
        )
        db.executemany(
            "INSERT INTO stock_movement (id, product_id, quantity_milli, kind, reason, sale_id, "
            "staff_id, at) VALUES (?, ?, ?, 'sale', '', ?, ?, ?)",
            [(self._new(), line[1], -1000, sale, self.staff, now) for line in lines],
        )
        db.executemany(
            "UPDATE product SET stock_milli = stock_milli + ? WHERE id = ?",
            [(-1000, line[1]) for line in lines],
        )
        self._changed("sale", [sale])
        self._changed("product", [line[1] for line in lines])
        db.execute("UPDATE bill SET state = 'paid', updated_at = ? WHERE id = ?", (now, bill))
        self._journal("sale", now, "x" * (150 + 150 * len(lines)))
        db.execute(
            "INSERT INTO print_job (id, kind, subject_id, copies, is_copy, open_drawer, state, "
            "attempts, error, created_at) VALUES (?, 'receipt', ?, 1, 0, 0, 'waiting', 0, '', ?)",
            (self._new(), sale, now),
        )
        db.execute("COMMIT")

    def _changed(self, entity: str, ids: list[object]) -> None:
        self.db.executemany(
            "INSERT INTO change (entity, entity_id, seq, gone) "
            "VALUES (?, ?, (SELECT coalesce(max(seq), 0) + 1 FROM change), 0) "
            "ON CONFLICT (entity, entity_id) DO UPDATE SET seq = excluded.seq",
            [(entity, entity_id) for entity_id in ids],
        )

    def _journal(self, kind: str, now: int, body: str) -> None:
        seq = self.db.execute("SELECT coalesce(max(seq), 0) + 1 FROM journal").fetchone()[0]
        self.db.execute(
            "INSERT INTO journal (seq, at, kind, formula, body, mac) VALUES (?, ?, ?, 1, ?, ?)",
            (seq, now, kind, body, MAC),
        )
        self.db.execute("UPDATE journal_head SET seq = ?, mac = ?", (seq, MAC))

    def punch(self, token: bytes) -> None:
        """Whose card, their last punches, one more."""
        db, now = self.db, self._now()
        db.execute("BEGIN IMMEDIATE")
        (staff,) = db.execute(
            "SELECT s.id FROM card c JOIN staff s ON s.id = c.staff_id WHERE c.token = ?", (token,)
        ).fetchone()
        db.execute(
            "SELECT id, kind, at FROM punch WHERE staff_id = ? AND at > ?", (staff, now - 86400000)
        ).fetchall()
        punch = self._new()
        db.execute(
            "INSERT INTO punch (id, staff_id, kind, at, recorded_at, source, flag) "
            "VALUES (?, ?, 'in', ?, ?, 'card', '')",
            (punch, staff, now, now),
        )
        self._changed("punch", [punch])
        self._journal("punch", now, "x" * 120)
        db.execute("COMMIT")

    def search(self, typed: str) -> None:
        """Fifty clients with a word that begins like each word typed."""
        first, *others = sorted(fold(typed).split(), key=len, reverse=True)
        more = "".join(" AND c.folded LIKE ?" for _ in others)
        self.db.execute(
            "SELECT c.* FROM client_word w JOIN client c ON c.number = w.client "
            f"WHERE w.word >= ? AND w.word < ?{more} LIMIT 50",
            (first, first + LAST, *(f"% {word}%" for word in others)),
        ).fetchall()
