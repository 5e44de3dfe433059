"""How large the house's files and folders may be, which library stands in which room, and that
nothing goes round in a circle.

Who may import whom says ``[tool.importlinter]`` in ``pyproject.toml``.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("kiosk", "drivers", "sync_agent")
LINES = 400
LOOSE = 24
MANY = {"drivers"}
"""Folders whose files do not know each other, or are words of one language."""
LIBRARIES = {
    "kiosk/salon/domain": {
        "cryptography",
        "holidays",
        "msgspec",
        "phonenumbers",
        "schwifty",
        "defusedxml",
        "segno",
        "stdnum",
    },
    "kiosk/salon/store": {"peewee"},
    "kiosk/salon/services": {"argon2", "vobject"},
    "kiosk/salon/services/files/accounting": {"openpyxl", "reportlab"},
    "kiosk/salon/language": {"babel", "num2words", "phonenumbers"},
    "kiosk/salon/settings": {"msgspec"},
    "kiosk/salon": {"platformdirs"},
    "kiosk/paper": {"PIL", "barcode", "escpos"},
    "kiosk/paper/a4": {"reportlab"},
    "kiosk/hardware": set[str](),
    "kiosk/presenters": set[str](),
    "kiosk/ui": {"kivy"},
    "drivers": {"cryptography", "escpos", "evdev", "serial", "smartcard", "usb"},
    "sync_agent/engine": set[str](),
    "sync_agent/sides": {"phonenumbers"},
}
"""What a room may use that is neither ours nor Python's. Providers and what composes are free."""
NOT_FOR_RULES = {
    "logging",
    "pathlib",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
}


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


@pytest.mark.parametrize("room", LIBRARIES)
def test_a_library_stands_in_its_room(room: str) -> None:
    inner = [other for other in LIBRARIES if other.startswith(f"{room}/")]
    used: dict[str, list[str]] = {}
    for path in sources(room):
        if not any(path.is_relative_to(other) for other in inner):
            for name in imported(path):
                used.setdefault(name, []).append(str(path))
    foreign = used.keys() - sys.stdlib_module_names - set(ROOMS) - LIBRARIES[room]
    if room.endswith("/domain"):
        foreign |= used.keys() & NOT_FOR_RULES
    assert {name: used[name] for name in foreign} == {}


def imported(path: Path) -> set[str]:
    """The first names of all modules that a file imports anywhere."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found


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
