"""Whether what is written agrees with the journal: each sum is taken from the rows of the sheets,
and again from the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, N, Percent, T, Text
from kiosk.salon.domain.till.means import of_payment
from kiosk.salon.services.files.accounting.sheets import Column, Money, Sheet, Value
from kiosk.salon.store.till.accounting import Sums

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


def lines(sheets: Iterable[Sheet], journal: Mapping[str, Sums], say: Say, code: str) -> list[Line]:
    """Documents by kind, their sums, payments by means, VAT by rate. ``journal``: by kind of
    document. ``code``: of the salon's currency."""
    by_key = {sheet.key: sheet for sheet in sheets}
    sales, payments, vat = by_key["sales"], by_key["payments"], by_key["vat"]
    kinds = Counter(row[1] for row in sales.rows)
    found = [
        Line(say(words), kinds[say(name)], journal[kind].count)
        for kind, (name, words) in COUNTS.items()
    ]

    def money(words: Text, here: int, there: int) -> None:
        found.append(Line(say(words), here, there, code))

    whole = _together(journal.values())
    for words, there in (
        (T("Total"), whole.total),
        (T("Rounding"), whole.rounding),
        (T("Paid"), whole.total + whole.rounding),
        (T("Tips apart"), whole.tips),
    ):
        money(words, sum(_by(sales, 0, (_place(sales, words),)).values()), there)
    taken = _by(payments, 1, (2,))
    told: Counter[Value] = Counter()
    for (key, title), minor in whole.payments.items():
        told[say(of_payment(key, title).title)] += minor
    for name in sorted({*taken, *told}, key=str):
        money(str(name), taken[name], told[name])
    bases, taxes = _by(vat, 1, (2, 4)), _by(vat, 1, (3, 5))
    rates = {*whole.base, *(rate for rate in bases if isinstance(rate, int))}
    for rate in sorted(rates, reverse=True):
        percent = Percent(rate * 10)
        money(T("Base of VAT {percent}", percent=percent), bases[rate], whole.base[rate])
        money(T("VAT {percent}", percent=percent), taxes[rate], whole.vat[rate])
    return found


def cash_lines(
    sheets: Iterable[Sheet], journal: Mapping[str, Counter[str]], say: Say
) -> list[Line]:
    """Cash vouchers and expenses, by currency. ``journal``: see
    :func:`kiosk.salon.store.till.accounting.journalled_cash`."""
    by_key = {sheet.key: sheet for sheet in sheets}
    found = []
    for key, what, words in (
        ("cash-vouchers", "vouchers", T("Cash vouchers")),
        ("expenses", "expenses", T("Expenses")),
    ):
        table, here = by_key[key], Counter[str]()
        place = _place(table, T("Sum"))
        for row in table.rows:
            value = row[place]
            assert isinstance(value, Money)
            here[value.currency] += value.minor
        there = journal[what]
        found += [
            Line(say(words), here[currency], there[currency], currency)
            for currency in sorted({*here, *there})
        ]
    return found


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
    remark = T("All sums agree with the journal. Invoices are not in these files.")
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


def _by(table: Sheet, place: int, sums: Sequence[int]) -> Counter[Value]:
    """Sums of some columns, by what stands in another."""
    found: Counter[Value] = Counter()
    for row in table.rows:
        for one in sums:
            value = row[one]
            found[row[place]] += value.minor if isinstance(value, Money) else 0
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
