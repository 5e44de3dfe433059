"""Draws ``kiosk.presenters.sync.sync``."""

from __future__ import annotations

from functools import partial

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import (
    Btn,
    DrawnScreen,
    Gap,
    HBox,
    Ico,
    Slip,
    Stack,
    Txt,
    arrange,
    place,
    refill,
)
from kiosk.ui.kit.buttons import Main

MOMENT = T("One moment")
"""Something was asked for and has not begun yet."""


class Ways(HBox):
    """Buttons beside each other. ``gap``: at the right edge of all the width; otherwise as wide as
    they are."""

    def __init__(self, act, *, gap=True, **kwargs):
        super().__init__(spacing=t.S12, **kwargs)
        self._act = act
        self._buttons: list[Btn] = []
        self._gap = Gap(size_hint_y=None, height=t.HAIR) if gap else None
        if not gap:
            self.size_hint_x = None
            self.fbind("minimum_width", self.setter("width"))

    def show(self, actions) -> None:
        if len(self._buttons) != len(actions):
            self.clear_widgets()
            self._buttons = [self._make() for _ in actions]
            for part in (self._gap, *self._buttons) if self._gap else self._buttons:
                self.add_widget(part)
        for button, action in zip(self._buttons, actions, strict=True):
            button.action = action
            button.text, button.icon, button.look = tr._(action.text), action.icon, action.look

    def _make(self) -> Btn:
        button = Btn(fit=True, height=t.H_FLOOR)
        button.bind(on_tap=lambda tap: self._act(tap.action.intent, tap.action.arg))
        return button


class CasePart(Slip):
    """Something to look at and its ways on: beside it, or below a question."""

    def __init__(self, act, *, below=False, **kwargs):
        super().__init__(spacing=t.S12, **kwargs)
        self.icon = Ico()
        self.title = Txt(kind="body", bold=True, lines=0)
        self.words = Stack(spacing=t.S4)
        self.words.add_widget(self.title)
        self.lines = Stack(spacing=t.S4)
        self.words.add_widget(self.lines)
        self.head = HBox(spacing=t.S16)
        self.head.add(self.icon, self.words)
        self.add_widget(self.head)
        self.ways = Ways(act, gap=below)
        (self if below else self.head).add_widget(self.ways)

    def show(self, case) -> None:
        self.icon.icon, self.icon.tone = case.icon, case.tone
        self.title.text = tr._(case.title)
        told = [words for words in map(tr._, case.lines) if words]
        refill(self.lines, told, lambda: Txt(kind="body", tone="ink2", lines=0), _say)
        self.ways.show(case.actions)


def _say(label, words) -> None:
    label.text = words


class GroupPart(Stack):
    """Cases of one sort under their heading, which has the answers to all of them beside it."""

    def __init__(self, act, **kwargs):
        super().__init__(spacing=t.S12, **kwargs)
        self.title = Txt(kind="title", bold=True, lines=0)
        self.hint = Txt(kind="label", tone="ink2", lines=0)
        self.words = Stack(spacing=t.S4)
        self.words.add_widget(self.title)
        self.ways = Ways(act, gap=False)
        self.head = HBox(spacing=t.S16)
        self.head.add(self.words, self.ways)
        self.cards = Stack(spacing=t.S12)
        self.more = Txt(kind="label", tone="ink2")
        self.add(self.head, self.cards)
        self._act = act

    def show(self, group) -> None:
        self.title.text, self.hint.text = tr._(group.title), tr._(group.hint)
        self.more.text = tr._(group.more)
        place(self.words, self.hint, self.hint.text)
        place(self, self.more, self.more.text)
        self.ways.show(group.for_all)
        refill(self.cards, group.cards, lambda: CasePart(self._act))


class FactPart(HBox):
    """A figure behind what it counts."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.label = Txt(tone="ink2", lines=0)
        self.figure = Txt(kind="title", bold=True, fit=True)
        self.add(self.label, self.figure)

    def show(self, pair) -> None:
        self.label.text, self.figure.text = tr._(pair[0]), tr._(pair[1])


class PromisePart(HBox):
    """What comes of signing in."""

    def __init__(self, **kwargs):
        super().__init__(spacing=t.S16, **kwargs)
        self.icon = Ico(tone="primary", side=t.ICON_RAIL)
        self.words = Txt(kind="title", lines=0)
        self.add(self.icon, self.words)

    def show(self, pair) -> None:
        self.icon.icon, self.words.text = pair[0], tr._(pair[1])


class SyncScreen(DrawnScreen):
    """Cards are kept and filled anew: the page is looked at every second."""

    def draw(self, state) -> None:
        if state.head is None:
            return
        parts = self.parts
        parts.icon.icon, parts.icon.tone = state.head.icon, state.head.tone
        parts.headline.text, parts.advice.text = tr._(state.head.text), tr._(state.head.advice)
        refill(parts.actions, state.actions, self._button, self._show_button)
        refill(parts.facts, state.facts, FactPart)
        refill(parts.promises, state.promises, PromisePart)
        asked = partial(CasePart, self.act, below=True, tone="warn")
        refill(parts.questions, state.questions, asked)
        refill(parts.groups, state.groups, lambda: GroupPart(self.act))
        self._arrange(state)

    def _arrange(self, state) -> None:
        """Only what has something to tell takes room."""
        parts = self.parts
        told = (
            (parts.promised, state.promises),
            (parts.services, state.services),
            (parts.questions, state.questions),
            (parts.groups, state.groups),
            (parts.runs, state.runs),
        )
        arrange(parts.right, [part for part, what in told if what])

    def _button(self) -> Main:
        button = Main()
        button.bind(on_tap=lambda tap: self.act(tap.action.intent))
        return button

    def _show_button(self, button, action) -> None:
        button.action = action
        button.verb, button.icon, button.look = tr._(action.text), action.icon, action.look
        button.why = tr._(MOMENT) if action.busy else ""
