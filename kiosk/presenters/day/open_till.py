"""The float that the day begins with: counted, and held against what was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.presenters.day.piles import (
    NO_PILES,
    NOTHING,
    CountingPage,
    CountView,
    Piles,
    to_count,
)
from kiosk.presenters.day.reasons import GIVE_REASON, OF_OPENING
from kiosk.presenters.day.words import sums_beside
from kiosk.salon.domain.text import Amount, T, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTillState:
    """``left``: what the last closing left in the till. ``difference``: how what was counted of the
    currency that is shown differs from it, or empty. ``question``: that it has to be explained
    before the till opens, or empty; ``reasons``: those that are usual, ``reason``: the one that is
    given."""

    count: CountView = NOTHING
    left: Text = ""
    difference: Text = ""
    question: Text = ""
    reasons: tuple[Text, ...] = ()
    reason: str = ""
    why: Text = ""


class OpenTill(CountingPage[OpenTillState, None]):
    name = "open_till"
    blank = OpenTillState()

    def forget(self) -> None:
        self._piles = NO_PILES
        self._left: Mapping[str, int] = {}
        self._asks = False
        self._reason = ""

    def enter(self, _: None = None) -> None:
        if self.by is None:
            return
        home, second = self.services.context.salon.currency.code, self.services.rates.currency()
        taken = {code: 0 for code in (home, second) if code}
        left = self.services.tills.day(self.by).left
        self._left = {**taken, **{one.currency: one.minor for one in left}}
        self._piles = Piles(tuple(self._left))
        self._look()

    def turn(self, code: str) -> None:
        self._asks = False
        super().turn(code)

    def by_sum(self) -> None:
        self._asks = False
        super().by_sum()

    def key(self, key: str) -> None:
        """A key of the keypad: it is counted again, and may differ no more."""
        self._asks = False
        super().key(key)

    def reason(self, text: str) -> None:
        """Why it differs from what was left."""
        self._reason = text
        self._look()

    def _look(self) -> None:
        left = [Amount(minor, code) for code, minor in self._left.items()]
        state = OpenTillState(
            count=self._piles.view(),
            left=T("Left at the last closing: {sums}", sums=sums_beside(left)),
            difference=self._difference(),
            why=to_count(self._piles),
        )
        if self._asks:
            question, reasons = OF_OPENING
            missing = not self._reason.strip()
            state = replace(
                state,
                question=question,
                reasons=reasons,
                reason=self._reason,
                why=GIVE_REASON if missing else "",
            )
        self.show(state)

    def _difference(self) -> Text:
        pile = self._piles.shown
        if pile is None or not pile.begun:
            return ""
        over = pile.total - self._left[pile.code]
        if not over:
            return ""
        amount = Amount(abs(over), pile.code)
        if over > 0:
            return T("{amount} more than was left", amount=amount)
        return T("{amount} less than was left", amount=amount)

    def open(self) -> None:
        """The day begins with what was counted. What the last closing left otherwise is asked about
        first: whoever opens is told, and the owner reads it."""
        if self.by is None or self.state.why:
            return
        counts, tills = self._piles.counts(), self.services.tills
        if not self._asks and tills.unexplained(self.by, counts):
            self.hardware.sound("attention")
            self._asks, self._reason = True, ""
            self._look()
            return
        tills.open(self.by, counts, self._reason if self._asks else "")
        self.hardware.sound("ok")
        self.host.back()
