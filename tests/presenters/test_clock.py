"""Staff clock in and out at the reader, and without their card."""

from dataclasses import replace

import pytest

from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.domain.text import Msg, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.agenda_world import TODAY, add_client, book
from tests.rigs.salon import MANAGER_PIN

EVA, PETRA = "AAAA1111", "BBBB2222"
HOUR = 3600


@pytest.fixture
def carded(salon: Services) -> Services:
    """Petra and Eva have cards, Petra also her PIN."""
    petra, eva = salon.team.members()
    salon.cards.give(PETRA, CardHolder("staff", petra.id), None)
    salon.cards.give(EVA, CardHolder("staff", eva.id), None)
    return salon


def said(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def kinds(salon: Services) -> list[str]:
    found = salon.context.store.rows(
        "SELECT kind FROM punch p WHERE undoes IS NULL AND NOT EXISTS "
        "(SELECT 1 FROM punch u WHERE u.undoes = p.id) ORDER BY number"
    )
    return [row[0] for row in found]


@pytest.mark.req("K5")
def test_by_card_it_is_no_touch_at_all(carded: Services) -> None:
    story = Story(carded).card(EVA).at("clock_result")
    assert "Eva, in at" in said(story.state.headline)
    assert (story.taps, story.hardware.sounds) == (0, ["ok"])
    story.wait(7).at("clock_result").wait(1).at("attract")
    assert story.state.time == TimeOfDay(story.clock.now() - 8_000)
    assert kinds(carded) == ["in"]
    assert "Eva" not in repr(story.nav.presenter("clock_result").state)


def test_another_card_replaces_the_result_at_once(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(2).card(PETRA).at("clock_result")
    assert "Petra" in said(story.state.headline)
    assert story.nav.depth == 2
    story.wait(7).at("clock_result").wait(1).at("attract")


@pytest.mark.req("K5")
def test_the_same_card_again_changes_nothing_and_says_so(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(5).card(EVA)
    assert "already" in said(story.state.note)
    assert story.hardware.sounds == ["ok", "refuse"]
    assert kinds(carded) == ["in"]


@pytest.mark.req("K5")
def test_that_was_not_meant(carded: Services) -> None:
    story = Story(carded).card(EVA)
    assert story.state.undo
    story.tap("undo")
    assert not story.state.undo
    assert story.state.offers == ()
    assert kinds(carded) == []
    assert story.taps == 1


@pytest.mark.req("K5")
def test_out_becomes_a_break_and_the_next_card_is_back(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(HOUR // 60 * 8)
    story.clock.advance(HOUR)
    story.card(EVA)
    assert [offer.kind for offer in story.state.offers] == ["break"]
    story.tap("choose", "break")
    assert "break from" in said(story.state.headline)
    story.wait(8).at("attract")
    story.clock.advance(HOUR)
    assert "back at" in said(story.card(EVA).state.headline)
    assert kinds(carded) == ["in", "break", "back"]


@pytest.mark.req("K5")
def test_an_open_day_is_asked_about(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(8)
    story.clock.advance(23 * HOUR)
    story.card(EVA).at("clock_left")
    assert kinds(carded) == ["in"]
    closing = carded.context.salon.instant(TODAY, carded.hours.opening(TODAY)[-1][1])
    assert story.state.time == TimeOfDay(closing)
    story.tap("earlier").tap("earlier", 60).tap("later").tap("save").at("clock_result")
    assert "Eva, in at" in said(story.state.headline)
    assert kinds(carded) == ["in", "out", "in"]


def test_not_answering_records_nothing_and_asks_again(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(8)
    story.clock.advance(23 * HOUR)
    story.card(EVA).at("clock_left").tap("close").at("attract")
    story.card(EVA).at("clock_left").wait(60).at("attract")
    assert kinds(carded) == ["in"]


def test_the_answer_stays_between_coming_and_the_end_of_the_day(carded: Services) -> None:
    story = Story(carded).card(EVA).wait(8)
    story.clock.advance(23 * HOUR)
    story.card(EVA)
    for _ in range(40):
        story.tap("earlier", 60)
    assert not story.state.sooner
    assert story.tap("save").at("clock_result").out.toast is None


@pytest.mark.req("K5")
def test_without_the_card_it_is_name_and_pin_and_marked(carded: Services) -> None:
    petra, _ = carded.team.members()
    story = Story(carded).tap("forgot_card").at("clock_forgot")
    assert [person.name for person in story.state.people] == ["Petra"]
    story.tap("pick", petra.id.hex())
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("clock_result")
    assert story.taps == 3 + len(MANAGER_PIN)
    assert carded.context.store.rows("SELECT kind, flag FROM punch") == [("in", "no-card")]


def test_who_has_no_pin_is_told_the_way_to_one(carded: Services) -> None:
    """Their name is not among those to choose from, here and at the desk's door."""
    _, eva = carded.team.members()
    manager = carded.team.members()[0]
    for screen in ("clock_forgot", "lock"):
        story = Story(carded)
        story.nav.go(screen)
        assert "no PIN" in said(story.state.help)
    carded.team.set_pin(eva.id, "7391", manager.id)
    story = Story(carded)
    story.nav.go("clock_forgot")
    assert "no PIN" not in said(story.state.help)


def test_a_wrong_pin_is_told_and_the_next_ones_wait(carded: Services) -> None:
    petra, _ = carded.team.members()
    story = Story(carded).tap("forgot_card").tap("pick", petra.id.hex())
    for attempt in range(4):
        for digit in "0001":
            story.tap("key", digit)
        story.tap("confirm").at("clock_forgot")
        assert story.state.typed == 0
        # The third one makes whoever types wait, and says so at once.
        assert ("seconds" in said(story.state.error)) == (attempt >= 2)
    assert kinds(carded) == []
    story.tap("close")
    assert (story.state.name, story.state.error) == ("", "")
    story.tap("close").at("attract")


def test_names_of_the_staff_never_stand_on_a_box_for_customers(carded: Services) -> None:
    story = Story(carded, "checkin")
    story.nav.go("clock_forgot")
    story.at("attract").card(EVA).at("attract")
    assert kinds(carded) == []


def test_the_desk_stays_under_the_result(carded: Services) -> None:
    petra, _ = carded.team.members()
    story = Story(carded).unlock(petra).card(EVA).at("clock_result").wait(8).at("desk")
    assert story.nav.staff == petra


def test_the_language_follows_the_card_and_comes_back(carded: Services) -> None:
    petra, eva = carded.team.members()
    carded.team.save(replace(eva, language="sl"), petra.id)
    story = Story(carded).card(EVA)
    assert story.out.language == "sl"
    assert story.wait(8).at("attract").out.language == "cs"


def test_a_client_at_the_result_starts_the_check_in(carded: Services) -> None:
    client_id = add_client(carded)
    carded.cards.give("CCCC3333", CardHolder("client", client_id), None)
    book(carded, "10:30", client_id)
    Story(carded).card(EVA).card("CCCC3333").at("checkin_confirm")


def test_a_box_for_the_clock_knows_no_clients(carded: Services) -> None:
    client_id = add_client(carded)
    carded.cards.give("CCCC3333", CardHolder("client", client_id), None)
    book(carded, "10:30", client_id)
    story = Story(carded, "clock").card("CCCC3333").at("attract")
    assert story.out.toast is not None
    assert story.hardware.sounds == ["refuse"]


def test_the_desk_comes_back_from_a_client_opened_over_the_result(carded: Services) -> None:
    petra, _ = carded.team.members()
    client_id = add_client(carded)
    carded.cards.give("CCCC3333", CardHolder("client", client_id), None)
    story = Story(carded).unlock(petra).card(EVA).card("CCCC3333").at("client")
    story.nav.back()
    story.at("desk")
    assert kinds(carded) == ["in"]


def test_the_next_persons_card_counts_over_a_client_opened_over_the_result(
    carded: Services,
) -> None:
    petra, _ = carded.team.members()
    client_id = add_client(carded)
    carded.cards.give("CCCC3333", CardHolder("client", client_id), None)
    story = Story(carded).unlock(petra).card(EVA).card("CCCC3333").at("client")
    story.card(PETRA).at("clock_result")
    assert kinds(carded) == ["in", "in"]
    story.wait(8).at("desk")


def test_a_pin_after_another_persons_card_is_marked_too(carded: Services) -> None:
    petra, _ = carded.team.members()
    carded.context.card_rules = CardRules(False, False, False)
    story = Story(carded).card(EVA, "aes").at("clock_result").card(PETRA).at("clock_forgot")
    story.tap("pick", petra.id.hex())
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("clock_result")
    assert [row[0] for row in carded.context.store.rows("SELECT flag FROM punch")] == [
        "",
        "no-card",
    ]


def test_the_names_can_be_left_again_after_a_card_came_between(carded: Services) -> None:
    story = Story(carded, "desk").unlock(carded.team.members()[0]).tap("rail", "attendance")
    story.tap("forgot_card").at("clock_forgot").card(EVA).at("clock_result").wait(8)
    assert story.at("clock_forgot").state.can_close


@pytest.mark.req("K5")
def test_the_lock_opens_for_a_card_or_a_pin(carded: Services) -> None:
    petra, eva = carded.team.members()
    story = Story(carded).tap("open_desk").at("lock").card(EVA).at("desk")
    assert story.nav.staff == eva
    assert kinds(carded) == [], "opening the desk is not clocking in"
    story.nav.lock()
    story.at("lock").tap("pick", petra.id.hex())
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("desk")
    assert story.nav.staff == petra
    story.wait(120).at("attract")
    assert story.nav.staff is None


def test_on_a_desk_the_lock_is_the_first_screen(carded: Services) -> None:
    story = Story(carded, "desk").at("lock")
    assert not story.state.can_close
    story.card("CCCC3333").at("lock").card(PETRA, "aes").at("desk")


@pytest.mark.req("K5")
def test_a_managers_card_that_can_be_copied_asks_for_the_pin(carded: Services) -> None:
    story = Story(carded, "desk").card(PETRA).at("lock")
    assert story.state.name == "Petra"
    story.tap("key", "1").tap("key", "1").tap("key", "1").tap("key", "3").tap("confirm").at("lock")
    assert story.nav.staff is None
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("confirm").at("desk")
    assert story.nav.staff == carded.team.members()[0]


def test_an_owner_may_want_more_than_a_number(carded: Services) -> None:
    carded.context.card_rules = CardRules(False, False, False)
    carded.cards.give("CCCC3333", CardHolder("client", add_client(carded)), None)
    story = Story(carded).card(EVA).at("clock_forgot")
    assert kinds(carded) == []
    story.tap("close").at("attract").card(EVA, "aes").at("clock_result")
    story.wait(8).at("attract").card("CCCC3333").at("attract")
    assert "not enough" in said(story.out.toast.text)
    story.card("CCCC3333", "aes").at("checkin_sorry")
    story.unlock(carded.team.members()[1]).card("CCCC3333").at("desk")
    story.card("CCCC3333", "aes").at("client")


def test_why_a_card_cannot_be_used_is_said(carded: Services) -> None:
    story = Story(carded)
    for reason in ("random", "taken_away", "wrong_key", "silent", "blank", "unknown", "newer"):
        story.nav.unreadable(reason)
        assert said(story.at("attract").out.toast.text).endswith(".")
    story.nav.unreadable("random")
    assert "another number each time" in said(story.out.toast.text)


def test_a_pin_half_typed_is_gone_after_the_time_out(carded: Services) -> None:
    petra, _ = carded.team.members()
    story = Story(carded).tap("open_desk").tap("pick", petra.id.hex()).tap("key", "2")
    story.wait(30).at("attract")
    lock = story.nav.presenter("lock")
    assert "Petra" not in repr(lock.state)
    assert vars(lock)["_pin"] == ""
