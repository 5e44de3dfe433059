"""Keyboards for the real python-evdev without a kernel that has any: umockdev.

``umockdev-run`` puts itself between a process and the kernel (LD_PRELOAD): ``/dev/input`` and the
ioctls of the devices are a recording's. So what uses keyboards runs in a process of its own,
:func:`run_inside`; in there a :class:`Keyboard` is plugged, unplugged and typed on. Keys come
through a named pipe that stands at the place of the device file: like a device, and unlike a
terminal or a socket, it can be opened by its name and never gives half an event. Where the kernel
would say ENODEV, a pipe ends.

The sizes in the recording of ioctls must be exactly those the library asks for; python-evdev 2
asks for 256 bytes of names and 96 bytes of bits. A grab always succeeds here; that it keeps keys
from others only a kernel can show.
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

VENDOR, PRODUCT = 0x0C2E, 0x0200
NODE = "/dev/input/event5"
OTHER = "/dev/input/event3"
"""The same device's second face with volume keys alone."""
SERIAL_NODE = "/dev/ttyACM0"
"""Where a scanner in serial mode would be; a :class:`tests.rigs.serial_line.SerialLine` in
:func:`dev_folder` plays it. For USB it is :data:`SERIAL_USB`."""
SERIAL_USB = "0c2e:0206"

EV_SYN, EV_KEY, EV_REP = 0, 1, 0x14
SHIFT, ENTER = 42, 28
_EVENT = struct.Struct("@llHHi")
_ROWS = {2: ("1234567890-=", "!@#$%^&*()_+"), 16: ("qwertyuiop[]", "QWERTYUIOP{}")} | {
    30: ("asdfghjkl;'`", 'ASDFGHJKL:"~'),
    43: ("\\zxcvbnm,./", "|ZXCVBNM<>?"),
}
KEYS = {
    char: (first + place, shifted)
    for first, rows in _ROWS.items()
    for shifted, row in enumerate(rows)
    for place, char in enumerate(row)
}
"""Character to (key code, with shift), as a US keyboard is printed."""


def run_inside(
    arguments: Iterable[str], folder: Path, seconds: float, around: Iterable[str] = ()
) -> tuple[int, str]:
    """Runs ``python ARGUMENTS`` where the keyboards are; its exit code and all it said.
    ``around``: a command that runs it all, such as unshare."""
    recording = folder / "keyboards.umockdev"
    recording.write_text(_device(OTHER, "13:67") + _device(NODE, "13:69") + _SERIAL)
    command = [*around, "umockdev-run", "-d", str(recording)]
    for node, keys in ((OTHER, [113, 114, 115]), (NODE, list(range(1, 128)))):
        ioctls = folder / f"{Path(node).name}.ioctl"
        ioctls.write_text(_ioctls(node, keys))
        command += ["-i", f"{node}={ioctls}"]
    done = subprocess.run(
        [*command, "--", sys.executable, *arguments],
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def dev_folder() -> Path:
    """Where the files of ``/dev`` really are."""
    return Path(os.environ["UMOCKDEV_DIR"]) / "dev"


class Keyboard:
    """A USB keyboard at :data:`NODE`. Plugged in when made; ``close`` at the end."""

    def __init__(self) -> None:
        self._place = dev_folder() / NODE.removeprefix("/dev/")
        self._ours = -1
        self.plug()

    def plug(self) -> None:
        self._place.unlink(missing_ok=True)
        os.mkfifo(self._place)
        # For reading too, or opening it would wait for a reader.
        self._ours = os.open(self._place, os.O_RDWR)

    def unplug(self) -> None:
        self._place.unlink()
        os.close(self._ours)
        self._ours = -1

    def close(self) -> None:
        if self._ours >= 0:
            self.unplug()

    def events(self, *events: tuple[int, int, int]) -> None:
        """``(type, code, value)`` each, as the kernel would give them."""
        for kind, code, value in events:
            os.write(self._ours, _EVENT.pack(0, 0, kind, code, value))

    def key(self, code: int, value: int) -> None:
        self.events((EV_KEY, code, value), (EV_SYN, 0, 0))

    def press(self, *codes: int) -> None:
        """All down one after the other, then all up."""
        for code in codes:
            self.key(code, 1)
        for code in reversed(codes):
            self.key(code, 0)

    def type(self, text: str, end: int | None = ENTER) -> None:
        for char in text:
            code, shifted = KEYS[char]
            self.press(*((SHIFT, code) if shifted else (code,)))
        if end is not None:
            self.press(end)


def _device(node: str, numbers: str) -> str:
    name = node.removeprefix("/dev/")
    return (
        f"P: /devices/pci0000:00/usb1/1-1/{name}\nN: {name}\n"
        f"E: DEVNAME={node}\nE: SUBSYSTEM=input\nA: dev={numbers}\n\n"
    )


_SERIAL = f"""\
P: /devices/pci0000:00/usb1/1-2
E: DEVTYPE=usb_device
E: SUBSYSTEM=usb
A: idVendor={SERIAL_USB[:4]}\\n
A: idProduct={SERIAL_USB[5:]}\\n
A: bNumInterfaces= 2\\n

P: /devices/pci0000:00/usb1/1-2/1-2:1.0
E: DEVTYPE=usb_interface
E: SUBSYSTEM=usb
A: interface=Sample scanner\\n

P: /devices/pci0000:00/usb1/1-2/1-2:1.0/tty/ttyACM0
N: ttyACM0
E: DEVNAME={SERIAL_NODE}
E: SUBSYSTEM=tty
A: dev=166:0
L: device=../../../1-2:1.0

"""


def _ioctls(node: str, keys: list[int]) -> str:
    kinds = [EV_SYN, EV_KEY, EV_REP]
    lines = [
        f"@DEV {node}",
        "EVIOCGVERSION 0 01000100",
        f"EVIOCGID 0 {struct.pack('<4H', 3, VENDOR, PRODUCT, 0x110).hex().upper()}",
        *(f"EVIOCG{what} {len(text) + 1} {_text(text)}" for what, text in _TEXTS.items()),
        f"EVIOCGBIT(0) 4 {_bits(kinds, 4)}",
        f"EVIOCGBIT({EV_SYN}) 96 {_bits(kinds, 96)}",
        f"EVIOCGBIT({EV_KEY}) 96 {_bits(keys, 96)}",
        f"EVIOCGBIT({EV_REP}) 96 {_bits([0, 1], 96)}",
        "EVIOCGPROP(0) 4 00000000",
        "EVIOCGREP 0 FA00000021000000",
        "EVIOCGEFFECTS 0 00000000",
    ]
    return "\n".join(lines) + "\n"


_TEXTS = {"NAME(0)": "Sample scanner", "PHYS(0)": "usb-1-1/input0", "UNIQ(0)": ""}


def _text(text: str) -> str:
    return text.encode().ljust(256, b"\0").hex().upper()


def _bits(numbers: Iterable[int], size: int) -> str:
    bits = bytearray(size)
    for number in numbers:
        bits[number // 8] |= 1 << (number % 8)
    return bits.hex().upper()
