"""`pult demo` plays its morning without a display, and every sum agrees."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.demo import paper_reader
from kiosk.demo.display import missing_tools
from kiosk.demo.window import KIOSK_SIZE, STRIP_WIDTH, density

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.window
@pytest.mark.xdist_group("window")
@pytest.mark.timeout(240)
@pytest.mark.skipif(bool(missing_tools()), reason="needs Xvfb and xdotool")
def test_the_morning_plays_and_every_sum_agrees(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "PULT_HOME")
    }
    out = tmp_path / "pictures"
    done = subprocess.run(
        [sys.executable, "-m", "kiosk.commands.pult", "demo", "--out", str(out)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=220,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Every sum agrees" in done.stdout
    assert len(list(out.glob("*.png"))) >= 25
    assert (out / "index.html").read_text(encoding="utf-8").count("<figure>") >= 25


def test_a_receipt_is_read_without_our_renderer() -> None:
    data = b"\x1b@\x1bp\x00\x19\x78\x1bt\x12\x1b!\x30Celkem  1 234,50 K\x9f\n\x1dVA\x00"
    text = paper_reader.text_of(data, "cp852")
    assert paper_reader.amount_after(text, "Celkem") == 123450
    assert paper_reader.amount_after(text, "Celk") is None
    assert paper_reader.pulses(data) == 1


def test_an_unknown_command_is_no_text() -> None:
    with pytest.raises((KeyError, ValueError)):
        paper_reader.text_of(b"\x1b\x7fA\n", "cp852")


def test_kiosk_and_strip_fit_on_any_display() -> None:
    for width, height in ((1920, 1080), (1366, 768), (1280, 800), (1024, 768)):
        scale = density((width, height))
        assert (KIOSK_SIZE[0] + STRIP_WIDTH) * scale <= width * 1.01
        assert KIOSK_SIZE[1] * scale <= height
    assert density((3840, 2160)) == 1.0
