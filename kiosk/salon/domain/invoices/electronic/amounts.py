"""What one line of an invoice is without VAT, so that the lines add up to the rates, and numbers as
files want them: plain decimals out of integers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine
from kiosk.salon.domain.money import CURRENCIES, divide_half_up

UNIT_DECIMALS = 4
"""Beyond those of the currency: a price without VAT seldom ends with a whole minor unit."""


@dataclass(frozen=True, slots=True)
class LineAmounts:
    """Minor units; ``net + vat == gross``."""

    net_minor: int
    vat_minor: int

    @property
    def gross_minor(self) -> int:
        return self.net_minor + self.vat_minor


def line_amounts(invoice: Invoice) -> tuple[LineAmounts, ...]:
    """Of every line. What a line says of its own VAT holds to the last unit; the rest of its rate's
    VAT goes to the other lines in proportion, the rounding carried on from one to the next."""
    left = {row.rate_bp: row.vat_minor for row in invoice.vat}
    of_rate: dict[int, int] = defaultdict(int)
    for line in invoice.lines:
        if line.vat_minor is not None:
            left[line.vat_bp] = left.get(line.vat_bp, 0) - line.vat_minor
        else:
            of_rate[line.vat_bp] += line.total_minor
    gone: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    amounts = []
    for line in invoice.lines:
        vat = line.vat_minor
        if vat is None:
            gross, given = gone[line.vat_bp]
            gross += line.total_minor
            due = _share(left.get(line.vat_bp, 0), gross, of_rate[line.vat_bp])
            gone[line.vat_bp] = gross, due
            vat = due - given
        amounts.append(LineAmounts(line.total_minor - vat, vat))
    return tuple(amounts)


def _share(vat: int, gross: int, of: int) -> int:
    sign = -1 if of < 0 else 1
    return divide_half_up(sign * vat * gross, abs(of)) if of else 0


def before_discount(line: InvoiceLine) -> int:
    """The price of the whole line, VAT included, before anything was taken off."""
    return line.total_minor + line.discount_minor + line.bill_discount_minor


def without_vat(gross_minor: int, vat_bp: int) -> int:
    """In ten-thousandths of a minor unit."""
    return divide_half_up(gross_minor * 10**UNIT_DECIMALS * 10_000, 10_000 + vat_bp)


def decimal(value: int, decimals: int, *, least: int = 0) -> str:
    """``value`` with so many ``decimals``, zeros at its end left away down to ``least`` of them."""
    sign, digits = "-" if value < 0 else "", str(abs(value)).rjust(decimals + 1, "0")
    whole, part = digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    part = part[:least] + part[least:].rstrip("0")
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


@dataclass(frozen=True, slots=True)
class Written:
    """Writes the sums of one invoice. ``sign``: -1 where a form wants a credit note's sums above
    zero."""

    exponent: int
    sign: int = 1

    @staticmethod
    def of(invoice: Invoice, sign: int = 1) -> Written:
        return Written(CURRENCIES[invoice.currency].exponent, sign)

    def sum(self, minor: int) -> str:
        return decimal(self.sign * minor, self.exponent, least=self.exponent)

    def unit(self, gross_minor: int, vat_bp: int) -> str:
        """The price of one without VAT."""
        value = without_vat(gross_minor, vat_bp)
        return decimal(value, self.exponent + UNIT_DECIMALS, least=self.exponent)

    def quantity(self, milli: int) -> str:
        return decimal(self.sign * milli, 3)


def percent(rate_bp: int) -> str:
    return decimal(rate_bp, 2)
