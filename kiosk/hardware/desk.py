"""Does what the devices page asks: tests, looking for what was plugged in, using it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from kiosk.hardware import discovery
from kiosk.hardware import settings_file as device_settings
from kiosk.hardware.devices import Devices
from kiosk.hardware.discovery import Offer, Places
from kiosk.hardware.fitting import Section
from kiosk.hardware.spooler import Spooler
from kiosk.presenters.base import Toast
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.output import DeviceAsk
from kiosk.salon.domain.devices import FoundDevice
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import T, Text
from kiosk.salon.home import Home


class DeviceDesk:
    """``post`` has something done in the thread of the screens, which also calls :meth:`ask`.

    ``sections``: of the settings the devices were made from. ``keys_of``: what a
    blank card is given, by its UID; called in the readers' threads. ``card_address``: the beginning
    of the web address it is to sign; "" for none."""

    def __init__(
        self,
        home: Home,
        sections: Mapping[str, Section],
        devices: Devices,
        spooler: Spooler,
        navigator: Navigator,
        post: Callable[[Callable[[], object]], object],
        places: Places | None = None,
        keys_of: Callable[[bytes], Mapping[int, bytes]] | None = None,
        card_address: str = "",
    ) -> None:
        self._home, self._devices, self._spooler = home, devices, spooler
        self._sections: dict[str, Section] = dict(sections)
        self._navigator, self._post, self._places = navigator, post, places
        self._keys_of, self._card_address = keys_of, card_address
        self._offers: dict[str, Offer] = {}
        self._looking = False

    def ask(self, what: DeviceAsk, name: str) -> None:
        """See :class:`kiosk.presenters.navigator.Output`."""
        if what == "find":
            self._find()
        elif what == "use":
            self._use(name)
        elif what == "make":
            self._devices.make_cards(self._keys_of, self._card_address)
        elif what == "make_no_more":
            self._devices.make_cards(None)
        else:
            done = T("The drawer was told to open.") if what == "drawer" else T("Printed.")
            self._spooler.test(name, what, lambda wrong: self._say(wrong or done, bad=bool(wrong)))

    def _say(self, text: Text, *, bad: bool = False) -> None:
        self._post(lambda: self._navigator.say(Toast(text, "bad" if bad else "ok")))

    def _find(self) -> None:
        """In a thread of its own: PC/SC may take its time."""
        if self._looking:
            return
        self._looking = True
        sections = dict(self._sections)

        def look() -> None:
            found: tuple[Offer, ...] = ()
            try:
                found = discovery.offers(sections, self._places)
            finally:
                self._post(lambda: self._found(found))

        threading.Thread(target=look, name="discovery", daemon=True).start()

    def _found(self, offers: tuple[Offer, ...]) -> None:
        self._looking = False
        self._offers = {offer.key: offer for offer in offers}
        self._navigator.set_found(
            tuple(
                FoundDevice(one.key, one.kind.name, one.model, one.driver, one.where)
                for one in offers
            )
        )

    def _use(self, key: str) -> None:
        offer = self._offers.get(key)
        if offer is None:
            self._say(T("It has been unplugged."), bad=True)
            return
        try:
            added = device_settings.use(offer, self._home)
            self._devices.add(added.name, added.section, added.instead_of)
        except PultError as error:
            self._say(error.message, bad=True)
            return
        for name in added.instead_of:
            self._sections.pop(name, None)
        self._sections[added.name] = added.section
        self._navigator.set_devices(self._devices.states())
        self._say(T("It is in use from now on."))
        # Other ways of using it, and itself, are on offer no longer.
        self._found(tuple(one for one in self._offers.values() if one.where != offer.where))
