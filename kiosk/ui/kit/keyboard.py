"""The on-screen keyboard and keypad at the bottom of the window.

Keys are made once; language, shift and 123 only change their words. The field being typed in stays
focused, so a real keyboard works at any time too.
"""

from __future__ import annotations

from collections.abc import Callable

from kivy.clock import Clock
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.behaviors import FocusBehavior
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.gridlayout import GridLayout
from kivy.uix.scrollview import ScrollView
from kivy.uix.widget import Widget

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import refill
from kiosk.ui.kit.field import KEYPAD_KINDS, Input
from kiosk.ui.kit.keypad import Key
from kiosk.ui.kit.layouts import LAYOUTS, SIGNS, promised, variants
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.text import Txt

EXTRA = {
    "number": ",",
    "money": ",",
    "phone": "+",
    "date": ".",
    "pin": "",
    "codes": ",",
    "time": ":",
    "hours": ":-,",
}
"""The keypad's keys beside the digits, by kind of field."""
MOST_EXTRA = 3

CAPITALS = ("text", "name")
"""These begin with a capital letter; a name does with every word."""
LAYOUT_FRAMES = 2
"""What a screen takes to fit itself into the room above the keyboard."""


class LetterKey(Key):
    """A key that offers more letters when held: ``on_hold()``. ``more``: one of them, shown in its
    corner where nothing else would tell."""

    more = StringProperty("")

    __events__ = ("on_hold",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self._waiting = None
        self._held = False
        self._corner = Txt(kind="caption", tone="ink2", fit=True)
        for name in ("pos", "size", "more"):
            self.fbind(name, self._tell)

    def _tell(self, *_):
        corner = self._corner
        if not self.more:
            self.remove_widget(corner)
            return
        if corner.parent is None:
            self.add_widget(corner)
        corner.text = self.more
        corner.right, corner.top = self.right - t.S4, self.top

    def on_hold(self) -> None:
        """The key was held."""

    def on_press(self) -> None:
        self._held = False
        self._waiting = Clock.schedule_once(self._hold, t.HOLD)

    def _hold(self, _dt) -> None:
        self._held = True
        self.dispatch("on_hold")

    def on_release(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        if not self._held:
            super().on_release()


@usual(
    orientation="vertical", size_hint_y=None, padding=t.S8, spacing=t.S8, fill=t.SUNKEN, radius=0
)
class Keyboard(Plate, BoxLayout):
    """Types into the focused :class:`~kiosk.ui.kit.field.Input`."""

    language = StringProperty("en")
    wide = BooleanProperty(True)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.target: Input | None = None
        self._moved: Callable[[bool], None] = lambda shown: None
        self._shift = False
        self._signs = False
        self._built = False
        self._mode = ""
        self._layout_language = self.language
        self._settle = Clock.create_trigger(self._settled)
        self._reveal = Clock.create_trigger(self._bring_into_view)
        self._frames_to_wait = 0
        self.fbind("minimum_height", self.setter("height"))
        self.fbind("language", self._own_language)
        tr.hear(self._label)

    def attach(self, moved: Callable[[bool], None]) -> None:
        """``moved(shown)`` is called when the keyboard has to come up or go."""
        self._moved = moved
        Input.watcher = self._focus_changed

    def put_away(self) -> None:
        """Takes the focus from the field, and the keyboard from the window."""
        if self.target is not None:
            self.target.focus = False

    def on_touch_down(self, touch):
        if not self.collide_point(*touch.pos):
            return False
        FocusBehavior.ignored_touch.append(touch)
        super().on_touch_down(touch)
        return True

    # -- focus --------------------------------------------------------------------------------

    def _focus_changed(self, field: Input, focused: bool) -> None:
        if focused:
            self.target = field
            self._prepare(field)
            field.fbind("selection_text", self._selected)
            self._moved(True)
            self._frames_to_wait = LAYOUT_FRAMES
            self._reveal()
        elif self.target is field:
            field.funbind("selection_text", self._selected)
            self.target = None
            self._settle()

    def _settled(self, _dt) -> None:
        if self.target is None:
            self._close_variants()
            self._moved(False)

    def _bring_into_view(self, _dt) -> None:
        if self._frames_to_wait:
            self._frames_to_wait -= 1
            self._reveal()
            return
        above = self.target
        while above is not None and not isinstance(above, ScrollView):
            above = above.parent if above.parent is not above else None
        if above is None:
            return
        if above.children[0].height > above.height:
            above.scroll_to(self.target.parent.parent, padding=t.S16, animate=False)
        else:
            above.scroll_y = 1

    def _prepare(self, field: Input) -> None:
        if not self._built:
            self._build()
        mode = "keypad" if field.kind in KEYPAD_KINDS else "letters"
        if mode != self._mode:
            self._mode = mode
            self._arrange()
        self._signs = field.kind == "figures"
        self._shift = field.kind in CAPITALS and field.begins
        signs = EXTRA.get(field.kind, "")
        for key, sign in zip(self._extras, signs.ljust(MOST_EXTRA), strict=True):
            key.key = sign.strip()
        self._label()

    # -- keys ---------------------------------------------------------------------------------

    def _build(self) -> None:
        self._built = True
        high = t.H_KEY if self.wide else t.H_KEY_COMPACT
        row = {"size_hint_y": None, "height": high, "spacing": t.S8}
        self._accents = BoxLayout(size_hint_y=None, height=t.H_ACCENT, spacing=t.S8)
        self._variants = BoxLayout(size_hint_y=None, height=t.H_ACCENT, spacing=t.S8)
        self._rows = [BoxLayout(**row) for _ in range(4)]
        self._letters: list[list[LetterKey]] = []
        for count in (10, 9, 10):
            keys = [self._letter() for _ in range(count)]
            self._letters.append(keys)
        back = self._command("back", icon="backspace", size_hint_x=1.5)
        self._next_key = self._command("next", size_hint_x=1.5)
        self._shift_key = self._command("shift", icon="shift", size_hint_x=1.5)
        self._signs_key = self._command("signs", size_hint_x=1.5)
        self._space = self._letter()
        self._space.size_hint_x = 7
        self._language_key = self._command("language")
        hide = self._command("hide", icon="keyboard-hide")
        self._fill(0, *self._letters[0], back)
        self._fill(1, Widget(size_hint_x=0.5), *self._letters[1], self._next_key)
        self._fill(2, self._shift_key, *self._letters[2])
        self._fill(3, self._signs_key, self._space, self._language_key, hide)
        self._pad = self._build_pad(high)

    def _build_pad(self, high: float) -> BoxLayout:
        grid = GridLayout(cols=4, spacing=t.S8, size_hint_x=None, width=t.W_DIALOG)
        beside, left, right = self._extras = [self._letter() for _ in range(MOST_EXTRA)]
        self._pad_next = self._command("next")
        order: tuple = ("1", "2", "3", self._command("back", icon="backspace"))
        order += ("4", "5", "6", beside, "7", "8", "9", self._pad_next)
        order += (left, "0", right, self._command("hide", icon="keyboard-hide"))
        for item in order:
            grid.add_widget(self._digit(item) if isinstance(item, str) else item)
        pad = BoxLayout(size_hint_y=None, height=4 * high + 3 * t.S8)
        for part in (Widget(), grid, Widget()):
            pad.add_widget(part)
        return pad

    def _fill(self, row: int, *parts: Widget) -> None:
        for part in parts:
            self._rows[row].add_widget(part)

    def _digit(self, digit: str) -> Key:
        key = self._letter()
        key.key = key.text = digit
        return key

    def _letter(self) -> LetterKey:
        key = LetterKey(font_size=t.font("h2"))
        key.bind(on_tap=lambda source: self._type(source.key))
        key.bind(on_hold=self._offer_variants)
        return key

    def _command(self, name: str, **look) -> Key:
        key = Key(key=name, quiet=True, font_size=t.font("h2"), **look)
        key.bind(on_tap=lambda source: getattr(self, f"_do_{source.key}")())
        return key

    def _arrange(self) -> None:
        self.clear_widgets()
        if self._mode == "keypad":
            self.add_widget(self._pad)
            return
        if self.wide and LAYOUTS[self._layout_language].accents:
            self.add_widget(self._accents)
        for row in self._rows:
            self.add_widget(row)

    def _own_language(self, *_):
        self._layout_language = self.language if self.language in LAYOUTS else "en"
        if self._built:
            if self._mode == "letters":
                self._arrange()
            self._label()

    def _label(self, *_):
        if not self._built:
            return
        layout = LAYOUTS[self._layout_language]
        rows = SIGNS if self._signs else layout.rows
        for keys, letters in zip(self._letters, rows, strict=True):
            for key, char in zip(keys, letters, strict=False):
                self._put(key, char)
                more = "" if self.wide else promised(char, self._layout_language)
                key.more = more.upper() if self._shift else more
        refill(self._accents, layout.accents, self._accent, self._put)
        self._space.key, self._space.text = " ", tr._(T("space"))
        self._signs_key.text = "abc" if self._signs else "123"
        self._language_key.text = layout.sign
        self._next_key.text = self._pad_next.text = tr._(T("Next"))
        self._shift_key.fill = t.PRIMARY_SOFT if self._shift else t.BG
        for key in self._extras:
            key.text = key.key
            key.opacity = 1 if key.key else 0
            key.disabled = not key.key

    def _accent(self) -> LetterKey:
        key = self._letter()
        key.fill, key.frame, key.color = t.PRIMARY_SOFT, t.PRIMARY_LINE, t.PRIMARY
        return key

    def _put(self, key: Key, char: str) -> None:
        key.key = key.text = char.upper() if self._shift else char

    # -- what keys do ---------------------------------------------------------------------------

    def _type(self, text: str) -> None:
        self._close_variants()
        if self.target is None:
            return
        self.target.insert_text(text)
        self._shift_to(text == " " and self.target.kind == "name")

    def _shift_to(self, shift: bool) -> None:
        if shift != self._shift:
            self._shift = shift
            self._label()

    def _selected(self, field: Input, _text: str) -> None:
        """A touch took the whole value up to type over it, or put the cursor into it."""
        if field.kind in CAPITALS:
            self._shift_to(field.begins)

    def _do_back(self) -> None:
        if self.target is not None:
            self.target.rub_out()
            if self.target.kind in CAPITALS and not self.target.text:
                self._shift_to(True)

    def _do_next(self) -> None:
        field = self.target
        if field is None:
            return
        field.dispatch("on_text_validate")
        if self.target is field:
            field.focus = False

    def _do_shift(self) -> None:
        self._shift = not self._shift
        self._label()

    def _do_signs(self) -> None:
        self._signs = not self._signs
        self._label()

    def _do_language(self) -> None:
        codes = list(LAYOUTS)
        self._layout_language = codes[(codes.index(self._layout_language) + 1) % len(codes)]
        self._arrange()
        self._label()

    def _do_hide(self) -> None:
        self.put_away()

    def _offer_variants(self, key: LetterKey) -> None:
        offered = variants(key.key.lower(), self._layout_language)
        self._close_variants()
        if not offered or self._mode == "keypad":
            return
        refill(self._variants, offered, self._accent, self._put)
        if self._accents.parent is not None:
            self.remove_widget(self._accents)
        self.add_widget(self._variants, index=len(self.children))

    def _close_variants(self) -> None:
        if self._built and self._variants.parent is not None:
            self.remove_widget(self._variants)
            self._arrange()
