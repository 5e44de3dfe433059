"""The voucher of cash that came in or went out, and the counter-document that takes one back.

Two are printed: one stays with the till, one goes with whoever paid or was paid. What stands on it
in which country is in :mod:`kiosk.paper.cash.words`.
"""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.paper.cash.words import VOUCHER_WORDS, VoucherWords
from kiosk.paper.document import Blank, Cut, Document, Drawer, Line, Op, Rule, Table, Words
from kiosk.paper.heading import heading, not_fiscal
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount, Day, Percent, TimeOfDay
from kiosk.salon.domain.till.cash import CashMovement
from kiosk.salon.language.spelled import spelled

PARTS = 2
"""How many of them are printed."""


def cash_voucher(
    movement: CashMovement,
    salon: Salon,
    words: Words,
    *,
    part: int = 1,
    is_copy: bool = False,
    open_drawer: bool = False,
) -> Document:
    """``words``: speaks the country's language. ``part``: which of the two it is. A copy never
    opens the drawer."""
    own = VOUCHER_WORDS[salon.country]
    ops: list[Op] = [Drawer()] if open_drawer and not is_copy else []
    ops += heading(salon, words)
    ops += not_fiscal(salon, movement.at, words)
    ops += _title(movement, own, part, is_copy)
    ops += _when(movement, salon, words, own)
    ops += _content(movement, words, own)
    ops += _sum(movement, words, own)
    ops += _paper(movement, salon, words, own)
    ops += _signatures(movement, own)
    return Document(f"cash {movement.number}", (*ops, Cut()))


def _title(movement: CashMovement, own: VoucherWords, part: int, is_copy: bool) -> Iterator[Op]:
    yield Rule()
    for stamp in (own.copy if is_copy else "", own.void if movement.reverses else ""):
        if stamp:
            yield Line(stamp.upper(), bold=True, large=True, align="center")
    yield Line(own.title[movement.way], bold=True, align="center")
    yield Line(f"{own.number} {movement.number}", bold=True, align="center")
    if movement.reverses_number:
        yield Line(own.voids, movement.reverses_number)
    yield Line(own.part, f"{part}/{PARTS}")
    yield Rule()


def _when(movement: CashMovement, salon: Salon, words: Words, own: VoucherWords) -> Iterator[Op]:
    """The voucher is made at the moment at which the cash moves, and its days are the calendar's,
    whatever business day the salon counts that moment to."""
    day = words.say(Day(salon.law_day(movement.at), "date"))
    yield Line(own.issued, f"{day} {words.say(TimeOfDay(movement.at))}")
    yield Line(own.happened, day)
    yield Line(own.till, movement.till)


def _content(movement: CashMovement, words: Words, own: VoucherWords) -> Iterator[Op]:
    yield Line(own.party[movement.way], movement.party or movement.staff_name)
    named = own.kinds.get((movement.kind, movement.way))
    yield Line(own.purpose, named or words.say(movement.title))
    if movement.item:
        yield Line(own.item, movement.item)
    if movement.purpose:
        yield Line(f"{own.reason}: {movement.purpose}" if movement.reverses else movement.purpose)


def _sum(movement: CashMovement, words: Words, own: VoucherWords) -> Iterator[Op]:
    """A counter-document says the sum of the one it takes back, with a minus: its title says which
    way the cash once went."""
    minor = abs(movement.amount_minor)
    minor = -minor if movement.reverses else minor
    yield Rule()
    sum_ = words.say(Amount(minor, movement.currency))
    yield Line(own.amount, sum_, bold=True, large=True)
    yield Line(f"{own.words}: {spelled(minor, movement.currency, own.language)}")


def _paper(movement: CashMovement, salon: Salon, words: Words, own: VoucherWords) -> Iterator[Op]:
    """What the supplier's paper said."""
    paper = movement.paper
    if paper.supplier:
        yield Line(own.supplier, paper.supplier)
    if paper.company_id:
        yield Line(salon.rules.name_of_company_id(paper.company_id), paper.company_id)
    if paper.number:
        yield Line(own.paper, paper.number)
    if paper.vat:
        rows = [own.vat_heads]
        for row in paper.vat:
            base, vat, gross = (
                words.bare(Amount(minor, movement.currency))
                for minor in (row.base_minor, row.vat_minor, row.gross_minor)
            )
            rows.append((words.say(Percent(row.rate_bp * 10)), base, vat, gross))
        yield Table(tuple(rows))
    if own.booked:
        yield Line(f"{own.booked}: ..........")


def _signatures(movement: CashMovement, own: VoucherWords) -> Iterator[Op]:
    """Who is known already stands beside the line."""
    known = {own.cashier: movement.staff_name, own.approver: movement.approver_name}
    for place, sign in enumerate(own.signs[movement.way]):
        yield Blank()
        yield Blank()
        yield Rule()
        yield Line(sign, known.get(place, ""))
