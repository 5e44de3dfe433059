"""An advance and what deducts it stand once in every sum, and papers and screens say which is
which."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from kiosk.paper.document import Line
from kiosk.paper.receipt import receipt
from kiosk.presenters.till.bill_view import bill_state
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.language.speaker import Speaker
from tests.rigs.till_world import Till
from tests.salon.services.figures.test_accounting import sheets
from tests.salon.services.test_advances import GOODS, final, take
from tests.salon.services.test_returns import back


@pytest.mark.req("E9")
def test_the_closing_and_the_accountants_month_have_it_once(till: Till) -> None:
    salon = till.salon
    taken = take(till, 30_000)
    sale = till.pay(final(till, taken))
    x = salon.closings.x(till.manager.id)
    assert (x.sales.minor, x.turnover_minor) == (38_900, 38_900)
    assert [(row.rate_bp, row.sold_base, row.sold_vat) for row in x.vat] == [
        (GOODS, 38_900 - 6_751, 6_751)
    ]
    assert not sheets(salon)["check"].wrong
    back(till, sale, 1000)
    back(till, taken, 1000)
    x = salon.closings.x(till.manager.id)
    assert x.turnover_minor == 0
    assert [row.sold_vat + row.back_vat for row in x.vat] == [0]
    found = sheets(salon)["check"]
    assert not found.wrong, found.rows


def printed(till: Till, sale: Sale) -> list[str]:
    words = Speaker("en", ZoneInfo("Europe/Prague"))
    document = receipt(sale, till.salon.context.salon, words)
    return [op.left for op in document.ops if isinstance(op, Line)]


def test_papers_and_the_open_bill_name_the_document_that_took_it(till: Till) -> None:
    taken = take(till, 30_000)
    assert "Advance payment" in printed(till, taken)
    bill = final(till, taken)
    assert "Advance of" in str(bill_state(bill).lines[1].detail)
    sale = till.pay(bill)
    said = f"Advance of {taken.number}"
    assert said in printed(till, sale)
    assert said in printed(till, back(till, sale, 1000))
