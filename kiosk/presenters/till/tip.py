"""A tip: so many percent, a round sum, or what was typed; and for whom it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter
from kiosk.presenters.till import typed
from kiosk.presenters.till.args import TipArgs
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import known_as
from kiosk.salon.domain.text import Amount, Percent, Text
from kiosk.salon.domain.till import tips
from kiosk.salon.domain.till.bill import Bill


@dataclass(frozen=True, slots=True, kw_only=True)
class TipState:
    """``percents`` and ``rounded``: keys and words of the buttons for a tip in percent and for
    round sums; ``chosen`` of them was touched. ``due`` and ``tip`` are ``total``. ``people``: for
    whom it may be, ``person`` is. ``error``: what is wrong."""

    due: Text = ""
    tip: Text = ""
    total: Text = ""
    percents: tuple[tuple[str, Text], ...] = ()
    rounded: tuple[tuple[str, Text], ...] = ()
    chosen: str = ""
    people: tuple[tuple[str, Text], ...] = ()
    person: str = ""
    has_tip: bool = False
    comma: bool = False
    error: Text = ""


class Tip(Presenter[TipState, TipArgs]):
    name = "tip"
    blank = TipState()

    def forget(self) -> None:
        self._bill: Bill | None = None
        self._typed = ""
        self._chosen = ""
        self._person: Id | None = None

    def enter(self, args: TipArgs) -> None:
        bill = self._bill = self.services.bills.get(args.bill_id)
        tipping = self.services.tipping
        self._typed = typed.as_text(bill.tip_minor, self._decimals) if bill.tip_minor else ""
        team = {one.id for one in tipping.people(bill)}
        wanted = (bill.tip_staff_id, tipping.usually_for(bill), self.by)
        self._person = next((one for one in wanted if one in team), None)
        self._look()

    @property
    def _decimals(self) -> int:
        return self._bill.currency.exponent if self._bill else 0

    def _look(self) -> None:
        bill = self._bill
        if bill is None:
            return
        code, due = bill.currency.code, bill.due_minor
        tip = typed.value(self._typed, self._decimals)
        self.show(
            TipState(
                due=Amount(due, code),
                tip=Amount(tip, code),
                total=Amount(due + tip, code),
                percents=tuple((f"%{one}", Percent(one * 1000)) for one in tips.PERCENTS),
                rounded=tuple((str(sum_), Amount(sum_, code)) for sum_ in self._round_sums()),
                chosen=self._chosen,
                people=tuple(
                    (one.hex(), name)
                    for one, name in known_as(self.services.tipping.people(bill)).items()
                ),
                person=self._person.hex() if self._person else "",
                has_tip=bill.tip_minor > 0,
                comma=self._decimals > 0,
            )
        )

    def _round_sums(self) -> tuple[int, ...]:
        bill = self._bill
        return tips.rounded_up(bill.due_minor, bill.currency.code) if bill else ()

    def quick(self, key: str) -> None:
        """A button: so many percent, or the round sum that is paid together."""
        bill = self._bill
        if bill is None:
            return
        if key.startswith("%"):
            tip = tips.percent_tip(bill.due_minor, int(key[1:]), bill.currency.code)
        else:
            tip = int(key) - bill.due_minor
        self._typed, self._chosen = typed.as_text(tip, self._decimals), key
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad: what is typed after a button begins anew."""
        before = "" if self._chosen else self._typed
        self._typed, self._chosen = typed.press(before, key, self._decimals), ""
        self._look()

    def person(self, key: str) -> None:
        """For whom it is."""
        self._person = bytes.fromhex(key)
        self._look()

    def save(self) -> None:
        """Back to the bill, with the tip on it."""
        self._save(typed.value(self._typed, self._decimals))

    def remove(self) -> None:
        """No tip after all."""
        self._save(0)

    def _save(self, tip_minor: int) -> None:
        if self._bill is not None:
            self.services.tipping.set(self._bill.id, tip_minor, self._person)
            self.host.back()

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))

    def scan(self, code: str) -> bool:
        """Not while a tip is said."""
        self.hardware.sound("refuse")
        return True
