"""The steps of a sale: a further one joins, and one that fails takes everything back."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.context import Context
from kiosk.salon.services.till.checkout import Checkout
from kiosk.salon.services.till.posting import STEPS, Posting
from tests.rigs.till_world import Till, changed_since, last_change


def fail(context: Context, posting: Posting) -> None:
    raise Refused(Msg("This voucher is used up."))


def test_a_further_step_joins_sales_and_voids(till: Till) -> None:
    seen: list[tuple[str, str, bool]] = []

    def step(context: Context, posting: Posting) -> None:
        inside = context.store.db.in_transaction()
        seen.append((posting.sale.kind, posting.sale.number, inside))

    checkout = Checkout(till.salon.context, (*STEPS, step))
    bill = till.retail()
    total = bill.totals.total_minor
    sale = checkout.pay(bill.id, [Payment("card", total)], total, till.eva.id)
    assert checkout.pay(bill.id, [Payment("card", total)], total, till.eva.id) == sale
    void = checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    assert seen == [("sale", sale.number, True), ("void", void.number, True)]


@pytest.mark.req("K1")
@pytest.mark.parametrize("place", range(len(STEPS) + 1))
def test_nothing_stays_of_a_sale_one_step_of_which_fails(till: Till, place: int) -> None:
    client = till.client()
    visit = till.visit(client)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    before, seq = till.counts(), last_change(till.salon)
    checkout = Checkout(till.salon.context, (*STEPS[:place], fail, *STEPS[place:]))
    total = bill.totals.total_minor
    with pytest.raises(Refused, match="used up"):
        checkout.pay(bill.id, [Payment("card", total)], total, till.eva.id)
    assert (till.counts(), changed_since(till.salon, seq)) == (before, set())
    assert till.salon.bills.get(bill.id) == bill
    assert till.salon.clients.get(client.id).visits == 0
    assert till.pay(bill).number == "2026-1-000001", "no gap in the series"
