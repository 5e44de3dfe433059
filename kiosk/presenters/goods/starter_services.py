"""Usual services of a trade to begin with, chosen by ticks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import cast

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.country import TRADE_NAMES, Trade
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import check_price
from kiosk.salon.domain.text import Duration, N, T, Text
from kiosk.salon.services.starting import Chosen, Usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``about``: how long it takes. ``there``: the salon has it already. ``price``: as typed."""

    key: str
    name: str
    about: Text
    ticked: bool = False
    there: bool = False
    price: str = ""
    error: Text = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The services of a category."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StarterState:
    """``trades``: what can be looked at; ticks of one stay while another is looked at. ``all``:
    everything of this trade is ticked. ``button``: how many will be added; ``why``: why none can
    be, or empty."""

    trades: tuple[tuple[str, Text], ...] = ()
    trade: Trade = "hair"
    groups: tuple[Group, ...] = ()
    all: bool = False
    button: Text = ""
    why: Text = ""


class StarterServices(Presenter[StarterState, None]):
    name = "starter_services"
    blank = StarterState()

    def forget(self) -> None:
        self._trade: Trade = "hair"
        self._usual: dict[Trade, tuple[Usual, ...]] = {}
        self._ticked: set[str] = set()
        self._prices: dict[str, str] = {}
        self._errors: dict[str, Text] = {}

    def enter(self, _: None = None) -> None:
        starting = self.services.starting
        self._trade = self.services.context.salon.trade
        self._usual = {trade: starting.starter(trade) for trade in TRADE_NAMES}
        self._look()

    def choose(self, trade: str) -> None:
        """Another trade; a salon may have several."""
        self._trade = cast(Trade, trade)
        self._look()

    def toggle(self, key: str) -> None:
        """Takes one, or leaves it after all."""
        self._ticked ^= {one.key for one in self._usual[self._trade] if one.key == key} & self._new
        self._look()

    def tick_all(self) -> None:
        """Everything of this trade, or nothing of it when everything is ticked."""
        here = {one.key for one in self._usual[self._trade]} & self._new
        self._ticked = self._ticked - here if here <= self._ticked else self._ticked | here
        self._look()

    def price(self, key: str, text: str) -> None:
        """What somebody types as its price."""
        self._prices[key] = text
        self._errors.pop(key, None)
        self._look()

    def add(self) -> None:
        """Adds what is ticked. Managers only; a price that is none is told beside it."""
        by = require_manager(self)
        chosen = [
            Chosen(one, self._price_of(one.key))
            for usual in self._usual.values()
            for one in usual
            if one.key in self._ticked
        ]
        if self._errors:
            wrong = next(one for one in chosen if one.usual.key in self._errors)
            self._trade = wrong.usual.trade
            self.hardware.sound("refuse")
            self._look()
            return
        added = self.services.starting.add_starter(chosen, by.id)
        self.host.say(Toast(N("{n} service is added.", "{n} services are added.", len(added))))
        self.host.back()

    @property
    def _new(self) -> set[str]:
        """Keys of those that can be added."""
        return {one.key for usual in self._usual.values() for one in usual if not one.there}

    def _price_of(self, key: str) -> int | None:
        text = self._prices.get(key, "").strip()
        if not text:
            return None
        try:
            price = parsed_input.decimal(text, self.services.context.salon.currency.exponent)
            check_price(price)
        except Refused as error:
            self._errors[key] = error.message
            return None
        return price

    def _look(self) -> None:
        usual = self._usual[self._trade]
        here = {one.key for one in usual} & self._new
        self.show(
            StarterState(
                trades=tuple(TRADE_NAMES.items()),
                trade=self._trade,
                groups=tuple(
                    Group(category, tuple(self._line(one) for one in same))
                    for category, same in groupby(usual, lambda one: one.category)
                ),
                all=bool(here) and here <= self._ticked,
                button=N("Add {n} service", "Add {n} services", len(self._ticked)),
                why="" if self._ticked else T("Tick what you offer."),
            )
        )

    def _line(self, one: Usual) -> Line:
        line = Line(key=one.key, name=one.name, about=_about(one), there=one.there)
        return replace(
            line,
            ticked=one.key in self._ticked,
            price=self._prices.get(one.key, ""),
            error=self._errors.get(one.key, ""),
        )


def _about(one: Usual) -> Text:
    if not one.gap_minutes:
        return Duration(one.minutes)
    return T(
        "{length}, of it {pause} pause",
        length=Duration(one.minutes),
        pause=Duration(one.gap_minutes),
    )
