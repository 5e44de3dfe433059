"""Stories of the week: the salon's as a table, a stylist's as columns, and how busy it is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.presenters.agenda.args import WeekArgs
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.text import Day, Duration, Percent, T
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_desk import at_desk
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists

MONDAY = date(2026, 11, 16)


@pytest.mark.req("V1")
def test_the_salons_week_counts_visits_and_tells_of_closed_days(salon: Services) -> None:
    petra, eva = stylists(salon)
    closed = HoursException(b"", None, MONDAY, MONDAY)
    salon.hours.save_exception(closed, petra.id)
    friday = MONDAY + timedelta(days=4)
    salon.hours.save_time_off(TimeOff(b"", eva.id, "sick", friday, friday), None)
    book(salon, "11:00", services=[add_service(salon, "Long", 360)])
    book(salon, "18:00")
    story = at_desk(salon).tap("week").at("week")
    assert story.state.heads[0][0] == "2026-11-16"
    assert [line.name for line in story.state.lines] == ["Petra", "Eva"]
    ours, hers = (line.cells for line in story.state.lines)
    assert (ours[0].note, hers[4].note) == (T("closed"), T("away"))
    assert (ours[5].number, ours[5].note, ours[5].today) == ("2", Percent(54_000), True)
    assert (hers[5].number, hers[5].note) == ("0", Percent(0))
    assert story.taps == 1


@pytest.mark.req("V1")
def test_a_touch_on_a_day_or_a_visit_goes_there(salon: Services) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "34:30", add_client(salon))
    story = at_desk(salon).tap("week").tap("open_day", "2026-11-19").at("desk")
    assert story.state.day == date(2026, 11, 19)
    story.tap("week").tap("choose_who", petra.id.hex())
    assert [block.column for block in story.state.blocks] == [6]
    story.tap("select", visit.id.hex()).at("desk")
    assert (story.state.day, story.state.selected) == (date(2026, 11, 22), visit.id.hex())
    assert story.tap("week").state.who == petra.id.hex(), "of whose visit is beside the agenda"


@pytest.mark.req("V1")
def test_a_visit_is_dragged_to_another_day_of_the_week(salon: Services) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "10:30", add_client(salon))
    story = at_desk(salon)
    story.nav.go(WeekArgs(TODAY, petra.id))
    story.tap("drag_to", visit.id.hex(), "2026-11-22", 14 * 60 + 5).at("booking")
    assert salon.agenda.get(visit.id) == visit, "it is asked first"
    story.tap("save").at("week")
    assert salon.agenda.get(visit.id).starts_at == at(salon, "14:00", date(2026, 11, 22))
    assert [block.column for block in story.state.blocks] == [6]


@pytest.mark.req("V1")
def test_an_empty_place_of_the_week_is_booked_or_freed(salon: Services) -> None:
    petra, eva = stylists(salon)
    day = date(2026, 11, 20)
    salon.hours.save_time_off(TimeOff(b"", eva.id, "break", day, day, 720, 765), None)
    story = at_desk(salon)
    story.nav.go(WeekArgs(TODAY, eva.id))
    story.tap("slot", "2026-11-22", 11 * 60 + 20).at("booking")
    assert story.state.stylist == eva.id.hex()
    assert story.state.day == Day(date(2026, 11, 22), "brief")
    story.tap("cancel").at("week")
    story.tap("slot", "2026-11-20", 730).at("time_off_form").tap("drop").at("week")
    assert not [zone for zone in story.state.zones if zone.off]
    assert petra


@pytest.mark.req("V1")
def test_other_weeks_by_touch_and_by_the_month(salon: Services) -> None:
    story = at_desk(salon).tap("week").tap("next_week").tap("next_week").tap("previous_week")
    assert story.state.first == date(2026, 11, 23)
    story.tap("pick_day").at("date_picker").tap("pick", "2026-12-31").at("week")
    assert story.state.first == date(2026, 12, 28)
    story.tap("close").at("desk")


def rows(story: Story, part: str) -> list[tuple[object, ...]]:
    return [(row.title, row.subtitle, row.right) for row in getattr(story.state, part)]


@pytest.mark.req("V2")
def test_how_busy_stylists_services_and_rooms_are_over_days_that_are_picked(
    salon: Services,
) -> None:
    petra, _ = stylists(salon)
    basin = salon.resources.save_resource(Resource(b"", "Basin"), None)
    wash = salon.catalogue.save_service(
        Service(b"", "Wash", 60, 9000, 2100, resource_ids=(basin.id,)), None
    )
    book(salon, "11:00", services=[wash.id])
    story = at_desk(salon).tap("week").tap("load").at("load")
    assert (story.state.first, story.state.span) == (Day(MONDAY, "date"), "week")
    story.tap("pick_first").tap("pick", TODAY.isoformat()).at("load")
    story.tap("pick_last").tap("pick", TODAY.isoformat()).at("load")
    assert story.state.span == ""
    of = T("{booked} of {open}", booked=Duration(60), open=Duration(720))
    assert rows(story, "staff")[0] == (petra.name, of, Percent(8000))
    assert rows(story, "services") == [("Wash", Duration(60), Percent(100_000))]
    assert rows(story, "resources") == [("Basin", of, Percent(8000))]
    story.tap("choose_span", "before")
    assert (story.state.first, story.state.last) == (
        Day(date(2026, 10, 1), "date"),
        Day(date(2026, 10, 31), "date"),
    )
    assert story.state.services == ()


@pytest.mark.req("V2")
def test_days_that_are_picked_the_wrong_way_round_and_too_many(salon: Services) -> None:
    story = at_desk(salon).tap("week").tap("load")
    story.tap("pick_last").tap("pick", "2026-11-02").at("load")
    assert story.state.first == story.state.last == Day(date(2026, 11, 2), "date")
    for _ in range(20):
        story.tap("pick_last").tap("ahead", 6)
    assert story.out.toast is not None
    assert story.state.last == Day(date(2027, 11, 3), "date")


@pytest.mark.parametrize("whose", [False, True])
def test_a_week_is_read_at_once(salon: Services, whose: bool) -> None:
    """As many questions for seven days as for one, however many visits there are."""
    petra, _ = stylists(salon)
    for clock in ("10:00", "34:30", "58:30"):
        book(salon, clock)
    story = at_desk(salon)
    story.nav.go(WeekArgs(TODAY, petra.id if whose else None))
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    story.tap("next_week")
    connection.set_trace_callback(None)
    about = [one for one in asked if "FROM appointment a" in one]
    assert len(about) <= 3, about
    assert len(asked) <= 40
