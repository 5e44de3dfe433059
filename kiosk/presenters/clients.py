"""Clients: found while their name, phone or e-mail is being typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk.domain.cards import Tap
from kiosk.domain.ids import Id
from kiosk.domain.people import Client
from kiosk.domain.text import N, T, Text
from kiosk.presenters.base import Presenter
from kiosk.presenters.client_words import STATUS, STATUS_TONE, contact
from kiosk.presenters.rows import Row

MOST = 50
"""Rows shown; another letter narrows the list faster than scrolling does."""


@dataclass(frozen=True, slots=True)
class ClientsState:
    """``pick``: a client is wanted by the screen below. ``may_clear``: it has one, and may do
    without. ``inactive``: inactive clients are shown too, ``may_inactive``: they can be."""

    query: str = ""
    rows: tuple[Row, ...] = ()
    count: Text = ""
    pick: bool = False
    may_clear: bool = False
    inactive: bool = False
    may_inactive: bool = False


class Clients(Presenter[ClientsState]):
    """``pick``: whom one taps is handed to the screen below as ``picked`` instead of being opened.
    ``chosen``: somebody is picked there already, so that nobody can be picked too."""

    name = "clients"

    _many: Text = ""

    def blank(self) -> ClientsState:
        return ClientsState()

    def enter(self, pick: bool = False, chosen: bool = False, **args: Any) -> None:
        manager = self.host.staff is not None and self.host.staff.role == "manager"
        may_inactive = manager and not pick
        self.show(ClientsState(pick=pick, may_clear=pick and chosen, may_inactive=may_inactive))
        self._count()
        self.search("")

    def resume(self, client_id: Id = b"", **args: Any) -> None:
        """``client_id``: a client who was added just now."""
        if client_id and self.state.pick:
            self.host.back(picked=client_id)
            return
        self._count()
        self.search(self.state.query)

    def _count(self) -> None:
        """Not at each key: counting walks through all of them."""
        many = self.services.clients.count()
        self._many = N("{n} client", "{n} clients", many)

    def search(self, query: str) -> None:
        """A letter more or less in the field."""
        found = self.services.clients.search(query, MOST)
        if self.state.inactive:
            # Above the others: they are what is looked for, and would be lost below so many.
            found = (*self.services.clients.inactive(query, MOST), *found)
        rows = tuple(_row(client) for client in found)
        self.show(replace(self.state, query=query, rows=rows, count=self._many))

    def show_inactive(self, wanted: bool) -> None:
        """Also those who were switched off, so that they can be brought back. Managers only."""
        if self.state.may_inactive:
            self.show(replace(self.state, inactive=wanted))
            self.search(self.state.query)

    def pick(self, key: str) -> None:
        if self.state.pick:
            self.host.back(picked=bytes.fromhex(key))
        else:
            self.host.go("client", client_id=bytes.fromhex(key))

    def nobody(self) -> None:
        """The screen below shall do without a client."""
        if self.state.may_clear:
            self.host.back(picked=None)

    def new(self) -> None:
        """A new client, with what was typed as the name."""
        then = "back" if self.state.pick else "open"
        self.host.go("client_form", typed=self.state.query, then=then)

    def card(self, tap: Tap) -> bool:
        """A client's card picks as well as a finger does."""
        holder = self.services.cards.holder(tap) if self.state.pick else None
        if holder is None or holder.kind != "client":
            return False
        self.host.back(picked=holder.person_id)
        return True

    def close(self) -> None:
        self.host.back()


def _row(client: Client) -> Row:
    marked = client.active and client.status in ("problem", "blocked")
    chip = STATUS[client.status] if marked else ""
    return Row(
        client.id.hex(),
        client.name,
        contact(client),
        icon="alert-triangle" if client.warning else "user",
        tone=STATUS_TONE[client.status] if marked else "bad" if client.warning else "",
        chip=chip if client.active else T("Inactive"),
        dim=not client.active,
    )
