"""Errors that nobody foresaw in a real window: the kiosk goes on, or ends to be started anew."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.app import GAVE_UP
from tests.rigs.worker import ROOT, prepare

NOW = 1_795_250_000_000
pytestmark = [pytest.mark.window, pytest.mark.slow]


def run(home: Path, times: int) -> subprocess.CompletedProcess[str]:
    prepare(home, NOW)
    (home / "pult.toml").write_text('[screen]\nsize = "1280x800"\n')
    return subprocess.run(
        [sys.executable, "-m", "tests.rigs.failing_kiosk", str(home), str(times)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
        env={**os.environ, "SDL_VIDEODRIVER": "offscreen"},
    )


def test_two_errors_are_written_down_and_the_kiosk_goes_on(tmp_path: Path) -> None:
    done = run(tmp_path / "home", 2)
    assert done.returncode == 0, done.stderr
    assert "later attract" in done.stdout, "what was posted after the failing call"
    assert "alive attract" in done.stdout
    log = (tmp_path / "home" / "logs" / "pult.log").read_text()
    assert log.count("unexpected KeyError") == 2
    assert "failing_kiosk.py" in log
    assert "Nobody foresaw" not in log, "what an error says may name a person"


def test_three_errors_end_it_with_a_code_of_their_own(tmp_path: Path) -> None:
    done = run(tmp_path / "home", 3)
    assert done.returncode == GAVE_UP, done.stderr
    log = (tmp_path / "home" / "logs" / "pult.log").read_text()
    assert "ending" in log
