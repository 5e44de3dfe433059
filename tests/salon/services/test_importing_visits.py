"""Visits to come from other programs: people matched, clashes listed, nothing twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.people import Client
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Plan
from kiosk.salon.services.salon_services import Services


@pytest.fixture
def shop(salon: Services) -> Services:
    """21 November 2026 in Prague, with Petra and Eva, three services and a client."""
    for name, minutes in (("Střih", 30), ("Střih dámský", 45), ("Barva", 60)):
        salon.catalogue.save_service(Service(b"", name, minutes, 50000, 2100), None)
    jana = Client(b"", "Jana", "Vzorová", "601000501", email="jana@example.com")
    salon.clients.save(jana, None)
    return salon


def read(shop: Services, tmp_path: Path, text: str, name: str = "visits.csv") -> Plan:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return Importing(shop.context).read("visits", path)


def booked(shop: Services, *days: date) -> list[Appointment]:
    return [visit for day in days for visit in shop.agenda.day(day).appointments]


def told(plan: Plan) -> list[tuple[str, str]]:
    return [
        (
            row.verdict,
            row.message.plain()
            if row.message
            else "; ".join(remark.message.plain() for remark in row.remarks),
        )
        for row in plan.rows
    ]


def beginnings(shop: Services, plan: Plan) -> list[str]:
    local = [shop.context.salon.local(row.item.starts_at) for row in plan.rows if row.item]
    return [f"{one:%d.%m.%Y %H:%M}" for one in local]


HEADER = "Datum;Čas;Jméno;Telefon;E-mail;Služba;Zaměstnanec;Poznámka;Stav\n"
DAY = date(2026, 12, 2)


@pytest.mark.req("K9")
def test_visits_come_with_known_and_new_people(shop: Services, tmp_path: Path) -> None:
    text = HEADER + (
        "2. 12. 2026;9:30;Jana Vzorová;601 000 501;;Střih dámský;Eva Sample;barva na dlaň;\n"
        "2. 12. 2026;10.30;Iva Nová;601000502;;Střih, Barva;Eva;;\n"
        "2. 12. 2026;13:00;Iva Nová;601000502;;Barva;Eva;;\n"
        "2. 12. 2026;15:00;Ota Bezčísla;;;Střih;Eva;;\n"
    )
    plan = read(shop, tmp_path, text)
    assert [verdict for verdict, _ in told(plan)] == ["new"] * 4
    assert "no phone" in told(plan)[3][1]
    shown = Importing(shop.context).values(plan.rows[0])
    assert {one.field for one in shown} >= {"name", "day", "starts_at", "stylist", "services"}
    assert Importing(shop.context).apply(plan) == 4
    visits = booked(shop, DAY)
    assert [(one.client_name, one.note) for one in visits] == [
        ("Jana Vzorová", "barva na dlaň"),
        ("Iva Nová", ""),
        ("Iva Nová", ""),
        ("Ota Bezčísla", ""),
    ]
    assert visits[1].client_id == visits[2].client_id is not None
    assert visits[3].client_id is None
    assert [one.name for one in visits[1].services] == ["Střih", "Barva"]
    assert shop.clients.count() == 2
    assert shop.context.journal.verify() is None
    again = read(shop, tmp_path, text)
    assert [verdict for verdict, _ in told(again)] == ["same"] * 4
    assert Importing(shop.context).apply(again) == 0
    assert len(booked(shop, DAY)) == 4


@pytest.mark.req("K9")
def test_what_cannot_be_booked_is_listed_and_the_rest_goes_on(
    shop: Services, tmp_path: Path
) -> None:
    plan = read(
        shop,
        tmp_path,
        HEADER
        + "2. 12. 2026;9:30;Jana Vzorová;601000501;;Barva;Eva;;\n"
        + "2. 12. 2026;10:00;Iva Nová;601000502;;Střih;Eva;;\n"
        + "2. 12. 2026;10:00;Iva Nová;601000502;;Trvalá;Petra;;\n"
        + "2. 12. 2026;10:00;Iva Nová;601000502;;Střih;Zora;;\n"
        + "2. 12. 2026;;Iva Nová;601000502;;Střih;Petra;;\n"
        + "2. 12. 2026;10:00;;;;Střih;Petra;;\n"
        + "2. 11. 2026;10:00;Iva Nová;601000502;;Střih;Petra;;\n"
        + "3. 12. 2026;10:00;Iva Nová;601000502;;Střih;Petra;;zrušeno\n"
        + "2. 12. 2026;14:00;Jana Vzorová;;;Střih;Petra;;\n",
    )
    verdicts, reasons = zip(*told(plan), strict=True)
    assert verdicts == ("new", *["refused"] * 5, "same", "same", "doubtful")
    for reason, said in zip(
        reasons[1:],
        ("already has a visit", "Trvalá", "Zora", "time", "name", "over", "cancelled", "name"),
        strict=True,
    ):
        assert said in reason
    assert Importing(shop.context).apply(plan, skip_refused=True, doubtful="join") == 2
    assert [one.client_name for one in booked(shop, DAY)] == ["Jana Vzorová"] * 2
    assert len({one.client_id for one in booked(shop, DAY)}) == 1


@pytest.mark.req("K9")
def test_a_time_with_an_offset_and_a_length_that_differs(shop: Services, tmp_path: Path) -> None:
    plan = read(
        shop,
        tmp_path,
        "start,end,client,phone,service,staff\n"
        "2026-12-02T08:30:00+00:00,2026-12-02T10:00:00+00:00,Jana Vzorová,601000501,Barva,Eva\n"
        "12/03/2026 2:30 PM,12/03/2026 3:30 PM,Jana Vzorová,601000501,Barva,Eva\n"
        "12/14/2026 2:30 PM,12/14/2026 3:30 PM,Jana Vzorová,601000501,Barva,Eva\n",
    )
    assert [row.verdict for row in plan.rows] == ["new"] * 3
    assert [len(row.remarks) for row in plan.rows] == [1, 0, 0]
    assert beginnings(shop, plan) == ["02.12.2026 09:30", "03.12.2026 14:30", "14.12.2026 14:30"]


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Example//EN
X-WR-CALNAME:Eva Sample
BEGIN:VTIMEZONE
TZID:Somewhere Standard Time
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:+0300
TZOFFSETTO:+0300
END:STANDARD
END:VTIMEZONE
{events}
END:VCALENDAR
"""


def event(uid: str, *lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def calendar(shop: Services, tmp_path: Path, *events: str) -> Plan:
    return read(shop, tmp_path, CALENDAR.format(events="\n".join(events)), "eva.ics")


@pytest.mark.req("K9")
@pytest.mark.parametrize(
    "start",
    [
        "DTSTART:20261202T083000Z",
        "DTSTART:20261202T093000",
        "DTSTART;TZID=Europe/London:20261202T083000",
        "DTSTART;TZID=Somewhere Standard Time:20261202T113000",
        "DTSTART;TZID=Central Europe Standard Time:20261202T093000",
        "DTSTART;TZID=GMT Standard Time:20261202T083000",
        'DTSTART;TZID="FLE Standard Time":20261202T103000',
    ],
)
def test_the_zone_of_a_calendar_counts(shop: Services, tmp_path: Path, start: str) -> None:
    plan = calendar(
        shop,
        tmp_path,
        event(
            *("1", start, "DURATION:PT45M", "SUMMARY:Střih dámský - Jana Vzorová"),
            "DESCRIPTION:tel. +420 601 000 501",
        ),
    )
    assert told(plan) == [("new", "")]
    assert beginnings(shop, plan) == ["02.12.2026 09:30"]
    item = plan.rows[0].item
    assert (item.name, item.services, item.stylist) == (
        *("Jana Vzorová", "Střih dámský", "Eva Sample"),
    )
    assert item.client is not None
    assert item.client.id


@pytest.mark.req("K9")
def test_what_repeats_is_written_out_for_a_year(shop: Services, tmp_path: Path) -> None:
    weekly = event(
        "w",
        "DTSTART;TZID=Europe/Prague:20261005T093000",
        "DTEND;TZID=Europe/Prague:20261005T100000",
        "RRULE:FREQ=WEEKLY;INTERVAL=13",
        "SUMMARY:Střih / Jana Vzorová / jana@example.com",
    )
    plan = calendar(shop, tmp_path, weekly)
    assert beginnings(shop, plan) == [
        *("04.01.2027 09:30", "05.04.2027 09:30", "05.07.2027 09:30", "04.10.2027 09:30"),
    ]
    assert Importing(shop.context).apply(plan) == 4
    assert {row.verdict for row in calendar(shop, tmp_path, weekly).rows} == {"same"}


def test_moved_cancelled_and_left_out_times_of_what_repeats(shop: Services, tmp_path: Path) -> None:
    zone, who = ";TZID=Europe/Prague", "SUMMARY:Střih – Jana Vzorová 601000501"
    plan = calendar(
        shop,
        tmp_path,
        event(
            *("w", f"DTSTART{zone}:20261201T093000", f"DTEND{zone}:20261201T100000", who),
            *("RRULE:FREQ=DAILY;UNTIL=20261205T083000Z",),
            f"EXDATE{zone}:20261202T093000,20261203T093000",
        ),
        event(
            *("w", f"RECURRENCE-ID{zone}:20261204T093000", f"DTSTART{zone}:20261204T120000"),
            *(f"DTEND{zone}:20261204T123000", who),
        ),
        event("c", f"DTSTART{zone}:20261206T093000", "STATUS:CANCELLED", who),
        event("d", "DTSTART;VALUE=DATE:20261207", "SUMMARY:Dovolená"),
        event("x", "DTSTART:nonsense", who),
    )
    assert [row.verdict for row in plan.rows] == ["same", "new", "new", "new", "same", "refused"]
    assert beginnings(shop, plan)[1:4] == [
        *("01.12.2026 09:30", "05.12.2026 09:30", "04.12.2026 12:00"),
    ]
    assert [words for verdict, words in told(plan) if verdict == "same"] == [
        *("Left out: it was cancelled.", "Left out: a whole day, no visit."),
    ]


def test_a_file_without_events_is_refused(shop: Services, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        calendar(shop, tmp_path)
