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

from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.means import MEANS
from kiosk.salon.domain.parsed_input import plain, short
from kiosk.salon.domain.sale import Sale
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.store import catalogue, punches
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.till import sales

Kind = Literal["sales", "clients", "punches", "stock"]
KINDS: tuple[Kind, ...] = ("sales", "clients", "punches", "stock")
Row = dict[str, str]

_FORMULA = ("=", "+", "-", "@", "\t")
_FOREVER = 1 << 53
_FIRST_DAY, _LAST_DAY = "0000", "9999"


class Exporting(Area):
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
        days = (first.isoformat() if first else _FIRST_DAY, last.isoformat() if last else _LAST_DAY)
        for dated in sales.of_days(store, *days):
            sale = dated.sale
            head: Row = {
                "number": sale.number,
                "kind": sale.kind,
                "voids": sale.voids_number,
                "sold_at": self._time(sale.sold_at),
                "business_day": dated.day,
                "sold_by": sale.staff_name,
                "client": sale.client_name if sale.client_id else "",
                "reason": sale.reason,
                "currency": sale.currency,
            }
            sums = self._sums(sale)
            for line in sale.lines:
                yield head | {
                    "item_kind": line.kind,
                    "item": line.name,
                    "unit": line.unit,
                    "quantity": short(line.quantity_milli, 3),
                    "unit_price": self._money(line.price_minor),
                    "discount": self._money(line.discount_minor + line.bill_discount_minor),
                    "vat_percent": short(line.vat_bp, 2),
                    "total": self._money(line.total_minor),
                    "done_by": line.staff_name,
                    **sums,
                }
                sums = dict.fromkeys(sums, "")

    def _sums(self, sale: Sale) -> Row:
        """Of the whole sale, and how it was paid."""
        paid = dict.fromkeys(MEANS, 0)
        for part in sale.payments:
            paid[part.method] += part.amount_minor
        return {
            "sale_total": self._money(sale.total_minor),
            "sale_rounding": self._money(sale.rounding_minor),
            "sale_paid": self._money(sale.paid_minor),
            **{f"paid_{method}": self._money(amount) for method, amount in paid.items()},
        }

    def _clients(self) -> Iterator[Row]:
        for client in clients.every(self._context.store):
            yield {name: getattr(client, name) for name in _CLIENT_TEXTS} | {
                "marketing": _yes(client.marketing),
                "marketing_origin": client.marketing_origin,
                "visits": str(client.visits),
                "points": str(client.points),
                "active": _yes(client.active),
                "created_at": self._time(client.created_at),
            }

    def _punches(self, first: date | None, last: date | None) -> Iterator[Row]:
        salon = self._context.salon
        since = salon.day_bounds(first)[0] if first else 0
        until = salon.day_bounds(last)[1] if last else _FOREVER
        for entry in punches.recorded(self._context.store, since, until):
            punch = entry.punch
            yield {
                "name": entry.name,
                "kind": punch.kind,
                "at": self._time(punch.at),
                "recorded_at": self._time(punch.recorded_at),
                "source": punch.source,
                "flag": " ".join(punch.flags),
                "counter_entry": _yes(punch.undoes is not None),
                "undone": _yes(entry.taken_back),
            }

    def _stock(self) -> Iterator[Row]:
        currency = self._context.salon.currency.code
        for product in catalogue.every_product(self._context.store):
            yield {
                "code": product.code,
                "name": product.name,
                "category": product.category,
                "barcodes": " ".join(product.barcodes),
                "unit": product.unit,
                "stock": short(product.stock_milli, 3),
                "price": self._money(product.price_minor),
                "currency": currency,
                "vat": short(product.vat_bp, 2),
                "active": _yes(product.active),
            }


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
