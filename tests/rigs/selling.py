"""A till in a process of its own: ``python -m tests.rigs.selling HOME TIMES`` sells one shampoo
so many times and prints the documents' numbers, one a line, each only when it is durable."""

from __future__ import annotations

import sys
from pathlib import Path

from kiosk.salon.domain.till.bill import Payment
from tests.rigs.salon import close_salon, open_salon
from tests.rigs.till_world import SHAMPOO


def main(home: Path, times: int) -> None:
    salon = open_salon(home)
    seller = salon.team.members()[1]
    for _ in range(times):
        bill = salon.bills.open_retail(seller.id)
        bill = salon.bill_lines.add_barcode(bill.id, SHAMPOO)
        total = bill.totals.total_minor
        sale = salon.checkout.pay(bill.id, [Payment("card", total)], total, seller.id)
        print(sale.number, flush=True)
    close_salon(salon)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
