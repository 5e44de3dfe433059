"""The times that a booking can have: day, stylist, and what fits there."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.agenda import no_time
from kiosk.presenters.agenda.booking_services import ChosenServices
from kiosk.presenters.agenda.booking_state import ANYBODY
from kiosk.salon.domain.agenda.clash import OF_HOURS
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.agenda.planning import FreeTime
from kiosk.salon.services.salon_services import Services


class BookingTimes:
    """``day`` is looked at, ``starts_at`` (UTC ms) chosen, ``stylist`` too or empty bytes for
    anybody. ``here_now``: it begins now. ``own``: the visit that is changed."""

    def __init__(self, services: Services, own: Id | None = None) -> None:
        self._services = services
        self.own = own
        self.day = services.agenda.today()
        self.starts_at: int | None = None
        self.here_now = False
        self.stylists = tuple(one for one in services.team.members() if one.bookable)
        self.stylist: Id = b""

    @property
    def choices(self) -> tuple[tuple[str, Text], ...]:
        names = tuple((who.id.hex(), who.first_name) for who in self.stylists)
        return ((ANYBODY, T("Anybody")), *names) if len(names) > 1 else names

    def choose_stylist(self, staff_id: Id) -> None:
        """Anybody: the time that is picked says who."""
        self.stylist = staff_id
        if not staff_id:
            self.starts_at = None

    def take_most_free(self, at: int) -> None:
        """The stylist with the most time from an instant on; nobody without any."""
        free = self._services.planning.free_from
        self.stylist = max(
            (one.id for one in self.stylists), key=lambda who: free(who, at), default=b""
        )

    def free(self, chosen: ChosenServices) -> tuple[FreeTime, ...]:
        """What fits on the day, as it is now."""
        return self._services.planning.free_times(
            chosen.ids, self.day, None, self.stylist or None, own=self.own
        )

    def take_nearest(self, chosen: ChosenServices, around: int) -> None:
        """The free time of the day that is closest to an instant, else the next there is."""
        salon = self._services.context.salon
        found = min(self.free(chosen), key=lambda time: abs(time.starts_at - around), default=None)
        if found is None:
            after = max(around, salon.day_bounds(self.day)[0])
            found = self._services.planning.next_free(chosen.ids, after, self.stylist or None)
        self.starts_at = found.starts_at if found else None
        if found is not None:
            self.day = salon.business_day(found.starts_at)

    def take_first(self, chosen: ChosenServices) -> None:
        """The next that fits, from now on. Refused: there is none in the coming weeks."""
        context = self._services.context
        found = self._services.planning.next_free(chosen.ids, context.now(), self.stylist or None)
        if found is None:
            raise Refused(T("Nothing is free in the coming weeks."))
        self.day = context.salon.business_day(found.starts_at)
        self.stylist, self.starts_at, self.here_now = found.staff_id, found.starts_at, False

    def pick(self, chosen: ChosenServices, at: int) -> None:
        self.starts_at, self.here_now = at, False
        if not self.stylist:
            free = [time.staff_id for time in self.free(chosen) if time.starts_at == at]
            self.stylist = free[0] if free else b""

    def turn_to(self, chosen: ChosenServices, day: date) -> None:
        """Another day at the same time of day, if that is free then."""
        salon, before = self._services.context.salon, self.starts_at
        self.day, self.here_now = day, False
        if before is not None:
            wall = salon.local(before)
            at = salon.instant(day, wall.hour * 60 + wall.minute)
            self.starts_at = at if at in [time.starts_at for time in self.free(chosen)] else None

    def begin_now(self) -> None:
        """It begins now, or not after all."""
        self.here_now = not self.here_now
        if self.here_now:
            self.day = self._services.agenda.today()
            if not self.stylist:
                self.take_most_free(self._services.context.now())

    @property
    def known(self) -> bool:
        """Whether it is said who and when."""
        return bool(self.stylist) and (self.here_now or self.starts_at is not None)

    def clash(self, chosen: ChosenServices) -> Text:
        """What is in the way of the chosen time; empty where it fits."""
        at = self._services.context.now() if self.here_now else self.starts_at
        if at is None or not self.stylist or not chosen:
            return ""
        found = self._services.planning.clashes(chosen.ids, self.stylist, at, own=self.own)
        if self.here_now:
            found = tuple(clash for clash in found if clash.kind not in OF_HOURS)
        return found[0].text if found else ""

    def none(self, chosen: ChosenServices) -> Text:
        """Why the day has no time that fits."""
        calendar = self._services.hours.calendar(self.day, self.day)
        stylist = next((one for one in self.stylists if one.id == self.stylist), None)
        today = self._services.agenda.today()
        return no_time.reason(calendar, self.day, today, stylist, chosen.minutes)
