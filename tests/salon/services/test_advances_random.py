"""Random days of advances: whatever was deducted, voided and brought back, no tax is there twice,
and when all has come back nothing is left of any rate."""

from __future__ import annotations

import random

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.domain.till.sale import Sale
from tests.rigs.till_world import SHAMPOO, Till
from tests.salon.services.test_advances import GOODS, WORK, by_rate, check, take
from tests.salon.services.test_returns import back

STEPS = 25


class Day:
    def __init__(self, till: Till, seed: int) -> None:
        self.till, self.salon, self.chance = till, till.salon, random.Random(seed)
        self.taken: list[Sale] = []
        self.sold: list[Sale] = []

    def advance(self) -> None:
        rate = self.chance.choice((GOODS, WORK))
        self.taken.append(take(self.till, self.chance.randint(1, 99_999), vat_bp=rate))

    def final(self) -> None:
        """With a discount sometimes, less some of the advances, or parts of them."""
        bill = self.till.retail(self.chance.randint(1, 3))
        for _ in range(self.chance.randint(0, 2)):
            bill = self.salon.bill_lines.add_service(bill.id, self.till.cut.id, self.till.eva.id)
        if self.chance.random() < 0.5:
            off = Discount("percent", self.chance.randint(1, 33_333), "Regular client")
            bill = self.salon.bills.discount_bill(bill.id, off, self.till.manager.id)
        for one in self.chance.sample(self.taken, min(3, len(self.taken))):
            (source,) = self.salon.advances.of_sale(one.id)
            part = None
            if source.left_minor and self.chance.random() < 0.5:
                part = self.chance.randint(1, source.left_minor)
            try:
                bill = self.salon.advances.deduct(bill.id, source.line_id, part)
            except Refused:
                continue
        if self.chance.random() < 0.2:
            bill = self.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
        sale = self.till.pay(bill)
        # The VAT of three advances may be rounded up by one each.
        assert all(row.gross_minor >= 0 and row.vat_minor >= -3 for row in sale.vat)
        self.sold.append(sale)

    def some_back(self) -> None:
        if not self.sold:
            return
        sale = self.salon.checkout.sale(self.chance.choice(self.sold).id)
        if self.chance.random() < 0.3 and self.salon.checkout.why_not_void(sale) is None:
            self.salon.checkout.void(sale.id, "Mistake", self.till.manager.id)
        elif self.salon.returns.possible(sale):
            lines = self.salon.returns.returnable(sale.id).lines
            milli = [
                self.chance.choice((0, min(1000, sold.left_milli), sold.left_milli))
                for sold in lines
            ]
            if any(milli):
                document = back(self.till, sale, *milli)
                assert document.total_minor <= 0

    def advance_back(self) -> None:
        for one in self.taken:
            if self.salon.returns.possible(self.salon.checkout.sale(one.id)):
                back(self.till, one, 1000)
                return

    def everything_back(self) -> None:
        for sale in (*self.sold, *self.taken):
            if self.salon.returns.possible(self.salon.checkout.sale(sale.id)):
                left = [one.left_milli for one in self.salon.returns.returnable(sale.id).lines]
                back(self.till, sale, *left)


@pytest.mark.req("E9")
@pytest.mark.parametrize("seed", range(6))
def test_no_tax_is_there_twice_and_none_is_lost(till: Till, seed: int) -> None:
    day = Day(till, seed)
    steps = (day.advance, day.advance, day.final, day.final, day.some_back, day.advance_back)
    for _ in range(STEPS):
        day.chance.choice(steps)()
    for one in day.taken:
        (source,) = till.salon.advances.of_sale(one.id)
        assert 0 <= source.left_vat_minor <= source.left_minor <= source.total_minor
    check(till)
    day.everything_back()
    documents = till.salon.checkout.todays_sales()
    assert set(by_rate(documents).values()) <= {(0, 0)}
    assert sum(one.paid_minor for one in documents) == 0
    for one in day.taken:
        (source,) = till.salon.advances.of_sale(one.id)
        assert (source.left_minor, source.left_vat_minor) == (0, 0)
    check(till)
