"""Bonus points of clients: given and taken."""

from __future__ import annotations

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, T
from kiosk.salon.services.context import Area
from kiosk.salon.store.clients import points
from kiosk.salon.store.clients import table as clients

MOST = 1_000_000
"""More at once is a slip of the finger."""


class Points(Area):
    def move(self, client_id: Id, count: int, why: str, by: Id | None) -> int:
        """Gives (positive) or takes points; returns the balance after. Journalled without the
        reason, which may tell something about the person and must be erasable. Refused: no points,
        more than a million, no reason, the balance would fall below zero, the client was erased."""
        context, store = self._context, self._context.store
        reason = entering.line(why)
        if not 0 < abs(count) <= MOST:
            raise Refused(T("Enter how many points."), field="points")
        if not reason:
            raise Refused(T("Please give a reason."), field="why")
        with store.transaction():
            before = points.balance(store, client_id)
            if before is None or clients.erased(store, client_id):
                raise NotFound(T("This client no longer exists."))
            balance = before + count
            if balance < 0:
                told = N("There is only {n} point.", "There are only {n} points.", before)
                raise Refused(told, field="points")
            movement_id, now = context.new_id(), context.now()
            points.add(store, movement_id, client_id, count, reason, now, staff_id=by)
            pseudonym = clients.pseudonym(store, client_id)
            context.note("client.points", by, now, client=pseudonym, points=count, balance=balance)
            context.changed("client", client_id)
        return balance
