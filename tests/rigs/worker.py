"""A salon working at full speed in a process of its own, made to be killed.

``python -m tests.rigs.worker HOME NOW_MS SEED [STEPS]`` sells, takes back, counts and closes the
till, clocks in, books, checks in and prints through the services, and writes one line to standard
output *after* each operation has returned: only then would the screen have said that it is done.
:class:`WorkerProcess` starts, kills and reads it.
"""

from __future__ import annotations

import itertools
import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path

from kiosk.hardware.devices import Devices
from kiosk.hardware.spooler import Spooler
from kiosk.salon.compose import open_services
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Device, Settings, load
from tests.rigs.till_days import TillDays

ROOT = Path(__file__).resolve().parents[2]
BARCODES = tuple(f"29000000{n:04d}" for n in range(1, 7))
STEP_SECONDS = 61
"""Time between two operations: beyond the minute in which a second tap of a card is a repeat."""


def ean13(twelve: str) -> str:
    """Twelve digits with their check digit, by the rule of GS1: weights 1 and 3 in turn."""
    total = sum(int(digit) * (3 if i % 2 else 1) for i, digit in enumerate(twelve))
    return twelve + str(-total % 10)


def open_salon(home: Path, now: int) -> tuple[Services, ManualClock]:
    """The services of a data folder under a clock that the caller moves."""
    clock = ManualClock(now)
    return open_services(open_home(home), Settings(), clock), clock


def prepare(home: Path, now: int) -> None:
    """A set-up Czech salon with six products, one service and two stylists."""
    services, _ = open_salon(home, now)
    manager = services.setup.finish(
        Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ"),
        StaffMember(b"", "Petra", "Sample", role="manager"),
        "2580",
    )
    services.team.save(StaffMember(b"", "Eva", "Sample", colour=1), manager.id)
    services.catalogue.save_service(Service(b"", "Sample haircut", 5, 65_000, 2100), manager.id)
    for number, twelve in enumerate(BARCODES, 1):
        services.catalogue.save_product(
            Product(
                b"",
                f"Sample shampoo {number}",
                price_minor=10_037 * number,
                vat_bp=(2100, 1200)[number % 2],
                barcodes=(ean13(twelve),),
            ),
            manager.id,
        )
    services.context.store.close()


def acknowledge(*words: object) -> None:
    """Tells the parent; one unbuffered write, so a kill never leaves half a line behind."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


class Worker:
    """One operation per :meth:`step`, chosen by chance."""

    def __init__(self, services: Services, clock: ManualClock, seed: int) -> None:
        self._services = services
        self._clock = clock
        self._chance = random.Random(seed)
        self._staff = [member.id for member in services.team.members()]
        self._manager = next(one.id for one in services.team.members() if one.role == "manager")
        self._haircut = services.catalogue.services()[0].id
        self._bill: Id | None = None
        eva = next(one for one in self._staff if one != self._manager)
        self.days = TillDays(services, self._chance, self._manager, eva, acknowledge)

    def step(self) -> None:
        self._clock.advance(STEP_SECONDS)
        steps = (self.sell, self.terminal, self.terminal, self.void, self.punch, self.check_in)
        more = (self.park, self.take_back, self.days.step, self.days.step)
        self._chance.choice((*steps, *more))()

    def sell(self) -> None:
        """A retail sale of one to three lines, paid in cash, by card, or half and half."""
        checkout = self._services.checkout
        bill = self._services.bills.open_retail(self._staff[0])
        for twelve in self._chance.sample(BARCODES, self._chance.randint(1, 3)):
            bill = self._services.bill_lines.add_barcode(bill.id, ean13(twelve))
        total = bill.totals.total_minor
        half = total // 2
        payments = self._chance.choice(
            (
                [Payment("cash", total, tendered_minor=500_000)],
                [Payment("card", total)],
                [Payment("card", half), Payment("cash", total - half)],
            )
        )
        sale = checkout.pay(bill.id, payments, total, self._staff[0])
        acknowledge("sale", sale.number, sale.total_minor)

    def terminal(self) -> None:
        """A sale whose card part is asked for at the terminal: paid, declined, or paid and given
        back because the customer leaves."""
        asking, by = self._services.asking, self._staff[0]
        bill = self._services.bills.open_retail(by)
        bill = self._services.bill_lines.add_barcode(bill.id, ean13(BARCODES[3]))
        off = Discount("percent", 50_000, "Sample")
        bill = self._services.bills.discount_bill(bill.id, off, self._manager)
        total = bill.totals.total_minor
        part = self._chance.choice((total, total - 1_000))
        asked = asking.take(bill.id, "card", part, total, by)
        acknowledge("asked", asked.id.hex())
        if self._chance.random() < 0.2:
            asking.declined(asked.id, by)
            acknowledge("answered", asked.id.hex(), "declined")
            return
        sale = asking.done(asked.id, by)
        acknowledge("answered", asked.id.hex(), "done")
        if sale is None and self._chance.random() < 0.3:
            back = asking.give_back(bill.id, by)
            asking.done(back.id, by)
            acknowledge("answered", back.id.hex(), "done")
            self._services.bills.discard(bill.id, by)
        elif sale is None:
            sale = self._services.checkout.pay(bill.id, [Payment("cash", 1_000)], total, by)
        if sale is not None:
            acknowledge("sale", sale.number, sale.total_minor)

    def void(self) -> None:
        """The newest sale of today is voided, and its card part given back now or later."""
        checkout, by = self._services.checkout, self._staff[0]
        sold = [sale for sale in checkout.todays_sales() if checkout.why_not_void(sale) is None]
        if sold:
            self._given_back(checkout.void(sold[0].id, "Sample", by, self._manager))

    def take_back(self) -> None:
        """Something of a sale of today comes back, into stock or written off."""
        returns = self._services.returns
        sold = [sale for sale in self._services.checkout.todays_sales() if returns.possible(sale)]
        if sold:
            found = returns.returnable(self._chance.choice(sold).id)
            line = self._chance.choice([one for one in found.lines if one.left_milli])
            quantity = self._chance.randint(1, line.left_milli)
            piece = Piece(line.id, quantity, self._chance.random() < 0.5)
            paid = found.settle(found.taken_back([piece]))
            due = -sum(part.amount_minor for part in paid.payments)
            self._given_back(
                returns.take_back(found.sale.id, [piece], due, "Sample", self._manager)
            )

    def _given_back(self, document: Sale) -> None:
        """The card part is given back now or later."""
        acknowledge("sale", document.number, document.total_minor)
        for back in self._services.asking.of_void(document.id):
            if self._chance.random() < 0.5:
                self._services.asking.done(back.id, self._staff[0])
                acknowledge("answered", back.id.hex(), "done")

    def punch(self) -> None:
        timeclock = self._services.timeclock
        staff_id = self._chance.choice(self._staff)
        result = timeclock.tap(staff_id)
        if result.outcome == "ask_left":
            assert result.open_since is not None
            result = timeclock.left_at(staff_id, result.open_since + 60_000)
        if result.punch_id is not None:
            acknowledge("punch", result.punch_id.hex(), result.kind)

    def check_in(self) -> None:
        agenda = self._services.agenda
        visit = agenda.book(
            self._chance.choice(self._staff),
            self._clock.now(),
            [self._haircut],
            self._staff[0],
            guest_name="Sample guest",
        )
        acknowledge("booked", visit.id.hex())
        self._services.checkin.arrive(visit.id, "code")
        acknowledge("arrived", visit.id.hex())
        agenda.set_state(visit.id, "done", self._staff[0])

    def park(self) -> None:
        """Adds to a bill that stays open."""
        if self._bill is None:
            self._bill = self._services.bills.open_retail(self._staff[0]).id
        bill = self._services.bill_lines.add_barcode(
            self._bill, ean13(self._chance.choice(BARCODES))
        )
        pieces = sum(line.quantity_milli for line in bill.lines) // 1000
        acknowledge("parked", bill.id.hex(), pieces)


class WorkerProcess:
    """A running worker and everything it has acknowledged."""

    def __init__(self, home: Path, now: int, seed: int) -> None:
        self._errors = home.parent / "worker.err"
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.rigs.worker", str(home), str(now), str(seed)],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        assert self._process.stdout is not None
        self._out = self._process.stdout
        self._rest = b""

    def wait_ready(self) -> None:
        """Until the salon is open and the first operation begins."""
        line = self._out.readline().decode().strip()
        if line != "ready":
            raise AssertionError(f"the worker did not start: {self._errors.read_text()[-3000:]}")

    def work_for(self, seconds: float, operations: int) -> None:
        """Lets it work, on a slow machine until it has acknowledged so many ``operations``; fails
        when it ends by itself meanwhile."""
        end, now = seconds, 0.0
        step = 0.01
        while now < end or self._rest.count(b"\n") < operations:
            if select.select([self._out], [], [], step)[0]:
                part = os.read(self._out.fileno(), 65536)
                if not part:
                    raise AssertionError(f"the worker ended: {self._errors.read_text()[-3000:]}")
                self._rest += part
            now += step

    def kill(self) -> list[list[str]]:
        """kill -9, and then all that it had acknowledged, as words."""
        os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._rest += self._out.read()
        self._out.close()
        return [line.split() for line in self._rest.decode().splitlines()]


def spooler(home: Path, services: Services) -> Spooler:
    """The real one, printing to what ``pult.toml`` names, else into the data folder."""
    named = load(home / "pult.toml").device
    receipt = named.get("receipt") or Device("folder_printer")
    devices = Devices({"receipt": receipt}, home, lambda event: None)
    made = Spooler(services, devices)
    devices.start()
    made.start()
    return made


def main(home: str, now: str, seed: str, steps: str = "") -> None:
    """Works until killed, or for so many steps."""
    services, clock = open_salon(Path(home), int(now))
    worker = Worker(services, clock, int(seed))
    printing = spooler(Path(home), services)
    acknowledge("ready")
    for _ in range(int(steps)) if steps else itertools.count():
        worker.step()
        printing.print_soon()
    printing.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
