"""Stories of a person's cards: one is blocked, unblocked, or all are lost."""

from __future__ import annotations

import pytest

from kiosk.presenters.clients.args import CardsArgs, ClientArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import CARD, desk, known
from tests.presenters.test_goods_screens import refusal

OTHER = "0455667788AABB"


@pytest.mark.req("K5", "T1")
def test_one_card_of_a_client_is_blocked_and_unblocked(salon: Services) -> None:
    client = known(salon)
    holder = CardHolder("client", client.id)
    salon.cards.give(CARD, holder, None)
    salon.cards.give(OTHER, holder, None)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.fresh().tap("cards").at("cards")
    newest, oldest = story.state.cards
    story.tap("block", oldest.key)
    assert story.taps == 2
    assert salon.cards.tapped(CARD).holder is None
    assert salon.cards.tapped(OTHER).holder == holder
    assert [line.state.plain() for line in story.state.cards] == ["Active card", "Blocked card"]
    story.tap("unblock", oldest.key)
    assert salon.cards.tapped(CARD).holder == holder
    story.nav.undo()
    assert salon.cards.tapped(CARD).holder is None
    story.tap("close").at("client")
    assert story.state.cards.plain() == "1 card"
    assert newest.key != oldest.key


@pytest.mark.req("K5")
def test_a_block_can_be_undone(salon: Services) -> None:
    client = known(salon)
    holder = CardHolder("client", client.id)
    salon.cards.give(CARD, holder, None)
    story = desk(salon)
    story.nav.go(CardsArgs(holder))
    (card,) = story.state.cards
    story.tap("block", card.key)
    assert not story.state.can_lose
    story.nav.undo()
    assert salon.cards.tapped(CARD).holder == holder
    assert story.state.can_lose


@pytest.mark.req("K5", "T1")
def test_only_managers_block_cards_of_the_team(salon: Services) -> None:
    eva = next(m for m in salon.team.members() if m.first_name == "Eva")
    holder = CardHolder("staff", eva.id)
    salon.cards.give(CARD, holder, None)
    story = desk(salon)
    story.nav.go(CardsArgs(holder))
    (card,) = story.state.cards
    story.tap("block", card.key)
    assert "manager" in refusal(story)
    assert salon.cards.tapped(CARD).holder == holder
    story = desk(salon, "Petra")
    story.nav.go(StaffFormArgs(eva.id))
    assert [button.intent for button in story.state.extra] == [
        "cards",
        "replace_card",
        "hours",
        "rights",
        "give_card",
    ]
    story.tap("cards").tap("block", card.key).tap("close").at("staff_form")
    assert salon.cards.tapped(CARD).holder is None
    left = [button.intent for button in story.state.extra]
    assert left == ["cards", "hours", "rights", "give_card"]


def test_a_lost_card_has_no_button(salon: Services) -> None:
    client = known(salon)
    holder = CardHolder("client", client.id)
    salon.cards.give(CARD, holder, None)
    story = desk(salon)
    story.nav.go(CardsArgs(holder))
    (card,) = story.state.cards
    story.tap("lose")
    (line,) = story.state.cards
    assert (line.turn, line.state.plain()) == ("", "Lost card")
    story.tap("block", card.key)
    assert "not in use any more" in refusal(story)


@pytest.mark.parametrize("screen", ["attract", "lock", "clock_forgot", "desk", "more", "devices"])
def test_a_card_is_looked_up_once_whatever_is_on_the_screen(salon: Services, screen: str) -> None:
    petra, eva = salon.team.members()
    salon.cards.give(CARD, CardHolder("staff", eva.id), None)
    story = Story(salon)
    if screen in ("desk", "more", "devices"):
        story.unlock(petra)
    if screen not in ("attract", "desk"):
        story.nav.go(screen)
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    story.at(screen).card(CARD)
    connection.set_trace_callback(None)
    assert sum(" FROM card LEFT JOIN staff " in statement for statement in asked) == 1


def test_a_stylists_plain_card_stands_for_the_name_where_the_owner_wants_the_pin(
    salon: Services,
) -> None:
    petra, eva = salon.team.members()
    salon.team.set_pin(eva.id, "7391", petra.id)
    salon.cards.give("04A1B2C3D4E5F6", CardHolder("staff", eva.id), petra.id)
    story = Story(salon, role="desk").at("lock").card("04A1B2C3D4E5F6").at("desk")
    salon.context.card_rules = CardRules(uid_desk=False)
    story.nav.lock()
    story.at("lock").card("04A1B2C3D4E5F6").at("lock")
    assert story.state.name == "Eva"
    for digit in "7391":
        story.tap("key", digit)
    story.tap("confirm").at("desk")
