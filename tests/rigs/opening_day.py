"""A small salon on its opening day, ready for a kiosk process: one visit soon, cards given.

It speaks English, so that tests name buttons by the texts in the sources.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.demo.prepare import DEVICES
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.people import Client
from kiosk.salon.services.clock import SystemClock
from tests.rigs.worker import BARCODES, ean13, open_salon, prepare

MANAGER_PIN = "2580"
CLIENT_CARD = "04B149A1C2D3E4"
OTHER_CLIENT_CARD = "04B149A1C2D3E5"
STAFF_CARD = "04B149918273A6"
MANAGER_CARD = "04B149FEDCBA98"
UNKNOWN_CARD = "04B14911223344"
CARDS = (CLIENT_CARD, OTHER_CLIENT_CARD, STAFF_CARD, MANAGER_CARD, UNKNOWN_CARD)
SHAMPOO = ean13(BARCODES[0])
OTHER_PHONE_TAIL = "654321"
MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class OpeningDay:
    """A data folder with two clients and their visits of today."""

    home: Path
    surnames: tuple[str, ...]


def zone_at_noon() -> str:
    """A time zone in which it is about noon now, so that the day is never over or not begun."""
    behind = datetime.now(UTC).hour - 12
    return f"Etc/GMT{behind:+d}"


def opening_day(home: Path, settings: str = DEVICES) -> OpeningDay:
    """Makes the data folder. ``settings``: text of ``pult.toml`` after the screen's size;
    without it the devices are those of the demonstration."""
    now = SystemClock().now()
    prepare(home, now)
    services, _ = open_salon(home, now)
    manager, stylist = services.team.members()
    salon = replace(services.context.salon, language="en", timezone=zone_at_noon())
    services.setup.change(salon, manager)
    for number, member in ((MANAGER_CARD, manager), (STAFF_CARD, stylist)):
        services.cards.give(number, CardHolder("staff", member.id), manager.id)
    haircut = services.catalogue.services()[0].id
    people = (
        ("Kateřina", "Vzorovská", "+420601123456", CLIENT_CARD),
        ("Tomáš", "Příkladný", f"+420601{OTHER_PHONE_TAIL}", OTHER_CLIENT_CARD),
    )
    for number, (first, last, phone, card) in enumerate(people):
        client = services.clients.save(Client(b"", first, last, phone, language="en"), manager.id)
        services.cards.give(card, CardHolder("client", client.id), manager.id)
        services.agenda.book(
            (manager, stylist)[number].id,
            now + 20 * MINUTE_MS,
            [haircut],
            manager.id,
            client_id=client.id,
        )
    services.context.store.close()
    (home / "pult.toml").write_text(f'[screen]\nsize = "1280x800"\n{settings}')
    return OpeningDay(home, tuple(last for _, last, _, _ in people))
