"""The main job of a front desk, played through the real window by real X events.

``python -m tests.rigs.main_job FOLDER`` plays it in a process of its own (so that it can be run
with networking cut off) and prints what came out as JSON: figures that must agree, whichever way
they were learnt (database, receipt on the wire, pixels of the screen, pixels of the label).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image

from tests.rigs import planted, reading
from tests.rigs.escpos_reader import Printed, Pulse, Reader, read
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import (
    CARDS,
    CLIENT_CARD,
    MANAGER_PIN,
    OTHER_PHONE_TAIL,
    SHAMPOO,
    STAFF_CARD,
    UNKNOWN_CARD,
    OpeningDay,
    opening_day,
)
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.truth import ask, faults
from tests.rigs.waiting import until
from tests.rigs.window import Display, Hand

WAIT_SECONDS = 15.0
TENDERED = 100_000
"""The banknote: 1,000 CZK in minor units."""


def settings(port: int) -> str:
    """Devices: fed by ``pult tap`` and ``pult scan``, a receipt printer in the network, labels
    into the data folder."""
    return f"""
[device.simulated]
driver = "simulated"
[device.receipt]
driver = "escpos_tcp"
host = "127.0.0.1"
port = {port}
[device.label]
driver = "label_folder"
"""


def visit_of(hand: Hand, name: str) -> dict[str, Any]:
    """The block of that client's visit, once it is on the agenda."""
    found: dict[str, Any] = hand.wait(
        lambda seen: next(
            (
                widget
                for widget in seen["widgets"]
                if widget["class"] == "VisitBlock" and widget["text"].startswith(name)
            ),
            None,
        ),
        "visit on the agenda",
    )
    return found


class MainJob:
    def __init__(self, day: OpeningDay, kiosk: KioskProcess, printer: TcpPrinter) -> None:
        self.day, self.kiosk, self.printer = day, kiosk, printer
        self.hand: Hand = kiosk.hand
        self.database = day.home / "pult.db"
        self.for_customers: list[tuple[str, Image.Image]] = []
        self.told: dict[str, Any] = {}

    def device(self, event: str, value: str) -> None:
        """``pult tap`` or ``pult scan`` in another shell; again while devices still start."""
        until(lambda: self.kiosk.pult(event, value).returncode == 0, f"reader for {event}")

    def customers_see(self) -> None:
        """Keeps a picture of a screen that customers look at."""
        self.for_customers.append((self.hand.look()["screen"], self.kiosk.display.picture()))

    def play(self) -> dict[str, Any]:
        self.check_in()
        self.clock_in()
        self.unlock()
        self.sell()
        self.receipt()
        self.label()
        self.told["verify"] = self.kiosk.pult("journal", "verify").stdout.split(":")[0]
        return self.told

    # -- customers and staff ------------------------------------------------------------------

    def check_in(self) -> None:
        self.hand.at("attract")
        self.customers_see()
        self.device("tap", UNKNOWN_CARD)
        self.hand.see("Unknown card")
        self.customers_see()
        self.device("tap", CLIENT_CARD)
        self.hand.at("checkin_confirm")
        self.hand.see("Kateřina V.")
        self.customers_see()
        taps = self.hand.taps
        self.hand.tap(icon="check")
        self.hand.at("checkin_done")
        self.customers_see()
        self.told["check-in taps"] = self.hand.taps - taps
        self.hand.tap("Close")
        self.hand.at("attract")
        self.check_in_by_phone()
        rows = ask(self.database, "SELECT arrived_via FROM appointment WHERE state = 'arrived'")
        self.told["arrived"] = sorted(str(row[0]) for row in rows)

    def check_in_by_phone(self) -> None:
        """The last six digits: eight touches in all."""
        taps = self.hand.taps
        self.hand.tap("I am here")
        self.hand.at("checkin_phone")
        self.hand.keys(OTHER_PHONE_TAIL[:5])
        self.customers_see()
        self.hand.keys(OTHER_PHONE_TAIL[5:])
        self.hand.at("checkin_confirm")
        self.hand.see("Tomáš P.")
        self.customers_see()
        self.hand.tap(icon="check")
        self.hand.at("checkin_done")
        self.told["phone taps"] = self.hand.taps - taps
        self.hand.tap("Close")
        self.hand.at("attract")

    def clock_in(self) -> None:
        """Works from whatever screen is up: the card decides."""
        self.device("tap", STAFF_CARD)
        self.hand.at("clock_result")
        self.hand.see("Eva, in at")
        self.told["punches"] = [
            list(row) for row in ask(self.database, "SELECT kind, source, flag FROM punch")
        ]
        self.hand.tap("Close")
        self.hand.at("attract")

    def unlock(self) -> None:
        self.hand.tap("Desk", icon="lock")
        self.hand.at("lock")
        self.hand.tap("Petra")
        self.hand.keys(MANAGER_PIN)
        self.hand.tap("Continue")
        self.hand.at("desk")

    # -- the till -----------------------------------------------------------------------------

    def sell(self) -> None:
        """The visit that has arrived, a shampoo, cash: three touches."""
        visit = visit_of(self.hand, "Kateřina")
        taps = self.hand.taps
        self.hand.tap_at(visit["x"], visit["y"])
        self.hand.see("Sample haircut")
        self.device("scan", SHAMPOO)
        self.hand.see("Sample shampoo 1")
        self.told["screen total"] = self.read_total()
        self.hand.tap("Cash", icon="banknote")
        self.hand.at("pay_cash")
        self.hand.tap("1,000")
        self.hand.at("paid")
        self.told["cash taps"] = self.hand.taps - taps
        ((total, paid, number),) = ask(
            self.database, "SELECT total_minor, paid_minor, number FROM sale"
        )
        assert isinstance(paid, int)
        self.told |= {"total": total, "paid": paid, "number": number}
        ((self.told["tendered"], change),) = ask(
            self.database, "SELECT tendered_minor, change_minor FROM payment"
        )
        self.told["change"] = change

    def read_total(self) -> list[int]:
        """Amounts read in the picture beside the word Total."""
        label = self.hand.see("Total")
        left, top, _, bottom = label["box"]
        width = self.kiosk.display.picture().width
        box = (left, top - 8, width, bottom + 8)
        return reading.amounts(reading.words(self.kiosk.display.picture(), box))

    def receipt(self) -> None:
        """What came over the wire, as the printer understands it."""
        (job,) = self.printer.wait_for(1, WAIT_SECONDS)
        paper = read(job)
        self.told["receipt"] = "\n".join(paper.lines)
        self.told["pulse first"] = first_of(paper, Pulse) < first_of(paper, Printed)
        self.told["pulses"] = len(paper.pulses)
        self.told["cuts"] = paper.cuts
        until(
            lambda: ask(self.database, "SELECT 1 FROM print_job WHERE state = 'printed'"),
            "confirmed paper",
        )
        self.hand.tap("Done")
        self.hand.at("desk")

    def label(self) -> None:
        """A price label by way of the menu; its picture is read as a scanner would."""
        self.hand.tap("More")
        self.hand.at("more")
        self.hand.tap("Products")
        self.hand.at("products")
        self.hand.tap("Sample shampoo 1")
        self.hand.at("product")
        self.hand.tap("Print label")
        self.hand.at("label")
        self.hand.tap(icon="printer")
        picture = until(
            lambda: next((self.day.home / "paper").glob("*.png"), None), "picture of the label"
        )
        until(lambda: list((self.day.home / "paper").glob("*.zpl")), "label")
        self.told["label"] = reading.barcodes(picture)

    # -- afterwards ---------------------------------------------------------------------------

    def surnames_seen(self) -> list[str]:
        """Surnames of clients that can be read on a customers' screen."""
        return [
            f"{screen}: {surname}"
            for screen, picture in self.for_customers
            for read_words in [reading.words(picture)]
            for surname in self.day.surnames
            if surname in read_words
        ]


def first_of(paper: Reader, kind: type) -> int:
    """Where on the paper the first thing of a kind stands."""
    return next(i for i, seen in enumerate(paper.seen) if isinstance(seen, kind))


def play(folder: Path) -> dict[str, Any]:
    """The whole morning on a fresh data folder."""
    with TcpPrinter() as printer, Display() as display:
        day = opening_day(folder / "home", settings(printer.port))
        with KioskProcess(day.home, display) as kiosk:
            job = MainJob(day, kiosk, printer)
            told = job.play()
        told["surnames"] = job.surnames_seen()
        told["faults"] = faults(day.home / "pult.db")
        told["cards found"] = planted.found(day.home, CARDS)
        told["complaints"] = complaints(day.home)
    return told


def complaints(home: Path) -> list[str]:
    """Lines in the log or on standard error that should not be there."""
    text = (home / "kiosk.out").read_text(errors="replace")
    text += "".join(path.read_text() for path in (home / "logs").glob("*.log"))
    return [line for line in text.splitlines() if "Traceback" in line or " ERROR " in line]


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]))))
