"""The zone whose time the salon keeps."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.text import T

NEIGHBOURS = (
    *("Europe/Bratislava", "Europe/Vienna", "Europe/Berlin", "Europe/Warsaw", "Europe/Zagreb"),
    *("Europe/Rome", "Europe/London", "Europe/Bucharest", "Europe/Kyiv"),
)


class ZoneForm(FormPresenter[None]):
    name = "zone_form"

    def begin(self, _: None) -> None:
        require_manager(self)
        own = self.services.context.salon.zone.key
        known = (country.timezone for country in COUNTRIES.values())
        options = tuple(
            (zone, zone.rpartition("/")[2].replace("_", " "))
            for zone in dict.fromkeys((*known, *NEIGHBOURS, own))
        )
        field = FormField("zone", T("Time as in"), "choice", own, options=options)
        self.open(T("Time zone"), (field,))

    def submit(self) -> None:
        by = require_manager(self)
        salon = replace(self.services.context.salon, timezone=self.value("zone"))
        self.services.setup.change(salon, by)
        self.host.set_language(self.host.language, again=True)
        self.host.say(Toast(T("The time is shown as in {place}.", place=salon.zone.key)))
        self.host.back()
