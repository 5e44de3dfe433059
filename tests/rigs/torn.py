"""A card that is torn away at one place of a dialogue, without a reader between."""

from __future__ import annotations

from collections.abc import Callable

from tests.rigs.virtual_card import Card


class Torn(Exception):
    """The card is away."""


def torn_at(card: Card, place: int, *, heard: bool) -> Callable[[bytes], bytes]:
    """Speaks to the card until its APDU number ``place`` (from 1), which it does not answer;
    ``heard``: it does what it was told all the same."""
    left = place

    def transmit(apdu: bytes) -> bytes:
        nonlocal left
        left -= 1
        if left == 0:
            if heard:
                card.answer(apdu)
            raise Torn
        return card.answer(apdu)

    return transmit
