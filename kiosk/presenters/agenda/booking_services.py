"""The services on a booking while it is being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.presenters.agenda.booking_state import ChosenLine
from kiosk.presenters.agenda.rooms import needs
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Duration, T, Text


@dataclass(slots=True)
class ChosenServices:
    """Any number of services, each as often as it is wanted, in the order in which they begin."""

    all: tuple[Service, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all)

    def __contains__(self, service: Service) -> bool:
        return service in self.all

    def toggle(self, service: Service) -> None:
        """Puts it on the booking, or takes it off however often it was there."""
        kept = tuple(one for one in self.all if one != service)
        self.all = (*kept, service) if kept == self.all else kept

    def once_more(self, key: str) -> None:
        """Another time, right after the one before."""
        place = self._last(key)
        if place is not None:
            self.all = (*self.all[: place + 1], *self.all[place:])

    def once_less(self, key: str) -> None:
        place = self._last(key)
        if place is not None:
            self.all = self.all[:place] + self.all[place + 1 :]

    def _last(self, key: str) -> int | None:
        places = [place for place, one in enumerate(self.all) if one.id.hex() == key]
        return places[-1] if places else None

    @property
    def ids(self) -> list[Id]:
        return [service.id for service in self.all]

    @property
    def minutes(self) -> int:
        return sum(service.minutes for service in self.all)

    def price(self, currency: str) -> Text:
        """What they cost together, as far as the list says."""
        known = [service.price_minor for service in self.all if not service.open_price]
        if self.all and not known:
            return self.all[0].price(currency)
        price = Amount(sum(known), currency)
        return price if len(known) == len(self.all) else T("from {price}", price=price)

    @property
    def lines(self) -> tuple[ChosenLine, ...]:
        """Each service once."""
        return tuple(
            ChosenLine(
                service.id.hex(),
                service.name,
                Duration(service.minutes * self.all.count(service)),
                self.all.count(service),
            )
            for service in dict.fromkeys(self.all)
        )

    def rooms(self, known: Sequence[Resource]) -> Text:
        """What they need beside the stylist; empty for nothing."""
        needed = {room for service in self.all for room in service.resource_ids}
        return needs(known, needed)
