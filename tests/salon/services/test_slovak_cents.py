"""Where one cent is paid as five: sold, voided, taken back piece by piece, and split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store import balances
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, edit_line, make_till
from tests.salon.services.test_returns import back


@pytest.fixture
def slovak(tmp_path: Path) -> Iterator[Till]:
    till = make_till(make_salon(tmp_path, "SK"))
    yield till
    assert till.salon.books.verify().holds
    assert balances.wrong(till.salon.context.store) == {}
    close_salon(till.salon)


def sold(till: Till, cents: int, *payments: Payment) -> Sale:
    """Two pieces at so many cents each, in cash unless told otherwise."""
    bill = edit_line(
        till.salon,
        till.retail(2),
        price_minor=cents,
        price_reason="Sample",
        approved_by=till.manager.id,
    )
    return till.pay(bill, *(payments or (Payment("cash", bill.totals.total_minor),)))


@pytest.mark.req("M1", "M6")
@pytest.mark.parametrize(
    ("cents", "paid"), [(1, 5), (2, 5), (3, 5), (4, 10), (5, 10), (6, 10), (7, 15)]
)
def test_what_was_paid_goes_back_and_no_cent_more(slovak: Till, cents: int, paid: int) -> None:
    sale = sold(slovak, cents)
    assert (sale.total_minor, sale.paid_minor) == (2 * cents, paid)
    eva, manager = slovak.eva.id, slovak.manager.id
    void = slovak.salon.checkout.void(sale.id, "Wrong item", eva, manager)
    assert (void.paid_minor, void.rounding_minor) == (-paid, -sale.rounding_minor)
    sale = sold(slovak, cents)
    parts = [back(slovak, sale, 1000, first="cash") for _ in range(2)]
    assert sum(part.paid_minor for part in parts) == -paid
    assert all(part.paid_minor % 5 == 0 for part in parts)
    assert sum(part.total_minor for part in parts) == -sale.total_minor


@pytest.mark.req("M1")
def test_beside_a_card_only_the_cash_is_rounded(slovak: Till) -> None:
    sale = sold(slovak, 2_416, Payment("card", 4_000), Payment("cash", 832))
    assert [part.amount_minor for part in sale.payments] == [4_000, 830]
    assert sale.rounding_minor == -2
    assert sold(slovak, 2_416, Payment("card", 4_832)).rounding_minor == 0
