"""Every stored balance is counted again by somebody."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kiosk.salon import store as room
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.balances import LEDGERS

COUNTED_UP = re.compile(r"\b(\w+) = \1 [+-]")
TABLE = re.compile(r"\b(?:UPDATE|INSERT INTO) (\w+)")
NO_BALANCE = {
    "print_job.attempts": "how often it was tried",
    "fiscal_item.tries": "the same of a message to an office",
    "buyer_lookup.tries": "of a question to a register",
    "mail.tries": "of a letter",
    "series.last": "the number of the last document",
}


def counted_up() -> Iterator[str]:
    """Columns that a statement of the store adds to, as ``table.column``."""
    for path in Path(*room.__path__).rglob("*.py"):
        if "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for column in COUNTED_UP.findall(node.value):
                    table = TABLE.search(node.value)
                    assert table is not None, f"{path.name}: {node.value}"
                    yield f"{table[1]}.{column}"


def test_what_is_counted_up_is_the_balance_of_a_ledger() -> None:
    balances = {column for ledger in LEDGERS for column in ledger.balances}
    assert set(counted_up()) == balances | set(NO_BALANCE)


def test_every_table_of_movements_has_a_ledger(salon: Services) -> None:
    tables = salon.context.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    movements = {row[0] for row in tables if row[0].endswith("_movement")}
    assert {"stock_movement", "points_movement"} <= movements
    # What lies in a drawer is kept nowhere beside its movements: it is added up each time.
    assert movements == {
        ledger.movements for ledger in LEDGERS if "_movement" in ledger.movements
    } | {"cash_movement"}
