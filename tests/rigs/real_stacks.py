"""The main job on the stacks a salon has: ``python -m tests.rigs.real_stacks FOLDER [PORT]``.

Runs inside ``umockdev-run`` (:func:`tests.rigs.evdev_mock.run_inside`) and where mounts may be
private. The kiosk is a process on its own display; cards come from a virtual reader through
pcscd and pyscard, codes from a keyboard through python-evdev, receipts go out over TCP. Prints
what came out as JSON. ``PORT``: another printer of this machine, whose paper the caller looks at;
then the main job alone is played. Without it the printer is ours, and pcscd and the printer's
connection are killed afterwards.
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.rigs import planted
from tests.rigs.escpos_reader import Printed, Pulse, read
from tests.rigs.evdev_mock import PRODUCT, VENDOR, Keyboard
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.main_job import TENDERED, WAIT_SECONDS, complaints, first_of, visit_of
from tests.rigs.opening_day import (
    CARDS,
    CLIENT_CARD,
    MANAGER_CARD,
    MANAGER_PIN,
    SHAMPOO,
    STAFF_CARD,
    UNKNOWN_CARD,
    opening_day,
)
from tests.rigs.pcscd import Pcscd
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.truth import ask, faults
from tests.rigs.virtual_card import UidCard
from tests.rigs.waiting import until
from tests.rigs.window import Display, said

TORN_AFTER = 150
"""Bytes of a receipt that reach the printer before its connection is killed."""
QUIET_SECONDS = 3.0
"""Longer than a printer that came back takes to be printed on again."""


def settings(port: int) -> str:
    return f"""
[device.cards]
driver = "pcsc"
[device.scanner]
driver = "evdev_scanner"
device = "{VENDOR:04x}:{PRODUCT:04x}"
[device.receipt]
driver = "escpos_tcp"
host = "127.0.0.1"
port = {port}
"""


class RealStacks:
    def __init__(
        self, kiosk: KioskProcess, pcscd: Pcscd, scanner: Keyboard, printer: TcpPrinter
    ) -> None:
        self.kiosk, self.hand = kiosk, kiosk.hand
        self.pcscd, self.scanner, self.printer = pcscd, scanner, printer
        self.database = kiosk.home / "pult.db"
        self.told: dict[str, Any] = {}

    def ask(self, question: str) -> list[tuple[object, ...]]:
        return ask(self.database, question)

    def card(self, number: str, text: str) -> None:
        """Laid on the reader until the kiosk says what came of it, then lifted."""
        slot = self.pcscd.slots[0]
        slot.lay_on(UidCard(bytes.fromhex(number)))
        try:
            self.hand.see(text)
        finally:
            slot.take_away()
        self.pcscd.wait_until_empty()

    # -- the main job -------------------------------------------------------------------------

    def check_in(self) -> None:
        self.hand.at("attract")
        self.card(UNKNOWN_CARD, "Unknown card")
        self.card(CLIENT_CARD, "Kateřina V.")
        self.hand.at("checkin_confirm")
        self.hand.tap(icon="check")
        self.hand.at("checkin_done")
        self.hand.tap("Close")
        self.hand.at("attract")
        self.told["arrived"] = self.ask(
            "SELECT client.first_name, arrived_via FROM appointment "
            "JOIN client ON client.id = client_id WHERE appointment.state = 'arrived'"
        )

    def unlock(self) -> None:
        """The card says who it is; it has no key, so the PIN is wanted as well."""
        self.hand.tap("Desk", icon="lock")
        self.hand.at("lock")
        self.card(MANAGER_CARD, "Type your PIN")
        self.hand.keys(MANAGER_PIN)
        self.hand.tap("Continue")
        self.hand.at("desk")

    def sell(self) -> None:
        """The visit that has arrived, a scanned shampoo, cash."""
        visit = visit_of(self.hand, "Kateřina")
        self.hand.tap_at(visit["x"], visit["y"])
        self.hand.see("Sample haircut")
        self.scanner.type(SHAMPOO)
        self.hand.see("Sample shampoo 1")
        self.told["lines"] = self.ask("SELECT name, quantity_milli FROM bill_line ORDER BY name")
        self.hand.tap("Cash", icon="banknote")
        self.hand.at("pay_cash")
        self.hand.tap(f"{TENDERED // 100:,}")
        self.hand.at("paid")
        (self.told["sale"],) = self.ask("SELECT number, total_minor, paid_minor FROM sale")
        until(lambda: self.states() == ["printed"], "confirmed paper")
        self.hand.tap("Done")
        self.hand.at("desk")

    def states(self) -> list[str]:
        """Of the papers, the oldest first."""
        return [str(row[0]) for row in self.ask("SELECT state FROM print_job ORDER BY id")]

    def receipt(self) -> None:
        (job,) = self.printer.wait_for(1, WAIT_SECONDS)
        paper = read(job)
        self.told["receipt"] = "\n".join(paper.lines)
        self.told["pulse first"] = first_of(paper, Pulse) < first_of(paper, Printed)
        self.told["pulses"], self.told["cuts"] = len(paper.pulses), paper.cuts

    # -- what goes wrong ----------------------------------------------------------------------

    def pcscd_killed(self) -> None:
        """At the desk: the chip says so; back again, the next card counts once."""
        self.told["chip before"] = said(self.hand.look(), "device does not work")
        self.pcscd.kill()
        self.told["chip"] = self.hand.see("1 device does not work")["text"]
        self.pcscd.start()
        self.hand.wait(
            lambda seen: all("device does not work" not in one["text"] for one in seen["widgets"]),
            "end of the chip",
        )
        self.card(STAFF_CARD, "Eva, in at")
        self.told["punches"] = self.ask("SELECT kind, source FROM punch")
        self.hand.tap("Close")
        self.hand.at("desk")

    def connection_killed(self) -> None:
        """In the middle of a receipt: a question for a person, and a copy when asked for."""
        before = len(self.printer.jobs)
        self.printer.die_after = TORN_AFTER
        self.scanner.type(SHAMPOO)
        self.hand.see("Sample shampoo 1")
        self.hand.tap("Card", icon="credit-card")
        self.hand.at("pay_card")
        self.hand.tap("Paid", icon="check")
        self.hand.at("paid")
        until(lambda: self.states()[-1] == "unsure", "unsure paper")
        self.hand.tap("Done")
        self.hand.at("desk")
        self.told["chip of the torn paper"] = self.hand.see("Waiting to print: 1")["text"]
        self.printer.die_after = None
        time.sleep(QUIET_SECONDS)
        torn = self.printer.jobs[before:]
        self.told["torn"] = [len(job) for job in torn]
        self.told["states"] = self.states()
        self.told["faults while unsure"] = faults(self.database)
        self.hand.tap("More")
        self.hand.at("more")
        self.hand.tap("Printing and devices")
        self.hand.at("papers")
        self.hand.see("Perhaps not printed")
        self.hand.tap("Print again as a copy")
        until(lambda: set(self.states()) == {"printed"}, "copy")
        time.sleep(QUIET_SECONDS)
        ((number,),) = self.ask("SELECT number FROM sale ORDER BY id DESC LIMIT 1")
        copies = [read(job) for job in self.printer.jobs[before + len(torn) :]]
        self.told["torn number"] = number
        self.told["copies"] = ["\n".join(copy.lines) for copy in copies]
        self.told["copy pulses"] = sum(len(copy.pulses) for copy in copies)


def play(folder: Path, port: int = 0) -> dict[str, Any]:
    with ExitStack() as stack:
        printer = stack.enter_context(TcpPrinter())
        pcscd = stack.enter_context(Pcscd())
        scanner = Keyboard()
        stack.callback(scanner.close)
        display = stack.enter_context(Display())
        day = opening_day(folder / "home", settings(port or printer.port))
        kiosk = stack.enter_context(KioskProcess(day.home, display))
        desk = RealStacks(kiosk, pcscd, scanner, printer)
        try:
            desk.check_in()
            desk.unlock()
            desk.sell()
            if not port:
                desk.receipt()
                desk.pcscd_killed()
                desk.connection_killed()
        finally:
            display.picture().save(folder / "last.png")
        told = desk.told
        told["verify"] = kiosk.pult("journal", "verify").stdout.split(":")[0]
        kiosk.stop()
        # The torn paper itself has become the copy.
        told["faults"] = [
            fault
            for fault in faults(desk.database)
            if port or not fault.startswith("sale without a receipt to print")
        ]
        told["cards found"] = planted.found(day.home, CARDS)
        told["complaints"] = complaints(day.home)
    return told


if __name__ == "__main__":
    print(json.dumps(play(Path(sys.argv[1]), *map(int, sys.argv[2:]))))
