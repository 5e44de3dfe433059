"""Stories at the front desk: the agenda, a visit, moving, and selling from there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kiosk.presenters.agenda.args import DeskArgs
from kiosk.presenters.agenda.desk_state import quiet_of
from kiosk.salon.domain.agenda.clash import ANYTHING
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.text import Amount, T, TimeOfDay
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.agenda_world import TODAY, add_client, add_service, at, book, stylists
from tests.rigs.salon import clock_of

SHAMPOO = "1490000000015"


def at_desk(salon: Services) -> Story:
    """Petra has unlocked the desk; taps count from here."""
    petra, _ = stylists(salon)
    return Story(salon).unlock(petra).at("desk").fresh()


def add_shampoo(salon: Services) -> None:
    salon.catalogue.save_product(
        Product(b"", "Shampoo", 38900, 2100, unit="ks", barcodes=(SHAMPOO,)), None
    )


@pytest.mark.req("K1")
def test_the_day_in_columns_with_the_now_line(salon: Services) -> None:
    _, eva = stylists(salon)
    book(salon, "9:30", add_client(salon))
    book(salon, "9:30", staff_id=eva.id)
    state = at_desk(salon).state
    assert [column.name for column in state.columns] == ["Petra", "Eva"]
    assert [(block.column, block.start, block.end) for block in state.blocks] == [
        (0, 570, 600),
        (1, 570, 600),
    ]
    assert state.now == 600
    assert state.shown == (480, 1200)
    assert all(block.late for block in state.blocks)


def test_an_early_visit_widens_the_hours(salon: Services) -> None:
    book(salon, "6:45", despite=ANYTHING)
    assert at_desk(salon).state.shown == (360, 1200)


def test_overlapping_visits_stand_beside_each_other(salon: Services) -> None:
    missed = book(salon, "10:00", services=[add_service(salon, minutes=60)])
    salon.agenda.set_state(missed.id, "no_show", None)
    book(salon, "10:15")
    book(salon, "11:00")
    lanes = [(block.lane, block.lanes) for block in at_desk(salon).state.blocks]
    assert lanes == [(0, 2), (1, 2), (0, 1)]


def test_client_arrived_in_two_taps(salon: Services) -> None:
    visit = book(salon, "10:30", add_client(salon, warning="Allergy: PPD"))
    story = at_desk(salon).tap("select", visit.id.hex())
    assert story.state.panel.name == "Kateřina Vzorová"
    assert story.state.panel.chips[0].text == "Allergy: PPD"
    assert story.state.panel.first.arg == "arrived"
    story.tap("set_state", "arrived")
    assert story.taps == 2
    assert salon.agenda.get(visit.id).state == "arrived"
    assert story.state.panel.first.arg == "in_chair"
    story.nav.undo()
    assert salon.agenda.get(visit.id).state == "booked"


@pytest.mark.parametrize("state", ["no_show", "cancelled"])
def test_somebody_will_not_come(salon: Services, state: str) -> None:
    visit = book(salon, "10:30")
    story = at_desk(salon).tap("select", visit.id.hex()).tap("more").tap("set_state", state)
    assert salon.agenda.get(visit.id).state == state
    assert story.state.panel is None
    assert story.state.bill is None
    story.nav.undo()
    assert salon.agenda.get(visit.id).state == "booked"


@pytest.mark.req("M1")
def test_pay_by_card_in_three_taps(salon: Services) -> None:
    visit = book(salon, "9:30", add_client(salon))
    story = at_desk(salon).tap("select", visit.id.hex())
    assert story.state.bill.total == Amount(65000, "CZK")
    story.tap("bill", "pay_card").tap("done").at("paid")
    assert story.taps == 3
    assert salon.agenda.get(visit.id).state == "paid"
    story.tap("done").at("desk")
    assert story.state.panel is None
    assert story.state.blocks[0].state == "paid"


@pytest.mark.req("K3")
def test_a_scan_with_no_bill_opens_a_sale(salon: Services) -> None:
    add_shampoo(salon)
    story = at_desk(salon).scan(SHAMPOO)
    assert story.taps == 0
    assert [line.name for line in story.state.bill.lines] == ["Shampoo"]
    story.tap("bill", "pay_card").tap("done").at("paid")
    assert story.taps == 2


@pytest.mark.req("K3")
def test_a_scan_beside_a_visit_goes_on_its_bill(salon: Services) -> None:
    add_shampoo(salon)
    visit = book(salon, "9:30")
    story = at_desk(salon).tap("select", visit.id.hex()).scan(SHAMPOO)
    assert [line.name for line in story.state.bill.lines] == ["Haircut", "Shampoo"]
    assert not story.state.bill.asks_client


def test_a_scan_beside_a_visit_to_come_is_a_sale_of_its_own(salon: Services) -> None:
    add_shampoo(salon)
    visit = book(salon, "34:30")
    story = at_desk(salon).tap("next_day").tap("select", visit.id.hex())
    assert story.state.bill is None
    assert story.state.panel.service_lines == ("Haircut",)
    story.scan(SHAMPOO)
    assert story.state.panel is None
    assert story.state.bill.asks_client


def test_the_desk_counts_open_bills_without_reading_their_lines(salon: Services) -> None:
    petra, _ = stylists(salon)
    add_shampoo(salon)
    for _ in range(3):
        salon.bill_lines.add_barcode(salon.bills.open_retail(petra.id).id, SHAMPOO)
    asked: list[str] = []
    connection = salon.context.store.db.connection()
    connection.set_trace_callback(asked.append)
    quiet = quiet_of(salon, ())
    connection.set_trace_callback(None)
    assert quiet.open_bills == 3
    assert sum(" FROM bill " in sql or "FROM bill_line" in sql for sql in asked) <= 1
    assert not any("quantity_milli" in sql for sql in asked)


def test_an_unknown_code_says_so(salon: Services) -> None:
    story = at_desk(salon).scan("1490000000022")
    assert story.state.bill is None
    assert story.out.toast is not None
    assert story.hardware.sounds[-1] == "refuse"


def test_a_slip_scanned_at_the_desk_selects_the_visit(salon: Services) -> None:
    visit = book(salon, "11:00", add_client(salon))
    story = at_desk(salon).scan(f"PULT:{visit.code}")
    assert story.state.selected == visit.id.hex()
    assert story.state.bill is not None
    story.scan("PULT:NOSUCHCODE")
    assert story.hardware.sounds[-1] == "refuse"


def test_move_by_dragging_and_take_it_back(salon: Services) -> None:
    _, eva = stylists(salon)
    visit = book(salon, "10:30")
    story = at_desk(salon).tap("drag_to", visit.id.hex(), eva.id.hex(), 11 * 60 + 20)
    assert ("time", TimeOfDay(at(salon, "11:15"))) in story.state.moving.question.values
    assert salon.agenda.get(visit.id) == visit, "nothing moves before it is confirmed"
    story.tap("confirm_move")
    assert story.taps == 2
    moved = salon.agenda.get(visit.id)
    assert (moved.staff_id, moved.starts_at) == (eva.id, at(salon, "11:15"))
    assert story.state.blocks[0].column == 1
    story.nav.undo()
    assert salon.agenda.get(visit.id).starts_at == visit.starts_at


def test_a_move_onto_somebody_is_refused_and_drawn_back(salon: Services) -> None:
    petra, eva = stylists(salon)
    visit = book(salon, "10:30")
    book(salon, "12:00")
    story = (
        Story(salon).unlock(eva).at("desk").tap("drag_to", visit.id.hex(), petra.id.hex(), 12 * 60)
    )
    story.tap("confirm_move")
    assert story.out.toast is not None
    assert story.out.toast.tone == "bad"
    assert story.state.moving is None
    assert story.state.blocks[0].start == 630


@pytest.mark.req("V2")
def test_who_may_moves_onto_somebody_on_purpose(salon: Services) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "10:30")
    book(salon, "12:00", add_client(salon))
    story = at_desk(salon)
    story.tap("drag_to", visit.id.hex(), petra.id.hex(), 12 * 60)
    assert story.state.blocks[0].start == 630
    assert ("client", "Kateřina Vzorová") in story.state.moving.reason.values
    story.tap("confirm_move")
    assert salon.agenda.get(visit.id).starts_at == at(salon, "12:00")
    story.nav.undo()
    assert salon.agenda.get(visit.id).starts_at == visit.starts_at


def test_a_drop_on_its_own_place_asks_nothing(salon: Services) -> None:
    petra, _ = stylists(salon)
    visit = book(salon, "10:30")
    story = at_desk(salon).tap("drag_to", visit.id.hex(), petra.id.hex(), 10 * 60 + 44)
    assert story.state.moving is None


def test_other_days(salon: Services) -> None:
    visit = book(salon, "9:30")
    story = at_desk(salon).tap("select", visit.id.hex()).tap("next_day")
    assert story.state.day == TODAY + timedelta(days=1)
    assert (story.state.now, story.state.panel, story.state.bill) == (None, None, None)
    story.tap("previous_day").tap("previous_day")
    assert story.state.day == date(2026, 11, 20)
    story.tap("today")
    assert story.state.now == 600


def test_nobody_to_come_is_said_in_words(salon: Services) -> None:
    visit = book(salon, "9:30")
    story = at_desk(salon)
    assert story.state.quiet.summary.n == 1
    story.tap("select", visit.id.hex()).tap("set_state", "arrived").tap("close_panel")
    assert story.state.quiet.summary == T("Nobody else is to come")
    assert story.tap("next_day").state.quiet.summary == T("Nothing booked.")


def test_the_now_line_moves_and_others_work_is_seen(salon: Services) -> None:
    story = at_desk(salon)
    visit = book(salon, "11:00", add_client(salon))
    salon.checkin.arrive(visit.id, "card")
    story.wait(60)
    assert story.state.now == 601
    assert [block.state for block in story.state.blocks] == ["arrived"]


def test_the_chip_tells_of_devices_and_papers(salon: Services) -> None:
    story = at_desk(salon)
    assert story.state.chip is None
    story.hardware.set_devices((DeviceState("front", "receipt", False),))
    story.wait(1)
    assert story.state.chip.icon == "plug"
    salon.printing.slip(book(salon, "11:00").id)
    assert story.wait(1).state.chip.icon == "plug", "a paper that is just coming out is no news"
    story.wait(4)
    assert dict(story.state.chip.text.values) == {"n": 1}
    assert story.state.chip.icon == "alert-triangle"


def test_the_chip_tells_of_a_clock_that_jumped_back(salon: Services) -> None:
    story = at_desk(salon)
    salon.agenda.set_state(book(salon, "10:30").id, "arrived", None)
    clock = clock_of(salon)
    right = clock.now()
    clock.jump(right - 30_000)
    assert story.wait(1).state.chip is None, "what a time server corrects is no news"
    clock.jump(right - 3_600_000)
    assert story.wait(1).state.chip.icon == "clock"
    clock.jump(right + 1_000)
    assert story.wait(1).state.chip is None


def test_a_slip_is_printed(salon: Services) -> None:
    visit = book(salon, "10:30")
    story = at_desk(salon).tap("select", visit.id.hex()).tap("more").tap("print_slip")
    assert [job.kind for job in salon.printing.open_jobs()] == ["slip"]
    assert story.hardware.prints == 1
    assert not story.state.panel.more


def test_locking_leaves_nothing_behind_and_parks_the_bill(salon: Services) -> None:
    add_shampoo(salon)
    book(salon, "10:30", add_client(salon))
    story = at_desk(salon).scan(SHAMPOO)
    desk = story.nav.top
    story.wait(121)
    assert story.screen == "attract"
    assert desk.state == desk.blank
    assert len(salon.bills.all()) == 1


def test_the_quiet_panel_shows_who_waits_and_open_bills(salon: Services) -> None:
    add_shampoo(salon)
    salon.waiting.add("Anna")
    book(salon, "10:30")
    story = at_desk(salon).scan(SHAMPOO).tap("close_panel")
    quiet = story.state.quiet
    assert story.state.bill is None
    assert [row.title for row in quiet.waiting] == ["Anna"]
    assert quiet.summary.n == 1
    story.wait(25)
    assert story.state.quiet.open_bills == 1


def test_compact_shows_the_column_of_a_selected_visit(salon: Services) -> None:
    _, eva = stylists(salon)
    visit = book(salon, "10:30", staff_id=eva.id)
    story = at_desk(salon)
    assert story.state.only == 0
    story.tap("select", visit.id.hex())
    assert story.state.only == 1
    story.tap("show_column", story.state.columns[0].key)
    assert story.state.only == 0


def test_every_way_from_the_desk_leads_to_a_screen(salon: Services) -> None:
    story = at_desk(salon)
    for target in ("day", "attendance", "more"):
        story.tap("rail", target).at(target)
        story.nav.go(DeskArgs())
    for intent, target in (("search", "clients"), ("open_chip", "papers"), ("open_bills", "bills")):
        story.tap(intent).at(target)
        story.nav.go(DeskArgs())
    story.tap("sale").tap("today").at("desk")
    assert story.state.day == TODAY


def test_the_bill_beside_the_agenda_follows_a_dragged_visit(salon: Services) -> None:
    petra, eva = stylists(salon)
    add_shampoo(salon)
    visit = book(salon, "10:00")
    story = at_desk(salon).tap("select", visit.id.hex()).scan(SHAMPOO)
    assert story.state.bill.lines[0].detail == petra.first_name
    story.tap("drag_to", visit.id.hex(), eva.id.hex(), 630).tap("confirm_move")
    assert story.state.bill.lines[0].detail == eva.first_name
    story.nav.undo()
    assert story.state.bill.lines[0].detail == petra.first_name


def test_a_visit_cancelled_at_another_desk_is_not_moved(salon: Services) -> None:
    petra, eva = stylists(salon)
    visit = book(salon, "10:00")
    story = at_desk(salon).tap("drag_to", visit.id.hex(), eva.id.hex(), 630)
    salon.agenda.set_state(visit.id, "cancelled", petra.id)
    story.wait(21).tap("confirm_move")
    assert story.state.moving is None
    assert salon.agenda.get(visit.id).staff_id == petra.id
