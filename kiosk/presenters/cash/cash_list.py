"""Cash that came and went on a day: look at one, print a copy, take it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.cash.args import CashFormArgs, CashVoidArgs
from kiosk.presenters.days import DayByDay
from kiosk.presenters.rows import Row
from kiosk.presenters.till.bill_view import SumView
from kiosk.salon.domain.text import Amount, Day, N, Percent, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.till.cash import CashMovement


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementView:
    """One movement in full. ``facts``: what is known of it, in lines. ``note``: what happened to
    it."""

    title: Text
    subtitle: Text
    facts: tuple[Text, ...]
    vat: tuple[SumView, ...]
    total: Amount
    note: Text = ""
    has_voucher: bool = False
    can_void: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CashListState:
    """``chosen``: key of the row whose ``movement`` is shown, or empty. ``summary``: how many there
    are that ``day``, and what should lie in the safe where that may be seen. ``last``: no later day
    can be looked at."""

    day: Text = ""
    last: bool = True
    rows: tuple[Row, ...] = ()
    chosen: str = ""
    movement: MovementView | None = None
    summary: Text = ""


class CashList(DayByDay[CashListState, None]):
    name = "cash_list"
    blank = CashListState()

    def forget(self) -> None:
        self._day = date.min
        self._found: tuple[CashMovement, ...] = ()

    def enter(self, _: None = None) -> None:
        self._turn(self.services.context.today())

    def _again(self) -> None:
        self._load(self.state.chosen)

    def _load(self, chosen: str) -> None:
        today = self.services.context.today()
        self._found = self.services.cash.of_days(self._day, self._day)
        many = N("{n} movement of cash", "{n} movements of cash", len(self._found))
        self.show(
            CashListState(
                day=T("Today") if self._day == today else Day(self._day, "brief"),
                last=self._day == today,
                rows=tuple(map(_row, self._found)),
                summary=side_by_side((many, *self._in_safe())),
            )
        )
        if chosen:
            self.pick(chosen)

    def _in_safe(self) -> tuple[Text, ...]:
        by = self.by
        if by is None or self.services.tills.counts_blind(by):
            return ()
        return tuple(
            T("in the safe {amount}", amount=Amount(one.minor, one.currency))
            for one in self.services.cash.in_safe()
            if one.minor
        )

    def pick(self, key: str) -> None:
        """Shows one in full."""
        one = next((one for one in self._found if one.id.hex() == key), None)
        if one is not None:
            view = _view(one, can_void=self.services.cash.can_reverse(one))
            self.show(replace(self.state, chosen=key, movement=view))

    def unpick(self) -> None:
        """Back to the list (where both do not fit)."""
        self.show(replace(self.state, chosen="", movement=None))

    def cash_in(self) -> None:
        self.host.go(CashFormArgs("in"))

    def cash_out(self) -> None:
        self.host.go(CashFormArgs("out"))

    def copy(self) -> None:
        """Prints the chosen one's voucher again, marked as a copy."""
        if self.state.chosen and self.by is not None:
            self.services.cash.copy(bytes.fromhex(self.state.chosen), self.by)
            self.hardware.print_soon()
            self.host.say(Toast(T("A copy is being printed."), "info"))

    def void(self) -> None:
        """Asks why."""
        movement = self.state.movement
        if movement is not None and movement.can_void:
            self.host.go(CashVoidArgs(bytes.fromhex(self.state.chosen)))


def _row(one: CashMovement) -> Row:
    chip: Text = ""
    if one.reverses is not None:
        chip = T("Void")
    elif one.reversed_by is not None:
        chip = T("Voided")
    return Row(
        key=one.id.hex(),
        title=one.title,
        subtitle=side_by_side([TimeOfDay(one.at), *_said(one.number, one.party, one.item)]),
        right=Amount(one.amount_minor, one.currency),
        icon="log-in" if one.amount_minor > 0 else "log-out",
        tone="warn" if chip else "",
        chip=chip,
        dim=bool(chip),
    )


def _said(*texts: str) -> list[Text]:
    return [text for text in texts if text]


def _view(one: CashMovement, *, can_void: bool) -> MovementView:
    note: Text = ""
    if one.reversed_by_number:
        note = T("Voided by {number}", number=one.reversed_by_number)
    elif one.reversed_by is not None:
        note = T("Voided")
    elif one.reverses_number:
        note = T("Voids {number}: {reason}", number=one.reverses_number, reason=one.purpose)
    facts: list[Text] = [T("Till: {till}", till=one.till)]
    if one.party:
        facts.append(T("From or to: {name}", name=one.party))
    facts += _said(one.item, one.purpose if not one.reverses_number else "")
    if one.paper.supplier or one.paper.number:
        facts.append(side_by_side(_said(one.paper.supplier, one.paper.number)))
    if one.approver_name:
        facts.append(T("Approved by {name}", name=one.approver_name))
    vat = (
        SumView(
            T("of it VAT {rate}", rate=Percent(row.rate_bp * 10)),
            Amount(row.vat_minor, one.currency),
        )
        for row in one.paper.vat
    )
    return MovementView(
        title=one.number or one.title,
        subtitle=T("{time} · {name}", time=TimeOfDay(one.at), name=one.staff_name),
        facts=(*((one.title,) if one.number else ()), *facts),
        vat=tuple(vat),
        total=Amount(one.amount_minor, one.currency),
        note=note,
        has_voucher=bool(one.number),
        can_void=can_void,
    )
