"""A finger for a kiosk on another screen: looks through the read-only probe, touches through X.

What to touch is found by its words or its icon (``kiosk/ui/probe.py`` tells where it is), and then
xdotool sends real X events, so everything between finger and widget is what a person goes through.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from kiosk.demo.display import Display

WAIT_SECONDS = 15.0
LOOK_SECONDS = 0.04
"""Pause between two looks while waiting for something."""
TOUCH_SECONDS = 0.26
"""A button takes no second touch sooner, and a page may put its next choice on the same button."""
DOUBLE_TAP_SECONDS = 0.5
"""Touches of one place that are closer together are a double tap for the kiosk."""
SAME_PLACE = 60
"""Pixels."""

Widget = dict[str, Any]
Seen = dict[str, Any]
"""The probe's answer: ``screen``, ``size`` and ``widgets``."""


class NotThere(AssertionError):
    """What should have been on the screen was not; says what was there instead."""


class Hand:
    """``probe``: the socket named by ``PULT_PROBE`` in the kiosk's environment. ``taps`` counts all
    touches; ``letters`` those of them that were letters and digits of a text."""

    def __init__(self, display: Display, probe: Path) -> None:
        self.display = display
        self.probe = probe
        self.taps = self.letters = 0
        self._last = (0.0, 0.0, 0.0)

    def look(self) -> Seen:
        """What is on the screen. OSError when no kiosk listens."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(WAIT_SECONDS)
            line.connect(str(self.probe))
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        answer: Seen = json.loads(b"".join(parts))
        return answer

    def wait(self, until: Callable[[Seen], Any], what: str, seconds: float = WAIT_SECONDS) -> Any:
        """Looks until ``until(seen)`` is true and returns that; :class:`NotThere` after a while."""
        end = time.monotonic() + seconds
        seen: Seen = {}
        while time.monotonic() < end:
            with suppress(OSError, json.JSONDecodeError):
                seen = self.look()
                if found := until(seen):
                    return found
            time.sleep(LOOK_SECONDS)
        raise NotThere(f"no {what}; on screen: {summary(seen)}")

    def at(self, *screens: str) -> str:
        """Waits until one of these screens is up; returns its name."""
        screen = self.wait(
            lambda seen: seen.get("screen") in screens and seen["screen"],
            f"screen {' or '.join(screens)}",
        )
        # A page that has just come up takes no touch where the one was that brought it up.
        self._last = (*self._last[:2], time.monotonic())
        return str(screen)

    def see(self, text: str) -> Widget:
        """Waits until something with this text in it is visible."""
        found: Widget = self.wait(
            lambda seen: next((w for w in widgets(seen) if text in w["text"]), None),
            f"text {text!r}",
        )
        return found

    def gone(self, text: str) -> None:
        """Waits until nothing with this text in it is visible."""
        self.wait(
            lambda seen: all(text not in one["text"] for one in widgets(seen)), f"no {text!r} left"
        )

    def find(self, *texts: str, icon: str = "", kind: str = "") -> Widget:
        """Waits for something that can be touched now, by the first of ``texts`` that fits (whole,
        else a part of it), by icon or by class. The last one drawn wins: it is on top."""

        def fits(seen: Seen) -> Widget | None:
            found = (match(seen, text, icon, kind) for text in texts or ("",))
            return next(filter(None, found), None)

        widget: Widget = self.wait(fits, f"button {' or '.join(texts) or icon or kind!r}")
        return widget

    def tap(self, *texts: str, icon: str = "", kind: str = "") -> None:
        """Touches it as soon as it is there and can be touched."""
        widget = self.find(*texts, icon=icon, kind=kind)
        self.tap_at(widget["x"], widget["y"])

    def tap_field(self) -> None:
        """Touches the first field that can be typed into."""
        field = self.wait(
            lambda seen: next((w for w in widgets(seen) if w["class"] == "Input"), None), "field"
        )
        self.tap_at(field["x"], field["y"])

    def tap_at(self, x: float, y: float) -> None:
        """Touches the window at a place in pixels from the top left corner, no faster than a
        person would."""
        left, top, at = self._last
        same = abs(x - left) < SAME_PLACE and abs(y - top) < SAME_PLACE
        pause = DOUBLE_TAP_SECONDS if same else TOUCH_SECONDS
        time.sleep(max(0.0, at + pause - time.monotonic()))
        self.taps += 1
        self.display.xdotool("mousemove", str(round(x)), str(round(y)), "click", "1")
        self._last = (x, y, time.monotonic())

    def keys(self, text: str) -> None:
        """Touches the keys of the on-screen keyboard or keypad one after another. The keyboard
        begins names with a capital by itself or not, so both will do."""
        for character in text:
            self.tap(character, character.swapcase())
            self.letters += 1


def widgets(seen: Seen) -> Iterator[Widget]:
    """The visible widgets in the order they are drawn."""
    yield from seen.get("widgets", ())


def match(seen: Seen, text: str, icon: str, kind: str) -> Widget | None:
    """The topmost widget that can be touched and fits."""
    fits = [
        widget
        for widget in widgets(seen)
        if widget["tap"]
        and not widget["disabled"]
        and (not icon or widget["icon"] == icon)
        and (not kind or widget["class"] == kind)
    ]
    exact = [widget for widget in fits if widget["text"] == text] if text else fits
    partly = [widget for widget in fits if len(text) > 1 and text in widget["text"]]
    found = exact or partly
    return found[-1] if found else None


def summary(seen: Seen) -> str:
    """A screen in one line, for messages."""
    words = [f"{w['class']}:{w['text'] or w['icon']}" for w in widgets(seen) if not w["part"]]
    return f"{seen.get('screen')} [{', '.join(words)[:1500]}]"
