"""What every kind of device offers, and what can go wrong with one.

A driver is a module ``drivers/NAME.py`` with

* ``KIND``: which kind of device it drives, one of those at the end of this file,
* ``open(options)``: reads its options, touches no hardware yet, returns what that kind offers,
* ``LIBRARIES``: names of the libraries that are imported only when the device is used; left out
  where there are none.

Nothing here knows of salons, receipts or languages: sources give events, printers take bytes.
"""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeGuard, TypeVar, runtime_checkable

from drivers.events import Event
from drivers.scale_frames import Reading

Emit = Callable[[Event], None]
Ready = Callable[[], None]
KeysOf = Callable[[bytes], Mapping[int, bytes]]
"""The keys of a card by its UID."""
Cause = Literal[
    "off",
    "paper_out",
    "cover_open",
    "paused",
    "silent",
    "offline",
    "refused",
    "broken",
    "no_library",
    "fault",
    "settings",
]
"""``off``: not reachable. ``silent``: connected, but does not answer. ``offline``: says it is not
ready without saying why. ``refused``: this user may not use it. ``broken``: died while printing.
``no_library``: a library that is needed to talk to it is not installed or does not load.
``fault``: its driver did something wrong. ``settings``: it is set up wrongly."""
Hint = Literal["paper_low"]
"""Something to see to soon; the device works."""


class DeviceError(Exception):
    """Base. ``detail`` is technical, for the log; it holds no data of persons."""

    def __init__(self, cause: Cause, detail: str = "") -> None:
        super().__init__(f"{cause}: {detail}" if detail else cause)
        self.cause: Cause = cause
        self.detail = detail


class DeviceMissing(DeviceError):
    """Nobody answers. Nothing was sent; the same job may be tried later."""


class NotReady(DeviceError):
    """It answers, but cannot print now (paper, cover). Nothing was sent."""


class MaybePrinted(DeviceError):
    """Bytes went out and nobody knows what became of them. Trying again could print twice."""


@contextmanager
def delivering() -> Iterator[None]:
    """Around a job's bytes and the question after them: all of it may have reached the paper,
    whatever goes wrong."""
    try:
        yield
    except OSError as error:
        raise MaybePrinted("broken", str(error)) from error
    except NotReady as error:
        cause: Cause = "broken" if error.cause == "silent" else error.cause
        raise MaybePrinted(cause, error.detail) from error


def cause_of(error: BaseException) -> Cause:
    """Why a device cannot be opened."""
    refused = (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN)  # the last: locked
    return "refused" if getattr(error, "errno", None) in refused else "off"


_USB = re.compile(r"[0-9a-fA-F]{4}:[0-9a-fA-F]{4}")
Word = TypeVar("Word", bound=str)


class BadOption(ValueError):
    """An option of ``[device.NAME]`` is missing, wrong or unknown; the text says which and why."""


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
    _read: set[str] = field(default_factory=set)

    def text(self, key: str, default: str | None = None) -> str:
        """Not empty, unless ``default`` is."""
        value = self._take(key, default)
        if not isinstance(value, str) or (not value and value != default):
            raise BadOption(f"device.{self.name}.{key} must be a text")
        return value

    def whole(self, key: str, default: int | None, least: int, most: int) -> int:
        value = self._take(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise BadOption(f"device.{self.name}.{key} must be a whole number {least}-{most}")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._take(key, default)
        if not isinstance(value, bool):
            raise BadOption(f"device.{self.name}.{key} must be true or false")
        return value

    def choice(self, key: str, default: Word, allowed: tuple[Word, ...]) -> Word:
        value = self.text(key, default)
        for word in allowed:
            if word == value:
                return word
        raise BadOption(f"device.{self.name}.{key} must be one of {', '.join(allowed)}")

    def plugged(self, key: str, path: str, usb: str) -> str:
        """Where something is plugged in: a path, or ``vendor:product`` in hex (must be set).
        ``path``, ``usb``: examples of both."""
        value = self.text(key)
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

    def _take(self, key: str, default: object) -> object:
        self._read.add(key)
        value = self.values.get(key, default)
        if value is None:
            raise BadOption(f"device.{self.name}.{key} is missing")
        return value


@dataclass(frozen=True, slots=True)
class Job:
    """``id``: unique and stable over restarts, fit for a file name. ``data``: what the printer
    understands. ``picture``: makes a PNG of the paper, for printers that are folders."""

    id: str
    data: bytes
    picture: Callable[[], bytes] | None = None


@runtime_checkable
class Source(Protocol):
    """A device that tells by itself, such as a reader or scanner; runs in a thread of its own."""

    def run(self, emit: Emit, ready: Ready, stop: threading.Event) -> None:
        """Blocks, emitting events, until ``stop`` is set; looks at it at least once a second.

        Calls ``ready`` when the device answers. Raises :class:`DeviceMissing` when it goes.
        """


@runtime_checkable
class Lookable(Protocol):
    """A device that is told what to do by whoever needs it; the supervisor only looks whether it
    is there. Used by one thread at a time per call; calls are bounded in time."""

    def look(self) -> Hint | None:
        """Raises :class:`DeviceMissing`, or :class:`NotReady` if it could not be used now."""


Device = Source | Lookable


@runtime_checkable
class CardMaker(Protocol):
    """A reader that can give blank cards keys."""

    def personalise_next(self, keys_of: KeysOf | None, address: str = "") -> None:
        """The next blank card gets ``keys_of(its UID)``, by number, empty to leave it alone;
        None: no card does. ``address``: the beginning of the web address it is to sign; "" for
        none. From any thread."""


@runtime_checkable
class Printer(Lookable, Protocol):
    """A printer of receipts or labels."""

    def send(self, job: Job) -> None:
        """Prints; returns when the device has taken everything.

        Raises :class:`DeviceMissing` or :class:`NotReady` (nothing went out), or
        :class:`MaybePrinted`.
        """

    def has_printed(self, job_id: str) -> bool | None:
        """Whether a job of an earlier life came out; None if this printer cannot know."""


@runtime_checkable
class PaperKeeper(Protocol):
    """A printer whose papers are kept as files: nothing secret belongs on it."""

    @property
    def kept_in(self) -> Path: ...


@runtime_checkable
class DrawerHolder(Protocol):
    """A printer with a cash drawer at its socket."""

    def drawer_open(self) -> bool | None:
        """None where nobody can know. Raises as :meth:`Lookable.look` does."""


@runtime_checkable
class Display(Lookable, Protocol):
    """A customer display of two lines."""

    def show(self, upper: str, lower: str = "", *, right: bool = False) -> None:
        """Both lines anew; longer texts are cut, what the display cannot show is spelled.
        ``right`` puts the lower one to the right edge. Raises as :meth:`Lookable.look` does."""


@runtime_checkable
class WeighingScale(Lookable, Protocol):
    """A scale that is asked."""

    def weigh(self) -> Reading:
        """What lies on it now; weights that move are told as such, waiting is the caller's.
        Raises as :meth:`Lookable.look` does."""


Offered = TypeVar("Offered", covariant=True)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Offered]):
    """A kind of device; ``Offered`` is the protocol that its drivers' devices fulfil."""

    name: str
    protocol: type[Any]

    def fulfilled_by(self, device: object) -> TypeGuard[Offered]:
        return isinstance(device, self.protocol)


READER: Kind[Source] = Kind("reader", Source)
SCANNER: Kind[Source] = Kind("scanner", Source)
RECEIPT: Kind[Printer] = Kind("receipt", Printer)
LABEL: Kind[Printer] = Kind("label", Printer)
DISPLAY: Kind[Display] = Kind("display", Display)
SCALE: Kind[WeighingScale] = Kind("scale", WeighingScale)
