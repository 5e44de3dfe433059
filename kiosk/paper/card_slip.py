"""A client's card that is a QR code on paper."""

from __future__ import annotations

from kiosk.paper.document import QR, Blank, Cut, Document, Line
from kiosk.salon.domain.cards.code_cards import CodeCard
from kiosk.salon.domain.people import short_name
from kiosk.salon.domain.salon import Salon


def card_slip(card: CodeCard, salon: Salon) -> Document:
    """Kept in a purse and lost like any card, so it tells no more than whose it looks to be."""
    return Document(
        "card",
        (
            Line(salon.name, bold=True, large=True, align="center"),
            Blank(),
            QR(card.code, size=8),
            Blank(),
            Line(short_name(card.first_name, card.last_name), bold=True, align="center"),
            Cut(),
        ),
    )
