"""Rows of products and of services."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import Any

from kiosk.salon.domain.entry import lengths, parsed_input, price_lists, spreadsheet
from kiosk.salon.domain.entry.parsed_input import Marks
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.goods import barcode, written
from kiosk.salon.domain.goods import catalogue as rules
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.catalogue import Catalogue, entered
from kiosk.salon.services.context import Context
from kiosk.salon.services.files import columns as import_columns
from kiosk.salon.services.files.cells import ANOTHER, NOTHING, Cell, Cells, taken
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.words import readable, says_nothing, unknown
from kiosk.salon.store import catalogue, importing

_NUMBERS = ("price", "list_price", "with_vat", "stock", "vat", "minutes", "active", "cost")
_READ = ("vat", "active", "cost")
"""Whatever they say, the row comes."""
_BEGINS = re.compile(r" (?:od|from|tol)$")
"""A column of prices *from* which something costs."""
ONE = 1000
_NO_PART = T("Left out: no part of the number.")
REASON = "Import"
"""What the stock ledger says of a quantity that came with a file."""


def _says_nothing(cell: Cell) -> bool:
    """What a spreadsheet spoiled was something, and a price may be nought."""
    known = unknown if cell.field in _NUMBERS else says_nothing
    return known(cell.text) and not spreadsheet.is_error(cell.text)


def _amounts(context: Context, prices: Marks) -> Callable[[str], int]:
    """Reads a cell with one price."""
    currency = context.salon.currency
    return lambda text: parsed_input.amount(text, currency.exponent, currency.code, prices)


def _price(cells: Cells) -> str:
    """The cell that is read: what a program calls the usual price wins over that of a sale, which
    ends some day. Refused when a column of its own says that prices are without VAT."""
    if "with_vat" in cells and not parsed_input.yes(cells["with_vat"]):
        raise Refused(T("The price is without VAT."))
    usual = cells.each("list_price")
    if usual and not unknown(usual[0].text):
        for cell in cells.each("price")[:1]:
            if cell.text != usual[0].text:
                cells.remark(cell, ANOTHER)
        return "list_price"
    return "price"


def _sold(cells: Cells, context: Context, default_vat: int | None) -> dict[str, Any]:
    """The values products and services have in common, but for the price."""
    currency = context.salon.currency.code
    if fold(cells.get("currency", currency)) != fold(currency):
        raise Refused(
            T("{text} is not in {currency}.", text=cells["currency"][:40], currency=currency)
        )
    values: dict[str, Any] = {**taken(cells, "name", "code", "category")}
    if default_vat is not None:
        values["vat_bp"] = default_vat
    readers: dict[str, Callable[[str], Any]] = {"active": parsed_input.yes}
    if context.pays_vat():
        readers["vat"] = lambda text: price_lists.vat_bp(text, context.vat_rates())
    said = readable(cells, readers)
    if "vat" in said:
        values["vat_bp"] = said.pop("vat")
    return values | said


def _tell(cells: Cells, field: str, told: Msg | None) -> None:
    if told is not None:
        cells.remark(cells.each(field)[0], told)


class ProductRows:
    """Paired by code, or by any barcode, or - having neither - by name. A missing VAT rate of a
    new product is the usual one of the country; a salon that pays no VAT reads none. ``stock``:
    opening stock, or what was counted."""

    columns = import_columns.PRODUCTS
    portions = True
    one_of = (("name", "code", "barcode"),)
    doubt = None

    def __init__(self, context: Context, habits: Habits) -> None:
        self._context, self._habits = context, habits
        self._catalogue = Catalogue(context)

    def item(self, cells: Cells) -> tuple[Product | None, Product]:
        cells.leave_out(lambda cell: _says_nothing(cell) and not self._is_code(cell), NOTHING)
        cells.passed_over(*(field for field in cells if field not in ("barcode", *_READ)))
        stands = [self._codes(cells, cell) for cell in cells.each("barcode")]
        codes = tuple(dict.fromkeys(chain.from_iterable(stands)))
        old = self._find(cells, codes)
        rate = None if old else self._context.usual_vat("product")
        values = _sold(cells, self._context, rate) | taken(cells, "unit")
        values |= readable(cells, {"cost": self._cost})
        if cost := values.pop("cost", None):
            values["cost_minor"] = cost
        field = _price(cells)
        if field in cells:
            values["price_minor"] = _amounts(self._context, self._habits.prices)(cells[field])
        if old is None and "price_minor" not in values:
            raise Refused(T("The price is missing."))
        base = old or Product(b"", "", 0, 0, unit=self._context.salon.rules.piece)
        if "stock" in cells:
            unit = values.get("unit", base.unit)
            values["stock_milli"] = parsed_input.quantity(cells["stock"], unit, self._habits.stock)
            parts = values["stock_milli"] % ONE and parsed_input.counted(unit)
            if parts and values["stock_milli"] != base.stock_milli:
                cells.remark(cells.each("stock")[0], T("Part of a piece: please check the number."))
        values["barcodes"] = tuple(dict.fromkeys((*base.barcodes, *codes)))
        item = entered(replace(base, **values), old)
        rules.check_product(item, self._context.vat_rates())
        if abs(item.stock_milli) > rules.MAX_STOCK_MILLI:
            raise Refused(T("That is too many. Please check the number."))
        for code in codes:
            owner = catalogue.product_with_barcode(self._context.store, code)
            if owner is not None and owner != item.id:
                raise Refused(T("Another product has the barcode {code}.", code=code))
        return old, item

    def _cost(self, text: str) -> int:
        """Price lists of suppliers have more decimals than money has, and nought for what nobody
        knows."""
        context, more = self._context, 2 if self._context.salon.currency.exponent else 0
        decimals, code = context.salon.currency.exponent + more, context.salon.currency.code
        fine = parsed_input.amount(text, decimals, code, self._habits.costs)
        if not fine:
            raise Refused(NOTHING)
        return divide_half_up(fine, 10**more)

    def _is_code(self, cell: Cell) -> bool:
        """Whether it means a product that is here, whatever it says elsewhere."""
        known = catalogue.product_with_code(self._context.store, cell.text)
        return cell.field == "code" and known is not None

    def _codes(self, cells: Cells, cell: Cell) -> tuple[str, ...]:
        """In their stored forms, each once. A word beside a number of goods is none (*EAN*), nor
        is what stands beside the bars of a book or behind a blank; that is told. Some that were
        stored before there was a rule would be refused now: they are left to the product that has
        them. Told of those that may be two, and of those that are nearly a number of goods."""
        store, kept = self._context.store, []
        codes = written.divided(cell.text, blanks=True)
        listed = written.divided(cell.text, blanks=False)
        for place, code in enumerate(codes):
            if catalogue.product_with_barcode(store, code) is not None:
                kept.append(code)
                continue
            beside = code not in listed and not barcode.only_digits(written.bare(code))
            if not beside and written.is_word(code):
                cells.remark(cell, T("{code} is not a barcode.", code=code))
                continue
            if beside or barcode.is_add_on(code, codes[place - 1 : place]):
                cells.remark(Cell(cell.field, cell.heading, code), _NO_PART)
                continue
            kept.append(self._catalogue.barcode_of(code))
            if word := written.words_beside(code):
                cells.remark(Cell(cell.field, cell.heading, word), _NO_PART)
            doubt = written.may_be_another(code) or written.doubt(kept[-1])
            if doubt is not None:
                cells.remark(cell, doubt)
        return tuple(dict.fromkeys(kept))

    def _find(self, cells: Cells, codes: tuple[str, ...]) -> Product | None:
        store = self._context.store
        found = catalogue.product_with_code(store, cells["code"]) if "code" in cells else None
        for code in codes:
            found = found or catalogue.product_with_barcode(store, code)
        if found is None and not codes and "code" not in cells:
            found = importing.product_with_name(store, fold(cells.get("name", "")))
        return self._catalogue.product(found) if found else None

    def unique(self, item: Product) -> dict[str, Msg]:
        taken = {f"barcode {code}": T("the same barcode") for code in item.barcodes}
        if item.code:
            taken[f"code {item.code}"] = T("the same code")
        if not taken:
            taken[f"name {fold(item.name)}"] = T("the same name")
        return taken

    def save(self, item: Product, by: Id | None) -> None:
        saved = self._catalogue.save_product(item, by)
        self._catalogue.count_stock(saved.id, item.stock_milli, REASON, by)

    def title(self, item: Product) -> str:
        return item.name


class ServiceRows:
    """Paired by code, or by name and category. In a file that has prices, a new service without one
    is asked for its price at the till."""

    columns = import_columns.SERVICES
    portions = False
    one_of = (("name", "code"),)
    doubt = None

    def __init__(self, context: Context, habits: Habits) -> None:
        self._context, self._habits = context, habits
        self._catalogue = Catalogue(context)
        services = self._catalogue.services(inactive=True)
        self._by_code = {service.code: service for service in services if service.code}
        self._categories = {service.category for service in services}
        self._by_name = {self._name(service): service for service in services}

    @staticmethod
    def _name(service: Service) -> str:
        return f"{fold(service.category)}/{fold(service.name)}"

    def item(self, cells: Cells) -> tuple[Service | None, Service]:
        cells.leave_out(lambda cell: _says_nothing(cell) and not self._is_here(cell), NOTHING)
        cells.passed_over(*(field for field in cells if field not in _READ))
        named = f"{fold(cells.get('category', ''))}/{fold(cells.get('name', ''))}"
        old = self._by_code.get(cells.get("code", ""))
        if old is None:
            old = self._by_name.get(named)
            if old is not None and old.code and "code" in cells:
                old = None
        rate = None if old else self._context.usual_vat("service")
        values = _sold(cells, self._context, rate)
        if "minutes" in cells:
            values["minutes"], told = price_lists.length(cells["minutes"], lengths.minutes)
            _tell(cells, "minutes", told)
        field = _price(cells)
        if field in cells:
            read = _amounts(self._context, self._habits.prices)
            price, told = price_lists.price(cells[field], read)
            _tell(cells, field, told)
            cell = cells.each(field)[0]
            if told is None and price and _BEGINS.search(fold(cell.heading)):
                cells.remark(cell, price_lists.LOWEST)
            values |= {"price_minor": price or 0, "open_price": price is None}
        elif old is None and cells.has_column("price"):
            values["open_price"] = True
        elif old is None:
            raise Refused(T("The price is missing."))
        if old is None and "minutes" not in values:
            raise Refused(T("The length in minutes is missing."))
        item = entered(replace(old or Service(b"", "", 0, 0, 0), **values), old)
        rules.check_service(item, self._context.vat_rates())
        return old, item

    def _is_here(self, cell: Cell) -> bool:
        """Whether a service here has this code or category, whatever it says elsewhere."""
        here = {"code": self._by_code, "category": self._categories}
        return cell.text in here.get(cell.field, ())

    def unique(self, item: Service) -> dict[str, Msg]:
        taken = {f"name {self._name(item)}": T("the same name")}
        return {f"code {item.code}": T("the same code")} if item.code else taken

    def save(self, item: Service, by: Id | None) -> None:
        self._catalogue.save_service(item, by)

    def title(self, item: Service) -> str:
        return item.name
