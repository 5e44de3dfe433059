"""The one place where parts meet: data folder → settings → services → screen → devices.

The order is that of the first frame: what a person does not see (hardware, sounds) is imported and
started after it.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.hardware.hardware import Hardware
from kiosk.hardware.machine import trial
from kiosk.presenters.idle import Pace
from kiosk.salon import threads
from kiosk.salon.compose import obey, open_services
from kiosk.salon.domain.errors import NeedsPerson, PultError
from kiosk.salon.home import Home, OnlyOne
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Sections, Settings
from kiosk.salon.store.database import Store
from kiosk.ui import display
from kiosk.ui.sounds import Sounds
from kiosk.ui.window import Panel, prepare, probe_path

if TYPE_CHECKING:
    from kiosk.presenters.navigator import Navigator
    from kiosk.salon.domain.machine import DeskMachine
    from kiosk.salon.settings.pages import Page

GAVE_UP = 70
"""Exit code after too many errors that nobody foresaw: to be started anew (EX_SOFTWARE of
sysexits.h)."""
RESTART = 75
"""Exit code when somebody asked for a new start (EX_TEMPFAIL of sysexits.h: again, please)."""
LOG_BYTES, LOG_FILES = 1_000_000, 5


Describe = Callable[[Store, Settings], None]
"""Tells the desk which services there are, before an agent has run; writes only what is new."""


@dataclass(frozen=True, slots=True)
class Providers:
    """What the kiosk is told of the services that a salon may use: ``describe`` tells the desk
    which there are; ``sections`` and ``pages``: their settings."""

    describe: Describe
    sections: Sections = field(default_factory=dict)
    pages: Callable[[], Sequence[Page]] = tuple


def run(
    home: Home, settings: Settings, providers: Providers, make: type[Kiosk] | None = None
) -> int:
    """Opens the kiosk and returns when its window is closed: 0, or 1 when the data cannot be
    used (the window has said why), :data:`RESTART` or :data:`GAVE_UP`. Raises TryAgain when it
    already runs on this folder.

    ``make``: a :class:`Kiosk` that adds something (the demonstration's strip)."""
    only = OnlyOne(home)
    try:
        keep_log(home)
        settings, on_trial = trial.at_start(home, settings)
        window = panel(settings)
        prepare(_cache(home) / "kivy", window)
        try:
            services = open_services(home, settings, lost=True)
        except NeedsPerson as error:
            from kiosk.ui.notice import show

            logging.getLogger(__name__).error("cannot start: %s", error)
            show(error.message)
            return 1
        try:
            kiosk = (make or Kiosk)(home, settings, services, providers)
            kiosk.window, kiosk.on_trial = window, on_trial
            return kiosk.run()
        finally:
            services.context.store.close()
    finally:
        only.release()


def _cache(home: Home) -> Path:
    """Where the window keeps what can be made again; elsewhere for a folder that cannot be
    written."""
    if os.access(home.cache, os.W_OK):
        return home.cache
    return Path(tempfile.mkdtemp(prefix="pult-cache-"))


def panel(settings: Settings) -> Panel:
    """The window that the settings ask for."""
    screen = settings.screen
    whole = screen.size == "auto"
    width, height = display.size() if whole else map(int, screen.size.split("x"))
    scale = display.scale((width, height), None if screen.density == "auto" else screen.density)
    return Panel(width, height, scale, screen.text_percent / 100, fullscreen=whole)


def keep_log(home: Home) -> None:
    """Log lines into the data folder, a few megabytes at most. They hold ids, never persons."""
    handler: logging.Handler
    try:
        handler = logging.handlers.RotatingFileHandler(
            home.logs / "pult.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
        )
    except OSError:
        # A folder that cannot be written: whoever started it may see them.
        handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    logging.getLogger("kivy").setLevel(logging.WARNING)


def pace_of(settings: Settings) -> Pace:
    """How long screens wait for somebody."""
    return Pace(settings.desk.idle_seconds, settings.desk.customer_percent / 100)


class Kiosk:
    """A running kiosk: window, navigator, hardware."""

    window = Panel()
    on_trial = False
    """Whether the size of everything is kept only if somebody says so."""

    def __init__(
        self, home: Home, settings: Settings, services: Services, providers: Providers
    ) -> None:
        self.home, self.settings, self.services = home, settings, services
        self._providers = providers
        self._sounds = Sounds(settings.screen.sound_volume)
        self._hardware = Hardware(
            home, settings, services, self._sounds.play, machine=self._make_machine
        )
        self._until_stopped = ExitStack()
        self._probe: object = None
        self._shell: Any = None
        self._restart = False

    def run(self) -> int:
        """Blocks until the window is closed; the exit code."""
        from kiosk.ui import shell

        with self._until_stopped:
            gave_up: bool = shell.run(
                self._navigator, words_cache=self.home.cache, started=self._started
            )
        return GAVE_UP if gave_up else RESTART if self._restart else 0

    def _have_the_clock_follow(self) -> None:
        """The system may take its time."""
        from kiosk.hardware.machine import clock, power

        again = partial(clock.follow_again, power.run, self.home.clock_alone)
        threads.begin("clock", again)

    def _make_machine(self) -> DeskMachine:
        from kiosk.hardware.machine.machine import Machine, Sizes

        pixels = (self.window.width, self.window.height)
        return Machine(
            self.home,
            self._providers.sections,
            self._providers.pages(),
            Sizes(self.window.density, display.choices(pixels), self.on_trial),
            self._apply,
            self._start_anew,
            self._sounds.try_volume,
        )

    def _start_anew(self) -> None:
        self._restart = True
        self._shell.end()

    def _apply(self, settings: Settings) -> None:
        """What was set at the screen, without a restart."""
        self.settings = settings
        obey(self.services.context, settings)
        self._hardware.apply(settings)
        self._sounds.set_volume(settings.screen.sound_volume)
        self._shell.navigator.role = settings.role
        self._shell.navigator.pace = pace_of(settings)
        self._shell.enlarge(settings.screen.text_percent / 100)
        self._describe()

    def _describe(self) -> None:
        try:
            self._providers.describe(self.services.context.store, self.settings)
        except PultError as error:
            # A full disk is no reason not to open; the next start tells it.
            logging.getLogger(__name__).warning("services are not told: %s", error)

    def _navigator(self, shell: Any) -> Navigator:
        from kiosk.presenters.navigator import Navigator
        from kiosk.presenters.registry import Presenters

        self._shell = shell
        return Navigator(
            self.services,
            self.services.context.clock,
            shell,
            self._hardware,
            Presenters(),
            role=self.settings.role,
            pace=pace_of(self.settings),
        )

    def _started(self, shell: Any) -> None:
        if self.services.context.training:
            shell.frame.practise(self._start_anew)
        if path := probe_path():
            from kiosk.ui.probe import Probe

            self._probe = Probe(path, lambda: shell.navigator.top.name)
        shell.after_first_frame(lambda: self._start_unseen(shell))

    def _start_unseen(self, shell: Any) -> None:
        from kiosk.salon.store.checkpoints import Checkpoints

        self._until_stopped.callback(self._hardware.stop)
        self._hardware.start(shell.navigator, shell.post)
        checkpoints = Checkpoints(self.services.context.store)
        self._until_stopped.callback(checkpoints.stop)
        checkpoints.start()
        self._sounds.load()
        self._describe()
        if self.home.clock_alone.exists():
            self._have_the_clock_follow()
        if self.on_trial:
            shell.navigator.go("size_trial")
