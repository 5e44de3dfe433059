"""What is refused, or asked before it is done."""

from __future__ import annotations

from kiosk.presenters.agenda.args import DayFormArgs, TimeOffFormArgs
from kiosk.presenters.clients.args import ClientArgs
from kiosk.presenters.goods.args import LabelArgs, ResourceFormArgs, ServiceFormArgs
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.cards.number import CardHolder
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_office import actor, product
from tests.gallery.states_till import approve_asked


@state("Switching off is asked while bills are open")
def system_asked(stage: Stage) -> None:
    stage.desk()
    for _, code in stage.sample.bottles[:2]:
        stage.salon.bill_lines.sell_barcode(code, stage.sample.manager.id)
    stage.open("system").tap("ask", "off")


@state("Starting again is asked, nothing is open")
def system_again(stage: Stage) -> None:
    stage.desk()
    for bill in stage.salon.bills.all():
        stage.salon.bills.discard(bill.id, stage.sample.manager.id)
    stage.open("system").tap("ask", "restart")


@state("A card that may not approve a discount")
def approve_refused(stage: Stage) -> None:
    approve_asked(stage)
    stage.card("04FFFFFFFFFFFF")


@state("Whoever has the right may approve, and somebody has it not")
def approve_not_by(stage: Stage) -> None:
    first, second = [one for one in stage.salon.team.members() if one.role == "staff"][:2]
    stage.salon.rights.set(second.id, {"discount"}, stage.sample.manager.id)
    approve_asked(stage)
    stage.salon.cards.give("04A1A1A1A1A1A1", CardHolder("staff", first.id), None)
    stage.card("04A1A1A1A1A1A1", "aes")


@state("A wrong PIN of the lock")
def lock_wrong(stage: Stage) -> None:
    stage.tap("open_desk").tap("pick", stage.sample.manager.id.hex())
    for digit in "0001":
        stage.tap("key", digit)
    stage.tap("confirm")


@state("A wrong PIN of who forgot the card")
def clock_forgot_wrong(stage: Stage) -> None:
    stage.tap("forgot_card").tap("pick", stage.sample.manager.id.hex())
    for digit in "0001":
        stage.tap("key", digit)
    stage.tap("confirm")


@state("Points without a reason")
def points_wrong(stage: Stage) -> None:
    stage.desk().open(ClientArgs(actor(stage))).tap("change_points")
    stage.tap("edit", "points", "x").tap("save")


@state("A closed day that is none")
def day_wrong(stage: Stage) -> None:
    stage.desk().open(DayFormArgs()).tap("edit", "first", "31. 2. 2026").tap("save")


@state("An absence that ends before it begins")
def time_off_wrong(stage: Stage) -> None:
    day = stage.salon.agenda.today()
    stage.desk().open(TimeOffFormArgs(staff_id=stage.sample.staff[0].id, day=day))
    stage.tap("edit", "last", "1. 1. 2020").tap("save")


@state("A room without a name")
def rooms_wrong(stage: Stage) -> None:
    stage.desk().open(ResourceFormArgs()).tap("edit", "name", "").tap("save")


@state("A service without a name, a price that is none")
def service_wrong(stage: Stage) -> None:
    stage.desk().open(ServiceFormArgs()).tap("edit", "price", "x").tap("save")


@state("A new member of staff, everything wrong")
def staff_wrong(stage: Stage) -> None:
    stage.desk().open(StaffFormArgs()).tap("edit", "email", "x").tap("edit", "phone", "x")
    stage.tap("edit", "pin", "12").tap("save")


@state("The salon's page, everything wrong")
def salon_wrong(stage: Stage) -> None:
    stage.desk().open("salon_form").tap("edit", "name", "").tap("edit", "phone", "x")
    stage.tap("edit", "company_id", "12").tap("edit", "vat_id", "x").tap("save")


@state("No label at all is asked for")
def label_none(stage: Stage) -> None:
    stage.desk().open(LabelArgs(product(stage))).tap("key", "0")
