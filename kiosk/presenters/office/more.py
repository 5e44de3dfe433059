"""Everything that is not needed every minute."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import PlainScreen, Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.fiscal.chip import fiscal_chip
from kiosk.presenters.forms import require_manager, require_right
from kiosk.presenters.sync.words import counted
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.devices import trouble
from kiosk.salon.domain.people import Right
from kiosk.salon.domain.text import Msg, N, T, Text, side_by_side
from kiosk.salon.services.sync import Summary


@dataclass(frozen=True, slots=True)
class MenuItem:
    """``key``: the screen it opens."""

    key: PlainScreen
    title: Text
    about: Text
    icon: str
    tone: str = ""


MENU: tuple[tuple[PlainScreen, Msg, Msg, str], ...] = (
    ("day", T("The till"), T("Float, counting, till closings"), "wallet"),
    ("products", T("Products"), T("Prices, stock, labels"), "package"),
    ("services", T("Services"), T("Prices and lengths"), "scissors"),
    ("means", T("Means of payment"), T("Vouchers, transfers, second currency"), "credit-card"),
    ("sales", T("Sales"), T("Copies and voids"), "receipt"),
    ("invoices", T("Invoices"), T("Unpaid, overdue, all"), "invoice"),
    ("fiscal", T("Tax office"), T("What it has, what waits"), "globe"),
    ("expenses", T("Expenses"), T("What the salon spends, by month"), "shopping-bag"),
    ("owner", T("How the salon stands"), T("Takings, expenses, profit"), "banknote"),
    ("papers", T("Printing and devices"), T("Everything works"), "printer"),
    ("letters", T("E-mail"), T("Invoices and receipts by e-mail"), "mail"),
    ("sync", T("Synchronisation"), T("Not connected"), "globe"),
    ("team", T("Team"), T("People, PINs, cards"), "users"),
    ("file_list", T("Read from a file"), T("Clients, services and more, from a stick"), "log-in"),
    ("export_files", T("Write to a stick"), T("Lists for a spreadsheet"), "log-out"),
    ("settings", T("Settings"), T("This desk, cards, screen, sound"), "settings"),
    ("system", T("System"), T("Clock, network, switching off"), "info"),
    ("salon_form", T("Salon"), T("Receipts, opening hours"), "home"),
)
NEEDS: dict[PlainScreen, Right] = {"expenses": "see_takings"}
ONLY_MANAGERS = ("salon_form", "settings", "file_list", "export_files")


@dataclass(frozen=True, slots=True)
class MoreState:
    items: tuple[MenuItem, ...] = ()
    languages: tuple[tuple[str, Text], ...] = tuple(LANGUAGES.items())
    language: str = ""
    staff: str = ""


class More(Presenter[MoreState, None]):
    name = "more"
    blank = MoreState()

    def forget(self) -> None:
        self._known: tuple[tuple[Summary, ...], Text, Text, str] = ((), "", "", "")

    def enter(self, _: None = None) -> None:
        waiting = self.services.printing.open_count()
        wrong = trouble(self.hardware.devices)
        items = []
        for key, name, about, icon in MENU:
            title: Text = name
            words: Text = about
            tone = ""
            if key == "papers" and wrong:
                words, tone = wrong, "bad"
            elif key == "papers" and waiting:
                words, tone = T("Waiting to print: {n}", n=waiting), "warn"
            elif key == "papers" and not self.hardware.devices:
                words = T("Nothing is connected")
            elif key == "letters":
                words, tone = self._letters(about)
            elif key == "fiscal":
                if self.services.fiscal.office() is None:
                    continue
                words, tone = self._fiscal(words)
            elif key == "sync":
                title, words, tone = self._sync(name, about)
            items.append(MenuItem(key, title, words, icon, tone))
        member = self.host.staff
        self.show(
            MoreState(
                tuple(items),
                language=self.host.language,
                staff=member.name if member is not None else "",
            )
        )

    def _letters(self, about: Text) -> tuple[Text, str]:
        """What stops them, or how many wait."""
        mail = self.services.mail
        if mail.problem() or mail.stuck_count():
            return T("Needs you"), "warn"
        waiting = mail.open_count()
        return (N("{n} to send", "{n} to send", waiting), "info") if waiting else (about, "")

    def _fiscal(self, about: Text) -> tuple[Text, str]:
        for urgent in (True, False):
            if chip := fiscal_chip(self.services, urgent=urgent):
                return chip.text, chip.tone
        return about, ""

    def _sync(self, title: Text, about: Text) -> tuple[Text, Text, str]:
        """The services by name, and how many stand there or what they wait for. Counted only when
        something moved."""
        summaries = self.services.sync.summaries()
        if not summaries:
            return title, about, ""
        if summaries != self._known[0]:
            names = side_by_side([one.service for one in summaries])
            self._known = (summaries, names, *self._sync_words())
        return self._known[1:]

    def _sync_words(self) -> tuple[Text, str]:
        sync = self.services.sync
        summary = sync.summary()
        if not summary.connected:
            return sync.state(summary).about, ""
        if summary.problem or summary.asleep:
            return T("Needs you"), "warn"
        if summary.questions:
            return T("A question waits for you"), "warn"
        if summary.cases:
            return N("{n} thing to look at", "{n} things to look at", summary.cases), "info"
        return counted(sync.state(summary)), ""

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def tick(self) -> None:
        self.enter()

    def pick(self, key: PlainScreen) -> None:
        if key in ONLY_MANAGERS:
            require_manager(self)
        if key in NEEDS:
            require_right(self, NEEDS[key])
        self.host.go(key)

    def language(self, code: str) -> None:
        """Words on the staff's screens from now on, until the desk is locked."""
        self.host.set_language(code)
        self.enter()

    def lock(self) -> None:
        self.host.lock()
