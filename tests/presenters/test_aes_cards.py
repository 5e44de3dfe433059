"""Cards that cannot be copied: readers make them while a card is waited for; copies are unknown."""

from __future__ import annotations

import pytest

from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.rows import Row
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story

CARD, OTHER = "04A1B2C3D4E5F6", "04112233445566"
MAKE, NO_MORE = ("make", ""), ("make_no_more", "")


def desk(salon: Services, place: int = 0) -> Story:
    return Story(salon).unlock(salon.team.members()[place])


def jana(salon: Services) -> bytes:
    return salon.clients.save(Client(b"", "Jana", "Sample"), None).id


def said(story: Story) -> str:
    assert story.out.toast is not None
    return str(story.out.toast.text)


@pytest.mark.req("K2")
def test_readers_make_cards_while_a_client_is_to_be_given_one(salon: Services) -> None:
    story = desk(salon)
    story.nav.go(ClientArgs(jana(salon)))
    assert story.hardware.asks == []
    story.tap("give_card")
    assert story.hardware.asks == [MAKE]
    story.card(CARD, "aes").at("client")
    assert story.hardware.asks == [MAKE, NO_MORE]
    story.tap("replace_card").tap("keep_card")
    assert story.hardware.asks == [MAKE, NO_MORE] * 2


def test_readers_make_cards_while_staff_are_to_be_given_one(salon: Services) -> None:
    story = desk(salon)
    story.nav.go(StaffFormArgs(salon.team.members()[1].id))
    story.tap("give_card").card(CARD, "aes").at("staff_form")
    assert story.hardware.asks == [MAKE, NO_MORE]


def test_one_that_could_not_be_given_is_not_the_last(salon: Services) -> None:
    salon.cards.give(OTHER, CardHolder("staff", salon.team.members()[1].id), None)
    story = desk(salon)
    story.nav.go(ClientArgs(jana(salon)))
    story.tap("give_card").card(OTHER)
    assert story.hardware.asks == [MAKE, MAKE]


@pytest.mark.parametrize("end", ["lock", "idle", "close", "other screen"])
def test_no_card_is_made_when_nobody_waits_any_more(salon: Services, end: str) -> None:
    story = desk(salon)
    story.nav.go(ClientArgs(jana(salon)))
    story.tap("give_card")
    if end == "lock":
        story.nav.lock()
    elif end == "idle":
        story.wait(130).at("attract")
    elif end == "close":
        story.tap("close")
    else:
        story.nav.go("team")
    assert story.hardware.asks == [MAKE, NO_MORE]


@pytest.mark.req("K2")
def test_a_copy_is_an_unknown_card_wherever_it_is_held(salon: Services) -> None:
    boss = salon.team.members()[0]
    salon.cards.give(Tap(CARD, "aes"), CardHolder("staff", boss.id), None)
    story = Story(salon)
    story.card("99887766").at("attract")
    unknown = said(story)
    story.card(CARD).at("attract")
    assert said(story) == unknown
    assert story.hardware.sounds == ["refuse", "refuse"]
    story.nav.go("lock")
    story.card(CARD).at("lock")
    assert said(story) == unknown
    story.card(CARD, "aes").at("desk")
    assert salon.timeclock.present() == ()


@pytest.mark.req("K2")
def test_managers_see_that_a_copy_came(salon: Services) -> None:
    client = jana(salon)
    salon.cards.give(Tap(CARD, "aes"), CardHolder("client", client), None)
    salon.cards.give(Tap(OTHER, "aes"), CardHolder("staff", salon.team.members()[1].id), None)

    def shown(place: int) -> tuple[Row, ...]:
        story = desk(salon, place)
        story.nav.go(ClientArgs(client))
        rows: tuple[Row, ...] = story.state.card_past
        return rows

    assert shown(0) == ()
    Story(salon).card(CARD).card(OTHER)
    (row,) = shown(0)
    assert "A copy of this card was refused" in str(row.subtitle)
    assert shown(1) == ()
    story = desk(salon)
    story.nav.go(StaffFormArgs(salon.team.members()[1].id))
    assert "A copy of this card was refused" in str(story.state.message)
