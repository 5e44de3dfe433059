"""Starts real processes with a real window on an X server of our own and collects what they say."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from kiosk.demo.display import Display
from kiosk.salon.home import Home
from tests.bench.big_salon import OUT
from tests.bench.measure import Times

STARTS = 10
SCROLL_ROUNDS = 3
SECONDS = 120


@dataclass(frozen=True)
class Seen:
    """``megabytes``: most resident memory of the runs, in 10^6 bytes."""

    times: Times
    megabytes: float


def starts(big: Home, small: Home) -> tuple[Seen, Seen, float]:
    """Time until the first frame of each, in turn; the first run of each only warms the disk. And
    the memory of a window with nothing but Kivy in it, in 10^6 bytes."""
    with Display() as display:
        for home in (big, small):
            home.settings.write_text('[screen]\nsize = "1280x800"\n', encoding="utf-8")
        runs = [(_first_frame(display, big), _first_frame(display, small)) for _ in range(STARTS)]
        bare = [_run(display, "tests.bench.bare_window") for _ in range(3)]
    return (
        _seen([run[0] for run in runs[1:]]),
        _seen([run[1] for run in runs[1:]]),
        _seen(bare).megabytes,
    )


def _first_frame(display: Display, home: Home) -> dict[str, Any]:
    begun = time.monotonic()
    answer = _run(display, "tests.bench.first_frame", str(begun), str(home.path))
    return {"ms": [answer["ms"]], "bytes": answer["bytes"]}


def scrolls(big: Home, small: Home) -> tuple[Seen, Seen]:
    """Python work of each frame at 100,000 and at 1,000 rows, in turn."""
    with Display() as display:
        runs = [
            (
                _run(display, "tests.bench.scroll", str(big.path), "100000"),
                _run(display, "tests.bench.scroll", str(small.path), "1000"),
            )
            for _ in range(SCROLL_ROUNDS)
        ]
    return _seen([run[0] for run in runs]), _seen([run[1] for run in runs])


def _run(display: Display, module: str, *words: str) -> dict[str, Any]:
    environment = {
        # As it is installed, with its modules compiled; the first run of each does that.
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPYCACHEPREFIX": str((OUT / "compiled").absolute()),
        "DISPLAY": display.name,
        "SDL_AUDIODRIVER": "dummy",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=environment,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
    if not lines:
        raise RuntimeError(f"{module} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    answer: dict[str, Any] = json.loads(lines[-1])
    return answer


def _seen(runs: list[dict[str, Any]]) -> Seen:
    times = Times()
    for run in runs:
        times.add(run["ms"])
    return Seen(times, max(run["bytes"] for run in runs) / 1e6)
