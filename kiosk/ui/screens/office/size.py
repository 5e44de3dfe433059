"""Draws ``kiosk.presenters.office.size``."""

from kivy.uix.boxlayout import BoxLayout
from kivy.uix.label import Label

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, Gap, Tap, Txt, refill
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.plate import Plate

WORDS = (("label", T("Visit at {time}", time="14:30")), ("body", T("Cut and colour")))


@usual(font_name=t.FONT, size_hint=(1, None), halign="left", valign="middle", color=t.INK)
class SampleWords(KitWidget, Label):
    """Words in the size that they would have."""

    def scaled(self, kind: str, scale: float, words: str) -> None:
        self.text, self.font_size = words, t.font(kind) * scale
        self.height = t.font(kind) * scale * t.LINE_HEIGHT * t.LINE_OF_TYPE

    def on_width(self, _words, width):
        self.text_size = (width, None)


@usual(
    orientation="vertical",
    fill=t.SURFACE,
    frame=t.LINE_STRONG,
    radius=t.R_CARD,
    padding=t.S16,
    spacing=t.S12,
)
class SampleTap(Tap, BoxLayout):
    """A piece of the desk in one size: two lines of words and a button."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.key = ""
        self.name = Txt(kind="title", bold=True)
        self.lines = [SampleWords() for _ in WORDS]
        self.button = Plate(fill=t.PRIMARY, size_hint=(1, None))
        self.press = SampleWords(halign="center", color=t.WHITE, size_hint=(None, None))
        self.button.add_widget(self.press)
        self.button.fbind("pos", self._place)
        self.button.fbind("size", self._place)
        self.now = Txt(kind="label", tone="primary", bold=True)
        self.add(self.name, *self.lines, self.button, Gap(), self.now)

    def show(self, sample) -> None:
        self.key = sample.key
        self.name.text = tr._(sample.name)
        for line, (kind, words) in zip(self.lines, WORDS, strict=True):
            line.scaled(kind, sample.scale, tr._(words))
        self.button.height = t.H_BUTTON * sample.scale
        self.press.scaled("body", sample.scale, tr._(T("Pay")))
        self._place()
        self.now.text = tr._(T("As it is now")) if sample.chosen else ""
        self.frame = t.PRIMARY if sample.chosen else t.LINE_STRONG

    def _place(self, *_):
        button = self.button
        self.press.width = button.width
        self.press.pos = button.x, button.y + (button.height - self.press.height) / 2


class SizeScreen(DrawnScreen):
    """Three samples beside each other."""

    def draw(self, state) -> None:
        refill(self.parts.samples, state.samples, lambda: self.keyed(SampleTap(), "pick"))
