"""Every stored balance, and what it must add up to.

A ledger is a table of movements that only grows. What is read often is kept beside it as a balance,
written in the transaction of each movement; here it is counted again from the movements.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.store import stock
from kiosk.salon.store.clients import points, turnover
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import day_sums


@dataclass(frozen=True, slots=True)
class Ledger:
    """``movements``: the table that only grows. ``balances``: columns (``table.column``) that
    follow from it. ``wrong``: ids of whom or what a balance does not fit."""

    title: str
    movements: str
    balances: tuple[str, ...]
    wrong: Callable[[Store], Sequence[Id]]


LEDGERS = (
    Ledger("Stock", "stock_movement", ("product.stock_milli",), stock.wrong),
    Ledger("Points", "points_movement", ("client.points",), points.wrong),
    Ledger(
        "Turnover of clients",
        "sale_line",
        (
            *("client.services_minor", "client.goods_minor"),
            *("client_staff.services_minor", "client_staff.goods_minor"),
        ),
        turnover.wrong,
    ),
    Ledger(
        "Turnover of stylists",
        "sale_line",
        ("staff_turnover.services_minor", "staff_turnover.goods_minor"),
        turnover.wrong_of_staff,
    ),
    Ledger("Sums of days", "sale", (), day_sums.wrong),
)
"""One line a balance: the doctor goes through them, and a column that is counted up without
standing here fails ``tests/salon/store/test_balances.py``."""


def wrong(store: Store) -> dict[str, Sequence[Id]]:
    """By the ledger's title, whom or what a balance does not fit; empty when all do."""
    found = {ledger.title: ledger.wrong(store) for ledger in LEDGERS}
    return {title: ids for title, ids in found.items() if ids}
