"""A salon on a disk that really fills up: ``unshare -rm python -m tests.rigs.full_disk FOLDER``.

Mounts a 6 MB file system on ``FOLDER`` (seen by this process alone), sells until there is no
room, makes room, and sells again. Prints what happened as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from kiosk.salon.domain.errors import DiskFull
from kiosk.salon.domain.till.bill import Payment
from tests.rigs.truth import ask, faults
from tests.rigs.worker import BARCODES, ean13, open_salon, prepare

NOW = 1_795_250_000_000
SIZE = "6m"


def main(folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    home = folder / "home"
    prepare(home, NOW)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(200_000))
    services, clock = open_salon(home, NOW)
    checkout = services.checkout
    staff_id = services.team.members()[0].id
    acknowledged: list[str] = []
    message = ""
    for _ in range(5000):
        clock.advance(60)
        try:
            bill = services.bills.open_retail(staff_id)
            bill = services.bill_lines.add_barcode(bill.id, ean13(BARCODES[0]))
            total = bill.totals.total_minor
            sale = checkout.pay(bill.id, [Payment("cash", total)], total, staff_id)
        except DiskFull as error:
            message = error.message.plain()
            break
        acknowledged.append(sale.number)
    database = home / "pult.db"
    kept = {row[0] for row in ask(database, "SELECT number FROM sale")}
    ballast.unlink()
    bill = services.bills.open_retail(staff_id)
    bill = services.bill_lines.add_barcode(bill.id, ean13(BARCODES[1]))
    total = bill.totals.total_minor
    later = checkout.pay(bill.id, [Payment("card", total)], total, staff_id)
    print(
        json.dumps(
            {
                "message": message,
                "sold": len(acknowledged),
                "lost": sorted(set(acknowledged) - kept),
                "extra": sorted(kept - set(acknowledged)),
                "later": later.number,
                "faults": faults(database),
                "journal": str(services.context.journal.verify()),
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
