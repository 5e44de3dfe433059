"""Inside ``unshare -n``: the loopback device is switched on, and nothing else is there."""

from __future__ import annotations

import fcntl
import socket
import struct

SET_FLAGS, GET_FLAGS = 0x8914, 0x8913
UP = 1
NAME = b"lo".ljust(16, b"\0")


def loopback_up() -> None:
    """What ``ip link set lo up`` does (``SIOCSIFFLAGS`` of netdevice(7))."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        asked = fcntl.ioctl(line, GET_FLAGS, NAME + bytes(24))
        (flags,) = struct.unpack("h", asked[16:18])
        fcntl.ioctl(line, SET_FLAGS, NAME + struct.pack("h", flags | UP) + bytes(22))


def ways_out() -> list[str]:
    """Names of network devices other than loopback."""
    return [name for _, name in socket.if_nameindex() if name != "lo"]
