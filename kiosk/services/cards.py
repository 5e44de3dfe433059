"""Chip cards: a number comes in, only its token goes further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.cards import CardNumber
from kiosk.domain.errors import Refused
from kiosk.domain.ids import Id
from kiosk.domain.text import T
from kiosk.services.context import Context
from kiosk.store import cards, clients, staff


@dataclass(frozen=True, slots=True)
class CardHolder:
    kind: Literal["client", "staff"]
    person_id: Id


class Cards:
    def __init__(self, context: Context) -> None:
        self._context = context

    def holder(self, number: str) -> CardHolder | None:
        """Whose active card this is (person active too); None for any other card, also one that
        was not read whole."""
        try:
            token = CardNumber(number).token(self._context.keys)
        except Refused:
            return None
        found = cards.holder(self._context.store, token)
        return None if found is None else CardHolder(*found)

    def give(self, number: str, holder: CardHolder, by: Id | None) -> None:
        """Gives a card to a person. Refused: not a card number, card already somebody's (without
        saying whose)."""
        store = self._context.store
        token = CardNumber(number).token(self._context.keys)
        with store.transaction():
            if cards.in_use(store, token):
                raise Refused(T("This card is already in use."))
            cards.give(store, token, holder.kind, holder.person_id, self._context.now())
            self._record("card.given", holder, by)

    def of(self, holder: CardHolder) -> int:
        """How many active cards the person has."""
        return cards.count(self._context.store, holder.kind, holder.person_id)

    def block(self, holder: CardHolder, by: Id) -> None:
        """Makes all cards of the person invalid (lost)."""
        with self._context.store.transaction():
            if cards.block(self._context.store, holder.kind, holder.person_id):
                self._record("card.blocked", holder, by)

    def _record(self, kind: str, holder: CardHolder, by: Id | None) -> None:
        store = self._context.store
        area = staff if holder.kind == "staff" else clients
        body: dict[str, object] = {
            holder.kind: area.pseudonym(store, holder.person_id),
            "by": staff.actor(store, by),
        }
        self._context.journal.append(kind, self._context.now(), body)
        self._context.changed(holder.kind, holder.person_id)
