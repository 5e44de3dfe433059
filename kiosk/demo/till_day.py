"""The till of a played day: opened with a counted float, looked at, counted and closed."""

from __future__ import annotations

import re

from kiosk.demo.acts import Acts
from kiosk.demo.stage import Stage
from kiosk.demo.touches import Seen, widgets
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import Number, T
from kiosk.sample.day import FLOATS

AMOUNT = re.compile(r"\d[\d\s.,]*\d")
OF_FLOAT = 10
"""Which part of the float the owner takes out."""
EMPTY = "–"
"""Where nothing was typed yet."""


class TillDay(Acts):
    def __init__(self, stage: Stage, currency: str) -> None:
        super().__init__(stage)
        self._currency = CURRENCIES[currency]
        self._out = 0

    def open_till(self) -> None:
        stage = self._stage
        self._to_till()
        stage.picture("The till in the morning: what was left in it, one touch to begin with that")
        stage.tap(T("Open the till"))
        stage.hand.at("open_till")
        self._pieces(FLOATS[self._currency.code])
        stage.picture("The float, counted: a touch for each banknote, then how many there are")
        stage.tap(T("Open"))
        stage.hand.at("day")
        stage.picture("The till is open")
        self._to_desk()

    def cash_out(self) -> None:
        stage = self._stage
        self._to_till()
        stage.tap(T("Cash out"))
        stage.hand.at("cash_form")
        stage.tap(T("To the owner"))
        stage.hand.tap_field()
        self._out = FLOATS[self._currency.code] // OF_FLOAT
        stage.hand.keys(self._digits(self._out))
        stage.picture("Cash out: what for, and how much")
        stage.tap(T("Save"))
        stage.hand.at("day")
        stage.paper("The cash voucher, twice: with the sum in words and room for signatures")
        self._to_desk()

    def look(self) -> None:
        stage = self._stage
        self._to_till()
        stage.tap(T("Look at the day so far"))
        stage.hand.at("closing")
        stage.picture("X: the day so far, at any time and without closing anything")
        stage.tap(T("Print"))
        stage.paper("X on paper, which says that it is no closing")
        stage.hand.tap(icon="arrow-left")
        stage.hand.at("day")

    def close_till(self) -> None:
        stage = self._stage
        stage.tap(T("Count and close"))
        stage.hand.at("count")
        self._pieces(FLOATS[self._currency.code] + self.cash - self._out)
        stage.picture("In the evening the drawer is counted, by pieces or as a sum")
        stage.tap(T("Continue"))
        stage.hand.at("close_till")
        self._keys(self._digits(self.cash - self._out))
        by_card = stage.hand.wait(_by_card, "what was taken by card")
        stage.tap(T("Day sum of the terminal"))
        self._keys(self._digits(by_card))
        stage.picture("It fits. What is taken out is typed, what stays is tomorrow's float")
        stage.tap(T("Close the day"))
        stage.hand.at("closing")
        stage.picture("The day is closed, with a number and for good")
        stage.paper("Z on paper, with the head of the journal and room for signatures")
        self._to_desk()

    def _to_till(self) -> None:
        stage = self._stage
        stage.tap(T("More"), icon="menu")
        stage.hand.at("more")
        stage.tap(T("The till"))
        stage.hand.at("day")

    def _pieces(self, minor: int) -> None:
        """The fewest banknotes and coins of a sum; a banknote is no button of the keypad."""
        hand = self._stage.hand
        per_unit = int(10**self._currency.exponent)
        for face in self._currency.faces:
            pieces, minor = divmod(minor, face)
            if pieces:
                label = Number(face * 1000 // per_unit)
                hand.tap(*self._stage.said(label), kind="FaceTap")
                self._keys(str(pieces))

    def _keys(self, digits: str) -> None:
        """On the keypad of the page."""
        for digit in digits:
            self._stage.hand.tap(digit, kind="Key")

    def _digits(self, minor: int) -> str:
        whole, rest = divmod(minor, int(10**self._currency.exponent))
        return f"{whole},{rest:02d}" if rest else str(whole)


def _by_card(seen: Seen) -> int:
    """What the terminal should say, in minor units: it stands beside what is to be typed."""
    for widget in widgets(seen):
        found = AMOUNT.search(widget["text"]) if widget["class"] == "ValueTap" else None
        if found and widget["text"].endswith(EMPTY):
            return int("".join(char for char in found[0] if char.isdigit()))
    return 0
