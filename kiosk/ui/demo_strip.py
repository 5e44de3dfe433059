"""What lies around the desk in a demonstration: sample cards, bottles, and the newest paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.image import Image
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.buttons import Btn
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.text import Txt

LOOK_SECONDS = 0.5
"""How often the folder of papers is looked at."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can be held to the reader or the scanner. ``name`` is data."""

    name: str
    icon: str
    use: Callable[[], object]


@usual(orientation="vertical", size_hint_x=None, width=t.W_SIDE, padding=t.S12, spacing=t.S8)
class DemoStrip(Plate, BoxLayout):
    """``newest``: the picture of the paper printed last, or None."""

    def __init__(
        self,
        cards: Sequence[Thing],
        bottles: Sequence[Thing],
        newest: Callable[[], Path | None],
        **kwargs,
    ):
        super().__init__(fill=t.SUNKEN, radius=0, **kwargs)
        self._newest = newest
        self._shown: Path | None = None
        self._headings: list[tuple[Txt, object]] = []
        self._add_things(T("Cards for the reader"), cards, columns=2)
        self._add_things(T("Goods for the scanner"), bottles, columns=1)
        self._add_heading(T("Paper from the printer"))
        self._paper = Image(size_hint=(None, None), fit_mode="fill", opacity=0)
        scroll = ScrollView(do_scroll_x=False)
        scroll.add_widget(self._paper)
        self.add_widget(scroll)
        scroll.bind(width=lambda *_: self._fit())
        tr.hear(self._say)
        self._say()
        Clock.schedule_interval(self._look, LOOK_SECONDS)

    def _add_heading(self, words: object) -> None:
        heading = Txt(kind="label", tone="ink2", bold=True)
        self._headings.append((heading, words))
        self.add_widget(heading)

    def _add_things(self, words: object, things: Sequence[Thing], columns: int) -> None:
        self._add_heading(words)
        rows = -(-len(things) // columns)
        grid = GridLayout(
            cols=columns,
            spacing=t.S4,
            size_hint_y=None,
            height=rows * t.H_FLOOR + (rows - 1) * t.S4,
        )
        for thing in things:
            button = Btn(
                text=thing.name, icon=thing.icon, look="plain", data=True, height=t.H_FLOOR
            )
            button.font_size, button.pad, button.gap = t.font("caption"), t.S8, t.S8
            button.bind(on_tap=lambda *_, use=thing.use: use())
            grid.add_widget(button)
        self.add_widget(grid)

    def _say(self, *_):
        for heading, words in self._headings:
            heading.text = tr._(words)

    def _look(self, _dt: float) -> None:
        newest = self._newest()
        if newest is not None and newest != self._shown:
            self._shown = newest
            self._paper.source = str(newest)
            self._paper.opacity = 1
            self._fit()

    def _fit(self) -> None:
        """As wide as the strip, as high as the paper is long."""
        texture = self._paper.texture
        if texture is not None:
            width = self._paper.parent.width
            self._paper.size = (width, width * texture.height / texture.width)


def stand_beside(root: Widget, strip: DemoStrip) -> None:
    """Puts the strip at the right of what fills the window now."""
    Window.remove_widget(root)
    both = BoxLayout()
    both.add_widget(root)
    both.add_widget(strip)
    Window.add_widget(both)
