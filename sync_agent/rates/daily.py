"""When the rates are read: once after the banks have published, and only where a salon takes a
second currency. What was read is offered at the desk; nothing counts by it until a person accepts
it.
"""

from __future__ import annotations

import http.client
import logging
import random
import urllib.error
import urllib.request
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.till.rates import OfficialRate
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.rates import Rates
from kiosk.salon.store.till import rates
from sync_agent.engine.ports import Timing
from sync_agent.rates.banks import BY_CURRENCY, ECB, Published, Unreadable

PUBLISHED_AT, ZONE = time(16, 30), ZoneInfo("Europe/Prague")
"""Both banks have published by then: one at about 14:30, the other at about 16:00 of this zone."""
TIMEOUT_SECONDS = 20.0
MOST_BYTES = 200_000
FIRST_WAIT_SECONDS, LONGEST_WAIT_SECONDS = 900.0, 6 * 3600.0
OLDEST = timedelta(days=14)
"""What is older is a page that nobody keeps any more; holidays are shorter."""
LOOK_SECONDS = 60.0
log = logging.getLogger(__name__)


def last_published(now: int) -> int:
    """The last moment, UTC ms, by which something new may stand there. ``now``: UTC ms."""
    local = datetime.fromtimestamp(now / 1000, UTC).astimezone(ZONE)
    day = local.date() if local.time() >= PUBLISHED_AT else local.date() - timedelta(days=1)
    return int(datetime.combine(day, PUBLISHED_AT, ZONE).timestamp() * 1000)


class DailyRates:
    """One per process. Nothing that goes wrong here is worth a word to anybody but the log."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._not_before = 0.0
        self._failures = 0

    def look(self, context: Context) -> bool:
        """Reads when it is time to; whether it did. Raises what the database raises."""
        if self._timing.monotonic() < self._not_before:
            return False
        self._not_before = self._timing.monotonic() + LOOK_SECONDS
        try:
            own = context.salon.currency.code
        except NeedsPerson:
            return False
        currency = Rates(context).currency()
        now = context.now()
        if not currency or rates.fetched_at(context.store, currency) >= last_published(now):
            return False
        try:
            published = _read(own)
            if not -OLDEST <= published.day - context.today() <= timedelta(days=1):
                raise Unreadable(f"it is of {published.day}")
            found = OfficialRate(currency, published.day, published.rate_micro(currency, own))
        except (OSError, http.client.HTTPException, Unreadable) as error:
            self._later(error)
            return False
        self._failures = 0
        with context.store.transaction():
            rates.put_official(context.store, found, now)
        log.info("%s of %s", currency, published.day)
        return True

    def _later(self, error: Exception) -> None:
        wait = min(FIRST_WAIT_SECONDS * 2**self._failures, LONGEST_WAIT_SECONDS)
        self._failures = min(self._failures + 1, 16)
        # Many salons do not come at once.
        self._not_before = self._timing.monotonic() + wait * random.uniform(0.8, 1.2)
        log.info("no rate: %s", type(error).__name__)


def _read(own: str) -> Published:
    bank = BY_CURRENCY.get(own, ECB)
    request = urllib.request.Request(bank.address, headers={"User-Agent": "Pult"})
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
        text = answer.read(MOST_BYTES + 1)
    if len(text) > MOST_BYTES:
        raise Unreadable("it is too long")
    return bank.read(text.decode("utf-8", "replace"))
