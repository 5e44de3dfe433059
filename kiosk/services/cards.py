"""Chip cards: a number comes in, only its token goes further."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import Id
from kiosk.services.context import Context


@dataclass(frozen=True, slots=True)
class CardHolder:
    kind: Literal["client", "staff"]
    person_id: Id


class Cards:
    def __init__(self, context: Context) -> None:
        self._context = context

    def holder(self, number: str) -> CardHolder | None:
        """Whose active card this is (person active too); None for any other card."""
        raise NotImplementedError

    def give(self, number: str, holder: CardHolder, by: Id | None) -> None:
        """Gives a card to a person. Refused: not a card number, card already somebody's (without
        saying whose)."""
        raise NotImplementedError

    def of(self, holder: CardHolder) -> int:
        """How many active cards the person has."""
        raise NotImplementedError

    def block(self, holder: CardHolder, by: Id) -> None:
        """Makes all cards of the person invalid (lost)."""
        raise NotImplementedError
