"""Stories of goods sold to somebody: a client is added to a sale by hand or by their card."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from tests.presenters.story import Story
from tests.rigs.till_world import SHAMPOO, Till

CARD = "04A1B2C3D4E5F6"
OTHER_CARD = "04A1B2C3D4E5F7"


def selling(till: Till) -> Story:
    """A bottle is scanned at the desk."""
    return Story(till.salon).unlock(till.eva).scan(SHAMPOO).at("desk").fresh()


def names(story: Story) -> list[str]:
    return [row.title for row in story.state.rows]


@pytest.mark.req("K1", "K3", "C1")
def test_a_sale_becomes_a_clients_in_two_taps(till: Till) -> None:
    client = till.client()
    story = selling(till)
    assert (story.state.bill.asks_client, story.state.bill.client) == (True, "")
    story.tap("bill", "client").at("clients").tap("pick", client.id.hex()).at("desk")
    assert story.taps == 2
    assert story.state.bill.client == story.state.bill.title == "Kateřina Vzorová"
    story.tap("bill", "pay_card").tap("done").at("paid")
    assert story.state.client == "Kateřina Vzorová"
    (sale,) = till.salon.clients.purchases(client.id)
    assert [line.name for line in sale.lines] == ["Shampoo"]
    assert till.salon.clients.get(client.id).visits == 0


@pytest.mark.req("K3", "C1")
def test_a_card_over_a_sale_makes_it_the_clients(till: Till) -> None:
    client = till.client()
    till.salon.cards.give(CARD, CardHolder("client", client.id), till.eva.id)
    story = selling(till).card(CARD).at("desk")
    assert story.state.bill.client == "Kateřina Vzorová"
    story.nav.undo()
    assert story.state.bill.client == ""
    story.card(CARD)
    assert story.state.bill.client == "Kateřina Vzorová"
    story.card(CARD).at("client")


def test_a_second_clients_card_does_not_take_the_sale(till: Till) -> None:
    client, other = till.client(), till.client("Jana", "Ukázková")
    till.salon.cards.give(CARD, CardHolder("client", client.id), till.eva.id)
    till.salon.cards.give(OTHER_CARD, CardHolder("client", other.id), till.eva.id)
    story = selling(till).card(CARD).card(OTHER_CARD).at("client").tap("close").at("desk")
    assert story.state.bill.client == "Kateřina Vzorová"


def test_a_card_over_a_visit_or_the_agenda_opens_the_sheet(till: Till) -> None:
    client = till.client()
    till.salon.cards.give(CARD, CardHolder("client", client.id), till.eva.id)
    story = Story(till.salon).unlock(till.eva).card(CARD).at("client").tap("close").at("desk")
    story.tap("select", till.visit().id.hex())
    assert not story.state.bill.asks_client
    story.tap("bill", "client").at("desk").card(CARD).at("client")


def test_another_client_or_none_can_be_chosen(till: Till) -> None:
    client, other = till.client(), till.client("Jana", "Ukázková")
    story = selling(till).tap("bill", "client")
    assert not story.state.may_clear
    story.tap("nobody").at("clients").tap("pick", client.id.hex())
    story.tap("bill", "client").tap("search", "jana").tap("pick", other.id.hex()).at("desk")
    assert story.state.bill.client == "Jana Ukázková"
    story.nav.undo()
    assert story.state.bill.client == "Kateřina Vzorová"
    story.tap("bill", "client")
    assert story.state.may_clear
    story.tap("nobody").at("desk")
    assert story.state.bill.client == ""


def test_going_back_from_the_search_changes_nothing(till: Till) -> None:
    till.client()
    story = selling(till).tap("bill", "client").tap("close").at("desk")
    assert story.state.bill.client == ""
    assert story.out.toast is None
    story.tap("search").at("clients")
    assert not story.state.pick
    story.tap("pick", till.client("Jana", "Ukázková").id.hex()).at("client")


@pytest.mark.req("C1")
def test_a_new_client_is_added_on_the_way(till: Till) -> None:
    story = selling(till).tap("bill", "client").tap("search", "nela nová").tap("new")
    story.at("client_form").tap("save").at("desk")
    assert story.state.bill.client == "Nela Nová"


def test_a_card_picks_in_the_search_too(till: Till) -> None:
    client = till.client()
    till.salon.cards.give(CARD, CardHolder("client", client.id), till.eva.id)
    story = selling(till).tap("bill", "client").card(CARD).at("desk")
    assert story.state.bill.client == "Kateřina Vzorová"


def test_taking_the_client_off_a_paid_sale_is_refused(till: Till) -> None:
    client = till.client()
    till.salon.cards.give(CARD, CardHolder("client", client.id), till.eva.id)
    story = selling(till).card(CARD).tap("bill", "pay_card").tap("done").at("paid")
    story.nav.undo()
    assert story.out.toast is not None
    assert "not open" in story.out.toast.text.plain()
    assert len(till.salon.clients.purchases(client.id)) == 1
