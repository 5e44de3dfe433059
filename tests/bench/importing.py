"""A clients' file from the stick to the last row on the disk: ``python -m tests.bench.importing``.

Each round begins with an empty salon. ``held``: how long a portion keeps the write lock, which a
till waits for.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kiosk.salon.compose import open_services
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.settings import Settings
from tests.bench import busy
from tests.bench.measure import Times
from tests.bench.report import Aim, Line, table

CLIENTS = 10_000
WHOLE, HELD = Aim(p99=20_000), Aim(p99=100)
ROUNDS = 2


def lines(clients: int = CLIENTS, rounds: int = ROUNDS) -> Iterator[Line]:
    looked, whole, held = Times(), Times(), Times()
    for _ in range(rounds):
        folder = Path(tempfile.mkdtemp(prefix="pult-import-"))
        try:
            _round(folder, clients, looked, whole, held)
        finally:
            shutil.rmtree(folder)
    yield Line(f"{clients} clients from a file, looked at", ours=looked)
    yield Line(f"{clients} clients from a file, looked at and written", WHOLE, whole)
    yield Line("write lock held by a portion", HELD, held)


def _round(folder: Path, clients: int, looked: Times, whole: Times, held: Times) -> None:
    services = open_services(open_home(folder / "home"), Settings())
    profile = Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ")
    services.setup.finish(profile, StaffMember(b"", "Petra", "Sample", role="manager"), "2580")
    portions: list[float] = []
    services.context.store.manners = lambda seconds: portions.append(seconds * 1000)
    importing = Importing(services.context)
    begun = time.perf_counter()
    plan = importing.read("clients", _file(folder, clients))
    seen = time.perf_counter()
    written = importing.apply(plan)
    ended = time.perf_counter()
    services.context.store.close()
    if written != clients:
        raise SystemExit(f"{written} rows written instead of {clients}")
    looked.add([(seen - begun) * 1000])
    whole.add([(ended - begun) * 1000])
    held.add(portions)


def _file(folder: Path, clients: int) -> Path:
    path = folder / "clients.csv"
    rows = (
        f"Jana{number};Vzorová{number};{601000000 + number};c{number}@example.com;"
        f"{number % 28 + 1}. 12. 1985;Ukázková {number};Praha;110 00;poznámka {number}\n"
        for number in range(clients)
    )
    head = "Jméno;Příjmení;Mobil;E-mail;Datum narození;Ulice;Město;PSČ;Poznámka\n"
    path.write_text(head + "".join(rows), encoding="cp1250")
    return path


if __name__ == "__main__":
    began = busy.now()
    print(f"{table(list(lines()))}\n\n{busy.since(began)}")
