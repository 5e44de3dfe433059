"""A partial index serves only a statement that repeats its condition: without it SQLite reads the
whole table (sqlite.org/partialindex.html)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.salon import store as room
from kiosk.salon.services.salon_services import Services

NOT_EMPTY = re.compile(r"ON (\w+) \(.*\)\s+WHERE (\w+) <> ''")
FROM = re.compile(r"\bFROM (\w+)\b.*? WHERE (.*)", re.DOTALL)
"""The table that a statement begins with, and its conditions."""


def statements() -> Iterator[tuple[str, str]]:
    """Every text of the store that may be a statement, with the module it stands in."""
    for path in sorted(Path(*room.__path__).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield (
                    path.name,
                    "".join(
                        part.value
                        for part in node.values
                        if isinstance(part, ast.Constant) and isinstance(part.value, str)
                    ),
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.name, node.value


def test_what_is_looked_up_among_those_that_have_it_says_so(salon: Services) -> None:
    indexes = salon.context.store.rows("SELECT sql FROM sqlite_master WHERE type = 'index'")
    partial = {found.groups() for (sql,) in indexes if sql and (found := NOT_EMPTY.search(sql))}
    assert ("client", "email") in partial
    guilty = [
        f"{module}: {text}"
        for module, text in statements()
        for table, column in partial
        if (asked := FROM.search(text))
        and asked[1] == table
        and re.search(rf"\b{column} = \?", asked[2])
        and f"{column} <> ''" not in asked[2]
    ]
    assert guilty == []
