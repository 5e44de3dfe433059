"""Data that cannot be used: the window says why, in words, and nothing is touched."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.rigs import reading
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools
from tests.rigs.worker import prepare

NOW = 1_795_250_000_000
pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
    pytest.mark.skipif(not reading.can_read(), reason="needs tesseract"),
]


def newer(home: Path) -> None:
    with sqlite3.connect(home / "pult.db") as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()


def damaged(home: Path) -> None:
    (home / "pult.db").write_bytes(b"this was a database once " * 400)


def without_key(home: Path) -> None:
    (home / "salon.key").unlink()


def shown(kiosk: KioskProcess, display: Display) -> str:
    """What a person reads on the panel."""
    assert kiosk.running(), kiosk.output()
    return " ".join(reading.words(display.picture()).split())


@pytest.mark.parametrize(
    ("harm", "words"),
    [(newer, "newer version"), (damaged, "is damaged"), (without_key, "from your backup")],
)
def test_the_window_says_why_it_does_not_open(tmp_path: Path, harm, words: str) -> None:
    home = tmp_path / "home"
    prepare(home, NOW)
    harm(home)
    before = (home / "pult.db").read_bytes()
    (home / "pult.toml").write_text('[screen]\nsize = "1280x800"\n')
    with Display() as display:
        kiosk = KioskProcess(home, display)
        kiosk.launch()
        try:
            until(lambda: words in shown(kiosk, display), lambda: shown(kiosk, display))
        finally:
            kiosk.stop()
    assert (home / "pult.db").read_bytes() == before


def test_a_second_kiosk_on_the_same_data_goes_away(tmp_path: Path) -> None:
    home = tmp_path / "home"
    prepare(home, NOW)
    (home / "pult.toml").write_text('[screen]\nsize = "1280x800"\n')
    with Display() as display, KioskProcess(home, display) as first:
        done = first.pult("run")
        assert done.returncode == 1
        assert "already running" in done.stderr
        assert first.running()
