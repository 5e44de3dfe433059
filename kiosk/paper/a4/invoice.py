"""An invoice, a credit note or the document of an advance on A4.

Drawn from what was frozen when it was issued, and the same bytes every time.
"""

from __future__ import annotations

from kiosk.paper.a4 import parties, sums
from kiosk.paper.a4.flow import Pages
from kiosk.paper.a4.sheet import BAD, LEFT, RIGHT, SOFT_INK, Sheet, width, wrapped, written
from kiosk.paper.a4.table import Block, Table
from kiosk.paper.a4.titles import titles
from kiosk.paper.document import Words
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.payment_codes import code_of
from kiosk.salon.domain.text import Day, T, Text


def invoice_pdf(invoice: Invoice, words: Words) -> bytes:
    """``words``: of the invoice's language. NeedsPerson when the fonts are missing."""
    title, _ = titles(invoice, words)
    sheet = Sheet(f"{title} {invoice.number}", invoice.seller.name, words.language)
    pages = Pages(onward(title, invoice.number))
    if invoice.training:
        pages.add(practice_warning(words))
    pages.add(parties.head_of(invoice, words))
    pages.add(parties.parties(invoice.seller, invoice.buyer, words, invoice.country))
    pages.add(parties.facts(invoice, words))
    if (told := parties.sentences(sums.said(invoice, words), words)) is not None:
        pages.add(told)
    table = Table(invoice, words)
    pages.table(table, table.rows)
    pages.add(_space(10))
    pages.add(sums.sums(invoice, words))
    if (paid := sums.paid_note(invoice, words)) is not None:
        pages.add(paid)
    if invoice.due_minor > 0 and invoice.seller.iban.strip():
        due = Day(invoice.due_on, "date") if invoice.due_on else None
        facts = sums.how_to_pay(invoice, words, invoice.due_minor, due)
        pages.add(sums.payment(code_of(invoice), facts, words))
    if (note := parties.sentences([invoice.note], words)) is not None:
        pages.add(note)
    if (marks := small(sums.marks(invoice, words), words)) is not None:
        pages.add(marks)
    practice = written(words.say(T("Practice"))).upper() if invoice.training else ""
    foot = " · ".join(filter(None, (practice, invoice.number, title, invoice.seller.name)))
    return pages.draw(sheet, words, foot, practice)


def onward(title: str, number: str) -> Block:
    """At the head of every page but the first."""
    number = written(number)
    shown = wrapped(title, 10, RIGHT - LEFT - width(number, 10, bold=True) - 20, bold=True)[0]

    def draw(sheet: Sheet, top: float) -> None:
        sheet.text(LEFT, top - 10, shown, 10, bold=True, colour=SOFT_INK)
        sheet.text(RIGHT, top - 10, number, 10, bold=True, side="right")

    return Block(30, draw)


def small(texts: list[Text], words: Words) -> Block | None:
    lines = [line for text in texts for line in wrapped(words.say(text), 7.5, RIGHT - LEFT)]
    if not lines:
        return None

    def draw(sheet: Sheet, top: float) -> None:
        for number, line in enumerate(lines):
            sheet.text(LEFT, top - 9 - number * 10.5, line, 7.5, colour=SOFT_INK)

    return Block(len(lines) * 10.5 + 8, draw)


def practice_warning(words: Words) -> Block:
    text = words.say(T("Practice only: this is not a document, nothing of it is real."))
    lines = wrapped(text, 11, RIGHT - LEFT - 28, bold=True)
    height = 14 + len(lines) * 14

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(LEFT, top - height, RIGHT - LEFT, height, stroke=BAD, thick=1.2)
        for number, line in enumerate(lines):
            sheet.text(LEFT + 14, top - 18 - number * 14, line, 11, bold=True, colour=BAD)

    return Block(height + 12, draw)


def _space(height: float) -> Block:
    return Block(height, lambda sheet, top: None)
