"""Clients: what is kept, and how they are found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import changes
from tests.rigs.agenda_world import TODAY, add_service, at, book, stylists


def add(salon: Services, first: str, last: str, **values: str) -> Client:
    return salon.clients.save(Client(b"", first, last, **values), None)  # type: ignore[arg-type]


def found(salon: Services, query: str) -> list[str]:
    return [client.name for client in salon.clients.search(query)]


@pytest.fixture
def people(salon: Services) -> Services:
    add(salon, "Kateřina", "Růžičková", phone="777 123 456", email="Kacka.R@Example.com")
    add(salon, "Őrs", "Szűcs", phone="+36 20 123 4567")
    add(salon, "Žiga", "Kranjc", phone="+386 41 123 456")
    add(salon, "Kateřina", "Malá")
    return salon


@pytest.mark.req("C1")
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ruzick", ["Kateřina Růžičková"]),
        ("RŮŽ", ["Kateřina Růžičková"]),
        ("katerina", ["Kateřina Malá", "Kateřina Růžičková"]),
        ("ruz kat", ["Kateřina Růžičková"]),
        ("kat ruz", ["Kateřina Růžičková"]),
        ("ors", ["Őrs Szűcs"]),
        ("777 123", ["Kateřina Růžičková"]),
        ("+420 777", ["Kateřina Růžičková"]),
        ("00420777123456", ["Kateřina Růžičková"]),
        ("123 456", ["Žiga Kranjc", "Kateřina Růžičková"]),
        ("06 20 123", ["Őrs Szűcs"]),
        ("041123", ["Žiga Kranjc"]),
        ("kacka", ["Kateřina Růžičková"]),
        ("kacka.r@exam", ["Kateřina Růžičková"]),
        ("kacka.r@other", []),
        ("kat nobody", []),
        ("zicko", []),
        ("", ["Žiga Kranjc", "Kateřina Malá", "Kateřina Růžičková", "Őrs Szűcs"]),
        ("' OR 1=1 --", []),
        ("%", ["Žiga Kranjc", "Kateřina Malá", "Kateřina Růžičková", "Őrs Szűcs"]),
    ],
)
def test_search_as_you_type(people: Services, query: str, names: list[str]) -> None:
    assert found(people, query) == names


def test_a_last_name_that_begins_so_comes_before_a_first_name(salon: Services) -> None:
    add(salon, "Petra", "Adamová")
    add(salon, "Jana", "Petrová")
    assert found(salon, "pet") == ["Jana Petrová", "Petra Adamová"]


def test_a_changed_name_is_found_and_the_old_one_is_not(people: Services) -> None:
    (client,) = people.clients.search("ruzickova")
    people.clients.save(replace(client, last_name="Nová"), None)
    assert found(people, "ruzickova") == []
    assert found(people, "nova") == ["Kateřina Nová"]


def test_inactive_clients_are_not_found_until_active_again(people: Services) -> None:
    (client,) = people.clients.search("ruzickova")
    people.clients.save(replace(client, active=False), None)
    assert found(people, "ruzickova") == []
    assert found(people, "katerina ruz") == []
    assert people.clients.count() == 3
    people.clients.save(client, None)
    assert found(people, "ruzickova") == ["Kateřina Růžičková"]


@pytest.mark.req("C1")
@pytest.mark.parametrize("query", ["", "ruz", "kat ruz", "777 123", "kacka@example"])
def test_inactive_clients_are_found_when_asked_for(people: Services, query: str) -> None:
    (client,) = people.clients.search("ruzickova")
    assert people.clients.inactive(query) == ()
    off = people.clients.save(replace(client, active=False), None)
    assert people.clients.inactive(query) == (off,)
    assert people.clients.inactive("nobody") == ()


def test_what_is_kept_is_normalised(people: Services) -> None:
    (client,) = people.clients.search("ruzickova")
    assert client.phone == "+420777123456"
    assert client.email == "kacka.r@example.com"
    assert people.clients.get(client.id) == client


@pytest.mark.req("C1")
def test_an_email_is_unique_and_a_name_is_not(people: Services) -> None:
    with pytest.raises(Refused):
        add(people, "Jana", "Sample", email="kacka.r@EXAMPLE.com")
    add(people, "Kateřina", "Růžičková")
    (first, second) = people.clients.search("ruzickova")
    assert {first.email, second.email} == {"", "kacka.r@example.com"}


@pytest.mark.parametrize(
    "values",
    [
        {"phone": "12"},
        {"phone": "not a number"},
        {"email": "nobody"},
        {"email": "no body@example.com"},
        {"birth_date": "1.2.1990"},
        {"birth_date": "2030-01-01"},
        {"birth_date": "1066-10-14"},
    ],
)
def test_wrong_input_is_refused(salon: Services, values: dict[str, str]) -> None:
    with pytest.raises(Refused):
        add(salon, "Jana", "Sample", **values)
    assert salon.clients.count() == 0


def test_a_name_is_needed_and_one_half_is_enough(salon: Services) -> None:
    with pytest.raises(Refused):
        add(salon, " ", "")
    assert add(salon, " Jana  Marie ", "").first_name == "Jana Marie"


def test_the_journal_knows_no_name_and_the_agent_learns_of_the_change(salon: Services) -> None:
    client = add(salon, "Kateřina", "Růžičková", phone="777123456")
    store = salon.context.store
    assert (client.id, "client") in [(one.entity_id, one.entity) for one in changes.since(store, 0)]
    before = store.row("SELECT max(seq) FROM journal")
    salon.clients.save(client, None)
    assert store.row("SELECT max(seq) FROM journal") == before, "an unchanged client was journalled"
    bodies = "".join(row[0] for row in store.rows("SELECT body FROM journal"))
    assert not any(word in bodies for word in ("Kateřina", "Růžičková", "777123456"))
    assert client.id.hex() not in bodies


@pytest.mark.req("G9")
def test_visits_to_come_are_called_by_the_new_name_elsewhere(salon: Services) -> None:
    store, (petra, _) = salon.context.store, stylists(salon)
    client = add(salon, "Kateřina", "Růžičková", phone="777123456")
    haircut = add_service(salon)

    def visit(day: date) -> bytes:
        start = at(salon, "10:30", day)
        return salon.agenda.book(petra.id, start, [haircut], None, client_id=client.id).id

    old, *coming = (visit(TODAY + timedelta(days=days)) for days in (-2, -1, 0, 30))
    book(salon, "15:00", add(salon, "Jana", "Sample").id)

    def touched(**changed: str) -> set[bytes]:
        last = changes.latest(store)
        salon.clients.save(replace(salon.clients.get(client.id), **changed), None)  # type: ignore[arg-type]
        return {one.entity_id for one in changes.since(store, last) if one.entity == "appointment"}

    assert touched(last_name="Nová") == touched(phone="777000111") == set(coming)
    assert old not in coming
    assert touched(note="Tea") == touched(phone="777 000 111") == set()


def test_somebody_unknown_is_not_found(salon: Services) -> None:
    with pytest.raises(NotFound):
        salon.clients.get(bytes(16))
    nobody = Client(bytes(16), "Jana", "Sample")
    with pytest.raises(NotFound):
        salon.clients.save(nobody, None)


@pytest.mark.req("C1")
@pytest.mark.parametrize(
    "query", ["000123", "000 123", "0001", "601 000 123", "00420 601 000 123", "601-000-123"]
)
def test_last_digits_that_begin_with_noughts(salon: Services, query: str) -> None:
    jana = salon.clients.save(Client(b"", "Jana", "Vzorová", "601000123"), None)
    assert list(salon.clients.search(query)) == [jana]


@pytest.mark.req("G2")
def test_the_other_phone_is_kept_and_found_like_the_first(salon: Services) -> None:
    add(salon, "Kateřina", "Růžičková", phone="777 123 456", other_phone="224 987 654")
    (client,) = salon.clients.search("224 98")
    assert (client.phone, client.other_phone) == ("+420777123456", "+420224987654")
    assert found(salon, "987654") == found(salon, "777") == ["Kateřina Růžičková"]
    with pytest.raises(Refused):
        salon.clients.save(replace(client, other_phone="12"), None)
    salon.clients.save(replace(client, other_phone=""), None)
    assert found(salon, "987654") == []


@pytest.mark.req("G2")
def test_gender_is_one_of_those_known(salon: Services) -> None:
    for gender in ("", "f", "m", "o"):
        assert add(salon, "Jana", "Sample", gender=gender).gender == gender
    with pytest.raises(Refused):
        add(salon, "Jana", "Sample", gender="female")


def test_what_follows_from_what_happened_is_not_saved_over(salon: Services) -> None:
    client = add(salon, "Jana", "Sample")
    assert (client.visits, client.points, client.created_at) == (0, 0, salon.context.now())
    old = replace(client, visits=7, points=900, created_at=5, note="Tea")
    kept = salon.clients.save(old, None)
    assert kept == replace(client, note="Tea") == salon.clients.get(client.id)
