"""Stories of today's sales: looking, copies, voiding with a manager's card or PIN."""

from __future__ import annotations

import pytest

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.text import Amount, N, Text, side_by_side
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import MEANS
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN
from tests.rigs.till_world import Till, make_till

MANAGER_CARD = "04A1B2C3D4E5F6"
STAFF_CARD = "04A1B2C3D4E5F7"


@pytest.fixture
def till(salon: Services) -> Till:
    till = make_till(salon)
    salon.cards.give(MANAGER_CARD, CardHolder("staff", till.manager.id), till.manager.id)
    salon.cards.give(STAFF_CARD, CardHolder("staff", till.eva.id), till.manager.id)
    return till


@pytest.fixture
def story(till: Till) -> Story:
    """Eva, who may see the takings, looks at a sale of today that was paid in cash."""
    eva = till.salon.rights.set(till.eva.id, {"see_takings"}, till.manager.id)
    bill = till.retail()
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 50_000))
    story = Story(till.salon).unlock(eva)
    story.nav.go("sales")
    return story.tap("pick", sale.id.hex()).fresh()


def summary(documents: int, *, cash: int, card: int) -> Text:
    told = N("{n} document", "{n} documents", documents)
    return side_by_side(
        (
            told,
            MEANS["cash"].taken.of(amount=Amount(cash, "CZK")),
            MEANS["card"].taken.of(amount=Amount(card, "CZK")),
        )
    )


def test_the_takings_of_the_day(story: Story, till: Till) -> None:
    till.pay(till.retail(2))
    story.nav.go(DeskArgs())
    story.nav.go("sales")
    assert story.state.summary == summary(2, cash=38_900, card=77_800)
    assert len(story.state.rows) == 2


def test_a_card_is_asked_for_only_where_it_can_be_held_to_a_reader(story: Story) -> None:
    story.tap("void").at("void")
    assert not story.state.reader
    story.hardware.set_devices((DeviceState("cards", "reader", True),))
    story.wait(1)
    assert story.state.reader
    story.hardware.set_devices((DeviceState("cards", "reader", False),))
    story.wait(1)
    assert not story.state.reader


@pytest.mark.req("K4")
def test_a_copy_from_the_list(story: Story, till: Till) -> None:
    story.tap("copy")
    assert till.salon.printing.open_jobs()[-1].is_copy
    assert story.hardware.prints == 1


@pytest.mark.req("M5")
def test_a_void_by_the_managers_card(story: Story, till: Till) -> None:
    story.tap("void").at("void").tap("reason", "Wrong item").card(MANAGER_CARD, "aes").at("paid")
    assert story.state.is_void
    assert [figure.amount for figure in story.state.figures] == [Amount(38_900, "CZK")]
    assert not story.state.asks_back
    newest, oldest = till.salon.checkout.todays_sales()
    assert oldest.voided_by_number == newest.number
    story.tap("done").at("desk")
    story.nav.go("sales")
    assert story.state.summary == summary(2, cash=0, card=0)


@pytest.mark.req("M5")
def test_a_void_by_the_managers_pin(story: Story) -> None:
    story.tap("void").tap("reason", "Wrong item")
    for key in MANAGER_PIN:
        story.tap("key", key)
    assert story.state.dots == 4
    story.tap("approve").at("paid")


@pytest.mark.req("M5")
def test_a_card_that_can_be_copied_stands_for_the_name_only(story: Story, till: Till) -> None:
    story.tap("void").tap("reason", "Wrong item").card(MANAGER_CARD).at("void")
    assert "PIN" in story.state.told.plain()
    assert story.state.approver == till.manager.id.hex()
    assert story.state.why
    for key in MANAGER_PIN:
        story.tap("key", key)
    assert not story.state.told
    story.tap("approve").at("paid")


def test_an_owner_may_trust_such_cards(story: Story, till: Till) -> None:
    till.salon.context.card_rules = CardRules(trust_uid_manager=True)
    story.tap("void").tap("reason", "Wrong item").card(MANAGER_CARD).at("paid")


@pytest.mark.req("T1")
def test_whoever_may_not_see_the_takings_sees_how_many_there_were(till: Till) -> None:
    """Else the cash to be counted would stand there, before it is counted."""
    till.pay(till.retail())
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    assert story.state.summary == side_by_side((N("{n} document", "{n} documents", 1),))


@pytest.mark.req("T1")
def test_whoever_has_the_right_approves_by_card_or_pin(story: Story, till: Till) -> None:
    story.tap("void").at("void")
    assert [key for key, _ in story.state.approvers] == [till.manager.id.hex()]
    story.tap("close").at("sales")
    till.salon.rights.set(till.eva.id, {"void"}, till.manager.id)
    story.tap("void").at("void").tap("reason", "Wrong item")
    assert {key for key, _ in story.state.approvers} == {till.manager.id.hex(), till.eva.id.hex()}
    story.card(STAFF_CARD, "aes").at("paid")


def test_no_card_of_the_staff_approves_however_true(story: Story, till: Till) -> None:
    story.tap("void").tap("reason", "Wrong item").card(STAFF_CARD, "aes").at("void")
    assert story.state.error.plain() == "Eva may not approve this."
    assert len(till.salon.checkout.todays_sales()) == 1
    refused = (
        "SELECT json_extract(body, '$.approver') <> '' FROM journal WHERE kind = 'right.refused'"
    )
    assert till.salon.context.store.column(refused) == [0, 1], "who tried, then whose card it was"


def test_a_wrong_pin_is_said_and_wiped(story: Story, till: Till) -> None:
    story.tap("void").tap("reason", "Wrong item")
    for key in "9999":
        story.tap("key", key)
    story.tap("approve").at("void")
    assert story.state.error
    assert story.state.dots == 0
    assert len(till.salon.checkout.todays_sales()) == 1


@pytest.mark.parametrize("card", [STAFF_CARD, "04FFFFFFFFFFFF"])
def test_no_other_card_approves(story: Story, till: Till, card: str) -> None:
    story.tap("void").tap("reason", "Wrong item").card(card).at("void")
    assert story.state.error
    assert len(till.salon.checkout.todays_sales()) == 1


def test_without_a_reason_nothing_is_taken_back(story: Story, till: Till) -> None:
    story.tap("void")
    for key in MANAGER_PIN:
        story.tap("key", key)
    assert story.state.why
    story.card(MANAGER_CARD, "aes").at("void")
    assert story.state.error
    assert len(till.salon.checkout.todays_sales()) == 1


def test_a_void_cannot_be_voided(story: Story) -> None:
    story.tap("void").tap("reason", "Wrong item").card(MANAGER_CARD, "aes").tap("done")
    story.nav.go("sales")
    for row in story.state.rows:
        story.tap("pick", row.key)
        assert not story.state.sale.can_void
        story.tap("void").at("sales")
