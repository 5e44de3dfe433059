"""One morning in the sample salon, as people would touch it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.demo.prepare import shelf
from kiosk.demo.stage import Stage
from kiosk.demo.sums import Played
from kiosk.demo.till_day import TillDay
from kiosk.demo.touches import Seen, widgets
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.folding import words
from kiosk.salon.domain.text import N, T
from kiosk.sample.sample import Sample

WALK_IN = "ema"
"""Typed on the on-screen keyboard, which begins names with a capital by itself or not."""
SEARCH_LETTERS = 3
QUICK_BOTTLES = (0, 8, 14)
"""Places on the shelf of what is scanned: a shampoo, and two other things."""


class Morning(TillDay):
    def __init__(self, stage: Stage, sample: Sample) -> None:
        super().__init__(stage, COUNTRIES[sample.country].currency)
        self._sample = sample
        self._receipt = ""
        self._names = [name for name, _ in shelf(sample)]
        self._codes = [code for _, code in shelf(sample)]

    def play(self, begins: Callable[[str], None]) -> Played:
        """``begins(title)`` is told what comes next. Returns what must be in the database."""
        for title, scene in (
            ("A customer checks in with a card", self.check_in_by_card),
            ("Another checks in by phone number", self.check_in_by_phone),
            ("Somebody without a booking would like to be seen", self.walk_in),
            ("A stylist clocks in", self.clock_in),
            ("The desk is opened with a card", self.unlock),
            ("The till is opened with a counted float", self.open_till),
            ("A visit and a shampoo are paid in cash", self.pay_cash),
            ("Another visit is paid by card", self.pay_card),
            ("Goods are sold without a visit", self.sell),
            ("That was a mistake: a manager takes the sale back", self.void),
            ("A bottle comes back with its receipt", self.take_back),
            ("The owner takes cash out of the drawer", self.cash_out),
            ("A price label is printed", self.label),
            ("How the day stands, on paper", self.look),
            ("The day is counted and closed", self.close_till),
            ("The desk is locked", self.lock),
        ):
            begins(title)
            scene()
        return Played(
            check_ins=2,
            punches=1,
            sales=3,
            voids=1,
            returns=1,
            labels=1,
            waiting=1,
            drawer=3,
            closings=1,
            invoices=1,
        )

    # -- customers ----------------------------------------------------------------------------

    def check_in_by_card(self) -> None:
        stage = self._stage
        stage.hand.at("attract")
        stage.picture("The first screen: the clock, one big button, and a live card reader")
        stage.card(self._sample.visit("card").client.card)
        stage.hand.at("checkin_confirm")
        stage.picture("A customer's card was tapped: first name and initial, nothing more")
        stage.tap(T("Yes, I am here"))
        self._checked_in("Checked in with one touch")

    def check_in_by_phone(self) -> None:
        stage = self._stage
        digits = self._sample.visit("phone").client.phone_tail
        stage.tap(T("I am here"))
        stage.hand.at("checkin_phone")
        stage.hand.keys(digits[:-1])
        stage.picture("By the last six digits of the phone number")
        stage.hand.keys(digits[-1])
        stage.hand.at("checkin_confirm")
        stage.tap(T("Yes, I am here"))
        self._checked_in("Checked in with eight touches")

    def walk_in(self) -> None:
        stage = self._stage
        stage.tap(T("I am here"))
        stage.tap(T("I have no booking"))
        stage.hand.at("walkin")
        stage.hand.keys(WALK_IN)
        stage.picture("Without a booking: a first name on the on-screen keyboard")
        stage.tap(T("I would like to be seen"))
        self._checked_in("The desk sees them on the waiting list")

    def clock_in(self) -> None:
        stage = self._stage
        stage.card(self._sample.staff[1].card)
        stage.hand.at("clock_result")
        stage.picture("A stylist's card: clocked in without a touch")
        stage.tap(T("Close"))
        stage.hand.at("attract")

    # -- the desk -----------------------------------------------------------------------------

    def unlock(self) -> None:
        self._stage.tap(T("Desk"))
        self._stage.hand.at("lock")
        self._stage.picture("The desk is locked")
        self._stage.card(self._sample.manager.card, proven=True)
        self._stage.hand.at("desk")
        self._stage.picture("The day at the front desk")

    def pay_cash(self) -> None:
        stage = self._stage
        self._select("to_pay")
        stage.picture("A visit, its services already on the bill")
        stage.scan(self._codes[QUICK_BOTTLES[0]])
        self._sees(self._names[QUICK_BOTTLES[0]])
        stage.picture("A shampoo was scanned")
        self._by_cash("Cash: a banknote button is the whole payment")
        self._paid("The change, large", "The receipt; the drawer opened before it")
        self._receipt = self._last_number

    def pay_card(self) -> None:
        self._select("in_chair")
        self._by_card("The sum to enter on the terminal; nothing is sold before it is paid")
        self._paid(
            "Paid by card: three touches from the visit", "Its receipt", besides=self._invoice
        )

    def _invoice(self) -> None:
        """The client wants one: two touches."""
        stage = self._stage
        stage.tap(T("Invoice"), icon="invoice")
        stage.hand.at("invoice_form")
        stage.picture("An invoice of it: for whom is known; a company's number would fill the rest")
        stage.tap(T("Issue the invoice"))
        stage.hand.at("paid")
        stage.picture("It is issued: its number stands where it was asked for")
        stage.hand.tap(icon="invoice")
        stage.hand.at("invoice")
        stage.picture("The invoice, a document of its own series with the sums of its sale")
        stage.hand.tap(icon="arrow-left")
        stage.hand.at("paid")

    def _by_card(self, caption: str = "") -> None:
        """The terminal is asked, and took the sum."""
        stage = self._stage
        stage.tap(T("Card"))
        stage.hand.at("pay_card")
        if caption:
            stage.picture(caption)
        stage.tap(T("Paid"))

    def sell(self) -> None:
        stage = self._stage
        for place in (*QUICK_BOTTLES[1:], QUICK_BOTTLES[1]):
            stage.scan(self._codes[place])
            self._sees(self._names[place])
        stage.picture("A sale without a visit begins with the first scan")
        self._by_card()
        self._paid("Paid", "Two of the same on one line")

    def void(self) -> None:
        stage = self._stage
        stage.tap(T("Till"))
        stage.hand.at("day")
        stage.tap(T("Sales"))
        stage.hand.at("sales")
        number = self._last_number
        stage.hand.tap(number)
        stage.picture("Today's sales")
        stage.tap(T("Void"))
        stage.hand.at("void")
        reason = stage.hand.wait(_reason, "a reason")
        stage.hand.tap_at(reason["x"], reason["y"])
        stage.picture("Taking a sale back needs a reason and a manager")
        stage.card(self._sample.manager.card, proven=True)
        caption = "The sale is void, by a document of its own; the sum goes back to the card"
        self._paid(caption, "The counter-document", T("Given back"))

    def take_back(self) -> None:
        """The bottle of the receipt that was paid in cash."""
        stage = self._stage
        stage.scan(self._receipt)
        stage.hand.at("sales")
        stage.picture("A receipt was scanned: its sale comes up, whenever it was")
        stage.tap(T("Take back"))
        stage.hand.at("return_lines")
        # The bottle is the last line, after the services of the visit.
        stage.hand.tap(icon="plus")
        stage.tap(T("Not suitable"))
        stage.picture("One line comes back, into stock, and the money the way it was paid")
        stage.tap(T("Take back"))
        stage.hand.at("paid")
        told = stage.said(T("Give back in cash, out of the drawer"))
        self.cash -= stage.hand.wait(lambda seen: _sum_below(seen, told), "a sum to give back")
        self._paid("What goes back, and how", "The paper of the return, which names its sale")

    def label(self) -> None:
        stage, name = self._stage, self._names[QUICK_BOTTLES[0]]
        stage.tap(T("More"), icon="menu")
        stage.hand.at("more")
        stage.picture("Everything that is not needed every minute")
        stage.tap(T("Products"))
        stage.hand.at("products")
        stage.hand.tap_field()
        stage.hand.keys(max(words(name), key=len)[:SEARCH_LETTERS])
        stage.hand.see(name)
        stage.picture("Products, found while typing and without diacritics")
        stage.hand.tap(name)
        stage.hand.at("product")
        stage.picture("A product: its price, barcodes, and stock as a sum of movements")
        stage.tap(T("Print label"))
        stage.hand.at("label")
        stage.picture("How many labels?")
        stage.tap(N("Print {n} label", "Print {n} labels", 1))
        stage.paper("The price label, with its barcode")
        self._to_desk()

    def lock(self) -> None:
        stage = self._stage
        self._to_desk()
        stage.tap(T("To a client"))
        stage.hand.at("attract")

    # -- small things -------------------------------------------------------------------------

    def _select(self, role: str) -> None:
        """Touches a visit in the agenda."""
        stage = self._stage
        block = stage.hand.see(self._sample.visit(role).client.name)
        stage.hand.tap_at(block["x"], block["y"])
        stage.hand.find(*stage.said(T("Card")))

    def _sees(self, name: str) -> None:
        self._stage.hand.see(name)


def _reason(seen: Seen) -> dict[str, Any] | None:
    """The first ready-made reason."""
    choices = [w for w in widgets(seen) if w["tap"] and w["class"] == "Segment"]
    return choices[0] if choices else None


def _sum_below(seen: Seen, labels: list[str]) -> int:
    """The sum in large figures under one of these words, minor units; 0 until it is there."""
    below = False
    for widget in widgets(seen):
        if below and any(char.isdigit() for char in widget["text"]):
            return int("".join(char for char in widget["text"] if char.isdigit()))
        below = below or widget["text"] in labels
    return 0
