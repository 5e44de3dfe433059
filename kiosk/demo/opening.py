"""The opening day: an empty data folder becomes a salon that sells, by touch alone.

It is played in English, so the words here are those on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from kiosk.demo.acts import Acts
from kiosk.demo.moving_in import FILE, ROWS, VISITOR
from kiosk.demo.stage import Stage
from kiosk.demo.sums import Played
from kiosk.demo.touches import Seen, Widget, match, widgets
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.services.salon_services import Services

NAMES = {"CZ": "Czechia", "HU": "Hungary", "SI": "Slovenia", "SK": "Slovakia"}
SALON, MANAGER, STYLIST, PIN = "Ukazka", "Jana", "Ema", "2580"
SERVICES = ("Women's cut and blow-dry", "Fringe trim", "Blow-dry, short hair")
"""Ticked in the starter list; the first has a price, the others are asked for at the till."""
PRICES = {"CZ": "890", "HU": "8900", "SI": "35", "SK": "35"}
MOST_SETTING_UP = 25
"""Touches besides letters and digits that setting up may take."""
IMPORT_SECONDS = 180.0
USUAL_HOURS = range(8, 16)
ALL_DAY = "5-24"
LONG_HOURS = range(5, 22)
"""Hours in which a visit of today can still be booked with those opening hours."""


class Opening(Acts):
    """``printer``: the address of a printer in the network."""

    def __init__(self, stage: Stage, country: str, printer: str) -> None:
        super().__init__(stage)
        self._country, self._printer = country, printer
        self._now = datetime.now(ZoneInfo(COUNTRIES[country].timezone))
        self.setting_up = 0

    def play(self, begins: Callable[[str], None]) -> Played:
        """``begins(title)`` is told what comes next. Returns what must be in the database."""
        for title, scene in (
            ("The box is switched on for the first time", self.set_up),
            (f"{ROWS} clients move in from a stick", self.move_in),
            ("Usual services are ticked", self.services),
            ("A stylist joins the team", self.team),
            ("A printer in the network is added", self.printer),
            ("The key is printed and put away", self.key),
            ("The first visit is booked", self.book),
            ("The client checks in", self.check_in),
            ("The first visit is paid in cash", self.sell),
        ):
            begins(title)
            scene()
        return Played(check_ins=1, sales=1, drawer=1)

    # -- the salon ----------------------------------------------------------------------------

    def set_up(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.at("setup")
        hand.see("Welcome")
        stage.picture("Switched on for the first time: it asks for a language")
        hand.tap("English")
        hand.see("Where is the salon?")
        hand.tap(NAMES[self._country])
        hand.see("What does the salon do most?")
        hand.tap("Hair")
        self._write("Name of the salon", SALON)
        stage.picture("The salon: only its name is needed now")
        hand.tap("Continue")
        hand.see("Opening hours")
        if not self._usual and not self._too_late:
            self._open_all_day()
        stage.picture("Opening hours: those of most salons, to be typed over")
        hand.tap("Continue")
        self._write("First name", MANAGER)
        hand.tap("Next")
        hand.tap("Next")
        hand.keys(PIN)
        hand.tap("Next")
        hand.keys(PIN)
        stage.picture("The first manager, with a PIN")
        hand.tap("Finish")
        hand.at("connect")
        stage.picture("Set up: what is plugged in is found by itself")
        self.setting_up += hand.taps - hand.letters

    @property
    def _usual(self) -> bool:
        """Whether a salon with the hours proposed takes visits today from now on."""
        return self._now.weekday() < 5 and self._now.hour in USUAL_HOURS

    def _open_all_day(self) -> None:
        hand = self._stage.hand
        self._touch_field(f"{self._now:%A}")
        hand.keys(ALL_DAY)

    def move_in(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("Clients from the program before")
        hand.at("file_list")
        hand.see(FILE)
        stage.picture("What can be read on the stick")
        hand.tap(FILE)
        write = f"Write {ROWS:,} rows"
        hand.wait(lambda seen: match(seen, write, "", ""), "the preview", IMPORT_SECONDS)
        stage.picture("Every row as it will be stored; nothing is written yet")
        hand.tap(write)
        hand.at("import_run")
        hand.wait(lambda seen: match(seen, "Done", "", ""), "end of the import", IMPORT_SECONDS)
        stage.picture("All of them are here")
        hand.tap("Done")
        hand.at("connect")
        hand.tap("Continue")
        hand.at("key_paper")
        hand.tap("Later")
        hand.at("desk")
        stage.picture("The desk, with what is left to do: the first steps")

    def services(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("Services")
        hand.at("starter_services")
        for name in SERVICES:
            hand.tap(name)
        row = hand.find(SERVICES[0])
        price = hand.wait(
            lambda seen: next(
                (w for w in widgets(seen) if w["class"] == "Input" and w["y"] == row["y"]), None
            ),
            "field for the price",
        )
        hand.tap_at(price["x"], price["y"])
        hand.find(icon="keyboard-hide")
        hand.keys(PRICES[self._country])
        stage.picture("Usual services of the trade, by ticks; a price where there is one")
        hand.tap(f"Add {len(SERVICES)} services")
        hand.at("desk")

    def team(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("Team")
        hand.at("team")
        hand.tap("New member of staff")
        hand.at("staff_form")
        self._write("First name", STYLIST)
        stage.picture("One more person in the team")
        hand.tap("Save")
        hand.at("team")
        hand.see(STYLIST)
        # Said of somebody without a PIN; whoever reads it has put it behind them.
        hand.gone("cannot sign in")
        self._back_to_desk()

    def printer(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("Printer")
        hand.at("devices")
        hand.tap("Add a device")
        hand.at("printer_form")
        self._touch_field("Address in the network")
        hand.keys(self._printer)
        stage.picture("A printer in the network, by its address")
        hand.tap("Save and print a test")
        hand.at("devices")
        hand.find("Yes")
        stage.picture("A test print comes out by itself")
        stage.paper("The test print: letters of four languages")
        hand.tap("Yes")
        self._back_to_desk()

    def key(self) -> None:
        """Belongs to setting up; it is printed now that there is a printer."""
        stage, hand = self._stage, self._stage.hand
        before = hand.taps
        hand.tap("Paper with the key")
        hand.at("key_paper")
        stage.picture("The paper with the salon's key")
        hand.tap("Print it")
        hand.find("Continue")
        stage.paper("The key goes into a safe")
        hand.tap("Continue")
        hand.at("desk")
        self.setting_up += hand.taps - before
        hand.wait(
            lambda seen: not any("First steps" in w["text"] for w in widgets(seen)),
            "desk without first steps",
        )
        stage.picture("Everything is done: the first steps have gone")

    # -- the day ------------------------------------------------------------------------------

    def book(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("Book")
        hand.at("booking")
        hand.keys(VISITOR.last_name.lower())
        stage.picture("The client is found by a few letters")
        hand.tap(f"{VISITOR.last_name} {VISITOR.first_name}")
        hand.tap(SERVICES[0])
        if self._too_late:
            hand.tap("Is here now")
        hand.find("Save")
        stage.picture("A service; the next free time is proposed")
        hand.tap("Save")
        hand.at("desk")
        hand.see(VISITOR.name)
        stage.picture("The first visit")

    @property
    def _too_late(self) -> bool:
        """At night nobody can be booked for later on the same day, so she is there already."""
        return not self._usual and self._now.hour not in LONG_HOURS

    def check_in(self) -> None:
        stage, hand = self._stage, self._stage.hand
        hand.tap("To a client")
        hand.at("attract")
        if not self._too_late:
            hand.tap("I am here")
            hand.at("checkin_phone")
            hand.keys(VISITOR.tail)
            hand.at("checkin_confirm")
            stage.picture("The client checks in by the last six digits of her number")
            hand.tap("Yes, I am here")
            self._checked_in("The desk knows that she is here")
        hand.tap("Desk")
        hand.at("lock")
        hand.keys(PIN)
        hand.tap("Continue")
        hand.at("desk")

    def sell(self) -> None:
        stage, hand = self._stage, self._stage.hand
        block = hand.see(VISITOR.name)
        hand.tap_at(block["x"], block["y"])
        hand.find("Cash")
        stage.picture("The visit with its bill")
        self._by_cash("Cash: what was given is one touch")
        self._paid("The change, large", "The first receipt, from the printer in the network")

    # -- small things -------------------------------------------------------------------------

    def _write(self, label: str, text: str) -> None:
        """Into the field under a label; the keyboard stays."""
        self._touch_field(label)
        self._stage.hand.keys(text)

    def _touch_field(self, label: str) -> None:
        hand = self._stage.hand
        above = hand.see(label)["box"]

        def below(seen: Seen) -> Widget | None:
            fields = (w for w in widgets(seen) if w["class"] == "Input")
            under = (w for w in fields if w["box"][1] >= above[3] - 4 and w["box"][0] <= above[2])
            return next((w for w in under if w["box"][2] >= above[0]), None)

        field = hand.wait(below, f"field {label}")
        hand.tap_at(field["x"], field["y"])
        hand.find(icon="keyboard-hide")

    def _back_to_desk(self) -> None:
        hand = self._stage.hand
        hand.tap(icon="arrow-left")
        hand.at("desk")


def faults(services: Services, opening: Opening) -> Iterator[str]:
    """What of the opening day is not in the database, and too many touches."""
    found = {
        "clients": (services.clients.count(), ROWS),
        "services": (len(services.catalogue.services()), len(SERVICES)),
        "people in the team": (len(services.team.members()), 2),
    }
    for what, (recorded, done) in found.items():
        if recorded != done:
            yield f"{what}: {recorded} recorded, {done} played"
    if left := services.first_steps.left(printer=True):
        yield f"first steps left: {', '.join(left)}"
    if opening.setting_up > MOST_SETTING_UP:
        yield f"setting up took {opening.setting_up} touches, more than {MOST_SETTING_UP}"
