"""Draws ``kiosk.presenters.office.more``."""

from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Ico, Stack, Tap, Txt, refill
from kiosk.ui.kit.base import usual


@usual(
    fill=t.SURFACE,
    frame=t.LINE_STRONG,
    radius=t.R_CARD,
    padding=(t.S24, t.S16, t.S16, t.S16),
    spacing=t.S16,
    size_hint_y=None,
    height=t.u(12),
)
class MenuTile(Tap, BoxLayout):
    """One way from the menu: icon, title, and what is there."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.key = ""
        self.icon = Ico(side=t.ICON_RAIL, tone="primary", pos_hint={"center_y": 0.5})
        self.words = Stack(spacing=t.S4, pos_hint={"center_y": 0.5})
        self.title = Txt(kind="title", bold=True)
        self.about = Txt(kind="caption", tone="ink2", lines=2)
        self.words.add(self.title, self.about)
        self.add(self.icon, self.words)

    def show(self, item) -> None:
        self.key = item.key
        self.icon.icon = item.icon
        self.icon.tone = item.tone or "primary"
        self.title.text = tr._(item.title)
        self.about.text = tr._(item.about)
        self.about.tone = item.tone or "ink2"


class MoreScreen(DrawnScreen):
    """Tiles are kept and filled anew, so a changed language or a missing device shows at once."""

    def draw(self, state) -> None:
        refill(self.parts.tiles, state.items, lambda: self.keyed(MenuTile(), "pick"))
