"""Addresses as they are typed or pasted."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry.network_addresses import checked
from kiosk.salon.domain.errors import Refused


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("192.168.1.50", "192.168.1.50"),
        ("192,168,1,50", "192.168.1.50"),
        ("192. 168. 1. 50", "192.168.1.50"),
        (" 192.168.1.50\u200b\n", "192.168.1.50"),
        ("http://192.168.1.50/", "192.168.1.50"),
        ("tcp://192.168.1.50:9100", "192.168.1.50:9100"),
        ("printer.example", "printer.example"),
        ("EPSON-1A2B3C:9101", "EPSON-1A2B3C:9101"),
        ("2001:db8::9", "2001:db8::9"),
        ("[2001:db8::9]:9101", "[2001:db8::9]:9101"),
    ],
)
def test_what_stands_around_an_address_is_left_out(typed: str, address: str) -> None:
    assert checked(typed) == address


@pytest.mark.parametrize(
    "typed",
    [
        *("", "192.168.1", "192.168.1.300", "1921681050", "192.168.1.50.", "192.168.1.50:0"),
        *("192.168.1.50:99999", "printer!", "a b", "2001:db8::9::1", "http://", "192.168.1.50,80"),
    ],
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        checked(typed)
