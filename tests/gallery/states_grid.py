"""The month, the week, the load, and the agenda's grid with all that it can show."""

from __future__ import annotations

from datetime import timedelta

from kiosk.presenters.agenda.args import WeekArgs
from kiosk.presenters.clients.args import ClientFormArgs
from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.goods.catalogue import Resource, Service
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_agenda import booking_what, booking_when


def _closed_and_full(stage: Stage) -> None:
    """Two closed days, and two days on which the first stylist is not there."""
    today, who = (
        stage.salon.agenda.today(),
        stage.salon.agenda.day(stage.salon.agenda.today()).columns[0].id,
    )
    hours = stage.salon.hours
    closed = HoursException(b"", None, today + timedelta(days=2), today + timedelta(days=3))
    hours.save_exception(closed, None)
    for first, kind in ((5, "holiday"), (9, "training")):
        day = today + timedelta(days=first)
        hours.save_time_off(TimeOff(b"", who, kind, day, day), None)


@state("A month to pick a day from")
def date_picker(stage: Stage) -> None:
    stage.desk()
    _closed_and_full(stage)
    stage.tap("pick_day")


@state("A birthday to point at: the year")
def date_picker_year(stage: Stage) -> None:
    stage.desk().open(ClientFormArgs()).tap("pick_day", "birth_date")


@state("A birthday to point at: the month")
def date_picker_month(stage: Stage) -> None:
    date_picker_year(stage)
    stage.tap("pick", "1987-01-01")


@state("A birthday to point at: the day")
def date_picker_birth(stage: Stage) -> None:
    date_picker_month(stage)
    stage.tap("pick", "1987-05-01")


@state("A day for a booking, with closed and full days")
def date_picker_booking(stage: Stage) -> None:
    booking_when(stage)
    _closed_and_full(stage)
    stage.tap("pick_day")


@state("A booking on a day on which nothing fits, the reason said")
def booking_none(stage: Stage) -> None:
    booking_when(stage)
    _closed_and_full(stage)
    for _ in range(5):
        stage.tap("next_day")


@state("A booking with a note, and what is known of the client")
def booking_note(stage: Stage) -> None:
    booking_what(stage)
    stage.tap("show_part", "note").tap("type_note", "Přijde s dcerou, prosí místo u okna")


def _shaped(stage: Stage) -> None:
    """A day with closed time, a break, an absence, a pause in which another is seen to, and
    visits of a quarter of an hour."""
    agenda, today = stage.salon.agenda, stage.salon.agenda.today()
    at = stage.salon.context.salon.instant
    columns = agenda.day(today).columns
    day = today + timedelta(days=1)
    hours, catalogue = stage.salon.hours, stage.salon.catalogue
    for who, kind, starts, ends, note in (
        (columns[0], "break", 720, 765, ""),
        (columns[1], "delivery", 600, 660, "Dodávka barev"),
        (columns[3], "holiday", None, None, ""),
    ):
        off = TimeOff(b"", who.id, kind, day, day, starts, ends, note)
        hours.save_time_off(off, None)
    colour = catalogue.save_service(
        Service(b"", "Barvení s působením", 120, 150000, 2100, gap_from=45, gap_minutes=45), None
    )
    quick = catalogue.save_service(Service(b"", "Úprava ofiny", 15, 15000, 2100), None)
    cut = next(one for one in catalogue.services() if one.minutes == 45)
    for column, minute, service, name in (
        (0, 540, colour, "Jana Vzorová-Dlouhopříjmenná"),
        (0, 585, cut, "Petr Ukázkový"),
        (1, 540, quick, "Anna Ukázková"),
        (1, 555, quick, "Béla Minta"),
        (1, 570, quick, "Ana Primer"),
        (2, 570, colour, "Eva Vzorová"),
    ):
        agenda.book(
            columns[column].id,
            at(day, minute),
            [service.id],
            None,
            guest_name=name,
            despite=ANYTHING,
        )


@state("A day with breaks, an absence, a pause inside a visit, and visits of a quarter of an hour")
def desk_shaped(stage: Stage) -> None:
    stage.desk()
    _shaped(stage)
    stage.tap("next_day")


@state("A visit dropped where it does not fit")
def desk_moving_upon(stage: Stage) -> None:
    desk_shaped(stage)
    block = stage.state.blocks[-1]
    stage.tap("drag_to", block.key, stage.state.columns[1].key, 600)


def _overlapping(stage: Stage) -> None:
    """Two visits at a time, and one of somebody who is not there."""
    today = stage.salon.agenda.today() + timedelta(days=1)
    columns, services = stage.salon.agenda.day(today).columns, stage.salon.catalogue.services()
    cut = next(one for one in services if one.minutes == 45)
    at = stage.salon.context.salon.instant
    for column, minute, name in (
        (0, 600, "Jana Vzorová-Dlouhopříjmenná"),
        (0, 630, "Petr Ukázkový"),
        (1, 660, "Anna Ukázková"),
    ):
        who, when = columns[column].id, at(today, minute)
        stage.salon.agenda.book(who, when, [cut.id], None, guest_name=name, despite=ANYTHING)
    off = TimeOff(b"", columns[1].id, "sick", today, today)
    stage.salon.hours.save_time_off(off, None)


@state("Visits that do not fit are marked, and the panel says why")
def desk_clashes(stage: Stage) -> None:
    stage.desk()
    _overlapping(stage)
    stage.tap("next_day")
    stage.tap("select", stage.state.blocks[1].key)


@state("A booking that came upon another visit, to be placed")
def desk_to_place(stage: Stage) -> None:
    stage.desk()
    _overlapping(stage)
    stage.tap("today")
    stage.nav.tick()
    stage.tap("open_chip").tap("more")


@state("Rooms and devices as columns")
def desk_rooms(stage: Stage) -> None:
    stage.desk()
    basin = stage.salon.resources.save_resource(Resource(b"", "Mycí box", 2), None)
    stage.salon.resources.save_resource(Resource(b"", "Laser"), None)
    wash = Service(b"", "Mytí", 30, 15000, 2100, resource_ids=(basin.id,))
    wash = stage.salon.catalogue.save_service(wash, None)
    today, at = stage.salon.agenda.today(), stage.salon.context.salon.instant
    for place, column in enumerate(stage.salon.agenda.day(today).columns[:2]):
        stage.salon.agenda.book(
            column.id,
            at(today, 660 + 15 * place),
            [wash.id],
            None,
            guest_name="Anna Ukázková",
            despite=ANYTHING,
        )
    stage.tap("show_rooms")


@state("The salon's week, with closed days and absences")
def week_salon(stage: Stage) -> None:
    stage.desk()
    _closed_and_full(stage)
    _shaped(stage)
    stage.tap("week")


@state("A stylist's week")
def week_stylist(stage: Stage) -> None:
    stage.desk()
    _shaped(stage)
    today = stage.salon.agenda.today()
    stage.open(WeekArgs(today, stage.salon.agenda.day(today).columns[0].id))


@state("A stylist's week with visits that overlap")
def week_clashes(stage: Stage) -> None:
    stage.desk()
    _overlapping(stage)
    today = stage.salon.agenda.today() + timedelta(days=1)
    stage.open(WeekArgs(today, stage.salon.agenda.day(today).columns[0].id))


@state("How busy everybody is this week")
def load_week(stage: Stage) -> None:
    desk_rooms(stage)
    stage.open("load")


@state("Nothing booked in that time, no rooms")
def load_none(stage: Stage) -> None:
    stage.desk().open("load").tap("choose_span", "before")
