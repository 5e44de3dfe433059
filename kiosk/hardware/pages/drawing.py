"""Documents are drawn in a process of their own: what it does wrong, it does there.

It is started when it is first needed and stays for the next document, so that a document costs what
drawing it takes; it ends when nothing was drawn for a while, and one that dies, hangs or answers
nonsense is put away: the next document gets a new one.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Literal

import kiosk

DRAW_SECONDS = 60.0
"""The longest that a desk under load takes; a minute later it is tried again."""
IDLE_SECONDS = 300.0
"""How long it stays without anything to draw."""
END_SECONDS = 2.0
MAGIC, END = b"%PDF-", b"%%EOF"
COMMAND = (sys.executable, "-m", "kiosk.paper.a4")
CHUNK = 65_536
MOST_HEAD = 4096
Document = Literal["invoice", "reminder"]
Draw = Callable[[Document, bytes, str, Path | None], bytes]


class DrawingFailed(Exception):
    """``detail`` is technical, for the log."""


class Pen:
    """Draws one document after the other; from any thread. ``command``: the process that does."""

    def __init__(
        self,
        command: tuple[str, ...] = COMMAND,
        seconds: float = DRAW_SECONDS,
        idle: float = IDLE_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command, self._seconds, self._idle, self._now = command, seconds, idle, now
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._said: IO[bytes] | None = None
        self._used = 0.0

    def draw(self, kind: Document, content: bytes, zone: str, cache: Path | None) -> bytes:
        """The whole PDF. DrawingFailed for anything else: a process that died, that hangs, that
        wrote half of it."""
        head = {"kind": kind, "zone": zone, "cache": str(cache or ""), "size": len(content)}
        with self._lock:
            child = self._begin()
            try:
                data = self._ask(child, json.dumps(head).encode() + b"\n" + content)
            except (OSError, ValueError) as error:
                last = self._last_words()
                self._end(child)
                raise DrawingFailed(f"{error}: {last}"[:400]) from error
            self._used = self._now()
        if not (data.startswith(MAGIC) and data.rstrip().endswith(END)):
            raise DrawingFailed("no whole PDF")
        return data

    def rest(self) -> None:
        """Ends the process when nothing was drawn for a while. Never waits for a drawing."""
        if self._child is not None and self._lock.acquire(blocking=False):
            try:
                if self._child is not None and self._now() - self._used >= self._idle:
                    self._end(self._child)
            finally:
                self._lock.release()

    def stop(self) -> None:
        """Ends it now, whatever it draws: whoever waits for that gets DrawingFailed."""
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            if self._child is not None:
                self._end(self._child)

    def _begin(self) -> subprocess.Popen[bytes]:
        child = self._child
        if child is not None and child.poll() is None:
            return child
        if child is not None:
            # It died while nobody needed it.
            self._end(child)
        root = str(Path(kiosk.__file__).resolve().parents[1])
        path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        try:
            child = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                bufsize=0,
                env={**os.environ, "PYTHONPATH": path},
            )
        except OSError as error:
            self._said.close()
            raise DrawingFailed(str(error)) from error
        assert child.stdin is not None
        os.set_blocking(child.stdin.fileno(), False)
        self._child = child
        return child

    def _ask(self, child: subprocess.Popen[bytes], question: bytes) -> bytes:
        """ValueError for an answer that is none or does not come."""
        assert child.stdin is not None
        assert child.stdout is not None
        until = time.monotonic() + self._seconds
        rest, into = memoryview(question), child.stdin.fileno()
        while rest:
            _wait([], [into], until)
            rest = rest[os.write(into, rest[:CHUNK]) :]
        got, out = bytearray(), child.stdout.fileno()
        while b"\n" not in got:
            _take(out, got, until)
            if len(got) > MOST_HEAD and b"\n" not in got[:MOST_HEAD]:
                raise ValueError("no answer")
        line, _, after = bytes(got).partition(b"\n")
        answer = json.loads(line)
        if not isinstance(answer, dict) or "error" in answer:
            raise ValueError(str(answer)[:300])
        data, size = bytearray(after), int(answer.get("size", -1))
        while len(data) < size:
            _take(out, data, until)
        if len(data) != size:
            raise ValueError("more than was announced")
        return bytes(data)

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        self._child = None
        child.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(END_SECONDS)
        for pipe in (child.stdin, child.stdout, self._said):
            if pipe is not None:
                pipe.close()

    def _last_words(self) -> str:
        """What it said of itself, for the log."""
        if self._said is None:
            return ""
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, size - 1000))
        return " ".join(self._said.read().decode("utf-8", "replace").split())[-300:]


def draw(kind: Document, content: bytes, zone: str, cache: Path | None) -> bytes:
    """One document, in a process for it alone. Raises as :meth:`Pen.draw` does."""
    pen = Pen()
    try:
        return pen.draw(kind, content, zone, cache)
    finally:
        pen.stop()


def _take(out: int, got: bytearray, until: float) -> None:
    _wait([out], [], until)
    part = os.read(out, CHUNK)
    if not part:
        raise ValueError("it ended")
    got += part


def _wait(reading: list[int], writing: list[int], until: float) -> None:
    left = until - time.monotonic()
    if left <= 0 or not any(select.select(reading, writing, [], left)):
        raise ValueError("it takes too long")
