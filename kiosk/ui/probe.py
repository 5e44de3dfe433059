"""A window into the window, for tests: what is on the screen, read only.

Off unless ``PULT_PROBE`` names a path. Then a Unix socket, open to its owner only, answers every
connection with one JSON object and closes it:

``{"screen": "attract", "size": [1280, 800], "widgets": [{"class": "Btn", "text": "Start",
"icon": "", "x": 640, "y": 700, "box": [left, top, right, bottom], "tap": true, "disabled":
false}, ...]}``

``x``/``y`` is the centre in window pixels from the top left corner, where xdotool would click.
It never clicks, types or changes anything itself: a test that uses it still goes through the
window, as a finger does.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from kivy.clock import Clock
from kivy.core.window import Window
from kivy.uix.behaviors import ButtonBehavior
from kivy.uix.label import Label
from kivy.uix.scrollview import ScrollView
from kivy.uix.textinput import TextInput
from kivy.uix.widget import Widget

from kiosk.salon import threads

ANSWER_SECONDS = 10
MOST_LOOKS = 12
"""Frames after which a screen that never stands still is told as it is."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in Kivy's window coordinates."""


def look(screen: str) -> dict[str, object]:
    """What is on the screen now; only on the UI thread."""
    width, height = Window.size
    widgets: list[dict[str, object]] = []
    for top in reversed(Window.children):
        widgets.extend(_walk(top, (0, 0, width, height), height, tappable=False))
    return {"screen": screen, "size": [int(width), int(height)], "widgets": widgets}


def _walk(widget: Widget, clip: Box, height: float, *, tappable: bool) -> Iterator[dict]:
    """The visible widgets under ``widget``, itself included, in the order they are drawn.

    ``tappable``: an ancestor takes the taps, so labels in it are parts of that.
    """
    if widget.opacity <= 0 or widget.width <= 0 or widget.height <= 0:
        return
    box = _box(widget)
    cut = _common(box, clip)
    taps = isinstance(widget, ButtonBehavior)
    text = text_of(widget)
    shown = taps or isinstance(widget, (Label, TextInput)) or bool(text)
    if shown and cut is not None:
        left, bottom, right, top = cut
        yield {
            "class": type(widget).__name__,
            "text": text or (_words(widget) if taps else ""),
            "icon": str(getattr(widget, "icon", "") or ""),
            "x": round((left + right) / 2),
            "y": round(height - (bottom + top) / 2),
            "box": [round(left), round(height - top), round(right), round(height - bottom)],
            "tap": taps,
            "part": tappable and not taps,
            "disabled": bool(widget.disabled or getattr(widget, "spent", False)),
        }
    if isinstance(widget, ScrollView):
        if cut is None:
            return
        clip = cut
    for child in reversed(widget.children):
        yield from _walk(child, clip, height, tappable=tappable or taps)


def text_of(widget: Widget) -> str:
    """The words a widget itself shows: its ``text``, or the ``title`` of a row or a bar."""
    for name in ("text", "title"):
        value = getattr(widget, name, "")
        if isinstance(value, str) and value:
            return value
    return ""


def _words(widget: Widget) -> str:
    return " ".join(filter(None, (text_of(part) for part in widget.walk(restrict=True))))


def _box(widget: Widget) -> Box:
    left, bottom = widget.to_window(widget.x, widget.y)
    right, top = widget.to_window(widget.right, widget.top)
    return (left, bottom, right, top)


def _common(a: Box, b: Box) -> Box | None:
    box = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return box if box[0] < box[2] and box[1] < box[3] else None


class Probe:
    """Listens on ``path`` until :meth:`stop`. Nothing of it is remembered or logged."""

    def __init__(self, path: Path, screen: Callable[[], str]) -> None:
        self._screen = screen
        self._path = path
        path.unlink(missing_ok=True)
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            self._socket.bind(str(path))
        finally:
            os.umask(before)
        self._socket.listen()
        threads.begin("probe", self._serve)

    def stop(self) -> None:
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client, contextlib.suppress(OSError):
                client.sendall(json.dumps(self._answer()).encode())

    def _answer(self) -> dict[str, object]:
        """Asks the UI thread and waits for it; widgets may be read nowhere else.

        A screen that has just changed has widgets without a place yet, so it is looked at until
        two frames agree.
        """
        looks: list[dict[str, object]] = []
        done = threading.Event()

        def collect(_dt: float) -> None:
            try:
                looks.append(look(self._screen()))
            except BaseException:
                done.set()
                raise
            if looks[-2:-1] == looks[-1:] or len(looks) == MOST_LOOKS:
                done.set()
            else:
                Clock.schedule_once(collect, 0)

        Clock.schedule_once(collect, 0)
        if not done.wait(ANSWER_SECONDS) or not looks:
            return {"error": "the screen did not answer"}
        return looks[-1]
