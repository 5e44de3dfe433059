"""All that a closing says, as on its paper; or the figures so far, which close nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.day.args import ClosingArgs, CountArgs
from kiosk.presenters.day.words import day_of
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import Day, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.figure_lines import (
    FigureGroup,
    FigureLine,
    drawer_groups,
    groups_of,
    not_once_more,
    terminal_lines,
)
from kiosk.salon.domain.till.figures import Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingState:
    """``first``, ``second``: the two columns, money in the drawer first; takings are for who may
    see them. ``note``: what makes it
    another than a plain closing, with its tone. ``verb``: what printing it is called.
    ``may_correct``: it can be counted again."""

    title: Text = ""
    about: Text = ""
    note: Text = ""
    note_tone: str = "info"
    first: tuple[FigureGroup, ...] = ()
    second: tuple[FigureGroup, ...] = ()
    verb: Text = ""
    may_correct: bool = False


class ClosingPage(Presenter[ClosingState, ClosingArgs]):
    name = "closing"
    blank = ClosingState()

    def forget(self) -> None:
        self._args = ClosingArgs()
        self._closing: Closing | None = None

    def enter(self, args: ClosingArgs) -> None:
        self._args = args
        self._load()

    def reenter(self, args: ClosingArgs) -> None:
        self.enter(args)

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def _load(self) -> None:
        if self._args.closing_id is None:
            self._load_x()
        else:
            self._load_z(self._args.closing_id)

    def _load_x(self) -> None:
        if self.by is None:
            return
        figures = self.services.closings.x(self.by, self._args.approved_by)
        until = TimeOfDay(figures.ended_at or self.services.context.now())
        drawer, done = drawer_groups(figures), groups_of(figures)
        first, second = (drawer, done) if drawer else (done[:1], done[1:])
        self.show(
            ClosingState(
                title=T("X, not a till closing"),
                about=side_by_side([day_of(figures.business_day), T("until {time}", time=until)]),
                first=first,
                second=second,
                verb=T("Print"),
            )
        )

    def _load_z(self, closing_id: Id) -> None:
        closings = self.services.closings
        closing = self._closing = closings.by_id(closing_id)
        figures = closings.figures_of(closing)
        note, tone = _note(closing)
        self.show(
            ClosingState(
                title=T("Till closing Z {number}", number=closing.number),
                about=self._about(closing),
                note=note,
                note_tone=tone,
                first=self._drawer(figures, closing),
                second=self._done(figures, closing),
                verb=T("Print a copy"),
                may_correct=not closing.corrected_by and closing.kind != "carried",
            )
        )

    def _done(self, figures: Figures, closing: Closing) -> tuple[FigureGroup, ...]:
        """A correction says where they stand, and not once more what they are."""
        if closing.corrects:
            told = FigureLine(not_once_more(self.services.closings.origin(closing)))
            return (FigureGroup(T("Documents"), (told,)),)
        return groups_of(figures) if self._sees_takings else ()

    @property
    def _sees_takings(self) -> bool:
        return self._args.approved_by is not None or may(self.host.staff, "see_takings")

    def _drawer(self, figures: Figures, closing: Closing) -> tuple[FigureGroup, ...]:
        if closing.corrects:
            return drawer_groups(figures, closing, self.services.closings.by_id(closing.corrects))
        terminal = tuple(terminal_lines(closing, figures.currency))
        groups = drawer_groups(figures, closing)
        return (*groups, FigureGroup(T("Card terminal"), terminal)) if terminal else groups

    def _about(self, closing: Closing) -> Text:
        """The business day, and when it was closed."""
        day = self.services.context.salon.local(closing.closed_at).date()
        time = TimeOfDay(closing.closed_at)
        closed: Text = T("closed at {time}", time=time)
        if day.isoformat() != closing.business_day:
            closed = T("closed on {day}, {time}", day=Day(day, "short"), time=time)
        return side_by_side([day_of(closing.business_day), closed])

    # -- intents ------------------------------------------------------------------------------

    def print(self) -> None:
        """A copy of the closing, or the figures so far."""
        allowed = self._args.approved_by
        self.with_approval(lambda approved_by: self._print(approved_by or allowed))

    def _print(self, approved_by: Id | None) -> None:
        closing, by = self._closing, self.by
        if by is None:
            return
        if closing is not None:
            self.services.printing.closing(closing.id, by, approved_by)
            self.host.say(Toast(T("A copy is being printed."), "info"))
        else:
            session = self.services.closings.newest()
            self.services.printing.x(session.id, by, approved_by)
            self.host.say(Toast(T("The figures are being printed."), "info"))
        self.hardware.print_soon()

    def correct(self) -> None:
        """It was counted wrong: another closing says so."""
        if self._closing is not None and self.state.may_correct:
            self.host.go(CountArgs(self._closing))


def _note(closing: Closing) -> tuple[Text, str]:
    """What makes it another than a plain closing, and the tone of that."""
    if closing.corrected_by:
        return T("Corrected by till closing Z {number}", number=closing.corrected_by), "warn"
    if closing.kind == "carried":
        return T("Not counted, carried to the next count"), "info"
    if closing.kind == "correction":
        number, why = closing.corrects_number, closing.reason
        words = T("Corrects till closing Z {number}: {reason}", number=number, reason=why)
        return words, "info"
    return "", "info"
