"""A bad day at a real window: ``unshare -rm python -m tests.rigs.bad_day FOLDER``.

The printer hangs, then another program holds the database, then the disk (a small file system
that only this process sees) is full. After each the cause goes away and work goes on. Prints what
the screen said and what was kept as JSON.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.main_job import complaints, settings, until
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, said

SIZE = "40m"


FULL = "The disk is full"
GOODS = "Sample shampoo 1"
"""Words on the screen."""


class BadDay:
    def __init__(self, kiosk: KioskProcess, printer: TcpPrinter) -> None:
        self.kiosk, self.hand, self.printer = kiosk, kiosk.hand, printer
        self.database = kiosk.home / "pult.db"
        self.told: dict[str, Any] = {}

    def sold(self) -> int:
        ((count,),) = ask(self.database, "SELECT count(*) FROM sale")
        assert isinstance(count, int)
        return count

    def pay(self) -> None:
        """A shampoo by card, until the screen says that it is paid."""
        self.kiosk.feed("scan", SHAMPOO)
        self.hand.tap("Card", icon="credit-card")
        self.hand.at("pay_card")
        self.hand.tap("Paid", icon="check")
        self.hand.at("paid")
        self.hand.tap("Done")
        self.hand.at("desk")

    def printer_hangs(self) -> None:
        self.printer.hang = True
        self.pay()
        self.told["hangs while paid"] = self.printer.hang
        self.told["chip"] = self.hand.see("wait")["text"]
        self.told["printed while hanging"] = len(self.printer.jobs)
        self.printer.hang = False
        self.printer.switch_off()
        self.printer.switch_on()
        self.told["printed afterwards"] = len(self.printer.wait_for(1, 40))

    def database_is_locked(self) -> None:
        self.kiosk.feed("scan", SHAMPOO)
        self.hand.see(GOODS)
        before = self.sold()
        other = sqlite3.connect(self.database, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        self.hand.tap("Card", icon="credit-card")
        self.told["locked"] = self.hand.see("The database is busy")["text"]
        other.execute("ROLLBACK")
        other.close()
        self.told["sold while locked"] = self.sold() - before
        self.hand.tap("Card", icon="credit-card")
        self.hand.at("pay_card")
        self.hand.tap("Paid", icon="check")
        self.hand.at("paid")
        self.told["sold after the lock"] = self.sold() - before
        self.hand.tap("Done")
        self.hand.at("desk")

    def disk_is_full(self, folder: Path) -> None:
        before = self.sold()
        self.kiosk.feed("scan", SHAMPOO)
        self.hand.see(GOODS)
        ballast = folder / "ballast"
        fill(ballast)
        seen = False
        while not seen:
            seen = self._taps_until_full("Card", "credit-card", "pay_card")
            seen = seen or self._taps_until_full("Paid", "check", "paid")
            if not seen:
                self.hand.tap("Done")
                self.hand.at("desk")
                self.kiosk.feed("scan", SHAMPOO)
                # The scan may be what finds the disk full; then there is no bill to pay.
                seen = (
                    self.hand.wait(
                        lambda now: (
                            "full" if said(now, FULL) else "bill" if said(now, GOODS) else ""
                        ),
                        "a bill or a full disk",
                    )
                    == "full"
                )
        self.told["full"] = self.hand.see(FULL)["text"]
        full = self.sold()
        ballast.unlink()
        if self.hand.look()["screen"] != "pay_card":
            if not said(self.hand.look(), GOODS):
                self.kiosk.feed("scan", SHAMPOO)
            self.hand.tap("Card", icon="credit-card")
            self.hand.at("pay_card")
        self.hand.tap("Paid", icon="check")
        self.hand.at("paid")
        self.told["sold after the disk had room"] = self.sold() - full
        self.told["sold before it was full"] = full - before
        self.hand.wait(lambda now: not said(now, FULL), "end of the banner")

    def _taps_until_full(self, text: str, icon: str, screen: str) -> bool:
        """Taps a button that leads to ``screen``; True when the disk is said to be full instead."""
        self.hand.tap(text, icon=icon)
        self.hand.wait(lambda now: now["screen"] == screen or said(now, FULL), "an answer")
        return bool(said(self.hand.look(), FULL))


def fill(ballast: Path) -> None:
    """Takes all the room there is."""
    with ballast.open("wb", buffering=0) as file:
        for block in (1 << 20, 1 << 12):
            while True:
                try:
                    file.write(bytes(block))
                except OSError:
                    break


def main(folder: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True)
    with TcpPrinter() as printer, Display() as display:
        day = opening_day(folder / "home", settings(printer.port))
        with KioskProcess(day.home, display) as kiosk:
            bad = BadDay(kiosk, printer)
            try:
                kiosk.unlock(MANAGER_CARD)
                bad.printer_hangs()
                bad.database_is_locked()
                bad.disk_is_full(folder)
                until(lambda: len(printer.jobs) == bad.sold(), "all receipts")
            finally:
                if len(sys.argv) > 2:
                    display.picture().save(sys.argv[2])
        told = bad.told
        told["receipts"], told["sales"] = len(printer.jobs), bad.sold()
        told["faults"] = faults(bad.database)
        told["verify"] = kiosk.pult("journal", "verify").stdout
        told["complaints"] = complaints(day.home)
    print(json.dumps(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
