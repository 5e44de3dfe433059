"""The float that the day begins with: counted, and held against what was left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.presenters.base import Presenter
from kiosk.presenters.day.piles import COUNTING, NO_PILES, NOTHING, CountView, Piles, to_count
from kiosk.presenters.day.words import sums_beside
from kiosk.salon.domain.text import Amount, T, Text


@dataclass(frozen=True, slots=True)
class OpenTillState:
    """``left``: what the last closing left in the till. ``difference``: how what was counted of the
    currency that is shown differs from it, or empty."""

    count: CountView = NOTHING
    left: Text = ""
    difference: Text = ""
    why: Text = ""


class OpenTill(Presenter[OpenTillState, None]):
    name = "open_till"
    blank = OpenTillState()
    limits = COUNTING

    def forget(self) -> None:
        self._piles = NO_PILES
        self._left: Mapping[str, int] = {}

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
        """Another currency."""
        self._piles.turn(code)
        self._look()

    def face(self, key: str) -> None:
        """Keys are pieces of this banknote or coin."""
        self._piles.face(key)
        self._look()

    def by_sum(self) -> None:
        """The sum is typed instead of the pieces."""
        self._piles.by_sum()
        self._look()

    def key(self, key: str) -> None:
        """A key of the keypad."""
        if not self._piles.press(key):
            self.hardware.sound("refuse")
        self._look()

    def _look(self) -> None:
        left = [Amount(minor, code) for code, minor in self._left.items()]
        self.show(
            OpenTillState(
                count=self._piles.view(),
                left=T("Left at the last closing: {sums}", sums=sums_beside(left)),
                difference=self._difference(),
                why=to_count(self._piles),
            )
        )

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
        """The day begins with what was counted."""
        if self.by is not None and not self.state.why:
            self.services.tills.open(self.by, self._piles.counts())
            self.hardware.sound("ok")
            self.host.back()
