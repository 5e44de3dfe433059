"""Staff and clients of the sample salon."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.people import Client, ClientStatus, StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.services.salon_services import Services
from kiosk.sample.lists import names, table
from kiosk.sample.sample import SampleClient, SampleStaff

PHONES = {"CZ": "+420700", "HU": "+36210", "SI": "+38659", "SK": "+421650"}
TWIN_PHONES = {"CZ": "+420701", "HU": "+36211", "SI": "+38659", "SK": "+421651"}
"""Other numbers with the same last six digits (Slovenian ones are too short to differ)."""

CARD_EVERY = 40
STATUSES: tuple[ClientStatus, ...] = (
    *("regular", "regular", "regular", "regular", "new", "new", "potential", "lost", "problem"),
)
MIX = {
    "CZ": ("cs", "cs", "cs", "cs", "cs", "cs", "cs", "hu", "sl"),
    "HU": ("hu", "hu", "hu", "hu", "hu", "hu", "hu", "cs", "sl"),
    "SI": ("sl", "sl", "sl", "sl", "sl", "sl", "sl", "hu", "cs"),
    "SK": ("cs", "cs", "cs", "cs", "cs", "cs", "cs", "hu", "hu"),
}
"""Languages of clients: mostly the country's own, some neighbours."""


def set_up(services: Services, country: str, language: str) -> None:
    """The salon and its manager, unless they exist."""
    if not services.setup.needed:
        return
    row = next(row for row in table("salon") if row["country"] == country)
    profile = Salon(
        row["name"],
        row["street"],
        row["city"],
        row["postcode"],
        country,
        phone=row["phone"],
        company_id=row["company_id"],
        vat_id=row["vat_id"],
        receipt_footer=row["receipt_footer"],
    )
    first = table("staff")[0]
    services.setup.finish(profile, _member(first, language, 0), first["pin"])


def _member(row: dict[str, str], language: str, colour: int) -> StaffMember:
    return StaffMember(
        b"",
        row["first_name"],
        row["last_name"],
        role="manager" if row["role"] == "manager" else "staff",
        position=row[f"position_{language}"],
        email=f"{fold(row['first_name'])}@example.com",
        language=row["language"],
        colour=colour,
    )


def add_staff(services: Services, language: str) -> tuple[SampleStaff, ...]:
    """The team with PINs and cards. Whoever has the first name already is taken as they are."""
    present = {member.first_name: member for member in services.team.members()}
    made = []
    for colour, row in enumerate(table("staff")):
        member = present.get(row["first_name"])
        if member is None:
            member = services.team.save(_member(row, language, colour), None)
            services.team.set_pin(member.id, row["pin"], None)
        services.cards.give(row["card"], CardHolder("staff", member.id), None)
        made.append(SampleStaff(member.id, member.name, member.role, row["pin"], row["card"]))
    return tuple(made)


def card_number(number: int) -> str:
    """The n-th sample client's card."""
    return f"04B149{number:08d}"


def add_actors(services: Services, country: str) -> dict[str, SampleClient]:
    """The clients of ``people.csv`` by key."""
    made = {}
    for number, row in enumerate(table("people")):
        start = TWIN_PHONES[country] if row["key"] == "marek" else PHONES[country]
        tail = 314_159 if row["key"] in ("tomas", "marek") else 120_000 + 137 * number
        saved = services.clients.save(
            Client(
                b"",
                row["first_name"],
                row["last_name"],
                phone=f"{start}{tail}",
                email=f"{fold(row['first_name'])}.{fold(row['last_name'])}@example.com",
                gender=row["gender"],
                note=row["note"],
                warning=row["warning"],
                language=row["language"],
                status=row["status"],  # type: ignore[arg-type]
                visits=int(row["visits"]),
                marketing=True,
                marketing_origin="sample",
            ),
            None,
        )
        card = card_number(900_000 + number) if row["card"] else ""
        if card:
            services.cards.give(card, CardHolder("client", saved.id), None)
        made[row["key"]] = SampleClient(saved.id, saved.name, saved.phone, card)
    return made


def add_clients(
    services: Services, country: str, count: int, chance: Random
) -> tuple[SampleClient, ...]:
    """``count`` clients by chance; every fortieth has a card."""
    made = []
    for number in range(count):
        saved = services.clients.save(_by_chance(country, number, chance), None)
        card = ""
        if number % CARD_EVERY == 0:
            card = card_number(number)
            services.cards.give(card, CardHolder("client", saved.id), None)
        made.append(SampleClient(saved.id, saved.name, saved.phone, card))
    return tuple(made)


def _by_chance(country: str, number: int, chance: Random) -> Client:
    language = chance.choice(MIX[country])
    lists = names(language)
    gender = "f" if chance.random() < 0.7 else "m"
    first = chance.choice(lists[f"first_{gender}"])
    last = chance.choice(lists[f"last_{gender}"])
    status = chance.choice(STATUSES)
    reachable = chance.random()
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(60 * 365))
    return Client(
        b"",
        first,
        last,
        phone=f"{PHONES[country]}{chance.randrange(1_000_000):06d}" if reachable < 0.95 else "",
        email=f"{fold(first)}.{fold(last)}.{number}@example.com" if reachable > 0.2 else "",
        gender=gender,
        birth_date=born.isoformat() if chance.random() < 0.5 else "",
        street=f"{chance.choice(lists['streets'])} {chance.randrange(1, 99)}",
        city=chance.choice(lists["cities"]),
        language=language,
        status=status,
        visits=0 if status == "potential" else 1 if status == "new" else chance.randrange(2, 40),
        marketing=chance.random() < 0.4,
        marketing_origin="sample",
    )
