"""What the salon does: the list of services."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.goods.args import ServiceFormArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.folding import words
from kiosk.salon.domain.text import Duration, T


@dataclass(frozen=True, slots=True)
class ServicesState:
    query: str = ""
    rows: tuple[Row, ...] = ()


class ServiceList(Presenter[ServicesState, None]):
    name = "services"
    blank = ServicesState()

    def enter(self, _: None = None) -> None:
        self.search("")

    def resume(self, _: Result | None = None) -> None:
        self.search(self.state.query)

    def search(self, query: str) -> None:
        """Inactive services are listed too, greyed and at the end, so they can be brought back."""
        catalogue = self.services.catalogue
        currency = self.services.context.salon.currency.code
        found = list(catalogue.search_services(query))
        wanted = words(query)
        found += [
            service
            for service in catalogue.services(inactive=True)
            if not service.active and all(w in " ".join(words(service.name)) for w in wanted)
        ]
        rows = tuple(
            Row(
                service.id.hex(),
                service.name,
                T(
                    "{category} · {length}",
                    category=service.category,
                    length=Duration(service.minutes),
                )
                if service.category
                else Duration(service.minutes),
                service.price(currency),
                icon="scissors",
                chip="" if service.active else T("Inactive"),
                dim=not service.active,
            )
            for service in found
        )
        self.show(ServicesState(query, rows))

    def pick(self, key: str) -> None:
        require_manager(self)
        self.host.go(ServiceFormArgs(bytes.fromhex(key)))

    def rooms(self) -> None:
        """Rooms and devices that services need."""
        self.host.go("resources")

    def starter(self) -> None:
        """Services that are usual in the trade, to begin with."""
        require_manager(self)
        self.host.go("starter_services")

    def new(self) -> None:
        require_manager(self)
        self.host.go(ServiceFormArgs())
