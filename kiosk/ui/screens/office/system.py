"""Draws ``kiosk.presenters.office.system``."""

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, HBox, Ico, Slip, Stack, Txt, refill


class FactPart(Slip):
    """What is looked at, and how it is."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.icon = Ico(tone="ink2", pos_hint={"center_y": 0.5})
        self.title = Txt(kind="caption", tone="ink2")
        self.about = Txt(kind="body", lines=0)
        words = Stack(spacing=0)
        words.add(self.title, self.about)
        row = HBox(spacing=t.S16)
        row.add(self.icon, words)
        self.add_widget(row)

    def show(self, fact) -> None:
        self.icon.icon, self.icon.tone = fact.icon, fact.tone or "ink2"
        self.title.text, self.about.text = tr._(fact.title), tr._(fact.about)
        self.tone = fact.tone or "surface"


class SystemScreen(DrawnScreen):
    """Cards are kept and filled anew: it looks again every few seconds."""

    def draw(self, state) -> None:
        refill(self.parts.facts, state.facts, FactPart)
