"""The big salon: built once by direct bulk SQL, kept in ``out/bench`` until the schema changes.

Nothing here is a person: given names are combined with names of plants.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.salon.compose import open_services
from kiosk.salon.domain.cards.number import CardNumber
from kiosk.salon.domain.clients import client_words
from kiosk.salon.domain.folding import EDITION, fold
from kiosk.salon.domain.goods.barcode import check_digit
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import Home, load_keys, open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from tests.bench import entries, history
from tests.bench.history import insert
from tests.rigs.recount import RECOUNT

OUT = Path("out/bench")
DAY_MS = 86_400_000
MANAGER_PIN = "2580"
STAFF = ("Alena", "Blanka", "Cecílie", "Dora")

GIVEN, PLANTS, GOODS = (
    tuple(line.split())
    for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
)
"""Given names, plants instead of surnames, goods."""
MAKERS = tuple(f"Ukázka {letter}" for letter in "ABCDEFGHIJKLMNOPQRST")


@dataclass(frozen=True)
class Size:
    """How much of everything. A sale has four lines on average."""

    products: int = 100_000
    clients: int = 100_000
    sales: int = 250_000
    visits: int = 100_000

    @property
    def carded(self) -> int:
        """So many clients have a card: the first ones."""
        return min(self.clients, 10_000)


BIG = Size()
MEDIUM = Size(products=200, clients=1_000, sales=500, visits=500)


class Ids:
    """UUIDv7 in rising order, the same at each building."""

    def __init__(self) -> None:
        self._random = random.Random(7)
        self._counter = 0

    def new(self, at: int) -> bytes:
        """``at``: UTC ms. Calls must not go back in time by more than they rise."""
        self._counter = (self._counter + 1) & 0xFFF
        low = 2 << 62 | self._random.getrandbits(62)
        return (at << 80 | 7 << 76 | self._counter << 64 | low).to_bytes(16, "big")


def barcode_of(number: int) -> str:
    """EAN-13 of the ``number``-th product, in the range shops may use for themselves."""
    body = f"29{number:010d}"
    return f"{body}{check_digit(body)}"


def card_of(number: int) -> str:
    """The card number of the ``number``-th client that has one."""
    return f"04{number:012X}"


def staff_card_of(number: int) -> str:
    """The card number of the ``number``-th member of staff (0 is the manager)."""
    return f"05{number:012X}"


def build(size: Size, *, quiet: bool = False) -> Home:
    """The data folder of a salon of that size, made if it is not there yet. Never write to it:
    measure on :func:`copy`."""
    key = hashlib.sha256(_schema().encode() + repr(size).encode() + _own_source()).hexdigest()[:12]
    path = (OUT / f"salon-{size.products}-{key}").absolute()
    if (path / "whole").exists():
        return open_home(path)
    for old in OUT.glob(f"salon-{size.products}-*"):
        shutil.rmtree(old, ignore_errors=True)
    started = time.monotonic()
    home = open_home(path)
    services = open_services(home, Settings())
    people = _set_up(services)
    services.context.store.close()
    _fill(home, size, people)
    (path / "whole").touch()
    if not quiet:
        megabytes = home.database.stat().st_size / 1e6
        taken = time.monotonic() - started
        print(f"built {path.name}: {megabytes:.0f} MB in {taken:.1f} s")
    return home


def copy(home: Home, name: str) -> Home:
    """A fresh copy of a salon to write to."""
    target = home.path.parent / name
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(home.path, target)
    return open_home(target)


def remove_copies() -> None:
    """Half a gigabyte each."""
    for folder in OUT.iterdir():
        if folder.is_dir() and not folder.name.startswith("salon-"):
            shutil.rmtree(folder, ignore_errors=True)


def _schema() -> str:
    """Everything the migrations make, as SQLite tells it: the key of the cache."""
    import peewee

    from kiosk.salon.store import migrations

    db = peewee.SqliteDatabase(":memory:")
    migrations.upgrade(db)
    return "\n".join(str(row[0]) for row in db.execute_sql("SELECT sql FROM sqlite_master"))


def _own_source() -> bytes:
    sources = (__file__, history.__file__, entries.__file__)
    return b"".join(Path(source).read_bytes() for source in sources)


def _set_up(services: Services) -> list[bytes]:
    """Profile, manager and stylists through the services; returns the ids of the staff."""
    profile = Salon(
        *("Velký ukázkový salon", "Ukázková 1", "Praha", "100 00", "CZ"),
        phone="+420 200 000 000",
        company_id="00000000",
        vat_id="CZ00000000",
        receipt_footer="Děkujeme za návštěvu",
    )
    manager = services.setup.finish(
        profile, StaffMember(b"", "Petra", "Ukázková", role="manager"), MANAGER_PIN
    )
    people = [manager.id]
    for number, name in enumerate(STAFF):
        member = StaffMember(b"", name, "Ukázková", colour=number + 1)
        people.append(services.team.save(member, manager.id).id)
    return people


def _fill(home: Home, size: Size, people: list[bytes]) -> None:
    db = sqlite3.connect(home.database, isolation_level=None)
    # Nothing here is worth keeping until the whole is there.
    for pragma in ("journal_mode=off", "synchronous=off", "foreign_keys=off", "cache_size=-200000"):
        db.execute(f"PRAGMA {pragma}")
    db.execute("PRAGMA locking_mode=exclusive")
    db.execute("BEGIN")
    now = int(time.time() * 1000)
    start = now - 4 * 365 * DAY_MS
    triggers = dict(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name in triggers:
        db.execute(f"DROP TRIGGER {name}")
    ids = Ids()
    products = _products(db, ids, size.products, start)
    clients = _clients(db, ids, size.clients, start)
    _cards(db, ids, load_keys(home)[0], clients[: size.carded], people, start)
    services = _services(db, ids, start)
    history.visits(db, ids, size.visits, start, now, clients, people, services)
    history.sales(db, ids, size.sales, start, now, clients, people, services, products)
    db.execute(
        "UPDATE product SET stock_milli = (SELECT coalesce(sum(quantity_milli), 0) "
        "FROM stock_movement m WHERE m.product_id = product.id)"
    )
    for statement in RECOUNT:
        db.execute(statement)
    entries.write(home, db)
    db.execute("INSERT INTO product_fts (product_fts) VALUES ('rebuild')")
    for trigger in triggers.values():
        db.execute(trigger)
    db.execute("COMMIT")
    db.execute("PRAGMA locking_mode=normal")
    db.execute("PRAGMA journal_mode=wal")
    db.close()


def _products(
    db: sqlite3.Connection, ids: Ids, count: int, at: int
) -> list[tuple[bytes, str, int]]:
    """Returns ``(id, name, price)`` of each."""
    chance = random.Random(1)
    made: list[tuple[bytes, str, int]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(count):
            name = (
                f"{GOODS[number % len(GOODS)]} {MAKERS[number // 12 % len(MAKERS)]} "
                f"{chance.choice(PLANTS).lower()} {50 * chance.randint(1, 20)} ml {number}"
            )
            product_id, price = ids.new(at), 100 * chance.randint(49, 1500)
            made.append((product_id, name, price))
            code = f"B{number:06d}"
            yield (
                *(number + 1, product_id, code, name, fold(f"{name} {code}"), "Prodej", "ks"),
                *(price, 2100, 0, 1),
            )

    insert(
        db,
        "product",
        "number, id, code, name, folded, category, unit, price_minor, vat_bp, stock_milli, active",
        rows(),
    )
    db.executemany(
        "INSERT INTO barcode (code, product_id) VALUES (?, ?)",
        ((barcode_of(number), made[number][0]) for number in range(count)),
    )
    insert(
        db,
        "stock_movement",
        "id, product_id, quantity_milli, kind, reason, at",
        ((ids.new(at), product[0], 100_000, "opening", "", at) for product in made),
    )
    return made


def _clients(db: sqlite3.Connection, ids: Ids, count: int, at: int) -> list[bytes]:
    chance = random.Random(2)
    made: list[bytes] = []
    index: list[tuple[str, int, str, str]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(1, count + 1):
            client = Client(
                ids.new(at),
                chance.choice(GIVEN),
                f"{chance.choice(PLANTS)}-{chance.choice(PLANTS)}",
                phone=f"+4207{number:08d}",
            )
            client = replace(client, email=f"{fold(client.first_name)}{number}@example.com")
            made.append(client.id)
            found = _words_of(client)
            if number <= 20 and found != client_words.entries(client):
                raise AssertionError("the word index of clients is made differently now")
            folded = "".join(f" {word}" for word in (*sorted(found), "example", "com"))
            name = client_words.sort_name(client)
            index.extend((word, number, name, folded) for word in found)
            yield (
                *(number, client.id, chance.randbytes(16), client.first_name, client.last_name),
                name,
                folded,
                *(client.phone, client.phone[-6:], client.email),
                *("f", "", "", "", "", "", "", "", "regular", 0, "", 1, 1, at, at),
            )

    insert(
        db,
        "client",
        "number, id, pseudonym, first_name, last_name, sort_name, folded, phone, phone_tail, "
        "email, gender, birth_date, street, city, postcode, note, warning, language, status, "
        "marketing, marketing_origin, visits, active, created_at, updated_at",
        rows(),
    )
    index.sort()
    insert(db, "client_word", "word, client, sort_name, folded", iter(index))
    db.execute("UPDATE folding SET edition = ?", (EDITION,))
    return made


def _words_of(client: Client) -> frozenset[str]:
    """``client_words.entries`` without phonenumbers, which would take half a minute here."""
    names = client_words.entries(replace(client, phone=""))
    phone, tail = client.phone, client.phone[-6:]
    numbers = (phone[1:], phone[4:], tail, tail.removeprefix("00"))
    return client_words.longest(word[:24] for word in (*names, *numbers))


def _cards(
    db: sqlite3.Connection,
    ids: Ids,
    keys: SalonKeys,
    clients: list[bytes],
    staff: list[bytes],
    at: int,
) -> None:
    """A card for everybody on the staff and for these clients."""
    people = [
        *((card_of(place), "client", client, None) for place, client in enumerate(clients)),
        *((staff_card_of(place), "staff", None, member) for place, member in enumerate(staff)),
    ]
    rows, meanings = [], []
    for typed, *holder in people:
        card_id, number = ids.new(at), CardNumber(typed)
        rows.append((card_id, number.token(keys), *holder, "active", number.format, "", at, at))
        own, wider = number.meanings(keys)
        meanings += [(token, card_id, 1) for token in own]
        meanings += [(token, card_id, 0) for token in wider]
    columns = "id, token, kind, client_id, staff_id, state, format, technology"
    insert(db, "card", f"{columns}, created_at, changed_at", rows)
    insert(db, "card_meaning", "token, card_id, own", meanings)


def _services(db: sqlite3.Connection, ids: Ids, at: int) -> list[tuple[bytes, str, int, int]]:
    """Returns ``(id, name, price, minutes)`` of each."""
    made = []
    for number in range(40):
        name, minutes = f"Služba {number + 1:02d}", 15 * (1 + number % 6)
        service_id, price, code = ids.new(at), 10_000 * (2 + number % 20), f"S{number:02d}"
        made.append((service_id, name, price, minutes))
        db.execute(
            "INSERT INTO service (id, code, name, folded, category, minutes, price_minor, vat_bp, "
            "active, sort) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(service_id, code, name, fold(f"{name} {code}"), "Vlasy", minutes),
                *(price, 2100, 1, number),
            ),
        )
    return made
