"""One language at one salon: turns any :data:`kiosk.salon.domain.text.Text` into words.

Screens and papers get a ``Speaker`` (or its :meth:`Speaker.say`); nothing else in the house
formats money, days or numbers for people.
"""

from __future__ import annotations

import gettext
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

from kiosk.salon.domain.text import (
    Amount,
    Day,
    Duration,
    ExchangeRate,
    Msg,
    Percent,
    Phone,
    T,
    Text,
    TimeOfDay,
)
from kiosk.salon.language import catalogue, formats


class Speaker:
    """Immutable and usable from any thread. ``zone``: where times of day are told for.

    ``cache``: folder for compiled catalogues (see :func:`kiosk.salon.language.catalogue.load`).
    ``words``: a catalogue to use instead of the language's own.
    """

    def __init__(
        self,
        language: str,
        zone: ZoneInfo,
        cache: Path | None = None,
        words: gettext.NullTranslations | None = None,
    ) -> None:
        self.language = language
        self.zone = zone
        self._words = catalogue.load(language, cache=cache) if words is None else words

    def say(self, text: Text) -> str:
        """The words of a text. A bare ``str`` is data (a name) and comes back as it is."""
        if isinstance(text, str):
            return text
        if isinstance(text, Msg):
            return self._sentence(text)
        if isinstance(text, Amount):
            return formats.money(text.minor, text.currency, self.language)
        if isinstance(text, TimeOfDay):
            wall = datetime.fromtimestamp(text.at / 1000, UTC).astimezone(self.zone)
            return formats.time_of_day(wall.hour, wall.minute, self.language)
        if isinstance(text, Day):
            return formats.day(text.day, text.style, self.language)
        if isinstance(text, Duration):
            hours, minutes = self.say(T("h")), self.say(T("min"))
            return formats.duration(text.minutes, hours, minutes)
        if isinstance(text, Phone):
            return formats.phone(text.e164)
        if isinstance(text, Percent):
            return formats.percent(text.milli, self.language, text.least)
        if isinstance(text, ExchangeRate):
            return formats.rate(text.micro, self.language)
        return formats.number(text.milli, self.language)

    def bare(self, amount: Amount) -> str:
        """A sum without its currency's sign, for columns of figures: ``1 450,00``."""
        return formats.plain_money(amount.minor, amount.currency, self.language)

    def lookup(self, sentence: str) -> str:
        """A literal of a .kv file: its translation, or itself when it has none."""
        return self._words.gettext(sentence) if sentence else ""

    def _sentence(self, msg: Msg) -> str:
        if msg.plural:
            template = self._words.ngettext(msg.key, msg.plural, msg.n)
        else:
            template = self.lookup(msg.key)
        if not msg.values:
            return template
        return template.format(**{name: self._value(value) for name, value in msg.values})

    def _value(self, value: object) -> str:
        if isinstance(value, bool):
            return str(value)
        if isinstance(value, int):
            return formats.number(value * 1000, self.language)
        if isinstance(value, get_args(Text)):
            return self.say(value)
        return str(value)


@lru_cache(maxsize=32)
def speaker(language: str, zone: ZoneInfo, cache: Path | None = None) -> Speaker:
    """The remembered speaker of a language in a zone; made on first use (about 10 ms)."""
    return Speaker(language, zone, cache)
