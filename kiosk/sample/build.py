"""Builds the sample salon in one transaction."""

from __future__ import annotations

from random import Random

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.services.salon_services import Services
from kiosk.sample.day import DAY, MINUTE, Day, add_history, clock_at
from kiosk.sample.goods import add_products, add_services
from kiosk.sample.lists import table
from kiosk.sample.people import add_actors, add_clients, add_staff, set_up
from kiosk.sample.sample import Sample


def build(
    services: Services,
    *,
    clients: int = 2522,
    products: int = 200,
    full_day: bool = True,
    country: str = "CZ",
    seed: int = 149,
) -> Sample:
    """The same salon for the same arguments (ids, pseudonyms and booking codes apart).

    ``clients``: how many in all; never fewer than the 18 who act in the demonstration. A salon
    that is set up already keeps its profile and its country. All or nothing.
    """
    chance = Random(seed)
    if not services.setup.needed:
        country = services.context.salon.country
    language = COUNTRIES[country].language
    now = services.context.now()
    with services.context.store.transaction():
        with clock_at(services, now - 400 * DAY):
            set_up(services, country, language)
            staff = add_staff(services, language)
            service_ids = add_services(services, language)
            bottles = add_products(services, language, products, chance)
            actors = add_actors(services, country)
            others = add_clients(services, country, clients - len(actors), chance)
        add_history(services, staff, tuple(actors.values())[: 9 if full_day else 2], service_ids)
        day = Day(services, staff, actors, others, service_ids, chance)
        roles = day.happen(full=full_day)
        _wait(services, country, now)
        manager = next(one for one in staff if one.role == "manager")
        # Long past its first steps.
        services.first_steps.key_written(manager.id)
        services.first_steps.put_away("printer", manager.id)
    return Sample(country, staff, (*actors.values(), *others), roles, bottles)


def build_small(services: Services, *, country: str = "CZ", seed: int = 149) -> Sample:
    """The same day and the same people with little around them: for tests and pictures."""
    return build(services, clients=30, products=20, full_day=False, country=country, seed=seed)


def _wait(services: Services, country: str, now: int) -> None:
    row = next(row for row in table("salon") if row["country"] == country)
    for minutes, first_name in zip((14, 5), row["waiting"].split(), strict=True):
        with clock_at(services, now - minutes * MINUTE):
            services.waiting.add(first_name)
