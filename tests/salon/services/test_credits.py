"""What is kept for a client instead of being given back, and what is open on their account."""

from __future__ import annotations

import pytest

from kiosk.presenters.clients.args import ClientArgs
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Amount
from kiosk.salon.domain.till.bill import Payment
from tests.presenters.story import Story
from tests.rigs.till_world import Till, take_means
from tests.salon.services.test_returns import back, check, three_bottles


@pytest.mark.req("M6")
def test_a_credit_is_kept_and_spent(till: Till) -> None:
    """The client's sheet says what is open, either way; a void takes its part back."""
    take_means(till.salon, "account")
    client = till.client()
    account = till.salon.clients.account
    sale = three_bottles(till, client_id=client.id)
    back(till, sale, 1000, first="account")
    assert account(client.id) == -35_010
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(ClientArgs(client.id))
    told = story.state.account
    assert told.key == "has {amount} to their credit"
    assert dict(told.values) == {"amount": Amount(35_010, "CZK")}
    bill = till.salon.bills.open_retail(till.eva.id, client.id)
    bill = till.salon.bill_lines.add_product(bill.id, till.shampoo.id)
    later = till.pay(bill, Payment("account", 38_900))
    assert account(client.id) == 3_890
    till.salon.checkout.void(later.id, "Mistake", till.manager.id)
    assert account(client.id) == -35_010
    check(till)


@pytest.mark.req("M6")
def test_nobody_who_was_erased_gets_a_credit(till: Till) -> None:
    take_means(till.salon, "account")
    client = till.client()
    paid = three_bottles(till, client_id=client.id)
    owed = three_bottles(
        till, Payment("account", 5_030), Payment("cash", 100_000), client_id=client.id
    )
    till.salon.clients.erase(client.id, till.manager.id)
    returns = till.salon.returns
    assert returns.ways(returns.returnable(paid.id)) == ("card",)
    for sale in (paid, owed):
        with pytest.raises(Refused, match="No credit"):
            back(till, sale, 1000, first="account")
    back(till, paid, 1000)
    back(till, owed, 3000)
    assert till.salon.clients.account(client.id) == 0
