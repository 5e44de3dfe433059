"""The front desk, booking and the waiting list."""

from __future__ import annotations

from kiosk.salon.domain.devices import DeviceState
from tests.gallery.stage import Stage
from tests.gallery.states import state


def _selected(stage: Stage, role: str) -> Stage:
    stage.desk().tap("select", stage.sample.visit(role).id.hex())
    return stage


@state("The day, nothing selected")
def desk_quiet(stage: Stage) -> None:
    stage.desk()


@state("A visit that is done, with its bill")
def desk_visit(stage: Stage) -> None:
    _selected(stage, "to_pay").scan(stage.sample.bottles[0][1])
    stage.hardware.set_devices((DeviceState("desk printer", "receipt", False),))
    stage.nav.tick()


@state("A visit still to come, all actions open")
def desk_actions(stage: Stage) -> None:
    _selected(stage, "phone").tap("more")


@state("A sale without a visit")
def desk_sale(stage: Stage) -> None:
    stage.desk().scan(stage.sample.bottles[0][1]).scan(stage.sample.bottles[3][1])


@state("A visit dragged elsewhere, to be confirmed")
def desk_moving(stage: Stage) -> None:
    stage.desk()
    key = stage.sample.visit("card").id.hex()
    stage.tap("drag_to", key, stage.state.columns[0].key, 11 * 60)


@state("Tomorrow, nobody booked yet")
def desk_tomorrow(stage: Stage) -> None:
    stage.desk().tap("next_day")


@state("A new booking: whose?")
def booking_who(stage: Stage) -> None:
    stage.desk()
    stage.tap("slot", stage.state.columns[0].key, 11 * 60).focus()
    stage.tap("type", "st")


@state("A new booking: what?")
def booking_what(stage: Stage) -> None:
    stage.desk()
    stage.tap("slot", stage.state.columns[0].key, 11 * 60)
    stage.tap("pick", stage.sample.visit("to_pay").client.id.hex())
    stage.tap("pick", stage.state.rows[0].key).tap("pick", stage.state.rows[3].key)


@state("A new booking: when? Too little time")
def booking_when(stage: Stage) -> None:
    booking_what(stage)
    stage.tap("pick", stage.state.rows[6].key).tap("show_part", "when")


@state("A visit is changed")
def booking_change(stage: Stage) -> None:
    _selected(stage, "phone").tap("edit")


@state("People waiting without a booking")
def waiting_list(stage: Stage) -> None:
    stage.desk().tap("open_waiting")
    stage.tap("pick", stage.state.rows[0].key)
