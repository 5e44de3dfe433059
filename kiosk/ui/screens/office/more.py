"""Draws ``presenters.more``."""

from kivy.uix.boxlayout import BoxLayout

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Ico, Stack, Tap, Txt, refill
from kiosk.ui.kit.base import usual


@usual(
    fill=t.SURFACE,
    frame=t.LINE,
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
        self.words.add_widget(self.title)
        self.words.add_widget(self.about)
        self.add_widget(self.icon)
        self.add_widget(self.words)


class MoreScreen(DrawnScreen):
    """Tiles are kept and filled anew, so a changed language or a missing device shows at once."""

    def draw(self, state) -> None:
        refill(self.parts.tiles, state.items, self._tile, self._show_tile)

    def _tile(self):
        tile = MenuTile()
        tile.bind(on_tap=lambda source: self.act("pick", source.key))
        return tile

    def _show_tile(self, tile, item):
        tile.key = item.key
        tile.icon.icon = item.icon
        tile.icon.tone = item.tone or "primary"
        tile.title.text = tr._(item.title)
        tile.about.text = tr._(item.about)
        tile.about.tone = item.tone or "ink2"
