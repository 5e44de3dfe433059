"""What a country decides for a salon: currency, VAT, rounding, language, zone, names of numbers.

What the law changes now and then is a row with the day from which it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal, Protocol, TypeVar

from kiosk.salon.domain.country.payment_form import PaymentForm
from kiosk.salon.domain.country.ways import EverySale, HungarianWay
from kiosk.salon.domain.goods.catalogue import LineKind
from kiosk.salon.domain.money import CashRounding
from kiosk.salon.domain.text import Msg, T

Trade = Literal["hair", "cosmetics", "nails", "massage"]
"""What a salon mostly does; a country may tax one unlike another."""
TRADE_NAMES: dict[Trade, Msg] = {
    "hair": T("Hair"),
    "cosmetics": T("Cosmetics"),
    "nails": T("Nails"),
    "massage": T("Massage"),
}
TRADES: tuple[Trade, ...] = tuple(TRADE_NAMES)


class Dated(Protocol):
    """A row of what holds from a day on."""

    @property
    def since(self) -> date: ...


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Sequence[Row], day: date) -> Row:
    """Of rows, oldest first, the one that holds on ``day``; the oldest for a day before them."""
    return next((row for row in reversed(rows) if row.since <= day), rows[0])


@dataclass(frozen=True, slots=True)
class VatRates:
    """The rates that the law has ``since`` a day, highest first."""

    since: date
    rates_bp: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class UsualVat:
    """The rates that hold ``since`` a day, in hundredths of a percent: of services by trade, of any
    other service, and of goods."""

    since: date
    service_bp: int
    goods_bp: int
    by_trade: Mapping[Trade, int]
    note: str = ""

    def of_service(self, trade: Trade) -> int:
        return self.by_trade.get(trade, self.service_bp)


@dataclass(frozen=True, slots=True)
class VatChange:
    """What had one rate has another ``since`` a day: services, products, or (None) both."""

    since: date
    before_bp: int
    after_bp: int
    kind: LineKind | None = None


def rate_after(changes: Iterable[VatChange], kind: LineKind, rate_bp: int) -> int:
    """What became of a rate of the lists by the changes in force, oldest first. Those of one day
    come at once: what becomes 12 does not go on to what 12 becomes."""
    for _, of_day in groupby(changes, lambda change: change.since):
        concerned = [
            change
            for change in of_day
            if change.before_bp == rate_bp and change.kind in (None, kind)
        ]
        concerned.sort(key=lambda change: change.kind is None)
        if concerned:
            rate_bp = concerned[0].after_bp
    return rate_bp


def comes_to_rest(changes: Iterable[VatChange]) -> bool:
    """Whether a rate that these changes bring about is left alone by them, on any day. Only then
    does it not matter whether the lists hold it already: 10 to 12 and 12 to 14 do not, 19 to 16 and
    half a year later back do."""
    known = sorted(changes, key=lambda change: change.since)
    kinds: tuple[LineKind, ...] = ("service", "product")
    for day in {change.since for change in known}:
        so_far = [change for change in known if change.since <= day]
        for kind in kinds:
            for change in so_far:
                after = rate_after(so_far, kind, change.before_bp)
                if rate_after(so_far, kind, after) != after:
                    return False
    return True


@dataclass(frozen=True, slots=True)
class CashRule:
    """How a sum in cash is rounded ``since`` a day."""

    since: date
    rounding: CashRounding
    note: str = ""


@dataclass(frozen=True, slots=True)
class Limit:
    """A sum in minor units of the country's currency. ``businesses``: for what businesses pay each
    other, not for what people pay."""

    since: date
    minor: int
    note: str = ""
    businesses: bool = False


@dataclass(frozen=True, slots=True)
class SmallBusiness:
    """Who sells less need not pay VAT. ``clauses``: what stands on their papers, in the country's
    language, the usual one first. ``year_minor``: turnover of a year above which VAT is owed from
    the next one; ``at_once_minor``: above which from that sale on (0: there is none)."""

    since: date
    clauses: tuple[str, ...]
    year_minor: int
    at_once_minor: int
    note: str = ""


PaperField = Literal[
    "name", "address", "company_id", "vat_id", "number", "issued", "supplied", "time", "lines",
    "quantity", "unit_price", "discounts", "rates", "base", "vat", "total", "rounding", "person",
    "buyer_name", "buyer_address", "buyer_vat_id", "clause",
]  # fmt: skip
"""What a paper says. ``issued``, ``supplied``: days; ``rates``, ``base``, ``vat``: a row for each
rate; ``person``: who made it; ``clause``: why there is no VAT, of who pays none."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a paper of who pays VAT must carry ``since`` a day."""

    since: date
    fields: frozenset[PaperField]
    note: str = ""


OF_VAT: frozenset[PaperField] = frozenset({"rates", "base", "vat"})


@dataclass(frozen=True, slots=True)
class Keeping:
    """For how many years papers are kept, from the end of the year they are of: those of VAT, and
    what else the books stand on."""

    since: date
    tax_years: int
    accounting_years: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vouchers:
    """What stands before the count in the number of a voucher of cash that comes in or goes out."""

    since: date
    into: str
    out: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SignedReturn:
    """Who brings something back signs for the money."""

    since: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceSigns:
    """What stands before the count in the number of an invoice, of a credit note and of an invoice
    for an advance; no two countries use one for different kinds."""

    since: date
    invoice: str
    credit_note: str
    advance: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Invoicing:
    """``receipt``: what an invoice says of the receipt of the same sale: that it took the ``tax``
    already, its number (``named``), or nothing. ``buyer_vat_id``: a business of the country is
    named with its VAT number; ``seller_vat_id``: whoever sells is, whether VAT is paid or not."""

    since: date
    receipt: Literal["tax", "named", "none"]
    buyer_vat_id: bool = False
    seller_vat_id: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FiscalTill:
    """Sales must go through a till of the state's, which Pult is not: ``sentence`` stands on every
    receipt, in the country's language. ``name``: what the state calls it."""

    since: date
    name: str
    sentence: str
    note: str = ""


Fiscaliser = Literal["furs", "nav"]
"""Whose office is told of documents: see :mod:`kiosk.salon.domain.fiscal`."""


@dataclass(frozen=True, slots=True)
class FiscalOffice:
    """``since`` a day an office is told of receipts (``furs``) or of invoices (``nav``)."""

    since: date
    name: Fiscaliser
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberName:
    """What a number that looks like ``pattern`` is called."""

    pattern: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Rows are oldest first. ``vat``: what the law has, ``usual_vat``: what is charged where nobody
    says otherwise, ``vat_changes``: rates that lists may still hold and what they became;
    ``small``: who pays none. ``cash``: how sums in cash are rounded, ``cash_limit``: what may not
    be paid in cash, ``simplified``: up to which sum, VAT included, a receipt may stand for an
    invoice; ``receipt``, ``invoice``: what either says. ``vouchers``: how those of cash are
    numbered, ``invoice_signs``: how invoices are, ``invoicing``: what else they have to say;
    ``signed``: returns that the customer signs. ``fiscal``: a till of the state's that is needed;
    ``offices``: whom the program itself tells. ``payment``: the code by which an invoice is paid.
    ``beside``: what a slip says where receipts are written elsewhere. ``language``: of the screens,
    ``law_language``: of the law's sentences on papers, where there are no screens in it.
    ``company_id``/``vat_id``: what the two tax numbers are called; ``company_ids``/``vat_ids``:
    where one has several names, by what it looks like. ``vat_id_of_all``: those who pay no VAT have
    the second number too, and it stands on their papers. ``piece``: the unit of what is sold by
    the piece.

    A ``note`` says what has to be known of a row: "[M]" begins one that nobody has looked up in the
    law."""

    code: str
    currency: str
    language: str
    timezone: str
    company_id: str
    vat_id: str
    piece: str
    vat: tuple[VatRates, ...]
    usual_vat: tuple[UsualVat, ...]
    small: tuple[SmallBusiness, ...]
    cash: tuple[CashRule, ...]
    cash_limit: tuple[Limit, ...]
    simplified: tuple[Limit, ...]
    receipt: tuple[Fields, ...]
    invoice: tuple[Fields, ...]
    keeping: tuple[Keeping, ...]
    vouchers: tuple[Vouchers, ...]
    invoice_signs: tuple[InvoiceSigns, ...]
    invoicing: tuple[Invoicing, ...]
    vat_changes: tuple[VatChange, ...] = ()
    fiscal: tuple[FiscalTill, ...] = ()
    beside: tuple[FiscalTill, ...] = ()
    offices: tuple[FiscalOffice, ...] = ()
    every_sale: tuple[EverySale, ...] = ()
    law_language: str = ""
    company_ids: tuple[NumberName, ...] = ()
    vat_ids: tuple[NumberName, ...] = ()
    vat_id_of_all: bool = False
    signed: tuple[SignedReturn, ...] = ()
    payment: tuple[PaymentForm, ...] = ()

    @property
    def spoken_by_law(self) -> str:
        """The language of the law's sentences on papers."""
        return self.law_language or self.language

    def rates_on(self, day: date) -> tuple[int, ...]:
        """VAT rates of the law, in hundredths of a percent, highest first."""
        return in_force(self.vat, day).rates_bp

    def usual_vat_on(self, day: date) -> UsualVat:
        """What nobody needs to say of a rate on ``day``."""
        return in_force(self.usual_vat, day)

    def cash_rounding_on(self, day: date) -> CashRounding:
        """How a sum is rounded that is paid in cash on ``day``."""
        return in_force(self.cash, day).rounding

    def small_on(self, day: date) -> SmallBusiness:
        """Who pays no VAT on ``day``, and what they write."""
        return in_force(self.small, day)

    def cash_limit_on(self, day: date) -> Limit:
        """More than that may not be paid in cash on ``day``."""
        return in_force(self.cash_limit, day)

    def simplified_on(self, day: date) -> Limit:
        """For more than that a business needs an invoice."""
        return in_force(self.simplified, day)

    def receipt_fields(self, day: date, *, payer: bool) -> frozenset[PaperField]:
        """What a receipt must carry on ``day``; of who pays no VAT the clause instead of VAT, and
        the second number only where everybody has it."""
        fields = in_force(self.receipt, day).fields
        if payer:
            return fields
        without = OF_VAT if self.vat_id_of_all else OF_VAT | {"vat_id"}
        return (fields - without) | {"clause"}

    def invoice_adds(self, row: Fields) -> frozenset[PaperField]:
        """What an invoice by this rule says beside what stood on a receipt then."""
        return row.fields - in_force(self.receipt, row.since).fields

    def vouchers_on(self, day: date) -> Vouchers:
        """How vouchers of cash are numbered on ``day``."""
        return in_force(self.vouchers, day)

    def invoice_signs_on(self, day: date) -> InvoiceSigns:
        """How invoices are numbered on ``day``."""
        return in_force(self.invoice_signs, day)

    def invoicing_on(self, day: date) -> Invoicing:
        """What an invoice of ``day`` has to say."""
        return in_force(self.invoicing, day)

    def return_signed_on(self, day: date) -> bool:
        """Whether who brings something back on ``day`` signs for the money."""
        return any(row.since <= day for row in self.signed)

    def beside_on(self, day: date) -> FiscalTill | None:
        return next((row for row in reversed(self.beside) if row.since <= day), None)

    def fiscal_on(self, day: date) -> FiscalTill | None:
        """The state's till that is needed on ``day``."""
        return in_force(self.fiscal, day) if self.fiscal else None

    def every_sale_on(self, day: date, way: HungarianWay) -> EverySale | None:
        """Whether all that is sold on ``day`` is invoiced where receipts are given this ``way``."""
        held = (row for row in reversed(self.every_sale) if row.since <= day)
        return next((row for row in held if row.way == way), None)

    def fiscaliser_on(self, day: date) -> Fiscaliser | None:
        """Whose office is told of what is written on ``day``."""
        return next((row.name for row in reversed(self.offices) if row.since <= day), None)

    def payment_on(self, day: date) -> PaymentForm | None:
        """By which code an invoice of ``day`` is paid."""
        return in_force(self.payment, day) if self.payment else None

    def name_of_company_id(self, number: str) -> str:
        """What this very number is called on paper."""
        return _name(number, self.company_ids, self.company_id)

    def name_of_vat_id(self, number: str) -> str:
        """As :meth:`name_of_company_id`."""
        return _name(number, self.vat_ids, self.vat_id)


def _name(number: str, kinds: Sequence[NumberName], otherwise: str) -> str:
    for kind in kinds:
        if re.fullmatch(kind.pattern, number.strip()):
            return kind.name
    return otherwise
