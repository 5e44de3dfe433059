"""``make demo-office``: a Slovenian morning with the office beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office_play import play
from tests.rigs import reading
from tests.rigs.window import missing_tools


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("M6")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
@pytest.mark.skipif(not reading.can_scan(), reason="needs zbar")
def test_a_morning_with_the_line_cut_and_put_back(tmp_path: Path) -> None:
    assert play(tmp_path) == []
    assert (tmp_path / "index.html").exists()
