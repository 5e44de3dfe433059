"""A labelled field to type in."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from kivy.properties import BooleanProperty, NumericProperty, OptionProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.textinput import TextInput

from kiosk.ui import tokens as t
from kiosk.ui.kit.base import KitWidget, usual
from kiosk.ui.kit.box import place
from kiosk.ui.kit.buttons import IconBtn
from kiosk.ui.kit.icons import IconMark, centre_of
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.text import Txt

KEYPAD_KINDS = ("number", "money", "phone", "pin", "date", "codes", "time", "hours")
"""These bring up the keypad, never the keyboard."""
KINDS = ("text", "name", "email", "figures", "secret", "multiline", *KEYPAD_KINDS)
SIGNS = {
    "number": "0123456789,.-",
    "money": "0123456789,.- ",
    "phone": "0123456789+()/- ",
    "pin": "0123456789",
    "date": "0123456789./- ",
    "codes": "0123456789, ",
    "time": "0123456789:. ",
    "hours": "0123456789:.,;-–— ",
}
"""What a real keyboard may type into them, and a scanner that is one."""


@usual(
    background_normal="",
    background_active="",
    background_disabled_normal="",
    background_color=t.CLEAR,
    foreground_color=t.INK,
    disabled_foreground_color=t.INK3,
    hint_text_color=t.INK3,
    cursor_color=t.PRIMARY,
    cursor_width=t.FRAME_FOCUS,
    selection_color=t.fade(t.PRIMARY, 0.25),
    font_name=t.FONT,
    font_size=t.Typed("title"),
    multiline=False,
    password_mask="•",
    write_tab=False,
    use_bubble=False,
    use_handles=False,
)
class Input(KitWidget, TextInput):
    """Kivy's text input in our look; the shell brings up keyboard or keypad when it is focused."""

    kind = StringProperty("text")
    watcher: ClassVar[Callable[[Input, bool], None] | None] = None
    """Told when an input gets or loses the focus; the window's keyboard."""

    def __init__(self, **kwargs):
        self._whole = False
        super().__init__(**kwargs)
        # Not on_focus: Kivy takes the selection off after that.
        self.fbind("focus", self._focus_moved)

    def _focus_moved(self, _input, focused):
        # A whole value is typed anew more often than a letter of it is changed: a second touch
        # puts the cursor where it is wanted.
        self._whole = focused and not self.multiline
        if self._whole:
            self.select_all()
        elif not focused:
            self.cancel_selection()
        if Input.watcher is not None:
            Input.watcher(self, focused)

    def on_touch_up(self, touch):
        ours = touch.grab_current is self
        taken = super().on_touch_up(touch)
        if ours and self._whole:
            self._whole = False
            # The touch that brought the focus has put the cursor somewhere.
            self.select_all()
        return taken

    def keyboard_on_textinput(self, window, text):
        # Kivy would delete what is selected first, also for a letter that is not taken.
        self.insert_text(text)

    def insert_text(self, substring, from_undo=False):
        if not from_undo:
            signs = SIGNS.get(self.kind)
            if signs is not None:
                substring = "".join(sign for sign in substring if sign in signs)
            if substring:
                self.delete_selection()
        super().insert_text(substring, from_undo)

    @property
    def begins(self) -> bool:
        """Whether the next letter is the first: nothing is there, or all of it is typed over."""
        return self.selection_text == self.text

    def rub_out(self) -> None:
        """What is selected, or else the letter before the cursor."""
        if self.selection_text:
            self.delete_selection()
        else:
            self.do_backspace()


@usual(orientation="vertical", spacing=t.S4, size_hint_y=None, pos_hint={"top": 1})
class Field(KitWidget, BoxLayout):
    """Label above, frame, and an error or a hint below. ``icon`` stands inside at the left; the
    hint of a field with an icon (a search) stands inside too while it is empty. ``sign``: an icon
    at the right that can be touched, with ``sign_hint`` in words.

    Events: ``on_edit(text)`` at every change made by the person (not when ``text`` is set from a
    state), ``on_enter()`` for Enter or Next, ``on_point()`` for a touch on the sign.
    """

    label = StringProperty("")
    text = StringProperty("")
    hint = StringProperty("")
    error = StringProperty("")
    kind = OptionProperty("text", options=KINDS)
    secret = BooleanProperty(False)
    icon = StringProperty("")
    sign = StringProperty("")
    sign_hint = StringProperty("")
    room = NumericProperty(t.H_FIELD)

    __events__ = ("on_edit", "on_enter", "on_point")

    def __init__(self, **kwargs):
        self._setting = False
        self.caption = Txt(kind="label", tone="ink2")
        self.input = Input()
        self.below = Txt(kind="caption", tone="ink2", lines=0)
        self.ground = Plate(
            fill=t.SURFACE,
            frame=t.LINE_STRONG,
            radius=t.R_FIELD,
            size_hint_y=None,
            height=t.H_FIELD,
        )
        self.ground.add_widget(self.input)
        self._mark = IconMark(self.ground.canvas)
        self._button = IconBtn(look="ghost", size_hint=(None, None), size=(t.H_FIELD, t.H_FIELD))
        self._button.bind(on_tap=lambda *_: self.dispatch("on_point"))
        super().__init__(**kwargs)
        self.add_widget(self.ground)
        self.ground.fbind("pos", self._place)
        self.ground.fbind("size", self._place)
        for name in (
            "label",
            "hint",
            "error",
            "kind",
            "secret",
            "room",
            "icon",
            "sign",
            "sign_hint",
        ):
            self.fbind(name, self._style)
        self.fbind("text", self._take)
        self.fbind("disabled", self._style)
        self.fbind("minimum_height", self.setter("height"))
        self.input.fbind("text", self._typed)
        # It is one pixel until the first text was drawn, which may come after everything else.
        self.input.fbind("line_height", self._place)
        self.input.fbind("focus", self._style)
        self.input.bind(on_text_validate=lambda *_: self.dispatch("on_enter"))
        self._take()
        self._style()

    def on_edit(self, text: str) -> None:
        """The person changed the text."""

    def on_enter(self) -> None:
        """Enter, or Next on the keyboard."""

    def on_point(self) -> None:
        """The sign was touched."""

    @property
    def focus(self) -> bool:
        return self.input.focus

    @focus.setter
    def focus(self, value: bool) -> None:
        self.input.focus = value

    def _take(self, *_):
        if self.input.text != self.text:
            self._setting = True
            self.input.text = self.text
            self._setting = False
            if not self.input.focus:
                # It was of the words that stood here before.
                self.input.cancel_selection()

    def _typed(self, _input, text):
        if not self._setting and text != self.text:
            self.text = text
            self.dispatch("on_edit", text)

    def _style(self, *_):
        self.caption.text = self.label
        place(self, self.caption, self.label, len(self.children))
        self.input.hint_text = self.hint if self.icon else ""
        below = self.error or ("" if self.icon else self.hint)
        self.below.text = below
        self.below.tone = "bad" if self.error else "ink2"
        place(self, self.below, below)
        multi = self.kind == "multiline"
        self.ground.height = 2 * self.room if multi else self.room
        self.input.multiline = multi
        self.input.kind = self.kind
        self.input.password = self.secret or self.kind in ("pin", "secret")
        self.input.disabled = self.disabled
        focused = self.input.focus
        self.ground.fill = t.SUNKEN if self.disabled else t.SURFACE
        self.ground.frame = t.BAD if self.error else t.PRIMARY if focused else t.LINE_STRONG
        self.ground.frame_width = t.FRAME_FOCUS if focused or self.error else t.HAIR
        self._button.icon, self._button.hint = self.sign, self.sign_hint
        place(self.ground, self._button, self.sign)
        self._place()

    def _place(self, *_):
        self.input.pos = self.ground.pos
        beside = self._button.width if self.sign else 0
        self.input.size = (self.ground.width - beside, self.ground.height)
        # Not from right: see centre_of.
        right = self.ground.x + self.ground.width
        self._button.pos = (right - self._button.width, self.ground.y)
        spare = (self.room - self.input.line_height) / 2
        lead = t.S16 + (t.ICON + t.S12 if self.icon else 0)
        self.input.padding = (lead, max(0, spare), t.S16, max(0, spare))
        centre = (self.ground.x + t.S16 + t.ICON / 2, centre_of(self.ground)[1])
        self._mark.draw(self.icon, centre, t.ICON, t.INK2)
