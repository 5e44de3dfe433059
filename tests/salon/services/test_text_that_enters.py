"""Nothing that nobody sees gets past the services, whoever brings it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import refolding
from tests.rigs.till_world import Till

DIRTY = " A\u200bb\u00adc\u202e\u00a0 d\ufeff\x07 "
CLEAN = "Abc d"


def texts(salon: Services) -> list[tuple[str, str]]:
    """Everything that stands in the database, with its table."""
    store = salon.context.store
    names = store.column("SELECT name FROM sqlite_master WHERE type = 'table'")
    return [
        (name, value)
        for name in names
        for row in store.rows(f'SELECT * FROM "{name}"')
        for value in row
        if isinstance(value, str)
    ]


@pytest.mark.req("C1")
def test_whoever_brings_it_only_what_is_seen_is_kept(till: Till) -> None:
    salon, boss = till.salon, till.manager
    profile = replace(salon.context.salon, name=DIRTY, city=DIRTY, receipt_footer=f"{DIRTY}\nx")
    salon.setup.change(profile, boss)
    client = salon.clients.save(
        Client(b"", DIRTY, DIRTY, email="e\u200bva@example.com", street=DIRTY, city=DIRTY,
               postcode=DIRTY, note=f"{DIRTY}\r\n{DIRTY}", warning=DIRTY), boss.id
    )  # fmt: skip
    salon.points.move(client.id, 5, DIRTY, boss.id)
    salon.team.save(StaffMember(b"", DIRTY, DIRTY, position=DIRTY, email=DIRTY), boss.id)
    cut = salon.catalogue.save_service(
        Service(b"", DIRTY, 30, 100, 2100, category=DIRTY, code=DIRTY), boss.id
    )
    goods = salon.catalogue.save_product(
        Product(b"", DIRTY, 100, 2100, category=DIRTY, unit=DIRTY, code=f"{DIRTY}2"), boss.id
    )
    salon.catalogue.correct_stock(goods.id, 1000, "correction", DIRTY, boss.id)
    salon.waiting.add(DIRTY)
    now = salon.context.now()
    salon.agenda.book(boss.id, now, [cut.id], boss.id, guest_name=DIRTY, note=DIRTY)
    bill = till.retail()
    line = bill.lines[0]
    salon.bill_lines.edit_line(
        bill.id, line.id, quantity_milli=1000, price_minor=100, price_reason=DIRTY,
        discount=Discount("percent", 1000, DIRTY), staff_id=None, approved_by=boss.id,
    )  # fmt: skip
    bill = salon.bills.discount_bill(bill.id, Discount("percent", 1000, DIRTY))
    sale = till.pay(bill)
    salon.checkout.void(sale.id, DIRTY, boss.id, boss.id)

    kept = texts(salon)
    unseen = [
        (table, value)
        for table, value in kept
        if any(unicodedata.category(char) in ("Cf", "Cc") and char != "\n" for char in value)
        or "\u00a0" in value
    ]
    assert unseen == []
    assert sum(value == CLEAN for _, value in kept) >= 20
    assert salon.clients.get(client.id).note == "Abc  d\n Abc  d"


@pytest.mark.req("C1")
@pytest.mark.parametrize("query", ["jirina", "novakova", "novakova jirina", "no\u00advák"])
def test_what_was_pasted_is_found(salon: Services, query: str) -> None:
    salon.clients.save(Client(b"", "Ji\u200břina", "No\u00adváková"), None)
    assert [client.name for client in salon.clients.search(query)] == ["Jiřina Nováková"]


@pytest.mark.parametrize(
    ("first", "last", "queries"),
    [
        ("Sean", "O'Brien", ("obrien", "o'brien", "O’Brien", "brien", "o brien", "sean obrien")),
        ("Sean", "O Brien", ("obrien", "o'brien", "brien")),
        ("Anna-Maria", "Vzorová", ("annamaria", "anna maria", "maria", "anna-maria", "vzorova an")),
        ("Jana", "Nováková-Malá", ("mala", "novakovamala", "novakova mala")),
        ("J.R.", "Vzorek", ("jr", "j r", "vzorek j.r.")),
        ("Søren", "Łaski-Đurić", ("soren", "laski", "duric", "laskiduric")),
        ("Jürgen", "Weiß", ("weiss", "jurgen weis", "juergen", "weiss juergen")),
        ("Đorđe", "Müller", ("mueller", "djordje", "dorde muller", "djordje mueller")),
        ("Mary", "McVzor", ("mcvzor", "mc vzor", "mary mc vzor")),
        ("Samuel", "Vzor", ("samuel", "vzor samu")),
    ],
)  # fmt: skip
def test_a_name_is_found_however_its_signs_are_typed(
    salon: Services, first: str, last: str, queries: tuple[str, ...]
) -> None:
    salon.clients.save(Client(b"", first, last), None)
    for query in queries:
        assert len(salon.clients.search(query)) == 1, query
        assert len(salon.clients.listing(query)) == 1, query


def test_goods_are_found_with_and_without_the_apostrophe(salon: Services) -> None:
    made = salon.catalogue.save_product(Product(b"", "L'Oréal Šampon", 100, 2100), None)
    for query in ("loreal", "l'oreal", "oreal", "sampon oreal"):
        assert [item.id for item in salon.catalogue.search_products(query)] == [made.id], query
    made_by_hand = salon.catalogue.save_service(Service(b"", "Péče L'Oréal", 30, 100, 2100), None)
    assert [one.id for one in salon.catalogue.search_services("oreal")] == [made_by_hand.id]


@pytest.mark.parametrize("length", [81, 10_000])
def test_a_name_of_any_length_is_not_kept(salon: Services, length: int) -> None:
    with pytest.raises(Refused, match="too long"):
        salon.clients.save(Client(b"", "Á" * length, ""), None)


def test_an_index_of_older_rules_is_made_anew_once(salon: Services) -> None:
    store = salon.context.store
    client = salon.clients.save(Client(b"", "Sean", "O'Brien"), None)
    with store.transaction():
        store.run("DELETE FROM client_word")
        store.run("UPDATE client SET sort_name = 'o brien sean', folded = ' brien o sean'")
        store.run("UPDATE folding SET edition = 1")
    fed = store.rows("SELECT * FROM change ORDER BY seq")
    refolding.renew(store)
    assert [one.id for one in salon.clients.search("obrien")] == [client.id]
    assert store.rows("SELECT * FROM change ORDER BY seq") == fed, "nothing to be sent anywhere"
    with store.transaction():
        store.run("DELETE FROM client_word")
    refolding.renew(store)
    assert store.number("SELECT count(*) FROM client_word") == 0, "only once"


@pytest.mark.req("C1")
def test_a_number_that_no_plan_has_any_more_keeps_nobody_from_anything(salon: Services) -> None:
    client = salon.clients.save(Client(b"", "Karel", "Vzorek", phone="601 000 110"), None)
    store = salon.context.store
    with store.transaction():
        store.run("UPDATE client SET phone = '+4206010001100'")
    old = salon.clients.get(client.id)
    saved = salon.clients.save(replace(old, note="a"), None)
    assert (saved.phone, saved.note) == ("+4206010001100", "a")
    with pytest.raises(Refused):
        salon.clients.save(replace(old, phone="6010002061"), None)


@pytest.mark.req("C5")
def test_phones_of_a_spreadsheet_are_right_or_refused(salon: Services, tmp_path: Path) -> None:
    file = tmp_path / "phones.csv"
    file.write_text(
        "Jméno;Příjmení;Telefon\nJitka;Ukázková;601000110.0\n"
        "Karel;Zkušební;+420 (0) 601 000 111\nLeoš;Vzorek;6010002061\n",
        "utf-8",
    )
    plan = Importing(salon.context).read("clients", file)
    assert [row.item.phone for row in plan.rows[:2]] == ["+420601000110", "+420601000111"]
    assert plan.rows[2].item is None or plan.rows[2].item.phone == ""
