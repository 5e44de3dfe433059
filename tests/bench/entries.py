"""The journal of the big salon: what its services would have written of the rows that are written
past them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from kiosk.salon.domain.vat import vat_table
from kiosk.salon.home import Home, load_keys
from kiosk.salon.store import journal, marks_of
from kiosk.salon.store.heads import Head, HeadFile

Entry = tuple[int, str, dict[str, Any]]
"""Time (UTC ms), kind, body."""

_SALES = (
    "SELECT s.sold_at, s.number, s.currency, s.discount_minor, s.total_minor, s.rounding_minor, "
    "lower(hex(m.pseudonym)), lower(hex(c.pseudonym)), l.name, l.quantity_milli, "
    "l.list_price_minor, l.price_minor, l.vat_bp, l.discount_minor, l.bill_discount_minor, "
    "l.total_minor, p.method, p.amount_minor FROM sale s JOIN sale_line l ON l.sale_id = s.id "
    "JOIN payment p ON p.sale_id = s.id JOIN staff m ON m.id = s.staff_id "
    "JOIN client c ON c.id = s.client_id ORDER BY s.id, l.position"
)
_OPENINGS = (
    "SELECT m.at, p.name, lower(hex(p.id)), m.quantity_milli, m.kind FROM stock_movement m "
    "JOIN product p ON p.id = m.product_id WHERE m.sale_id IS NULL ORDER BY m.id"
)
_CARDS = (
    "SELECT k.created_at, k.id, k.token, lower(hex(m.pseudonym)), lower(hex(c.pseudonym)) "
    "FROM card k LEFT JOIN staff m ON m.id = k.staff_id LEFT JOIN client c ON c.id = k.client_id "
    "ORDER BY k.id"
)


def write(home: Home, db: sqlite3.Connection) -> None:
    """Adds them to the chain of the set-up, with their heads. Inside the transaction in which the
    rows were written."""
    keys = load_keys(home)[0]
    key = keys.journal
    seq, mac = db.execute("SELECT seq, mac FROM journal ORDER BY seq DESC LIMIT 1").fetchone()

    def rows() -> Iterator[tuple[object, ...]]:
        nonlocal seq, mac
        for at, kind, body in _entries(db):
            seq += 1
            text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
            mac = journal._mac(key, journal.FORMULA, seq, at, kind, text, mac)
            yield seq, at, kind, journal.FORMULA, text, mac

    db.executemany(
        "INSERT INTO journal (seq, at, kind, formula, body, mac) VALUES (?, ?, ?, ?, ?, ?)", rows()
    )
    head = Head("file", seq, mac, journal._seal(key, seq, mac))
    db.execute("UPDATE journal_head SET seq = ?, mac = ?, seal = ?", (seq, mac, head.seal))
    HeadFile(home.journal_head).write(head, lambda _before: True)


def _entries(db: sqlite3.Connection) -> Iterator[Entry]:
    for at, name, product, quantity, kind in db.execute(_OPENINGS):
        moved = {"product": name, "id": product, "quantity_milli": quantity}
        yield at, "stock.moved", {**moved, "kind": kind, "reason": "", "by": ""}
    for at, card_id, token, staff, client in db.execute(_CARDS):
        whose = {"staff": staff} if staff else {"client": client}
        yield at, "card.given", {**whose, "card": marks_of.card(card_id, token), "by": ""}
    body: dict[str, Any] = {}
    sold_at = 0
    for (
        at,
        *head,
        name,
        quantity,
        listed,
        price,
        vat,
        off,
        bill_off,
        total,
        method,
        paid,
    ) in db.execute(_SALES):
        number, currency, discount, whole, rounding, staff, client = head
        if number != body.get("number"):
            if body:
                yield sold_at, "sale", _with_vat(body)
            sold_at = at
            body = {
                "number": number, "currency": currency, "lines": [], "discount": discount,
                "discount_text": "", "total": whole, "rounding": rounding,
                "payments": [[method, paid]], "pays_vat": True, "staff": staff, "client": client,
            }  # fmt: skip
        body["lines"].append({
            "name": name, "quantity": quantity, "list": listed, "price": price, "why": "",
            "vat": vat, "discount": off, "bill_discount": bill_off, "total": total,
        })  # fmt: skip
    if body:
        yield sold_at, "sale", _with_vat(body)


def _with_vat(body: dict[str, Any]) -> dict[str, Any]:
    table = vat_table((line["vat"], line["total"]) for line in body["lines"])
    return {**body, "vat": [[row.rate_bp, row.base_minor, row.vat_minor] for row in table]}
