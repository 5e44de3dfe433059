"""Stories of a new list of services, and of a price that is said at the till."""

from __future__ import annotations

import pytest

from kiosk.presenters.agenda.booking_services import ChosenServices
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.text import Amount, Msg
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk
from tests.rigs.till_world import Till


def _opened(salon: Services) -> Story:
    story = desk(salon, "Petra")
    story.nav.go("services")
    return story.tap("starter").at("starter_services").fresh()


@pytest.mark.req("K9", "P1")
def test_a_list_of_services_in_three_touches(salon: Services) -> None:
    story = _opened(salon).tap("tick_all")
    assert story.state.all
    many = sum(len(group.lines) for group in story.state.groups)
    story.tap("add").at("services")
    assert story.taps == 2
    assert len(salon.catalogue.services()) == many
    assert all(row.right.plain() == "Price at the till" for row in story.state.rows)


@pytest.mark.req("K9")
def test_some_are_ticked_some_have_a_price_and_two_trades_come_together(salon: Services) -> None:
    story = _opened(salon)
    first, second = (line.key for line in story.state.groups[0].lines[:2])
    assert story.state.why
    story.tap("toggle", first).tap("toggle", second).tap("toggle", second)
    story.tap("price", first, "690,50")
    story.tap("choose", "nails").tap("toggle", story.state.groups[0].lines[0].key)
    assert story.state.button.n == 2
    story.tap("add").at("services")
    prices = {service.name: service.price_minor for service in salon.catalogue.services()}
    assert prices == {"Dámský střih, mytí a foukaná": 69_050, "Manikúra": 0}


@pytest.mark.req("K9")
def test_a_price_that_is_none_is_told_where_it_stands(salon: Services) -> None:
    story = _opened(salon)
    key = story.state.groups[0].lines[0].key
    story.tap("toggle", key).tap("price", key, "abc").tap("choose", "nails").tap("add")
    story.at("starter_services")
    assert story.state.trade == "hair"
    assert story.state.groups[0].lines[0].error
    assert salon.catalogue.services() == ()
    story.tap("price", key, "").tap("add").at("services")


@pytest.mark.req("K9")
def test_what_is_there_cannot_be_ticked_again(salon: Services) -> None:
    _opened(salon).tap("tick_all").tap("add")
    story = _opened(salon)
    assert all(line.there for group in story.state.groups for line in group.lines)
    story.tap("toggle", story.state.groups[0].lines[0].key).tap("tick_all")
    assert story.state.why
    assert not story.state.all


@pytest.mark.req("P1")
def test_a_form_without_a_price_leaves_it_to_the_till(salon: Services) -> None:
    story = desk(salon, "Petra")
    story.nav.go("services")
    story.tap("new").tap("edit", "name", "Úprava").tap("edit", "minutes", "30").tap("save")
    (service,) = salon.catalogue.services()
    assert service.open_price
    story.tap("pick", service.id.hex())
    assert next(field.value for field in story.state.fields if field.name == "price") == ""
    story.tap("edit", "price", "0").tap("save")
    (service,) = salon.catalogue.services()
    assert (service.open_price, service.price_minor) == (False, 0)


@pytest.mark.req("P1", "M1")
@pytest.mark.parametrize("how", ["pay_card", "pay_cash", "pay_split"])
def test_paying_leads_to_the_price_that_is_missing(till: Till, how: str) -> None:
    rate = till.salon.context.salon.vat_bp[0]
    work = till.salon.catalogue.save_service(
        Service(b"", "Balayage", 180, 0, rate, open_price=True), till.manager.id
    )
    visit = till.salon.agenda.book(
        till.eva.id, till.salon.context.now(), [work.id], till.eva.id, guest_name="Host"
    )
    story = Story(till.salon).unlock(till.eva).tap("select", visit.id.hex())
    assert story.state.bill.lines[0].amount.plain() == "Enter the price"
    story.tap("bill", how).at("line_edit")
    assert story.state.active == "price"
    for key in "2400":
        story.tap("key", key)
    assert not story.state.asks_reason
    story.tap("save").at("desk")
    assert story.state.bill.total == Amount(240_000, "CZK")
    story.tap("bill", how)
    assert story.screen == how


@pytest.mark.req("P1", "A1")
def test_a_booking_says_what_is_known_of_its_price(till: Till) -> None:
    rate = till.salon.context.salon.vat_bp[0]
    work = till.salon.catalogue.save_service(
        Service(b"", "Balayage", 180, 0, rate, open_price=True), till.manager.id
    )
    chosen = ChosenServices()
    chosen.toggle(work)
    assert chosen.price("CZK") == work.price("CZK")
    chosen.toggle(till.cut)
    price = chosen.price("CZK")
    assert isinstance(price, Msg)
    assert price.key == "from {price}"
    assert dict(price.values)["price"] == Amount(65_045, "CZK")
