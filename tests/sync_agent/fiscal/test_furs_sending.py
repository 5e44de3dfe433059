"""Receipts on their way to the office: in order, once, byte for byte what was signed."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest

from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.ids import Id
from tests.fakes.furs.server import Fault
from tests.rigs.office_world import FursWorld


def taken(world: FursWorld) -> dict[str, bytes]:
    return {
        "-".join(key[2:]): received.message
        for key, received in world.fake.books.receipts.items()
        if key[0] != "premise"
    }


def arrived_once(world: FursWorld, *receipts: Id) -> None:
    """Each of them, in their order, and what was signed here is what came there."""
    books = world.fake.books
    for one in receipts:
        item = world.item(one)
        assert item.state == "accepted"
        message = taken(world)[item.number]
        assert message == (furs.subsequent(item.payload) if item.late else item.payload)
        assert item.code in {received.code for received in books.receipts.values()}
        assert item.envelope is None
    numbers = [world.item(one).number for one in receipts]
    assert [number for number in books.log if number in numbers] == numbers


def test_a_receipt_has_its_code_and_the_premise_goes_first(world: FursWorld) -> None:
    world.premise()
    first, second = world.sell(), world.sell(-1915)
    world.run()
    assert world.states() == ["accepted"] * 3
    arrived_once(world, first, second)
    assert world.item(first).tries == 1
    assert world.outcomes(first) == [("accepted", world.item(first).code)]
    head = json.loads(world.fake.seen[1])["token"].split(".")[0]
    header = json.loads(base64.urlsafe_b64decode(head + "=="))
    assert set(header) == {"alg", "subject_name", "issuer_name", "serial"}
    assert header["serial"] > 2**62, "an integer that no float can hold"


def test_a_return_names_its_receipt_and_a_book_has_no_mark(world: FursWorld) -> None:
    world.premise()
    sold = world.sell()
    back = world.sell(-1915, corrects=sold)
    book = world.book("123456789012")
    world.run()
    assert world.states() == ["accepted"] * 4
    assert b'"ReferenceInvoice"' in taken(world)[world.item(back).number]
    assert b"ProtectedID" not in taken(world)["01-123456789012-7"]
    assert world.item(book).code


def test_offline_days_are_caught_up_in_order_and_said_to_be_late(world: FursWorld) -> None:
    world.premise()
    world.run()
    world.cut()
    receipts: list[Id] = []
    for _ in range(3):
        for _ in range(3):
            receipts.append(world.sell())
            world.run()
            world.print_without(receipts[-1])
        world.pass_time(86_400)
    assert {world.item(one).state for one in receipts} == {"new"}
    assert world.item(receipts[0]).error_code == "line"
    assert world.item(receipts[1]).tries == 0, "nothing passes the one before"
    world.fake.down = False
    online = world.sell()
    world.run()
    arrived_once(world, *receipts, online)
    assert all(world.item(one).late for one in receipts)
    assert not world.item(online).late


def test_a_new_receipt_tries_the_line_at_once(world: FursWorld) -> None:
    world.premise()
    world.run()
    world.cut()
    first = world.sell()
    world.run()
    assert world.step() > 0
    tries = world.item(first).tries
    assert world.step() > 0
    assert world.item(first).tries == tries, "it is not its time"
    world.fake.down = False
    second = world.sell()
    world.run()
    arrived_once(world, first, second)


@pytest.mark.parametrize(
    "fault", ["lost", "cut", "html", "empty", "garbage", "signer", "unsigned", "S100",
              "S100 stored", "500", "502 stored", "drop"],
)  # fmt: skip
def test_a_lost_answer_has_the_same_bytes_sent_again(world: FursWorld, fault: Fault) -> None:
    world.premise()
    world.run()
    world.fake.faults += [fault]
    first, second = world.sell(), world.sell()
    world.run()
    assert world.item(first).state == "unknown"
    assert world.item(second).state == "new"
    sent = world.item(first).envelope
    assert sent is not None
    world.print_without(first)
    world.print_without(second)
    world.later()
    arrived_once(world, first, second)
    assert not world.item(first).late, "its envelope may have been there already"
    assert world.item(second).late
    whole = [body for body in world.fake.seen[1:] if body != world.fake.seen[-1]]
    assert set(whole) == {sent}, "byte for byte"
    assert world.outcomes(first)[-1] == ("accepted", world.item(first).code)


@pytest.mark.parametrize("fault", ["503", "429", "408"])
def test_a_busy_office_is_asked_later_and_told_that_it_is_late(
    world: FursWorld, fault: Fault
) -> None:
    world.premise()
    world.run()
    world.fake.faults += [fault]
    receipt = world.sell()
    world.run()
    item = world.item(receipt)
    assert (item.state, item.error_code, item.envelope) == ("new", f"http-{fault}", None)
    if fault == "429":
        assert item.next_at >= world.clock.now() + 7000
    world.print_without(receipt)
    world.later()
    arrived_once(world, receipt)
    assert world.item(receipt).late


@pytest.mark.parametrize("fault", ["503", "drop"])
def test_what_may_have_arrived_stays_so_while_the_line_is_away(
    world: FursWorld, fault: Fault
) -> None:
    """An attempt that certainly failed says nothing of the one before it."""
    world.premise()
    world.run()
    world.fake.faults += ["lost", fault]
    receipt = world.sell()
    world.run()
    sent = world.item(receipt).envelope
    world.print_without(receipt)
    world.later()
    world.fake.down = True
    world.later()
    assert (world.item(receipt).state, world.item(receipt).envelope) == ("unknown", sent)
    kept, world.ring = world.ring, None
    world.later()
    assert (world.item(receipt).state, world.item(receipt).envelope) == ("unknown", sent)
    world.ring, world.fake.down = kept, False
    world.later()
    arrived_once(world, receipt)
    assert set(world.fake.seen[1:]) == {sent}


@pytest.mark.parametrize("fault", ["403", "302"])
def test_a_door_that_is_shut_waits_for_a_person(world: FursWorld, fault: Fault) -> None:
    """The office answers so from abroad, or to a wrong address."""
    world.premise()
    world.run()
    world.fake.faults += [fault]
    receipt = world.sell()
    world.run()
    assert (world.item(receipt).state, world.item(receipt).error_code) == (
        "refused", f"http-{fault}"
    )  # fmt: skip
    seen = len(world.fake.seen)
    world.later()
    assert len(world.fake.seen) == seen, "nobody asked for it"
    world.again(receipt)
    world.run()
    arrived_once(world, receipt)


def test_the_power_goes_after_the_intent(world: FursWorld) -> None:
    """Between what was written down and what was sent, and between sent and answered."""
    world.premise()
    world.run()
    first, second = world.sell(), world.sell()
    world.step()
    assert [world.item(one).state for one in (first, second)] == ["accepted", "sent"]
    sent = world.item(second).envelope
    world.restart()
    world.print_without(second)
    world.run()
    arrived_once(world, first, second)
    assert world.outcomes(second)[0] == ("unknown", "cut")
    assert world.fake.seen[-1] == sent


def test_two_devices_do_not_wait_for_each_other(world: FursWorld) -> None:
    world.premise()
    world.premise("BP2")
    world.run()
    ones = [world.sell() for _ in range(3)]
    others = [world.sell(code="BP2") for _ in range(3)]
    closed = world.premise("BP2", closes=True)
    late = world.sell(code="BP2")
    more = world.sell()
    world.run()
    arrived_once(world, *ones, more)
    arrived_once(world, *others)
    assert world.item(closed).state == "accepted"
    assert (world.item(late).state, world.item(late).error_code) == ("refused", "S006")
    assert world.fake.books.log[2:6] in (
        ["BP1-B1-1", "BP2-B1-1", "BP1-B1-2", "BP2-B1-2"],
        ["BP2-B1-1", "BP1-B1-1", "BP2-B1-2", "BP1-B1-2"],
    )


def test_the_clock_is_set_back_in_the_middle(world: FursWorld) -> None:
    world.premise()
    world.run()
    world.cut()
    receipt = world.sell()
    world.later()
    world.fake.down = False
    world.clock.jump(world.clock.now() - round(timedelta(days=400).total_seconds() * 1000))
    world.later(1300)
    arrived_once(world, receipt)


def test_the_office_is_slow(world: FursWorld) -> None:
    world.fake.slow_seconds = 0.5
    world.premise()
    world.fake.faults += [None, "slow"]
    receipt = world.sell()
    world.run()
    arrived_once(world, receipt)
