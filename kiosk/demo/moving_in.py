"""A salon's clients as another program has saved them: sample data on a folder that is a stick."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path

from kiosk.salon.domain.country import COUNTRIES
from kiosk.sample.lists import names
from kiosk.sample.people import PHONES

HEADINGS = ("Client ID", "First Name", "Last Name", "Mobile Number", "Email", "Date of Birth")
"""Such as booking programs export them."""
FILE = "clients.csv"
ROWS = 2500


@dataclass(frozen=True, slots=True)
class Visitor:
    """The client of the file who comes today. ``tail``: the last digits of her number."""

    first_name: str = "Ada"
    last_name: str = "Vzorka"
    tail: str = "123456"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


VISITOR = Visitor()


def write_clients(folder: Path, country: str) -> Path:
    """Writes the file, with :data:`VISITOR` and as many made up names as make :data:`ROWS`."""
    lists = names(COUNTRIES[country].language)
    people = [(VISITOR.first_name, VISITOR.last_name, VISITOR.tail)]
    while len(people) < ROWS:
        others = islice(product(lists["last_f"], lists["first_f"]), ROWS - len(people))
        start = len(people)
        people += [
            (first, last, f"{200_000 + start + n}") for n, (last, first) in enumerate(others)
        ]
    path = folder / FILE
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADINGS)
        for number, (first, last, tail) in enumerate(people, 1):
            phone, email = f"{PHONES[country]}{tail}", f"client{number}@example.com"
            rows.writerow((number, first, last, phone, email, ""))
    return path
