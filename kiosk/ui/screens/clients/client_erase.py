"""Draws ``kiosk.presenters.clients.client_erase``."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import HBox, Ico, PultScreen, Txt, refill
from kiosk.ui.kit.sections import Optional


class Mind(Optional):
    """Something to mind first; there while it has ``words``."""

    words = StringProperty("")
    icon = StringProperty("")
    tone = StringProperty("warn")


class LinePart(HBox):
    """A line of a list, with its sign before it."""

    def __init__(self, icon, tone, **kwargs):
        super().__init__(spacing=t.S12, **kwargs)
        self.words = Txt(lines=0)
        self.add(Ico(icon=icon, tone=tone), self.words)

    def show(self, words) -> None:
        self.words.text = tr._(words)


class ClientEraseScreen(PultScreen):
    """Two lists, a field and a red button. On a small panel what hinders stands above the lists."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        tr.hear(self._fill)
        self._fill()

    def on_state(self, *_) -> None:
        self._fill()

    def _fill(self, *_) -> None:
        if self.state is None or "stays" not in self.ids:
            return
        for box, lines, icon, tone in (
            (self.ids.goes, self.state.goes, "x", "bad"),
            (self.ids.stays, self.state.stays, "check", "ink2"),
        ):
            refill(box, lines, lambda icon=icon, tone=tone: LinePart(icon, tone))
