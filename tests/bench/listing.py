"""The client list in every order, first pages and far ones, with and without words and stylist."""

from __future__ import annotations

from typing import get_args

from kiosk.salon.domain.people import ClientLine, ClientOrder
from kiosk.salon.services.salon_services import Services
from tests.bench.measure import Steps

QUERIES = ("", "r", "jana", "ruze", "marie ruze", "jana n", "602 1", "tereza lipa-dub", "exam")
PAGES = 4


class Listing:
    """Reads only. The stylists differ: the first sold everything, the others had some visits."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._staff = [None, *(member.id for member in services.team.members()[:2])]

    def pages(self) -> Steps:
        """Each page is timed alone; ``far``: after two hundred pages of the whole list."""
        for order in get_args(ClientOrder):
            for staff_id in self._staff:
                for query in QUERIES:
                    yield from self._list("page", query, staff_id, order, PAGES)
        for order in get_args(ClientOrder):
            (far,) = self._services.clients.listing(order=order, limit=10_000)[-1:]
            yield from self._list("far", "", None, order, PAGES, far)

    def _list(
        self,
        series: str,
        query: str,
        staff_id: bytes | None,
        order: ClientOrder,
        count: int,
        after: ClientLine | None = None,
    ) -> Steps:
        place = [after]

        def turn() -> None:
            found = self._services.clients.listing(query, staff_id, order, place[0])
            place[:] = found[-1:] or place

        for _ in range(count):
            yield series, turn
