"""States in which the law of the country says something."""

from __future__ import annotations

from datetime import date

from kiosk.presenters.till.args import PayCashArgs
from kiosk.salon.domain.country import VatChange
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.rigs.till_world import edit_line

MANY_MILLI = 1_500_000
"""Pieces of something, so that they cost more than may be paid in cash."""


@state("First start: in Slovakia the law wants another till", empty=True)
def setup_slovakia(stage: Stage) -> None:
    stage.tap("pick", "cs").tap("pick", "SK").tap("pick", "hair")


@state("What the law says")
def law_czech(stage: Stage) -> None:
    stage.desk().open("law")


@state("What the law says, with a rate that changes")
def law_change(stage: Stage) -> None:
    stage.salon.context.vat_changes = (VatChange(date(2027, 1, 1), 1200, 1400, "service"),)
    stage.salon.context.salon_changed()
    stage.desk().open("law")


@state("Cash: more than may be paid in cash")
def pay_cash_too_much(stage: Stage) -> None:
    code = stage.salon.context.store.value("SELECT min(code) FROM barcode")
    bill = stage.salon.bill_lines.sell_barcode(code, stage.sample.manager.id)
    edit_line(stage.salon, bill, quantity_milli=MANY_MILLI)
    stage.desk().open(PayCashArgs(bill.id))


@state("Paid: too much for a receipt to stand for an invoice")
def paid_invoice(stage: Stage) -> None:
    pay_cash_too_much(stage)
    stage.tap("note", stage.state.notes[0].key)
