"""One line of the bill: how many, at what price and why, what discount, who did it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Presenter
from kiosk.presenters.till import paying, typed
from kiosk.presenters.till.args import LineEditArgs
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import Currency, line_total
from kiosk.salon.domain.people import known_as
from kiosk.salon.domain.text import Amount, Number, Percent, T, Text, side_by_side
from kiosk.salon.domain.till.bill import (
    BillLine,
    Discount,
    check_discount,
    check_gross,
    check_price,
    check_quantity,
    discount_of,
    gross_of,
    line_taken_off,
)

LinePart = Literal["quantity", "price", "percent", "amount"]
PIECE = 1000
MILLI_OF_GRAM = {"kg": 1, "dkg": 100, "g": 1000}
"""Thousandths of each unit of weight in one gram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEditState:
    """``active``: the part that the keypad fills. ``price_note``: the list price, when another is
    asked, or that there is none yet. ``asks_reason``: the price differs from the list, or much is
    taken off it, so it needs one. ``staff``: who could have done it (services only). ``can_weigh``:
    it is sold by weight and there is a scale; ``weighing``: that was asked. ``error``: what is
    wrong; ``why``: what has to be done before it can be saved."""

    name: str = ""
    active: LinePart = "quantity"
    quantity: Text = ""
    unit: str = ""
    price: Text = ""
    price_note: Text = ""
    discount: Text = ""
    discount_kind: Literal["percent", "amount"] = "percent"
    total: Text = ""
    asks_reason: bool = False
    reason: str = ""
    staff: tuple[tuple[str, Text], ...] = ()
    staff_key: str = ""
    error: Text = ""
    why: Text = ""
    comma: bool = False
    can_weigh: bool = False
    weighing: bool = False


class LineEdit(Presenter[LineEditState, LineEditArgs]):
    name = "line_edit"
    blank = LineEditState()

    def forget(self) -> None:
        self._bill_id: Id = b""
        self._line: BillLine | None = None
        self._currency: Currency | None = None
        self._active: LinePart = "quantity"
        self._kind: Literal["percent", "amount"] = "percent"
        self._typed: str | None = None
        self._staff: tuple[tuple[str, Text], ...] = ()
        self._weighing = False

    def enter(self, args: LineEditArgs) -> None:
        bill = self.services.bills.get(args.bill_id)
        line = next((line for line in bill.lines if line.id == args.line_id), None)
        if line is None:
            self.host.back()
            return
        self._bill_id, self._line, self._currency = bill.id, line, bill.currency
        self._typed, self._weighing = None, False
        self._active = "price" if line.unpriced else "quantity"
        self._kind = "amount" if line.discount.kind == "amount" else "percent"
        members = self.services.team.members() if line.kind == "service" else ()
        self._staff = tuple((member.hex(), name) for member, name in known_as(members).items())
        self._look()

    def _look(self) -> None:
        line, currency = self._line, self._currency
        if line is None or currency is None:
            return
        code, gross = currency.code, gross_of(line)
        discount: Text = Percent(line.discount.value)
        if self._kind == "amount":
            discount = Amount(line.discount.value, code)
        error, given = self._error(line), line.price_reason or line.discount.reason
        asks_reason = self._asks_reason(line)
        why: Text = T("Please give a reason.") if asks_reason and not given.strip() else ""
        self.show(
            LineEditState(
                name=line.name,
                active=self._active,
                quantity=Number(line.quantity_milli),
                unit=line.unit,
                price=Amount(line.price_minor, code),
                price_note=self._price_note(line, code),
                discount=discount,
                discount_kind=self._kind,
                total=Amount(gross - discount_of(line.discount, gross), code),
                asks_reason=asks_reason,
                reason=given,
                staff=self._staff,
                staff_key=line.staff_id.hex() if line.staff_id else "",
                error=error,
                why=T("Not possible like this") if error else why,
                comma=self._decimals() > 0,
                can_weigh=_milli_of_gram(line) > 0
                and any(device.kind == "scale" for device in self.hardware.devices),
                weighing=self._weighing,
            )
        )

    def _asks_reason(self, line: BillLine) -> bool:
        changed = line.price_minor != line.list_price_minor
        return changed or self.services.context.wants_reason(line_taken_off(line))

    @staticmethod
    def _price_note(line: BillLine, code: str) -> Text:
        if line.unpriced:
            return T("Enter the price")
        if line.price_minor != line.list_price_minor:
            return T("Instead of {price}", price=Amount(line.list_price_minor, code))
        return ""

    def _error(self, line: BillLine) -> Text:
        """What is wrong so far; a reason still to be given is not an error yet."""
        try:
            if line.quantity_milli:
                check_quantity(line.quantity_milli)
            check_price(line.price_minor, "given")
            check_gross(line.price_minor, line.quantity_milli)
            check_discount(line.discount, gross_of(line))
        except PultError as error:
            return error.message
        return ""

    def _decimals(self) -> int:
        currency = self._currency
        if self._active == "quantity":
            return 2
        if self._active == "percent":
            return 1
        return currency.exponent if currency else 0

    def choose(self, part: LinePart) -> None:
        """Which part the keypad fills. The two kinds of discount exclude each other."""
        line = self._line
        if line is None:
            return
        if part == "percent" or part == "amount":
            self._kind = part
            if line.discount.kind != part:
                self._line = replace(line, discount=Discount())
        self._active, self._typed = part, None
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad. The first digit replaces what was there."""
        if self._line is None:
            return
        self._typed = typed.press(self._typed or "", key, self._decimals())
        self._set(self._typed)

    def _set(self, text: str) -> None:
        line, currency = self._line, self._currency
        assert line is not None
        assert currency is not None
        if self._active == "quantity":
            self._line = replace(line, quantity_milli=typed.value(text, 3))
        elif self._active == "price":
            price = typed.value(text, currency.exponent)
            listed = price if line.open_price else line.list_price_minor
            self._line = replace(line, price_minor=price, list_price_minor=listed)
        else:
            decimals = 3 if self._active == "percent" else currency.exponent
            value = typed.value(text, decimals)
            why = line.discount.reason or line.price_reason
            self._line = replace(
                line, discount=Discount(self._active, value, why) if value else Discount()
            )
        self._look()

    def more(self) -> None:
        """One piece more."""
        self._step(PIECE)

    def less(self) -> None:
        """One piece less, down to one."""
        self._step(-PIECE)

    def _step(self, by: int) -> None:
        line = self._line
        if line is not None:
            quantity = max(PIECE, line.quantity_milli + by)
            self._line = replace(line, quantity_milli=quantity)
            self._active, self._typed = "quantity", None
            self._look()

    def weigh(self) -> None:
        """Asks the scale for the quantity."""
        if self.state.can_weigh and not self._weighing:
            self._weighing = True
            self._look()
            self.hardware.weigh(self._weighed)

    def _weighed(self, grams: int, why: Text) -> None:
        """What lies on the scale is the quantity; without a weight it stays as it was."""
        line = self._line
        if line is None or not self._weighing:
            return
        self._weighing = False
        if grams > 0:
            self._line = replace(line, quantity_milli=grams * _milli_of_gram(line))
            self._active, self._typed = "quantity", None
        self.hardware.sound("ok" if grams > 0 else "refuse")
        self._look()
        if grams <= 0:
            self.show(replace(self.state, error=why))

    def reason(self, text: str) -> None:
        """Why the price differs; it stands in the journal."""
        if self._line is not None:
            why = replace(self._line.discount, reason=text)
            self._line = replace(self._line, price_reason=text, discount=why)
            self._look()

    def staff(self, key: str) -> None:
        """Who did it."""
        if self._line is not None:
            self._line = replace(self._line, staff_id=bytes.fromhex(key))
            self._look()

    def save(self) -> None:
        """Refused with a word beside the field when something is wrong. What takes more off the
        list than who is here may give asks for an approval."""
        self.with_approval(self._save, self._asked_for())

    def _asked_for(self) -> Text:
        """What whoever approves has to know of it."""
        line, state = self._line, self.state
        if line is None or self._currency is None:
            return ""
        listed = Amount(line_total(line.list_price_minor, line.quantity_milli), self._currency.code)
        sums = T("{price} instead of {list_price}", price=state.total, list_price=listed)
        return side_by_side([part for part in (line.name, sums, state.reason.strip()) if part])

    def _save(self, approved_by: Id | None) -> None:
        line = self._line
        if line is None:
            return
        self.services.bill_lines.edit_line(
            self._bill_id,
            line.id,
            quantity_milli=line.quantity_milli,
            price_minor=line.price_minor,
            price_reason=line.price_reason,
            discount=line.discount,
            staff_id=line.staff_id,
            approved_by=approved_by,
            given_by=paying.who_is_here(self.host),
        )
        self.host.back()

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))

    def remove(self) -> None:
        """Takes the line off the bill."""
        if self._line is not None:
            self.services.bill_lines.remove_line(self._bill_id, self._line.id)
            self.host.back()


def _milli_of_gram(line: BillLine) -> int:
    """0 for what is not sold by weight."""
    return MILLI_OF_GRAM.get(line.unit.strip().rstrip(".").casefold(), 0)
