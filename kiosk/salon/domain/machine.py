"""The machine of this desk as presenters see it: its settings, how it is, switching it off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Protocol

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, Text

SettingKind = Literal["text", "number", "choice", "switch"]


@dataclass(frozen=True, slots=True)
class Setting:
    """``key``: as in the file (``desk.idle_seconds``). ``value``: as it is typed, the key of an
    option, or ``1`` and empty for a switch."""

    key: str
    title: Text
    kind: SettingKind
    value: str
    hint: Text = ""
    options: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Settings that belong together. ``title``: a proper name where it is a service's."""

    key: str
    title: Text
    about: Text
    icon: str
    settings: tuple[Setting, ...] = ()


class WrongSettings(Refused):
    """``faults``: what is wrong, by key."""

    def __init__(self, message: Msg, faults: Mapping[str, Text]) -> None:
        super().__init__(message)
        self.faults = faults


PROGRAM_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
"""A clock before this is certainly wrong."""
LATEST_CLOCK = datetime(2099, 12, 31, tzinfo=UTC)
"""Nobody means a later year."""
ClockState = Literal["set", "unset", "wrong"]
"""Whether it was compared with another clock; ``wrong``: before this program was made."""


@dataclass(frozen=True, slots=True)
class Link:
    """A way into a network. ``kind``: cable or Wi-Fi; ``address``: empty while it has none."""

    kind: Literal["cable", "wifi"]
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MachineState:
    """``way_out``: whether anything leads out of the house, asked without going there. ``free``,
    ``memory_free``: bytes; the latter 0 where nobody tells. ``writable``: the data folder's disk.
    ``low``: too little is free."""

    version: str
    clock: ClockState
    links: tuple[Link, ...]
    way_out: bool
    free: int
    total: int
    writable: bool
    low: bool
    memory_free: int
    memory_total: int


Power = Literal["program", "restart", "off", "practise"]
"""Start the program anew, start the machine anew, switch it off; start the program for practising,
until it is started anew."""


class DeskMachine(Protocol):
    """What presenters may ask of the machine."""

    @property
    def pages(self) -> tuple[SettingsPage, ...]:
        """Every page with its settings as they stand in the file now. Refused when that is
        wrong."""

    def put(self, page: str, typed: Mapping[str, str]) -> None:
        """Writes the settings of a page that were changed, by key, and has them in effect at once.
        :class:`WrongSettings` or Refused when they cannot be so, NeedsPerson when the file cannot
        be written: nothing is changed then."""

    def try_volume(self, percent: int) -> None:
        """One sound as loud as that."""

    def sizes(self) -> tuple[float, ...]:
        """Three sizes of drawing to choose from, in sizes of the present one; the one that suits
        the display is among them."""

    def try_size(self, index: int) -> None:
        """Starts the program anew with one of :meth:`sizes`, on trial."""

    @property
    def on_trial(self) -> bool:
        """Whether the present size is kept only if somebody says so."""

    def keep_size(self, keep: bool) -> None:
        """Ends the trial; not kept, the program starts anew with the size before."""

    def state(self) -> MachineState:
        """How the machine is, looked at now."""

    def set_clock(self, at: datetime) -> None:
        """Sets the clock to ``at`` (aware), which follows the network again once there is one.
        Takes up to some seconds. Refused with the reason when the machine does not let us."""

    def power(self, what: Power) -> None:
        """Does it. Refused with the reason when the machine does not let us."""
