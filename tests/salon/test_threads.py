"""Threads of ours: nothing unexpected ends one in silence, and a loop goes on after it."""

from __future__ import annotations

import ast
import logging
import threading
from pathlib import Path

import pytest

from kiosk.salon import threads
from kiosk.salon.store.checkpoints import Checkpoints
from kiosk.salon.store.database import Store
from tests.rigs.waiting import until

ROOT = Path(__file__).resolve().parents[2]


def test_what_nobody_expected_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise RuntimeError("of a library")

    threads.begin("sample", fail).join()
    assert "sample" in caplog.text
    assert "of a library" in caplog.text


def test_a_loop_goes_on_after_it(caplog: pytest.LogCaptureFixture) -> None:
    turns: list[int] = []
    waited: list[float] = []

    def turn() -> bool:
        turns.append(1)
        if len(turns) < 4:
            raise RuntimeError
        return len(turns) < 6

    def stopped(seconds: float) -> bool:
        waited.append(seconds)
        return False

    threads.keep_up("sample", turn, stopped)
    assert len(turns) == 6
    assert waited == sorted(set(waited)), "it takes its time"
    assert len(caplog.records) == 3


def test_a_loop_that_fails_can_be_stopped() -> None:
    def turn() -> bool:
        raise RuntimeError

    threads.keep_up("sample", turn, lambda _: True)


def test_checkpoints_go_on_after_an_error_of_sqlite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    store = Store.open(tmp_path / "pult.db")
    calls: list[str] = []

    def tidy() -> None:
        calls.append("tidy")
        raise ValueError("nobody expected this")

    monkeypatch.setattr(store, "tidy_log", tidy)
    checkpoints = Checkpoints(store, 0.001)
    checkpoints.start()
    until(lambda: len(calls) >= 3)
    checkpoints.stop()
    assert not any(one.name == "checkpoints" for one in threading.enumerate())
    store.close()


def test_all_threads_of_ours_begin_in_one_place() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for room in ("kiosk", "drivers", "sync_agent")
        for path in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr == "Thread")
            or (isinstance(node.func, ast.Name) and node.func.id == "Thread")
        )
    }
    assert found == {"kiosk/salon/threads.py"}
