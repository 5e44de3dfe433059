"""Free times of a full week with four stylists, as the booking page asks for them."""

from __future__ import annotations

from datetime import timedelta

from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.agenda.hours import HoursPlan, TimeOff
from kiosk.salon.services.salon_services import Services
from tests.bench.measure import Steps

WEEKS = 40
HALF_HOURS = 20


class FreeWeek:
    """Half an hour is booked, half an hour is not, from morning to evening."""

    def __init__(self, services: Services) -> None:
        self.services = services
        salon, agenda = self.services.context.salon, self.services.agenda
        self.first = agenda.today() + timedelta(days=14)
        self.service = self.services.catalogue.services()[0].id
        store = self.services.context.store
        with store.transaction():
            for member in self.services.team.members():
                hours = ((8 * 60, 12 * 60), (12 * 60 + 30, 20 * 60))
                plan = HoursPlan(b"", member.id, self.first - timedelta(days=30), ((hours,) * 7,))
                self.services.hours.save_plan(plan, None)
                off = TimeOff(b"", member.id, "training", self.first, self.first, 900, 960)
                self.services.hours.save_time_off(off, None)
                for number in range(7 * HALF_HOURS // 2):
                    day, place = divmod(number, HALF_HOURS // 2)
                    start = salon.instant(self.first + timedelta(days=day), 480 + 60 * place)
                    agenda.book(
                        member.id,
                        start,
                        [self.service],
                        None,
                        guest_name="Host",
                        despite=ANYTHING,
                    )

    def weeks(self) -> Steps:
        """Each week is timed alone."""
        last = self.first + timedelta(days=6)

        def look() -> None:
            assert self.services.planning.free_times([self.service], self.first, last)

        for _ in range(WEEKS):
            yield "week", look
