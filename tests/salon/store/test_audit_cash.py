"""Cash movements, expenses and openings of the drawer against the journal."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.till.cash import CashEntry, Paper
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import Till


@pytest.fixture
def moved(till: Till) -> Services:
    """A day with a float, a purchase, a drop, a counter-document, rent and an opening."""
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    goods, rent, *_ = salon.expenses.items()
    salon.cash.pay_in(CashEntry(kind="float", amount_minor=2_000_00, party="Majitel"), petra)
    paper = Paper("Drogerie", "F 77", vat_table([(2100, 300_00)]), "00000001")
    bought = CashEntry(kind="purchase", amount_minor=300_00, item_id=goods.id, paper=paper)
    salon.cash.pay_out(bought, petra)
    salon.cash.pay_out(CashEntry(kind="drop", amount_minor=500_00), till.eva.id, petra)
    wrong = salon.cash.pay_out(bought, petra)
    salon.cash.reverse(wrong.id, "Twice", petra)
    salon.expenses.add(rent.id, 12_000_00, salon.context.today(), petra, note="November")
    salon.cash.open_drawer(till.eva.id, "Change")
    return salon


@pytest.mark.req("M2")
def test_a_day_that_was_not_touched_is_what_the_journal_says(moved: Services) -> None:
    assert moved.books.verify().differences == ()


FIRST = "(SELECT id FROM cash_movement WHERE number = '2026-1-PPD00001')"
BOUGHT = "(SELECT id FROM cash_movement WHERE number = '2026-1-VPD00001')"
EVA = "(SELECT id FROM staff WHERE first_name = 'Eva')"


@pytest.mark.req("M2")
@pytest.mark.parametrize(
    ("sql", "told"),
    [
        (f"UPDATE cash_movement SET amount_minor = 100000 WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET kind = 'found' WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET party = 'Nobody' WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET staff_id = {EVA} WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET approver_name = 'Eva' WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET business_day = '2026-11-20' WHERE id = {FIRST}", "movement"),
        (f"UPDATE cash_movement SET session_id = NULL WHERE id = {FIRST}", "cash movement"),
        (f"UPDATE cash_movement SET vat = '[]' WHERE id = {BOUGHT}", "cash movement"),
        (f"UPDATE cash_movement SET supplier = '' WHERE id = {BOUGHT}", "cash movement"),
        ("UPDATE cash_movement SET reverses = NULL WHERE reverses IS NOT NULL", "cash movement"),
        ("UPDATE cash_movement SET approved_by = NULL WHERE kind = 'drop'", "cash movement"),
        ("DELETE FROM cash_movement WHERE kind = 'drop'", "missing or was changed"),
        ("UPDATE expense SET amount_minor = 1 WHERE paid = 'bank'", "An expense"),
        ("UPDATE expense SET note = 'December' WHERE paid = 'bank'", "An expense"),
        ("UPDATE expense SET day = '2026-10-01' WHERE paid = 'bank'", "An expense"),
        ("UPDATE expense SET movement_id = NULL WHERE paid = 'cash'", "An expense"),
        ("DELETE FROM expense WHERE paid = 'bank'", "An expense"),
        ("DELETE FROM till_event", "An opening of the drawer"),
        ("UPDATE till_event SET reason = 'A sale'", "An opening of the drawer"),
        ("UPDATE series SET last = 1 WHERE name = 'cash-out-1-2026'", "stands at 1"),
        ("UPDATE series SET last = 9 WHERE name = 'cash-in-1-2026'", "numbers 2 to 9"),
    ],
)
def test_what_was_changed_with_the_file_in_hand_is_named(
    moved: Services, sql: str, told: str
) -> None:
    store = moved.context.store
    with store.transaction():
        assert store.run(sql) > 0
    found = moved.books.verify()
    assert found.fault is None
    assert any(told in one.plain() for one in found.differences), found.differences


def test_what_was_put_in_beside_the_journal_is_named(moved: Services) -> None:
    store = moved.context.store
    with store.transaction():
        store.run(
            "INSERT INTO cash_movement (id, number, till_id, session_id, kind, currency, "
            "amount_minor, at, business_day) SELECT zeroblob(16), '', till_id, session_id, 'lost', "
            f"currency, -100, at, business_day FROM cash_movement WHERE id = {FIRST}"
        )
    (one,) = moved.books.verify().differences
    assert "is not in the journal" in one.plain()
