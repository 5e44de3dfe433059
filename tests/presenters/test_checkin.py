"""Customers check themselves in: taps counted, neutral words, nothing left behind."""

from dataclasses import replace

import pytest

from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.text import Msg
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book

CARD = "04A1B2C3D4"
TAIL = "123456"


@pytest.fixture
def booked(salon: Services) -> Services:
    """Kateřina Vzorová, phone ending in 123456 and a card, at 10:30 with Eva."""
    client_id = add_client(salon)
    salon.cards.give(CARD, CardHolder("client", client_id), None)
    book(salon, "10:30", client_id)
    return salon


def type_tail(story: Story, digits: str = TAIL) -> Story:
    for digit in digits:
        story.tap("key", digit)
    return story


def said(value: object) -> str:
    return value.plain() if isinstance(value, Msg) else str(value)


def remembered(story: Story) -> str:
    """Everything that any presenter still holds."""
    made = [story.nav.presenter(name) for name in story.nav.screens]
    own = ("services", "host", "clock", "listener")
    return repr([{k: v for k, v in vars(p).items() if k not in own} for p in made])


@pytest.mark.req("K1")
def test_by_card_it_is_one_tap(booked: Services) -> None:
    story = Story(booked).card(CARD).at("checkin_confirm")
    assert story.state.only.name == "Kateřina V."
    story.tap("confirm").at("checkin_done")
    assert story.taps == 1
    assert story.hardware.sounds == ["ok"]
    (visit,) = booked.agenda.day(TODAY).appointments
    assert visit.state == "arrived"


@pytest.mark.req("K1")
def test_by_phone_it_is_eight_taps(booked: Services) -> None:
    story = type_tail(Story(booked).tap("start").at("checkin_phone"))
    story.at("checkin_confirm").tap("confirm").at("checkin_done")
    assert story.taps == 8


@pytest.mark.req("K1")
def test_by_qr_code_it_is_one_tap(booked: Services) -> None:
    (visit,) = booked.agenda.day(TODAY).appointments
    story = Story(booked).scan(f"PULT:{visit.code}").at("checkin_confirm").tap("confirm")
    assert story.at("checkin_done").taps == 1


def test_a_card_is_read_on_every_customers_page(booked: Services) -> None:
    for way in ((), ("start",), ("start", "no_booking")):
        story = Story(booked)
        for intent in way:
            story.tap(intent)
        story.card(CARD).at("checkin_confirm")
        assert story.nav.depth == 2


@pytest.mark.req("K1")
def test_without_a_booking_it_is_three_taps_and_a_name(salon: Services) -> None:
    story = Story(salon).tap("start").tap("no_booking").at("walkin")
    story.nav.act("edit", "Jana")
    story.tap("join").at("checkin_done")
    assert story.taps == 3
    assert [entry.first_name for entry in salon.waiting.today()] == ["Jana"]
    salon.waiting.add("Eva")
    noted = salon.context.store.rows("SELECT body FROM journal WHERE kind = 'waiting.added'")
    assert noted == [('{"via":"kiosk"}',), ("{}",)]


def test_a_walk_in_without_a_name_is_told_so(salon: Services) -> None:
    story = Story(salon).tap("start").tap("no_booking").tap("join").at("walkin")
    assert said(story.state.error)
    assert story.tap("edit", "J").state.error == ""


@pytest.mark.req("K1")
def test_checked_in_twice_is_the_done_page_again_and_nothing_recorded(booked: Services) -> None:
    story = Story(booked).card(CARD).tap("confirm").wait(9).at("attract")
    before = booked.context.store.row("SELECT max(seq) FROM journal")
    story.card(CARD).at("checkin_done")
    assert booked.context.store.row("SELECT max(seq) FROM journal") == before


def test_too_early_is_seen_but_not_arrived(salon: Services) -> None:
    client_id = add_client(salon)
    salon.cards.give(CARD, CardHolder("client", client_id), None)
    book(salon, "15:00", client_id)
    story = Story(salon).card(CARD).at("checkin_done")
    assert story.state.early


@pytest.mark.req("C2")
def test_unknown_and_blocked_read_the_same(booked: Services) -> None:
    unknown = type_tail(Story(booked).tap("start"), "999999").at("checkin_sorry").state
    (client,) = booked.clients.search("vzor")
    booked.clients.save(replace(client, status="blocked"), None)
    blocked = type_tail(Story(booked).tap("start")).at("checkin_sorry").state
    by_card = Story(booked).card(CARD).at("checkin_sorry").state
    assert unknown == blocked == by_card


def test_two_with_the_same_digits_see_initials_only(salon: Services) -> None:
    book(salon, "10:30", add_client(salon))
    other = add_client(salon, first_name="Klára", last_name="Jiná")
    visit = book(salon, "11:30", other)
    story = type_tail(Story(salon).tap("start")).at("checkin_confirm")
    assert [offered.name for offered in story.state.visits] == ["K. V.", "K. J."]
    assert story.state.only is None
    story.tap("confirm", 1).at("checkin_done")
    arrived = [one.id for one in salon.agenda.day(TODAY).appointments if one.state == "arrived"]
    assert arrived == [visit.id]


def test_a_guests_whole_name_is_not_shown(salon: Services) -> None:
    stylist, _ = salon.team.members()
    time, services = at(salon, "10:30"), [add_service(salon)]
    visit = salon.agenda.book(stylist.id, time, services, None, guest_name="Jana Ukázková")
    story = Story(salon).scan(f"PULT:{visit.code}").at("checkin_confirm")
    assert story.state.only.name == "Jana U."


def test_five_misses_leave_only_the_desk_for_a_minute(booked: Services) -> None:
    story = Story(booked)
    for number in range(5):
        type_tail(story.tap("start"), f"99999{number}").at("checkin_sorry")
        again = story.state.again
        story.tap("close")
    assert not again
    story.tap("start").at("checkin_sorry")
    assert not story.state.again
    story.tap("call")
    assert story.state.called
    assert story.hardware.sounds[-1] == "attention"
    story.tap("close").scan("PULT:WHATEVER").at("checkin_sorry")
    story.tap("close").card(CARD).at("checkin_confirm").tap("not_me")
    story.wait(60)
    type_tail(story.tap("start").at("checkin_phone")).at("checkin_confirm")


def test_not_me_counts_as_a_miss(booked: Services) -> None:
    story = Story(booked).tap("start")
    for _ in range(4):
        type_tail(story).at("checkin_confirm").tap("not_me").at("checkin_phone")
        assert story.state.typed == 0
    type_tail(story).tap("not_me").at("checkin_sorry")


@pytest.mark.parametrize(
    ("way", "warns", "leaves"),
    [("phone", 20, 30), ("confirm", 15, 25), ("sorry", 20, 30), ("walkin", 20, 30)],
)
def test_idle_pages_warn_and_leave(booked: Services, way: str, warns: int, leaves: int) -> None:
    story = Story(booked)
    if way == "confirm":
        story.card(CARD)
    else:
        story.tap("start")
        if way == "sorry":
            type_tail(story, "999999")
        elif way == "walkin":
            story.tap("no_booking")
    page = story.screen
    story.wait(warns - 1)
    assert story.out.warning is None
    story.wait(1)
    assert story.out.warning == leaves - warns
    story.nav.touched()
    assert story.out.warning is None
    story.wait(leaves - 1).at(page).wait(1).at("attract")


def test_the_done_page_closes_after_eight_seconds_or_a_tap(booked: Services) -> None:
    story = Story(booked).card(CARD).tap("confirm")
    assert story.state.closes_in == 8
    story.wait(7).at("checkin_done").wait(1).at("attract")
    story.card(CARD).tap("close").at("attract")


def test_the_question_says_when_it_closes_and_a_touch_gives_more_time(booked: Services) -> None:
    story = Story(booked).card(CARD)
    assert story.state.closes_in == 25
    assert story.wait(10).state.closes_in == 15
    story.nav.touched()
    assert story.wait(1).state.closes_in == 24


def test_nothing_of_a_customer_is_left_after_the_page(booked: Services) -> None:
    personal = ("Vzor", "Kateřina", TAIL, "K. V.")
    story = Story(booked).card(CARD).wait(25).at("attract")
    assert not any(word in remembered(story) for word in personal)
    type_tail(story.tap("start")).tap("confirm").wait(8).at("attract")
    assert not any(word in remembered(story) for word in personal)
    story.tap("start").tap("no_booking")
    story.nav.act("edit", "Vzorová")
    story.wait(30).at("attract")
    assert not any(word in remembered(story) for word in personal)
    type_tail(story.tap("start"), TAIL[:5]).wait(30)
    assert not any(word in remembered(story) for word in (*personal, TAIL[:5]))


def test_the_digits_are_never_in_a_state(booked: Services) -> None:
    story = type_tail(Story(booked).tap("start"), "98765")
    assert "9" not in repr(story.state).replace("Sample", "")
    assert story.state.dots == "• • •   • • –"
    assert story.tap("key", "back").state.typed == 4
    assert story.tap("key", "clear").state.typed == 0


def test_the_customers_own_language_until_the_page_closes(booked: Services) -> None:
    (client,) = booked.clients.search("vzor")
    booked.clients.save(replace(client, language="hu"), None)
    story = Story(booked)
    assert story.out.language == "cs"
    assert story.card(CARD).out.language == "hu"
    assert story.tap("not_me").at("attract").out.language == "cs"
    assert story.card(CARD).wait(25).out.language == "cs"
    assert story.tap("language", "sl").out.language == "sl"
    story.tap("start").wait(30)
    assert story.out.language == "cs"


def test_an_unknown_card_reveals_nothing(booked: Services) -> None:
    story = Story(booked).card("FFFF0000").at("attract")
    assert story.out.toast is not None
    assert "Kateřina" not in said(story.out.toast.text)


@pytest.mark.parametrize(
    ("role", "check_in", "forgot", "desk"),
    [
        ("everything", True, True, True),
        ("checkin", True, False, False),
        ("clock", False, True, False),
    ],
)
def test_the_role_of_the_box_decides_its_doors(
    salon: Services, role: str, check_in: bool, forgot: bool, desk: bool
) -> None:
    state = Story(salon, role).at("attract").state  # type: ignore[arg-type]
    assert (state.check_in, state.forgot, state.desk) == (check_in, forgot, desk)


def test_a_delay_is_told(salon: Services) -> None:
    first = book(salon, "10:00", add_client(salon))
    salon.agenda.set_state(first.id, "in_chair", None)
    other = add_client(salon, first_name="Klára", last_name="Jiná", phone="+420777999888")
    salon.cards.give(CARD, CardHolder("client", other), None)
    book(salon, "10:30", other)
    story = Story(salon)
    story.clock.jump(at(salon, "10:45"))
    story.card(CARD).tap("confirm").at("checkin_done")
    assert "15" in said(story.state.detail)
