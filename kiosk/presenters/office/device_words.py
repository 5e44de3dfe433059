"""Words for devices: how one is connected, and what it is."""

from __future__ import annotations

from kiosk.salon.domain.devices import DeviceState, FoundDevice
from kiosk.salon.domain.text import Msg, T, Text

_USB, _NETWORK, _SERIAL = T("on USB"), T("in the network"), T("on a serial port")
_DEMO = T("for the demo only")
CONNECTED: dict[str, Msg] = {
    "simulated": _DEMO,
    "folder_printer": _DEMO,
    "label_folder": _DEMO,
    "escpos_tcp": _NETWORK,
    "label_tcp": _NETWORK,
    "escpos_usb": _USB,
    "escpos_file": _USB,
    "label_file": _USB,
    "escpos_serial": _SERIAL,
    "pcsc": _USB,
    "evdev_scanner": _USB,
    "evdev_reader": _USB,
}
"""How devices of a driver are connected; those of others are on a serial port."""
CHANGEABLE = (
    *("escpos_tcp", "escpos_serial", "escpos_file", "escpos_usb"),
    *("label_tcp", "label_file"),
)
"""Drivers of printers that are set up on the screen."""


def about(device: DeviceState) -> Text:
    """Model and connection: ``Epson TM-T20III · in the network (192.0.2.10)``."""
    if not device.driver:
        return device.name
    how = CONNECTED.get(device.driver, _SERIAL)
    if device.where and how is _NETWORK:
        how = T("in the network ({address})", address=device.where)
    model = device.model or device.name
    return T("{model} · {connected}", model=model, connected=how)


def offered(found: FoundDevice) -> Text:
    """The same of something that is not in use yet."""
    how = CONNECTED.get(found.driver, _SERIAL)
    return T("{model} · {connected}", model=found.title, connected=how)
