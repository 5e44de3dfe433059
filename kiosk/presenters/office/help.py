"""What a page is for, in a few sentences, over the page itself.

The sentences of an area stand in ``help_words/AREA_pages.py``: a row for every page of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from kiosk.presenters.base import Limits, Presenter
from kiosk.presenters.office.args import HelpArgs
from kiosk.salon.domain.text import Msg

READING = Limits(15, 25)
"""The least for pages that close by themselves, in seconds."""
FIRST = Limits(20, 30, "home")
"""Over the customers' first screen, which never closes: the next one must not find it."""


@dataclass(frozen=True, slots=True)
class HelpState:
    """``pictured``: a picture of the page belongs beside the words. ``customer``: in large
    type."""

    words: tuple[Msg, ...] = ()
    pictured: bool = False
    customer: bool = False


class Help(Presenter[HelpState, HelpArgs]):
    name = "help"
    aside = True
    blank = HelpState()

    def forget(self) -> None:
        self.limits = FIRST

    def enter(self, args: HelpArgs) -> None:
        customer = args.audience == "customer"
        self.limits = _limits(args.limits, customer)
        self.show(HelpState(words_for(args.page, args.area), not args.secret, customer))


def words_for(page: str, area: str) -> tuple[Msg, ...]:
    """The sentences for a page; LookupError when its area says nothing of it."""
    table: Mapping[str, tuple[Msg, ...] | str]
    table = vars(import_module(f"kiosk.presenters.help_words.{area}_pages"))["HELP"]
    found = table[page]
    return words_for(found, area) if isinstance(found, str) else found


def _limits(page: Limits, customer: bool) -> Limits:
    """Nobody gets longer than the page gives, except what is needed to read."""
    if not page.leave:
        return FIRST if customer else page
    if page.leave >= READING.leave:
        return page
    return replace(page, warn=READING.warn, leave=READING.leave)
