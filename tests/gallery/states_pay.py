"""States of paying by something else, in another currency and with a tip."""

from __future__ import annotations

from datetime import timedelta

from kiosk.presenters.office.args import MeansFormArgs
from kiosk.presenters.till.args import AdvanceFormArgs, ForeignArgs, PayOtherArgs, TipArgs
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.rates import OfficialRate
from kiosk.salon.store.till import rates
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.till_world import take_means

EURO = 25_150_000
MONTH_SECONDS = 31 * 86_400


def _bill(stage: Stage) -> bytes:
    """A bill for a visit of today, put aside."""
    day = stage.salon.agenda.day(stage.salon.agenda.today())
    visit = next(one for one in day.appointments if one.state in ("done", "in_chair", "arrived"))
    bill = stage.salon.visit_bills.open(visit.id, stage.sample.manager.id)
    stage.desk()
    return bill.id


def _take_up(stage: Stage, bill_id: bytes) -> Stage:
    """A bill that was put aside, beside the agenda again."""
    stage.tap("open_bills").tap("pick", bill_id.hex())
    return stage


def _taken(stage: Stage) -> None:
    """Everything is taken here, euros too."""
    means, by = stage.salon.means, stage.sample.manager.id
    for key in ("transfer", "voucher", "points", "barter", "account"):
        take_means(stage.salon, key)
    means.add("Benefit Plus", by, needs_reference=True)
    stage.salon.rates.set_rate(EURO, by, currency="EUR")


@state("A bill where more than cash and card is taken, with a tip and a voucher")
def bill_otherwise(stage: Stage) -> None:
    _taken(stage)
    bill_id = _bill(stage)
    stage.salon.tipping.set(bill_id, 10_000, stage.sample.manager.id)
    stage.open(PayOtherArgs(bill_id)).tap("choose", "voucher").tap("reference", "V-12")
    for key in "500":
        stage.tap("key", key)
    stage.tap("pay")
    stage.desk()
    _take_up(stage, bill_id)


@state("Paying otherwise: by what")
def pay_other_choose(stage: Stage) -> None:
    _taken(stage)
    stage.open(PayOtherArgs(_bill(stage)))


@state("Paying otherwise: a part by voucher")
def pay_other_part(stage: Stage) -> None:
    _taken(stage)
    stage.open(PayOtherArgs(_bill(stage))).tap("choose", "voucher").tap("reference", "V-12")
    for key in "500":
        stage.tap("key", key)


@state("Paying otherwise: it needs a client")
def pay_other_client(stage: Stage) -> None:
    _taken(stage)
    code = stage.salon.context.store.value("SELECT code FROM barcode ORDER BY code")
    bill = stage.salon.bill_lines.sell_barcode(code, stage.sample.manager.id)
    stage.desk().open(PayOtherArgs(bill.id)).tap("choose", "account")


@state("Euros: banknotes")
def foreign_notes(stage: Stage) -> None:
    _taken(stage)
    stage.open(ForeignArgs(_bill(stage)))


@state("Euros: a typed sum with its change in crowns")
def foreign_typed(stage: Stage) -> None:
    _taken(stage)
    stage.open(ForeignArgs(_bill(stage)))
    for key in "200":
        stage.tap("key", key)


@state("Euros: not enough, an old rate, and what the bank says")
def foreign_short(stage: Stage) -> None:
    _taken(stage)
    context = stage.salon.context
    stage.clock.advance(MONTH_SECONDS)
    day = context.today() - timedelta(days=1)
    with context.store.transaction():
        rates.put_official(context.store, OfficialRate("EUR", day, 24_385_000), context.now())
    code = context.store.value("SELECT code FROM barcode ORDER BY code")
    bill = stage.salon.bill_lines.sell_barcode(code, stage.sample.manager.id)
    stage.desk().open(ForeignArgs(bill.id)).tap("key", "5")


@state("A tip: a round sum")
def tip_round(stage: Stage) -> None:
    stage.open(TipArgs(_bill(stage)))
    stage.tap("quick", stage.state.rounded[-1][0])


@state("A tip that is on the bill already")
def tip_again(stage: Stage) -> None:
    bill_id = _bill(stage)
    stage.salon.tipping.set(bill_id, 10_000, stage.sample.manager.id)
    stage.open(TipArgs(bill_id))


@state("The terminal is asked for a sum with the tip")
def pay_card_tip(stage: Stage) -> None:
    bill_id = _bill(stage)
    stage.salon.tipping.set(bill_id, 10_000, stage.sample.manager.id)
    _take_up(stage, bill_id).tap("bill", "pay_card")


@state("A void: euros and their change go back")
def paid_void_foreign(stage: Stage) -> None:
    _taken(stage)
    stage.open(ForeignArgs(_bill(stage))).tap("note", "20000")
    sale, manager = stage.salon.checkout.todays_sales()[0], stage.sample.manager.id
    stage.salon.checkout.void(sale.id, "Chybné zboží", manager, manager)
    stage.desk().open("sales").tap("pick", stage.state.rows[0].key)


@state("The means of payment")
def means_list(stage: Stage) -> None:
    _taken(stage)
    stage.desk().open("means")


@state("A means of payment of the salon's own")
def means_form_own(stage: Stage) -> None:
    _taken(stage)
    own = stage.salon.means.all()[-1]
    stage.desk().open(MeansFormArgs(own.key))


@state("A new means of payment")
def means_form_new(stage: Stage) -> None:
    stage.desk().open(MeansFormArgs())


@state("The second currency and its rate, far from the one before")
def rates_far(stage: Stage) -> None:
    _taken(stage)
    stage.desk().open("rates").tap("edit", "rate", "251,5").tap("save")


def _paid_in_advance(stage: Stage) -> bytes:
    """A bill of somebody who has paid an advance for it."""
    bill_id = _bill(stage)
    salon, by = stage.salon, stage.sample.manager.id
    bill = salon.bills.get(bill_id)
    before = salon.bills.open_retail(by)
    salon.bills.set_client(before.id, bill.client_id)
    before = salon.advances.add(before.id, "Melír", 50_000, bill.lines[0].vat_bp)
    total = before.totals.total_minor
    salon.checkout.pay(before.id, [Payment("card", total)], total, by)
    return bill_id


@state("A bill: an advance can be deducted")
def bill_advance_offered(stage: Stage) -> None:
    _take_up(stage, _paid_in_advance(stage))


@state("A bill: an advance is deducted")
def bill_advance_deducted(stage: Stage) -> None:
    _take_up(stage, _paid_in_advance(stage)).tap("bill", "deduct")


@state("An advance for a bill without a client")
def advance_form(stage: Stage) -> None:
    bill = stage.salon.bills.open_retail(stage.sample.manager.id)
    stage.desk().open(AdvanceFormArgs(bill.id)).tap("edit", "amount", "500")
