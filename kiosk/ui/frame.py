"""What is around and above the screens: trouble banner, keyboard, toast, idle warning,
and darkness when nobody is near."""

from __future__ import annotations

from collections.abc import Callable

from kivy.animation import Animation
from kivy.properties import BooleanProperty, StringProperty
from kivy.uix.boxlayout import BoxLayout
from kivy.uix.floatlayout import FloatLayout

from kiosk.presenters.base import Toast
from kiosk.salon.domain.text import Msg, T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit.base import usual
from kiosk.ui.kit.box import place
from kiosk.ui.kit.buttons import Btn
from kiosk.ui.kit.icons import Ico
from kiosk.ui.kit.plate import Plate
from kiosk.ui.kit.screen import PultScreen
from kiosk.ui.kit.text import Txt


@usual(size_hint=(None, None), height=t.H_PRIMARY, padding=(t.S16, t.S8, t.S8, t.S8), spacing=t.S12)
class Overlay(Plate, BoxLayout):
    """A strip of words and a button that floats above the screen."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.icon = Ico(icon="info", tone="white", pos_hint={"center_y": 0.5})
        self.words = Txt(kind="body", tone="white", lines=2, pos_hint={"center_y": 0.5})
        self.button = Btn(look="plain", fit=True, size_hint=(None, None), height=t.H_FLOOR)
        for part in (self.icon, self.words):
            self.add_widget(part)

    def offer(self, text: str) -> None:
        """Shows the button with these words; no words, no button."""
        self.button.text = text
        place(self, self.button, text)

    def on_touch_down(self, touch):
        """Words alone let a finger through to what is under them; beside a button, a near miss
        must not fall on something else."""
        held = self.button.parent is not None and self.collide_point(*touch.pos)
        return super().on_touch_down(touch) or held


@usual(size_hint_y=None, height=t.H_FLOOR, padding=(t.S24, 0, t.S8, 0), spacing=t.S16)
class PracticeBand(Plate, BoxLayout):
    """Somebody practises."""

    def __init__(self, leave: Callable[[], object], **kwargs):
        super().__init__(fill=t.WARN, radius=0, **kwargs)
        self.words = Txt(kind="body", tone="white", bold=True, pos_hint={"center_y": 0.5})
        self.end = Btn(look="plain", fit=True, size_hint=(None, None), height=t.H_FLOOR)
        self.end.bind(on_tap=lambda *_: leave())
        for part in (self.words, self.end):
            self.add_widget(part)

    def say(self) -> None:
        self.words.text = tr._(T("Practice: nothing here is real"))
        self.end.text = tr._(T("End the practice"))


TOAST_ICONS = {"ok": "check", "info": "info", "warn": "alert-triangle", "bad": "alert-triangle"}


class Frame(FloatLayout):
    """The root widget. Event ``on_undo()``: the toast's button."""

    wide = BooleanProperty(True)
    language = StringProperty("en")

    __events__ = ("on_undo",)

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.column = BoxLayout(orientation="vertical")
        self.area = BoxLayout()
        self._keyboard = None
        self.column.add_widget(self.area)
        self.add_widget(self.column)
        self._darkness = Plate(fill=t.BLACK, radius=0, pos_hint={"x": 0, "y": 0})
        self._practice: PracticeBand | None = None
        self._shown_toast: Toast | None = None
        self._trouble_message: Msg | None = None
        self._seconds: int | None = None
        self.area.fbind("size", self._place)
        self.area.fbind("pos", self._place)
        tr.hear(self._say)
        self._make_overlays()

    def _make_overlays(self) -> None:
        self._toast = Overlay(fill=t.TOAST_BG)
        self._toast.button.bind(on_tap=lambda *_: self.dispatch("on_undo"))
        self._idle = Overlay(fill=t.SURFACE, frame=t.LINE_STRONG)
        self._idle.icon.icon, self._idle.icon.tone = "clock", "warn"
        self._idle.words.tone = "ink"
        self._idle.button.look = "soft"
        self._trouble = Plate(fill=t.BAD, radius=0, size_hint_y=None, height=t.H_BANNER)
        self._trouble_box = BoxLayout(padding=(t.S24, t.S8), spacing=t.S16)
        self._trouble_box.add_widget(
            Ico(icon="alert-triangle", tone="white", pos_hint={"center_y": 0.5})
        )
        self._trouble_words = Txt(
            kind="body", tone="white", bold=True, lines=2, pos_hint={"center_y": 0.5}
        )
        self._trouble_box.add_widget(self._trouble_words)
        self._trouble.add_widget(self._trouble_box)
        self._trouble.fbind("pos", self._place)
        self._trouble.fbind("size", self._place)

    def rescaled(self) -> None:
        """Text has another size: what is around the screens is made anew, they are not there."""
        for part in (self._toast, self._idle):
            self.remove_widget(part)
        place(self.column, self._trouble, False)
        self.area.clear_widgets()
        if self._keyboard is not None:
            self._keyboard.put_away()
            for name in ("wide", "language"):
                self.funbind(name, self._tell_keyboard)
            self._keyboard = None
        self._make_overlays()
        self.toast(self._shown_toast)
        self.idle(self._seconds)
        self.trouble(self._trouble_message)

    def on_undo(self) -> None:
        """The toast's button was tapped."""

    @property
    def screen(self) -> PultScreen | None:
        return self.area.children[0] if self.area.children else None

    def show(self, screen: PultScreen) -> bool:
        """Puts a screen into the window; False when it was there already."""
        if self.screen is screen:
            return False
        before = self.screen
        if before is not None:
            screen.over(before)
        if self._keyboard is not None:
            self._keyboard.put_away()
        for name in ("aside", "foot"):
            if before is not None:
                before.funbind(name, self._place)
            screen.fbind(name, self._place)
        self.area.clear_widgets()
        self.area.add_widget(screen)
        self._place()
        return True

    # -- overlays -------------------------------------------------------------------------------

    def toast(self, toast: Toast | None) -> None:
        """Shows a toast, or takes it away."""
        self._shown_toast = toast
        if toast is None:
            self.remove_widget(self._toast)
            return
        self._say()
        self._toast.fill = {"bad": t.BAD, "warn": t.WARN}.get(toast.tone, t.TOAST_BG)
        self._toast.icon.icon = TOAST_ICONS[toast.tone]
        if self._toast.parent is None:
            self.add_widget(self._toast)
            self._toast.opacity = 0
            Animation(opacity=1, duration=t.FADE).start(self._toast)
        self._place()

    def idle(self, seconds: int | None) -> None:
        """Shows in how many seconds the screen closes; None takes the warning away."""
        self._seconds = seconds
        if seconds is None:
            self.remove_widget(self._idle)
            return
        self._say()
        if self._idle.parent is None:
            self.add_widget(self._idle)
        self._place()

    @property
    def fading(self) -> bool:
        """Whether a toast is still coming up."""
        return self._toast.parent is not None and self._toast.opacity < 1

    def warns_at(self, x: float, y: float) -> bool:
        """Whether the idle warning is there; a touch on it means *I need more time*."""
        return self._idle.parent is not None and self._idle.collide_point(x, y)

    def dark(self, dark: bool) -> None:
        """Covers everything in black, or uncovers it."""
        place(self, self._darkness, dark)

    @property
    def is_dark(self) -> bool:
        return self._darkness.parent is not None

    def trouble(self, message: Msg | None) -> None:
        """Shows what is wrong across the top until it is mended."""
        self._trouble_message = message
        self._say()
        place(self.column, self._trouble, message is not None, len(self.column.children))

    def practise(self, leave: Callable[[], object] | None) -> None:
        """Says at the foot of every screen that nothing here is real; ``leave``: what the button
        beside it does, None takes both away."""
        if self._practice is not None:
            self.column.remove_widget(self._practice)
            self._practice = None
        if leave is not None:
            self._practice = PracticeBand(leave)
            self.column.add_widget(self._practice)
            self._say()

    def _say(self, *_):
        if self._practice is not None:
            self._practice.say()
        if self._shown_toast is not None:
            self._toast.words.text = tr._(self._shown_toast.text)
            undo = self._shown_toast.undo is not None
            self._toast.offer(tr._(self._shown_toast.undo_text or T("Undo")) if undo else "")
        if self._seconds is not None:
            self._idle.words.text = tr._(T("Closes in {n} s", n=self._seconds))
            self._idle.offer(tr._(T("I need more time")))
        if self._trouble_message is not None:
            self._trouble_words.text = tr._(self._trouble_message)

    def _place(self, *_):
        wide = min(t.W_DIALOG, self.width - t.S48)
        middle = self.x + (self.width - (self.screen.aside if self.screen else 0)) / 2
        for strip in (self._toast, self._idle):
            strip.width = wide
            strip.x = max(self.x + t.S16, middle - wide / 2)
        self._toast.y = self.area.y + max(t.S24, self.screen.foot + t.S8 if self.screen else 0)
        # Below the bar at the top: a customer may want another language, not more time.
        self._idle.top = self.area.top - t.H_BAR - t.S16
        self._trouble_box.pos = self._trouble.pos
        self._trouble_box.size = self._trouble.size

    # -- keyboard -------------------------------------------------------------------------------

    @property
    def keyboard(self):
        """Made after the first frame (:meth:`kiosk.ui.shell.Shell.attach`): nobody types before."""
        if self._keyboard is None:
            from kiosk.ui.kit.keyboard import Keyboard

            self._keyboard = Keyboard(wide=self.wide, language=self.language)
            for name in ("wide", "language"):
                self.fbind(name, self._tell_keyboard)
            self._keyboard.attach(self._keyboard_moves)
        return self._keyboard

    def _tell_keyboard(self, *_) -> None:
        self._keyboard.wide, self._keyboard.language = self.wide, self.language

    def _keyboard_moves(self, shown: bool) -> None:
        place(self.column, self.keyboard, shown)
