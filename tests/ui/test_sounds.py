"""Three short sounds, and none where there is no audio."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "assets" / "sounds"


@pytest.mark.parametrize(("name", "seconds"), [("ok", 0.12), ("refuse", 0.15), ("attention", 0.29)])
def test_sounds_are_short_and_current(name: str, seconds: float) -> None:
    spec = importlib.util.spec_from_file_location("sounds_build", FOLDER / "build.py")
    assert spec is not None
    assert spec.loader is not None
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    file = FOLDER / f"{name}.wav"
    assert file.read_bytes() == builder.build(name), "run: python assets/sounds/build.py"
    with wave.open(str(file)) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(seconds, abs=0.001)


@pytest.mark.slow
@pytest.mark.parametrize("volume", [0, 70])
def test_no_sound_card_is_silence_not_an_error(volume: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from kiosk.ui.sounds import Sounds; s = Sounds({volume}); s.play('ok'); s.play('no')",
        ],
        cwd=ROOT,
        env={
            **os.environ,
            "SDL_AUDIODRIVER": "none-such",
            "KIVY_HOME": str(tmp_path),
            "KIVY_NO_ARGS": "1",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
