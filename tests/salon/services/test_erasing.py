"""Erasing a client: nothing of the person is left in any byte, and the books stay right."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import get_args

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances, changes, journal
from kiosk.salon.store.clients import table as clients
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import feed as sync_feed
from kiosk.salon.store.sync.links import LinkRow, Links, Role, Staged
from tests.rigs.agenda_world import book
from tests.rigs.salon import clock_of
from tests.rigs.till_world import SHAMPOO, Till

CARD = "04A1B2C3D4E5F6"
KATA = Client(
    b"",
    "Kateřina",
    "Růžičková",
    phone="+420777123456",
    other_phone="+420224987654",
    email="kacka.r@example.com",
    gender="f",
    birth_date="1985-12-24",
    street="Zahradní 77",
    city="Kolín nad Labem",
    postcode="280 02",
    note="Has twins at home",
    warning="Latex allergy",
    marketing=True,
    marketing_origin="fair in May",
)
TYPED = ("Brings the dog", "Sent a sister along", "for Růžičková, loyal")
"""A note of a visit, a reason for points, a reason for a discount."""


@pytest.fixture
def kata(salon: Services, till: Till) -> Client:
    """Somebody who is in every table: cards, visits past and coming, a sale, points, waiting."""
    client = salon.clients.save(KATA, till.manager.id)
    salon.cards.give(CARD, CardHolder("client", client.id), None)
    _pay_a_visit(salon, till, client)
    book(salon, "17:00", client.id)
    salon.waiting.add("Kateřina", client.id)
    salon.points.move(client.id, 50, TYPED[1], None)
    with salon.context.store.transaction():
        run = salon.context.store.run
        run("UPDATE appointment SET note = ? WHERE state = 'booked'", (TYPED[0],))
        run("UPDATE sale SET discount_text = ?", (TYPED[2],))
        run("UPDATE sale_line SET price_reason = ? WHERE position = 1", ("Wrong price",))
    return salon.clients.get(client.id)


def _pay_a_visit(salon: Services, till: Till, client: Client) -> None:
    visit = book(salon, "10:00", client.id)
    salon.agenda.set_state(visit.id, "arrived", None)
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    till.pay(bill, Payment("card", bill.totals.total_minor))


def secrets(client: Client, words: list[str]) -> Iterator[bytes]:
    """Every way anything of the person may stand somewhere."""
    texts = {*words, *TYPED, client.name, client.first_name, client.last_name, client.email}
    texts |= {client.phone, client.phone[4:], client.phone[-6:], client.other_phone[-6:]}
    texts |= {client.birth_date, client.street, client.city, client.postcode}
    texts |= {client.note, client.warning, client.marketing_origin}
    texts |= {fold(text) for text in texts}
    for text in texts:
        if len(text) > 3:
            yield text.encode()


@pytest.mark.req("C6")
def test_no_byte_of_the_person_is_left(salon: Services, kata: Client) -> None:
    store = salon.context.store
    words = [row[0] for row in store.rows("SELECT word FROM client_word")]
    wanted = set(secrets(kata, words))
    wanted |= {bytes(row[0]) for row in store.rows("SELECT token FROM card WHERE kind = 'client'")}
    wanted |= {bytes(row[0]) for row in store.rows("SELECT token FROM card_meaning")}
    store.tidy_log()
    before = store.path.read_bytes()
    assert {text for text in wanted if text in before} >= {b"777123456", "Růžičková".encode()}

    salon.clients.erase(kata.id, salon.team.members()[0].id)
    store.tidy_log()
    log = store.path.with_name(store.path.name + "-wal")
    after = store.path.read_bytes() + log.read_bytes()
    assert {text for text in wanted if text in after} == set()


@pytest.mark.req("C6")
def test_what_synchronisation_keeps_beside_the_person_goes_too(
    salon: Services, kata: Client
) -> None:
    store, manager = salon.context.store, salon.team.members()[0]
    visit = salon.clients.visits(kata.id)[0]
    words = {"time": "2026-11-21T09:00Z/2026-11-21T09:30Z", "title": kata.name, "about": kata.phone}
    sent = json.dumps({"past": [words]}, ensure_ascii=False)
    base = json.dumps(words, ensure_ascii=False)
    calendar = Links(store, "google.calendar", "me")
    with store.transaction():
        row = LinkRow(
            *(0, "thing", visit.id, None, "e1", "", "", "", base, base, 0),
            *("linked", "", "", 0, sent, 0, 1),
        )
        calendar.put(row)
        calendar.stage("e1", f"inside {base}", 1)
        sync_feed.record(
            store, "google.booking_label", "me", [sync_feed.Contact(kata.id, "people/c1")], 1
        )
    cases = [
        sync_book.open_case(store, "google.bookings", "refused", who, key, {"title": title}, 1)
        for who, key, title in (
            (visit.id, "b1", kata.name),
            (None, "b2", f"Haircut - {kata.name}"),
            (None, "b3", "Haircut - 777 123 456"),
            (None, "b4", "Haircut - Kateřina Vzorová"),
        )
    ]
    salon.clients.erase(kata.id, manager.id)
    left = calendar.by_local(visit.id)
    assert left is not None
    assert (json.loads(left.base), left.raw, left.sent) == ({"time": words["time"]}, "", "")
    assert calendar.staged("e1") == Staged("?", 1, "")
    assert store.rows("SELECT * FROM sync_fed") == []
    told = [case.detail for case in map(partial(sync_book.case, store), cases) if case]
    assert told == [{}, {}, {}, {"title": "Haircut - Kateřina Vzorová"}]


@pytest.mark.req("C6")
@pytest.mark.parametrize("role", get_args(Role))
def test_whatever_synchronisation_remembers_as_theirs_is_emptied(
    salon: Services, kata: Client, role: Role
) -> None:
    store, manager = salon.context.store, salon.team.members()[0]
    visit = salon.clients.visits(kata.id)[0]
    remote = Links(store, "google.contacts", "me")
    words = json.dumps({"time": "9", "title": kata.name, "about": kata.phone})
    with store.transaction():
        for key, whose in (("theirs", kata.id), ("of a visit", visit.id)):
            mine, owner = (whose, None) if role == "thing" else (None, whose)
            remote.put(
                LinkRow(
                    *(0, role, mine, owner, key, "", "", "", words, words, 0),
                    *("suppressed", "", "", 0, words, 0, 1),
                )
            )
            remote.stage(key, f"inside {words}", 1)
    salon.clients.erase(kata.id, manager.id)
    assert [remote.staged(key) for key in ("theirs", "of a visit")] == [Staged("?", 1, "")] * 2
    kept = store.rows("SELECT base, raw, sent FROM sync_link ORDER BY number")
    assert kept == [("", "", ""), ('{"time":"9"}', "", "")]


@pytest.mark.req("C6")
def test_what_was_booked_and_sold_stays(salon: Services, kata: Client) -> None:
    manager = salon.team.members()[0]
    visits, bought = salon.clients.visits(kata.id), salon.clients.purchases(kata.id)
    assert (len(visits), len(bought), salon.clients.coming(kata.id)) == (2, 1, 1)
    salon.clients.erase(kata.id, manager.id)
    left = salon.clients.visits(kata.id)
    assert [(visit.id, visit.state) for visit in left] == [(v.id, v.state) for v in visits]
    assert {visit.client_name for visit in left} == {"–"}
    (sale,) = salon.clients.purchases(kata.id)
    assert sale.total_minor == bought[0].total_minor
    assert (sale.client_name, sale.lines[0].price_reason) == ("", "")
    assert balances.wrong(salon.context.store) == {}
    assert salon.context.journal.verify() is None


@pytest.mark.req("C6")
def test_the_person_is_nowhere_to_be_found(salon: Services, kata: Client) -> None:
    manager = salon.team.members()[0]
    salon.clients.erase(kata.id, manager.id)
    assert salon.clients.search("") == salon.clients.inactive("") == ()
    assert salon.cards.tapped(CARD).holder is None
    assert salon.cards.all_of(CardHolder("client", kata.id)) == ()
    assert salon.waiting.today() == ()
    assert [row["first_name"] for row in Exporting(salon.context).rows("clients")] == []
    client = salon.clients.get(kata.id)
    assert (client.name, client.active, client.marketing) == ("", False, False)
    assert clients.erased(salon.context.store, kata.id)
    jana = salon.clients.save(Client(b"", "Jana", "Vzorová", email=KATA.email), None)
    salon.cards.give(CARD, CardHolder("client", jana.id), None)


@pytest.mark.req("C6")
def test_the_agent_and_the_journal_learn_of_it(salon: Services, kata: Client) -> None:
    store, manager = salon.context.store, salon.team.members()[0]
    pseudonym, last = clients.pseudonym(store, kata.id), changes.latest(store)
    visits = {visit.id for visit in salon.clients.visits(kata.id)}
    salon.clients.erase(kata.id, manager.id)
    told = [(one.entity, one.entity_id, one.gone) for one in changes.since(store, last)]
    assert told[-1] == ("client", kata.id, True)
    assert {entity_id for entity, entity_id, _ in told if entity == "appointment"} == visits
    (body,) = store.rows("SELECT body FROM journal WHERE kind = 'client.erased'")
    assert pseudonym in body[0]


def test_a_sale_taken_back_afterwards_does_not_bring_them_back(
    salon: Services, kata: Client
) -> None:
    store, manager = salon.context.store, salon.team.members()[0]
    (sale,) = salon.clients.purchases(kata.id)
    salon.clients.erase(kata.id, manager.id)
    salon.checkout.void(sale.id, "Mistake", manager.id, manager.id)
    assert (kata.id, True) in [(one.entity_id, one.gone) for one in changes.since(store, 0)]


@pytest.mark.req("C6")
def test_not_while_something_is_unpaid_or_they_are_here(salon: Services, till: Till) -> None:
    client = salon.clients.save(KATA, None)
    visit = book(salon, "10:00", client.id)
    salon.agenda.set_state(visit.id, "arrived", None)
    salon.agenda.set_state(visit.id, "in_chair", None)
    with pytest.raises(Refused, match="not finished"):
        salon.clients.erase(client.id, till.manager.id)
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    with pytest.raises(Refused, match="open bill"):
        salon.clients.erase(client.id, till.manager.id)
    assert salon.clients.get(client.id) == client
    till.pay(bill, Payment("card", bill.totals.total_minor))
    salon.clients.erase(client.id, till.manager.id)


@pytest.mark.req("C6", "M5")
def test_only_a_manager_and_only_once(salon: Services, kata: Client) -> None:
    manager, eva = salon.team.members()
    with pytest.raises(Refused, match="manager"):
        salon.clients.erase(kata.id, eva.id)
    with pytest.raises(NotFound):
        salon.clients.erase(bytes(16), manager.id)
    salon.clients.erase(kata.id, manager.id)
    for again in (
        lambda: salon.clients.erase(kata.id, manager.id),
        lambda: salon.points.move(kata.id, 5, "Why", None),
        lambda: salon.clients.save(replace(kata, note="Undo"), None),
    ):
        with pytest.raises((NotFound, Refused)):
            again()
    clock_of(salon).advance(1)
    assert clients.erased_at(salon.context.store, kata.id) < salon.context.now()


def test_another_clients_rows_are_left_alone(salon: Services, till: Till, kata: Client) -> None:
    jana = salon.clients.save(replace(KATA, id=b"", email="", first_name="Jana"), None)
    book(salon, "18:00", jana.id)
    salon.cards.give("0455667788AABB", CardHolder("client", jana.id), None)
    salon.points.move(jana.id, 5, "Růžičková brought a cake", None)
    before = (salon.clients.get(jana.id), salon.clients.visits(jana.id))
    salon.clients.erase(kata.id, till.manager.id)
    assert (salon.clients.get(jana.id), salon.clients.visits(jana.id)) == before
    points = salon.context.store.rows(
        "SELECT why FROM points_movement WHERE client_id = ?", (jana.id,)
    )
    assert points == [("Růžičková brought a cake",)]
    assert salon.cards.tapped("0455667788AABB").holder == CardHolder("client", jana.id)


def test_words_in_clear_of_older_entries_go_too_and_the_chain_holds(
    salon: Services, till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    kata = till.client("Kata", "Růžičková")
    monkeypatch.setattr(journal, "FORMULA", 2)
    monkeypatch.setattr(type(salon.context), "mark", lambda _, typed: typed)
    other = till.client("Jana", "Ukázková")
    for client, reason in ((kata, "paní Růžičkové: nespokojená"), (other, "levnější barva")):
        bill = salon.bills.open_retail(till.eva.id)
        salon.bills.set_client(bill.id, client.id)
        bill = salon.bill_lines.add_barcode(bill.id, SHAMPOO)
        sale = till.pay(bill)
        salon.checkout.void(sale.id, reason, till.eva.id, till.manager.id)
    monkeypatch.undo()
    store = salon.context.store
    assert salon.books.verify().holds

    salon.clients.erase(kata.id, till.manager.id)
    bodies = "\n".join(store.column("SELECT body FROM journal"))
    assert "nespokojen" not in bodies
    assert "levnější barva" in bodies
    assert salon.books.verify().holds
    with store.transaction():
        store.run('UPDATE journal SET body = replace(body, \'"reason":"\', \'"reason":"0\')')
    assert salon.books.verify().fault is not None


WHYS = (
    "sleva pro Kateřinu",
    "za minule, paní Růžičkové",
    "pro Katku, alergie",
    "Růžičková Katalinnak, késett",
    "za Katarino, opravičilo",
    "omluva za spálené vlasy",
)
"""As names are declined and shortened, and one that names nobody."""


@pytest.mark.req("C6")
@pytest.mark.parametrize("why", WHYS)
def test_every_reason_typed_in_their_documents_goes(salon: Services, till: Till, why: str) -> None:
    """Also in a visit of theirs that somebody else pays, and in bills and voids."""
    store, manager = salon.context.store, till.manager
    client = salon.clients.save(KATA, manager.id)
    mother = salon.clients.save(Client(b"", "Jana", "Ukázková"), manager.id)
    bill = salon.bills.set_client(till.retail().id, client.id)
    assert bill is not None
    line = bill.lines[0]
    bill = salon.bill_lines.edit_line(
        *(bill.id, line.id),
        quantity_milli=line.quantity_milli,
        price_minor=line.price_minor - 100,
        price_reason=why,
        discount=Discount("percent", 1_000, why),
        staff_id=till.eva.id,
    )
    sale = till.pay(salon.bills.discount_bill(bill.id, Discount("percent", 1_000, why)))
    salon.checkout.void(sale.id, why, till.eva.id, manager.id)
    others = salon.bills.set_client(till.retail().id, mother.id)
    assert others is not None
    till.pay(salon.bills.discount_bill(others.id, Discount("percent", 1_000, "věrnost")))
    visit = book(salon, "10:00", client.id)
    salon.agenda.set_state(visit.id, "arrived", None)
    theirs = salon.visit_bills.open(visit.id, till.eva.id)
    theirs = salon.bills.discount_bill(theirs.id, Discount("percent", 1_000, why))
    paid = till.pay(theirs, Payment("card", theirs.totals.total_minor))
    with store.transaction():
        # What an import or somebody at the desk may have made of it: another one pays.
        store.run("UPDATE sale SET client_id = ? WHERE id = ?", (mother.id, paid.id))
    salon.clients.erase(client.id, manager.id)
    left = {
        text
        for table, column in (
            *(("sale", "reason"), ("sale", "discount_text"), ("sale_line", "price_reason")),
            *(("sale_line", "discount_text"), ("bill", "discount_reason")),
            *(("bill_line", "price_reason"), ("bill_line", "discount_reason")),
        )
        for text in store.column(f"SELECT {column} FROM {table} WHERE {column} <> ''")
    }
    assert left == {"1 % věrnost", "věrnost"}
    named = [told.plain() for told in salon.books.verify().differences]
    assert [told for told in named if "reasons" in told] == []
