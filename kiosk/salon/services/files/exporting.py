"""Data for a bookkeeper or another program, as rows of plain text.

Money and quantities are decimal text with a point, times ISO 8601 in the salon's zone with their
offset, card tokens and PINs never among them. What is exported comes back as it was
(:mod:`kiosk.salon.services.files.importing`).
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Literal, TextIO

from kiosk.salon.domain.entry.parsed_input import plain, short
from kiosk.salon.domain.entry.spreadsheet import neutral
from kiosk.salon.domain.errors import NotFound
from kiosk.salon.domain.goods import written
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.means import MEANS, OWN
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.timeclock.punch import Shift
from kiosk.salon.services.context import Area
from kiosk.salon.services.files.whole_files import whole_file
from kiosk.salon.services.timeclock.timesheets import sheet
from kiosk.salon.store import catalogue, punches, staff
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.till import sales

Kind = Literal["sales", "clients", "punches", "timesheets", "stock", "services", "staff"]
KINDS: tuple[Kind, ...] = (
    "sales",
    "clients",
    "punches",
    "timesheets",
    "stock",
    "services",
    "staff",
)
Form = Literal["csv", "json"]
FORMS: tuple[Form, ...] = ("csv", "json")
Row = dict[str, str]

_FOREVER = 1 << 53
_FIRST_DAY, _LAST_DAY = "0000", "9999"


class Exporting(Area):
    def rows(
        self, kind: Kind, first: date | None = None, last: date | None = None
    ) -> Iterator[Row]:
        """All rows of a kind; sales, punches and timesheets of the business days from ``first`` to
        ``last``.

        *sales* has a row per line of a sale; sums of the whole sale stand on its first line only,
        so that every column can be added up.
        """
        if kind == "sales":
            return self._sales(first, last)
        if kind == "clients":
            return self._clients()
        if kind == "punches":
            return self._punches(first, last)
        if kind == "timesheets":
            return self._timesheets(first, last)
        if kind == "stock":
            return self._stock()
        if kind == "services":
            return self._services()
        if kind == "staff":
            return self._staff()
        raise NotFound(T("Nothing called {kind} can be exported.", kind=kind))

    def to_file(
        self,
        path: Path,
        kind: Kind,
        form: Form = "csv",
        first: date | None = None,
        last: date | None = None,
    ) -> int:
        """Writes all rows of a kind; returns how many. The file is whole or not there, is on the
        disk or stick when this returns, and nobody else on this machine may read it (a stick has
        no such rights, and needs none).

        Refused when it cannot be written.
        """
        # The BOM tells Excel that a CSV is UTF-8; other programs skip it.
        encoding = "utf-8-sig" if form == "csv" else "utf-8"
        with whole_file(path) as stream:
            text = TextIOWrapper(stream, encoding=encoding, newline="")
            count = write(self.rows(kind, first, last), text, form)
            text.flush()
            text.detach()
        return count

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
                "returns": sale.returns_number,
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
                    "vat_percent": short(line.vat_bp, 2) if sale.pays_vat else "",
                    "total": self._money(line.total_minor),
                    "done_by": line.staff_name,
                    "written_off": _yes(line.written_off),
                    **sums,
                }
                sums = dict.fromkeys(sums, "")

    def _sums(self, sale: Sale) -> Row:
        """Of the whole sale, and how it was paid."""
        paid = dict.fromkeys((*MEANS, OWN), 0)
        for part in sale.payments:
            paid[part.method if part.method in MEANS else OWN] += part.amount_minor
        return {
            "sale_total": self._money(sale.total_minor),
            "sale_rounding": self._money(sale.rounding_minor),
            "sale_paid": self._money(sale.paid_minor),
            **{f"paid_{method}": self._money(amount) for method, amount in paid.items()},
            "own_means": ", ".join(part.title for part in sale.payments if part.title),
            "tips": self._money(sale.tip_minor),
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
                "by": entry.by_name,
                "why": punch.why,
            }

    def _timesheets(self, first: date | None, last: date | None) -> Iterator[Row]:
        """A row for each person and day that holds anything."""
        context = self._context
        today = context.today()
        for member in staff.members(context.store, inactive=True):
            begun = punches.earliest(context.store, member.id, 0)
            since = first or (today if begun is None else context.salon.business_day(begun))
            for day in sheet(context, member, since, max(since, last or today)).days:
                if day.empty:
                    continue
                work = day.work
                yield {
                    "name": member.name,
                    "day": work.day.isoformat(),
                    "times": ", ".join(self._span(shift) for shift in work.shifts),
                    "break_minutes": str(sum(shift.pause for shift in work.shifts)),
                    "worked_minutes": str(work.minutes),
                    "planned_minutes": "" if day.planned is None else str(day.planned),
                    "absence": " ".join(day.absences),
                    "corrected": _yes(work.corrected),
                    "to_check": _yes(work.doubtful),
                }

    def _span(self, shift: Shift) -> str:
        """08:00-16:30; without an end while it is not known."""
        ends = (shift.came, shift.left)
        local = self._context.salon.local
        return "-".join("" if end is None else f"{local(end):%H:%M}" for end in ends)

    def _stock(self) -> Iterator[Row]:
        currency, pays_vat = self._context.salon.currency.code, self._context.pays_vat()
        for product in map(
            self._context.at_todays_rate, catalogue.every_product(self._context.store)
        ):
            yield {
                "code": product.code,
                "name": product.name,
                "category": product.category,
                "barcodes": written.listed(product.barcodes),
                "unit": product.unit,
                "stock": _quantity(product.stock_milli),
                "price": self._money(product.price_minor),
                "cost": "" if product.cost_minor is None else self._money(product.cost_minor),
                "currency": currency,
                "vat": short(product.vat_bp, 2) if pays_vat else "",
                "active": _yes(product.active),
            }

    def _services(self) -> Iterator[Row]:
        currency = self._context.salon.currency.code
        for service in map(
            self._context.at_todays_rate, catalogue.services(self._context.store, inactive=True)
        ):
            yield {
                "code": service.code,
                "name": service.name,
                "category": service.category,
                "minutes": str(service.minutes),
                "price": "" if service.open_price else self._money(service.price_minor),
                "currency": currency,
                "vat": short(service.vat_bp, 2) if self._context.pays_vat() else "",
                "active": _yes(service.active),
            }

    def _staff(self) -> Iterator[Row]:
        for member in staff.members(self._context.store, inactive=True):
            yield {name: getattr(member, name) for name in _STAFF_TEXTS} | {
                "bookable": _yes(member.bookable),
                "active": _yes(member.active),
            }


_CLIENT_TEXTS = (
    *("first_name", "last_name", "phone", "email", "gender", "birth_date", "street", "city"),
    *("postcode", "note", "warning", "language", "status", "other_phone"),
)
_STAFF_TEXTS = ("first_name", "last_name", "position", "phone", "email", "role", "language")


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _quantity(milli: int) -> str:
    """With a fourth decimal where there would be three, which could also be thousands."""
    text = short(milli, 3)
    return f"{text}0" if len(text.partition(".")[2]) == 3 else text


def write(rows: Iterable[Row], stream: TextIO, form: Form) -> int:
    """Returns how many rows. Open ``stream`` with ``newline=""``."""
    return (write_csv if form == "csv" else write_json)(rows, stream)


def write_csv(rows: Iterable[Row], stream: TextIO) -> int:
    """Header and rows; returns how many rows. Open ``stream`` with ``newline=""``.

    Whatever a spreadsheet would calculate gets an apostrophe in front, in every column.
    """
    writer = csv.writer(stream, lineterminator="\r\n")
    count = 0
    for count, row in enumerate(rows, 1):
        if count == 1:
            writer.writerow(row)
        writer.writerow(map(neutral, row.values()))
    return count


def write_json(rows: Iterable[Row], stream: TextIO) -> int:
    """A list of objects, one a line; returns how many."""
    count = 0
    stream.write("[")
    for count, row in enumerate(rows, 1):
        stream.write(",\n" if count > 1 else "\n")
        stream.write(json.dumps(row, ensure_ascii=False))
    stream.write("\n]\n")
    return count
