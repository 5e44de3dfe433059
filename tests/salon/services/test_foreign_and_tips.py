"""Foreign money and tips from the bill to the void: what the drawer, the journal and the paper
say of them."""

from __future__ import annotations

import pytest

from kiosk.paper.document import Line
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.sale import Sale, takings
from tests.paper.samples import speaker
from tests.rigs.till_world import Till

EURO = 25_150_000


@pytest.fixture
def euros(till: Till) -> Till:
    till.salon.rates.set_rate(EURO, till.manager.id, currency="EUR")
    return till


def foreign(amount: int, cents: int, rate: int = EURO) -> Payment:
    return Payment("foreign", amount, currency="EUR", foreign_minor=cents, rate_micro=rate)


def tipped(till: Till, tip: int) -> Bill:
    return till.salon.tipping.set(till.retail().id, tip, till.eva.id)


def ledger(till: Till) -> dict[str, int]:
    """What lies in the drawer, by currency."""
    rows = till.salon.context.store.rows(
        "SELECT currency, sum(amount_minor) FROM cash_ledger WHERE source <> 'movement' "
        "GROUP BY currency"
    )
    return dict(rows)


def lines(till: Till, sale: Sale) -> list[tuple[str, str]]:
    paper = receipt(sale, till.salon.context.salon, speaker("en"))
    return [(op.left.replace("\u00a0", " "), op.right) for op in paper.ops if isinstance(op, Line)]


def faults(till: Till) -> list[str]:
    found = till.salon.books.verify()
    return [difference.plain() for difference in found.differences]


@pytest.mark.req("M1")
def test_euros_lie_in_the_drawer_and_their_change_does_not(euros: Till) -> None:
    sale = euros.pay(euros.retail(), foreign(38_900, 2_000))
    assert ledger(euros) == {"EUR": 2_000, "CZK": -11_400}
    assert takings([sale]) == {"cash": 0, "card": 0, "foreign": 38_900}
    (job,) = euros.salon.printing.open_jobs()
    assert job.open_drawer
    said = lines(euros, sale)
    place = said.index(("Foreign currency", "389.00"))
    assert said[place + 1 : place + 4] == [
        ("1.00 € = 25.15 CZK", ""),
        ("Received 20.00 €", "503.00"),
        ("Change returned", "114.00"),
    ]
    void = euros.salon.checkout.void(sale.id, "Mistake", euros.eva.id, euros.manager.id)
    assert void.payments == (Payment("foreign", -38_900, -50_300, -11_400, "EUR", -2_000, EURO),)
    assert ledger(euros) == {"EUR": 0, "CZK": 0}
    assert faults(euros) == []


def test_a_rate_that_has_changed_meanwhile_is_looked_at_first(euros: Till) -> None:
    bill = euros.retail()
    euros.salon.rates.set_rate(24_900_000, euros.manager.id)
    with pytest.raises(Stale, match="rate"):
        euros.pay(bill, foreign(38_900, 2_000))
    euros.salon.rates.choose("", euros.manager.id)
    with pytest.raises(Refused, match="not taken"):
        euros.pay(bill, foreign(38_900, 2_000, 24_900_000))


def test_a_rate_is_a_managers_and_near_the_one_before(euros: Till) -> None:
    rates = euros.salon.rates
    with pytest.raises(Refused):
        rates.set_rate(EURO, euros.eva.id)
    with pytest.raises(Refused, match="far"):
        rates.set_rate(251_500_000, euros.manager.id)
    assert rates.set_rate(251_500_000, euros.manager.id, sure=True).rate_micro == 251_500_000
    with pytest.raises(Refused):
        rates.set_rate(EURO, euros.manager.id, currency="USD")
    with pytest.raises(Refused):
        rates.set_rate(0, euros.manager.id, sure=True)


@pytest.mark.req("M1")
def test_a_tip_is_no_part_of_any_sum(till: Till) -> None:
    plain = till.pay(till.retail(), Payment("cash", 38_900))
    sale = till.pay(tipped(till, 5_000), Payment("cash", 38_900, 50_000))
    for name in ("lines", "vat", "goods_minor", "total_minor", "rounding_minor", "paid_minor"):
        assert getattr(sale, name) == getattr(plain, name)
    assert sale.payments == (Payment("cash", 38_900, 50_000, 6_100),)
    assert takings([sale]) == takings([plain])
    assert [(tip.method, tip.amount_minor, tip.staff_name) for tip in sale.tips] == [
        ("cash", 5_000, "Eva")
    ]
    assert ledger(till) == {"CZK": 38_900 + 43_900}
    assert ("Tip: Cash", "50.00") in lines(till, sale)
    assert till.salon.checkout.sale(sale.id) == sale


@pytest.mark.req("M1")
def test_a_tip_for_whoever_is_at_the_desk_is_theirs_and_two_of_a_name_are_told_apart(
    till: Till,
) -> None:
    salon, eva = till.salon, till.eva
    bill = salon.tipping.set(till.retail().id, 1_000, None)
    sale = till.pay(bill)
    assert [(tip.staff_id, tip.staff_name) for tip in sale.tips] == [(eva.id, "Eva")]
    till.pay(tipped(till, 2_000))
    (both,) = salon.closings.x(till.manager.id).tips
    assert (both.staff_name, both.count, both.minor) == ("Eva", 2, 3_000)
    other = salon.team.save(StaffMember(b"", "Eva", "Nova"), till.manager.id)
    till.pay(salon.tipping.set(till.retail().id, 4_000, other.id))
    till.pay(salon.tipping.set(till.retail().id, 5_000, None))
    named = {tip.staff_name: tip.minor for tip in salon.closings.x(till.manager.id).tips}
    assert named == {"Eva": 3_000, "Eva Nova": 4_000, eva.name: 5_000}
    assert faults(till) == []


@pytest.mark.req("M1")
def test_a_void_takes_the_tip_back_where_it_came_from(till: Till) -> None:
    salon = till.salon
    bill = tipped(till, 5_000)
    total = bill.totals.total_minor
    question = salon.asking.take(bill.id, "card", total, total, till.eva.id)
    assert (question.amount_minor, question.together_minor) == (38_900, 43_900)
    sale = salon.asking.done(question.id, till.eva.id)
    assert sale is not None
    assert [(tip.method, tip.amount_minor) for tip in sale.tips] == [("card", 5_000)]
    on_paper = [("Card", "389.00"), ("Tip: Card", "50.00"), ("Card, with the tip", "439.00")]
    assert [line for line in lines(till, sale) if line in on_paper] == on_paper
    void = salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    assert [tip.amount_minor for tip in void.tips] == [-5_000]
    (back,) = salon.asking.of_void(void.id)
    assert back.together_minor == 43_900
    assert faults(till) == []


def test_what_a_terminal_took_with_its_tip_goes_back_as_one(till: Till) -> None:
    visit = till.visit(till.client())
    salon = till.salon
    bill = salon.visit_bills.open(visit.id, till.eva.id)
    salon.tipping.set(bill.id, 5_000, till.eva.id)
    question = salon.asking.take(bill.id, "card", 65_045, 65_045, till.eva.id)
    with pytest.raises(Refused):
        salon.tipping.set(bill.id, 0, None)
    salon.context.store.db.execute_sql("UPDATE appointment SET state = 'no_show'")
    with pytest.raises(Stale):
        salon.asking.done(question.id, till.eva.id)
    with pytest.raises(Refused, match="Give it back"):
        salon.tipping.set(bill.id, 1_000, till.eva.id)
    back = salon.asking.give_back(bill.id, till.eva.id)
    assert back.together_minor == 70_045
    salon.asking.done(back.id, till.eva.id)
    left = salon.bills.get(bill.id)
    assert (left.taken, left.tips_taken, left.tip_due_minor) == ((), (), 5_000)


@pytest.mark.parametrize(
    ("sql", "what"),
    [
        ("UPDATE tip SET amount_minor = 1", "tips"),
        ("UPDATE tip SET staff_name = 'Petra'", "tips"),
        ("DELETE FROM tip", "tips"),
        ("UPDATE payment SET foreign_minor = 1", "foreign"),
        ("UPDATE payment SET rate_micro = 1", "foreign"),
        ("UPDATE payment SET title = 'Card'", "titles"),
        ("UPDATE payment SET reference = 'V-13'", "references"),
        ("UPDATE exchange_rate SET rate_micro = 1", "not in the journal"),
        ("DELETE FROM exchange_rate", "is missing"),
        ("UPDATE means SET active = 1 WHERE key = 'barter'", "barter"),
        ("UPDATE means SET name = 'Gift' WHERE name = 'Benefit'", "Gift"),
    ],
)
def test_the_journal_knows_what_was_given(euros: Till, sql: str, what: str) -> None:
    own = euros.salon.means.add("Benefit", euros.manager.id)
    bill = tipped(euros, 5_000)
    part = Payment(own.key, 8_900, reference="V-12")
    euros.pay(bill, part, foreign(30_000, 2_000))
    assert faults(euros) == []
    with euros.salon.context.store.transaction():
        euros.salon.context.store.run(sql)
    assert any(what in fault for fault in faults(euros))
