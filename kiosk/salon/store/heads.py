"""The head of the journal as it is kept in a file beside the database.

The file never leads: it is written after the entry is durable. It never goes back either: a later
head is left alone, and what is no head of this salon is set aside before another is written. It is
there before the first entry is: a chain without it is told.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.text import Msg, T

OLDER = T("These books are older than this till's last receipt.")
UNKNOWN = T("Nobody can tell whether these books are the newest.")
MISSING = T("The data of this salon are missing.")
MIXED = T(
    "These data are put together from two times: part of them is older. Leave the box as it is and "
    "call for help; everything can be looked at, nothing can be entered."
)
LONGEST = 400
"""Bytes that are read: a head takes 151."""


@dataclass(frozen=True, slots=True)
class Head:
    """Number and MAC of an entry, and the seal over both. ``place``: where the head is kept."""

    place: str
    seq: int
    mac: bytes
    seal: bytes

    def line(self) -> bytes:
        return f"{self.seq:020d} {self.mac.hex()} {self.seal.hex()}\n".encode()


@dataclass(frozen=True, slots=True)
class Behind:
    """The chain does not hold an entry that was made, or nobody knows. ``last``: number of its last
    one, 0 for none; ``existed`` and ``mac``: of the one that is missing; no MAC where a head is
    missing, no number where only that there were entries is known."""

    last: int
    existed: int
    mac: bytes

    @property
    def message(self) -> Msg:
        if not self.last:
            return MISSING
        return OLDER if self.mac else UNKNOWN

    @property
    def entries(self) -> int | None:
        """How many entries are missing at most, None when nobody knows. Where both went their own
        ways from some entry on, nobody can say which."""
        if not (self.mac and self.existed):
            return None
        return self.existed - self.last if self.existed > self.last else self.existed


def _parse(text: bytes) -> Head | None:
    # A power cut while the file was new may leave it without contents, or with zeros only.
    parts = text.strip(b"\0 \r\n").split()
    if not parts:
        return None
    if len(parts) != 3:
        raise ValueError("not the head of a journal")
    return Head(
        "file", int(parts[0]), bytes.fromhex(_ascii(parts[1])), bytes.fromhex(_ascii(parts[2]))
    )


def _ascii(part: bytes) -> str:
    return part.decode("ascii")


class HeadFile:
    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Head | None:
        """None when there is none (the file is missing, empty or cannot be read). ValueError when
        what is there is no head."""
        try:
            fd = os.open(self._path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            return None
        try:
            # Not half of one that is just being written.
            fcntl.flock(fd, fcntl.LOCK_SH)
            return _parse(os.read(fd, LONGEST))
        except OSError:
            return None
        finally:
            os.close(fd)

    def write(self, head: Head, ours: Callable[[Head], bool]) -> None:
        """Like :meth:`put`; a disk with no room for this file must not make a sale that is durable
        look as if it had failed."""
        with suppress(OSError):
            self.put(head, ours)

    def put(self, head: Head, ours: Callable[[Head], bool]) -> None:
        """Puts ``head`` in the place of an earlier one. ``ours``: whether a head was sealed by this
        salon.

        One short write in place, without a sync: after a power cut the file may be older than the
        chain; a second sync per sale would buy nothing. A new file is made whole or not at all.
        """
        try:
            fd = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)
        except FileNotFoundError:
            self._make(head)
            return
        try:
            # Two processes write here after their commits, in whatever order they come.
            fcntl.flock(fd, fcntl.LOCK_EX)
            self._replace(fd, head, ours)
        finally:
            os.close(fd)

    def _replace(self, fd: int, head: Head, ours: Callable[[Head], bool]) -> None:
        try:
            found = _parse(os.pread(fd, LONGEST, 0))
            foreign = found is not None and not ours(found)
        except ValueError:
            found, foreign = None, True
        if foreign:
            self._set_aside()
        elif found is not None:
            if found.seq < head.seq or not (found.seq or head.seq):
                os.pwrite(fd, head.line(), 0)
            return
        self._make(head)

    def _make(self, head: Head) -> None:
        partial = self._path.with_name(f"{self._path.name}.new")
        fd = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(fd, head.line())
            os.fsync(fd)
        finally:
            os.close(fd)
        partial.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _set_aside(self) -> None:
        """What somebody put there is evidence; it stays under another name."""
        number = 1
        while (kept := self._path.with_name(f"{self._path.name}.kept-{number}")).exists():
            number += 1
        os.link(self._path, kept)
