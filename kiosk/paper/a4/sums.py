"""The lower part of an invoice: VAT by rate, what it comes to, how to pay it, and what the law
wants said."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.paper.a4.parties import INVOICE, LEADING, reference, reference_name
from kiosk.paper.a4.sheet import (
    ACCENT,
    ACCENT_SOFT,
    GREY,
    INK,
    LEFT,
    LINE,
    PAPER,
    RIGHT,
    ROOM,
    SOFT_INK,
    SUNKEN,
    Sheet,
    width,
    wrapped,
    written,
)
from kiosk.paper.a4.table import Block
from kiosk.paper.document import Words
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.accounts import shown
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.payment_codes import PaymentCode, matrix_of
from kiosk.salon.domain.text import Amount, Day, Msg, Percent, T, Text
from kiosk.salon.domain.till.means import of_payment

SIZE, SMALL, STEP = 9.0, 7.5, 15.0
MOST_WIDE = 190.0
QR_SIDE, QR_FRAME = 96.0, 12.0
COARSE = 1.55
"""Points of the smallest module that a telephone reads well from paper."""


def sums(invoice: Invoice, words: Words) -> Block:
    """VAT by rate at the left, what it comes to at the right."""
    rates = _rates(invoice, words)
    rows = _sum_rows(invoice, words)
    label, amount = _answer(invoice, words)
    size = 15.0
    while width(label, 10, bold=True) + width(amount, size, bold=True) > 200 and size > 10:
        size -= 1
    needed = max((width(one, SIZE) + width(two, SIZE) + 14 for one, two, _ in rows), default=0.0)
    box = max(MOST_WIDE, needed, width(label, 10, bold=True) + width(amount, size, bold=True) + 38)
    left = RIGHT - box
    height = max(len(rates) * STEP + 6, len(rows) * STEP + 44)

    def draw(sheet: Sheet, top: float) -> None:
        _draw_rates(sheet, rates, top, left - 24)
        y = top - 13
        for text, figure, bold in rows:
            sheet.text(left, y, text, SIZE, bold=bold, colour=INK if bold else SOFT_INK)
            sheet.text(RIGHT, y, figure, SIZE, bold=bold, side="right")
            y -= STEP
        y -= 24
        sheet.box(left - 12, y, box + 12, 31, fill=ACCENT)
        sheet.text(left, y + 11, label, 10, bold=True, colour=PAPER)
        sheet.text(RIGHT - 12, y + 10, amount, size, bold=True, colour=PAPER, side="right")

    return Block(height + 14, draw)


def _rates(invoice: Invoice, words: Words) -> list[tuple[str, ...]]:
    if not invoice.pays_vat or not invoice.vat:
        return []

    def bare(minor: int) -> str:
        return written(words.bare(Amount(minor, invoice.currency)))

    heads = (T("VAT rate"), T("Net"), T("VAT"), T("Gross"))
    rows = [tuple(written(words.say(head)) for head in heads)]
    for row in invoice.vat:
        rate = written(words.say(Percent(row.rate_bp * 10)))
        rows.append((rate, bare(row.base_minor), bare(row.vat_minor), bare(row.gross_minor)))
    if len(invoice.vat) > 1:
        figures = (
            sum(row.base_minor for row in invoice.vat),
            sum(row.vat_minor for row in invoice.vat),
            sum(row.gross_minor for row in invoice.vat),
        )
        rows.append((written(words.say(T("Together"))), *map(bare, figures)))
    return rows


def _draw_rates(sheet: Sheet, rows: Sequence[tuple[str, ...]], top: float, right: float) -> None:
    if not rows:
        return
    widths = [max(width(row[at], SIZE, bold=True) for row in rows) for at in range(len(rows[0]))]
    step = min((right - LEFT - sum(widths)) / (len(widths) - 1), 26.0)
    y = top - 13
    for number, row in enumerate(rows):
        last = number == len(rows) - 1 and len(rows) > 2
        x = LEFT
        for at, (text, wide) in enumerate(zip(row, widths, strict=True)):
            colour = GREY if number == 0 else INK
            size = SMALL if number == 0 else SIZE
            if at == 0:
                sheet.text(x, y, text, size, colour=colour, bold=last)
            else:
                sheet.text(x + wide, y, text, size, colour=colour, bold=last, side="right")
            x += wide + step
        if number == 0:
            sheet.line(y - 4.5, LINE, left=LEFT, right=x - step)
        y -= STEP


def _sum_rows(invoice: Invoice, words: Words) -> list[tuple[str, str, bool]]:
    def row(label: Text, minor: int, *, bold: bool = False) -> tuple[str, str, bool]:
        figure = (
            words.say(Amount(minor, invoice.currency))
            if bold
            else words.bare(Amount(minor, invoice.currency))
        )
        return (written(words.say(label)), written(figure), bold)

    rows = []
    if invoice.discount_minor:
        rows.append(row(T("Subtotal"), invoice.total_minor + invoice.discount_minor))
        label = f"{words.say(T('Discount on the bill'))} {invoice.discount_text}".strip()
        *above, last = wrapped(label, SIZE, MOST_WIDE - 40)[:3]
        rows += [(text, "", False) for text in above]
        rows.append(row(last, -invoice.discount_minor))
    if invoice.pays_vat and invoice.vat:
        rows.append(row(T("Total without VAT"), sum(one.base_minor for one in invoice.vat)))
        rows.append(row(T("VAT"), sum(one.vat_minor for one in invoice.vat)))
    rows.append(row(T("Total"), invoice.total_minor, bold=True))
    if invoice.rounding_minor:
        rows.append(row(T("Rounding"), invoice.rounding_minor))
    paid = invoice.total_minor + invoice.rounding_minor - invoice.due_minor
    payments = [payment for payment in invoice.payments if payment.method != INVOICE]
    if payments and sum(payment.amount_minor for payment in payments) == paid:
        done = T("Paid: {how}") if paid > 0 else T("Given back: {how}")
        for payment in payments:
            how = of_payment(payment.method, payment.title).title
            rows.append(row(done.of(how=how), -payment.amount_minor))
    elif paid:
        rows.append(row(T("Paid already") if paid > 0 else T("Given back"), -paid))
    return rows


def _answer(invoice: Invoice, words: Words) -> tuple[str, str]:
    label: Msg = T("To pay")
    minor = invoice.due_minor
    if minor < 0:
        label, minor = T("To be returned"), -minor
    elif minor == 0:
        label = T("Left to pay")
    amount = words.say(Amount(minor, invoice.currency))
    return written(words.say(label)), written(amount)


# -- how to pay -------------------------------------------------------------------------------


def payment(code: PaymentCode | None, facts: Sequence[tuple[str, str]], words: Words) -> Block:
    """A panel: the code in its frame with what it is called, and the same in words beside it."""
    matrix = matrix_of(code) if code else None
    side = max(QR_SIDE, COARSE * len(matrix)) if matrix else 0.0
    caption = written((code.name if code else "") or words.say(T("QR payment")))
    hint = written(words.say(T("Scan it in your bank's app.")))
    lines = [(written(label), written(value)) for label, value in facts if value]
    frame = side + 2 * QR_FRAME
    tall = max(frame + 26 if matrix else 0.0, len(lines) * (LEADING + 4) + 40)
    wide = max((width(label, SIZE) for label, _ in lines), default=0.0) + 14

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(LEFT, top - tall, ROOM, tall, fill=SUNKEN)
        x = LEFT + 16
        if matrix is not None:
            low = top - tall + (tall - frame - 10) / 2
            sheet.box(LEFT + 14, low, frame, frame + 12, fill=PAPER, stroke=ACCENT, thick=1.2)
            sheet.code(LEFT + 14 + QR_FRAME, low + QR_FRAME + 10, side, matrix)
            room = frame - 12
            size = 8.0
            while width(caption, size, bold=True) > room and size > 5:
                size -= 0.5
            sheet.text(
                LEFT + 14 + frame / 2, low + 7, caption, size, bold=True, colour=ACCENT,
                side="center",
            )  # fmt: skip
            x = LEFT + 14 + frame + 22
        y = top - 24
        sheet.text(x, y, written(words.say(T("Payment by bank transfer"))), 10.5, bold=True)
        for label, value in lines:
            y -= LEADING + 4
            sheet.text(x, y, label, SIZE, colour=SOFT_INK)
            sheet.text(x + wide, y, value, SIZE, bold=True)
        if matrix is not None:
            sheet.text(x, y - LEADING - 6, hint, SMALL, colour=GREY)

    return Block(tall + 16, draw)


def how_to_pay(
    invoice: Invoice, words: Words, minor: int, due: Day | None
) -> list[tuple[str, str]]:
    """The words beside a payment code."""
    say, seller = words.say, invoice.seller
    return [
        (say(T("Account (IBAN)")), shown("".join(seller.iban.split()))),
        (say(T("Bank (BIC)")), seller.bic),
        (reference_name(invoice, words), reference(invoice) if invoice.reference else ""),
        (say(T("Amount")), say(Amount(minor, invoice.currency))),
        (say(T("Due on")), say(due) if due else ""),
    ]


# -- what the law wants said ------------------------------------------------------------------


def said(invoice: Invoice, words: Words) -> list[Text]:
    """Sentences about the document itself, from the most important on."""
    found: list[Text] = []
    corrects, receipt = invoice.corrects, invoice.receipt
    if corrects is not None:
        day = Day(corrects.issued_on, "date")
        found.append(T("Corrects invoice {number} of {day}.", number=corrects.number, day=day))
        if corrects.reason:
            found.append(T("Reason: {reason}", reason=corrects.reason))
    if receipt is not None and receipt.number:
        told = T("Made of receipt {number}.")
        if receipt.is_tax:
            told = T("The tax was accounted for on receipt {number}, and is not taken again here.")
        found.append(told.of(number=receipt.number))
    if invoice.order_ref:
        found.append(T("Of order {number}", number=invoice.order_ref))
    if not invoice.pays_vat:
        if invoice.clause:
            found.append(invoice.clause)
        if not invoice.clause or words.language != COUNTRIES[invoice.country].spoken_by_law:
            found.append(T("No VAT is charged."))
    return found


def marks(invoice: Invoice, words: Words) -> list[Text]:
    """Of the fiscal office and of the salon, to be found again by."""
    receipt = invoice.receipt
    found: list[Text] = []
    if receipt is not None:
        found += [f"ZOI: {receipt.local_code}"] if receipt.local_code else []
        found += [f"EOR: {receipt.code}"] if receipt.code else []
    if invoice.staff_name:
        found.append(T("Issued by {name}", name=invoice.staff_name))
    return found


def paid_note(invoice: Invoice, words: Words) -> Block | None:
    """Where nothing is left to pay: said so that nobody pays it twice."""
    if invoice.due_minor or invoice.kind == "credit_note":
        return None
    text = written(words.say(T("Paid. Please do not pay it again.")))
    wide = width(text, SIZE + 1, bold=True) + 28

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(LEFT, top - 24, wide, 24, fill=ACCENT_SOFT)
        sheet.text(LEFT + 14, top - 15.5, text, SIZE + 1, bold=True, colour=ACCENT)

    return Block(36, draw)
