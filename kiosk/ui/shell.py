"""The Kivy side of the navigator: puts screens on the window and words where they belong.

It implements ``kiosk.presenters.navigator.Output``. Devices and other threads talk to the UI by
:meth:`Shell.post` only. ``kiosk.ui.window.prepare`` must have been called before this module is
imported.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from kivy.app import App
from kivy.base import ExceptionHandler, ExceptionManager
from kivy.clock import Clock
from kivy.core.window import Window
from kivy.lang import Builder

from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.navigator import Navigator
from kiosk.salon import faults, threads
from kiosk.salon.domain.text import Msg
from kiosk.ui import kit
from kiosk.ui import tokens as t
from kiosk.ui.frame import Frame
from kiosk.ui.i18n import tr
from kiosk.ui.kit.screen import PultScreen

log = logging.getLogger(__name__)
SCREENS = Path(__file__).parent / "screens"
FIRST_LANGUAGE = "en"
"""Until a salon has been set up."""
BEHIND = 0.2
"""Seconds between screens that are built ahead of their first use."""


def build_screen(name: str, state: Any, **properties: Any) -> PultScreen:
    """The screen of a presenter, with its state."""
    return screen_class(name, type(state))(state=state, **properties)


@cache
def screen_class(name: str, state: type) -> type[PultScreen]:
    """What draws a presenter: the rule ``screens/AREA/NAME.kv``, over the class of ``NAME.py``
    beside it where there is one. A form needs neither; LookupError for another without both."""
    module, rules = (next(SCREENS.glob(f"*/{name}.{kind}"), None) for kind in ("py", "kv"))
    called = "".join(part.capitalize() for part in name.split("_")) + "Screen"
    if module is None:
        drawn = type(called, (PultScreen if rules else _form(name, state),), {})
    else:
        area = f"kiosk.ui.screens.{module.parent.name}"
        drawn = getattr(importlib.import_module(f"{area}.{name}"), called)
    if rules is not None and str(rules) not in Builder.files:
        Builder.load_file(str(rules), encoding="utf-8")
    return drawn


def _form(name: str, state: type) -> type[PultScreen]:
    # The first screens are no forms.
    from kiosk.presenters.forms import FormState

    if not issubclass(state, FormState):
        raise LookupError(f"nothing draws {name}: there is no {name}.kv and no {name}.py")
    return kit.FormScreen


class Shell:
    """Draws what the navigator says. Give it the navigator by :meth:`attach`."""

    def __init__(self) -> None:
        self._queue: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._drain_soon = Clock.create_trigger(self._drain)
        self._screens: dict[str, PultScreen] = {}
        self.navigator: Navigator | None = None
        self.frame = Frame()
        self.frame.bind(
            on_undo=lambda *_: self._nav.undo(),
        )
        self.gave_up = False
        self._switched = 0.0
        self._last_touch: tuple[float, float] = (-1e9, -1e9)
        Window.bind(on_touch_down=self._on_touch, on_key_down=self._on_key, size=self._on_size)
        self._on_size()

    # -- given by the app -------------------------------------------------------------------

    def attach(self, navigator: Navigator) -> None:
        """Starts drawing what this navigator says, from its first screen on."""
        self.navigator = navigator
        for name, screen in self._screens.items():
            self._join(name, screen)
        tr.speak(FIRST_LANGUAGE)
        navigator.start()
        self.after_first_frame(lambda: self.frame.keyboard)

    def keep_time(self) -> None:
        """Ticks the navigator each second from now on."""
        Clock.schedule_interval(lambda _dt: self._safely(self._nav.tick), 1)

    def post(self, call: Callable[[], object]) -> None:
        """Has ``call`` run on the UI thread, in the order of posting. For any thread."""
        self._queue.put(call)
        self._drain_soon()

    def after_first_frame(self, call: Callable[[], object]) -> None:
        """Has ``call`` run once something stands in the window."""

        def drawn(*_: Any) -> None:
            Window.unbind(on_flip=drawn)
            Clock.schedule_once(lambda _dt: call(), 0)

        Window.bind(on_flip=drawn)

    def warm(self, names: Iterable[str]) -> None:
        """Builds screens ahead of their first use, then makes all presenters; one at a time."""
        waiting = [name for name in names if name in self._nav.screens]
        rest = iter(self._nav.screens)

        def build(_dt: float) -> None:
            if waiting:
                self.screen(waiting.pop(0))
            elif (name := next(rest, None)) is not None:
                self._nav.presenter(name)
            else:
                return
            Clock.schedule_once(build, BEHIND)

        Clock.schedule_once(build, BEHIND)

    def screen(self, name: str) -> PultScreen:
        """The screen of a presenter, built on first use and kept."""
        if name not in self._screens:
            state = self._nav.presenter(name).state
            screen = build_screen(name, state, nav=self.navigator, wide=self.frame.wide)
            self._join(name, screen)
            self._screens[name] = screen
        return self._screens[name]

    def _join(self, name: str, screen: PultScreen) -> None:
        presenter = self._nav.presenter(name)
        screen.nav = self.navigator
        presenter.listener = lambda state: setattr(screen, "state", state)

    def enlarge(self, text: float) -> None:
        """All text so many times its usual size: the screens are made anew."""
        if text == t.TEXT_SCALE:
            return
        t.rescale(text)
        for name in self._screens:
            self._nav.presenter(name).listener = None
        self._screens.clear()
        self.frame.rescaled()
        self.top_changed(self._nav.top)

    def end(self) -> None:
        """Closes the window."""
        App.get_running_app().stop()

    @property
    def top(self) -> str:
        """Name of the screen in the window."""
        return self._nav.top.name

    @property
    def _nav(self) -> Navigator:
        assert self.navigator is not None, "attach() comes first"
        return self.navigator

    # -- Output -------------------------------------------------------------------------------

    def top_changed(self, presenter: Presenter[Any, Any]) -> None:
        screen = self.screen(presenter.name)
        screen.state = presenter.state
        screen.wide = self.frame.wide
        if self.frame.show(screen):
            self._switched = monotonic()
        screen.shown()

    def toast_changed(self, toast: Toast | None) -> None:
        self.frame.toast(toast)

    def idle_warning(self, seconds_left: int | None) -> None:
        self.frame.idle(seconds_left)

    def dark_changed(self, dark: bool) -> None:
        self.frame.dark(dark)

    def language_changed(self, code: str) -> None:
        services = self._nav.services
        # Before set-up there is no salon, and so no zone, but already a language.
        tr.speak(code, "" if services.setup.needed else services.context.salon.zone.key)
        self.frame.language = code

    def trouble_changed(self, message: Msg | None) -> None:
        self.frame.trouble(message)

    def in_background(self, job: Callable[[], Callable[[], object]]) -> None:
        def away() -> None:
            try:
                self.post(job())
            finally:
                # Each thread has a connection of its own.
                self._nav.services.context.store.close()

        threads.begin("work", away)

    def failed(self, error: Exception) -> None:
        # What an error says may name a person; where it happened does not.
        log.error("unexpected %s", faults.told(error))

    def give_up(self) -> None:
        log.critical("too many unexpected errors: ending")
        self.gave_up = True
        App.get_running_app().stop()

    # -- Kivy's side --------------------------------------------------------------------------

    def _drain(self, _dt: float) -> None:
        while True:
            try:
                call = self._queue.get_nowait()
            except Empty:
                return
            self._safely(call)

    def _safely(self, call: Callable[[], object]) -> None:
        """What comes after it goes on, whatever happens in it."""
        try:
            call()
        except Exception as error:  # noqa: BLE001 - see Navigator.failed
            self._nav.failed(error)

    def _on_touch(self, _window: Any, touch: Any) -> bool:
        """Any touch restarts the idle timer, which takes the warning away; what was under the
        warning is not touched then. On a dark panel that is all a touch does. The second half of
        a double tap does not fall on the screen that the first half brought up."""
        if self.navigator is None:
            return False
        on_warning = self.frame.warns_at(*touch.pos)
        woke = self._nav.touched()
        if woke:
            self._switched, self._last_touch = monotonic(), touch.pos
        # Beside the panel lie the cards and bottles of a demonstration.
        if on_warning or (woke and self.frame.collide_point(*touch.pos)):
            return True
        soon = monotonic() - self._switched < t.DOUBLE_TAP
        x, y = self._last_touch
        near = abs(touch.x - x) < t.S24 and abs(touch.y - y) < t.S24
        self._last_touch = (touch.x, touch.y)
        return soon and near

    def _on_key(self, *_: Any) -> bool:
        return self.navigator is not None and self._nav.touched()

    def _on_size(self, *_: Any) -> None:
        self.frame.wide = Window.width >= t.W_WIDE
        for screen in self._screens.values():
            screen.wide = self.frame.wide


class PultApp(App):
    """Kivy's application around a shell: no settings panel, nothing else."""

    title = "Pult"
    use_kivy_settings = False

    def __init__(self, started: Callable[[Shell], None]):
        super().__init__()
        self._started = started

    def build(self):
        Window.clearcolor = t.BG
        self.shell = Shell()
        return self.shell.frame

    def on_start(self) -> None:
        self._started(self.shell)

    def open_settings(self, *_: Any) -> bool:
        return False


class Rescue(ExceptionHandler):
    """What goes wrong in Kivy's own loop: a screen that cannot be drawn, a touch, a timer."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def handle_exception(self, exception: BaseException) -> int:
        navigator = self._shell.navigator
        if navigator is None or not isinstance(exception, Exception):
            return ExceptionManager.RAISE
        navigator.failed(exception)
        return ExceptionManager.PASS


WARM = ("desk", "checkin_confirm", "clock_result")
"""The screens that must come up at once when they are first needed."""


def run(
    make_navigator: Callable[[Shell], Navigator],
    *,
    words_cache: Path | None = None,
    started: Callable[[Shell], None] = lambda shell: None,
) -> bool:
    """Opens the window and runs until it is closed; whether it gave up, after too many errors that
    nobody foresaw.

    ``make_navigator(shell)`` composes the navigator with the shell as its output; ``words_cache``
    is a folder for compiled translations; ``started(shell)`` is called when the first screen
    stands. Other threads talk to the screens by ``shell.post``.
    """
    tr.cache = words_cache

    def begin(shell: Shell) -> None:
        shell.attach(make_navigator(shell))
        shell.keep_time()
        shell.after_first_frame(lambda: shell.warm(WARM))
        ExceptionManager.add_handler(Rescue(shell))
        started(shell)

    app = PultApp(begin)
    app.run()
    return bool(app.shell.gave_up)
