"""Every state of the gallery, in four languages, on both panels: nothing clipped, all reachable.

At the usual size of text. Larger text is swept by hand, it takes minutes:
``python -m tests.gallery.sweep wide 1.3``."""

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
@pytest.mark.parametrize("size", ["wide", "compact"])
def test_nothing_is_clipped_hidden_or_too_small(size: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.gallery.sweep", size, "1.0"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    wrong = json.loads(done.stdout)
    report = [f"{state}: {problem}" for state, found in wrong.items() for problem in found]
    assert not report, f"{len(report)} problems\n" + "\n".join(report)
