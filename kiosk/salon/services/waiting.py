"""The waiting list: people without a booking who would like to be seen."""

from __future__ import annotations

from typing import Literal

from kiosk.salon.domain.agenda.appointment import WaitingEntry, waiting_name
from kiosk.salon.domain.errors import Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.store import waiting


class WaitingList(Area):
    def today(self) -> tuple[WaitingEntry, ...]:
        """Who still waits of this business day, oldest first."""
        start, _ = self._context.salon.day_bounds(self._context.today())
        return waiting.open_since(self._context.store, start)

    def add(self, first_name: str, client_id: Id | None = None, via: str = "") -> WaitingEntry:
        """Puts somebody on the list; ``via``: where they asked, for the journal. Refused without a
        name or with over 40 characters."""
        context = self._context
        with context.store.transaction():
            name = waiting_name(first_name)
            entry = WaitingEntry(context.new_id(), name, context.now(), client_id)
            waiting.insert(context.store, entry)
            context.journal.append("waiting.added", entry.at, {"via": via} if via else {})
            context.changed("waiting", entry.id)
            return entry

    def leave(self, waiting_id: Id, by: Id | None) -> None:
        """Somebody has left. Stale when they were seated or had left before."""
        with self._context.store.transaction():
            if not self._settle(waiting_id, "left", by):
                raise Stale(T("This person is not waiting any more."))

    def seat(self, waiting_id: Id, by: Id | None) -> None:
        """Inside the transaction that books a visit: somebody is seated with it. Who is off the
        list already, by another desk, is left as they are."""
        self._settle(waiting_id, "seated", by)

    def _settle(self, waiting_id: Id, outcome: Literal["seated", "left"], by: Id | None) -> bool:
        """False, and nothing written, when the entry was settled before."""
        context = self._context
        if not waiting.settle(context.store, waiting_id, outcome, context.now()):
            return False
        context.note(f"waiting.{outcome}", by)
        context.changed("waiting", waiting_id)
        return True
