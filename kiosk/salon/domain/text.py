"""Texts as data: a message key with its values, translated only when it is drawn.

The key is the English sentence itself (the gettext msgid). Rules, services and presenters
return these; ``kiosk.salon.language`` turns them into words. ``make i18n`` collects the first
argument of every ``T(...)`` and the first two of every ``N(...)``, so both must be literals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Amount:
    """Money to be shown: ``minor`` units of ``currency`` (CZK has 2 decimals, HUF 0, EUR 2)."""

    minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """The time of day of an instant (UTC milliseconds), shown in the salon's zone."""

    at: int


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day; ``style``: ``short`` (21. 11.), ``long`` (Saturday 21 November), ``brief``
    (Sat 21 November), ``full`` (with the year), ``date`` (21. 11. 2026), ``weekday`` (Saturday),
    ``head`` (Sat 21), ``weekday_short`` (Sat), ``month`` (November 2026)."""

    day: date
    style: str = "long"


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time in whole minutes, shown as ``1 h 45 min``."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number in E.164 (``+420777123456``), shown the way its country writes it."""

    e164: str


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity in thousandths: 1500 is shown as ``1,5`` in Czech."""

    milli: int


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """What a currency is worth in another, in millionths, with all its decimals: 4123400 is shown
    as ``4,1234`` in Czech."""

    micro: int


@dataclass(frozen=True, slots=True)
class Percent:
    """Thousandths of a percent: 9500 is shown as ``9,5 %`` in Czech (a VAT rate is ``bp * 10``).
    ``least``: decimals shown also when they are noughts, so that a column stands in line."""

    milli: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Msg:
    """A sentence to be translated. ``plural``/``n`` are set by :func:`N` only."""

    key: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str = ""
    n: int = 0

    def of(self, **values: object) -> Msg:
        """The same sentence with values."""
        return replace(self, values=tuple(values.items()))

    def plain(self) -> str:
        """The English sentence, for logs and shells: values are put in unformatted."""
        template = self.key if not self.plural or self.n == 1 else self.plural
        values = {
            name: value.plain() if isinstance(value, Msg) else value for name, value in self.values
        }
        return template.format(**values) if values else template


Text = str | Msg | Amount | TimeOfDay | Day | Duration | Phone | Number | ExchangeRate | Percent
"""Anything a view-state may hold as words. A bare ``str`` is data, such as a name."""


def T(key: str, **values: object) -> Msg:  # noqa: N802 - short on purpose: it wraps every sentence
    """A sentence: ``T("Hello {name}", name="Eva")``. ``key`` must be a literal."""
    return Msg(key, tuple(values.items()))


def side_by_side(texts: Sequence[Text]) -> Text:
    """Several texts on one line, with a point between each two."""
    if not texts:
        return ""
    first, *rest = texts
    return T("{first} · {rest}", first=first, rest=side_by_side(rest)) if rest else first


def N(one: str, many: str, n: int, **values: object) -> Msg:  # noqa: N802
    """A sentence whose form depends on ``n``: ``N("{n} item", "{n} items", 3)``."""
    return Msg(one, (*values.items(), ("n", n)), many, n)
