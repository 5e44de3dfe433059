"""Keyboard wedges: everything in evdev_cases.py, in a process that has keyboards."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from drivers import evdev_reader, evdev_scanner
from drivers.options import BadOption, Options
from tests.rigs.evdev_mock import run_inside

CASES = "tests/drivers/evdev_cases.py"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("umockdev-run") is None, reason="needs the package umockdev")
def test_everything_of_keyboard_wedges(tmp_path: Path) -> None:
    arguments = ["-m", "pytest", CASES, "-p", "no:xdist", "--basetemp", str(tmp_path / "inside")]
    code, said = run_inside(arguments, tmp_path, seconds=100)
    assert code == 0, said
    passed = re.search(r"(\d+) passed", said)
    assert passed is not None
    assert int(passed[1]) >= 30, said


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "device is missing"),
        ({"device": "event5"}, "device must be a path"),
        ({"device": "0c2e:0200", "suffix": "cr"}, "suffix must be one of"),
        ({"device": "0c2e:0200", "silence_ms": 5}, "silence_ms"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str) -> None:
    with pytest.raises(BadOption, match=said):
        evdev_scanner.open(Options("front", values, Path()))
    with pytest.raises(BadOption, match="hold_ms"):
        evdev_reader.open(Options("front", {"device": "/dev/x", "hold_ms": -1}, Path()))
