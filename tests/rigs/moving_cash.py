"""A drawer in a process of its own: ``python -m tests.rigs.moving_cash HOME`` buys and pays in
without end and prints the vouchers' numbers, one a line, each only when it is durable."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.salon.domain.till.cash import CashEntry
from tests.rigs.salon import open_salon


def main(home: Path) -> None:
    salon = open_salon(home)
    by = salon.team.members()[0].id
    salon.expenses.begin(by)
    goods = salon.expenses.items()[0].id
    while True:
        into = salon.cash.pay_in(CashEntry(kind="float", amount_minor=300_00), by)
        print(into.number, flush=True)
        bought = CashEntry(kind="purchase", amount_minor=100_00, item_id=goods)
        print(salon.cash.pay_out(bought, by).number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
