"""The receipt of a sale, its copy, and the documents that take a sale or some lines of it back.

Everything comes from the sale as it was. The figures add up on the paper itself: lines less
discounts are the total, the VAT table is the total, total and rounding are the payments.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.paper.document import QR, Blank, Cut, Document, Drawer, Line, Op, Rule, Table, Words
from kiosk.paper.heading import heading, not_fiscal
from kiosk.salon.domain.fiscal.confirmation import Confirmation
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount, Day, ExchangeRate, Msg, Number, Percent, T, TimeOfDay
from kiosk.salon.domain.till.advances import told
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale, SaleKind, SaleLine

INDENT = 2
MICRO = 10**6
"""Millionths of a unit, as rates are kept."""
NOT_CONFIRMED = "Račun ni davčno potrjen."
"""In the language of the only country where receipts are confirmed."""
TEST = "PREIZKUS - NI RAČUN"


def receipt(
    sale: Sale,
    salon: Salon,
    words: Words,
    *,
    is_copy: bool = False,
    open_drawer: bool = False,
    fiscal: Confirmation | None = None,
    copy_number: int = 0,
    invoice: str = "",
) -> Document:
    """``is_copy`` marks it as a copy; a copy never opens the drawer. ``fiscal``: where receipts are
    confirmed by an office; there a copy says which one it is (``copy_number``). ``invoice``: number
    of the invoice that was written of it: the only document where nothing was paid at the till."""
    ops: list[Op] = [Drawer()] if open_drawer and not is_copy else []
    ops += heading(salon, words)
    ops += not_fiscal(salon, sale.sold_at, words, slip=True)
    if is_copy:
        which = copy_number if fiscal is not None else 0
        copy = T("Copy no. {number}", number=str(which)) if which else T("Copy")
        ops.append(Line(words.say(copy).upper(), bold=True, large=True, align="center"))
    ops += _above(fiscal, salon, words)
    later = bool(invoice) and _is_paid_later(sale) and not (fiscal and fiscal.number)
    if later:
        # The invoice is the document: no paper beside it looks like another one of the same sale.
        ops += _not_a_receipt(sale, salon, words, invoice)
    else:
        ops += _title(sale, salon, words, fiscal or Confirmation())
    if invoice and not later:
        ops += [Line(words.say(T("Invoice {number}", number=invoice)), bold=True), Rule()]
    for line in sale.lines:
        ops += _line(line, sale.currency, words)
    ops += _sums(sale, words)
    if not later:
        ops += _vat(sale, salon, words)
    ops += _payments(sale, words)
    ops += _tips(sale, words)
    ops += _marks(fiscal, words)
    ops += _foot(sale, salon, words, fiscal)
    return Document(f"receipt {sale.number}", (*ops, Cut()))


def _is_paid_later(sale: Sale) -> bool:
    return bool(sale.payments) and all(part.method == LATER for part in sale.payments)


def _not_a_receipt(sale: Sale, salon: Salon, words: Words, invoice: str) -> Iterator[Op]:
    """In place of the title where nothing was paid at the till: which invoice, or credit note, is
    the document."""
    wall = salon.local(sale.sold_at)
    when = f"{words.say(Day(wall.date(), 'date'))} {words.say(TimeOfDay(sale.sold_at))}"
    yield Rule()
    if sale.kind != "sale":
        head, _ = _TAKEN_BACK[sale.kind]
        yield Line(words.say(head).upper(), bold=True, large=True, align="center")
    yield Line(words.say(T("On invoice {number}", number=invoice)), bold=True, large=True)
    yield Line(words.say(T("This slip is not a tax document.")))
    yield Line(words.say(T("Our number {number}", number=sale.number)), when)
    if sale.clock_doubtful:
        yield Line(words.say(T("Date and time may be wrong.")))
    yield from _reference(sale, words, Confirmation())
    yield Rule()


def _above(fiscal: Confirmation | None, salon: Salon, words: Words) -> Iterator[Op]:
    """Before the title: that it is none of the office's, in the country's language and, where the
    paper speaks another, in that one too."""
    if fiscal is None:
        return
    foreign = words.language != salon.rules.spoken_by_law
    if fiscal.test:
        yield Blank()
        yield Line(TEST, bold=True, large=True, align="center")
        if foreign:
            yield Line(words.say(T("Tried out only: this is no receipt.")), align="center")
    elif not fiscal.number:
        yield Blank()
        yield Line(NOT_CONFIRMED, bold=True, align="center")
        if foreign:
            told = T("This receipt is not confirmed by the tax office.")
            yield Line(words.say(told), align="center")


def _marks(fiscal: Confirmation | None, words: Words) -> Iterator[Op]:
    """The issuer's mark, and the office's code where it came before the paper."""
    if fiscal is None or not fiscal.number:
        return
    yield Rule()
    yield Line(f"ZOI: {fiscal.mark}")
    if fiscal.code:
        yield Line(f"EOR: {fiscal.code}")
    else:
        yield Line(words.say(T("EOR: not there yet, it follows")))


def _title(sale: Sale, salon: Salon, words: Words, fiscal: Confirmation) -> Iterator[Op]:
    wall = salon.local(sale.sold_at)
    when = f"{words.say(Day(wall.date(), 'date'))} {words.say(TimeOfDay(sale.sold_at))}"
    yield Rule()
    if sale.kind != "sale":
        head, name = _TAKEN_BACK[sale.kind]
        yield Line(words.say(head).upper(), bold=True, large=True, align="center")
    else:
        name = T("Receipt {number}")
        if not fiscal.number and salon.slip_is_beside_on(wall.date()):
            name = T("Slip {number}")
    if fiscal.number:
        # The office's number is the receipt's; ours finds it in the books.
        yield Line(words.say(name.of(number=fiscal.number)), bold=True, large=True)
        yield Line(words.say(T("Our number {number}", number=sale.number)), when)
    else:
        yield Line(words.say(name.of(number=sale.number)), when, bold=True)
    if sale.clock_doubtful:
        yield Line(words.say(T("Date and time may be wrong.")))
    yield from _reference(sale, words, fiscal)
    yield Rule()


_TAKEN_BACK: dict[SaleKind, tuple[Msg, Msg]] = {
    "void": (T("Void"), T("Void {number}")),
    "return": (T("Return"), T("Return {number}")),
}


def _reference(sale: Sale, words: Words, fiscal: Confirmation) -> Iterator[Op]:
    """Which document this one takes back and why, or by which it was taken back."""
    if sale.voids_number:
        number = fiscal.corrects or sale.voids_number
        yield Line(words.say(T("Voids receipt {number}", number=number)))
    if sale.returns_number:
        number = fiscal.corrects or sale.returns_number
        yield Line(words.say(T("Of receipt {number}", number=number)))
    if sale.kind != "sale" and sale.reason:
        yield Line(words.say(T("Reason: {reason}", reason=sale.reason)))
    if sale.voided_by_number:
        yield Line(words.say(T("Voided by {number}", number=sale.voided_by_number)))
    for number in sale.returned_by:
        yield Line(words.say(T("Returned by {number}", number=number)))


def _line(line: SaleLine, currency: str, words: Words) -> Iterator[Op]:
    gross = line.total_minor + line.discount_minor + line.bill_discount_minor
    shown = words.bare(Amount(gross, currency))
    if abs(line.quantity_milli) == 1000:
        yield Line(line.name, shown)
        if what := told(advance=line.advance, source=line.source):
            yield Line(words.say(what), indent=INDENT)
    else:
        yield Line(line.name)
        quantity = words.say(Number(line.quantity_milli))
        price = words.bare(Amount(line.price_minor, currency))
        pieces = f"{quantity} {line.unit}".strip()
        yield Line(f"{pieces} × {price}", shown, indent=INDENT)
    if line.discount_minor:
        why = f" {line.discount_text}" if line.discount_text else ""
        off = words.bare(Amount(-line.discount_minor, currency))
        yield Line(words.say(T("Discount")) + why, off, indent=INDENT)


def _sums(sale: Sale, words: Words) -> Iterator[Op]:
    def total(minor: int) -> Amount:
        return Amount(minor, sale.currency)

    yield Rule()
    if sale.discount_minor:
        yield Line(words.say(T("Subtotal")), words.bare(total(sale.goods_minor)))
        off = words.bare(total(-sale.discount_minor))
        why = f" {sale.discount_text}" if sale.discount_text else ""
        yield Line(words.say(T("Discount on the bill")) + why, off)
    yield Line(words.say(T("Total")), words.say(total(sale.total_minor)), bold=True, large=True)
    if sale.rounding_minor:
        coins = not any(part.means.foreign for part in sale.payments)
        label = T("Cash rounding") if coins else T("Rounding")
        yield Line(words.say(label), words.bare(total(sale.rounding_minor)))
        due = T("Given back") if sale.kind == "return" else T("To pay")
        yield Line(words.say(due), words.say(total(sale.paid_minor)), bold=True)


def _vat(sale: Sale, salon: Salon, words: Words) -> Iterator[Op]:
    """The table; for a sale without VAT the sentence that the law wants, in its own language and,
    where the paper speaks another, in that one too."""
    if not sale.pays_vat:
        yield Rule()
        yield Line(salon.no_vat_words(salon.law_day(sale.sold_at)), align="center")
        if words.language != salon.rules.spoken_by_law:
            yield Line(words.say(T("No VAT is charged.")), align="center")
        return
    heads = (T("VAT rate"), T("Net"), T("VAT"), T("Gross"))
    rows = [tuple(words.say(head) for head in heads)]
    for row in sale.vat:
        sums = (row.base_minor, row.vat_minor, row.gross_minor)
        shown = (words.bare(Amount(minor, sale.currency)) for minor in sums)
        rows.append((words.say(Percent(row.rate_bp * 10)), *shown))
    yield Rule()
    yield Table(tuple(rows))


def _payments(sale: Sale, words: Words) -> Iterator[Op]:
    def bare(minor: int) -> str:
        return words.bare(Amount(minor, sale.currency))

    if sale.payments or sale.kind == "sale":
        yield Rule()
    if sale.kind == "sale" and not sale.payments:
        yield Line(words.say(T("Nothing to pay")))
    for payment in sale.payments:
        yield Line(words.say(payment.means.title), bare(payment.amount_minor))
        if payment.reference:
            yield Line(payment.reference, indent=INDENT)
        if payment.means.foreign:
            yield from _foreign(payment, sale, words)
        elif sale.kind == "sale" and payment.tendered_minor:
            yield Line(words.say(T("Received")), bare(payment.tendered_minor), indent=INDENT)
            yield Line(words.say(T("Change returned")), bare(payment.change_minor), indent=INDENT)


def _foreign(payment: Payment, sale: Sale, words: Words) -> Iterator[Op]:
    """What was handed over in its own currency, at which rate, and what came back in the other."""
    many = 1 if payment.rate_micro >= MICRO else 100
    exponent = CURRENCIES[payment.currency].exponent
    yield Line(
        words.say(
            T(
                "{many} = {rate} {currency}",
                many=Amount(many * int(10**exponent), payment.currency),
                rate=ExchangeRate(payment.rate_micro * many),
                currency=sale.currency,
            )
        ),
        indent=INDENT,
    )
    handed = words.say(Amount(payment.foreign_minor, payment.currency))
    value = words.bare(Amount(payment.tendered_minor, sale.currency))
    label = T("Received") if sale.kind == "sale" else T("Given back")
    yield Line(f"{words.say(label)} {handed}", value, indent=INDENT)
    change = words.bare(Amount(payment.change_minor, sale.currency))
    yield Line(words.say(T("Change returned")), change, indent=INDENT)


def _tips(sale: Sale, words: Words) -> Iterator[Op]:
    """After all that adds up to the total, of which they are no part. What was asked for outside
    the till stands there with its tip on a slip of its own, so that sum is said too."""
    for tip in sale.tips:
        label = T("Tip: {how}", how=tip.means.title)
        yield Line(words.say(label), words.bare(Amount(tip.amount_minor, sale.currency)))
        paid = sum(part.amount_minor for part in sale.payments if part.method == tip.method)
        if tip.means.asked and paid:
            label = T("{means}, with the tip", means=tip.means.title)
            together = Amount(paid + tip.amount_minor, sale.currency)
            yield Line(words.say(label), words.bare(together))


def _foot(sale: Sale, salon: Salon, words: Words, fiscal: Confirmation | None) -> Iterator[Op]:
    yield Rule()
    if sale.staff_name:
        yield Line(words.say(T("Served by {name}", name=sale.staff_name)))
    if sale.kind == "return" and salon.rules.return_signed_on(salon.law_day(sale.sold_at)):
        yield Blank()
        yield Blank()
        yield Rule()
        yield Line(words.say(T("Signature of the customer")), align="center")
    if salon.receipt_footer:
        yield Blank()
        for paragraph in salon.receipt_footer.splitlines():
            yield Line(paragraph, align="center")
    yield Blank()
    yield QR(fiscal.qr, firm=True) if fiscal is not None and fiscal.qr else QR(sale.number)
