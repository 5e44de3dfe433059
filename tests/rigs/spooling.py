"""A desk in a process of its own: ``python -m tests.rigs.spooling HOME PORT`` sells one shampoo
after the other and prints the receipts on a TCP printer until it is killed. Each sale's number
goes to standard output once it is durable."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kiosk.hardware.devices import Devices
from kiosk.hardware.spooler import Spooler
from kiosk.salon.domain.till.bill import Payment
from tests.rigs.salon import open_salon
from tests.rigs.till_world import SHAMPOO

PAUSE = 0.03
"""Seconds between sales: about as fast as receipts are printed."""


@dataclass(frozen=True)
class Network:
    """``[device.receipt]`` of a printer on this machine."""

    port: int
    driver: str = "escpos_tcp"
    options: Mapping[str, object] = field(default_factory=dict)


def main(home: Path, port: int) -> None:
    salon = open_salon(home)
    section = Network(port, options={"host": "127.0.0.1", "port": port})
    devices = Devices({"receipt": section}, home, lambda event: None, first_pause=0.05)
    spooler = Spooler(salon, devices)
    devices.start()
    spooler.start()
    seller = salon.team.members()[1]
    while True:
        bill = salon.bills.open_retail(seller.id)
        bill = salon.bill_lines.add_barcode(bill.id, SHAMPOO)
        total = bill.totals.total_minor
        sale = salon.checkout.pay(bill.id, [Payment("card", total)], total, seller.id)
        print(sale.number, flush=True)
        spooler.print_soon()
        time.sleep(PAUSE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
