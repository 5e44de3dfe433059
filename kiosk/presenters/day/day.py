"""The till and its day: what it began with, what should lie there, and the ways to open, look and
close."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.cash.args import CashFormArgs
from kiosk.presenters.cash.drawer import open_drawer
from kiosk.presenters.day.args import CloseTillArgs, ClosingArgs, ClosingsArgs, CountArgs
from kiosk.presenters.day.words import sums_beside, told_uncounted, uncounted
from kiosk.presenters.till.bill_view import SumView
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import Amount, Day, T, Text, TimeOfDay
from kiosk.salon.domain.till.cash import Way
from kiosk.salon.domain.till.session import Session, TillDay


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """``since``: how the till stands, ``about``: who opened it. ``attention``: what waits to be
    counted, or empty. ``expected``: what should lie there, by currency; ``taken``: what was taken
    since it was opened, however paid; ``told``: why something of it is not shown. ``is_open``: it
    can be closed; ``goes_on``: and what waits can be counted without that; ``waits``: nothing is
    open, and something is still to be counted. ``as_left``: what a till that is not open can begin
    with in one touch, or empty. ``has_drawer``: cash lies here."""

    name: Text = ""
    since: Text = ""
    about: Text = ""
    attention: Text = ""
    expected: tuple[SumView, ...] = ()
    taken: tuple[SumView, ...] = ()
    told: Text = ""
    is_open: bool = False
    goes_on: bool = False
    waits: bool = False
    as_left: Text = ""
    has_drawer: bool = True


class DayPage(Presenter[DayState, None]):
    name = "day"
    blank = DayState()

    def forget(self) -> None:
        self._waiting: tuple[Session, ...] = ()

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def _load(self) -> None:
        if self.by is None:
            return
        day = self.services.tills.day(self.by)
        today = self.services.context.today().isoformat()
        waiting = uncounted(day, today, self.services.context.till_rules)
        self._waiting = day.uncounted
        session, has_drawer = day.session, day.till.kind != "cashless"
        state = DayState(
            name=day.till.title,
            since=self._since(day),
            about=self._about(session) if has_drawer else "",
            attention=told_uncounted(waiting),
            is_open=session is not None,
            goes_on=session is not None and session not in waiting,
            waits=session is None and bool(day.uncounted),
            has_drawer=has_drawer,
        )
        self.show(self._with_money(state, day))

    def _since(self, day: TillDay) -> Text:
        if day.session is None:
            return T("The till is not open")
        opened = TimeOfDay(day.session.opened_at)
        if day.session.business_day == self.services.context.today().isoformat():
            return T("Open since {time}", time=opened)
        began = Day(date.fromisoformat(day.session.business_day), "short")
        return T("Open since {day}, {time}", day=began, time=opened)

    def _about(self, session: Session | None) -> Text:
        if session is None:
            return T("It opens by itself with the first sale.")
        if not session.counted or session.opened_by is None:
            return T("The float was not counted.")
        who = self.services.team.member(session.opened_by).first_name
        return T("The float was counted by {name}.", name=who)

    def _with_money(self, state: DayState, day: TillDay) -> DayState:
        """What should lie there and what was taken, for whom may see it."""
        home = self.services.context.salon.currency.code
        left = {home: 0, **{one.currency: one.minor for one in day.left}}
        amounts = [Amount(minor, code) for code, minor in left.items()]
        hidden = self.by is not None and self.services.tills.counts_blind(self.by)
        if state.has_drawer and hidden:
            state = replace(state, told=T("What should be here is shown when you have counted."))
        elif state.has_drawer and state.is_open:
            should = tuple(SumView(T("Should be here"), amount) for amount in amounts)
            state = replace(state, expected=should)
        elif state.has_drawer and not state.waits and day.till.id:
            left_here = tuple(SumView(T("Left in the till"), amount) for amount in amounts)
            state = replace(state, expected=left_here, as_left=sums_beside(amounts))
        sees = not hidden and may(self.host.staff, "see_takings")
        if state.is_open and self.by is not None and sees:
            figures = self.services.closings.x(self.by)
            taken = Amount(figures.turnover_minor, figures.currency)
            state = replace(state, taken=(SumView(T("Taken so far"), taken),))
        return state

    # -- intents ------------------------------------------------------------------------------

    def open_as_left(self) -> None:
        """The day begins with what the last closing left, as it lies there; nobody counts it."""
        if self.by is None or not self.state.as_left:
            return
        self.services.tills.open_as_left(self.by)
        self.hardware.sound("ok")
        self.host.say(Toast(T("The till is open."), "ok"))
        self._load()

    def open(self) -> None:
        """The float is counted first. The drawer opens for it without a sale; one with a key alone
        is opened by hand."""
        if self._can_open:
            self.with_approval(self._open)
        else:
            self.host.go("open_till")

    def _open(self, approved_by: Id | None) -> None:
        self._drawer(approved_by)
        self.host.go("open_till")

    @property
    def _can_open(self) -> bool:
        return any(device.has_drawer and device.ok for device in self.hardware.devices)

    def _lay_open(self, session_id: Id) -> None:
        """What is counted has to be seen. Once that belongs to the count; later it is an opening
        without a sale, and the drawer stays shut for who may not open it so."""
        if self.by is None or not self._can_open:
            return
        if self.services.closings.lay_open(session_id, self.by):
            open_drawer(self)
        elif may(self.host.staff, "no_sale"):
            self._drawer(None)

    def count(self) -> None:
        """The end of the day: nothing more is sold into it from now on, unless whoever counts
        goes without having counted."""
        self.with_approval(lambda approved_by: self._count(approved_by, None))

    def count_earlier(self) -> None:
        """What was forgotten; the day that is open goes on."""
        if self._waiting:
            last = self._waiting[-1].id
            self.with_approval(lambda approved_by: self._count(approved_by, last))

    def _count(self, approved_by: Id | None, session_id: Id | None) -> None:
        if self.by is None:
            return
        counting = self.services.closings.begin(self.by, approved_by, session_id)
        if counting.currencies:
            self._lay_open(counting.session.id)
            self.host.go(CountArgs(counting, approved_by))
        else:
            self.host.go(CloseTillArgs(counting, (), (), approved_by))

    def sales(self) -> None:
        """What was sold today."""
        self.host.go("sales")

    def look(self) -> None:
        """The figures so far, without closing."""
        self.with_approval(lambda approved_by: self._look(approved_by))

    def _look(self, approved_by: Id | None) -> None:
        if self.by is not None:
            self.services.closings.x(self.by, approved_by)
            self.host.go(ClosingArgs(None, approved_by))

    def cash(self, way: Way) -> None:
        """Cash that comes or goes without a sale."""
        self.host.go(CashFormArgs(way))

    def movements(self) -> None:
        """What came and went without a sale."""
        self.host.go("cash_list")

    def drawer(self) -> None:
        """Opens the drawer without a sale; that is counted."""
        self.with_approval(self._drawer)

    def _drawer(self, approved_by: Id | None) -> None:
        if self.by is not None:
            self.services.cash.open_drawer(self.by, approved_by=approved_by)
            open_drawer(self)
            self._load()

    def closings(self) -> None:
        """Earlier closings: what was taken on other days, too."""
        self.with_approval(self._closings)

    def _closings(self, approved_by: Id | None) -> None:
        if self.by is not None:
            self.services.rights.permitted("see_takings", self.by, approved_by)
            self.host.go(ClosingsArgs(approved_by))
