"""Voiding: a counter-document by a manager, never a deletion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.till.bill import Payment
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, changed_since, last_change


@pytest.mark.req("M5")
def test_a_void_is_the_sale_turned_round(till: Till) -> None:
    bill = till.retail(2)
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 100_000))
    void = till.salon.checkout.void(sale.id, "Wrong bottle", till.eva.id, till.manager.id)
    assert (void.kind, void.number, void.voids_number) == ("void", "2026-1-000002", sale.number)
    assert void.total_minor == -sale.total_minor
    assert void.paid_minor == -sale.paid_minor == sum(part.amount_minor for part in void.payments)
    assert sum(row.gross_minor for row in void.vat) == void.total_minor
    assert till.salon.checkout.sale(void.id) == void
    assert till.salon.checkout.sale(sale.id).voided_by_number == void.number
    assert till.stock() == 0
    newest, oldest = till.salon.checkout.todays_sales()
    assert newest.paid_minor + oldest.paid_minor == 0


def test_the_visit_is_done_again_and_can_be_paid_anew(till: Till) -> None:
    client = till.client()
    visit = till.visit(client)
    sale = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    seq = last_change(till.salon)
    void = till.salon.checkout.void(sale.id, "Wrong price", till.eva.id, till.manager.id)
    assert changed_since(till.salon, seq) == {
        ("sale", sale.id),
        ("sale", void.id),
        ("appointment", visit.id),
        ("client", client.id),
    }
    assert till.salon.agenda.get(visit.id).state == "done"
    assert till.salon.clients.get(client.id).visits == 0
    again = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    assert again.number == "2026-1-000003"
    assert till.salon.clients.get(client.id).visits == 1


@pytest.mark.req("C2", "M5")
def test_a_regular_made_by_a_visit_is_new_again_without_it(till: Till) -> None:
    checkout, client = till.salon.checkout, till.client()
    for hours in (0, 1):
        visit = till.visit(client, hours)
        sale = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    assert till.salon.clients.get(client.id).status == "regular"
    checkout.void(sale.id, "Wrong price", till.eva.id, till.manager.id)
    found = till.salon.clients.get(client.id)
    assert (found.visits, found.status) == (1, "new")
    till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    assert till.salon.clients.get(client.id).status == "regular"


@pytest.mark.req("C2", "M5")
def test_a_regular_by_a_persons_word_stays_one(till: Till) -> None:
    checkout, client = till.salon.checkout, till.client()
    till.salon.clients.save(replace(client, status="regular"), till.manager.id)
    visit = till.visit(client)
    sale = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    checkout.void(sale.id, "Wrong price", till.eva.id, till.manager.id)
    found = till.salon.clients.get(client.id)
    assert (found.visits, found.status) == (0, "regular")


def test_what_cannot_be_voided(till: Till) -> None:
    checkout = till.salon.checkout
    sale = till.pay(till.retail())
    with pytest.raises(Refused, match="reason"):
        checkout.void(sale.id, " ", till.eva.id, till.manager.id)
    with pytest.raises(Refused, match="may not approve"):
        checkout.void(sale.id, "Mistake", till.manager.id, till.eva.id)
    void = checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    with pytest.raises(Refused, match="already"):
        checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    with pytest.raises(Refused, match="itself"):
        checkout.void(void.id, "Mistake", till.eva.id, till.manager.id)
    yesterday = till.pay(till.retail())
    clock_of(till.salon).advance(24 * 3600)
    with pytest.raises(Refused, match="today"):
        checkout.void(yesterday.id, "Mistake", till.eva.id, till.manager.id)


@pytest.mark.req("M5")
def test_the_journal_holds_pseudonyms_and_no_names(till: Till) -> None:
    client = till.client("Zdeňka", "Žižková")
    visit = till.visit(client)
    sale = till.pay(till.salon.visit_bills.open(visit.id, till.eva.id))
    till.salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    bodies = till.salon.context.store.rows(
        "SELECT body FROM journal WHERE kind IN ('sale', 'void')"
    )
    assert len(bodies) == 2
    for (body,) in bodies:
        for name in ("Zdeňka", "Žižková", "Eva", "Petra"):
            assert name not in body
        for key in (client.id, sale.id, till.eva.id, visit.id, till.shampoo.id):
            assert key.hex() not in body
