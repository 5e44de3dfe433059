"""The upper part of an invoice or a letter: what it is, who sells, who buys, and its days."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.paper.a4.sheet import (
    ACCENT,
    GREY,
    INK,
    LEFT,
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
from kiosk.paper.a4.titles import titles
from kiosk.paper.document import Words
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.text import Day, Msg, T, Text
from kiosk.salon.domain.till.means import of_payment

GUTTER, PAD = 18.0, 12.0
LABEL, SIZE, LEADING = 7.5, 9.0, 12.0
NAME, TITLE, NUMBER = 12.0, 22.0, 13.0
HALF = (ROOM - GUTTER) / 2
INVOICE = "invoice"
"""The means of what is paid later, by the invoice."""


def head(title: str, under: str, number: str) -> Block:
    """What it is at the left, its number at the right, and a line below."""
    room = ROOM - width(number, NUMBER, bold=True) - GUTTER
    size = TITLE
    while width(title, size, bold=True) > room and size > 13:
        size -= 1
    lines = wrapped(title, size, room, bold=True)[:2]
    height = 10 + len(lines) * (size + 4) + (13 if under else 0) + 10

    def draw(sheet: Sheet, top: float) -> None:
        y = top - size
        sheet.text(RIGHT, y, number, NUMBER, bold=True, side="right")
        for line in lines:
            sheet.text(LEFT, y, line, size, bold=True, colour=ACCENT)
            y -= size + 4
        if under:
            sheet.text(LEFT, y + 6, under, SIZE, colour=SOFT_INK)
        sheet.line(top - height + 10, ACCENT, 1.4)

    return Block(height, draw)


def head_of(invoice: Invoice, words: Words) -> Block:
    title, of_law = titles(invoice, words)
    return head(written(title), written(of_law), written(invoice.number))


Lines = tuple[tuple[str, float, bool, str], ...]
"""Text, size, whether bold, colour."""


def parties(seller: Party, buyer: Party, words: Words, home: str) -> Block:
    """Beside one another; ``home``: the country they do not have to say."""
    left = _party(words.say(T("Seller")), seller, words, home, HALF)
    right = _party(words.say(T("Buyer")), buyer, words, home, HALF - 2 * PAD)
    tall = max(_height(left), _height(right)) + 2 * PAD

    def draw(sheet: Sheet, top: float) -> None:
        sheet.box(LEFT + HALF + GUTTER, top - tall, HALF, tall, fill=SUNKEN)
        _write(sheet, left, LEFT, top - PAD)
        _write(sheet, right, LEFT + HALF + GUTTER + PAD, top - PAD)

    return Block(tall + 16, draw)


def _party(label: str, party: Party, words: Words, home: str, room: float) -> Lines:
    lines: list[tuple[str, float, bool, str]] = [(written(label), LABEL, False, GREY)]
    lines += [(line, NAME, True, INK) for line in wrapped(party.name, NAME, room, bold=True)[:5]]
    address = [party.street, f"{party.postcode} {party.city}".strip()]
    if party.country and party.country != home:
        address.append(party.country)
    for text in address:
        lines += [(line, SIZE, False, INK) for line in wrapped(text, SIZE, room)[:3] if line]
    for text in (*_numbers(party, words), party.register, party.phone, party.email):
        lines += [(line, SIZE, False, SOFT_INK) for line in wrapped(text, SIZE, room)[:4] if line]
    return tuple(lines)


def _numbers(party: Party, words: Words) -> list[str]:
    """The two tax numbers under the names that their country has for them."""
    rules = COUNTRIES.get(party.country)
    company, vat = words.say(T("Company number")), words.say(T("VAT number"))
    if rules is not None:
        company = rules.name_of_company_id(party.company_id)
        vat = rules.name_of_vat_id(party.vat_id)
    named = ((company, party.company_id), (vat, party.vat_id))
    return [f"{name}: {number}" for name, number in named if number]


def _height(lines: Lines) -> float:
    return sum(size + LEADING - SIZE for _, size, _, _ in lines)


def _write(sheet: Sheet, lines: Lines, x: float, top: float) -> None:
    y = top
    for text, size, bold, colour in lines:
        y -= size + LEADING - SIZE
        sheet.text(x, y + 2, text, size, bold=bold, colour=colour)


SUPPLIED: dict[str, Msg] = {
    "invoice": T("Date of supply"),
    "credit_note": T("Date of supply"),
    "advance": T("Date of payment"),
}


def facts(invoice: Invoice, words: Words) -> Block:
    """Days and how it is paid, side by side under small labels."""
    say = words.say
    cells: list[tuple[str, str]] = [
        (say(T("Issued on")), say(Day(invoice.issued_on, "date"))),
        (say(SUPPLIED[invoice.kind]), say(Day(invoice.supplied_on, "date"))),
    ]
    if invoice.due_on is not None and invoice.due_minor > 0:
        cells.append((say(T("Due on")), say(Day(invoice.due_on, "date"))))
    if invoice.seller.city and invoice.country == "SI":
        cells.append((say(T("Place of issue")), invoice.seller.city))
    cells.append((say(T("Payment")), ", ".join(_how(invoice, words))))
    if invoice.reference and invoice.due_minor > 0:
        cells.append((reference_name(invoice, words), reference(invoice)))
    return strip(cells)


def reference(invoice: Invoice) -> str:
    form = COUNTRIES[invoice.country].payment_on(invoice.issued_on)
    return " ".join(filter(None, (form.reference_model if form else "", invoice.reference)))


def reference_name(invoice: Invoice, words: Words) -> str:
    """As the forms of the country's banks call it."""
    form = COUNTRIES[invoice.country].payment_on(invoice.issued_on)
    return form.reference if form else words.say(T("Payment reference"))


def _how(invoice: Invoice, words: Words) -> list[str]:
    titles: dict[str, None] = {}
    for payment in invoice.payments:
        if payment.method != INVOICE:
            titles[words.say(of_payment(payment.method, payment.title).title)] = None
    if invoice.due_minor > 0:
        titles[words.say(T("Bank transfer"))] = None
    return list(titles) or [words.say(T("Nothing to pay"))]


def strip(cells: Sequence[tuple[str, str]]) -> Block:
    """Labels over values, as many in a row as have room for their words."""
    rows: list[list[tuple[str, list[str], float]]] = [[]]
    left = ROOM
    for label, value in cells:
        label = written(label)
        wide = min(max(width(label, LABEL), width(value, SIZE + 1, bold=True), 58.0), ROOM / 2)
        if wide > left and rows[-1]:
            rows.append([])
            left = ROOM
        rows[-1].append((label, wrapped(value, SIZE + 1, wide, bold=True)[:3], wide))
        left -= wide + GUTTER
    heights = [16 + max(len(lines) for _, lines, _ in row) * LEADING + 4 for row in rows]

    def draw(sheet: Sheet, top: float) -> None:
        for row, height in zip(rows, heights, strict=True):
            spare = ROOM - sum(wide for _, _, wide in row) - GUTTER * (len(row) - 1)
            step, x = spare / max(1, len(row)), LEFT
            for label, lines, wide in row:
                sheet.text(x, top - 8, label, LABEL, colour=GREY)
                for number, line in enumerate(lines):
                    sheet.text(x, top - 21 - number * LEADING, line, SIZE + 1, bold=True)
                x += wide + GUTTER + step
            top -= height

    return Block(sum(heights) + 6, draw)


def sentences(texts: Sequence[Text], words: Words, *, bold: bool = False) -> Block | None:
    """Paragraphs over the whole width; None without any."""
    lines = [
        line for text in texts if text for line in wrapped(words.say(text), SIZE, ROOM, bold=bold)
    ]
    if not lines:
        return None

    def draw(sheet: Sheet, top: float) -> None:
        for number, line in enumerate(lines):
            sheet.text(LEFT, top - SIZE - number * LEADING, line, SIZE, bold=bold)

    return Block(len(lines) * LEADING + 8, draw)
