"""What is timed of ours: the same calls that a touch, a card or a barcode cause, without Kivy."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.paper import escpos
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.presenters.clients.args import ClientsArgs
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.registry import all_presenters
from kiosk.salon.compose import open_services
from kiosk.salon.domain.cards.number import Tap
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.home import Home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.settings import Settings
from tests.bench.bare import Bare
from tests.bench.big_salon import Size, barcode_of, card_of, staff_card_of
from tests.bench.measure import Steps
from tests.fakes.hardware import FakeHardware
from tests.presenters.story import Recorder

BILLS = 40
LINES = 5
CARDS = 500
STEP = 7_919
"""A prime, so that scanned goods and tapped cards come from all over the tables."""
TYPED = (
    *("ruzicka", "Šeřík", "jana", "kateřina malina", "živa narcis", "602 1", "70001234"),
    *("tereza lípa-dub", "o", "zuz", "marie ruze", "jarmila.", "eliska42@example.com"),
)
"""What somebody types into the client search, letter by letter."""


class Ours:
    """The kiosk without its window, on a copy of the big salon."""

    def __init__(self, home: Home, size: Size) -> None:
        self._size = size
        self.clock = ManualClock(int(time.time() * 1000))
        self.services = open_services(home, Settings(), self.clock)
        salon = self.services.context.salon
        # A long day lies ahead, so that nobody has forgotten to clock out last night.
        self.clock.jump(salon.instant(salon.business_day(self.clock.now()), 6 * 60))
        self.manager = self.services.team.members()[0]
        self.navigator = Navigator(
            self.services, self.clock, Recorder(), FakeHardware(), all_presenters()
        )
        self.navigator.start()
        self._scanned = 0

    def close(self) -> None:
        self.services.context.store.close()

    def _next_code(self) -> str:
        self._scanned += STEP
        return barcode_of(self._scanned % self._size.products)

    def till(self) -> Steps:
        """Bills of five scanned products, each paid by card."""
        navigator, checkout = self.navigator, self.services.checkout
        # As the kiosk does every few seconds behind the till's back.
        self.services.context.store.checkpoint()
        for _ in range(BILLS):
            navigator.unlock(self.manager)
            for _ in range(LINES):
                self.clock.advance(1)
                code = self._next_code()
                yield "scan", lambda code=code: navigator.scan(code)
            (bill,) = self.services.bills.all()
            if len(bill.lines) != LINES:
                raise AssertionError(f"{LINES} scans made {len(bill.lines)} lines")
            total = bill.totals.total_minor
            parts = (Payment("card", total),)
            yield "pay", lambda b=bill.id, t=total, p=parts: checkout.pay(b, p, t, self.manager.id)
            self._print_all()
            navigator.lock()

    def _print_all(self) -> None:
        """The printer keeps up with the till."""
        printing = self.services.printing
        while (job := printing.next(("receipt",))) is not None:
            printing.printed(job.id)

    def punches(self) -> Steps:
        """Everybody on the staff taps in and out, each a little over a minute apart."""
        self.navigator.home()
        for number in range(100):
            self.clock.advance(13)
            card = staff_card_of(number % 5)
            yield "punch", lambda card=card: self.navigator.card(card)
            if self.navigator.top.name != "clock_result":
                raise AssertionError(f"a staff card led to {self.navigator.top.name}")
            self.navigator.home()

    def cards(self) -> Steps:
        """Whose card it is: cards of clients as they were given, every tenth of a stranger."""
        cards = self.services.cards

        def ask(number: str, known: bool) -> None:
            if (cards.tapped(Tap(number)).holder is not None) != known:
                raise AssertionError("a card was taken for another")

        for number in range(CARDS):
            known = number % 10 > 0
            place = number * STEP % self._size.carded if known else 10_000_000 + number
            typed = card_of(place)
            yield "card", lambda typed=typed, known=known: ask(typed, known)

    def search(self) -> Steps:
        """Each key of each query, through the presenter of the client list."""
        self.navigator.unlock(self.manager)
        self.navigator.go(ClientsArgs())
        for query in TYPED:
            for typed in keys_of(query):
                yield "search", lambda typed=typed: self.navigator.act("search", typed)
        self.navigator.home()

    def receipts(self) -> Steps:
        """A paid sale of five lines from the database to the printer's bytes, in Czech."""
        salon, checkout = self.services.context.salon, self.services.checkout
        words, profile = speaker("cs", salon.zone), Profile.of(80)

        def print_out(sale_id: Id) -> None:
            escpos.encode(receipt(checkout.sale(sale_id), salon, words), profile)

        for sale in checkout.todays_sales()[:BILLS]:
            yield "receipt", lambda sale_id=sale.id: print_out(sale_id)


def keys_of(query: str) -> Iterator[str]:
    """What stands in the field after each key."""
    return (query[:end] for end in range(1, len(query) + 1))


class Floor:
    """The same with raw statements."""

    def __init__(self, database: Path, tokens: list[bytes], size: Size) -> None:
        self.bare = Bare(database)
        self._size = size
        self._tokens = tokens
        self._scanned = 0
        self._file = os.open(database.with_name("sync"), os.O_WRONLY | os.O_CREAT, 0o600)

    def close(self) -> None:
        self.bare.close()
        os.close(self._file)

    def till(self) -> Steps:
        bare = self.bare
        bare.db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        for _ in range(BILLS):
            bill = bare.open_bill()
            for _ in range(LINES):
                self._scanned += STEP
                code = barcode_of(self._scanned % self._size.products)
                yield "scan", lambda bill=bill, code=code: bare.scan(bill, code)
            yield "pay", lambda bill=bill: bare.pay(bill)
            yield "disk", self._sync

    def _sync(self) -> None:
        """What any durable write costs here at least."""
        os.pwrite(self._file, bytes(4096), 0)
        os.fdatasync(self._file)

    def punches(self) -> Steps:
        for number in range(100):
            token = self._tokens[number % len(self._tokens)]
            yield "punch", lambda token=token: self.bare.punch(token)

    def search(self) -> Steps:
        for query in TYPED:
            for typed in keys_of(query):
                yield "search", lambda typed=typed: self.bare.search(typed)
