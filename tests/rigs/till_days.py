"""Days of a till that are opened, counted, closed and corrected by chance, for a process that is
made to be killed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.closing import ATTEMPTS, Closing, Counting
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.services.salon_services import Services

WHY = "Sample reason"


class TillDays:
    """``tell``: acknowledges what has been done. ``eva`` counts blind."""

    def __init__(
        self,
        services: Services,
        chance: random.Random,
        manager: Id,
        eva: Id,
        tell: Callable[..., None],
    ) -> None:
        self._services = services
        self._chance = chance
        self._manager, self._eva = manager, eva
        self._tell = tell
        context = services.context
        context.till_rules = replace(context.till_rules, blind=True)

    def step(self) -> None:
        """The end of a day, sometimes no more than its beginning, or a count that was wrong."""
        closings, by = self._services.closings, self._chance.choice((self._manager, self._eva))
        try:
            counting = closings.begin(by)
        except (Refused, NotFound):
            self.open()
            return
        self._tell("ended", counting.session.id.hex())
        if self._chance.random() < 0.2:
            return
        closing = self.close(counting, by)
        if self._chance.random() < 0.3:
            self.correct(closing)
        if self._chance.random() < 0.5:
            self.open()

    def open(self) -> None:
        """As it was left, or with what somebody counted."""
        tills = self._services.tills
        if tills.glance().session is not None:
            return
        if self._chance.random() < 0.5:
            session = tills.open_as_left(self._eva)
        else:
            session = tills.open(self._eva, self._counts(()), reason=WHY)
        self._tell("opened", session.id.hex())

    def close(self, counting: Counting, by: Id) -> Closing:
        """Counted right or wrong; blind twice at most."""
        closings, session = self._services.closings, counting.session.id
        if counting.expected is None and counting.attempts_left < ATTEMPTS:
            by = self._manager
        counts = self._counts(counting.currencies)
        if by != self._manager:
            result = closings.check(session, counts, by)
            self._tell("counted", session.hex(), 1)
            if result.outcome == "recount":
                counts = self._counts(counting.currencies)
                closings.check(session, counts, by)
                self._tell("counted", session.hex(), 2)
        there = {one.currency: one.sum_minor for one in counts}
        closing = closings.close(
            *(session, by, counts),
            reasons=dict.fromkeys(there, WHY),
            taken={code: minor // 20_000 * 10_000 for code, minor in there.items()},
            card_terminal=counting.card_expected_minor,
            taken_approved_by=self._manager,
        )
        self._tell("closed", closing.id.hex(), closing.number)
        return closing

    def correct(self, closing: Closing) -> None:
        """A note was overlooked."""
        counts = [
            Count(one.currency, (), (one.counted_minor or 0) + 10_000) for one in closing.counts
        ]
        made = self._services.closings.correct(closing.id, self._manager, counts, WHY)
        self._tell("closed", made.id.hex(), made.number)

    def _counts(self, currencies: Sequence[str]) -> list[Count]:
        """What lies there, now and then a coin too much."""
        home = self._services.context.salon.currency.code
        left = {one.currency: one.minor for one in self._services.tills.day(self._manager).left}
        found = []
        for code in {home: 0, **dict.fromkeys(currencies, 0), **left}:
            wrong = self._chance.choice((0, 0, 100))
            found.append(Count(code, (), max(0, left.get(code, 0)) + wrong))
        return found
