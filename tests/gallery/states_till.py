"""States of the till."""

from __future__ import annotations

from kiosk.presenters.till.args import (
    BillDiscountArgs,
    PaidArgs,
    PayCashArgs,
    PaySplitArgs,
    PickServiceArgs,
    VoidArgs,
)
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.till.bill import Discount, Payment
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.till_world import edit_line


def _goods(stage: Stage) -> list[str]:
    """Barcodes of some products of the sample salon."""
    found = stage.salon.context.store.rows("SELECT code FROM barcode ORDER BY code LIMIT 4")
    return [row[0] for row in found]


def _visit(stage: Stage) -> bytes:
    """A visit of today that can be paid."""
    day = stage.salon.agenda.day(stage.salon.agenda.today())
    waiting = [visit for visit in day.appointments if visit.state in ("done", "in_chair")]
    return (waiting or list(day.appointments))[0].id


def _bill(stage: Stage) -> bytes:
    """A visit's bill with two products and discounts, put aside."""
    staff = stage.sample.manager.id
    bill = stage.salon.visit_bills.open(_visit(stage), staff)
    for code in _goods(stage)[:2]:
        bill = stage.salon.bill_lines.add_barcode(bill.id, code)
    edit_line(stage.salon, bill, -1, discount=Discount("percent", 10_000))
    stage.salon.bills.discount_bill(bill.id, Discount("percent", 5_000, "Stálý klient"))
    stage.desk()
    return bill.id


def _take_up(stage: Stage, bill_id: bytes) -> Stage:
    """A bill that was put aside, beside the agenda again."""
    stage.tap("open_bills").tap("pick", bill_id.hex())
    return stage


def _sold(stage: Stage) -> bytes:
    """Some sales, one of them void; returns one that is not."""
    checkout, staff = stage.salon.checkout, stage.sample.manager.id
    sale_id = b""
    for code in _goods(stage):
        bill = stage.salon.bill_lines.sell_barcode(code, staff)
        total = bill.totals.total_minor
        sale_id = checkout.pay(bill.id, [Payment("cash", total)], total, staff).id
    bill = stage.salon.bill_lines.sell_barcode(code, staff)
    total = bill.totals.total_minor
    wrong = checkout.pay(bill.id, [Payment("card", total)], total, staff)
    checkout.void(wrong.id, "Chybné zboží", staff, staff)
    return sale_id


@state("A visit's bill with discounts")
def bill_visits(stage: Stage) -> None:
    _take_up(stage, _bill(stage))


@state("A sale of goods, nobody's yet")
def bill_nobodys(stage: Stage) -> None:
    stage.desk().scan(_goods(stage)[0])


@state("A sale of goods, with its client")
def bill_clients(stage: Stage) -> None:
    stage.desk().scan(_goods(stage)[0]).tap("bill", "client")
    stage.tap("pick", stage.state.rows[1].key)


@state("Choosing whose purchase it is")
def clients_pick(stage: Stage) -> None:
    stage.desk().scan(_goods(stage)[0]).tap("bill", "client")
    stage.tap("pick", stage.state.rows[1].key).tap("bill", "client")


@state("Cash: banknotes")
def pay_cash_notes(stage: Stage) -> None:
    stage.open(PayCashArgs(_bill(stage)))


@state("Cash: a typed sum with its change")
def pay_cash_typed(stage: Stage) -> None:
    stage.open(PayCashArgs(_bill(stage)))
    for key in "5000":
        stage.tap("key", key)


@state("Cash: not enough")
def pay_cash_short(stage: Stage) -> None:
    stage.open(PayCashArgs(_bill(stage)))
    for key in "50":
        stage.tap("key", key)


@state("Split between cash and card")
def pay_split_typed(stage: Stage) -> None:
    stage.open(PaySplitArgs(_bill(stage))).tap("choose", "card")
    for key in "400,20":
        stage.tap("key", key)


@state("The terminal is asked for a sum")
def pay_card_asked(stage: Stage) -> None:
    _take_up(stage, _bill(stage)).tap("bill", "pay_card")


@state("The terminal is asked for a part, cash follows")
def pay_card_part(stage: Stage) -> None:
    stage.open(PaySplitArgs(_bill(stage))).tap("half").tap("pay")


@state("A declined card")
def pay_card_declined(stage: Stage) -> None:
    _take_up(stage, _bill(stage)).tap("bill", "pay_card").tap("declined")


@state("Nobody has said yet whether the terminal took it")
def pay_card_doubt(stage: Stage) -> None:
    _in_doubt(stage)
    stage.tap("bill", "pay_card")


@state("What was paid of a bill goes back")
def pay_card_give(stage: Stage) -> None:
    bill_partly_paid(stage)
    stage.tap("bill", "give_back")


def _in_doubt(stage: Stage) -> None:
    """A bill whose question to the terminal has no answer."""
    bill_id = _bill(stage)
    _take_up(stage, bill_id).tap("bill", "pay_card").tap("close")


@state("A bill waits for the terminal's answer")
def bill_in_doubt(stage: Stage) -> None:
    _in_doubt(stage)


@state("A bill that is paid in part")
def bill_partly_paid(stage: Stage) -> None:
    bill_id = _bill(stage)
    stage.open(PaySplitArgs(bill_id)).tap("half").tap("pay").tap("done")
    stage.desk()
    _take_up(stage, bill_id)


@state("Split: more than there is to pay")
def pay_split_over(stage: Stage) -> None:
    stage.open(PaySplitArgs(_bill(stage)))
    for key in "90000":
        stage.tap("key", key)


@state("Paid in cash, with change")
def paid_change(stage: Stage) -> None:
    bill_id = _bill(stage)
    stage.open(PayCashArgs(bill_id)).tap("note", "500000")


@state("Paid in cash, the drawer is open")
def paid_drawer(stage: Stage) -> None:
    paid_change(stage)
    stage.hardware.set_devices((DeviceState("receipts", "receipt", True, drawer_open=True),))
    stage.nav.tick()


@state("Paid by card")
def paid_card(stage: Stage) -> None:
    _take_up(stage, _bill(stage)).tap("bill", "pay_card").tap("done")


@state("Paid, the receipt came out torn")
def paid_torn(stage: Stage) -> None:
    paid_change(stage)
    job = stage.salon.printing.next(("receipt",))
    assert job is not None
    stage.salon.printing.failed(job.id, "Out of paper.", maybe_printed=True)
    stage.nav.tick()


@state("A void: the card and the cash of a split go back")
def paid_void_split(stage: Stage) -> None:
    bill_id = _bill(stage)
    stage.open(PaySplitArgs(bill_id)).tap("half").tap("pay").tap("done")
    stage.tap("note", stage.state.notes[0].key)
    sale, manager = stage.salon.checkout.todays_sales()[0], stage.sample.manager.id
    void = stage.salon.checkout.void(sale.id, "Chybné zboží", manager, manager)
    stage.desk().open(PaidArgs(void.id))


@state("A void: the sum goes back to the card")
def paid_void_card(stage: Stage) -> None:
    _sold(stage)
    void = stage.salon.checkout.todays_sales()[0]
    stage.desk().open(PaidArgs(void.id))


@state("A sale is void")
def paid_void(stage: Stage) -> None:
    sale_id = _sold(stage)
    manager = stage.sample.manager.id
    void = stage.salon.checkout.void(sale_id, "Chybné zboží", manager, manager)
    stage.desk().open(PaidArgs(void.id))


@state("A line of the bill")
def line_edit_quantity(stage: Stage) -> None:
    _take_up(stage, _bill(stage))
    stage.tap("bill", "edit_line", stage.state.bill.lines[-1].key)


@state("Goods by weight, with a scale on the desk")
def line_edit_weight(stage: Stage) -> None:
    rates = stage.salon.context.salon.vat_bp
    clay = stage.salon.catalogue.save_product(
        Product(b"", "Kaolin", 18_000, rates[0], unit="kg"), stage.sample.manager.id
    )
    bill_id = _bill(stage)
    stage.salon.bill_lines.add_product(bill_id, clay.id)
    stage.hardware.set_devices((DeviceState("scale", "scale", True),))
    _take_up(stage, bill_id)
    stage.tap("bill", "edit_line", stage.state.bill.lines[-1].key)


@state("A changed price asks for a reason")
def line_edit_price(stage: Stage) -> None:
    _take_up(stage, _bill(stage))
    stage.tap("bill", "edit_line", stage.state.bill.lines[0].key).tap("choose", "price")
    for key in "500":
        stage.tap("key", key)
    stage.tap("save")


def _unpriced(stage: Stage) -> None:
    manager = stage.sample.manager
    rate = stage.salon.context.usual_vat("service")
    work = stage.salon.catalogue.save_service(
        Service(b"", "Balayage", 180, 0, rate, open_price=True), manager.id
    )
    bill_id = _bill(stage)
    stage.salon.bill_lines.add_service(bill_id, work.id, manager.id)
    _take_up(stage, bill_id)


@state("A service without a price on the bill")
def bill_unpriced(stage: Stage) -> None:
    _unpriced(stage)


@state("The price of a service that has none in the list")
def line_edit_unpriced(stage: Stage) -> None:
    _unpriced(stage)
    stage.tap("bill", "pay_card")


@state("A discount on the bill")
def bill_discount_percent(stage: Stage) -> None:
    stage.open(BillDiscountArgs(_bill(stage)))


@state("A discount that is too much")
def bill_discount_error(stage: Stage) -> None:
    stage.open(BillDiscountArgs(_bill(stage))).tap("kind", "amount")
    for key in "99999":
        stage.tap("key", key)


@state("A high discount asks somebody who may")
def approve_asked(stage: Stage) -> None:
    bill_id = _bill(stage)
    with_staff = next(m for m in stage.salon.team.members() if m.role == "staff")
    stage.nav.lock()
    stage.nav.unlock(with_staff)
    stage.open(BillDiscountArgs(bill_id)).tap("quick", "50")
    stage.tap("reason", "Dobrá vůle").tap("save")


@state("Open bills")
def bills_open(stage: Stage) -> None:
    _bill(stage)
    stage.salon.bill_lines.sell_barcode(_goods(stage)[0], stage.sample.manager.id)
    stage.open("bills")


@state("No bill is open")
def bills_none(stage: Stage) -> None:
    stage.desk()
    for bill in stage.salon.bills.all():
        stage.salon.bills.discard(bill.id, stage.sample.manager.id)
    stage.open("bills")


@state("Adding a service by hand")
def pick_service_services(stage: Stage) -> None:
    stage.open(PickServiceArgs(_bill(stage)))


@state("Adding a product by hand")
def pick_service_products(stage: Stage) -> None:
    stage.open(PickServiceArgs(_bill(stage))).tap("choose", "products")


@state("Sales of today")
def sales_list(stage: Stage) -> None:
    _sold(stage)
    stage.desk().open("sales")


@state("Sales of another day")
def sales_before(stage: Stage) -> None:
    _sold(stage)
    stage.desk().open("sales").tap("previous_day")


@state("One sale in full")
def sales_one(stage: Stage) -> None:
    sale_id = _sold(stage)
    stage.desk().open("sales").tap("pick", sale_id.hex())


@state("Voiding: why, and who approves")
def void_asked(stage: Stage) -> None:
    sale_id = _sold(stage)
    stage.desk().open(VoidArgs(sale_id)).tap("key", "1").tap("key", "2")


@state("Voiding: the manager's card needs the PIN")
def void_card(stage: Stage) -> None:
    sale_id = _sold(stage)
    stage.desk().open(VoidArgs(sale_id)).card(stage.sample.manager.card)


@state("Voiding: a card that may not approve")
def void_refused(stage: Stage) -> None:
    sale_id = _sold(stage)
    stage.desk().open(VoidArgs(sale_id)).card("04FFFFFFFFFFFF")
