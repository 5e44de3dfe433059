"""States of taking something back."""

from __future__ import annotations

from kiosk.presenters.till.args import PaidArgs, ReturnLinesArgs, SalesArgs
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from tests.gallery.stage import Stage
from tests.gallery.states import state


def _sold(stage: Stage) -> Sale:
    """Three bottles of one kind and one of another with 10 % off the bill, half of it by card."""
    salon, staff = stage.salon, stage.sample.manager.id
    codes = [row[0] for row in salon.context.store.rows("SELECT code FROM barcode ORDER BY code")]
    bill = salon.bill_lines.sell_barcode(codes[0], staff)
    for code in (codes[0], codes[0], codes[1]):
        bill = salon.bill_lines.add_barcode(bill.id, code)
    bill = salon.bills.discount_bill(bill.id, Discount("percent", 10_000, "Stálý klient"))
    total = bill.totals.total_minor
    half = total // 200 * 100
    parts = [Payment("card", half), Payment("cash", total - half)]
    return salon.checkout.pay(bill.id, parts, total, staff)


def _back(stage: Stage, sale: Sale, *milli: int) -> Sale:
    found = stage.salon.returns.returnable(sale.id)
    pieces = [Piece(sold.id, quantity) for sold, quantity in zip(found.lines, milli, strict=False)]
    due = -sum(part.amount_minor for part in found.settle(found.taken_back(pieces)).payments)
    staff = stage.sample.manager.id
    return stage.salon.returns.take_back(sale.id, pieces, due, "Nevhodné", staff)


@state("What of a sale comes back")
def return_lines_blank(stage: Stage) -> None:
    stage.desk().open(ReturnLinesArgs(_sold(stage).id))


@state("Two bottles come back, one of another is written off, by card and cash")
def return_lines_chosen(stage: Stage) -> None:
    return_lines_blank(stage)
    first, second = (line.key for line in stage.state.lines)
    stage.tap("more", first).tap("more", first).tap("all_of", second)
    stage.tap("goods_go", second, "off").tap("reason", "Poškozené")


@state("Something of the sale came back before")
def return_lines_again(stage: Stage) -> None:
    sale = _sold(stage)
    _back(stage, sale, 2000)
    stage.desk().open(ReturnLinesArgs(sale.id))


@state("Taking back asks somebody who may")
def approve_return(stage: Stage) -> None:
    sale = _sold(stage)
    with_staff = next(m for m in stage.salon.team.members() if m.role == "staff")
    stage.nav.lock()
    stage.nav.unlock(with_staff)
    stage.open(ReturnLinesArgs(sale.id)).tap("more", stage.state.lines[0].key)
    stage.tap("reason", "Nevhodné").tap("take")


@state("Taken back: the card and the cash")
def paid_return(stage: Stage) -> None:
    document = _back(stage, _sold(stage), 3000)
    stage.desk().open(PaidArgs(document.id))


@state("A sale with a return")
def sales_returned(stage: Stage) -> None:
    sale = _sold(stage)
    _back(stage, sale, 1000)
    stage.desk().open(SalesArgs(sale.id))


@state("A return in full")
def sales_return(stage: Stage) -> None:
    document = _back(stage, _sold(stage), 1000)
    stage.desk().open(SalesArgs(document.id))


@state("A document found by its number")
def sales_found(stage: Stage) -> None:
    sale = _sold(stage)
    stage.desk().open("sales").tap("find", sale.number[-3:])
