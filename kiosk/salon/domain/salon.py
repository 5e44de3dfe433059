"""The salon itself: who stands on the receipt, and in what country it works."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.salon.domain.country import COUNTRIES, Country
from kiosk.salon.domain.money import CURRENCIES, Currency

DAY_STARTS = time(4, 0)
"""A business day begins at four in the morning, so a late party still belongs to its evening."""


@dataclass(frozen=True, slots=True)
class Salon:
    """Profile entered at set-up. ``vat_bp``: the rates on offer, highest first."""

    name: str
    street: str
    city: str
    postcode: str
    country: str
    phone: str = ""
    company_id: str = ""
    vat_id: str = ""
    language: str = ""
    timezone: str = ""
    receipt_footer: str = ""
    vat_bp: tuple[int, ...] = ()
    opens: int = 8 * 60
    closes: int = 20 * 60
    """``opens``/``closes``: minutes after midnight, the part of the day the agenda shows."""

    @property
    def rules(self) -> Country:
        return COUNTRIES[self.country]

    @property
    def currency(self) -> Currency:
        return CURRENCIES[self.rules.currency]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone or self.rules.timezone)

    def local(self, at_ms: int) -> datetime:
        """An instant (UTC milliseconds) on the salon's wall clock."""
        return datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(self.zone)

    def instant(self, day: date, minute: int) -> int:
        """UTC milliseconds of a wall-clock ``minute`` of ``day`` (minutes after midnight)."""
        wall = datetime.combine(day, time(0)) + timedelta(minutes=minute)
        return int(wall.replace(tzinfo=self.zone).timestamp() * 1000)

    def business_day(self, at_ms: int) -> date:
        """The working day an instant belongs to (see :data:`DAY_STARTS`)."""
        wall = self.local(at_ms).replace(tzinfo=None)
        shift = timedelta(hours=DAY_STARTS.hour, minutes=DAY_STARTS.minute)
        return (wall - shift).date()

    def day_bounds(self, day: date) -> tuple[int, int]:
        """``[from, to)`` of a business day in UTC milliseconds; 23 or 25 hours at clock changes."""
        start = DAY_STARTS.hour * 60 + DAY_STARTS.minute
        return self.instant(day, start), self.instant(day + timedelta(days=1), start)
