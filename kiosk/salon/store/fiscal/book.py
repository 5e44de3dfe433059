"""Receipts that were written by hand into a bound book, and entered later."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kiosk.salon.domain.fiscal.premises import NewBookReceipt
from kiosk.salon.domain.ids import Id
from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class BookReceipt:
    """``entered_at``: UTC ms."""

    id: Id
    premise: str
    what: NewBookReceipt
    total_minor: int
    entered_at: int


def add(store: Store, provider: str, made: BookReceipt, by: Id) -> None:
    what = made.what
    store.insert(
        "fiscal_book_receipt",
        id=made.id,
        provider=provider,
        premise=made.premise,
        set_number=what.set_number,
        serial_number=what.serial_number,
        number=what.number,
        issued_on=what.issued_on.isoformat(),
        total_minor=made.total_minor,
        vat=json.dumps(what.amounts),
        sale_id=what.sale_id,
        note=what.note,
        entered_at=made.entered_at,
        entered_by=by,
    )


def known(store: Store, provider: str, set_number: str, serial_number: str) -> bool:
    return bool(
        store.row(
            "SELECT 1 FROM fiscal_book_receipt "
            "WHERE provider = ? AND set_number = ? AND serial_number = ?",
            (provider, set_number, serial_number),
        )
    )


def newest(store: Store, provider: str, most: int) -> tuple[BookReceipt, ...]:
    found = store.rows(
        "SELECT id, premise, total_minor, entered_at, number, set_number, serial_number, "
        "issued_on, vat, sale_id, note FROM fiscal_book_receipt WHERE provider = ? "
        "ORDER BY id DESC LIMIT ?",
        (provider, most),
    )
    return tuple(map(_receipt, found))


def _receipt(row: Sequence[Any]) -> BookReceipt:
    receipt_id, premise, total_minor, entered_at, number, set_number, serial, day, vat, *rest = row
    what = NewBookReceipt(
        number=number,
        set_number=set_number,
        serial_number=serial,
        issued_on=date.fromisoformat(day),
        amounts=tuple((rate, minor) for rate, minor in json.loads(vat)),
        sale_id=rest[0],
        note=rest[1],
    )
    return BookReceipt(receipt_id, premise, what, total_minor, entered_at)
