"""Stories of the client list, the client's sheet and its form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.presenters.clients.args import ClientArgs, ClientEraseArgs, ClientFormArgs, ClientsArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import services as sync_services
from kiosk.salon.store.sync.services import ChannelRow, ServiceRow
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, make_till

CARD = "04A1B2C3D4E5F6"


def desk(salon: Services, first_name: str = "Eva") -> Story:
    """At the desk as the stylist Eva or the manager Petra."""
    member = next(m for m in salon.team.members() if m.first_name == first_name)
    return Story(salon).unlock(member)


def known(salon: Services) -> Client:
    return salon.clients.save(
        Client(b"", "Kateřina", "Vzorová", "777000001", warning="Latex"), None
    )


@pytest.mark.req("K1", "G10")
def test_a_client_is_found_while_typing_and_opened(salon: Services) -> None:
    client = known(salon)
    salon.clients.save(Client(b"", "Jana", "Ukázková"), None)
    story = desk(salon)
    story.nav.go(ClientsArgs())
    assert [row.title for row in story.state.rows] == ["Jana Ukázková", "Kateřina Vzorová"]
    story.tap("search", "vzor").at("clients")
    assert [row.title for row in story.state.rows] == ["Kateřina Vzorová"]
    assert story.state.rows[0].icon == "alert-triangle"
    story.tap("pick", client.id.hex()).at("client")
    assert (story.state.name, story.state.warning) == ("Kateřina Vzorová", "Latex")
    story.tap("close").at("clients")
    assert story.state.query == "vzor"
    assert story.nav.presenter("client").state.name == ""


@pytest.mark.req("C1")
def test_a_new_client_takes_over_what_was_searched_for(salon: Services) -> None:
    story = desk(salon)
    story.nav.go(ClientsArgs())
    story.tap("search", "nela nová").tap("new").at("client_form")
    assert story.nav.presenter("client_form").state.fields[1].value == "Nová"
    story.tap("edit", "phone", "777 000 002").tap("edit", "birth_date", "1. 2. 1990")
    story.tap("edit", "marketing", "1").tap("save").at("client")
    assert story.state.name == "Nela Nová"
    nela = salon.clients.search("nela")[0]
    assert (nela.phone, nela.birth_date) == ("+420777000002", "1990-02-01")
    assert (nela.marketing, nela.marketing_origin) == (True, "desk")
    story.tap("close").at("clients")


def test_wrong_entries_are_said_and_nothing_is_lost(salon: Services) -> None:
    story = desk(salon)
    story.nav.go(ClientFormArgs())
    story.tap("save").at("client_form")
    assert "name" in story.errors["first_name"]
    story.tap("edit", "first_name", "Nela").tap("edit", "birth_date", "spring").tap("save")
    field = next(field for field in story.state.fields if field.name == "birth_date")
    assert "not a date" in field.error.plain()
    assert story.state.fields[0].value == "Nela"
    story.tap("edit", "birth_date", "").tap("edit", "phone", "12").tap("save")
    field = next(field for field in story.state.fields if field.name == "phone")
    assert "phone" in field.error.plain()
    assert story.hardware.sounds == ["refuse"] * 3
    assert salon.clients.count() == 0
    story.tap("close")
    assert story.out.toast is not None
    assert salon.clients.count() == 0


@pytest.mark.req("C2")
def test_a_client_is_edited_and_blocked(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("edit").tap("edit", "status", "blocked").tap("save").at("client")
    assert story.state.status.plain() == "Blocked"
    assert story.state.why
    assert salon.clients.get(client.id).status == "blocked"


@pytest.mark.req("K2")
def test_the_next_card_becomes_the_clients(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.fresh().tap("give_card")
    assert story.state.giving
    story.card(CARD).at("client")
    assert story.taps == 1
    assert not story.state.giving
    assert story.state.has_card
    holder = salon.cards.tapped(CARD).holder
    assert holder == CardHolder("client", client.id)
    assert CARD not in repr(story.state)


@pytest.mark.req("K2")
def test_a_card_that_is_somebodys_says_at_the_desk_whose(salon: Services) -> None:
    client = known(salon)
    jana = salon.clients.save(Client(b"", "Jana", "Tajná"), None)
    salon.cards.give(CARD, CardHolder("client", jana.id), None)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("give_card").card(CARD).at("client")
    assert "belongs to Jana Tajná" in story.state.card_message.plain()
    assert story.state.giving
    story.tap("keep_card")
    assert not story.state.giving
    assert salon.cards.of(CardHolder("client", client.id)) == 0


@pytest.mark.req("K2")
def test_a_random_number_is_refused_with_a_reason(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("give_card").card("08A1B2C3").at("client")
    assert "another number each time" in story.state.card_message.plain()
    assert story.state.giving


@pytest.mark.req("K2")
def test_a_new_card_takes_the_place_of_the_old_one(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("give_card").card(CARD)
    assert story.state.card_past == ()
    story.tap("replace_card").card("0455667788AABB")
    assert salon.cards.tapped(CARD).holder is None
    assert [row.chip.plain() for row in story.state.card_past] == ["Active card", "Replaced card"]
    story.tap("give_card").card(CARD)
    assert story.state.cards.plain() == "2 cards"


def test_a_lost_card_is_blocked(salon: Services) -> None:
    client = known(salon)
    salon.cards.give(CARD, CardHolder("client", client.id), None)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("block_cards")
    assert not story.state.has_card
    assert salon.cards.tapped(CARD).holder is None


@pytest.mark.req("C4", "V1")
def test_the_sheet_shows_visits_and_purchases(salon: Services) -> None:
    till = make_till(salon)
    client = till.client()
    done = till.visit(client, -2)
    till.pay(salon.visit_bills.open(done.id, till.eva.id))
    till.visit(client, 3)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    assert [row.subtitle for row in story.state.upcoming] == ["Cut"]
    assert [row.chip.plain() for row in story.state.past] == ["Paid"]
    assert [row.title for row in story.state.purchases] == ["Cut"]
    assert story.state.visits.plain() == "1 visit"
    story.tap("pick_visit", story.state.upcoming[0].key).at("desk")


@pytest.mark.req("V1")
def test_booking_from_the_sheet_knows_the_client(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("book").at("booking")
    assert "Vzorová" in repr(story.state)
    story.nav.back()
    story.at("client")
    assert story.state.name == "Kateřina Vzorová"


@pytest.mark.req("C1")
def test_a_manager_brings_an_inactive_client_back(salon: Services) -> None:
    client = known(salon)
    salon.clients.save(Client(b"", "Jana", "Ukázková"), None)
    salon.clients.save(replace(client, active=False), None)
    story = desk(salon, "Petra")
    story.nav.go(ClientsArgs())
    assert [row.title for row in story.state.rows] == ["Jana Ukázková"]
    story.tap("show_inactive", True)
    assert [(row.title, row.dim) for row in story.state.rows] == [
        ("Kateřina Vzorová", True),
        ("Jana Ukázková", False),
    ]
    story.tap("search", "vzor").tap("pick", client.id.hex()).at("client")
    story.tap("edit").tap("edit", "active", "1").tap("save").at("client").tap("close")
    assert [row.dim for row in story.at("clients").state.rows] == [False]
    story.tap("close")
    story.nav.go(ClientsArgs())
    assert not story.state.inactive


def test_staff_and_the_till_see_active_clients_only(salon: Services) -> None:
    salon.clients.save(replace(known(salon), active=False), None)
    for name, args in (("Eva", ClientsArgs()), ("Petra", ClientsArgs(pick=True))):
        story = desk(salon, name)
        story.nav.go(args)
        story.tap("show_inactive", True)
        assert (story.state.may_inactive, story.state.rows) == (False, ())


def _form(salon: Services, client: Client) -> Story:
    """A client's form with something typed and not saved."""
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    return story.tap("edit").tap("edit", "city", "Brno").tap("edit", "first_name", "Káťa")


def test_a_form_left_by_mistake_comes_back_as_it_was(salon: Services) -> None:
    client = known(salon)
    story = _form(salon, client).tap("close").at("client")
    assert story.out.toast is not None
    story.nav.undo()
    values = {field.name: field.value for field in story.at("client_form").state.fields}
    assert (values["first_name"], values["city"]) == ("Káťa", "Brno")
    assert values["last_name"] == "Vzorová"
    story.tap("save").at("client")
    assert salon.clients.get(client.id).city == "Brno"
    assert story.out.toast.undo is None


def test_a_form_left_for_a_sale_comes_back_too(salon: Services) -> None:
    make_till(salon)
    story = _form(salon, known(salon)).scan(SHAMPOO).at("desk")
    story.nav.undo()
    assert story.at("client_form").nav.top.changed  # type: ignore[attr-defined]


def test_what_was_typed_is_gone_with_the_toast_or_the_lock(salon: Services) -> None:
    story = _form(salon, known(salon)).tap("close").wait(9)
    assert story.out.toast is None
    story.tap("edit").at("client_form").tap("close")
    assert story.out.toast is None
    story.tap("edit").tap("edit", "city", "Brno").wait(121)
    assert (story.nav.staff, story.out.toast) == (None, None)


def test_a_form_comes_back_only_into_an_empty_place(salon: Services) -> None:
    other = salon.clients.save(Client(b"", "Jana", "Ukázková"), None)
    story = _form(salon, known(salon)).tap("close").tap("close")
    story.nav.go(ClientFormArgs(client_id=other.id))
    story.nav.undo()
    assert story.at("client_form").state.fields[0].value == "Jana"
    assert "open" in story.state.message.plain()


def test_a_pin_is_never_kept(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go(StaffFormArgs())
    story.tap("edit", "pin", "9182").tap("close")
    assert story.out.toast is not None
    assert story.out.toast.undo is None


@pytest.mark.req("L2")
def test_a_manager_changes_points_with_a_reason(salon: Services) -> None:
    client = known(salon)
    story = desk(salon, "Petra")
    story.nav.go(ClientArgs(client.id))
    assert story.state.points.plain() == "0 points"
    story.tap("change_points").at("points_form")
    story.tap("edit", "points", "many").tap("save").at("points_form")
    story.tap("edit", "points", "50").tap("edit", "why", "Birthday").tap("save").at("client")
    assert story.state.points.plain() == "50 points"
    story.tap("change_points").tap("edit", "what", "take").tap("edit", "points", "60")
    story.tap("edit", "why", "A mask").tap("save").at("points_form")
    assert "only 50" in story.errors["points"]


@pytest.mark.req("L2")
def test_points_are_not_for_everybody_to_change(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    assert not story.state.manager
    story.tap("change_points").at("client")


@pytest.mark.req("C6")
def test_only_services_that_keep_clients_lose_the_contact(salon: Services) -> None:
    store, client = salon.context.store, known(salon)
    orders = ChannelRow("shop.orders", "Orders", "other", "in")
    people = ChannelRow("crm.people", "People", "clients", "out")
    guests = ChannelRow("web.guests", "Guests", "clients", "in")
    for name, channel in (("Shop", orders), ("Crm", people), ("Web", guests)):
        service = ServiceRow(channel.remote.split(".")[0], name, channels=(channel,))
        sync_services.put(store, [*sync_services.everything(store), service])
    story = desk(salon, "Petra")
    story.nav.go(ClientEraseArgs(client.id))
    told = [line.plain() for line in story.at("client_erase").state.goes]
    assert told[-1] == "The contact at Google, Crm, at the next synchronisation"


@pytest.mark.req("C6")
def test_a_manager_erases_somebody_by_typing_the_name(salon: Services) -> None:
    client = known(salon)
    story = desk(salon, "Petra")
    story.nav.go(ClientsArgs())
    story.fresh().tap("pick", client.id.hex()).tap("edit").tap("erase").at("client_erase")
    assert (story.state.name, story.state.word) == ("Kateřina Vzorová", "Vzorová")
    assert not story.state.coming
    story.tap("edit", "vzor")
    assert story.state.why
    story.tap("erase").at("client_erase")
    story.tap("edit", " vzorova ").tap("erase").at("clients")
    assert story.state.rows == ()
    assert salon.clients.erased(client.id)
    assert "Vzorová" not in repr(story.nav.presenter("client_erase").state)


@pytest.mark.req("C6")
def test_what_is_in_the_way_of_erasing_is_said(salon: Services) -> None:
    till = make_till(salon)
    client = known(salon)
    till.visit(client, hours=3)
    bill = salon.bills.open_retail(till.eva.id, client.id)
    salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    story = desk(salon, "Petra")
    story.nav.go(ClientArgs(client.id))
    story.tap("edit").tap("erase").at("client_erase")
    assert "open bill" in story.state.hindered.plain()
    assert "1 booked visit" in story.state.coming.plain()
    story.tap("edit", "Vzorová").tap("erase").at("client_erase")
    story.tap("close").at("client_form").tap("close").at("client")
    assert not salon.clients.erased(client.id)


@pytest.mark.req("C6", "M5")
def test_erasing_is_for_managers_and_an_erased_sheet_does_nothing(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("edit").at("client_form")
    assert story.state.extra == ()
    story.tap("erase").at("client_form")
    salon.clients.erase(client.id, salon.team.members()[0].id)
    story = desk(salon, "Petra")
    story.nav.go(ClientArgs(client.id))
    assert (story.state.name, story.state.status.plain()) == ("–", "Erased")
    assert story.state.why
    assert not story.state.manager


@pytest.mark.req("C1")
@pytest.mark.parametrize("typed", ["novák jan", "jan novák"])
def test_a_new_client_is_called_as_people_are(salon: Services, typed: str) -> None:
    story = desk(salon)
    story.nav.go(ClientsArgs())
    story.tap("search", typed).tap("new").at("client_form")
    fields = {one.name: one.value for one in story.nav.presenter("client_form").state.fields}
    assert (fields["first_name"], fields["last_name"]) == ("Jan", "Novák")


@pytest.mark.req("C1")
@pytest.mark.parametrize("typed", ["jána@example.com", "jana.@example.com", "jana@example,com"])
def test_an_address_that_cannot_be_right_is_told_at_its_field(salon: Services, typed: str) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientFormArgs(client_id=client.id))
    story.tap("edit", "email", typed).tap("save").at("client_form")
    wrong = [one.name for one in story.nav.presenter("client_form").state.fields if one.error]
    assert wrong == ["email"]
    story.tap("edit", "email", "Jana@Example.com").tap("save")
    assert salon.clients.get(client.id).email == "jana@example.com"
