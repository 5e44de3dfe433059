"""What stands at Kadernet: contacts and orders of each shop."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.salon.services.clock import ManualClock
from sync_agent.engine.ports import Seen
from tests.sync_agent.plays.memory_server import Server


@dataclass
class Shop:
    """``owner``: who signs in there (an e-mail). ``orders``: in the order in which they came."""

    contacts: Server
    owner: str
    orders: list[Seen] = field(default_factory=list)

    def order(self, number: int, name: str, email: str) -> None:
        record = {"name": name, "email": email}
        self.orders.append(Seen(str(number), "inside", version="1", record=record))


SHOPS: dict[str, Shop] = {}
"""By the account's name."""


def open_shop(name: str, clock: ManualClock) -> Shop:
    server = Server(clock, remote=f"{name}.contacts", prefix=f"{name}-")
    server.label = server.labels = 1
    shop = SHOPS[name] = Shop(server, f"owner@{name}.example")
    server.account = shop.owner
    return shop
