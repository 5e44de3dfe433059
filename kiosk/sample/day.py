"""The sample salon's day around now: planned the day before, then lived through until now.

The morning really happens, event by event on a clock of its own, so that sales, stock, journal
and numbers are those a salon would have.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from random import Random

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.agenda.clash import BUT_VISITS
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.sample.lists import table
from kiosk.sample.sample import SampleClient, SampleStaff, SampleVisit

MINUTE = 60_000
QUARTER = 15 * MINUTE
DAY = 86_400_000
EARLY = 6 * MINUTE
"""How long before their time the sample clients arrive."""

FLOATS = {"CZK": 200_000, "HUF": 30_000, "EUR": 10_000}
"""What the till begins the day with, in minor units."""
FILLERS = ("S01", "S02", "S03", "S12", "S20", "S26", "S27", "S31", "S33", "S35")


@contextmanager
def clock_at(services: Services, moment: int) -> Iterator[ManualClock]:
    """Lets the salon live at another time; the real clock comes back afterwards."""
    real = services.context.clock
    clock = ManualClock(moment)
    services.context.clock = clock
    try:
        yield clock
    finally:
        services.context.clock = real


@dataclass(frozen=True, slots=True)
class Plan:
    """A visit to be: ``starts_at`` UTC ms, ``state`` it shall have reached by now."""

    staff_id: Id
    starts_at: int
    services: tuple[str, ...]
    state: str
    client: SampleClient
    role: str = ""


class Day:
    def __init__(
        self,
        services: Services,
        staff: tuple[SampleStaff, ...],
        actors: dict[str, SampleClient],
        others: tuple[SampleClient, ...],
        service_ids: dict[str, Id],
        chance: Random,
    ) -> None:
        self._services = services
        self._staff = staff
        self._actors = actors
        self._others = others or tuple(actors.values())
        self._ids = service_ids
        self._chance = chance
        self._minutes = {row["code"]: int(row["minutes"]) for row in table("services")}
        self._now = services.context.now()
        salon = services.context.salon
        self._day = salon.business_day(self._now)
        self._bounds = salon.day_bounds(self._day)
        opening = services.hours.opening(self._day)
        self._opens = salon.instant(self._day, opening[0][0])
        self._closes = salon.instant(self._day, opening[-1][1])

    def happen(self, *, full: bool) -> dict[str, tuple[SampleVisit, ...]]:
        """Books and lives the day; ``full``: from opening to closing, not only around now."""
        plans = self._around_now()
        if full:
            plans += self._rest_of_day(plans)
        roles: dict[str, tuple[SampleVisit, ...]] = {}
        with clock_at(self._services, self._bounds[0] - DAY // 2) as clock:
            booked = [(plan, self._book(plan)) for plan in plans]
            for plan, visit in booked:
                if plan.role:
                    known = SampleVisit(visit.id, plan.client, visit.starts_at, visit.code)
                    roles[plan.role] = (*roles.get(plan.role, ()), known)
            for event in self._events(booked):
                clock.jump(event[0])
                if event[1] == "paid" and self._services.tills.glance().session is None:
                    self._count_float()
                self._live(*event[1:])
        self._file_receipts()
        for known in roles.get("blocked", ()):
            client = self._services.clients.get(known.client.id)
            self._services.clients.save(replace(client, status="blocked"), None)
        return roles

    def _around_now(self) -> list[Plan]:
        anchor = self._now - self._now % QUARTER
        plans = []
        for row in table("day"):
            starts_at = anchor + int(row["minutes"]) * MINUTE
            codes = tuple(row["services"].split())
            if not self._bounds[0] <= starts_at < self._bounds[1]:
                continue
            client = self._actors[row["person"]] if row["person"] else self._anybody()
            member = self._staff[int(row["column"])]
            plans.append(Plan(member.id, starts_at, codes, row["state"], client, row["role"]))
        return plans

    def _rest_of_day(self, near: list[Plan]) -> list[Plan]:
        """Visits by chance before and after those around now, with gaps to book into."""
        plans = []
        for member in self._staff:
            own = [plan for plan in near if plan.staff_id == member.id]
            first = min((plan.starts_at for plan in own), default=self._now)
            last = max((self._end(plan) for plan in own), default=self._now)
            for start, end, state in (
                (self._opens, min(first, self._closes), "paid"),
                (max(last, self._opens) + QUARTER, self._closes, "booked"),
            ):
                plans += self._fill(member.id, start, end, state)
        return plans

    def _fill(self, staff_id: Id, start: int, end: int, state: str) -> list[Plan]:
        plans: list[Plan] = []
        at = start
        while True:
            plan = Plan(staff_id, at, (self._chance.choice(FILLERS),), state, self._anybody())
            if self._end(plan) > end:
                return plans
            plans.append(plan)
            at = self._end(plan) + self._chance.choice((0, 0, 1, 2, 4)) * QUARTER

    def _anybody(self) -> SampleClient:
        return self._chance.choice(self._others)

    def _end(self, plan: Plan) -> int:
        return plan.starts_at + sum(self._minutes[code] for code in plan.services) * MINUTE

    def _book(self, plan: Plan) -> Appointment:
        return self._services.agenda.book(
            plan.staff_id,
            plan.starts_at,
            [self._ids[code] for code in plan.services],
            self._staff[0].id,
            client_id=plan.client.id,
            despite=BUT_VISITS,
        )

    def _events(
        self, booked: list[tuple[Plan, Appointment]]
    ) -> list[tuple[int, str, Plan, Appointment]]:
        """What happens until now, in order of time."""
        happened = {
            "booked": (),
            "cancelled": ("cancelled",),
            "no_show": ("no_show",),
            "arrived": ("arrived",),
            "in_chair": ("arrived", "in_chair"),
            "done": ("arrived", "in_chair", "done"),
            "paid": ("arrived", "in_chair", "paid"),
        }
        events = []
        for plan, visit in booked:
            moments = {
                "cancelled": self._bounds[0],
                "no_show": visit.starts_at + QUARTER,
                "arrived": visit.starts_at - EARLY,
                "in_chair": visit.starts_at,
                "done": visit.ends_at,
                "paid": visit.ends_at,
            }
            for action in happened[plan.state]:
                events.append((min(moments[action], self._now), action, plan, visit))
        order = ("cancelled", "no_show", "arrived", "in_chair", "done", "paid")
        return sorted(events, key=lambda event: (event[0], order.index(event[1]), event[3].id))

    def _live(self, action: str, plan: Plan, visit: Appointment) -> None:
        desk = self._staff[0].id
        if action == "paid":
            bill = self._services.visit_bills.open(visit.id, desk)
            total = bill.totals.total_minor
            method = self._chance.choice(("card", "card", "cash"))
            payment = Payment("card" if method == "card" else "cash", total)
            self._services.checkout.pay(bill.id, [payment], total, desk)
        else:
            self._services.agenda.set_state(visit.id, action, desk)  # type: ignore[arg-type]

    def _count_float(self) -> None:
        """Before the first money comes in."""
        code = self._services.context.salon.currency.code
        self._services.tills.open(self._staff[0].id, [Count(code, (), FLOATS[code])])

    def _file_receipts(self) -> None:
        """The morning's receipts came out long ago."""
        printing = self._services.printing
        while (job := printing.next(("receipt",))) is not None:
            printing.printed(job.id)


def add_history(
    services: Services,
    staff: tuple[SampleStaff, ...],
    clients: tuple[SampleClient, ...],
    service_ids: dict[str, Id],
) -> None:
    """Earlier visits of some clients, at four-week intervals, and one to come."""
    context = services.context
    today = context.salon.business_day(context.now())
    for number, client in enumerate(clients):
        member = staff[number % len(staff)]
        for weeks in (-12, -8, -4, 6):
            minute = 60 * (8 + number % 9)
            starts_at = context.salon.instant(today, minute) + weeks * 7 * DAY
            with clock_at(services, min(starts_at - DAY, context.now())):
                visit = services.agenda.book(
                    member.id,
                    starts_at,
                    [service_ids[FILLERS[(number + weeks) % len(FILLERS)]]],
                    staff[0].id,
                    client_id=client.id,
                    despite=BUT_VISITS,
                )
            if weeks < 0:
                with clock_at(services, visit.ends_at):
                    services.agenda.set_state(visit.id, "done", staff[0].id)
