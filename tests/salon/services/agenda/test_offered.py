"""Whatever the hours, breaks, pauses and rooms: what is offered can be booked, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.agenda.clash import DoesNotFit
from kiosk.salon.domain.agenda.hours import HoursException, TimeOff
from kiosk.salon.domain.agenda.shape import shape_of
from kiosk.salon.domain.agenda.spans import meets
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.services.salon_services import Services
from tests.rigs.agenda_world import stylists
from tests.rigs.salon import close_salon, make_salon


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    salon = make_salon(tmp_path_factory.mktemp("busy"))
    yield salon
    close_salon(salon)


TIMES = st.integers(16, 100).map(lambda quarter: quarter * 15)
SPAN = st.tuples(TIMES, st.integers(1, 24)).map(
    lambda span: (span[0], min(span[0] + 15 * span[1], 1680))
)


@pytest.mark.req("V2", "V4")
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_what_is_offered_can_be_booked_and_all_that_can_is_offered(
    busy: Services, data: st.DataObject
) -> None:
    salon, store = busy, busy.context.store
    petra, eva = stylists(salon)
    day = data.draw(st.sampled_from([date(2027, 3, 27), date(2027, 10, 30), date(2027, 5, 3)]))
    with store.transaction():
        rooms = [
            salon.resources.save_resource(Resource(b"", "Room", units), None).id
            for units in data.draw(st.lists(st.integers(1, 2), max_size=2))
        ]
        for whom in data.draw(st.lists(st.sampled_from([None, petra.id, eva.id]), max_size=3)):
            hours = () if data.draw(st.integers(0, 9)) == 0 else (data.draw(SPAN),)
            salon.hours.save_exception(HoursException(b"", whom, day, day, hours), None)
        for starts, ends in data.draw(st.lists(SPAN, max_size=2)):
            off = TimeOff(b"", petra.id, "break", day, day, min(starts, 1600), ends)
            salon.hours.save_time_off(off, None)
        services = []
        for _ in range(3):
            minutes = data.draw(st.integers(2, 8)) * 15
            gap = data.draw(st.integers(0, minutes - 15))
            service = Service(
                *(b"", "Any", minutes, 100, 2100),
                gap_from=data.draw(st.integers(1, minutes - gap)) if gap else 0,
                gap_minutes=gap,
                before_minutes=data.draw(st.sampled_from([0, 0, 5, 20])),
                after_minutes=data.draw(st.sampled_from([0, 0, 10, 30])),
                resource_ids=tuple(data.draw(st.lists(st.sampled_from(rooms), max_size=2)))
                if rooms
                else (),
            )
            services.append(salon.catalogue.save_service(service, None).id)
        chosen = st.lists(st.sampled_from(services), min_size=1, max_size=2)
        for _ in range(8):
            wanted, who = data.draw(chosen), data.draw(st.sampled_from([petra.id, eva.id]))
            offered = {time.starts_at for time in salon.planning.free_times(wanted, day, None, who)}
            start = salon.context.salon.instant(day, data.draw(TIMES))
            if offered and data.draw(st.booleans()):
                start = data.draw(st.sampled_from(sorted(offered)))
            try:
                salon.agenda.book(who, start, wanted, None, guest_name="Host")
                assert start in offered
            except DoesNotFit:
                assert start not in offered
        _nothing_overlaps(salon, day)
        assert not salon.planning.clashing(day, day)
        store.run("DELETE FROM appointment_service_resource")
        store.run("DELETE FROM appointment_service")
        store.run("DELETE FROM appointment")
        store.run("DELETE FROM hours_exception_span")
        store.run("DELETE FROM hours_exception")
        store.run("DELETE FROM time_off")


def _nothing_overlaps(salon: Services, day: date) -> None:
    """Minute by minute, without the rules under test: one visit a stylist, rooms within units."""
    units = {one.id: one.units for one in salon.resources.resources()}
    start, end = salon.context.salon.day_bounds(day)
    visits = salon.agenda.day(day).appointments
    where = [(one.staff_id, shape_of(one.services).at(one.starts_at)) for one in visits]
    for minute in range(start - 3_600_000, end + 3_600_000, 300_000):
        held = [who for who, spot in where if meets(spot.held, minute, minute + 1)]
        assert len(held) == len(set(held))
        for room, most in units.items():
            used = [
                1
                for _, spot in where
                for other, (begins, until) in spot.rooms
                if other == room and begins <= minute < until
            ]
            assert len(used) <= most
