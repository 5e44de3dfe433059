"""Opening hours, hours and absences of the team, rooms and devices."""

from __future__ import annotations

from datetime import date, timedelta

from kiosk.presenters.agenda.args import (
    DayFormArgs,
    HoursDaysArgs,
    HoursFormArgs,
    TimeOffFormArgs,
)
from kiosk.presenters.goods.args import ResourceFormArgs, ServiceFormArgs
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.ids import Id
from tests.gallery.stage import Stage
from tests.gallery.states import state


def _stylist(stage: Stage) -> Id:
    return stage.salon.agenda.day(stage.salon.agenda.today()).columns[0].id


def _soon(stage: Stage, days: int = 3) -> date:
    return stage.salon.agenda.today() + timedelta(days=days)


@state("Opening hours")
def hours_salon(stage: Stage) -> None:
    stage.desk().open(HoursFormArgs())


@state("Hours are typed on the keypad")
def hours_typed(stage: Stage) -> None:
    hours_salon(stage)
    stage.focus(1)


@state("Hours of a stylist, two weeks in turn, one of them wrong")
def hours_stylist(stage: Stage) -> None:
    stage.desk().open(HoursFormArgs(_stylist(stage))).tap("edit", "pattern", "turns")
    stage.tap("edit", "day_0_0", "9-12, 13-18:30").tap("edit", "day_1_2", "soon").tap("save")


@state("Closed days, and public holidays to be taken")
def hours_closed(stage: Stage) -> None:
    stage.salon.hours.save_exception(
        HoursException(b"", None, _soon(stage), _soon(stage, 5), (), "Malování"), None
    )
    stage.desk().open(HoursDaysArgs()).tap("pick", "holiday:0")


@state("Absences of a stylist")
def hours_absences(stage: Stage) -> None:
    who, hours = _stylist(stage), stage.salon.hours
    hours.save_time_off(TimeOff(b"", who, "holiday", _soon(stage), _soon(stage, 12)), None)
    hours.save_time_off(
        TimeOff(b"", who, "training", _soon(stage), _soon(stage), 540, 720, "Kurz barvení"), None
    )
    short = HoursException(b"", who, _soon(stage, 14), _soon(stage, 14), ((540, 720),))
    hours.save_exception(short, None)
    stage.desk().open(HoursDaysArgs(who))


@state("No absence yet")
def hours_no_absence(stage: Stage) -> None:
    stage.desk().open(HoursDaysArgs(_stylist(stage)))


@state("A closed day")
def hours_day(stage: Stage) -> None:
    stage.desk().open(DayFormArgs())


@state("Blocked time")
def hours_blocked(stage: Stage) -> None:
    stage.desk().open(TimeOffFormArgs(staff_id=_stylist(stage), kind="delivery", starts=600))


@state("Rooms and devices")
def rooms(stage: Stage) -> None:
    for name, units in (("Mycí box", 2), ("Laser", 1)):
        stage.salon.resources.save_resource(Resource(b"", name, units), None)
    stage.desk().open("resources")


@state("Rooms and devices, none yet")
def rooms_none(stage: Stage) -> None:
    stage.desk().open("resources")


@state("A new room")
def rooms_new(stage: Stage) -> None:
    stage.desk().open(ResourceFormArgs())


@state("A service with a pause, a pause that is wrong, and a room")
def rooms_service(stage: Stage) -> None:
    stage.salon.resources.save_resource(Resource(b"", "Mycí box", 2), None)
    service = stage.salon.catalogue.services()[0]
    stage.desk().open(ServiceFormArgs(service.id)).tap("edit", "gap_minutes", "45").tap("save")
