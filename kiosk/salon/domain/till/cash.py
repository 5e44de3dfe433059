"""Cash that comes and goes without a sale: the kinds of it, and one movement as it is kept.

A movement is never changed. What was entered wrong is taken back by a counter-document, in the
session in which it was entered; once that was counted, the count has told the truth already and
only what really moves is entered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import MAX_PRICE_MINOR
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.vat import VatRow, vat_within

Way = Literal["in", "out"]
CashKind = Literal[
    "float", "bank_withdrawal", "owner_in", "found", "purchase", "courier", "advance", "wage",
    "tips", "drop", "bank_deposit", "owner_out", "lost", "transfer", "opening_difference",
    "difference", "invoice",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindRow:
    """``into``, ``out``: what it is called when cash comes in or goes out, None where it never
    does. ``expense``: it is paid for something and needs an item of expense. ``person``: one of the
    team gets it. ``voucher``: a numbered voucher is made; not for what only moves between the
    salon's own tills. ``by_hand``: a person enters it as cash; else a count does, or what says
    ``elsewhere`` where it is taken back."""

    into: Msg | None = None
    out: Msg | None = None
    expense: bool = False
    person: bool = False
    voucher: bool = True
    by_hand: bool = True
    elsewhere: Msg | None = None

    def name(self, way: Way) -> Msg:
        """What it is called; the other way's name where it has none of its own."""
        first, second = (self.into, self.out) if way == "in" else (self.out, self.into)
        found = first or second
        assert found is not None, "a kind without a name"
        return found


KINDS: dict[CashKind, KindRow] = {
    "float": KindRow(into=T("Change money")),
    "bank_withdrawal": KindRow(into=T("From the bank")),
    "owner_in": KindRow(into=T("From the owner")),
    "found": KindRow(into=T("Cash found")),
    "purchase": KindRow(
        into=T("Money back for a purchase"), out=T("Purchase"), expense=True
    ),
    "courier": KindRow(out=T("Courier and post"), expense=True),
    "advance": KindRow(into=T("Advance returned"), out=T("Advance on pay"), person=True),
    "wage": KindRow(out=T("Wage"), person=True),
    "tips": KindRow(out=T("Tips paid out"), person=True),
    "drop": KindRow(out=T("Into the safe"), voucher=False),
    "bank_deposit": KindRow(out=T("To the bank")),
    "owner_out": KindRow(out=T("To the owner")),
    "lost": KindRow(out=T("Cash lost")),
    "transfer": KindRow(
        into=T("From another till"), out=T("To another till"), voucher=False
    ),
    "opening_difference": KindRow(
        into=T("Difference at opening"), voucher=False, by_hand=False
    ),
    "difference": KindRow(into=T("Difference at closing"), voucher=False, by_hand=False),
    "invoice": KindRow(
        into=T("Invoice paid in cash"), out=T("Given back of an invoice"), by_hand=False,
        elsewhere=T("Take it back at the invoice that it pays."),
    ),
}  # fmt: skip
"""Every kind, in the order in which a form offers them."""

_NOT_OF_THE_SAFE = ("drop", "tips", "transfer")


def offered(way: Way, *, safe: bool = False) -> tuple[CashKind, ...]:
    """What a person may enter at a drawer, or at the ``safe``: from there money reaches a drawer by
    a transfer of the drawer's."""
    return tuple(
        key
        for key, row in KINDS.items()
        if row.by_hand
        and (row.into if way == "in" else row.out)
        and not (safe and key in _NOT_OF_THE_SAFE)
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """What a supplier's paper says: who, its number, and the VAT rows of what was paid. Everything
    may be empty."""

    supplier: str = ""
    number: str = ""
    vat: tuple[VatRow, ...] = ()
    company_id: str = ""


def check_entered(minor: int) -> None:
    """Refused: no sum, and one that nobody can mean. ``minor``: without a sign."""
    if minor <= 0:
        raise Refused(T("Enter the sum."), field="amount")
    if minor > MAX_PRICE_MINOR:
        raise Refused(T("The sum cannot be right. Please check the number."), field="amount")


VAT_SLACK_MINOR = 20
"""So far may the VAT of a supplier's paper be off: its lines may have been rounded one by one."""


def vat_field(rate_bp: int) -> str:
    """Where somebody typed how much of a paper has this rate."""
    return f"vat_{rate_bp}"


def check_vat(rows: Sequence[VatRow], paid_minor: int, step: int = 1) -> None:
    """Refused, at its field, where a row does not add up or is not of its rate, and at the last
    where all of them are not what was paid. ``paid_minor``: the sum without a sign; cash may be
    off by less than ``step``, the smallest coin."""
    field = ""
    for row in rows:
        field = vat_field(row.rate_bp)
        if row.base_minor + row.vat_minor != row.gross_minor:
            raise Refused(T("A VAT row does not add up."), field=field)
        if min(row.base_minor, row.vat_minor, row.rate_bp) < 0:
            raise Refused(T("A VAT row does not add up."), field=field)
        if abs(row.vat_minor - vat_within(row.gross_minor, row.rate_bp)) > VAT_SLACK_MINOR:
            raise Refused(T("The VAT does not fit its rate."), field=field)
    if rows and abs(sum(row.gross_minor for row in rows) - paid_minor) >= step:
        raise Refused(T("The VAT rows are not the sum that was paid."), field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class CashEntry:
    """What somebody enters. ``amount_minor``: without a sign. ``currency``: empty for the salon's
    own. ``party``: from whom or to whom, empty for whoever ``person_id`` is, or the supplier."""

    kind: CashKind
    amount_minor: int
    currency: str = ""
    party: str = ""
    person_id: Id | None = None
    purpose: str = ""
    item_id: Id | None = None
    paper: Paper = Paper()


@dataclass(frozen=True, slots=True)
class CashMovement:
    """``amount_minor``: positive for what came in. ``number``: of its voucher, or empty. ``till``:
    what that till is called. ``session_id``: None for the safe. ``party``: from whom or to whom;
    ``person_id``: of the team. ``item``: the expense item's name. ``transfer_id``: what the two
    movements of a transfer share. ``reverses``: what this takes back; ``reversed_by``: what took
    this back. ``at``: UTC ms; ``day``: the business day, ISO."""

    id: Id
    kind: CashKind
    currency: str
    amount_minor: int
    at: int
    day: str
    till_id: Id
    till: str = ""
    session_id: Id | None = None
    number: str = ""
    staff_id: Id | None = None
    staff_name: str = ""
    approved_by: Id | None = None
    approver_name: str = ""
    party: str = ""
    person_id: Id | None = None
    purpose: str = ""
    item_id: Id | None = None
    item: str = ""
    paper: Paper = Paper()
    transfer_id: Id | None = None
    reverses: Id | None = None
    reverses_number: str = ""
    reversed_by: Id | None = None
    reversed_by_number: str = ""

    @property
    def row(self) -> KindRow:
        return KINDS[self.kind]

    @property
    def way(self) -> Way:
        """That of its voucher: a counter-document is of the kind that it takes back."""
        return "in" if (self.amount_minor > 0) != (self.reverses is not None) else "out"

    @property
    def title(self) -> Msg:
        return self.row.name(self.way)


@dataclass(frozen=True, slots=True)
class ExpenseItem:
    """What money is spent on, such as rent. ``active``: it is offered. ``goods``: they are bought
    to be sold, so they cost something when they are sold, and are no expense in the profit."""

    id: Id
    name: str
    active: bool = True
    goods: bool = False


@dataclass(frozen=True, slots=True)
class Expense:
    """``amount_minor``: spent, negative for what came back. ``paid``: by cash (then
    ``movement_id`` is the cash that went) or from the bank. ``day``: of the paper, ISO; ``at``:
    when it was entered, UTC ms."""

    id: Id
    item_id: Id
    item: str
    day: str
    at: int
    amount_minor: int
    currency: str
    paid: Literal["cash", "bank"]
    paper: Paper = Paper()
    note: str = ""
    movement_id: Id | None = None
    staff_id: Id | None = None
    reverses: Id | None = None
    reversed_by: Id | None = None
