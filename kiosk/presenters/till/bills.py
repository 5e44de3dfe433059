"""Bills that are open: of visits and of sales put aside."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.rows import Row
from kiosk.presenters.till.bill_view import question_of
from kiosk.salon.domain.text import Amount, N, T, TimeOfDay
from kiosk.salon.domain.till.bill import Bill


@dataclass(frozen=True, slots=True)
class BillsState:
    rows: tuple[Row, ...] = ()


class Bills(Presenter[BillsState, None]):
    name = "bills"
    blank = BillsState()

    def enter(self, _: None = None) -> None:
        self.show(BillsState(tuple(_row(bill) for bill in self.services.bills.all())))

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        """Takes a bill up again at the desk."""
        self.host.go(DeskArgs(bill_id=bytes.fromhex(key)))

    def new(self) -> None:
        """A sale without a visit."""
        staff = self.host.staff
        if staff is not None:
            bill = self.services.bills.open_retail(staff.id)
            self.host.go(DeskArgs(bill_id=bill.id))


def _row(bill: Bill) -> Row:
    chip = question_of(bill)
    if bill.taken and not chip:
        chip = T("Partly paid")
    return Row(
        key=bill.id.hex(),
        title=bill.client_name or T("Sale"),
        subtitle=N(
            "{n} item · opened at {time}",
            "{n} items · opened at {time}",
            len(bill.lines),
            time=TimeOfDay(bill.opened_at),
        ),
        right=Amount(bill.due_minor, bill.currency.code),
        icon="calendar" if bill.appointment_id else "shopping-bag",
        tone="warn" if chip else "",
        chip=chip,
    )
