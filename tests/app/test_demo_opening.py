"""The opening day of the demonstration, whole: an empty folder becomes a salon that sells."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kiosk.demo.display import missing_tools
from kiosk.demo.opening import MOST_SETTING_UP
from kiosk.demo.play import play
from kiosk.salon.home import open_home

pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.timeout(400),
    pytest.mark.xdist_group("window"),
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
]


@pytest.mark.req("K9", "K1", "C5")
def test_an_opening_day_by_touch_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Clients, services, team, papers and every sum are held against the database by the play."""
    failed = play(open_home(tmp_path / "home"), "CZ", tmp_path / "out", "opening")
    told = capsys.readouterr()
    assert failed == 0, told.out + told.err
    found = re.search(r"Setting up: (\d+) touches", told.out)
    assert found
    assert 5 < int(found[1]) <= MOST_SETTING_UP
    assert re.search(r"The whole day: \d+ touches, \d+ of them letters and digits", told.out)
    pictures = tmp_path / "out" / "opening-day"
    assert len(list(pictures.glob("*.png"))) >= 20
    assert (pictures / "index.html").read_text("utf-8").count("<figure>") >= 20
