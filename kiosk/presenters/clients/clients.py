"""Clients: found while their name, phone or e-mail is being typed, with what they have spent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.clients.args import (
    ClientArgs,
    ClientFormArgs,
    ClientPicked,
    ClientsArgs,
    ClientSaved,
)
from kiosk.presenters.clients.lines import COLUMNS, ORDERS, Lines, ListColumn, plain_row
from kiosk.presenters.rows import Row
from kiosk.presenters.sync.line import NO_LINE, SyncLine, names, sync_line
from kiosk.presenters.sync.words import finished
from kiosk.salon.domain.people import ClientLine, ClientOrder, manages
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.clients import PAGE
from kiosk.salon.services.sync import Summary

MOST = 50
"""Found of those who are picked, or inactive: more wait for another letter."""
PATIENCE = 15.0
"""Seconds that the contacts' turn is waited for after another remote's."""
DEEPEST = 500
"""Rows read at once at most, when somebody comes back to a list that was scrolled far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientsState:
    """``empty``: what is said when there are no rows. ``pick``: a client is wanted by the screen
    below. ``may_clear``: it has one, and may do without. ``inactive``: inactive clients are shown
    too, ``may_inactive``: they can be.

    ``open``: the choices of staff and order are shown; ``filtered``: whose clients, "" for
    everybody's; ``staff``, ``staff_key``, ``orders``, ``order``: those choices. ``sync``: the
    button that refreshes."""

    query: str = ""
    rows: tuple[Row, ...] = ()
    empty: Text = ""
    count: Text = ""
    pick: bool = False
    may_clear: bool = False
    inactive: bool = False
    may_inactive: bool = False
    open: bool = False
    filtered: str = ""
    staff: tuple[tuple[str, Text], ...] = ()
    staff_key: str = ""
    orders: tuple[tuple[str, Text], ...] = ORDERS
    order: ClientOrder = "name"
    columns: tuple[ListColumn, ...] = COLUMNS
    sync: SyncLine = NO_LINE


class ClientList(Presenter[ClientsState, ClientsArgs]):
    name = "clients"
    blank = ClientsState()

    def forget(self) -> None:
        self._many: Text = ""
        self._lines: tuple[ClientLine, ...] = ()
        self._whole = True
        self._asked, self._asked_at = -1, 0.0

    def enter(self, args: ClientsArgs) -> None:
        pick = args.pick
        may_inactive = manages(self.host.staff) and not pick
        self._asked = -1
        staff: tuple[tuple[str, Text], ...] = (("", T("Everybody")),)
        if not pick:
            team = self.services.team.members()
            staff += tuple((m.id.hex(), m.first_name) for m in team if m.bookable)
        self.show(
            ClientsState(
                pick=pick, may_clear=pick and args.chosen, may_inactive=may_inactive, staff=staff
            )
        )
        self._count()
        self.search("")
        self.tick()

    def resume(self, result: Result | None = None) -> None:
        """A client who was added just now is whom one wanted."""
        if isinstance(result, ClientSaved) and self.state.pick:
            self.host.back(ClientPicked(result.client_id))
            return
        self._count()
        self._read(min(max(PAGE, len(self._lines)), DEEPEST))
        self.tick()

    def _count(self) -> None:
        """Not at each key: counting walks through all of them."""
        many = self.services.clients.count()
        self._many = N("{n} client", "{n} clients", many)

    # -- the list -----------------------------------------------------------------------------

    def search(self, query: str) -> None:
        """A letter more or less in the field."""
        self._read(PAGE, query=query)

    def more(self) -> None:
        """The end of the list came near."""
        if self._whole or not self._lines:
            return
        found = self._page(self.state, self._lines[-1], PAGE)
        self._lines += found
        self._whole = len(found) < PAGE
        self.show(replace(self.state, rows=self.state.rows + self._rows(self.state, found)))

    def _read(self, many: int, **changes: Any) -> None:
        """The list from its beginning, after ``changes`` of the state."""
        state = replace(self.state, **changes)
        clients, query = self.services.clients, state.query
        if state.pick:
            rows = tuple(plain_row(client) for client in clients.search(query, MOST))
        else:
            self._lines = self._page(state, None, many)
            self._whole = len(self._lines) < many
            rows = self._rows(state, self._lines)
        if state.inactive:
            # Above the others: they are what is looked for, and would be lost below so many.
            rows = (*(plain_row(one) for one in clients.inactive(query, MOST)), *rows)
        self.show(replace(state, rows=rows, empty=_empty(state), count=self._many))

    def _page(
        self, state: ClientsState, after: ClientLine | None, many: int
    ) -> tuple[ClientLine, ...]:
        staff_id = bytes.fromhex(state.staff_key) or None
        return self.services.clients.listing(state.query, staff_id, state.order, after, many)

    def _rows(self, state: ClientsState, lines: tuple[ClientLine, ...]) -> tuple[Row, ...]:
        context = self.services.context
        make = Lines(context.salon, context.now(), state.order)
        return tuple(make.row(line) for line in lines)

    # -- what is listed -----------------------------------------------------------------------

    def filter(self) -> None:
        """Shows the choices of staff and order, or puts them away; what was chosen stays."""
        self.show(replace(self.state, open=not self.state.open))

    def whose(self, key: str) -> None:
        """Clients of one stylist, or everybody's."""
        names = dict(self.state.staff)
        filtered = str(names[key]) if key else ""
        self._read(PAGE, staff_key=key, filtered=filtered)

    def order(self, key: ClientOrder) -> None:
        self._read(PAGE, order=key)

    def show_inactive(self, wanted: bool) -> None:
        """Also those who were switched off, so that they can be brought back. Managers only."""
        if self.state.may_inactive:
            self._read(PAGE, inactive=wanted)

    # -- services -------------------------------------------------------------------------------

    def tick(self) -> None:
        """How far the services are. What came from there is shown when somebody here asked for it:
        a list that moves by itself puts another client under the finger."""
        if self.state.pick:
            return
        sync = self.services.sync
        summaries = sync.summaries()
        if self._asked >= 0 and self._over(summaries):
            runs = [run for run in sync.runs() if run.number > self._asked]
            words, tone = finished(runs, names(summaries))
            self._asked = -1
            self.host.say(Toast(words, tone))
            self._count()
            self._read(min(max(PAGE, len(self._lines)), DEEPEST))
        self.show(replace(self.state, sync=sync_line(summaries, asked=self._asked >= 0)))

    def _over(self, summaries: tuple[Summary, ...]) -> bool:
        """Whether the contacts were looked at after somebody asked, and nothing is under way."""
        if any(one.running or "run" in one.asked for one in summaries):
            return False
        if not any(self._asked < one.ended == one.run for one in summaries):
            return False
        sync = self.services.sync
        looked = any(sync.of_clients(run) for run in sync.runs() if run.number > self._asked)
        # Where contacts are not kept in step, the other remotes are all there is.
        return looked or self.clock.monotonic() - self._asked_at > PATIENCE

    def refresh(self) -> None:
        """All services, now."""
        # A run that is under way may be past what somebody is waiting for: the next one counts.
        self._asked, self._asked_at = self.services.sync.summary().run, self.clock.monotonic()
        self.services.sync.refresh()
        self.tick()

    def stop_refresh(self) -> None:
        """What is done stays done; the rest another time."""
        self.services.sync.stop()
        self.tick()

    def open_sync(self) -> None:
        self.host.go("sync")

    # -- whom -----------------------------------------------------------------------------------

    def pick(self, key: str) -> None:
        if self.state.pick:
            self.host.back(ClientPicked(bytes.fromhex(key)))
        else:
            self.host.go(ClientArgs(bytes.fromhex(key)))

    def nobody(self) -> None:
        """The screen below shall do without a client."""
        if self.state.may_clear:
            self.host.back(ClientPicked(None))

    def new(self) -> None:
        """A new client, with what was typed as the name."""
        self.host.go(ClientFormArgs(typed=self.state.query, hand_back=self.state.pick))

    def card(self, card: TappedCard) -> bool:
        """A client's card picks as well as a finger does."""
        if not self.state.pick or card.client_id is None:
            return False
        self.host.back(ClientPicked(card.client_id))
        return True


def _empty(state: ClientsState) -> Text:
    if state.query:
        return T("Nobody found. Try fewer letters, or add a new client.")
    if state.filtered:
        return T("{name}: no clients yet", name=state.filtered)
    return T("No clients yet. Add the first one.")
