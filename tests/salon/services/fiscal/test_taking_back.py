"""What takes a receipt back is told to the Slovenian office if that has the receipt, and whom an
invoice was for; and the clock is asked for whatever else was recorded since."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.content import invoice_from
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.fiscal.fiscalising import NOT_TOLD, ClockDoubted
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.furs_keys import PASSWORD
from tests.rigs.salon import clock_of, close_salon
from tests.rigs.till_world import take_means

CODE = "f61a7c56-6c5e-4ce9-a2a4-5f3f0a4a8e4a"
COMPANY = Party(
    name="Sample d.o.o.", street="Sample street 1", postcode="1000", city="Ljubljana",
    country="SI", vat_id="SI 5017 0106",
)  # fmt: skip


def told(furs: Confirmed, sale: Sale) -> Any:
    return json.loads(furs.item(sale).payload, parse_float=Decimal)["InvoiceRequest"]["Invoice"]


def void(furs: Confirmed, sale: Sale) -> Sale:
    return furs.salon.checkout.void(sale.id, "Wrong", furs.manager.id)


def is_told(furs: Confirmed, sale: Sale) -> bool:
    return furs.salon.fiscal.of_document(sale.id) is not None


def notes(furs: Confirmed) -> int:
    store = furs.salon.context.store
    return store.number("SELECT count(*) FROM journal WHERE kind = ?", (NOT_TOLD,))


def cash_for_a_company(furs: Confirmed, buyer: Party = COMPANY) -> Sale:
    bill = furs.retail()
    total = bill.totals.total_minor
    return furs.salon.checkout.pay(
        *(bill.id, (Payment("cash", total),), total, furs.eva.id),
        invoice_to=InvoiceOrder(buyer=buyer),
    )


def test_what_the_office_never_had_is_not_taken_back_from_it(furs: Confirmed) -> None:
    """By transfer, which counted as no cash when it was sold."""
    take_means(furs.salon, "transfer")
    total = furs.retail().totals.total_minor
    sale = furs.sell(Payment("transfer", total, reference="77"))
    transfer = furs.salon.means.get("transfer")
    furs.salon.means.save(replace(transfer, fiscal_cash=True), furs.manager.id)
    back = void(furs, sale)
    assert not is_told(furs, sale)
    assert not is_told(furs, back)
    assert notes(furs) == 1


def test_what_was_sold_before_anything_was_set_up_is_not_taken_back_either(
    tmp_path: Path,
) -> None:
    furs = make_confirmed(tmp_path, certificate=False)
    sale = furs.cash()
    furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.manager.id)
    furs.salon.fiscal.open_premise(PREMISE, furs.manager.id)
    assert not is_told(furs, void(furs, sale))
    assert notes(furs) == 1
    close_salon(furs.salon)


def test_what_was_set_aside_the_office_has_not(furs: Confirmed) -> None:
    sale = furs.cash()
    furs.salon.fiscal.set_aside(furs.item(sale).id, "Not wanted", furs.manager.id)
    assert not is_told(furs, void(furs, sale))


def test_a_confirmed_receipt_is_not_taken_back_behind_the_offices_back(furs: Confirmed) -> None:
    sale = furs.cash()
    (premise,) = furs.salon.fiscal.premises()
    furs.salon.fiscal.close_premise(premise.id, furs.manager.id)
    with pytest.raises(Refused, match="tell it of nothing now"):
        void(furs, sale)
    assert not furs.salon.checkout.sale(sale.id).voided_by_number
    again = replace(PREMISE, code="BP102")
    furs.salon.fiscal.open_premise(again, furs.manager.id)
    (corrects,) = told(furs, void(furs, sale))["ReferenceInvoice"]
    assert corrects["ReferenceInvoiceIdentifier"]["BusinessPremiseID"] == "BP101"


def test_the_office_hears_which_business_the_invoice_is_for(furs: Confirmed) -> None:
    sale = cash_for_a_company(furs)
    assert told(furs, sale)["CustomerVATNumber"] == "SI50170106"
    assert told(furs, void(furs, sale))["CustomerVATNumber"] == "SI50170106"
    assert "CustomerVATNumber" not in told(furs, furs.cash())


def receipt_of(furs: Confirmed, sale: Sale) -> tuple[str, bool]:
    invoice_id = furs.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    found = furs.salon.invoices.get(invoice_id).receipt
    assert found is not None
    return found.number, found.is_tax


def test_only_a_confirmed_receipt_took_the_tax(furs: Confirmed, tmp_path: Path) -> None:
    assert receipt_of(furs, cash_for_a_company(furs)) == ("BP101-B1-1", True)
    (premise,) = furs.salon.fiscal.premises()
    furs.salon.fiscal.close_premise(premise.id, furs.manager.id)
    sale = cash_for_a_company(furs)
    assert receipt_of(furs, sale) == (sale.number, False)


def test_the_clock_is_asked_for_whatever_was_recorded_since(furs: Confirmed) -> None:
    """The journal's newest entries know nothing of the receipt any more."""
    furs.cash()
    clock_of(furs.salon).advance(-3600)
    _record(furs, 25, furs.eva.id)
    assert not furs.salon.context.clock_behind()
    with pytest.raises(ClockDoubted):
        furs.cash()


def test_who_confirmed_the_clock_is_not_asked_again_after_a_restart(furs: Confirmed) -> None:
    furs.cash()
    clock_of(furs.salon).advance(-3600)
    furs.salon.fiscal.confirm_clock(furs.eva.id)
    furs.salon.context.clock_confirmed = None
    furs.cash()
    furs.salon.context.clock_confirmed = None
    furs.cash()
    clock_of(furs.salon).advance(-3600)
    with pytest.raises(ClockDoubted):
        furs.cash()


def _record(furs: Confirmed, many: int, by: Id) -> None:
    context = furs.salon.context
    with context.store.transaction():
        for _ in range(many):
            context.note("test.something", by)


def test_an_invoice_is_drawn_with_the_code_that_came_after_it(furs: Confirmed) -> None:
    sale = cash_for_a_company(furs)
    invoice_id = furs.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    frozen = furs.salon.invoice_files.content(invoice_id)
    furs.settle(furs.item(sale), "accepted", code=CODE)
    drawn = invoice_from(furs.salon.invoice_files.content(invoice_id))
    assert drawn.receipt is not None
    assert drawn.receipt.code == CODE
    before = invoice_from(frozen)
    assert drawn == replace(before, receipt=drawn.receipt)
    assert furs.salon.invoices.get(invoice_id) == before, "what is kept stays as it was"
