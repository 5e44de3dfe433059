"""What a test of this house may not do, read from the sources of the tests."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CLOCKS = {"monotonic", "perf_counter", "process_time", "thread_time"}


def reads_a_clock(node: ast.AST, measured: frozenset[str] = frozenset()) -> bool:
    """Whether an expression asks how late it is, or uses a name in which an answer stands."""
    return any(
        (isinstance(part, ast.Call) and getattr(part.func, "attr", "") in CLOCKS)
        or (isinstance(part, ast.Name) and part.id in measured)
        for part in ast.walk(node)
    )


def asserted_times(source: str) -> list[int]:
    """Lines that assert how long something took, or poll a clock instead of ``until``."""
    tree, measured = ast.parse(source), frozenset[str]()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and reads_a_clock(node.value, measured):
            measured |= {one.id for one in node.targets if isinstance(one, ast.Name)}
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Assert) and reads_a_clock(node.test, measured)
    ]


def test_no_test_asserts_a_time() -> None:
    """Machines are shared and noisy; what has to be quick stands in ``make bench``."""
    guilty = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sorted((ROOT / "tests").rglob("*.py"))
        if "bench" not in path.parts
        for line in asserted_times(path.read_text("utf-8"))
    ]
    assert guilty == []


def test_asserted_times_are_seen() -> None:
    assert asserted_times("begun = time.monotonic()\nassert time.monotonic() - begun < 2") == [2]
    assert asserted_times("took = perf.perf_counter() - 1\nassert took < 2") == [2]
    assert asserted_times("assert clock.now() == 5") == []


def test_no_test_loads_kivy_when_it_is_collected() -> None:
    """A window is prepared before Kivy is loaded, and a test process plays tests of all rooms."""
    guilty = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("*.py"))
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(name.split(".")[0] == "kivy" for name in _imported(node))
    ]
    assert guilty == []


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [alias.name for alias in node.names]
