"""Everything that is not needed every minute."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import PlainScreen, Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.sync.words import counted
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.text import Msg, N, T, Text
from kiosk.salon.services.sync import Pulse


@dataclass(frozen=True, slots=True)
class MenuItem:
    """``key``: the screen it opens."""

    key: PlainScreen
    title: Text
    about: Text
    icon: str
    tone: str = ""


MENU: tuple[tuple[PlainScreen, Msg, Msg, str], ...] = (
    ("products", T("Products"), T("Prices, stock, labels"), "package"),
    ("services", T("Services"), T("Prices and lengths"), "scissors"),
    ("sales", T("Today's sales"), T("Copies and voids"), "receipt"),
    ("papers", T("Papers and devices"), T("Everything works"), "printer"),
    ("sync", T("Google"), T("Contacts and calendar"), "globe"),
    ("team", T("Team"), T("People, PINs, cards"), "users"),
    ("salon_form", T("Salon"), T("What stands on receipts"), "home"),
)


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
        self._google: tuple[Pulse | None, Text, str] = (None, "", "")

    def enter(self, _: None = None) -> None:
        waiting = len(self.services.printing.open_jobs())
        missing = sum(not device.ok for device in self.hardware.devices)
        items = []
        for key, title, about, icon in MENU:
            words: Text = about
            tone = ""
            if key == "papers" and missing:
                words, tone = N("{n} device is missing", "{n} devices are missing", missing), "bad"
            elif key == "papers" and waiting:
                words, tone = N("{n} paper waits", "{n} papers wait", waiting), "warn"
            elif key == "sync":
                words, tone = self._sync(about)
            items.append(MenuItem(key, title, words, icon, tone))
        member = self.host.staff
        self.show(
            MoreState(
                tuple(items),
                language=self.host.language,
                staff=member.name if member is not None else "",
            )
        )

    def _sync(self, about: Text) -> tuple[Text, str]:
        """How many stand at Google, or what it waits for. Counted only when something moved."""
        pulse = self.services.sync.pulse()
        if pulse != self._google[0]:
            self._google = (pulse, *self._google_words(pulse, about))
        return self._google[1:]

    def _google_words(self, pulse: Pulse, about: Text) -> tuple[Text, str]:
        if not pulse.connected:
            return about, ""
        if pulse.problem or pulse.asleep:
            return T("Needs you"), "warn"
        if pulse.questions:
            return T("A question waits for you"), "warn"
        if pulse.cases:
            return N("{n} thing to look at", "{n} things to look at", pulse.cases), "info"
        return counted(self.services.sync.state(pulse)), ""

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def tick(self) -> None:
        self.enter()

    def pick(self, key: PlainScreen) -> None:
        if key == "salon_form":
            require_manager(self.host)
        self.host.go(key)

    def language(self, code: str) -> None:
        """Words on the staff's screens from now on, until the desk is locked."""
        self.host.set_language(code)
        self.enter()

    def lock(self) -> None:
        self.host.lock()

    def close(self) -> None:
        self.host.back()
