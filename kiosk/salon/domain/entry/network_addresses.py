"""Addresses in the network as people type them."""

from __future__ import annotations

import ipaddress
import re
import unicodedata

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_PORT = re.compile(r"^(?P<host>.*?)(?::(?P<port>\d+))?$", re.DOTALL)
_NUMBERS = re.compile(r"[\d.]+")
_NAME = re.compile(r"(?=.{1,253}$)[0-9A-Za-z_-]{1,63}(\.[0-9A-Za-z_-]{1,63})*\.?")
PORTS = range(1, 65536)


def checked(text: str) -> str:
    """An address or a name, perhaps with a port, without what is pasted or typed around it.
    Refused with what an address looks like: the system would take ``192.168.1`` for another one."""
    shown = "".join(one for one in text if unicodedata.category(one)[0] != "C").strip()
    shown = _SCHEME.sub("", shown).rstrip("/")
    numbers = "".join(shown.replace(",", ".").split())
    if _NUMBERS.fullmatch(numbers):
        shown = numbers
    if not shown:
        raise Refused(T("Please type the address."))
    inner, _, _ = shown.strip("[").partition("]")
    if inner.count(":") > 1:
        _require_numbers(inner)
        return shown
    found = _PORT.fullmatch(shown)
    host, port = (found["host"], found["port"]) if found else (shown, None)
    if port is not None and int(port) not in PORTS:
        raise Refused(T("A port is a number from 1 to 65535."))
    if _NUMBERS.fullmatch(host):
        _require_numbers(host)
    elif not _NAME.fullmatch(host):
        raise Refused(T("This is no address. One looks like 192.168.1.50."))
    return shown


def _require_numbers(host: str) -> None:
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise Refused(
            T("An address is four numbers from 0 to 255 with dots between, as 192.168.1.50.")
        ) from error
