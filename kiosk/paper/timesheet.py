"""The month of one person on the receipt printer: days, times, hours, and what was corrected."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.paper.document import Blank, Cut, Document, Line, Op, Rule, Words
from kiosk.paper.heading import heading
from kiosk.salon.domain.agenda.hours import OFF_KINDS
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Day, Duration, T, Text, TimeOfDay
from kiosk.salon.domain.timeclock.punch import SheetDay, Shift, Timesheet

INDENT = 2


def timesheet(sheet: Timesheet, salon: Salon, words: Words, now: int) -> Document:
    """Only days with something on them. ``now``: UTC ms, when it is printed."""
    month = sheet.days[0].work.day
    ops: list[Op] = [*heading(salon, words, tax_numbers=False), Rule(heavy=True)]
    ops.append(Line(words.say(T("Hours worked")), words.say(Day(month, "month")), bold=True))
    ops.append(Line(sheet.member.name, bold=True))
    ops.append(Rule())
    days = [day for day in sheet.days if not day.empty]
    for day in days:
        ops += _day(day, words)
    if not days:
        ops.append(Line(words.say(T("Nothing was entered this month."))))
    ops.append(Rule())
    ops.append(Line(words.say(T("Worked")), words.say(Duration(sheet.minutes)), bold=True))
    if sheet.pause:
        ops.append(Line(words.say(T("Breaks")), words.say(Duration(sheet.pause))))
    if sheet.planned is not None:
        ops.append(Line(words.say(T("Planned")), words.say(Duration(sheet.planned))))
    marked = sum(day.work.corrected or day.work.doubtful for day in days)
    if marked:
        ops.append(Line(words.say(T("Days corrected or to check")), str(marked)))
    printed = T("Printed {day}", day=Day(salon.local(now).date(), "date"))
    ops += [Blank(), Line(words.say(printed)), Blank()]
    ops += [Line(words.say(T("Signature"))), Blank(), Blank(), Rule(), Cut()]
    return Document("timesheet", tuple(ops))


def _day(day: SheetDay, words: Words) -> Iterator[Op]:
    work = day.work
    hours = words.say(Duration(work.minutes)) if work.entries else ""
    yield Line(words.say(Day(work.day, "head")), hours)
    for text in _told(day):
        yield Line(words.say(text), indent=INDENT)


def _told(day: SheetDay) -> Iterator[Text]:
    yield from map(_span, day.work.shifts)
    pause = sum(shift.pause for shift in day.work.shifts)
    if pause:
        yield T("breaks {hours}", hours=Duration(pause))
    yield from (OFF_KINDS[kind] for kind in day.absences)
    if day.work.doubtful:
        yield T("To check")
    if day.work.corrected:
        yield T("Corrected")


def _span(shift: Shift) -> Text:
    if shift.left is not None:
        return T("{start}–{end}", start=TimeOfDay(shift.came), end=TimeOfDay(shift.left))
    return T("since {time}", time=TimeOfDay(shift.came))
