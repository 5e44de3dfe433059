"""Clients: found while their name, phone or e-mail is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kiosk.domain.people import Client
from kiosk.domain.text import N, Text
from kiosk.presenters.base import Presenter
from kiosk.presenters.client_words import STATUS, STATUS_TONE, contact
from kiosk.presenters.rows import Row

MOST = 50
"""Rows shown; another letter narrows the list faster than scrolling does."""


@dataclass(frozen=True, slots=True)
class ClientsState:
    query: str = ""
    rows: tuple[Row, ...] = ()
    count: Text = ""


class Clients(Presenter[ClientsState]):
    name = "clients"

    _many: Text = ""

    def blank(self) -> ClientsState:
        return ClientsState()

    def enter(self, **args: Any) -> None:
        self._count()
        self.search("")

    def resume(self, **args: Any) -> None:
        self._count()
        self.search(self.state.query)

    def _count(self) -> None:
        """Not at each key: counting walks through all of them."""
        many = self.services.clients.count()
        self._many = N("{n} client", "{n} clients", many)

    def search(self, query: str) -> None:
        """A letter more or less in the field."""
        found = self.services.clients.search(query, MOST)
        self.show(ClientsState(query, tuple(_row(client) for client in found), self._many))

    def pick(self, key: str) -> None:
        self.host.go("client", client_id=bytes.fromhex(key))

    def new(self) -> None:
        """A new client, with what was typed as the name."""
        self.host.go("client_form", typed=self.state.query)

    def close(self) -> None:
        self.host.back()


def _row(client: Client) -> Row:
    marked = client.status in ("problem", "blocked")
    return Row(
        client.id.hex(),
        client.name,
        contact(client),
        icon="alert-triangle" if client.warning else "user",
        tone=STATUS_TONE[client.status] if marked else "bad" if client.warning else "",
        chip=STATUS[client.status] if marked else "",
        dim=not client.active,
    )
