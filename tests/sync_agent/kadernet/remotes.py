"""What of the salon stands at Kadernet: contacts both ways, and orders that come in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from sync_agent.engine.ports import Page, Record, Seen
from sync_agent.provider import Configured, Entry
from sync_agent.sides.clients import ClientsSide
from sync_agent.workers import Worker, both_ways, one_way
from tests.sync_agent.kadernet.account import ShopContext
from tests.sync_agent.kadernet.internet import SHOPS
from tests.sync_agent.kadernet.settings import KadernetSettings
from tests.sync_agent.plays.memory import MemoryRemote


def remotes(account: Configured[KadernetSettings]) -> tuple[Entry, ...]:
    return (
        Entry(
            f"{account.name}.contacts",
            T("Contacts"),
            "clients",
            "both",
            frozenset({"client"}),
            contacts,
        ),
        Entry(
            f"{account.name}.orders",
            T("Orders"),
            "other",
            "in",
            frozenset(),
            orders,
            account.settings.orders,
        ),
    )


def contacts(context: ShopContext) -> Worker:
    remote = MemoryRemote(SHOPS[context.name].contacts)
    return both_ways(remote, ClientsSide(context.services, remote.name))


def orders(context: ShopContext) -> Worker:
    return one_way(OrderFeed(context), Orders(context.services))


class OrderFeed:
    """See :class:`sync_agent.engine.intake.Source`."""

    form = "1"

    def __init__(self, context: ShopContext) -> None:
        self.name = f"{context.name}.orders"
        self._orders, self._owner = SHOPS[context.name].orders, context.owner

    def about(self) -> str:
        return self._owner

    def pull(self, token: str) -> Iterator[Page]:
        begin = int(token or 0)
        yield Page(self._orders[begin:], token=str(len(self._orders)))

    def read(self, key: str) -> Seen | None:
        return next((one for one in self._orders if one.key == key), None)


class Orders:
    """Who orders becomes a client. See :class:`sync_agent.engine.taking.Intake`."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def take(self, seen: Seen, local_id: Id | None, known: Record) -> Id | None:
        first, _, last = seen.record["name"].partition(" ")
        client = Client(local_id or b"", first, last, email=seen.record["email"])
        return self._services.clients.save(client, None).id

    def find(self, seen: Seen, known: Record, since: int) -> Sequence[tuple[Id, Record]]:
        return ()

    def instead(self, seen: Seen, since: int) -> Sequence[Id]:
        return ()

    def remember(self, seen: Seen) -> Record:
        return {}

    def until(self, known: Record) -> int:
        return 0

    def give_up(self, local_id: Id) -> None:
        """Whoever ordered stays a client."""

    def told(self, seen: Seen, local_id: Id | None) -> dict[str, object]:
        return {"title": f"Order {seen.key}"}

    def expected(self, ids: Sequence[Id]) -> Collection[Id]:
        return ()
