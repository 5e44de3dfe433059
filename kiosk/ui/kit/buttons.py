"""Buttons: one text, an optional icon, five looks."""

from __future__ import annotations

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.label import Label

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.icons import IconMark, centre_of
from kiosk.ui.kit.tap import Tap
from kiosk.ui.kit.text import fitting, width_of

LOOKS: dict[str, tuple[t.Rgba, t.Rgba, t.Rgba]] = {
    "primary": (t.PRIMARY, t.CLEAR, t.WHITE),
    "soft": (t.PRIMARY_SOFT, t.PRIMARY_LINE, t.PRIMARY),
    "plain": (t.SURFACE, t.LINE_STRONG, t.INK),
    "danger": (t.BAD_SOFT, t.BAD_LINE, t.BAD),
    "ghost": (t.CLEAR, t.CLEAR, t.PRIMARY),
    "quiet": (t.CLEAR, t.CLEAR, t.INK2),
}
"""Ground, frame and words of each look."""
WORDS_ALONE = ("ghost", "quiet")
"""Looks without an edge: a way out, or a door that is not for everybody."""


@usual(font_name=t.FONT, halign="center", valign="top")
class WordTap(Tap, Label):
    """A tap that is its own label, the icon drawn before the words on the same canvas.

    Words that are too wide for it wrap to two lines.
    """

    icon = StringProperty("")
    icon_side = NumericProperty(t.ICON)
    fit = BooleanProperty(False)
    data = BooleanProperty(False)
    pad = NumericProperty(t.S16)
    gap = NumericProperty(t.S12)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._mark = IconMark(self.canvas)
        self._asked = self.font_size
        for name in ("text", "icon", "icon_side", "fit", "size", "font_size", "bold", "pad"):
            self.fbind(name, self._space)
        for name in ("pos", "size", "texture_size", "color", "disabled"):
            self.fbind(name, self._place_icon)
        self.fbind("texture_size", self._measure)
        self._space()

    def _space(self, *_):
        if self.fit:
            self.size_hint_x = None
        lead = self.icon_side + (self.gap if self.text else 0) if self.icon else 0
        self.padding = (lead, 0, 0, 0)
        room = max(1, self.width - 2 * self.pad)
        if self.fit:
            self.font_size = self._asked
        else:
            self._suit(max(1, room - lead))
        if self.fit or not self.text or self._natural() + lead <= room:
            self.text_size = (None, None)
            self.shorten = False
        else:
            self.text_size = (room, None)
            self.max_lines = 2
        self._place_icon()

    def _suit(self, room: float) -> None:
        """Larger text as large as it fits on two lines."""
        if t.TEXT_SCALE > 1:
            high = self.height - 2 * t.S4
            self.font_size = fitting(
                self.text, self._asked, room, bold=self.bold, lines=2, high=high
            )

    def ask(self, size: float) -> None:
        """Has the words in this size of type, in pixels, where they fit."""
        self._asked = self.font_size = size
        self._space()

    def _natural(self) -> float:
        self._trigger_texture()
        lines = self.text.split("\n")
        return max((width_of(line, self.font_size, self.bold) for line in lines), default=0)

    def _measure(self, *_):
        if self.fit:
            self.width = max(self.height, self.texture_size[0] + 2 * self.pad)

    def _place_icon(self, *_):
        middle_x, middle_y = centre_of(self)
        if self.text:
            middle_x += (self.icon_side - self.texture_size[0]) / 2
        colour = self.disabled_color if self.disabled else self.color
        self._mark.draw(self.icon, (middle_x, middle_y), self.icon_side, tuple(colour))


@usual(size_hint_y=None, height=t.H_BUTTON, bold=True, disabled_color=t.INK3)
class Btn(WordTap):
    """A button with a verb on it.

    ``look``: primary (one per panel), soft, plain, danger, ghost, quiet. ``fit``: as wide as its
    words.
    """

    look = OptionProperty("plain", options=list(LOOKS))

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "look", "disabled", "spent", "height")

    def _style(self, *_):
        fill, frame, words = LOOKS[self.look]
        if self.disabled or self.spent:
            fill = t.CLEAR if self.look in WORDS_ALONE else t.SUNKEN
            frame = t.CLEAR
            words = t.INK3
        self.fill, self.frame, self.color = fill, frame, words
        self.ask(t.font(self._kind()))

    def _kind(self) -> str:
        return "title" if self.height >= t.H_PRIMARY else "body"


class Main(Btn):
    """What a page or a panel is for. ``verb``: what it does; ``why``: what has to be done first, or
    empty. It is out of use only while there is such a reason, which it then says."""

    verb = StringProperty("")
    why = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._say, "verb", "why")

    def _say(self, *_):
        self.text = self.why or self.verb
        self.disabled = bool(self.why)


@usual(look="primary", height=t.H_PRIMARY)
class MainBtn(Main):
    """The one dark button of a staff page: the last in the bar of its Sheet, or at the foot of a
    panel beside what is worked on."""


@usual(height=t.H_CUSTOMER, radius=t.R_BIG, icon_side=t.ICON_CUSTOMER)
class CustomerBtn(Btn):
    """The large kind of customers' screens."""

    def _kind(self) -> str:
        return "cbutton" if self.look == "primary" else "help"


@usual(look="primary")
class CustomerMain(Main, CustomerBtn):
    """The one dark button of a customers' page."""


@usual(size_hint=(None, None), size=(t.H_FLOOR, t.H_FLOOR))
class IconBtn(WordTap):
    """A square button with an icon only. ``hint`` says in words what it does."""

    look = OptionProperty("plain", options=list(LOOKS))
    hint = StringProperty("")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "look", "disabled")

    def _style(self, *_):
        self.fill, self.frame, self.color = LOOKS[self.look]
        self.disabled_color = t.INK3


@usual(icon="help", look="quiet", pos_hint={"center_y": 0.5})
class HelpMark(IconBtn):
    """The question mark in the head of every page."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        tr.hear(self._say)
        self._say()

    def _say(self, *_):
        self.hint = tr._("Help")


@usual(
    size_hint=(None, None),
    fit=True,
    height=t.H_CHIP,
    bold=True,
    font_size=t.Typed("caption"),
    icon_side=t.Typed("body"),
    pad=t.S12,
    gap=t.S8,
)
class Chip(WordTap):
    """A small pill with a fact. It can be tapped when ``tappable``; it is then 48 dp high."""

    tone = StringProperty("")
    tappable = BooleanProperty(False)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.redraw(self._style, "tone", "tappable", "height")

    def _style(self, *_):
        if self.tappable:
            self.height = max(self.height, t.H_FLOOR)
        self.radius = self.height / 2
        self.fill = t.soft(self.tone)
        self.color = t.INK2 if self.tone in ("", "ink", "ink2") else t.tone(self.tone)

    def show(self, fact) -> None:
        """A ``ChipView`` in it."""
        self.text, self.icon, self.tone = tr._(fact.text), fact.icon, fact.tone

    def on_touch_down(self, touch):
        return super().on_touch_down(touch) if self.tappable else False
