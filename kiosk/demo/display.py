"""A screen without a screen: an X server of our own whose picture can be read."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T

if TYPE_CHECKING:
    from PIL.Image import Image

TOOLS = ("Xvfb", "xdotool")
TOOL_SECONDS = 20


def missing_tools() -> list[str]:
    """Programs that are needed to play without a display and are not installed."""
    return [name for name in TOOLS if shutil.which(name) is None]


class Display:
    """An Xvfb of our own, ended with the ``with`` block. ``size``: ``WIDTHxHEIGHT`` in pixels.

    Raises :class:`NeedsPerson` when the tools are not installed or the server does not start.
    """

    def __init__(self, size: str = "1280x800") -> None:
        self.size = size
        self.name = ""
        self._folder = Path(tempfile.mkdtemp(prefix="pult-x-"))
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        if missing := missing_tools():
            raise NeedsPerson(T("Please install {tools} first.", tools=", ".join(missing)))
        # The server itself picks a free number, so two of them never meet.
        read, write = os.pipe()
        self._process = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24"),
                *("-noreset", "-nolisten", "tcp", "-fbdir", str(self._folder)),
            ],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            self.__exit__()
            raise NeedsPerson(T("The X server did not start."))
        self.name = f":{number}"
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def picture(self) -> Image:
        """What the screen shows now, out of the server's memory (an XWD file, 32 bits a pixel)."""
        from PIL import Image

        data = (self._folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        start = header[0] + header[19] * 12
        width, height, stride = header[4], header[5], header[12]
        pixels = data[start : start + stride * height]
        return Image.frombytes("RGB", (width, height), pixels, "raw", "BGRX", stride)

    def xdotool(self, *words: str) -> None:
        """Sends real X events."""
        environment = {**os.environ, "DISPLAY": self.name}
        subprocess.run(["xdotool", *words], check=True, env=environment, timeout=TOOL_SECONDS)
