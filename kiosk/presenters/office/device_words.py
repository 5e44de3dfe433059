"""Words for devices: how one is connected, what it is, and what its driver wants to know.

An option or an answer without a word is called as its driver calls it, so a new driver needs
nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.salon.domain.devices import DeviceState, FoundDevice, Plug
from kiosk.salon.domain.text import Msg, T, Text

_USB = T("on USB")
CONNECTED: dict[Plug, Msg] = {
    "network": T("in the network"),
    "serial": T("on a serial port"),
    "usb": _USB,
    "keys": _USB,
    "pcsc": _USB,
}
PLUGS: Mapping[Plug, Msg] = {
    "serial": T("Serial port"),
    "keys": T("Types like a keyboard"),
    "network": T("Network"),
    "usb": T("USB"),
    "pcsc": T("Card reader on USB"),
}
OPTIONS: Mapping[str, Msg] = {
    "baud": T("Speed (baud)"),
    "suffix": T("What it sends after each code"),
    "frame": T("How the reader writes a card's number"),
    "technology": T("Cards it reads"),
    "protocol": T("Language it speaks"),
    "unit": T("Unit"),
    "parity": T("Parity"),
    "codepage": T("Letters"),
    "signal": T("Light and sound of the reader"),
}
HINTS: Mapping[str, Msg] = {
    "baud": T("It stands in the device's manual; mostly 9600."),
    "technology": T("For 125 kHz cards say so: some of their numbers are taken for others."),
}
ANSWERS: Mapping[tuple[str, str], Text] = {
    ("suffix", "enter"): T("Enter"),
    ("suffix", "tab"): T("Tab"),
    ("suffix", "none"): T("Nothing"),
    ("frame", "rdm6300"): "RDM6300",
    ("frame", "id12"): "ID-12, ID-20",
    ("frame", "bcc"): "BCC",
    ("technology", "any"): T("Not known"),
    ("technology", "nfc"): "13.56 MHz",
    ("technology", "lf"): "125 kHz",
    ("protocol", "toledo"): "Toledo 8217",
    ("protocol", "sma"): "SMA",
    ("protocol", "cd5220"): "CD5220",
    ("protocol", "escpos"): "ESC/POS",
    ("parity", "none"): T("None"),
    ("parity", "even"): T("Even"),
    ("parity", "odd"): T("Odd"),
    ("codepage", "ASCII"): T("Without accents"),
    ("signal", "off"): T("Leave them"),
    ("signal", "auto"): T("By its model"),
    ("signal", "acr122"): "ACR122",
    ("signal", "acr1252"): "ACR1252",
}
DEMO = ("simulated", "folder_printer", "label_folder")
"""Drivers that stand in for a device."""


def about(device: DeviceState) -> Text:
    """Model and connection: ``Epson TM-T20III · in the network (192.0.2.10)``."""
    if not device.driver:
        return device.name
    how = _connected(device.driver, device.plug)
    if device.where and device.plug == "network":
        how = T("in the network ({address})", address=device.where)
    model = device.model or device.name
    return T("{model} · {connected}", model=model, connected=how) if how else model


def reason_of(device: DeviceState) -> Text:
    """What is wrong, or to be seen to soon; nothing where the state's own word says all of it."""
    return "" if device.cause in ("paper_out", "cover_open") else device.detail


def offered(found: FoundDevice) -> Text:
    """The same of something that is not in use yet."""
    how = _connected(found.driver, found.plug)
    return T("{model} · {connected}", model=found.title, connected=how) if how else found.title


def _connected(driver: str, plug: Plug) -> Text:
    return T("for the demo only") if driver in DEMO else CONNECTED.get(plug, "")


def option_name(key: str) -> Text:
    return OPTIONS.get(key, key)


def answer_name(key: str, answer: str) -> Text:
    return ANSWERS.get((key, answer), answer)
