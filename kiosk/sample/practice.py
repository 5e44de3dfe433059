"""A folder to practise in: the salon's own lists and team, clients that do not exist, and no way
into the books, to an office or into the net."""

from __future__ import annotations

import shutil
from random import Random

from kiosk.salon.compose import open_services
from kiosk.salon.domain.agenda.clash import BUT_VISITS
from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.home import Home, open_home, write_private
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store import cards, practice
from kiosk.sample.people import add_actors, add_clients

CLIENTS = 12
QUARTER = 15 * 60_000
VISITS_EACH, MOST_STYLISTS = 3, 8


def begin(home: Home, settings: Settings) -> Home:
    """Makes the folder anew and returns it. The next start after this one is a usual one, however
    this one ends. Raises as :func:`kiosk.salon.compose.open_services` does."""
    home.practise_next.unlink(missing_ok=True)
    shutil.rmtree(home.practice, ignore_errors=True)
    made = open_home(home.practice)
    write_private(made.training, "")
    if home.settings.exists():
        write_private(made.settings, home.settings.read_text("utf-8"))
    real = open_services(home, settings)
    try:
        services = open_services(made, settings)
        try:
            practice.take_over(services.context.store, home.database)
            services.context.salon_changed()
            _carry_cards(real, services)
            _furnish(services)
        finally:
            services.context.store.close()
    finally:
        real.context.store.close()
    return made


def _carry_cards(real: Services, services: Services) -> None:
    """Cards of the team open the desk here too. The salon's key stays where it is: their numbers
    are written anew with the key of this folder. A card that proves itself with keys of its own
    cannot be carried over; its holder types the PIN."""
    keys, store = services.context.keys, services.context.store
    with store.transaction():
        for card in cards.every(real.context.store):
            usable = card.holder.kind == "staff" and card.state == "active"
            if not usable or card.assurance != "uid":
                continue
            number = CardNumber.of_token(card.token, real.context.keys, card.technology)
            if number is not None:
                cards.add(store, card)
                cards.write(store, card.id, number.token(keys), number.format,
                            number.meanings(keys))  # fmt: skip


def _furnish(services: Services) -> None:
    """Clients that are plainly samples, and a few visits of the hours to come."""
    context = services.context
    country, now = context.salon.country, context.now()
    chance = Random(now)
    people = [*add_actors(services, country).values()]
    people += add_clients(services, country, CLIENTS, chance)
    team = services.team.members()
    # Also in the evening: practising is done when the salon is closed.
    manager = next(one for one in team if one.role == "manager")
    stylists = [one for one in team if one.bookable]
    offered = [one for one in services.catalogue.services() if one.active]
    if not stylists or not offered:
        return
    begins = now - now % QUARTER
    for column, stylist in enumerate(stylists[:MOST_STYLISTS]):
        at = begins + column % 3 * QUARTER
        for _ in range(VISITS_EACH):
            visit = services.agenda.book(
                stylist.id,
                at,
                [chance.choice(offered).id],
                manager.id,
                client_id=chance.choice(people).id,
                despite=BUT_VISITS,
            )
            at = visit.ends_at + QUARTER
