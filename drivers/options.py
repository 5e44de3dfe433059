"""The options of ``[device.NAME]``, each read once by its driver with type, default and bounds.

What is read is noted, so that whoever sets up a device on a screen asks what its driver asks: a
driver declares its options by reading them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeVar

_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}")
Word = TypeVar("Word", bound=str)


class BadOption(ValueError):
    """An option of ``[device.NAME]`` is missing, wrong or unknown; the text says which and why."""


Plug = Literal["", "serial", "keys", "usb", "network", "pcsc"]
"""How something is connected: a serial port, a device that types like a keyboard, another device
on USB, an address, a reader of PC/SC; empty: nothing is plugged in."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An option as its driver reads it: what is set or else the ``usual`` value (None: must be
    set). ``plug``: it says where the device is, in that way. ``decides``: somebody who connects
    one has to know it; the others are fine points. ``choices``: what it can be, or usually is."""

    key: str
    value: object
    usual: object
    plug: Plug = ""
    decides: bool = False
    choices: tuple[str | int, ...] = ()
    least: int = 0
    most: int = 0


class CardKeys(Protocol):
    """Which AES keys cards hold; a key is its number on the card and 16 bytes. Whoever builds this
    knows of salons; drivers do not."""

    @property
    def versions(self) -> tuple[int, ...]:
        """1-255, newest first: cards made before keys were changed hold those of their time."""

    def of_card(self, uid: bytes, version: int) -> tuple[int, bytes]:
        """The key of this card alone. LookupError for a version that is not known."""

    def common(self, version: int) -> tuple[int, bytes]:
        """The key all cards share, which only uncovers the UID of a card that shows a random
        one. LookupError for a version that is not known."""


@dataclass
class Options:
    """The options of one device, each read once with its type, default and bounds.

    ``folder``: the data folder. ``card_keys``: for readers of cards with keys, from whoever holds
    the salon's; None where there are none. An option that the driver does not read is reported as
    a typing mistake (:meth:`finish`).
    """

    name: str
    values: Mapping[str, object]
    folder: Path
    card_keys: CardKeys | None = None
    asked: list[Asked] = field(default_factory=list)
    _read: set[str] = field(default_factory=set)

    @property
    def plug(self) -> Plug:
        """How the device is connected, by what its driver has read so far."""
        return next((one.plug for one in self.asked if one.plug), "")

    def text(
        self,
        key: str,
        default: str | None = None,
        *,
        plug: Plug = "",
        choices: tuple[str, ...] = (),
        decides: bool = False,
    ) -> str:
        """Not empty, unless ``default`` is."""
        self._note(key, default, plug=plug, choices=choices, decides=decides)
        value = self._take(key, default)
        if not isinstance(value, str) or (not value and value != default):
            raise BadOption(f"device.{self.name}.{key} must be a text")
        return value

    def whole(
        self,
        key: str,
        default: int | None,
        least: int,
        most: int,
        *,
        usual: tuple[int, ...] = (),
        decides: bool = False,
    ) -> int:
        """``usual``: what it mostly is; the others are possible too."""
        self._note(key, default, choices=usual, decides=decides, least=least, most=most)
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadOption(f"device.{self.name}.{key} must be a whole number {least}-{most}")
        return value

    def flag(self, key: str, default: bool, *, decides: bool = False) -> bool:
        self._note(key, default, decides=decides)
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise BadOption(f"device.{self.name}.{key} must be true or false")
        return value

    def choice(
        self, key: str, default: Word, allowed: tuple[Word, ...], *, decides: bool = False
    ) -> Word:
        value = self.text(key, default, choices=allowed, decides=decides)
        for word in allowed:
            if word == value:
                return word
        raise BadOption(f"device.{self.name}.{key} must be one of {', '.join(allowed)}")

    def plugged(self, key: str, plug: Plug, path: str, usb: str) -> str:
        """Where something is plugged in: a path, or ``vendor:product`` in hex (must be set).
        ``path``, ``usb``: examples of both."""
        value = self.text(key, plug=plug)
        if not value.startswith("/") and not _USB.fullmatch(value):
            raise BadOption(
                f"device.{self.name}.{key} must be a path such as {path} "
                f"or vendor:product such as {usb}"
            )
        return value

    def take_any(self, key: str) -> object:
        """A note for people that no driver needs; empty when it is not set."""
        self._read.add(key)
        return self.values.get(key, "")

    def finish(self) -> None:
        """BadOption when something was set that no driver reads."""
        unknown = sorted(set(self.values) - self._read)
        if unknown:
            raise BadOption(f"device.{self.name}.{unknown[0]}: no such option (a typing mistake?)")

    def _note(
        self,
        key: str,
        usual: object,
        *,
        plug: Plug = "",
        choices: tuple[str | int, ...] = (),
        decides: bool,
        least: int = 0,
        most: int = 0,
    ) -> None:
        value = self.values.get(key, usual)
        self.asked.append(Asked(key, value, usual, plug, decides, choices, least, most))

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise BadOption(f"device.{self.name}.{key} is missing")
        return value
