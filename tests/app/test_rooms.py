"""How large the house's files and folders may be, and that nothing in it goes round in a circle.

Who may import whom says ``[tool.importlinter]`` in ``pyproject.toml``.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kiosk", "drivers", "sync_agent")
LINES = 400
LOOSE = 24
MANY = {"drivers", "kiosk/salon/domain"}
"""Folders whose files do not know each other, or are words of one language."""


def sources(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in suffixes:
                yield path.relative_to(ROOT)


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    long = {
        str(path): lines
        for path in sources(*ROOMS, "tests", suffixes=(".py", ".kv"))
        if (lines := len((ROOT / path).read_text("utf-8").splitlines())) > LINES
    }
    assert long == {}


def test_no_room_is_crowded() -> None:
    loose = Counter(str(path.parent) for path in sources(*ROOMS) if path.name != "__init__.py")
    assert {room: n for room, n in loose.items() if n > LOOSE and room not in MANY} == {}


def test_no_module_imports_itself_by_way_of_others() -> None:
    """At the time it is imported; what a function imports when it runs makes no circle."""
    modules = {_name(path) for path in sources(*ROOMS)}
    graph = {_name(path): _imports(path, modules) for path in sources(*ROOMS)}
    assert sum(map(len, graph.values())) > 1000
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def _name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imports(path: Path, modules: set[str]) -> set[str]:
    found: set[str] = set()
    for node in _run_at_import(ast.parse((ROOT / path).read_text("utf-8")).body):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= whole if whole <= modules else whole | {node.module}
    return found & modules - {_name(path)}


def _run_at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements outside of functions, and not for type checkers alone."""
    for node in body:
        yield node
        if isinstance(node, ast.If) and "TYPE_CHECKING" not in ast.dump(node.test):
            yield from _run_at_import([*node.body, *node.orelse])
        elif isinstance(node, ast.ClassDef | ast.With | ast.Try):
            yield from _run_at_import(node.body)
