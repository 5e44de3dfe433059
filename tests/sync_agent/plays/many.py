"""Many clients at once, of whom everything that goes to Google is known."""

from __future__ import annotations

from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services

GIVEN = ("Anna", "Jiří", "Žofie", "Petr", "Šárka", "Ondřej", "Zsófia", "Maja", "Tomáš", "Eva")
FAMILY = ("Nováková", "Dvořák", "Příhodová", "Kučera", "Němcová", "Szabó", "Horvat", "Řezníček")
CITIES = (("Praha", "100 00"), ("Brno", "602 00"), ("Plzeň", "301 00"))


def add_clients(salon: Services, number: int, first: int = 0) -> list[Client]:
    """Numbers ``first`` and up; the same number is the same person."""
    with salon.context.store.transaction():
        return [salon.clients.save(client(n), None) for n in range(first, first + number)]


def client(n: int) -> Client:
    city, postcode = CITIES[n % 3]
    return Client(
        b"",
        GIVEN[n % 10],
        f"{FAMILY[n // 10 % 8]}-{n}",
        phone=f"+420777{n:06}",
        other_phone=f"+420222{n:06}" if n % 5 == 0 else "",
        email=f"client{n}@example.com" if n % 10 < 6 else "",
        gender="f" if n % 2 else "m",
        birth_date=f"{1950 + n % 50}-0{1 + n % 9}-1{n % 10}" if n % 3 else "",
        street=f"Dlouhá {n}",
        city=city,
        postcode=postcode,
        note=f"6/0 + 9 %, {n % 60} min, allergy: ammonia" if n % 4 == 0 else "",
        visits=n % 30,
    )
