"""What the front desk shows, and the parts of it that need no memory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.agenda.columns import Block, Column, Zone
from kiosk.presenters.agenda.visit_panel import ChipView, VisitPanel
from kiosk.presenters.args import PlainScreen
from kiosk.presenters.base import Host
from kiosk.presenters.day.words import uncounted
from kiosk.presenters.fiscal.chip import fiscal_chip
from kiosk.presenters.rows import Row
from kiosk.presenters.setup.first_steps import steps_left
from kiosk.presenters.till.bill_view import BillState
from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import Clash, ClashKind
from kiosk.salon.domain.devices import trouble_in_short
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Day, N, T, Text, TimeOfDay
from kiosk.salon.services.salon_services import Services


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """A visit that was dragged and not let go for good: to a stylist ``at`` an instant (UTC ms),
    which is drawn in ``column`` at ``start`` (minute of the day). ``reason``: what is in the way
    there, of ``kinds``."""

    key: str
    column: int
    start: int
    staff_id: Id
    at: int
    question: Text
    reason: Text = ""
    kinds: tuple[ClashKind, ...] = ()

    def despite(self, clashes: Sequence[Clash]) -> Moving:
        """The same, asked with what stands in the way."""
        kinds = tuple(clash.kind for clash in clashes)
        return replace(self, reason=clashes[0].text, kinds=kinds)


@dataclass(frozen=True, slots=True)
class Quiet:
    """What stands beside the agenda while nothing is selected."""

    summary: Text = ""
    waiting: tuple[Row, ...] = ()
    open_bills: int = 0


QUIET = Quiet()
"""Before anything is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskState:
    """``zones``: where nobody can be booked. ``by_room``: the columns are rooms and devices, of
    which there are some when ``has_rooms``. ``shown``: first and last minute of the day drawn;
    ``hours``: every full hour in it, on the clock. ``now``: minute of the now-line, None on other
    days. ``only``: the one column of the compact layout. ``selected``: key of the visit beside the
    agenda. ``chip``: what is missing or waits."""

    day: date = date.min
    title: Text = ""
    columns: tuple[Column, ...] = ()
    blocks: tuple[Block, ...] = ()
    zones: tuple[Zone, ...] = ()
    by_room: bool = False
    has_rooms: bool = False
    shown: tuple[int, int] = (0, 60)
    hours: tuple[TimeOfDay, ...] = ()
    now: int | None = None
    only: int = 0
    quiet: Quiet = QUIET
    selected: str = ""
    panel: VisitPanel | None = None
    bill: BillState | None = None
    chip: ChipView | None = None
    steps: tuple[Row, ...] = ()
    moving: Moving | None = None


PRINTS_WITHIN_MS = 4000
"""A paper that comes out by itself this soon is nothing to tell."""


def quiet_of(services: Services, visits: Iterable[Appointment]) -> Quiet:
    """``visits``: those of the day shown."""
    states = [visit.state for visit in visits]
    return Quiet(
        _to_come(states.count("booked"), len(states)),
        tuple(
            Row(
                entry.id.hex(),
                entry.first_name,
                T("Waiting since {time}", time=TimeOfDay(entry.at)),
                icon="hourglass",
            )
            for entry in services.waiting.today()
        ),
        services.bills.count(),
    )


def _to_come(booked: int, visits: int) -> Text:
    """A day without anybody to come is said in words: no language counts to nought."""
    if booked:
        return N("{n} visit still to come", "{n} visits still to come", booked)
    return T("Nobody else is to come") if visits else T("Nothing booked.")


def drawer_open(host: Host) -> bool:
    """Whether a cash drawer is known to be open."""
    return any(device.drawer_open for device in host.hardware.devices)


@dataclass(frozen=True, slots=True)
class Notices:
    """What the desk has to be told, and the first steps that are left."""

    chip: ChipView | None = None
    steps: tuple[Row, ...] = ()


def notices(services: Services, host: Host) -> Notices:
    """To be looked at once a second: a scanned bottle does not wait for a dozen questions that
    have nothing to do with it."""
    return Notices(_chip(services, host), steps_left(services, host))


def _chip(services: Services, host: Host) -> ChipView | None:
    """A wrong clock, what a terminal has not answered, what a fiscal office refuses or has to be
    told, devices that are missing, papers that wait, visits to be placed, an open drawer, a till to
    be counted or opened, letters that are stuck, a service that asks for somebody; None when all is
    well."""
    if services.context.clock_behind():
        return ChipView(T("The clock is behind"), "clock", "bad")
    questions = services.asking.unanswered()
    if questions:
        opens: PlainScreen = "bills" if questions[0].bill_id else "sales"
        words = N("{n} card payment in doubt", "{n} card payments in doubt", len(questions))
        return ChipView(words, "credit-card", "warn", opens)
    if chip := fiscal_chip(services, urgent=True):
        return chip
    trouble = trouble_in_short(host.hardware.devices)
    late = services.context.now() - PRINTS_WITHIN_MS
    papers = services.printing.late_count(late)
    if papers:
        icon = "alert-triangle" if trouble else "printer"
        return ChipView(T("Waiting to print: {n}", n=papers), icon, "warn")
    if trouble:
        return ChipView(trouble, "plug", "warn")
    if to_place := services.agenda.to_place():
        words = N("{n} visit to place", "{n} visits to place", len(to_place))
        return ChipView(words, "copy", "warn", visit=to_place[0])
    if drawer_open(host):
        return ChipView(T("The drawer is open"), "wallet", "info")
    if chip := _till_chip(services):
        return chip
    if chip := fiscal_chip(services, urgent=False):
        return chip
    if letters := services.mail.stuck_count():
        return ChipView(T("E-mail: {n} stuck", n=letters), "mail", "warn", "letters")
    if services.mail.stopped():
        return ChipView(T("E-mail needs you"), "mail", "warn", "letters")
    if service := services.sync.in_need():
        return ChipView(T("{service} needs you", service=service), "globe", "warn", "sync")
    return None


def _till_chip(services: Services) -> ChipView | None:
    """The first day that nobody counted; in a salon that counts, a till that nobody has opened."""
    context, day = services.context, services.tills.glance()
    waiting = uncounted(day, context.today().isoformat(), context.till_rules)
    if waiting:
        first = Day(date.fromisoformat(waiting[0].business_day), "short")
        return ChipView(T("Not counted: {day}", day=first), "wallet", "warn", "day")
    if day.session is None and day.till.id:
        return ChipView(T("Open the till"), "wallet", "info", "day")
    return None
