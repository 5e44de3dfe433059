"""The machine of this desk, as presenters ask it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kiosk.hardware.machine import clock, facts, power, trial
from kiosk.hardware.settings_file import written
from kiosk.salon.domain.machine import MachineState, Power, SettingsPage
from kiosk.salon.home import Home, write_private
from kiosk.salon.settings import Sections, Settings, load
from kiosk.salon.settings.editing import set_values
from kiosk.salon.settings.form import changed, shown
from kiosk.salon.settings.pages import PAGES, Page


@dataclass(frozen=True, slots=True)
class Sizes:
    """Pixels per dp: at present, and those that can be chosen."""

    now: float = 1.0
    choices: tuple[float, ...] = (1.0,)
    on_trial: bool = False


def _nothing(*_: object) -> None:
    """Where nobody needs to know."""


@dataclass
class Machine:
    """Implements :class:`kiosk.salon.domain.machine.DeskMachine`. ``sections``, ``pages``: of the
    services. ``in_effect`` is told the settings from now on; ``restart`` starts the program anew;
    ``play``: one sound of so many percent."""

    home: Home
    sections: Sections = field(default_factory=dict)
    services: Sequence[Page] = ()
    sizes_of: Sizes = Sizes()
    in_effect: Callable[[Settings], object] = _nothing
    restart: Callable[[], object] = _nothing
    play: Callable[[int], object] = _nothing
    run: power.Run = power.run
    kernel: facts.Kernel = facts.USUAL

    @property
    def pages(self) -> tuple[SettingsPage, ...]:
        settings = self._load()
        return tuple(shown(page, settings, self.sections) for page in self._pages())

    def put(self, page: str, typed: Mapping[str, str]) -> None:
        found = next(one for one in self._pages() if one.key == page)
        sections = changed(found, typed, self._load(), self.sections)
        if not sections:
            return

        def edit(text: str) -> str:
            for path, values in sections.items():
                text = set_values(text, path, values)
            return text

        self.in_effect(written(self.home, edit, "", self.sections))

    def try_volume(self, percent: int) -> None:
        self.play(percent)

    def sizes(self) -> tuple[float, ...]:
        return tuple(one / self.sizes_of.now for one in self.sizes_of.choices)

    def try_size(self, index: int) -> None:
        trial.begin(self.home, self.sizes_of.choices[index], self._load())
        self.restart()

    @property
    def on_trial(self) -> bool:
        return self.sizes_of.on_trial

    def keep_size(self, keep: bool) -> None:
        trial.end(self.home, keep=keep)
        self.sizes_of = Sizes(self.sizes_of.now, self.sizes_of.choices)
        if not keep:
            self.restart()

    def state(self) -> MachineState:
        return facts.look(self.home.path, self.kernel, datetime.now(UTC))

    def set_clock(self, at: datetime) -> None:
        clock.set_clock(at, self.run, self.home.clock_alone)

    def power(self, what: Power) -> None:
        if what == "practise":
            write_private(self.home.practise_next, "")
        if what in ("program", "practise"):
            self.restart()
        else:
            power.switch(what, self.run)

    def _load(self) -> Settings:
        return load(self.home.settings, self.sections or None)

    def _pages(self) -> tuple[Page, ...]:
        return (*PAGES, *self.services)
