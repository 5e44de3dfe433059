"""What the machine tells of itself."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.hardware.machine import facts


def test_what_is_installed_is_looked_up_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page looks every few seconds, in the thread that draws."""
    asked: list[str] = []

    def version(name: str) -> str:
        asked.append(name)
        return "0.0.0"

    facts._version.cache_clear()
    monkeypatch.setattr(facts, "version", version)
    try:
        for _ in range(3):
            state = facts.look(tmp_path, facts.Kernel(adjtimex=0), datetime.now(UTC))
    finally:
        facts._version.cache_clear()
    assert (state.version, asked) == ("0.0.0", ["pult"])
