"""Every state of the gallery, in four languages, on both panels, in usual and in the largest text:
nothing clipped, all reachable. Each takes more than a minute: they share no process, so that
workers play them beside each other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("text", ["1.0", "1.3"])
@pytest.mark.parametrize("size", ["wide", "compact"])
def test_nothing_is_clipped_hidden_or_too_small(size: str, text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery.sweep", size, text],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    wrong = json.loads(done.stdout)
    report = [f"{state}: {problem}" for state, found in wrong.items() for problem in found]
    assert not report, f"{len(report)} problems\n" + "\n".join(report)
