"""The hardware of this desk once it has been started: its parts, and whom they tell."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import ParamSpec

from drivers.events import BarcodeScanned, CardTapped, CardUnreadable, Event, ScanUnreadable
from kiosk.hardware.composer import Composer
from kiosk.hardware.customer_display import DeskDisplay
from kiosk.hardware.devices import Devices
from kiosk.hardware.discovery import Places
from kiosk.hardware.finder import Finder
from kiosk.hardware.kept_papers import KeptPapers
from kiosk.hardware.label_preview import LabelPreview
from kiosk.hardware.pages.drawing import Pen
from kiosk.hardware.pages.worker import PageWorker
from kiosk.hardware.scale import DeskScale
from kiosk.hardware.spooler import Spooler
from kiosk.hardware.workshop import Workshop
from kiosk.paper.label import LabelSize
from kiosk.salon.domain.cards.aes_cards import CardKeyring
from kiosk.salon.domain.cards.number import Tap
from kiosk.salon.domain.devices import DeviceState, DeviceTest, FoundDevice, HardwareListener
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T, Text
from kiosk.salon.home import Home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings

log = logging.getLogger(__name__)
P = ParamSpec("P")
Post = Callable[[Callable[[], object]], None]


class RunningHardware:
    """``post`` has something done in the thread of the screens, where the ``listener`` is told, and
    ``shown`` what devices there are and what was found."""

    def __init__(
        self,
        home: Home,
        settings: Settings,
        services: Services,
        listener: HardwareListener,
        post: Post,
        shown: Callable[[tuple[DeviceState, ...], tuple[FoundDevice, ...]], object],
        places: Places | None,
    ) -> None:
        self._listener, self._post, self._shown = listener, post, shown
        self._services, self._card_address = services, settings.cards.address
        self._found: tuple[FoundDevice, ...] = ()
        size = label_size(settings)
        self.devices = Devices(
            settings.device,
            home.path,
            lambda event: post(lambda: pass_on(event, listener)),
            changed=lambda: post(self._show),
            card_keys=CardKeyring(services.context.keys),
        )
        self.kept_papers = KeptPapers(
            services, lambda: (home.paper, *self.devices.kept_in()), settings.papers.keep_days
        )
        self.pen = Pen()
        self.spooler = Spooler(
            services,
            self.devices,
            size,
            home.cache,
            settled=lambda: post(listener.hardware_changed),
            tidy=self.kept_papers.tidy,
            paper=home.paper,
            draw=self.pen.draw,
        )
        self.pages = PageWorker(
            *(services, home.cache, lambda text, ok: self._say(text, ok=ok)),
            draw=self.pen.draw,
            rest=self.pen.rest,
        )
        self.finder = Finder(home, settings.device, self.devices, post, self._is_found, places)
        self.workshop = Workshop(home, self.finder, self.devices, self.apply, places or Places())
        self.scale = DeskScale(self.devices)
        self.labels = LabelPreview(Composer(services, size, home.cache), self.devices)
        self.display = DeskDisplay(self.devices)

    def start(self) -> None:
        self._show()
        self.devices.start()
        self.spooler.start()
        self.pages.start()
        self.display.start()

    def stop(self) -> None:
        self.display.stop()
        self.devices.stop()
        self.spooler.stop()
        self.pages.stop()
        self.pen.stop()

    def print_soon(self) -> None:
        """There may be something to print, or a file to be made."""
        self.spooler.print_soon()
        self.pages.soon()

    def apply(self, settings: Settings) -> None:
        """What was set at the screen, without a restart."""
        size = label_size(settings)
        self._card_address = settings.cards.address
        self.kept_papers.keep_days = settings.papers.keep_days
        self.spooler.resize(size)
        self.labels.resize(size)

    def answering(self, answered: Callable[P, object]) -> Callable[P, object]:
        """For a part that answers in a thread of its own."""

        def answer(*args: P.args, **named: P.kwargs) -> None:
            self._post(lambda: self._listener.answered(lambda: answered(*args, **named)))

        return answer

    def test(self, name: str, what: DeviceTest) -> None:
        done = T("The drawer was told to open.") if what == "drawer" else T("Printed.")
        self.spooler.test(name, what, lambda wrong: self._say(wrong or done, ok=not wrong))

    def print_key(self, by: Id, done: Callable[[Text], object]) -> None:
        def came_out(wrong: Text) -> None:
            if not wrong:
                try:
                    self._services.printing.key_printed(by)
                except PultError as error:
                    # It is on paper all the same.
                    log.warning("the printing of the key is not journalled: %s", error)
            done(wrong)

        self.spooler.print_key(came_out)

    def use(self, key: str) -> None:
        try:
            self.finder.use(key)
        except PultError as error:
            self._say(error.message, ok=False)
        else:
            self._say(T("It is in use from now on."))

    def make_cards(self, wanted: bool) -> None:
        keys_of = self._services.cards.keys_of_new if wanted else None
        self.devices.make_cards(keys_of, self._card_address)

    def tell_customer(self, upper: Text, lower: Text) -> None:
        salon = self._services.context.salon
        words = speaker(salon.language, salon.zone)
        self.display.show(words.say(upper or salon.name), words.say(lower))

    def _say(self, text: Text, *, ok: bool = True) -> None:
        self._post(lambda: self._listener.hardware_said(text, ok=ok))

    def _show(self) -> None:
        self._shown(self.devices.states(), self._found)

    def _is_found(self, found: tuple[FoundDevice, ...]) -> None:
        self._found = found
        self._show()


def label_size(settings: Settings) -> LabelSize:
    label = settings.label
    return LabelSize(label.width_mm, label.height_mm, label.dots_per_mm)


def pass_on(event: Event, listener: HardwareListener) -> None:
    """Tells what a reader or scanner has heard."""
    if isinstance(event, CardTapped):
        listener.card(Tap(event.number, event.assurance, event.technology, event.address))
    elif isinstance(event, CardUnreadable):
        listener.unreadable(event.reason)
    elif isinstance(event, BarcodeScanned):
        listener.scan(event.code)
    elif isinstance(event, ScanUnreadable):
        listener.scan_unreadable()
