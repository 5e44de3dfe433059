"""The front desk: the day's agenda, the selected visit with its bill, and the ways elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kiosk.presenters.agenda.args import (
    Booked,
    BookingArgs,
    DatePickerArgs,
    DayPicked,
    DeskArgs,
    TimeOffFormArgs,
    WaitingArgs,
    WeekArgs,
)
from kiosk.presenters.agenda.clash_words import stands_badly
from kiosk.presenters.agenda.columns import HOUR, hours_shown, key_id, minute_of
from kiosk.presenters.agenda.day import DeskDay
from kiosk.presenters.agenda.desk_state import DeskState, Notices, notices
from kiosk.presenters.agenda.moves import Moves
from kiosk.presenters.agenda.visit_panel import BEFORE, STATE_TEXT, VisitPanel, panel_of, pays_next
from kiosk.presenters.args import PlainScreen, Result
from kiosk.presenters.base import Host, Presenter, Toast
from kiosk.presenters.clients.args import ClientArgs, ClientPicked, ClientsArgs
from kiosk.presenters.forms import require_manager
from kiosk.presenters.setup.first_steps import WAYS
from kiosk.presenters.till.bill_panel import BillPanel
from kiosk.salon.domain.agenda.appointment import Appointment, VisitState, may_follow
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, T, TimeOfDay
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.checkin import CODE_PREFIX
from kiosk.salon.services.first_steps import Step
from kiosk.salon.services.salon_services import Services


class FrontDesk(Presenter[DeskState, DeskArgs]):
    name = "desk"
    blank = DeskState()

    def __init__(self, services: Services, host: Host, clock: Clock) -> None:
        self._bill = BillPanel(services, host, clock, self._redraw)
        self._day = DeskDay(services, clock)
        self._moves = Moves(services, host, self._day, self.resume)
        super().__init__(services, host, clock)

    def forget(self) -> None:
        self._day.forget()
        self._selected: Id | None = None
        self._more = False
        self._only = 0
        self._moves.moving = None
        self._notices = Notices()
        self._bill.close()

    # -- coming and going ---------------------------------------------------------------------

    def enter(self, args: DeskArgs) -> None:
        self._day.date = self.services.agenda.today()
        self.reenter(args)

    def reenter(self, args: DeskArgs) -> None:
        if args.day is not None:
            self._turn_to(args.day)
        self._look_again()
        if args.appointment_id is not None:
            self._show_visit(args.appointment_id)
        if args.bill_id is not None:
            self._deselect()
            self._bill.open_bill(args.bill_id)
        self._redraw()
        if args.scanned:
            self.scan(args.scanned)

    def resume(self, result: Result | None = None) -> None:
        self._look_again()
        if isinstance(result, Booked):
            self._show_visit(result.appointment_id)
        elif isinstance(result, ClientPicked):
            self._bill.attach(result.client_id)
        elif isinstance(result, DayPicked):
            self._turn_to(result.day)
            return
        self._redraw()

    def _look_again(self) -> None:
        """Something may have been changed on another screen."""
        self._notices = notices(self.services, self.host)
        self._read()
        self._bill.reload()
        visit = self._visit()
        if visit is not None and visit.state == "paid":
            self._deselect()

    def tick(self) -> None:
        self._notices = notices(self.services, self.host)
        if self._day.stale:
            self._read()
        self._redraw()

    def card(self, card: TappedCard) -> bool:
        return self._bill.card(card)

    def scan(self, code: str) -> bool:
        if code.upper().startswith(CODE_PREFIX):
            visit = self.services.checkin.at_desk(code)
            if visit is not None:
                self._show_visit(visit.id)
                self._redraw()
            else:
                self.hardware.sound("refuse")
                self.host.say(Toast(T("No visit of today has this code."), "warn"))
            return True
        if self._bill.state is None:
            self._deselect()
        self._bill.scan(code)
        return True

    # -- the day ------------------------------------------------------------------------------

    def today(self) -> None:
        self._turn_to(self.services.agenda.today())

    def previous_day(self) -> None:
        self._turn_to(self._day.date - timedelta(days=1))

    def next_day(self) -> None:
        self._turn_to(self._day.date + timedelta(days=1))

    def pick_day(self) -> None:
        self.host.go(DatePickerArgs(day=self._day.date))

    def week(self) -> None:
        """The salon's week; with a visit beside the agenda, its stylist's."""
        visit = self._visit()
        self.host.go(WeekArgs(self._day.date, visit.staff_id if visit else None))

    def show_column(self, key: str) -> None:
        """Whose column the compact layout shows."""
        self._only = self._day.column(key) or 0
        self._redraw()

    def show_rooms(self) -> None:
        """Rooms and devices as columns, or the stylists again."""
        self._day.by_room = not self._day.by_room
        self._only, self._moves.moving = 0, None
        self._read()
        self._redraw()

    def _turn_to(self, day: date) -> None:
        self._day.date = day
        self._moves.moving = None
        if self._visit() is not None:
            self._deselect()
        self._read()
        self._redraw()

    # -- a visit ------------------------------------------------------------------------------

    def select(self, key: str) -> None:
        """A visit was tapped: it comes up beside the agenda with its bill."""
        self._show_visit(key_id(key))
        self._redraw()

    def close_panel(self) -> None:
        """Puts the visit and the bill out of sight; the bill stays open."""
        self._bill.park()
        self._deselect()
        self._redraw()

    def more(self) -> None:
        """Opens or closes the rarer actions of the visit."""
        self._more = not self._more
        self._redraw()

    def set_state(self, state: VisitState) -> None:
        """What happened to the selected visit; can be taken back for 8 seconds."""
        visit = self._visit()
        if visit is None:
            return
        before = visit.state
        self.services.agenda.set_state(visit.id, state, self.by)
        self.host.say(
            Toast(
                T("{name}: {state}", name=visit.client_name, state=STATE_TEXT[state]),
                "ok",
                T("Undo"),
                lambda: self._undo_state(visit.id, before),
            )
        )
        self._more = False
        self._read()
        if state in ("cancelled", "no_show"):
            self._bill.close()
            self._deselect()
        self._redraw()

    def _undo_state(self, visit_id: Id, before: VisitState) -> None:
        now = self.services.agenda.get(visit_id).state
        back = before if may_follow(now, before) else BEFORE[now]
        self.services.agenda.set_state(visit_id, back, self.by)
        self._read()
        self._redraw()

    def edit(self) -> None:
        if (visit := self._visit()) is not None:
            self.host.go(BookingArgs(appointment_id=visit.id))

    def leave_so(self) -> None:
        """The visit stays upon the other one."""
        if (visit := self._visit()) is not None and self.by is not None:
            self.services.agenda.leave_so(visit.id, self.by)
            self._more = False
            self._look_again()
            self._redraw()

    def rebook(self) -> None:
        """The same again in a few weeks."""
        if (visit := self._visit()) is not None:
            self.host.go(BookingArgs.again(visit, self.services.agenda.again_at(visit)))

    def print_slip(self) -> None:
        if (visit := self._visit()) is not None:
            self.services.printing.slip(visit.id)
            self.hardware.print_soon()
            self.host.say(Toast(T("The slip is being printed."), "info"))
            self._more = False
            self._redraw()

    def open_client(self) -> None:
        visit = self._visit()
        if visit is not None and visit.client_id is not None:
            self.host.go(ClientArgs(visit.client_id))

    # -- booking and moving -------------------------------------------------------------------

    def slot(self, column_key: str, minute: int) -> None:
        """An empty place was tapped: it is booked, or what blocks it comes up."""
        off = self._day.off_at(column_key, minute)
        if off is not None:
            self.host.go(TimeOffFormArgs(staff_id=off.staff_id, off=off))
            return
        whose = None if self._day.by_room else key_id(column_key)
        self.host.go(BookingArgs(staff_id=whose, starts_at=self._day.instant(minute)))

    def book(self) -> None:
        """A booking without a slot: the day shown, the next quarter hour."""
        self.host.go(BookingArgs(day=self._day.date))

    def take(self) -> None:
        """A visit is being dragged: what was offered to be undone is not under the finger."""
        self.host.hush()

    def drag_to(self, key: str, column_key: str, minute: int) -> None:
        """A visit was held, dragged and dropped; it moves when that is confirmed."""
        self._moves.drop(key, column_key, minute)
        self._redraw()

    def cancel_move(self) -> None:
        self._moves.moving = None
        self._redraw()

    def confirm_move(self) -> None:
        try:
            self._moves.confirm()
        finally:
            # Also when the move is refused: the visit is back in its place then.
            self._redraw()

    # -- the bill -----------------------------------------------------------------------------

    def sale(self) -> None:
        """A sale of goods alone."""
        self._deselect()
        self._bill.new_retail()

    def bill(self, intent: str, *args: Any) -> None:
        """Touches on the bill (see :class:`kiosk.presenters.till.bill_panel.BillPanel`)."""
        getattr(self._bill, intent)(*args)

    # -- elsewhere ----------------------------------------------------------------------------

    def rail(self, screen: PlainScreen) -> None:
        self.host.go(screen)

    def lock(self) -> None:
        """The door is on screen at once; bills stay parked."""
        self.host.lock()

    def to_client(self) -> None:
        """The screen belongs to a client now, who may check in."""
        self.host.home()

    def search(self) -> None:
        self.host.go(ClientsArgs())

    def open_chip(self) -> None:
        """What is missing or waits."""
        chip = self.state.chip
        if chip is not None and chip.visit is not None:
            self.select(chip.visit.hex())
            return
        self.host.go((chip and chip.opens) or "papers")

    def step(self, key: Step) -> None:
        """One of the first steps of a new salon."""
        require_manager(self)
        self.host.go(WAYS[key][3])

    def open_bills(self) -> None:
        self.host.go("bills")

    def open_waiting(self, key: str = "") -> None:
        self.host.go(WaitingArgs(key))

    # -- inside -------------------------------------------------------------------------------

    def _visit(self) -> Appointment | None:
        return self._day.visits.get(self._selected.hex()) if self._selected else None

    def _deselect(self) -> None:
        self._selected = None
        self._more = False
        if self._bill.appointment_id is not None:
            self._bill.close()

    def _show_visit(self, visit_id: Id) -> None:
        visit = self.services.agenda.get(visit_id)
        day = self.services.context.salon.business_day(visit.starts_at)
        if day != self._day.date or visit_id.hex() not in self._day.visits:
            self._day.date = day
            self._read()
        self._bill.close()
        self._selected, self._more, self._moves.moving = visit_id, False, None
        column = self._day.column(visit.staff_id.hex())
        if column is not None:
            self._only = column
        may_bill = visit.state in ("booked", "arrived", "in_chair", "done")
        if may_bill and day <= self.services.agenda.today():
            self._bill.open_visit(visit_id)

    def _read(self) -> None:
        """Looks at the database again."""
        self._day.read()
        if self._selected is not None and self._visit() is None:
            self._deselect()

    def _panel(self, visit: Appointment, *, billed: bool) -> VisitPanel:
        clash = stands_badly(self._day.clashes.get(visit.id.hex(), ()), self._day.visits)
        return panel_of(
            *(visit, self._day.rooms, clash),
            more=self._more,
            billed=billed,
            to_place=visit.id.hex() in self._day.to_place,
            ahead=self._day.date > self.services.agenda.today(),
        )

    def _redraw(self) -> None:
        day = self._day.date
        if day == date.min:
            return
        salon, now = self.services.context.salon, self.services.context.now()
        is_today = day == self.services.agenda.today()
        now_minute = minute_of(salon, day, now) if is_today else None
        blocks = self._day.blocks(now)
        shown = hours_shown(self._day.hours, blocks, now_minute)
        visit = self._visit()
        bill = self._bill.state
        billed = bill is not None
        if bill is not None and visit is not None:
            bill = replace(bill, pay_next=pays_next(visit))
        self.show(
            DeskState(
                day=day,
                title=Day(day, "brief"),
                columns=self._day.columns,
                blocks=blocks,
                zones=self._day.zones,
                by_room=self._day.by_room,
                has_rooms=bool(self._day.rooms),
                shown=shown,
                hours=tuple(
                    TimeOfDay(salon.instant(day, minute))
                    for minute in range(shown[0], shown[1] + 1, HOUR)
                ),
                now=now_minute,
                only=min(self._only, max(0, len(self._day.columns) - 1)),
                quiet=self._day.quiet,
                selected=self._selected.hex() if self._selected else "",
                panel=self._panel(visit, billed=billed) if visit else None,
                bill=bill,
                chip=self._notices.chip,
                steps=self._notices.steps,
                moving=self._moves.moving,
            )
        )
