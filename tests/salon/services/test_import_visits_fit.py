"""Visits of a file beside each other and beside what is booked: by what each takes of stylists and
rooms, in the preview as when they are written."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Resource, Service
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Plan, PlanRow
from kiosk.salon.services.salon_services import Services

HEADER = "Datum;Čas;Jméno;Telefon;Služba;Zaměstnanec\n"
DAY = date(2026, 12, 2)


@pytest.fixture
def shop(salon: Services) -> Services:
    """A cut, a colour with a pause of half an hour, a cut with cleaning, a massage in one room."""
    room = salon.resources.save_resource(Resource(b"", "Místnost", 1), None)
    for service in (
        Service(b"", "Střih", 30, 50000, 2100),
        Service(b"", "Barva", 90, 90000, 2100, gap_from=30, gap_minutes=30),
        Service(b"", "Holení", 30, 40000, 2100, after_minutes=15),
        Service(b"", "Masáž", 30, 60000, 2100, resource_ids=(room.id,)),
    ):
        salon.catalogue.save_service(service, None)
    return salon


def read(shop: Services, tmp_path: Path, *rows: str) -> Plan:
    path = tmp_path / "visits.csv"
    lines = [
        f"2. 12. 2026;{row.split()[0]};Host {place};6010005{place:02};{row.split()[1]};"
        f"{row.split()[2]}\n"
        for place, row in enumerate(rows)
    ]
    path.write_bytes((HEADER + "".join(lines)).encode())
    return Importing(shop.context).read("visits", path)


def verdicts(plan: Plan) -> list[str]:
    return [row.verdict for row in plan.rows]


def booked(shop: Services) -> int:
    return len(shop.agenda.day(DAY).appointments)


@pytest.mark.req("K9")
@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (("10:00 Barva Eva", "10:30 Střih Eva"), ["new", "new"]),
        (("10:30 Střih Eva", "10:00 Barva Eva"), ["new", "new"]),
        (("10:00 Barva Eva", "10:15 Střih Eva"), ["new", "refused"]),
        (("10:00 Holení Eva", "10:30 Střih Eva"), ["new", "refused"]),
        (("10:00 Holení Eva", "10:45 Střih Eva"), ["new", "new"]),
        (("10:00 Masáž Eva", "10:15 Masáž Petra"), ["new", "refused"]),
        (("10:00 Masáž Eva", "10:30 Masáž Petra", "10:00 Střih Petra"), ["new", "new", "new"]),
    ],
)
def test_the_preview_says_what_booking_will(
    shop: Services, tmp_path: Path, rows: tuple[str, ...], wanted: list[str]
) -> None:
    plan = read(shop, tmp_path, *rows)
    assert verdicts(plan) == wanted
    late: list[PlanRow] = []
    written = Importing(shop.context).apply(plan, skip_refused=True, leave=late.append)
    assert written == wanted.count("new") == booked(shop)
    assert late == []


def test_two_places_in_a_room_are_taken_by_two(shop: Services, tmp_path: Path) -> None:
    (room,) = shop.resources.resources()
    shop.resources.save_resource(replace(room, units=2), None)
    plan = read(shop, tmp_path, "10:00 Masáž Eva", "10:00 Masáž Petra")
    assert verdicts(plan) == ["new", "new"]
    assert Importing(shop.context).apply(plan) == 2


def taken_meanwhile(shop: Services, at: int) -> None:
    """The desk books Eva, as another thread does."""
    (cut,) = (one for one in shop.catalogue.services() if one.name == "Střih")
    (eva,) = (one for one in shop.team.members() if one.first_name == "Eva")
    other = threading.Thread(
        target=shop.agenda.book,
        args=(eva.id, at, [cut.id], None),
        kwargs={"guest_name": "Walk In"},
    )
    other.start()
    other.join()


@pytest.mark.req("K9")
def test_a_row_that_is_refused_only_when_it_is_written_is_left_out_alone(
    shop: Services, tmp_path: Path
) -> None:
    plan = read(shop, tmp_path, "10:00 Střih Eva", "11:00 Střih Eva", "12:00 Střih Eva")
    assert verdicts(plan) == ["new"] * 3
    late: list[PlanRow] = []

    def tell(written: int) -> None:
        if written == 1 and booked(shop) == 1:
            taken_meanwhile(shop, plan.rows[1].item.starts_at)

    done = Importing(shop.context).apply(
        plan, None, tell, seconds=0, skip_refused=True, leave=late.append
    )
    assert done == 2
    assert [row.line for row in late] == [plan.rows[1].line]
    assert late[0].message is not None
    assert verdicts(plan.without(late)) == ["new", "refused", "new"]
    assert len(plan.without(late).left("leave")) == 1
    assert booked(shop) == 3
    assert shop.clients.count() == 2, "whoever was not booked is not left behind as a client"
    assert shop.context.journal.verify() is None
    assert shop.context.journal.behind() is None


def test_what_is_undone_in_a_transaction_leaves_no_head(shop: Services) -> None:
    context = shop.context

    def undone() -> None:
        with context.store.attempt():
            context.note("shut", None)
            raise Refused(T("Choose a client or enter a name."))

    with context.store.transaction():
        context.note("opened", None)
        with pytest.raises(Refused):
            undone()
    assert context.journal.behind() is None
    assert context.journal.verify() is None
    assert "shut" not in context.store.column("SELECT kind FROM journal")
