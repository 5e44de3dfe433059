"""A screen of one's own with a real X server, and a finger for it.

``Display`` is an Xvfb of this test alone. ``Hand`` finds what to touch through the read-only probe
(``kiosk/ui/probe.py``) and then sends real X events with xdotool, so everything between the finger
and the widget is what a person would go through.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from PIL import Image

WAIT_SECONDS = 15.0
LOOK_SECONDS = 0.05
"""Pause between two looks at the screen while waiting for something."""

Widget = dict[str, Any]
TOOLS = ("Xvfb", "xdotool")


def missing_tools() -> list[str]:
    """Programs these tests need and this machine has not."""
    return [name for name in TOOLS if shutil.which(name) is None]


class Display:
    """An X server without a screen. Use as a context manager.

    ``folder``: short-lived and with a short path, fit for sockets too.
    """

    def __init__(self, size: str = "1280x800") -> None:
        self.size = size
        self.folder = Path(tempfile.mkdtemp(prefix="pult-x-"))
        self._process: subprocess.Popen[bytes] | None = None
        self.name = ""

    def __enter__(self) -> Self:
        read, write = os.pipe()
        self._process = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24"),
                *("-noreset", "-nolisten", "tcp", "-fbdir", str(self.folder)),
            ],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def picture(self) -> Image.Image:
        """What the screen shows, read out of the server's memory (an XWD file)."""
        data = (self.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", data[:100])
        start = header[0] + header[19] * 12
        width, height, stride = header[4], header[5], header[12]
        return Image.frombytes(
            "RGB", (width, height), data[start : start + stride * height], "raw", "BGRX", stride
        )

    def xdotool(self, *words: str) -> None:
        """Sends real X events."""
        subprocess.run(
            ["xdotool", *words], check=True, env={**os.environ, "DISPLAY": self.name}, timeout=20
        )


class Hand:
    """Looks through the probe, touches through X."""

    def __init__(self, display: Display, probe: Path) -> None:
        self.display = display
        self.probe = probe
        self.taps = 0

    def look(self) -> dict[str, Any]:
        """The probe's answer; raises OSError when nothing listens."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(WAIT_SECONDS)
            line.connect(str(self.probe))
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return json.loads(b"".join(parts))  # type: ignore[no-any-return]

    def screen(self) -> str:
        return str(self.look().get("screen", ""))

    def wait(self, until: Callable[[dict[str, Any]], Any], what: str) -> Any:
        """Looks until ``until(answer)`` is true and returns that; AssertionError after a while,
        with what was on the screen instead."""
        end = time.monotonic() + WAIT_SECONDS
        seen: dict[str, Any] = {}
        while time.monotonic() < end:
            with suppress(OSError, json.JSONDecodeError):
                seen = self.look()
                if found := until(seen):
                    return found
            time.sleep(LOOK_SECONDS)
        raise AssertionError(f"no {what}; on screen: {summary(seen)}")

    def at(self, *screens: str) -> str:
        """Waits until one of these screens is up; returns its name."""
        return str(
            self.wait(
                lambda seen: seen.get("screen") in screens and seen["screen"],
                f"screen {' or '.join(screens)}",
            )
        )

    def see(self, text: str) -> Widget:
        """Waits until a text that contains this is visible."""
        found: Widget = self.wait(
            lambda seen: next((w for w in _widgets(seen) if text in w["text"]), None),
            f"text {text!r}",
        )
        return found

    def find(self, text: str = "", *, icon: str = "", kind: str = "") -> Widget:
        """Waits for something that can be tapped now: by its exact text, else by a part of it, by
        icon or by class. The last one drawn wins, for it is on top."""
        found: Widget = self.wait(
            lambda seen: match(seen, text, icon, kind), f"button {text or icon or kind!r}"
        )
        return found

    def tap(self, text: str = "", *, icon: str = "", kind: str = "") -> None:
        """Touches it, as soon as it is there and can be touched."""
        widget = self.find(text, icon=icon, kind=kind)
        self.tap_at(widget["x"], widget["y"])

    def tap_at(self, x: float, y: float) -> None:
        self.taps += 1
        self.display.xdotool("mousemove", str(round(x)), str(round(y)), "click", "1")

    def keys(self, text: str) -> None:
        """Taps the keys of the on-screen keyboard or keypad one after another."""
        for character in text:
            widget = self.find(character)
            self.tap_at(widget["x"], widget["y"])

    def texts(self) -> Iterator[str]:
        """Every text on the screen."""
        return (w["text"] for w in _widgets(self.look()) if w["text"])


def _widgets(seen: dict[str, Any]) -> list[Widget]:
    widgets: list[Widget] = seen.get("widgets", [])
    return widgets


def match(seen: dict[str, Any], text: str, icon: str, kind: str) -> Widget | None:
    """The topmost widget that can be tapped and fits."""
    fits = [
        w
        for w in _widgets(seen)
        if w["tap"]
        and not w["disabled"]
        and (not icon or w["icon"] == icon)
        and (not kind or w["class"] == kind)
    ]
    exact = [w for w in fits if w["text"] == text] if text else fits
    partly = [w for w in fits if text in w["text"]] if len(text) > 1 else []
    return (exact or partly or [None])[-1]


def summary(seen: dict[str, Any]) -> str:
    """A short description of a screen, for failures."""
    words = [f"{w['class']}:{w['text'] or w['icon']}" for w in _widgets(seen) if not w["part"]]
    return f"{seen.get('screen')} [{', '.join(words)[:1500]}]"
