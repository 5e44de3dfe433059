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
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
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
    "no_address",
    "closed",
    "no_answer",
    "no_network",
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
"""``off``: not reachable. Over a network: ``no_address``: nobody has that name, or it is none;
``closed``: something is there and takes no connection; ``no_answer``: nothing answers there;
``no_network``: this computer is in none. ``silent``: connected, but does not answer. ``offline``:
says it is not ready without saying why. ``refused``: this user may not use it. ``broken``: died
while printing. ``no_library``: a library that is needed to talk to it is not installed or does not
load. ``fault``: its driver did something wrong. ``settings``: it is set up wrongly."""
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


def network_cause(error: BaseException) -> Cause:
    """Why a device in the network cannot be connected to: each is looked for elsewhere."""
    number = getattr(error, "errno", None)
    if isinstance(error, socket.gaierror | UnicodeError) or number in (errno.EACCES, errno.EINVAL):
        return "no_address"
    if number == errno.ENETUNREACH:
        return "no_network"
    return "closed" if number in (errno.ECONNREFUSED, errno.ECONNRESET) else "no_answer"


@dataclass(frozen=True, slots=True)
class Job:
    """``id``: unique and stable over restarts, fit for a file name. ``data``: what the printer
    understands. ``picture``: makes a PNG of the paper, for printers that are folders. ``name``:
    what a person would look for among files."""

    id: str
    data: bytes
    picture: Callable[[], bytes] | None = None
    name: str = ""


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
        """Both lines anew; longer texts are cut, what the display lacks becomes simpler.
        ``right`` puts the lower one to the right edge. Raises as :meth:`Lookable.look` does."""


@runtime_checkable
class KnowsSigns(Protocol):
    """A device that says which signs it has."""

    def has(self, char: str) -> bool:
        """Whether it can show this character as it is."""


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
PAGE: Kind[Printer] = Kind("page", Printer)
"""Sheets of A4: a job's data is a PDF."""
DISPLAY: Kind[Display] = Kind("display", Display)
SCALE: Kind[WeighingScale] = Kind("scale", WeighingScale)
