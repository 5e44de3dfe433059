"""Customers at the kiosk, staff at the clock, the lock and the first start."""

from __future__ import annotations

from tests.gallery.stage import Stage
from tests.gallery.states import state


def _type(stage: Stage, digits: str) -> None:
    for digit in digits:
        stage.tap("key", digit)


@state("The first screen")
def attract(stage: Stage) -> None:
    stage.at("attract")


@state("The first screen of a box for clocking in", role="clock")
def attract_clock(stage: Stage) -> None:
    stage.at("attract")


@state("The first screen of a box for customers", role="checkin")
def attract_checkin(stage: Stage) -> None:
    stage.at("attract")


@state("Phone digits, three typed")
def checkin_phone(stage: Stage) -> None:
    _type(stage.tap("start"), "123")


@state("Is this you")
def checkin_confirm(stage: Stage) -> None:
    stage.card(stage.sample.visit("card").client.card).at("checkin_confirm")


@state("Two with the same digits")
def checkin_confirm_twins(stage: Stage) -> None:
    _type(stage.tap("start"), stage.sample.visit("twin").client.phone_tail)
    stage.at("checkin_confirm")


@state("Checked in")
def checkin_done(stage: Stage) -> None:
    checkin_confirm(stage)
    stage.tap("confirm").at("checkin_done")


@state("Nobody found: please see the desk")
def checkin_sorry(stage: Stage) -> None:
    _type(stage.tap("start"), "000000")
    stage.at("checkin_sorry")


@state("The desk was called")
def checkin_sorry_called(stage: Stage) -> None:
    checkin_sorry(stage)
    stage.tap("call")


@state("After five misses only the desk")
def checkin_sorry_only_desk(stage: Stage) -> None:
    for _ in range(5):
        stage.salon.checkin.missed()
    stage.tap("start").at("checkin_sorry")


@state("Without a booking, with the keyboard")
def walkin(stage: Stage) -> None:
    stage.tap("start").tap("no_booking")
    stage.focus()
    stage.nav.act("edit", "Žofie")


@state("Without a booking and without a name")
def walkin_empty(stage: Stage) -> None:
    stage.tap("start").tap("no_booking").tap("join")


@state("Waiting without a booking")
def checkin_done_waiting(stage: Stage) -> None:
    stage.tap("start").tap("no_booking")
    stage.nav.act("edit", "Žofie")
    stage.tap("join").at("checkin_done")


@state("A card clocks in")
def clock_result(stage: Stage) -> None:
    stage.card(_free_card(stage)).at("clock_result")


@state("The same card again")
def clock_result_repeated(stage: Stage) -> None:
    clock_result(stage)
    stage.wait(3).card(_free_card(stage))


@state("Clocked out, or was it a break")
def clock_result_out(stage: Stage) -> None:
    clock_result(stage)
    stage.wait(8)
    stage.clock.advance(3 * 3600)
    stage.card(_free_card(stage))


@state("Undone")
def clock_result_undone(stage: Stage) -> None:
    clock_result(stage)
    stage.tap("undo")


@state("When did you leave")
def clock_left(stage: Stage) -> None:
    clock_result(stage)
    stage.wait(8)
    stage.clock.advance(23 * 3600)
    stage.card(_free_card(stage)).at("clock_left")


@state("When did you leave, or only now")
def clock_left_long(stage: Stage) -> None:
    clock_result(stage)
    stage.wait(8)
    stage.clock.advance(17 * 3600)
    stage.card(_free_card(stage)).at("clock_left")


@state("Last night's shift ends, or the next begins")
def clock_result_night(stage: Stage) -> None:
    stage.clock.advance(15 * 3600)
    stage.card(_free_card(stage)).wait(8)
    stage.clock.advance(8 * 3600)
    stage.card(_free_card(stage)).at("clock_result")


@state("Forgotten card: names")
def clock_forgot(stage: Stage) -> None:
    stage.tap("forgot_card")


@state("Forgotten card: PIN")
def clock_forgot_pin(stage: Stage) -> None:
    stage.tap("forgot_card").tap("pick", stage.sample.manager.id.hex())
    _type(stage, "25")


@state("The lock of the desk")
def lock(stage: Stage) -> None:
    stage.tap("open_desk")


@state("A wrong PIN too often")
def lock_delayed(stage: Stage) -> None:
    stage.tap("open_desk").tap("pick", stage.sample.manager.id.hex())
    for _ in range(4):
        _type(stage, "0001")
        stage.tap("confirm")


def _free_card(stage: Stage) -> str:
    """The card of somebody who has not clocked in yet, else of the manager."""
    present = {one.staff_id for one in stage.salon.timeclock.present()}
    if not hasattr(stage, "clocking"):
        away = [member for member in stage.sample.staff if member.id not in present]
        stage.clocking = (away or [stage.sample.manager])[0].card
    return stage.clocking
