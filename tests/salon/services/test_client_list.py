"""The client list: its columns, its orders, its pages, and the balances behind it."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from kiosk.salon.domain.agenda.appointment import VisitState
from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.clients import client_words
from kiosk.salon.domain.people import Client, ClientLine, ClientOrder
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances
from kiosk.salon.store.clients import listing, members
from kiosk.salon.store.clients import search as client_search
from kiosk.salon.store.clients.wanted import Wanted
from tests.rigs.recount import recount
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.rigs.till_world import SHAMPOO, Till, make_till

ORDERS: tuple[ClientOrder, ...] = ("name", "turnover", "last_visit", "next_visit", "created")
MINUTE = 60_000


def sell(till: Till, client: Client, pieces: int = 1, cuts: int = 0) -> bytes:
    bill = till.salon.bills.open_retail(till.eva.id, client.id)
    for _ in range(pieces):
        bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    for _ in range(cuts):
        bill = till.salon.bill_lines.add_service(bill.id, till.cut.id, till.manager.id)
    return till.pay(bill).id


@pytest.mark.req("G10")
def test_a_line_tells_what_was_spent_and_when_they_come(salon: Services, till: Till) -> None:
    kata, jana = till.client(), till.client("Jana", "Ukázková")
    sell(till, kata, pieces=2, cuts=1)
    sell(till, jana, pieces=1)
    past, coming = till.visit(kata, hours=0), till.visit(kata, hours=5)
    salon.agenda.set_state(past.id, "arrived", None)
    line = salon.clients.listing("vzor")[0]
    assert line.client == salon.clients.get(kata.id)
    assert (line.services_minor, line.goods_minor) == (65_045, 77_800)
    assert line.turnover_share == 142_845 * 10_000 // 181_745
    assert (line.last_visit, line.next_visit) == (past.starts_at, coming.starts_at)
    assert (line.created_at, line.gender) == (kata.created_at, "")


@pytest.mark.req("G10")
def test_of_one_stylist_only_what_is_theirs(salon: Services, till: Till) -> None:
    kata, jana = till.client(), till.client("Jana", "Ukázková")
    sell(till, kata, pieces=1, cuts=1)
    till.visit(jana, hours=2)
    (line,) = salon.clients.listing(staff_id=till.manager.id)
    assert (line.client.id, line.services_minor, line.goods_minor) == (kata.id, 65_045, 0)
    assert line.turnover_share == 10_000
    of_eva = salon.clients.listing(staff_id=till.eva.id)
    assert [(line.client.first_name, line.goods_minor) for line in of_eva] == [
        ("Jana", 0),
        ("Kateřina", 38_900),
    ]


@pytest.mark.req("G10", "M5")
def test_a_void_takes_the_turnover_back_and_the_balances_can_be_counted_again(
    salon: Services, till: Till
) -> None:
    kata = till.client()
    sell(till, kata, pieces=1)
    wrong = sell(till, kata, pieces=3, cuts=2)
    salon.checkout.void(wrong, "Mistake", till.eva.id, till.manager.id)
    (line,) = salon.clients.listing()
    assert (line.services_minor, line.goods_minor, line.turnover_share) == (0, 38_900, 10_000)
    store = salon.context.store
    assert balances.wrong(store) == {}
    with store.transaction():
        store.run("UPDATE client SET goods_minor = 1")
    assert balances.wrong(store) == {"Turnover of clients": [kata.id]}
    with store.transaction():
        store.run("UPDATE client_staff SET services_minor = 7")
        recount(store)
    assert balances.wrong(store) == {}
    assert salon.clients.listing() == (line,)


@pytest.mark.req("G10", "M5")
def test_a_void_takes_away_from_who_sold_and_not_from_who_voids(
    salon: Services, till: Till
) -> None:
    kata, checkout = till.client(), salon.checkout
    bill = salon.bills.open_retail(till.eva.id, kata.id)
    bill = salon.bill_lines.add_service(bill.id, till.cut.id, None)
    sale = till.pay(bill)
    checkout.void(sale.id, "Mistake", till.manager.id, till.manager.id)
    sums = salon.context.store.rows("SELECT staff_id, services_minor FROM staff_turnover")
    assert sums == [(till.eva.id, 0)]
    assert balances.wrong(salon.context.store) == {}
    with salon.context.store.transaction():
        recount(salon.context.store)
    sums = salon.context.store.rows("SELECT staff_id, services_minor FROM staff_turnover")
    assert sums == [(till.eva.id, 0)]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Sixty people: some spent something, some were here, some are booked, some namesakes. Made
    once for tests that only look."""
    salon = make_salon(tmp_path_factory.mktemp("crowd"))
    till = make_till(salon)
    chance = random.Random(5)
    firsts, lasts = ("Jana", "Iva", "Nela"), ("Vzorová", "Ukázková", "Janová", "Malá")
    stylists = [till.manager.id, till.eva.id]
    for number in range(60):
        clock_of(salon).advance(chance.choice((0, 1)))
        client = till.client(chance.choice(firsts), chance.choice(lasts))
        if number % 3 == 0:
            sell(till, client, chance.randint(1, 3), chance.randint(0, 1))
        start = salon.context.now() + (number - 30) * 31 * MINUTE
        if number % 4:
            visit = salon.agenda.book(
                chance.choice(stylists),
                start,
                [till.cut.id],
                None,
                client_id=client.id,
                despite=ANYTHING,
            )
            state: VisitState = chance.choice(("arrived", "no_show", "cancelled", "arrived"))
            if number < 30:
                salon.agenda.set_state(visit.id, state, None)
    yield salon
    close_salon(salon)


def pages(salon: Services, limit: int, **wanted: object) -> Iterator[ClientLine]:
    after = None
    while True:
        found = salon.clients.listing(after=after, limit=limit, **wanted)  # type: ignore[arg-type]
        yield from found
        if len(found) < limit:
            return
        after = found[-1]


@pytest.mark.req("G10")
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("query", ["", "jan", "iva mal", "v"])
@pytest.mark.parametrize("stylist", [None, 0, 1])
def test_pages_make_up_the_whole_list_in_order(
    crowd: Services, order: ClientOrder, query: str, stylist: int | None
) -> None:
    staff_id = None if stylist is None else crowd.team.members()[stylist].id
    wanted = {"query": query, "staff_id": staff_id, "order": order}
    whole = list(pages(crowd, 1000, **wanted))
    assert list(pages(crowd, 7, **wanted)) == whole
    by_name = crowd.clients.listing(query, staff_id, limit=1000)
    assert {line.client.id for line in whole} == {line.client.id for line in by_name}
    keys = {
        "name": lambda line: (line.client.last_name == "", 0),
        "turnover": lambda line: -line.turnover_minor,
        "created": lambda line: -line.created_at,
        "last_visit": lambda line: -line.last_visit,
        "next_visit": lambda line: line.next_visit or 1 << 60,
    }
    assert whole == sorted(whole, key=keys[order])


@pytest.mark.req("G10")
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("query", ["jan", "iva mal", "v"])
def test_walking_and_gathering_find_the_same(
    crowd: Services, order: ClientOrder, query: str
) -> None:
    """A small limit makes walking cheap, a large one gathering."""
    assert list(pages(crowd, 1, query=query, order=order)) == list(
        pages(crowd, 1000, query=query, order=order)
    )


@pytest.mark.req("G10")
@pytest.mark.parametrize("order", [order for order in ORDERS if order != "name"])
@pytest.mark.parametrize("stylist", [None, 0, 1])
@pytest.mark.parametrize("query", ["jan", "v", "iva mal"])
def test_all_ways_lead_to_the_same_clients(
    crowd: Services, order: ClientOrder, query: str, stylist: int | None
) -> None:
    """Whichever costs least is only quicker."""
    store, typed = crowd.context.store, client_words.query(query)
    staff_id = None if stylist is None else crowd.team.members()[stylist].id
    after: ClientLine | None = None
    met = 0
    while True:
        wanted = Wanted(typed, staff_id, order, crowd.context.now(), after, 3)
        walked = listing._walk(store, wanted)
        assert members.walk(store, wanted, typed.words[0], 10_000) == walked
        assert listing._gather(store, wanted, typed.words[0]) == walked
        met += len(walked)
        if len(walked) < 3:
            assert met == len(list(pages(crowd, 1000, query=query, staff_id=staff_id, order=order)))
            return
        after = listing._lines(store, wanted, walked)[-1]


def test_a_walk_that_leads_nowhere_is_given_up(crowd: Services) -> None:
    wanted = Wanted(client_words.query("jan"), None, "created", crowd.context.now(), None, 50)
    assert members.walk(crowd.context.store, wanted, "jan", 5) is None


CROWD = (
    "INSERT INTO client (id, pseudonym, first_name, last_name, sort_name, folded, phone, "
    "phone_tail, email, gender, birth_date, street, city, postcode, note, warning, language, "
    "status, marketing, marketing_origin, visits, active, created_at, updated_at) "
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?2) "
    "SELECT randomblob(16), randomblob(16), 'Iva', name, name || ' iva', ' iva ' || name, "
    "'', '', '', '', '', '', '', '', '', '', '', 'new', 0, '', 0, 1, 0, 0 "
    "FROM (SELECT format('%s%05d', ?1, i) AS name FROM n)"
)


@pytest.mark.req("G10")
@pytest.mark.parametrize("query", ["iva", "i", "z", "z iva"])
def test_a_word_of_thousands_is_in_order_of_names_too(salon: Services, query: str) -> None:
    """Those whose name begins with Z all come after thousands of others."""
    store = salon.context.store
    with store.transaction():
        for letter in "az":
            store.run(CROWD, (letter, client_search.COUNTED + 1))
        for word in ("'iva'", "last_name"):
            store.run(
                "INSERT INTO client_word (word, client, sort_name, folded) "
                f"SELECT {word}, number, sort_name, folded FROM client ORDER BY 1, 2"
            )
    letters = "z" if "z" in query else "az"
    names = [
        f"{letter}{number:05}"
        for letter in letters
        for number in range(1, client_search.COUNTED + 2)
    ]
    first = salon.clients.listing(query, limit=100)
    assert [line.client.last_name for line in first] == names[:100]
    far = salon.clients.listing(query, limit=client_search.COUNTED - 10)[-1]
    beyond = salon.clients.listing(query, after=far, limit=30)
    assert [line.client.last_name for line in beyond] == names[client_search.COUNTED - 10 :][:30]


@pytest.mark.req("G10")
def test_somebody_with_two_words_that_begin_alike_is_listed_once(salon: Services) -> None:
    for number in range(5):
        client = Client(b"", "Jana", f"Janová{number}", phone="+420777000111")
        salon.clients.save(client, None)
    names = [f"Janová{number}" for number in range(5)]
    for query in ("jan", "ja ja", "7"):
        assert [line.client.last_name for line in pages(salon, 2, query=query)] == names
        assert [line.client.last_name for line in salon.clients.listing(query)] == names
