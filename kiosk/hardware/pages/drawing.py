"""A document drawn in a process of its own: what it does wrong, it does there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

import kiosk

DRAW_SECONDS = 60.0
"""The longest that a desk under load takes; a minute later it is tried again."""
MAGIC, END = b"%PDF-", b"%%EOF"
Document = Literal["invoice", "reminder"]


class DrawingFailed(Exception):
    """``detail`` is technical, for the log."""


def draw(kind: Document, content: bytes, zone: str, cache: Path | None) -> bytes:
    """The whole PDF. DrawingFailed for anything else: a process that died, that hangs, that wrote
    half of it."""
    head = json.dumps({"kind": kind, "zone": zone, "cache": str(cache or "")}).encode()
    root = str(Path(kiosk.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    try:
        done = subprocess.run(
            [sys.executable, "-m", "kiosk.paper.a4"],
            input=head + b"\n" + content,
            capture_output=True,
            check=False,
            timeout=DRAW_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise DrawingFailed(str(error)) from error
    data = done.stdout
    if done.returncode or not (data.startswith(MAGIC) and data.rstrip().endswith(END)):
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise DrawingFailed(f"ended with {done.returncode}: {' '.join(last)[:300]}")
    return data
