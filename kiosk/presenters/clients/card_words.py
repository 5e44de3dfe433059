"""What is said of cards."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.salon.domain.cards.number import CardState
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import StaffMember, manages
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import Day, Msg, T, Text
from kiosk.salon.services.cards import CardTaken, GivenCard
from kiosk.salon.services.salon_services import Services

UNREADABLE: dict[str, Msg] = {
    "random": T(
        "This card or phone shows another number each time, so it cannot be recognised again. "
        "Please take another card."
    ),
    "taken_away": T("The card was taken away too soon. Hold it to the reader a little longer."),
    "wrong_key": T("This card is not of this salon."),
    "silent": T("The card does not answer. Please take another card."),
    "blank": T("Nothing is written on this card. Please take another card."),
}
"""By the reasons of ``drivers.events.CardUnreadable``."""
UNKNOWN_KIND = T("This kind of card cannot be read here. Please take another card.")

CARD_STATES: dict[CardState, Msg] = {
    "active": T("Active card"),
    "lost": T("Lost card"),
    "blocked": T("Blocked card"),
    "replaced": T("Replaced card"),
}


def copy_refused(given: Iterable[GivenCard], salon: Salon) -> Text:
    """For managers: that a copy of one of these cards was at a reader; "" when none was."""
    last = max((card.refused_at for card in given), default=0)
    if not last:
        return ""
    return T("A copy of this card was refused on {day}.", day=Day(salon.local(last).date()))


def told_of_copies(card: GivenCard, staff: StaffMember | None, salon: Salon) -> Text:
    """:func:`copy_refused` for who is at the desk."""
    return copy_refused((card,), salon) if manages(staff) else ""


def taken_by(services: Services, taken: CardTaken) -> Refused:
    """For the staff at the desk: whose the card is."""
    holder = taken.holder
    if holder.kind == "staff":
        name = services.team.member(holder.person_id).name
    else:
        name = services.clients.get(holder.person_id).name
    return Refused(T("This card belongs to {name} already.", name=name))
