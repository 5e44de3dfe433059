"""What leaves the store has names, and nobody else knows its tables."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
STORE = ROOT / "kiosk" / "salon" / "store"
SQL = re.compile(r"\b(SELECT\s.+\sFROM|INSERT INTO|DELETE FROM|UPDATE \w+ SET)\b", re.DOTALL)
CONNECTION = STORE / "database.py"
"""Hands out plain rows, for the store alone."""


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The public ones of a module, methods too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def nameless(returned: ast.expr | None) -> bool:
    """Whether what comes back is told apart by its place (``tuple[Id, int]``), or by nothing at all
    (``Any``). A tuple of any length (``tuple[Id, ...]``) is a list."""
    if returned is None:
        return False
    for node in ast.walk(returned):
        if isinstance(node, ast.Name) and node.id == "Any":
            return True
        if isinstance(node, ast.Subscript) and ast.unparse(node.value) == "tuple":
            inside = node.slice
            if not (isinstance(inside, ast.Tuple) and ast.unparse(inside.elts[-1]) == "..."):
                return True
    return False


@pytest.mark.parametrize(
    ("returned", "bad"),
    [
        ("tuple[Id, int] | None", True),
        ("list[tuple[str, Id]]", True),
        ("dict[str, Any]", True),
        ("tuple[Sale, ...]", False),
        ("dict[Id, list[Id]]", False),
    ],
)
def test_a_nameless_row_is_known(returned: str, bad: bool) -> None:
    assert nameless(ast.parse(returned, mode="eval").body) == bad


def test_rows_have_names() -> None:
    guilty = [
        f"{path.relative_to(STORE)}: {function.name} -> {ast.unparse(function.returns)}"
        for path in sorted(STORE.rglob("*.py"))
        if path != CONNECTION
        for function in functions(path)
        if function.returns is not None and nameless(function.returns)
    ]
    assert guilty == []


def test_sql_stands_in_the_store_alone() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for room in ("kiosk", "drivers", "sync_agent")
        for path in sorted((ROOT / room).rglob("*.py"))
        if STORE not in path.parents
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert guilty == []
