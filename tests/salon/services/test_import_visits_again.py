"""Visits of a file that came out of such a file before: nothing twice, moved, cancelled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import Client
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Plan
from kiosk.salon.services.salon_services import Services
from tests.salon.services.test_importing_visits import beginnings, booked, event, told

ZONE = ";TZID=Europe/Prague"
WHO = "SUMMARY:Střih / Jana Vzorová / jana@example.com"
TUESDAY = date(2026, 12, 1)


@pytest.fixture
def shop(salon: Services) -> Services:
    for name, minutes in (("Střih", 30), ("Barva", 60)):
        salon.catalogue.save_service(Service(b"", name, minutes, 50000, 2100), None)
    salon.clients.save(Client(b"", "Jana", "Vzorová", email="jana@example.com"), None)
    return salon


def calendar(shop: Services, tmp_path: Path, *events: str, head: str = "") -> Plan:
    path = tmp_path / "eva.ics"
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Eva", *filter(None, (head,)))
    path.write_text("\r\n".join((*lines, *events, "END:VCALENDAR", "")), "utf-8")
    return Importing(shop.context).read("visits", path)


def table(shop: Services, tmp_path: Path, *rows: str) -> Plan:
    path = tmp_path / "visits.csv"
    header = "Appointment ID;Datum;Čas;Jméno;Telefon;Služba;Zaměstnanec;Stav"
    path.write_text("\n".join((header, *rows)), "utf-8")
    return Importing(shop.context).read("visits", path)


def cut(start: str, *more: str, uid: str = "a") -> str:
    return event(uid, f"DTSTART{ZONE}:{start}", WHO, *more)


def verdicts(plan: Plan) -> list[str]:
    return [row.verdict for row in plan.rows]


def write(shop: Services, plan: Plan) -> int:
    return Importing(shop.context).apply(plan, skip_refused=True)


def clocks(shop: Services, *days: date) -> list[str]:
    local = shop.context.salon.local
    return [f"{local(one.starts_at):%d %H:%M}" for one in booked(shop, *days)]


@pytest.mark.req("K9")
def test_a_visit_moved_in_the_source_is_moved_here(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000")))
    (before,) = booked(shop, TUESDAY)
    again = calendar(shop, tmp_path, cut("20261202T110000", "SEQUENCE:1"))
    assert verdicts(again) == ["change"]
    shown = Importing(shop.context).values(again.rows[0])
    assert {one.field for one in shown} == {"day", "starts_at"}
    assert write(shop, again) == 1
    (after,) = booked(shop, TUESDAY, date(2026, 12, 2))
    assert (after.id, clocks(shop, date(2026, 12, 2))) == (before.id, ["02 11:00"])
    assert verdicts(calendar(shop, tmp_path, cut("20261202T110000"))) == ["same"]
    assert shop.context.journal.verify() is None


@pytest.mark.req("K9")
def test_what_was_moved_here_stays_where_it_is(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000")))
    (visit,) = booked(shop, TUESDAY)
    noon = shop.context.salon.instant(TUESDAY, 12 * 60)
    shop.agenda.move(visit.id, visit.staff_id, noon, None)
    # The file as it was adds nothing; moved or cancelled there as well, a person decides.
    assert verdicts(calendar(shop, tmp_path, cut("20261201T093000"))) == ["same"]
    for changed in (cut("20261201T150000"), cut("20261201T093000", "STATUS:CANCELLED")):
        (row,) = calendar(shop, tmp_path, changed).rows
        assert row.verdict == "refused"
        assert row.message is not None
        assert "ask the client" in row.message.plain()
    assert verdicts(calendar(shop, tmp_path, cut("20261201T120000"))) == ["same"]
    assert clocks(shop, TUESDAY) == ["01 12:00"]


@pytest.mark.req("K9")
@pytest.mark.parametrize("how", ["status", "method", "title", "guest"])
def test_a_visit_cancelled_in_the_source_is_cancelled_here(
    shop: Services, tmp_path: Path, how: str
) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000")))
    gone = {
        "status": (cut("20261201T093000", "STATUS:CANCELLED"), ""),
        "method": (cut("20261201T093000"), "METHOD:CANCEL"),
        "title": (cut("20261201T093000").replace("SUMMARY:", "SUMMARY:Cancelled: "), ""),
        "guest": (
            cut(
                "20261201T093000",
                "ATTENDEE;PARTSTAT=DECLINED;CN=Jana Vzorová:mailto:jana@example.com",
            ),
            "",
        ),
    }[how]
    plan = calendar(shop, tmp_path, gone[0], head=gone[1])
    (row,) = plan.rows
    assert (row.verdict, row.changed) == ("change", ("state",))
    assert write(shop, plan) == 1
    assert booked(shop, TUESDAY) == []
    assert verdicts(calendar(shop, tmp_path, gone[0], head=gone[1])) == ["same"]
    # Cancelled here it does not come back either.
    assert verdicts(calendar(shop, tmp_path, cut("20261201T100000"))) == ["same"]


def test_one_makes_room_for_the_other(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000"), cut("20261201T110000", uid="b")))
    plan = calendar(
        shop,
        tmp_path,
        cut("20261201T110000"),
        cut("20261201T110000", "STATUS:CANCELLED", uid="b"),
    )
    assert verdicts(plan) == ["change", "change"]
    assert write(shop, plan) == 2
    assert clocks(shop, TUESDAY) == ["01 11:00"]


SERIES = "RRULE:FREQ=DAILY;COUNT=4"


@pytest.mark.req("K9")
def test_a_series_is_followed(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000", SERIES)))
    days = [date(2026, 12, day) for day in range(1, 6)]
    assert clocks(shop, *days) == ["01 09:30", "02 09:30", "03 09:30", "04 09:30"]
    # Another time of day moves all; one is taken out, one is moved apart, one is called off.
    plan = calendar(
        shop,
        tmp_path,
        cut("20261201T140000", SERIES, f"EXDATE{ZONE}:20261202T140000"),
        cut("20261203T160000", f"RECURRENCE-ID{ZONE}:20261203T140000"),
        cut("20261204T140000", f"RECURRENCE-ID{ZONE}:20261204T140000", "STATUS:CANCELLED"),
    )
    assert verdicts(plan) == ["change"] * 4
    assert write(shop, plan) == 4
    assert clocks(shop, *days) == ["01 14:00", "03 16:00"]


def test_a_series_that_ends_sooner_and_goes_on_elsewhere(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000", SERIES)))
    plan = calendar(
        shop,
        tmp_path,
        cut("20261201T093000", "RRULE:FREQ=DAILY;UNTIL=20261202T083000Z"),
        cut("20261203T094500", "RRULE:FREQ=DAILY;COUNT=2", uid="a_R20261203"),
    )
    assert write(shop, plan) == 4
    days = [date(2026, 12, day) for day in range(1, 5)]
    assert clocks(shop, *days) == ["01 09:30", "02 09:30", "03 09:45", "04 09:45"]


def test_the_last_version_of_an_event_counts(shop: Services, tmp_path: Path) -> None:
    newer, older = cut("20261201T110000", "SEQUENCE:3"), cut("20261201T093000", "SEQUENCE:2")
    assert beginnings(shop, calendar(shop, tmp_path, newer, older)) == ["01.12.2026 11:00"]


@pytest.mark.req("K9")
def test_a_number_of_the_booking_tells_what_was_moved(shop: Services, tmp_path: Path) -> None:
    first = "77;1. 12. 2026;9:30;Iva Nová;601000502;{};Eva;"
    rows = [first.format("Střih"), first.format("Barva").replace("9:30", "10:00")]
    assert write(shop, table(shop, tmp_path, *rows)) == 2
    assert verdicts(table(shop, tmp_path, *rows)) == ["same", "same"]
    moved = table(shop, tmp_path, rows[0].replace("9:30", "15:00"), rows[1] + "zrušeno")
    assert verdicts(moved) == ["change", "change"]
    write(shop, moved)
    assert clocks(shop, TUESDAY) == ["01 15:00"]


def test_a_row_without_a_number_is_known_by_what_it_says(shop: Services, tmp_path: Path) -> None:
    row = ";1. 12. 2026;9:30;Iva Nová;601000502;Střih;Eva;"
    write(shop, table(shop, tmp_path, row))
    (visit,) = booked(shop, TUESDAY)
    shop.agenda.move(visit.id, visit.staff_id, shop.context.salon.instant(TUESDAY, 720), None)
    assert verdicts(table(shop, tmp_path, row)) == ["same"]
    assert clocks(shop, TUESDAY) == ["01 12:00"]


def test_another_stylist_and_other_services_there(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000")))
    changed = cut("20261201T093000").replace("SUMMARY:Střih", "SUMMARY:Barva with Petra")
    assert write(shop, calendar(shop, tmp_path, changed)) == 1
    (visit,) = booked(shop, TUESDAY)
    assert [service.name for service in visit.services] == ["Barva"]
    assert visit.staff_first_name == "Petra"


@pytest.mark.parametrize(
    "zone",
    [
        "/example.com/20050126_1/Europe/Prague",
        "/Europe/Prague",
        "Central Europe Standard Time 1",
        "Customized Time Zone",
    ],
)
def test_names_of_zones_that_programs_make_up(shop: Services, tmp_path: Path, zone: str) -> None:
    plan = calendar(shop, tmp_path, event("a", f"DTSTART;TZID={zone}:20261201T093000", WHO))
    assert beginnings(shop, plan) == ["01.12.2026 09:30"]
    unknown = zone == "Customized Time Zone"
    assert ("Nobody knows this time zone" in told(plan)[0][1]) == unknown


def test_a_series_without_an_end_is_read_for_a_year_and_told(
    shop: Services, tmp_path: Path
) -> None:
    """One that began long ago is not over because it was long."""
    plan = calendar(shop, tmp_path, cut("20200106T093000", "RRULE:FREQ=DAILY"))
    assert set(verdicts(plan)) == {"new"}
    assert len(plan.rows) == 366
    assert ["goes on" in said for _, said in told(plan)][-2:] == [False, True]


@pytest.mark.parametrize(
    ("summary", "more"),
    [
        ("Jana Vzorová — Střih", ""),
        ("Střih with Eva | Jana Vzorová", ""),
        ("Jana Vzorová (Střih) with Eva", ""),
        ("Střih for Jana Vzorová", ""),
        ("Jana Vzorová: Střih", ""),
        ("Nová rezervace", "Klient: Jana Vzorová\\nSlužba: Střih (30 min)\\nZaměstnanec: Eva"),
        ("Appointment", "<b>Client:</b> Jana Vzorová<br>Service: Střih<br>Staff: Eva"),
    ],
)
def test_a_visit_is_said_in_many_ways(
    shop: Services, tmp_path: Path, summary: str, more: str
) -> None:
    lines = [f"DTSTART{ZONE}:20261201T093000", f"SUMMARY:{summary}"]
    lines += [f"DESCRIPTION:{more}\\njana@example.com" if more else "LOCATION:jana"]
    (row,) = calendar(shop, tmp_path, event("a", *lines)).rows
    item = row.item or (row.doubt and row.doubt.joined)
    assert item is not None, row.message and row.message.plain()
    assert (item.name, item.services, item.stylist) == ("Jana Vzorová", "Střih", "Eva Sample")


def test_what_else_a_title_says_goes_into_the_note(shop: Services, tmp_path: Path) -> None:
    said = "SUMMARY:Jana Vzorová: Střih a Barva, foukaná / alergie na laky / tel. 601 000 101"
    (row,) = calendar(shop, tmp_path, event("a", f"DTSTART{ZONE}:20261201T093000", said)).rows
    item = row.item or (row.doubt and row.doubt.joined)
    assert (item.name, item.services) == ("Jana Vzorová", "Střih, Barva")
    assert item.note == "foukaná, alergie na laky"
    assert "foukaná, alergie na laky" in [remark.text for remark in row.remarks]


def test_the_guest_is_neither_the_salon_nor_a_room(shop: Services, tmp_path: Path) -> None:
    plan = calendar(
        shop,
        tmp_path,
        event(
            "a",
            f"DTSTART{ZONE}:20261201T093000",
            "SUMMARY:Střih",
            "ORGANIZER;CN=Salon Vzor:mailto:salon@example.com",
            "ATTENDEE;CN=Salon Vzor:mailto:salon@example.com",
            "ATTENDEE;CUTYPE=ROOM;CN=Křeslo 1:mailto:kreslo@example.com",
            "ATTENDEE;CN=Jana Vzorová;RSVP=TRUE:mailto:jana@example.com",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "DESCRIPTION:Reminder",
            "TRIGGER:-PT15M",
            "END:VALARM",
        ),
    )
    assert told(plan) == [("new", "")]
    item = plan.rows[0].item
    assert (item.name, item.stylist) == ("Jana Vzorová", "Eva Sample")
    assert item.client.id


def test_nights_when_the_clock_changes(shop: Services, tmp_path: Path) -> None:
    """Half past two does not exist on one, is there twice on the other, and nine is nine."""
    plan = calendar(
        shop,
        tmp_path,
        cut("20270328T023000"),
        cut("20270328T090000", uid="b"),
        cut("20271031T090000", uid="c"),
        cut("20271031T023000", uid="d"),
    )
    assert beginnings(shop, plan) == [
        *("28.03.2027 03:30", "28.03.2027 09:00", "31.10.2027 09:00", "31.10.2027 02:30"),
    ]


@pytest.mark.parametrize(
    ("summary", "name", "services"),
    [
        ("Jana Střihavková - Barva", "Jana Střihavková", "Barva"),
        ("Ida Barvařová, Střih", "Ida Barvařová", "Střih"),
        ("Jana Střihová; barva + STRIH", "Jana Střihová", "Barva, Střih"),
        ("strih Jana Nová", "Jana Nová", "Střih"),
    ],
)
def test_a_service_is_a_whole_word_whatever_its_accents(
    shop: Services, tmp_path: Path, summary: str, name: str, services: str
) -> None:
    lines = (f"DTSTART{ZONE}:20261201T093000", f"SUMMARY:{summary}")
    (row,) = calendar(shop, tmp_path, event("a", *lines)).rows
    assert row.item is not None, row.message and row.message.plain()
    assert (row.item.name, row.item.services) == (name, services)


@pytest.mark.req("K9")
def test_a_visit_is_as_long_as_the_file_says(shop: Services, tmp_path: Path) -> None:
    end = f"DTEND{ZONE}:20261201T"
    plan = calendar(
        shop,
        tmp_path,
        cut("20261201T100000", f"{end}120000"),
        cut("20261201T110000", f"{end}113000", uid="b"),
        cut("20261201T120000", f"{end}123000", uid="c"),
    )
    assert verdicts(plan) == ["new", "refused", "new"]
    assert "Its services take" in told(plan)[0][1]
    assert write(shop, plan) == 2
    long, _ = booked(shop, TUESDAY)
    assert long.ends_at - long.starts_at == 120 * 60_000
    # It is moved as long as it is, and made longer when it is made longer there.
    moved = (
        cut("20261201T130000", f"{end}150000"),
        cut("20261201T120000", f"{end}124500", uid="c"),
    )
    assert write(shop, calendar(shop, tmp_path, *moved)) == 2
    lengths = [(one.ends_at - one.starts_at) // 60_000 for one in booked(shop, TUESDAY)]
    assert lengths == [45, 120]
    assert verdicts(calendar(shop, tmp_path, *moved)) == ["same", "same"]


def test_a_length_that_no_visit_has_is_told(shop: Services, tmp_path: Path) -> None:
    before = cut("20261201T100000", f"DTEND{ZONE}:20261201T090000")
    for bad in (before, cut("20261201T100000", "DURATION:P3D")):
        plan = calendar(shop, tmp_path, bad)
        assert told(plan)[0][0] == "new"
        assert "No visit takes that long" in told(plan)[0][1]
        assert plan.rows[0].item.minutes == 30


@pytest.mark.parametrize("hours", [1, -1])
def test_a_whole_day_moves_by_an_hour(shop: Services, tmp_path: Path, hours: int) -> None:
    def day(first: int) -> list[str]:
        names = ["a", "b", "c"]
        return [cut(f"20261201T{first + n:02}0000", uid=uid) for n, uid in enumerate(names)]

    write(shop, calendar(shop, tmp_path, *day(10)))
    plan = calendar(shop, tmp_path, *day(10 + hours))
    assert verdicts(plan) == ["change"] * 3
    assert write(shop, plan) == 3
    assert clocks(shop, TUESDAY) == [
        f"01 {10 + hours + n}:00".replace(" 9", " 09") for n in range(3)
    ]


def test_one_that_is_refused_stays_in_the_way(shop: Services, tmp_path: Path) -> None:
    write(shop, calendar(shop, tmp_path, cut("20261201T093000"), cut("20261201T110000", uid="b")))
    plan = calendar(shop, tmp_path, cut("20261201T110000"), cut("20261201T093000", uid="b"))
    assert verdicts(plan) == ["refused", "refused"]
    assert "Jana Vzorová" in plan.rows[0].title, "not the number that the calendar has of it"
    assert clocks(shop, TUESDAY) == ["01 09:30", "01 11:00"]
