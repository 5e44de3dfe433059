"""The day's money on the big salon: a line comes back, 300 sales are closed, the owner looks."""

from __future__ import annotations

from typing import get_args

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.owner_spans import Span
from kiosk.salon.domain.till.returning import Piece, Returnable
from kiosk.salon.services.salon_services import Services
from tests.bench.big_salon import barcode_of
from tests.bench.measure import Steps

RETURNS = 40
SALES = 300
"""Of a busy day, at one till."""
GOODS = 50
PIECE = 1000


class Day:
    def __init__(self, services: Services) -> None:
        self._services = services
        self._manager = services.team.members()[0].id
        self._returned = 0

    def returns(self) -> Steps:
        """A piece of a sale of long ago, by its number, until it is durable."""
        returns = self._services.returns
        for _ in range(RETURNS):
            self._returned += 1
            sale_id = returns.of_number(f"OLD-{self._returned}") or self._old(self._returned)
            found = returns.returnable(sale_id)
            piece = Piece(found.lines[1].id, PIECE)
            due = -sum(
                part.amount_minor for part in found.settle(found.taken_back([piece])).payments
            )
            yield "return", lambda f=found, p=piece, d=due: self._take_back(f, p, d)

    def _old(self, number: int) -> Id:
        """Sales of the history have numbers of no series."""
        found = self._services.context.store.value(
            "SELECT id FROM sale WHERE number = ?", (f"OLD-{number}",)
        )
        assert isinstance(found, bytes)
        return found

    def _take_back(self, found: Returnable, piece: Piece, due: int) -> None:
        self._services.returns.take_back(found.sale.id, [piece], due, "Sample", self._manager)

    def closings(self) -> Steps:
        """From the touch that ends the day to the durable closing; what was counted fits."""
        self._sell()
        yield "close", self._close

    def _sell(self) -> None:
        services, by = self._services, self._manager
        for number in range(SALES):
            bill = services.bill_lines.sell_barcode(barcode_of(number % GOODS), by)
            total = bill.totals.total_minor
            services.checkout.pay(bill.id, [Payment("cash", total, total)], total, by)

    def _close(self) -> None:
        counting = self._services.closings.begin(self._manager)
        expected = {one.currency: one.minor for one in counting.expected or ()}
        counts = [Count(code, (), expected[code]) for code in counting.currencies]
        self._services.closings.close(counting.session.id, self._manager, counts)

    def figures(self) -> Steps:
        """The owner's page of each span; ``anew``: with no sum of a day kept from before."""
        figures, store = self._services.figures, self._services.context.store
        for span in get_args(Span):
            with store.transaction():
                store.run("DELETE FROM day_sum")
            yield "anew", lambda span=span: figures.overview(span, self._manager)
            yield "owner", lambda span=span: figures.overview(span, self._manager)
