"""Addresses in this computer's own network that take print jobs (raw port 9100, "JetDirect").

Only connections are tried: not one byte is sent, for a printer of any other kind would print it.
"""

from __future__ import annotations

import contextlib
import ipaddress
import selectors
import socket
import time

PORT = 9100
SECONDS = 1.5
"""How long answers are waited for."""
AT_ONCE = 100
"""So many are tried at once: readers and scales are waited for with select(2), which knows no
files beyond the 1024th."""
NEIGHBOURS = 24
"""Bits of the part of the network that is looked through: 254 addresses."""
NOWHERE = ("192.0.2.1", 9)
"""An address for documentation; nothing is sent there, it only tells which way out is ours."""


def own_address() -> str:
    """This computer's address in the network; empty without one."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way_out:
        way_out.connect(NOWHERE)
        return str(way_out.getsockname()[0])
    return ""


def neighbours(address: str) -> tuple[str, ...]:
    """The other addresses around a private one; none around a public one."""
    try:
        own = ipaddress.IPv4Address(address)
    except ValueError:
        return ()
    if not own.is_private or own.is_loopback or own.is_link_local:
        return ()
    network = ipaddress.IPv4Network(f"{address}/{NEIGHBOURS}", strict=False)
    return tuple(str(host) for host in network.hosts() if host != own)


def printers(
    addresses: tuple[str, ...], port: int = PORT, seconds: float = SECONDS
) -> tuple[str, ...]:
    """Those of the addresses where something listens, in their order. ``seconds``: for each part of
    them."""
    found: set[str] = set()
    for start in range(0, len(addresses), AT_ONCE):
        found |= _listening(addresses[start : start + AT_ONCE], port, seconds)
    return tuple(address for address in addresses if address in found)


def _listening(addresses: tuple[str, ...], port: int, seconds: float) -> set[str]:
    found = set()
    with selectors.DefaultSelector() as waiting, contextlib.ExitStack() as open_ones:
        for address in addresses:
            one = open_ones.enter_context(socket.socket(socket.AF_INET, socket.SOCK_STREAM))
            one.setblocking(False)
            with contextlib.suppress(BlockingIOError, OSError):
                one.connect_ex((address, port))
                waiting.register(one, selectors.EVENT_WRITE, address)
        end = time.monotonic() + seconds
        while waiting.get_map() and (left := end - time.monotonic()) > 0:
            for key, _ in waiting.select(left):
                waiting.unregister(key.fileobj)
                if isinstance(key.fileobj, socket.socket) and not key.fileobj.getsockopt(
                    socket.SOL_SOCKET, socket.SO_ERROR
                ):
                    found.add(str(key.data))
    return found
