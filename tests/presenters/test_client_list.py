"""Stories of the client list with its figures: columns, one stylist's clients, order, paging."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.presenters.clients.args import ClientsArgs
from kiosk.presenters.clients.lines import COLUMNS, NOTED
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Amount, Msg, Percent
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_sync_screens import plain
from tests.rigs.till_world import Till, make_till

DAY = 24


def listed(salon: Services, first_name: str = "Eva") -> Story:
    member = next(m for m in salon.team.members() if m.first_name == first_name)
    story = Story(salon).unlock(member)
    story.nav.go(ClientsArgs())
    return story


def cell(story: Story, key: str, place: int = 0) -> object:
    """What stands in a column of a row; the name itself is no cell."""
    columns = [column.key for column in COLUMNS]
    return story.state.rows[place].cells[columns.index(key)]


def paid(till: Till, client: Client) -> None:
    """A cut yesterday, paid together with a bottle, and another one tomorrow."""
    visit = till.visit(client, -1)
    till.salon.agenda.set_state(visit.id, "arrived", till.eva.id)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    till.pay(till.salon.bill_lines.add_product(bill.id, till.shampoo.id))
    till.visit(client, DAY)


@pytest.mark.req("G10")
def test_the_columns_tell_what_a_client_has_spent(salon: Services) -> None:
    till = make_till(salon)
    paid(till, till.client())
    story = listed(salon)
    services, goods = cell(story, "services"), cell(story, "goods")
    assert isinstance(services, Amount)
    assert isinstance(goods, Amount)
    assert (services.minor, goods.minor) == (65_045, 38_900)
    assert cell(story, "share") == Percent(100_000, 2)
    assert cell(story, "created") != ""
    assert cell(story, "last") != ""
    assert isinstance(cell(story, "next"), Msg)
    (row,) = story.state.rows
    assert len(row.cells) == len(COLUMNS)
    assert isinstance(row.right, Msg)
    assert row.right.plain().startswith("next visit")


def test_where_there_is_nothing_nothing_is_said(salon: Services) -> None:
    make_till(salon).client()
    story = listed(salon)
    for key in ("gender", "share", "services", "goods", "last", "next", "note"):
        assert cell(story, key) == ""
    assert story.state.rows[0].right == ""


@pytest.mark.req("G10")
def test_one_stylists_clients_in_two_touches(salon: Services) -> None:
    till = make_till(salon)
    till.client("Jana", "Ukázková")
    paid(till, till.client())
    story = listed(salon)
    assert len(story.state.rows) == 2
    assert not story.state.open
    story.fresh().tap("filter").tap("whose", till.eva.id.hex())
    assert story.taps == 2
    assert [row.title for row in story.state.rows] == ["Kateřina Vzorová"]
    assert story.state.filtered == "Eva"
    story.tap("whose", till.manager.id.hex())
    assert story.state.rows == ()
    story.tap("whose", "").tap("filter")
    assert (len(story.state.rows), story.state.filtered, story.state.open) == (2, "", False)


@pytest.mark.req("G10")
def test_the_list_is_put_in_order(salon: Services) -> None:
    till = make_till(salon)
    jana, nela = till.client("Jana", "Adamová"), till.client("Nela", "Benešová")
    till.pay(till.salon.visit_bills.open(till.visit(nela, -1).id, till.eva.id))
    till.visit(jana, 2)
    story = listed(salon)
    assert [row.title for row in story.state.rows] == ["Jana Adamová", "Nela Benešová"]
    story.tap("order", "turnover")
    assert [row.title for row in story.state.rows] == ["Nela Benešová", "Jana Adamová"]
    assert isinstance(story.state.rows[0].right, Amount)
    story.tap("order", "next_visit")
    assert story.state.rows[0].title == "Jana Adamová"
    story.tap("search", "nela")
    assert [row.title for row in story.state.rows] == ["Nela Benešová"]
    assert story.state.order == "next_visit"


def test_a_long_list_comes_in_pages_and_keeps_its_place(salon: Services) -> None:
    for number in range(120):
        name = "Ukázka" if number < 10 else "Vzor"
        salon.clients.save(Client(b"", "Jana", f"{name} {number:03}"), None)
    story = listed(salon)
    assert len(story.state.rows) == 20
    story.tap("more")
    assert len(story.state.rows) == 40
    names = [row.title for row in story.state.rows]
    assert names == sorted(names)
    story.tap("pick", story.state.rows[35].key).at("client").tap("close").at("clients")
    assert [row.title for row in story.state.rows] == names
    for _ in range(4):
        story.tap("more")
    assert len(story.state.rows) == 120
    story.tap("search", "ukaz")
    assert len(story.state.rows) == 10
    story.tap("more")
    assert len(story.state.rows) == 10


def test_nothing_of_it_is_left_when_the_desk_is_left(salon: Services) -> None:
    make_till(salon).client()
    story = listed(salon)
    story.tap("close")
    presenter = story.nav.presenter("clients")
    assert "Vzorová" not in repr(vars(presenter))


def test_an_empty_list_says_why_it_is_empty(salon: Services) -> None:
    story = listed(salon)
    assert plain(story.state.empty) == "No clients yet. Add the first one."
    story.tap("search", "xyz")
    assert plain(story.state.empty).startswith("Nobody found.")
    story.tap("search", "").tap("whose", story.state.staff[1][0])
    assert plain(story.state.empty).endswith(": no clients yet")


def test_what_is_to_be_known_stands_beside_the_visits_in_one_line(salon: Services) -> None:
    till = make_till(salon)
    note = "Has her coffee\nwithout milk. " + "Long story. " * 500
    salon.clients.save(replace(till.client(), warning="Allergy: PPD", note=note), None)
    assert [column.key for column in COLUMNS][:4] == ["name", "last", "next", "note"]
    story = listed(salon)
    told = str(cell(story, "note"))
    assert told.startswith("Allergy: PPD · Has her coffee without milk. Long")
    assert len(told) <= NOTED
    assert "Allergy: PPD" in plain(story.state.rows[0].subtitle)
