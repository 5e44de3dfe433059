"""Whatever is sold, voided and taken back in four countries: what comes back is never more than was
sold, and everything that is kept beside it fits."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.store import balances
from tests.rigs.salon import CITIES, clock_of, close_salon, make_salon
from tests.rigs.truth import faults

quantities = st.one_of(st.integers(1, 5).map(lambda n: 1000 * n), st.integers(1, 2_500))
lines = st.lists(
    st.tuples(st.integers(0, 2), quantities, st.integers(0, 40)), min_size=1, max_size=3
)
ways = st.sampled_from(("", "card", "cash"))


class Selling(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.sales: list[Sale] = []
        self.seller = b""

    @initialize(
        country=st.sampled_from(sorted(CITIES)),
        prices=st.tuples(*(st.integers(1, 90_000),) * 3),
        known=st.booleans(),
    )
    def begin(self, country: str, prices: tuple[int, ...], known: bool) -> None:
        self.salon = make_salon(Path(self.folder.name), country)
        petra, eva = self.salon.team.members()
        self.seller, self.manager = eva.id, petra.id
        rates = self.salon.context.vat_rates()
        self.goods = [
            self.salon.catalogue.save_product(
                Product(b"", f"Bottle {place}", price, rates[place % len(rates)]), petra.id
            )
            for place, price in enumerate(prices)
        ]
        client = Client(b"", "Jana", "Sample")
        self.client = self.salon.clients.save(client, petra.id).id if known else None

    def teardown(self) -> None:
        if not self.seller:
            self.folder.cleanup()
            return
        store = self.salon.context.store
        found = self.salon.books.verify()
        assert (found.fault, found.differences) == (None, ())
        assert faults(store.path) == []
        close_salon(self.salon)
        self.folder.cleanup()

    @rule(chosen=lines, off=st.integers(0, 30), card=st.sampled_from((0, 50, 100)))
    def sell(self, chosen: Sequence[tuple[int, int, int]], off: int, card: int) -> None:
        salon = self.salon
        bill = salon.bills.open_retail(self.seller, self.client)
        for place, quantity, less in chosen:
            bill = salon.bill_lines.add_product(bill.id, self.goods[place].id)
            line = bill.lines[-1]
            bill = salon.bill_lines.edit_line(
                bill.id,
                line.id,
                quantity_milli=quantity,
                price_minor=line.price_minor,
                price_reason="",
                discount=Discount("percent", less * 1000, "Regular"),
                staff_id=None,
                approved_by=self.manager,
            )
        discount = Discount("percent", off * 1000, "Birthday")
        bill = salon.bills.discount_bill(bill.id, discount, self.manager)
        total = bill.totals.total_minor
        by_card = total * card // 100
        parts = [Payment("card", by_card), Payment("cash", total - by_card)]
        paid = [part for part in parts if part.amount_minor] or parts[:1]
        try:
            sale = salon.checkout.pay(bill.id, paid, total, self.seller)
        except Refused:  # so little cash beside the card that there is no coin for it
            sale = salon.checkout.pay(bill.id, [Payment("card", total)], total, self.seller)
        self.sales.append(sale)

    @precondition(lambda self: self.sales)
    @rule(data=st.data(), way=ways)
    def take_back(self, data: st.DataObject, way: str) -> None:
        sale = data.draw(st.sampled_from(self.sales[-2:]))
        returns = self.salon.returns
        try:
            found = returns.returnable(sale.id)
        except Refused:
            now = self.salon.checkout.sale(sale.id)
            assert now.voided_by_number or self._left(now) == 0
            return
        left = [sold for sold in found.lines if sold.left_milli]
        some = data.draw(st.lists(st.sampled_from(left), min_size=1, unique_by=lambda one: one.id))
        pieces = [
            Piece(
                sold.id,
                data.draw(st.one_of(st.just(sold.left_milli), st.integers(1, sold.left_milli))),
                data.draw(st.booleans()),
            )
            for sold in some
        ]
        self._take(sale, pieces, way)

    def _take(self, sale: Sale, pieces: Sequence[Piece], way: str) -> None:
        returns = self.salon.returns
        found = returns.returnable(sale.id)
        paid = found.settle(found.taken_back(pieces), way)
        due = -sum(part.amount_minor for part in paid.payments)
        document = returns.take_back(
            sale.id, pieces, due, "Came back", self.seller, self.manager, first=way
        )
        assert document == self.salon.checkout.sale(document.id)
        assert document.paid_minor == sum(part.amount_minor for part in document.payments)
        assert document.total_minor == sum(row.gross_minor for row in document.vat)

    @precondition(lambda self: self.sales)
    @rule(data=st.data(), way=ways)
    def take_all_back(self, data: st.DataObject, way: str) -> None:
        """In however many steps."""
        sale = self.sales[-1]
        for _ in range(data.draw(st.integers(0, 3))):
            self.take_back(data, way)
        try:
            found = self.salon.returns.returnable(sale.id)
        except Refused:
            return
        for sold in found.lines:
            if sold.left_milli:
                self._take(sale, [Piece(sold.id, sold.left_milli)], way)

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def too_much(self, data: st.DataObject) -> None:
        sale = data.draw(st.sampled_from(self.sales))
        try:
            found = self.salon.returns.returnable(sale.id)
        except Refused:
            return
        sold = data.draw(st.sampled_from(found.lines))
        more = data.draw(st.integers(1, 5_000))
        with pytest.raises(Refused):
            self.salon.returns.take_back(
                sale.id, [Piece(sold.id, sold.left_milli + more)], 0, "More", self.manager
            )

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        sale = self.salon.checkout.sale(data.draw(st.sampled_from(self.sales)).id)
        why_not = self.salon.checkout.why_not_void(sale)
        if sale.returned_by or sale.voided_by_number:
            assert why_not is not None
        if why_not is None:
            self.salon.checkout.void(sale.id, "Slip", self.manager)
            assert not self.salon.returns.possible(self.salon.checkout.sale(sale.id))
        else:
            with pytest.raises(Refused):
                self.salon.checkout.void(sale.id, "Slip", self.manager)

    @rule(hours=st.sampled_from((1, 9, 24, 24 * 400)))
    def time_passes(self, hours: int) -> None:
        clock_of(self.salon).advance(hours * 3600)

    def _left(self, sale: Sale) -> int:
        return sum(line.quantity_milli for line in (*sale.lines, *self._back(sale)))

    def _returns(self, sale: Sale) -> list[Sale]:
        ids = [self.salon.returns.of_number(number) for number in sale.returned_by]
        return [self.salon.checkout.sale(one) for one in ids if one is not None]

    def _back(self, sale: Sale) -> list[SaleLine]:
        return [line for one in self._returns(sale) for line in one.lines]

    @invariant()
    def never_more_than_there_was(self) -> None:
        for sold in self.sales[-3:]:
            sale = self.salon.checkout.sale(sold.id)
            backs = self._returns(sale)
            assert sale.paid_minor + sum(back.paid_minor for back in backs) >= 0
            assert sale.total_minor + sum(back.total_minor for back in backs) >= 0
            for method in ("card", "cash"):
                assert sum(
                    part.amount_minor
                    for one in (sale, *backs)
                    for part in one.payments
                    if part.method == method
                ) >= 0  # fmt: skip
            if backs and self._left(sale) == 0:
                self._nothing_is_left(sale, backs)

    def _nothing_is_left(self, sale: Sale, backs: Sequence[Sale]) -> None:
        every = (sale, *backs)
        for name in ("total_minor", "goods_minor", "discount_minor", "paid_minor"):
            assert sum(getattr(one, name) for one in every) == 0
        assert sum(one.rounding_minor for one in every) == 0
        assert sum(row.vat_minor for one in every for row in one.vat) == 0

    @invariant()
    def balances_are_right(self) -> None:
        if self.seller:
            assert balances.wrong(self.salon.context.store) == {}


TestSelling = pytest.mark.req("M6")(Selling.TestCase)
TestSelling.settings = settings(max_examples=20, stateful_step_count=20)
