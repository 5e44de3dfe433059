"""Data for a bookkeeper or another program, as rows of plain text.

Money and quantities are decimal text with a point, times ISO 8601 in the salon's zone with their
offset, card tokens and PINs never among them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TextIO

from kiosk.salon.domain.entered import plain, short
from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.means import MEANS
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Context
from kiosk.salon.store import exporting

Kind = Literal["sales", "clients", "punches", "stock"]
KINDS: tuple[Kind, ...] = ("sales", "clients", "punches", "stock")
Row = dict[str, str]

_FORMULA = ("=", "+", "-", "@", "\t")
_FOREVER = 1 << 53


class Exporting:
    def __init__(self, context: Context) -> None:
        self._context = context

    def rows(
        self, kind: Kind, first: date | None = None, last: date | None = None
    ) -> Iterator[Row]:
        """All rows of a kind; sales and punches of the business days from ``first`` to ``last``.

        *sales* has a row per line of a sale; sums of the whole sale stand on its first line only,
        so that every column can be added up.
        """
        if kind == "sales":
            return self._sales(first, last)
        if kind == "clients":
            return self._clients()
        if kind == "punches":
            return self._punches(first, last)
        if kind == "stock":
            return self._stock()
        raise NotFound(T("Nothing called {kind} can be exported.", kind=kind))

    def _money(self, minor: int) -> str:
        return plain(minor, self._context.salon.currency.exponent)

    def _time(self, at: int) -> str:
        return self._context.salon.local(at).isoformat(timespec="seconds")

    def _sales(self, first: date | None, last: date | None) -> Iterator[Row]:
        store = self._context.store
        days = (
            first.isoformat() if first else exporting.FIRST_DAY,
            last.isoformat() if last else exporting.LAST_DAY,
        )
        columns = (*_SALE_SUMS, *(f"paid_{method}" for method in MEANS))
        for sale in exporting.sales(store, *days, tuple(MEANS)):
            sale_id, number, kind, voids, sold_at, day, seller, client, reason, currency = sale[:10]
            head: Row = {
                "number": number,
                "kind": kind,
                "voids": voids,
                "sold_at": self._time(sold_at),
                "business_day": day,
                "sold_by": seller,
                "client": client,
                "reason": reason,
                "currency": currency,
            }
            sums = [self._money(minor) for minor in sale[10:]]
            for line in exporting.sale_lines(store, bytes(sale_id)):
                item_kind, name, unit, quantity, price, discount, vat, total, done_by = line
                yield head | {
                    "item_kind": item_kind,
                    "item": name,
                    "unit": unit,
                    "quantity": short(quantity, 3),
                    "unit_price": self._money(price),
                    "discount": self._money(discount),
                    "vat_percent": short(vat, 2),
                    "total": self._money(total),
                    "done_by": done_by,
                    **dict(zip(columns, sums, strict=True)),
                }
                sums = [""] * len(columns)

    def _clients(self) -> Iterator[Row]:
        for *texts, marketing, origin, visits, points, active, created_at in exporting.clients(
            self._context.store
        ):
            yield dict(zip(_CLIENT_TEXTS, texts, strict=True)) | {
                "marketing": _yes(marketing),
                "marketing_origin": origin,
                "visits": str(visits),
                "points": str(points),
                "active": _yes(active),
                "created_at": self._time(created_at),
            }

    def _punches(self, first: date | None, last: date | None) -> Iterator[Row]:
        salon = self._context.salon
        since = salon.day_bounds(first)[0] if first else 0
        until = salon.day_bounds(last)[1] if last else _FOREVER
        for name, kind, at, recorded_at, source, flag, counter, undone in exporting.punches(
            self._context.store, since, until
        ):
            yield {
                "name": name,
                "kind": kind,
                "at": self._time(at),
                "recorded_at": self._time(recorded_at),
                "source": source,
                "flag": flag,
                "counter_entry": _yes(counter),
                "undone": _yes(undone),
            }

    def _stock(self) -> Iterator[Row]:
        currency = self._context.salon.currency.code
        for code, name, category, unit, stock, price, vat, barcodes, active in exporting.stock(
            self._context.store
        ):
            yield {
                "code": code,
                "name": name,
                "category": category,
                "barcodes": barcodes,
                "unit": unit,
                "stock": short(stock, 3),
                "price": self._money(price),
                "currency": currency,
                "vat": short(vat, 2),
                "active": _yes(active),
            }


_SALE_SUMS = ("sale_total", "sale_rounding", "sale_paid")
_CLIENT_TEXTS = (
    *("first_name", "last_name", "phone", "email", "gender", "birth_date", "street", "city"),
    *("postcode", "note", "warning", "language", "status", "other_phone"),
)
_TYPED = ("name", "first_name", "last_name", "note", "warning", "street", "city", "item", "reason")
"""Columns with what somebody typed, which a spreadsheet might take for a formula."""


def _yes(value: object) -> str:
    return "yes" if value else "no"


def write_csv(rows: Iterable[Row], stream: TextIO) -> int:
    """Header and rows; returns how many rows. Open ``stream`` with ``newline=""``.

    What somebody typed and a spreadsheet would calculate (``=1+1``) gets an apostrophe in front.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    count = 0
    for count, row in enumerate(rows, 1):
        if count == 1:
            writer.writerow(row)
        writer.writerow([_harmless(name, value) for name, value in row.items()])
    return count


def _harmless(name: str, value: str) -> str:
    return f"'{value}" if name in _TYPED and value.startswith(_FORMULA) else value


def write_json(rows: Iterable[Row], stream: TextIO) -> int:
    """A list of objects, one a line; returns how many."""
    count = 0
    stream.write("[")
    for count, row in enumerate(rows, 1):
        stream.write(",\n" if count > 1 else "\n")
        stream.write(json.dumps(row, ensure_ascii=False))
    stream.write("\n]\n")
    return count
