"""Whatever is sold, invoiced, voided and taken back in four countries: invoices and credit notes
say of each rate what the sales and returns say, and what is open of one is what was not paid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.vat import VatRow
from tests.rigs.till_world import take_means
from tests.salon.services.test_returns_machine import Selling

BUYER = Party(name="Lípa, s. r. o.", street="Lipová 7", city="Brno", postcode="602 00",
              company_id="27082440", vat_id="27082440")  # fmt: skip


def by_rate(tables: Iterable[tuple[VatRow, ...]]) -> dict[int, tuple[int, int]]:
    base: Counter[int] = Counter()
    vat: Counter[int] = Counter()
    for row in (row for table in tables for row in table):
        base[row.rate_bp] += row.base_minor
        vat[row.rate_bp] += row.vat_minor
    return {rate: (base[rate], vat[rate]) for rate in base}


class Invoicing(Selling):
    def __init__(self) -> None:
        super().__init__()
        self.invoiced: dict[Id, Id] = {}

    @rule(pieces=st.integers(1, 3), in_cash=st.integers(0, 100), with_sale=st.booleans())
    def sell_on_invoice(self, pieces: int, in_cash: int, with_sale: bool) -> None:
        salon = self.salon
        take_means(salon, "invoice")
        bill = salon.bills.open_retail(self.seller, self.client)
        for place in range(pieces):
            bill = salon.bill_lines.add_product(bill.id, self.goods[place].id)
        total = bill.totals.total_minor
        cash = total * in_cash // 100
        rest = "invoice" if with_sale else "card"
        parts = [Payment("cash", cash), Payment(rest, total - cash)]
        order = InvoiceOrder(buyer=BUYER) if with_sale else None
        paid = [part for part in parts if part.amount_minor]
        try:
            sale = salon.checkout.pay(bill.id, paid, total, self.seller, invoice_to=order)
        except Refused:  # so little cash beside it that there is no coin for it
            paid = [Payment(rest, total)]
            sale = salon.checkout.pay(bill.id, paid, total, self.seller, invoice_to=order)
        self.sales.append(sale)
        if with_sale:
            found = salon.invoices.of_sale(sale.id)
            assert found is not None
            self.invoiced[sale.id] = found

    @precondition(lambda self: self.sales)
    @rule(data=st.data())
    def invoice_a_past_sale(self, data: st.DataObject) -> None:
        sale = self.salon.checkout.sale(data.draw(st.sampled_from(self.sales)).id)
        why_not = self.salon.invoices.why_not(sale)
        empty = not any(line.total_minor for line in sale.lines)
        if why_not is not None or empty:
            with pytest.raises(Refused):
                self.salon.invoices.issue_of_sale(sale.id, BUYER, self.seller)
            return
        assert sale.id not in self.invoiced
        invoice = self.salon.invoices.issue_of_sale(sale.id, BUYER, self.seller)
        self.invoiced[sale.id] = invoice.id

    @invariant()
    def invoices_say_what_was_sold(self) -> None:
        if not self.seller:
            return
        for sale_id, invoice_id in list(self.invoiced.items())[-3:]:
            sheet = self.salon.invoices.sheet(invoice_id)
            sale = self.salon.checkout.sale(sale_id)
            backs = self._returns(sale)
            if sale.voided_by_number:
                void = self.salon.returns.of_number(sale.voided_by_number)
                assert void is not None
                backs.append(self.salon.checkout.sale(void))
            papers: list[Invoice] = [
                sheet.invoice,
                *(self.salon.invoices.get(row.id) for row in sheet.credited_by),
            ]
            assert len(papers) == 1 + len(backs)
            for paper, document in zip(papers, [sale, *backs], strict=True):
                assert by_rate([paper.vat]) == by_rate([document.vat])
                assert paper.total_minor == document.total_minor
                assert paper.due_minor == sum(
                    part.amount_minor for part in document.payments if part.method == "invoice"
                )
            assert sheet.row.open_minor == sum(paper.due_minor for paper in papers)
            assert sheet.row.credited_minor == sum(paper.total_minor for paper in papers[1:])
            assert all(
                paper.corrects is not None and paper.corrects.number == sheet.invoice.number
                for paper in papers[1:]
            )

    @invariant()
    def lists_hold_what_is_open(self) -> None:
        if not self.seller:
            return
        rows = [self.salon.invoices.row(one) for one in self.invoiced.values()]
        page = self.salon.invoices.page("unpaid")
        assert page.count == len([row for row in rows if row.open_minor])
        assert sum(page.open_minor.values()) == sum(max(row.open_minor, 0) for row in rows)
        assert sum(page.over_minor.values()) == sum(max(-row.open_minor, 0) for row in rows)


TestInvoicing = pytest.mark.slow(pytest.mark.timeout(300)(Invoicing.TestCase))
TestInvoicing.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
