"""The frame of customers' pages."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout

from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import Gap, VBox
from kiosk.ui.kit.buttons import Btn, Chip, HelpMark, WordTap
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.screen import Page
from kiosk.ui.kit.text import Txt


@usual(
    size_hint=(None, None),
    height=t.H_FIELD,
    radius=t.H_FIELD / 2,
    fit=True,
    bold=True,
    font_size=t.Typed("body"),
    pad=t.S24,
)
class LanguagePill(WordTap):
    """A language in its own words."""

    code = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        tr.bind(language=self._style)
        self._style()

    def _style(self, *_):
        own = tr.language == self.code
        self.fill = t.PRIMARY_SOFT if own else t.SURFACE
        self.frame = t.PRIMARY if own else t.LINE_STRONG
        self.color = t.PRIMARY if own else t.INK


@usual(orientation="vertical", radius=0)
class CustomerPage(Page, Plate, BoxLayout):
    """Salon's name or a back button and the question mark at the left; languages or the countdown
    at the right. ``has_help: False`` hides the question mark.

    ``tone``: soft ground for an outcome (ok, warn, bad). ``countdown``: seconds until the page
    closes itself, 0 = not shown. Event ``on_language(code)``. Children go to the
    body, a vertical box over the whole rest.
    """

    salon = StringProperty("")
    back_text = StringProperty("")
    languages = BooleanProperty(False)
    countdown = NumericProperty(0)
    tone = StringProperty("plain")
    has_help = BooleanProperty(True)

    __events__ = ("on_language",)

    def __init__(self, **kwargs):
        self.head = BoxLayout(size_hint_y=None, spacing=t.S8)
        self.body = VBox(spacing=t.S16)
        self._name = Txt(
            kind="help", tone="primary", bold=True, data=True, pos_hint={"center_y": 0.5}
        )
        self._back = Btn(icon="arrow-left", look="ghost", fit=True, pos_hint={"center_y": 0.5})
        self._mark = HelpMark()
        self._closing = Chip(
            icon="clock", font_size=t.font("body"), height=t.H_FLOOR, pos_hint={"center_y": 0.5}
        )
        self._pills: list[LanguagePill] = []
        super().__init__(**kwargs)
        self._back.bind(on_tap=lambda *_: self.dispatch("on_back"))
        self._mark.bind(on_tap=lambda *_: self.dispatch("on_help"))
        super().add_widget(self.head)
        super().add_widget(self.body)
        for name in ("salon", "back_text", "languages", "tone", "wide", "has_help"):
            self.fbind(name, self._style)
        self.fbind("countdown", self._count)
        tr.hear(self._count)
        self._style()

    def on_language(self, code: str) -> None:
        """A language was chosen."""

    def add_widget(self, widget, *args, **kwargs):
        self.body.add_widget(widget, *args, **kwargs)

    def _style(self, *_):
        side = t.W_CUSTOMER_PAD if self.wide else t.W_CUSTOMER_PAD_COMPACT
        self.head.padding = (side, t.S8, side, t.S8)
        self.head.height = t.u(14) if self.wide else t.H_BAR
        self.body.padding = (side, 0, side, t.S24 if self.wide else t.S16)
        self.fill = t.soft(self.tone)
        self._closing.tone = "" if self.tone == "plain" else "plain"
        self._name.text = self.salon
        self._back.text = self.back_text
        self._fill_head()
        self._count()

    def _fill_head(self):
        if self.languages and not self._pills:
            for code, name in LANGUAGES.items():
                pill = LanguagePill(code=code, text=name, pos_hint={"center_y": 0.5})
                pill.bind(on_tap=lambda source: self.dispatch("on_language", source.code))
                self._pills.append(pill)
        for pill in self._pills:
            pill.pad = t.S24 if self.wide else t.S16
        mark = [self._mark] if self.has_help else []
        wanted = [self._back, *mark, self._room()] if self.back_text else [*mark, self._name]
        wanted += self._pills if self.languages else [self._closing]
        if list(reversed(self.head.children)) != wanted:
            self.head.clear_widgets()
            for part in wanted:
                self.head.add_widget(part)

    def _room(self) -> Gap:
        if not hasattr(self, "_gap"):
            self._gap = Gap()
        return self._gap

    def _count(self, *_):
        shown = self.countdown > 0
        self._closing.opacity = 1 if shown else 0
        self._closing.text = tr._(T("Closes in {n} s", n=int(self.countdown))) if shown else ""
