"""Draws ``kiosk.presenters.setup.first_steps``."""

from kiosk.salon.domain.text import T
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, DrawnScreen, refill
from kiosk.ui.kit.sections import Entry


class StepPart(Entry):
    """A step, the way to it, and that it is not needed."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.away = Btn(look="plain", icon="x", fit=True)
        self.away.bind(on_tap=lambda *_: act("put_away", self.key))
        self.open = Btn(look="soft", fit=True)
        self.open.bind(on_tap=lambda *_: act("pick", self.key))
        self.head.add(self.away, self.open)

    def show(self, row) -> None:
        self.key = row.key
        self.icon.icon, self.icon.tone = row.icon, row.tone
        self.title.text, self.about.text = tr._(row.title), tr._(row.subtitle)
        self.away.text, self.open.text = tr._(T("Not needed here")), tr._(T("Do it"))


class FirstStepsScreen(DrawnScreen):
    def draw(self, state) -> None:
        refill(self.parts.steps, state.rows, lambda: StepPart(self.act))
