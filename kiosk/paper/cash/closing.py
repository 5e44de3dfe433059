"""The figures of a till on paper: X, a look at any time, and Z, the closing with its number.

Both print the same lines of the same figures. What makes a Z one: the number, what was counted,
the head of the journal, and room for signatures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.paper.document import Blank, Cut, Document, Line, Op, Rule, Table, Words
from kiosk.paper.heading import heading, not_fiscal
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Amount, Day, T, TimeOfDay
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.figure_lines import (
    VAT_HEADS,
    FigureGroup,
    FigureLine,
    VatLine,
    drawer_groups,
    groups_of,
    not_once_more,
    terminal_lines,
)
from kiosk.salon.domain.till.figures import Figures

INDENT = 2
SEAL_GROUP = 8
"""Signs of the journal's seal that stand together."""


@dataclass(frozen=True, slots=True)
class Names:
    """Who counted and who approved it. What is carried nobody counted: then it is who closed it."""

    counted: str = ""
    approved: str = ""


@dataclass(frozen=True, slots=True)
class Corrected:
    """``wrong``: what a correction corrects; ``origin``: the closing that has the figures."""

    wrong: Closing
    origin: Closing


def x_paper(figures: Figures, salon: Salon, words: Words, now: int) -> Document:
    """``now``: UTC ms, until when the figures hold."""
    ops: list[Op] = [*heading(salon, words), *not_fiscal(salon, now, words), Rule(heavy=True)]
    ops += _title(words.say(T("X, not a till closing")))
    ops += _when(figures, salon, words, now)
    ops += _groups((*groups_of(figures), *drawer_groups(figures)), words)
    return Document(f"x {figures.till}", (*ops, Rule(heavy=True), Blank(), Cut()))


def z_paper(
    closing: Closing,
    figures: Figures,
    salon: Salon,
    words: Words,
    names: Names,
    *,
    corrected: Corrected | None = None,
    is_copy: bool = False,
) -> Document:
    """``figures``: as the closing of the session keeps them; ``corrected``: of a correction, which
    says what was counted and nothing of the rest; ``is_copy`` marks it as one."""
    ops: list[Op] = [*heading(salon, words), *not_fiscal(salon, closing.closed_at, words)]
    if is_copy:
        ops += _title(words.say(T("Copy")).upper())
    ops.append(Rule(heavy=True))
    ops += _title(words.say(T("Till closing Z {number}", number=closing.number)))
    ops += _about(closing, corrected, words)
    ops += _when(figures, salon, words, _until(figures, salon) or closing.closed_at)
    ops += _closed(closing, names, salon, words)
    if corrected is not None:
        ops += _groups(drawer_groups(figures, closing, corrected.wrong), words)
    else:
        ops += _groups((*groups_of(figures), *drawer_groups(figures, closing)), words)
        terminal = tuple(terminal_lines(closing, figures.currency))
        if terminal:
            ops += _groups((FigureGroup(T("Card terminal"), terminal),), words)
    ops += _seal(closing, words)
    if closing.kind != "carried":
        ops += _signatures(words)
    return Document(f"z {closing.number}", (*ops, Cut()))


def _title(text: str) -> Iterator[Op]:
    yield Line(text, bold=True, large=True, align="center")


def _about(closing: Closing, corrected: Corrected | None, words: Words) -> Iterator[Op]:
    """What makes it another than a plain closing. Nobody who adds up the papers of a month is to
    count the day of a correction twice."""
    if closing.kind == "carried":
        yield Line(words.say(T("Not counted, carried to the next count")), align="center")
    if corrected is not None:
        number = corrected.wrong.number
        yield Line(words.say(T("Corrects till closing Z {number}", number=number)))
        yield Line(words.say(T("Reason: {reason}", reason=closing.reason)))
        yield Line(words.say(not_once_more(corrected.origin)), bold=True)


def _until(figures: Figures, salon: Salon) -> int | None:
    """When the session ended, UTC ms. One that nobody ended ran till the day changed, although only
    what came next has ended it."""
    ended = figures.ended_at
    if ended is None or figures.ended_by:
        return ended
    return min(ended, salon.day_bounds(date.fromisoformat(figures.last_day))[1])


def _when(figures: Figures, salon: Salon, words: Words, until: int) -> Iterator[Op]:
    """Which till, which day (two where it went on over the night), from when to when."""
    yield Rule()
    yield Line(words.say(T("Till")), figures.till or figures.desk)
    first, last = _day(figures.first_day, words), _day(figures.last_day, words)
    yield Line(words.say(T("Business day")), first if first == last else f"{first} – {last}")
    yield Line(words.say(T("From")), _moment(figures.opened_at, salon, words))
    yield Line(words.say(T("To")), _moment(until, salon, words))
    for label, name in ((T("Opened by"), figures.opened_by), (T("Ended by"), figures.ended_by)):
        if name:
            yield Line(words.say(label), name)


def _closed(closing: Closing, names: Names, salon: Salon, words: Words) -> Iterator[Op]:
    yield Line(words.say(T("Closed at")), _moment(closing.closed_at, salon, words))
    if names.counted:
        label = T("Closed by") if closing.kind == "carried" else T("Counted by")
        yield Line(words.say(label), names.counted)
    if names.approved:
        yield Line(words.say(T("Approved by")), names.approved)
    if closing.blind:
        counted = T("Counted without the expected sum, attempt {n}", n=closing.attempts)
        yield Line(words.say(counted))


def _day(iso: str, words: Words) -> str:
    return words.say(Day(date.fromisoformat(iso), "date"))


def _moment(at: int, salon: Salon, words: Words) -> str:
    return f"{words.say(Day(salon.local(at).date(), 'date'))} {words.say(TimeOfDay(at))}"


def _groups(groups: Iterable[FigureGroup], words: Words) -> Iterator[Op]:
    for group in groups:
        yield Rule()
        yield Line(words.say(group.title), bold=True)
        for line in group.lines:
            yield _line(line, words)
        if group.vat:
            yield _vat(group.vat, words)


def _line(line: FigureLine, words: Words) -> Op:
    value, plain = line.value, not line.strong
    shown = words.bare(value) if isinstance(value, Amount) and plain else words.say(value)
    indent = INDENT if line.part else 0
    return Line(words.say(line.label), shown, bold=line.strong, indent=indent)


def _vat(rows: tuple[VatLine, ...], words: Words) -> Op:
    table = [tuple(words.say(head) for head in VAT_HEADS)]
    for row in rows:
        sums = (words.bare(amount) for amount in (row.base, row.vat, row.gross))
        table.append((words.say(row.rate), *sums))
    return Table(tuple(table))


def _seal(closing: Closing, words: Words) -> Iterator[Op]:
    """Where this closing stands in the journal, and the seal of that entry."""
    yield Rule()
    yield Line(words.say(T("Journal entry")), str(closing.journal_seq))
    seal = closing.journal_mac.hex()
    starts = range(0, len(seal), SEAL_GROUP)
    yield Line(" ".join(seal[start : start + SEAL_GROUP] for start in starts))


def _signatures(words: Words) -> Iterator[Op]:
    for role in (T("Counted by"), T("Taken over by")):
        yield Blank()
        yield Line(words.say(role))
        yield Blank()
        yield Blank()
        yield Rule()
