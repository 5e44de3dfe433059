"""Looks for what was plugged in and is not used yet, and takes it into use."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kiosk.hardware import discovery, settings_file
from kiosk.hardware.devices import Devices
from kiosk.hardware.discovery import Offer, Places
from kiosk.hardware.fitting import Section
from kiosk.salon import threads
from kiosk.salon.domain.devices import FoundDevice
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home


class Finder:
    """``post`` has something done in the thread of the screens, where ``found`` is told what there
    is. ``sections``: of the settings the devices were made from."""

    def __init__(
        self,
        home: Home,
        sections: Mapping[str, Section],
        devices: Devices,
        post: Callable[[Callable[[], object]], object],
        found: Callable[[tuple[FoundDevice, ...]], object],
        places: Places | None = None,
    ) -> None:
        self._home, self._devices, self._post, self._told = home, devices, post, found
        self._sections: dict[str, Section] = dict(sections)
        self._places = places or Places()
        self._offers: dict[str, Offer] = {}
        self._looking = False

    def look(self) -> None:
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

        threads.begin("discovery", look)

    def _found(self, offers: tuple[Offer, ...]) -> None:
        self._looking = False
        self._offers = {offer.key: offer for offer in offers}
        self._told(
            tuple(
                FoundDevice(one.key, one.kind.name, one.model, one.driver, one.where, one.plug)
                for one in offers
            )
        )

    @property
    def sections(self) -> Mapping[str, Section]:
        """Of the settings as they are now."""
        return dict(self._sections)

    def known(self, name: str, section: Section | None) -> None:
        """A section was written or taken out elsewhere."""
        self._sections.pop(name, None)
        if section is not None:
            self._sections[name] = section

    def use(self, key: str) -> None:
        """Writes a found device into the settings and starts it. Refused when it has been unplugged
        or its settings would be wrong, NeedsPerson when they cannot be written."""
        offer = self._offers.get(key)
        if offer is None:
            raise Refused(T("It has been unplugged."))
        added = settings_file.use(offer, self._home)
        self._devices.add(added.name, added.section, added.instead_of)
        for name in added.instead_of:
            self._sections.pop(name, None)
        self._sections[added.name] = added.section
        # Other ways of using it, and itself, are on offer no longer.
        self._found(tuple(one for one in self._offers.values() if one.where != offer.where))
