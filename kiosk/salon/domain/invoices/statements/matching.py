"""Which invoice a line of a statement pays: sure only where nothing else can be meant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.statements.line import Line, numbers_in, reference
from kiosk.salon.domain.text import Msg, T

Verdict = Literal["sure", "doubtful", "known", "none"]
_MOST = 5


@dataclass(frozen=True, slots=True)
class Payable:
    """An invoice that a line may pay. ``open_minor``: what is still to pay, below
    zero what is owed to the buyer."""

    invoice_id: Id
    number: str
    reference: str
    currency: str
    open_minor: int
    buyer_name: str


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a line for an invoice."""

    invoice_id: Id
    number: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Matched:
    """A line and what it is: ``sure`` (its shares may be booked), ``doubtful`` (a person says,
    ``shares`` are what is likely), ``known`` (booked before), ``none`` (no invoice is meant).
    ``why``: of what is not sure, for that person; ``candidates``: invoices that may be meant."""

    line: Line
    verdict: Verdict
    shares: tuple[Share, ...] = ()
    candidates: tuple[Payable, ...] = ()
    why: Msg | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A file that was read: its lines in their order. ``format``: what kind of file it was."""

    format: str
    account: str
    lines: tuple[Matched, ...]

    def of(self, verdict: Verdict) -> tuple[Matched, ...]:
        return tuple(one for one in self.lines if one.verdict == verdict)


def match(
    lines: Sequence[Line],
    payable: Sequence[Payable],
    known: Collection[str],
    today: date = date.max,
) -> tuple[Matched, ...]:
    """Each line, in their order: what one pays another does not pay again. ``payable``: all that
    may be meant, paid ones too; ``known``: keys of lines that are booked. What is booked after
    ``today`` is never sure."""
    left = {one.invoice_id: one for one in payable}
    found = []
    for line in lines:
        one = _match(line, tuple(left.values()), known)
        if one.verdict == "sure" and line.on > today:
            one = replace(one, verdict="doubtful", why=T("This day is still to come."))
        if one.verdict == "sure":
            for share in one.shares:
                before = left[share.invoice_id]
                open_minor = before.open_minor - share.amount_minor
                left[share.invoice_id] = replace(before, open_minor=open_minor)
        found.append(one)
    return tuple(found)


def _match(line: Line, payable: Sequence[Payable], known: Collection[str]) -> Matched:
    if line.key in known:
        return Matched(line, "known", why=T("Booked before."))
    if line.reversal:
        why = T("The bank took something back. Please look yourself.")
        return Matched(line, "doubtful", candidates=_named(line, payable), why=why)
    if line.amount_minor <= 0:
        return _given_back(line, payable)
    named = _named(line, payable)
    if not named:
        return _by_amount(line, payable)
    if any(one.currency != line.currency for one in named):
        return Matched(line, "doubtful", candidates=named, why=T("It is of another currency."))
    due = tuple(one for one in named if one.open_minor > 0)
    whole = sum(one.open_minor for one in due)
    shares = tuple(Share(one.invoice_id, one.number, one.open_minor) for one in due)
    if due and whole == line.amount_minor:
        return Matched(line, "sure", shares, named)
    if not due:
        shares = (Share(named[0].invoice_id, named[0].number, line.amount_minor),)
        why = T("This invoice is paid already.")
        return Matched(line, "doubtful", shares if len(named) == 1 else (), named, why)
    if len(due) > 1:
        why = T("It pays several invoices, and another sum than they come to.")
        return Matched(line, "doubtful", (), named, why)
    less = line.amount_minor < whole
    why = T("It is less than there is to pay.") if less else T("It is more than there is to pay.")
    only = (Share(due[0].invoice_id, due[0].number, line.amount_minor),)
    return Matched(line, "doubtful", only, named, why)


def _given_back(line: Line, payable: Sequence[Payable]) -> Matched:
    """Money that went out: to a buyer whom something is owed, and a person says so."""
    owed = [one for one in payable if one.open_minor < 0 and one.currency == line.currency]
    meant = _named(line, owed) or tuple(one for one in owed if one.open_minor == line.amount_minor)
    if not meant or not line.amount_minor:
        return Matched(line, "none", why=T("Money that went out."))
    shares: tuple[Share, ...] = ()
    if len(meant) == 1 and meant[0].open_minor <= line.amount_minor:
        shares = (Share(meant[0].invoice_id, meant[0].number, line.amount_minor),)
    why = T("Money that went out. Was it given back to this buyer?")
    return Matched(line, "doubtful", shares, meant[:_MOST], why)


def _named(line: Line, payable: Sequence[Payable]) -> tuple[Payable, ...]:
    """Those whose reference or number stands on it: as a reference, else within the words."""
    said = {reference(one) for one in line.references}
    # The model SI12 has a check digit behind the number.
    said |= {one[:-1] for text, one in _models(line) if text.startswith("SI12")}
    said.discard("")
    found = tuple(one for one in payable if _is(one, said))
    if found:
        return found
    written = numbers_in(" ".join((line.text, *line.references)).upper())
    return tuple(one for one in payable if _is(one, written))


def _models(line: Line) -> list[tuple[str, str]]:
    return [("".join(text.upper().split()), reference(text)) for text in line.references]


def _is(one: Payable, said: Collection[str]) -> bool:
    own = one.reference.lstrip("0")
    return (bool(own) and own in said) or one.number.replace("-", "").upper() in said


def _by_amount(line: Line, payable: Sequence[Payable]) -> Matched:
    """Nothing names an invoice: those of just this sum may be meant, and never surely."""
    alike = [
        one
        for one in payable
        if one.open_minor == line.amount_minor and one.currency == line.currency
    ]
    payer = set(fold(line.payer).split())
    alike.sort(key=lambda one: -len(payer & set(fold(one.buyer_name).split())))
    if not alike:
        return Matched(line, "none", why=T("No invoice is named on it."))
    shares: tuple[Share, ...] = ()
    if len(alike) == 1:
        shares = (Share(alike[0].invoice_id, alike[0].number, line.amount_minor),)
    why = T("No invoice is named on it, but the sum is that of one that is unpaid.")
    return Matched(line, "doubtful", shares, tuple(alike[:_MOST]), why)
