"""Whether what is written agrees with the journal: each sum is taken from the rows of the sheets,
and again from the entries. A balance of the cash book has to be what the closings left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, N, Percent, T, Text
from kiosk.salon.domain.till.cash import KINDS
from kiosk.salon.domain.till.means import of_payment
from kiosk.salon.services.files.accounting.pen import Pen
from kiosk.salon.services.files.accounting.sheets import Column, Money, Sheet, Value
from kiosk.salon.store.till.accounting import Spent, Sums
from kiosk.salon.store.till.cash_book import OLD, Purse
from kiosk.salon.store.till.closing_list import Told

Say = Callable[[Text], str]
COUNTS: dict[str, tuple[Msg, Msg]] = {
    "sale": (T("Sale"), T("Number of sales")),
    "void": (T("Void"), T("Number of voids")),
    "return": (T("Return"), T("Number of returns")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What is compared: as the sheets have it, and as the journal has it. ``currency``: of sums,
    empty for what is counted."""

    what: str
    sheets: int
    journal: int
    currency: str = ""

    @property
    def agrees(self) -> bool:
        return self.sheets == self.journal


@dataclass(frozen=True, slots=True)
class Journal:
    """What the journal says of a month. ``documents``: by kind; ``left``: what lies in each drawer
    at its end (see :func:`kiosk.salon.store.till.cash_book.left`); ``closings``: each with its
    business day (ISO), and those of later too, which may correct."""

    documents: Mapping[str, Sums]
    vouchers: Counter[str]
    expenses: Spent
    left: Mapping[Purse, int]
    closings: Sequence[tuple[Told, str]]


class Check:
    """Of the sheets of a month, written with ``pen``."""

    def __init__(self, sheets: Iterable[Sheet], pen: Pen) -> None:
        self._sheets = {sheet.key: sheet for sheet in sheets}
        self._pen = pen
        self._found: list[Line] = []

    def lines(
        self, journal: Journal, days: tuple[str, str], bounds: tuple[int, int]
    ) -> Sequence[Line]:
        """``days``: the first and the last of the month (ISO); ``bounds``: from and until when it
        is, UTC ms."""
        self._documents(journal.documents)
        self._vat(_together(journal.documents.values()))
        self._same(T("Cash vouchers"), self._sums("cash-vouchers", T("Sum")), journal.vouchers)
        self._same(T("Expenses"), self._sums("expenses", T("Sum")), journal.expenses.sums)
        self._input_vat(journal.expenses)
        self._balances(journal.left)
        self._closings(journal.closings, days)
        self._differences(journal.closings, bounds)
        return self._found

    def _line(self, words: Text, here: int, there: int, currency: str = "") -> None:
        self._found.append(Line(self._pen.said(words), here, there, currency))

    def _same(self, words: Text, here: Mapping[str, int], there: Mapping[str, int]) -> None:
        """A line for each currency."""
        for currency in sorted({*here, *there}):
            self._line(words, here.get(currency, 0), there.get(currency, 0), currency)

    def _sums(self, key: str, title: Msg, *, every: bool = True) -> Counter[str]:
        """What a column comes to, by currency. ``every``: also of rows that are not added up."""
        table, found = self._sheets[key], Counter[str]()
        place = _place(table, title)
        for at, row in enumerate(table.rows):
            value = row[place]
            if isinstance(value, Money) and (every or at not in table.apart):
                found[value.currency] += value.minor
        return found

    def _documents(self, journal: Mapping[str, Sums]) -> None:
        """How many of each kind, their sums, and payments by means."""
        sales, payments = self._sheets["sales"], self._sheets["payments"]
        code, said = self._pen.code, self._pen.said
        kinds = Counter(row[_place(sales, T("Document"))] for row in sales.rows)
        for kind, (name, words) in COUNTS.items():
            self._line(words, kinds[said(name)], journal[kind].count)
        whole = _together(journal.values())
        paid = whole.total + whole.rounding
        for title, there in (
            (T("Total"), whole.total),
            (T("Rounding"), whole.rounding),
            (T("Paid"), paid),
            (T("Tips apart"), whole.tips),
        ):
            self._line(title, self._sums("sales", title)[code], there, code)
        each = self._sums("document-payments", T("With the tip"))[code]
        self._line(T("Payments by document"), each, paid + whole.tips, code)
        taken = _by(payments, T("Means of payment"), (T("Taken"),))
        told: Counter[Value] = Counter()
        for (key, name_of), minor in whole.payments.items():
            told[said(of_payment(key, name_of).title)] += minor
        for means in sorted({*taken, *told}, key=str):
            self._line(str(means), taken[means], told[means], code)

    def _vat(self, whole: Sums) -> None:
        vat, code = self._sheets["vat"], self._pen.code
        bases = _by(vat, T("VAT rate"), (T("Sold, base"), T("Returned, base")))
        taxes = _by(vat, T("VAT rate"), (T("Sold, VAT"), T("Returned, VAT")))
        rates = {*whole.base, *(rate for rate in bases if isinstance(rate, int))}
        for rate in sorted(rates, reverse=True):
            percent = Percent(rate * 10)
            base = T("Base of VAT {percent}", percent=percent)
            self._line(base, bases[rate], whole.base[rate], code)
            self._line(T("VAT {percent}", percent=percent), taxes[rate], whole.vat[rate], code)

    def _input_vat(self, spent: Spent) -> None:
        table = self._sheets["input-vat"]
        places = [_place(table, title) for title in (T("VAT rate"), T("Base"), T("VAT"))]
        base, vat = Counter[tuple[str, int]](), Counter[tuple[str, int]]()
        for row in table.rows:
            rate, of_base, of_vat = (row[place] for place in places)
            if isinstance(rate, int) and isinstance(of_base, Money) and isinstance(of_vat, Money):
                base[of_base.currency, rate] += of_base.minor
                vat[of_vat.currency, rate] += of_vat.minor
        for key in sorted({*base, *spent.base}, reverse=True):
            percent = Percent(key[1] * 10)
            words = T("Purchases, base of VAT {percent}", percent=percent)
            self._line(words, base[key], spent.base[key], key[0])
            words = T("Purchases, VAT {percent}", percent=percent)
            self._line(words, vat[key], spent.vat[key], key[0])

    def _balances(self, left: Mapping[Purse, int]) -> None:
        """The last balance of each drawer."""
        table = self._sheets["cash-book"]
        place = _place(table, T("Balance"))
        ends: dict[Purse, int] = {}
        names: dict[Purse, str] = {}
        for row, purse in zip(table.rows, table.groups, strict=True):
            value = row[place]
            assert isinstance(value, Money)
            ends[purse], names[purse] = value.minor, str(row[0])
        for purse in sorted({*ends, *(purse for purse, minor in left.items() if minor)}):
            drawer, currency = purse
            if drawer != OLD:
                words = T("Cash book, balance of {till}", till=names.get(purse, "?"))
                self._line(words, ends.get(purse, 0), left.get(purse, 0), currency)

    def _closings(self, told: Sequence[tuple[Told, str]], days: tuple[str, str]) -> None:
        """Sums of differences and of what was taken out are of those that nothing corrected."""
        table = self._sheets["closings"]
        first, last = days
        ours = [one for one, day in told if first <= day <= last]
        replaced = {(one.desk, one.corrects) for one, day in told if one.corrects and day <= last}
        stand = [one for one in ours if (one.desk, one.number) not in replaced]
        till, number = _place(table, T("Till")), _place(table, T("Closing"))
        here = len({(row[till], row[number]) for row in table.rows})
        self._line(
            T("Number of till closings"), here, len({(one.desk, one.number) for one in ours})
        )
        counted, difference, taken = Counter[str](), Counter[str](), Counter[str]()
        for one in ours:
            if one.counted is not None:
                counted[one.currency] += one.counted
        for one in stand:
            difference[one.currency] += one.difference
            taken[one.currency] += one.taken
        self._same(T("Till closings, counted"), self._sums("closings", T("Counted sum")), counted)
        for words, title, there in (
            (T("Till closings, difference"), T("Difference"), difference),
            (T("Till closings, taken out"), T("Taken out"), taken),
        ):
            self._same(words, self._sums("closings", title, every=False), there)

    def _differences(self, told: Sequence[tuple[Told, str]], bounds: tuple[int, int]) -> None:
        """What closings and corrections of this time moved."""
        table, here, there = self._sheets["cash-book"], Counter[str](), Counter[str]()
        what, came, went = (_place(table, title) for title in (T("What"), T("In"), T("Out")))
        words = KINDS["difference"].name("in")
        for row in table.rows:
            if row[what] == self._pen.said(words):
                for place, sign in ((came, 1), (went, -1)):
                    value = row[place]
                    if isinstance(value, Money):
                        here[value.currency] += sign * value.minor
        for one, _ in told:
            if bounds[0] <= one.at < bounds[1] and one.booked:
                there[one.currency] += one.booked
        self._same(T("Cash book, differences"), here, there)


def sheet(found: Sequence[Line], say: Say) -> Sheet:
    """Says whether everything agrees, and loudly when it does not."""
    wrong = frozenset(place for place, line in enumerate(found) if not line.agrees)
    columns = (
        Column(T("What"), width=30),
        Column(T("In this file"), "money", 16),
        Column(T("In the journal"), "money", 16),
        Column(T("Difference"), "money", 14),
        Column(T("Agrees"), width=14),
    )
    rows: list[tuple[Value, ...]] = [
        (
            *(line.what, _value(line.sheets, line), _value(line.journal, line)),
            _value(line.sheets - line.journal, line),
            say(T("agrees") if line.agrees else T("does not agree")),
        )
        for line in found
    ]
    remark = T("All sums agree with the journal.")
    if wrong:
        remark = N(
            "Attention: {n} sum does not agree with the journal. Do not book from these files; "
            "have the data checked.",
            "Attention: {n} sums do not agree with the journal. Do not book from these files; "
            "have the data checked.",
            len(wrong),
        )
    return Sheet("check", T("Check"), columns, rows, remark, bool(wrong), wrong)


def _value(number: int, line: Line) -> Value:
    return Money(number, line.currency) if line.currency else number


def _place(table: Sheet, title: Msg) -> int:
    return next(place for place, column in enumerate(table.columns) if column.title == title)


def _by(table: Sheet, title: Msg, titles: Sequence[Msg]) -> Counter[Value]:
    """Sums of some columns together, by what stands in another."""
    found: Counter[Value] = Counter()
    places, key = [_place(table, one) for one in titles], _place(table, title)
    for row in table.rows:
        for place in places:
            value = row[place]
            found[row[key]] += value.minor if isinstance(value, Money) else 0
    return found


def _together(every: Iterable[Sums]) -> Sums:
    whole = Sums()
    for one in every:
        whole.count += one.count
        whole.total += one.total
        whole.rounding += one.rounding
        whole.tips += one.tips
        for ours, theirs in (
            (whole.payments, one.payments),
            (whole.base, one.base),
            (whole.vat, one.vat),
        ):
            ours.update(theirs)  # type: ignore[arg-type]
    return whole
