"""Stories of money taken before what it is for: put on a bill, found again by whose it is, and
deducted with one touch."""

from __future__ import annotations

from kiosk.presenters.agenda.args import DeskArgs
from tests.presenters.story import Story
from tests.rigs.till_world import Till


def at_bill(till: Till, bill_id: bytes) -> Story:
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(DeskArgs(bill_id=bill_id))
    return story.at("desk").fresh()


def taken(till: Till, amount: str = "300") -> Story:
    """An advance of a client, on a bill of its own."""
    bill = till.salon.bills.open_retail(till.eva.id)
    till.salon.bills.set_client(bill.id, till.client().id)
    story = at_bill(till, bill.id).tap("bill", "add").tap("advance").at("advance_form")
    for name, text in (("amount", amount), ("name", "Colour"), ("vat", str(till.cut.vat_bp))):
        story.nav.act("edit", name, text)
    return story.tap("save").at("desk")


def test_an_advance_is_on_the_bill_in_three_touches(till: Till) -> None:
    story = taken(till)
    assert story.taps == 3
    assert story.state.bill.total.minor == 30_000
    (line,) = story.state.bill.lines
    assert (line.name, line.detail.plain()) == ("Colour", "Advance payment")


def test_it_is_offered_where_that_client_pays_and_deducted_with_a_touch(till: Till) -> None:
    story = taken(till)
    bill_id = story.nav.presenter("desk")._bill.bill_id  # type: ignore[attr-defined]
    till.pay(till.salon.bills.get(bill_id))
    (client,) = till.salon.clients.search("vzor", 5)
    visit = till.visit(client)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    story = at_bill(till, bill.id)
    assert dict(story.state.bill.advance.values)["amount"].minor == 30_000
    story.tap("bill", "deduct")
    assert story.taps == 1
    assert story.state.bill.total.minor == 65_045 - 30_000
    assert story.state.bill.advance == "", "it is deducted once"


def test_nobody_elses_advance_is_offered(till: Till) -> None:
    story = taken(till)
    bill_id = story.nav.presenter("desk")._bill.bill_id  # type: ignore[attr-defined]
    till.pay(till.salon.bills.get(bill_id))
    visit = till.visit(till.client("Jana", "Jiná"))
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    assert at_bill(till, bill.id).state.bill.advance == ""


def test_what_is_wrong_is_said_at_its_field(till: Till) -> None:
    bill = till.salon.bills.open_retail(till.eva.id)
    till.salon.bills.set_client(bill.id, till.client().id)
    story = at_bill(till, bill.id).tap("bill", "add").tap("advance")
    assert story.state.message == ""
    story.tap("edit", "amount", "x").tap("save")
    assert list(story.errors) == ["amount"]
    story.tap("edit", "amount", "0").tap("edit", "name", "Colour").tap("save")
    assert list(story.errors) == ["amount"]
    story.tap("edit", "amount", "300").tap("edit", "name", "").tap("save")
    assert list(story.errors) == ["name"]


def test_an_advance_wants_a_client(till: Till) -> None:
    bill, client = till.salon.bills.open_retail(till.eva.id), till.client()
    story = at_bill(till, bill.id).tap("bill", "add").tap("advance")
    assert story.state.message.plain().startswith("Choose the client")
    story.nav.act("edit", "amount", "300")
    story.nav.act("edit", "name", "Colour")
    story.tap("save").at("advance_form")
    assert story.state.message.plain().startswith("Choose the client")
    assert not till.salon.bills.get(bill.id).lines
    story.tap("client").at("clients")
    story.tap("pick", client.id.hex()).at("advance_form")
    assert (story.state.message, story.state.extra) == ("", ())
    story.tap("save").at("desk")
    assert till.salon.bills.get(bill.id).client_id == client.id


def test_an_advance_on_two_bills_at_once_is_deducted_where_it_is_paid_first(till: Till) -> None:
    story = taken(till)
    till.pay(till.salon.bills.get(story.nav.presenter("desk")._bill.bill_id))  # type: ignore[attr-defined]
    (client,) = till.salon.clients.search("vzor", 5)
    bills = [till.salon.visit_bills.open(till.visit(client, at).id, till.eva.id) for at in (0, 1)]
    for bill in bills:
        at_bill(till, bill.id).tap("bill", "deduct").tap("bill", "deduct")
    first, second = (till.salon.bills.get(bill.id) for bill in bills)
    assert len([line for line in first.lines if line.deducts]) == 1, "touched twice, deducted once"
    till.pay(first)
    assert till.salon.bills.get(second.id).totals.total_minor == 65_045
