"""How the machine is, asked of the kernel: nothing is contacted and nothing needs rights."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import socket
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from kiosk.salon.domain.machine import PROGRAM_WRITTEN, ClockState, Link, MachineState

LOW_BYTES = 500 * 1024 * 1024
_SIOCGIFADDR = 0x8915
"""Address of an interface (linux/sockios.h)."""
_TIMEX_BYTES = 512
"""More than a struct timex has on any machine; all zeros: nothing is to be changed."""
_TIME_ERROR = 5
"""What adjtimex returns while nobody has compared the clock with another (adjtimex(2))."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """Where it tells what. ``adjtimex``: its answer, None to ask."""

    net: Path = Path("/sys/class/net")
    routes: Path = Path("/proc/net/route")
    memory: Path = Path("/proc/meminfo")
    adjtimex: int | None = None


USUAL = Kernel()


@cache
def _version() -> str:
    """What is installed is looked up in files, and does not change while we run."""
    return version("pult")


def look(folder: Path, kernel: Kernel, now: datetime) -> MachineState:
    """``folder``: whose disk it is about."""
    disk = os.statvfs(folder)
    free, total = disk.f_bavail * disk.f_frsize, disk.f_blocks * disk.f_frsize
    memory = dict(_memory(kernel.memory))
    return MachineState(
        version=_version(),
        clock=_clock(kernel, now),
        links=tuple(_links(kernel.net)),
        way_out=_way_out(kernel.routes),
        free=free,
        total=total,
        writable=not disk.f_flag & os.ST_RDONLY and os.access(folder, os.W_OK),
        low=free < LOW_BYTES,
        memory_free=memory.get("MemAvailable", 0),
        memory_total=memory.get("MemTotal", 0),
    )


def _clock(kernel: Kernel, now: datetime) -> ClockState:
    if now < PROGRAM_WRITTEN:
        return "wrong"
    answer = kernel.adjtimex
    if answer is None:
        nothing = ctypes.create_string_buffer(_TIMEX_BYTES)
        answer = ctypes.CDLL(None).adjtimex(nothing)
    return "unset" if answer == _TIME_ERROR else "set"


def _links(net: Path) -> Iterator[Link]:
    """Interfaces of real devices that are up, cables first."""
    found = []
    for path in sorted(net.glob("*")):
        try:
            up = (path / "operstate").read_text().strip() == "up"
        except OSError:
            continue
        if up and (path / "device").exists():
            wireless = (path / "wireless").exists()
            found.append(Link("wifi" if wireless else "cable", path.name, _address(path.name)))
    yield from sorted(found, key=lambda link: link.kind)


def _address(name: str) -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        request = struct.pack("256s", name.encode()[:15])
        try:
            answer = fcntl.ioctl(asking.fileno(), _SIOCGIFADDR, request)
        except OSError as error:
            if error.errno in (errno.EADDRNOTAVAIL, errno.ENODEV):
                return ""
            raise
    return socket.inet_ntoa(answer[20:24])


def _way_out(routes: Path) -> bool:
    """Whether there is a default route."""
    try:
        lines = routes.read_text().splitlines()[1:]
    except OSError:
        return False
    return any(line.split()[1:2] == ["00000000"] for line in lines)


def _memory(path: Path) -> Iterator[tuple[str, int]]:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return
    for line in lines:
        name, _, rest = line.partition(":")
        words = rest.split()
        if len(words) == 2 and words[0].isdecimal():
            yield name, int(words[0]) * 1024
