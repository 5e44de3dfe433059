"""What moves the money of a day without touching a sum that is printed: each is named."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.counting import Count, counted
from kiosk.salon.domain.till.counting import Face as Coin
from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances
from kiosk.salon.store.database import Store
from kiosk.salon.store.journal import Journal
from tests.rigs.counting import count, crowns, give_back, sell
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.rigs.till_world import Till, edit_line, make_till

EUR = 25_000_000


def _day(till: Till) -> None:
    """A sale to a client with a tip and a discount, one in euro, a return, a copy, cash moved."""
    salon, petra = till.salon, till.manager.id
    bill = salon.bills.set_client(till.retail(2).id, till.client().id)
    bill = edit_line(salon, bill, discount=Discount("percent", 5_000, "Sample"), staff_id=petra)
    total = salon.tipping.set(bill.id, 50_00, till.eva.id).totals.total_minor
    sold = till.pay(salon.bills.get(bill.id), Payment("cash", total, 1_000_00))
    give_back(till, sold, 1000)
    till.pay(
        till.retail(),
        Payment("foreign", 389_00, currency="EUR", foreign_minor=16_00, rate_micro=EUR),
    )
    salon.printing.receipt_copy(sold.id)
    salon.cash.open_drawer(petra, "Change")
    goods, rent, *_ = salon.expenses.items()
    salon.cash.pay_out(CashEntry(kind="purchase", amount_minor=121_00, item_id=goods.id), petra)
    salon.expenses.add(rent.id, 9_000_00, salon.context.today(), petra)
    here, safe = salon.tills.here().id, salon.cash.safe().id
    salon.cash.transfer(here, safe, 100_00, petra)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Till]:
    """Made once: what a test changes is undone."""
    till = make_till(make_salon(tmp_path_factory.mktemp("lived")))
    _live(till)
    till.salon.figures.overview("month", till.manager.id)
    yield till
    close_salon(till.salon)


def _live(till: Till) -> None:
    """Two days: the first opened with other money than lay there, counted with a difference and
    corrected, the second goes on; another till stands open beside it."""
    salon, petra = till.salon, till.manager.id
    salon.expenses.begin(petra)
    salon.rates.set_rate(EUR, petra, currency="EUR")
    salon.team.save(replace(till.eva, discount_limit=10), petra)
    salon.printing.receipt_copy(sell(till, 10_000).id)
    count(salon, till.eva.id, 10_000, taken=2_000)
    salon.cash.open_drawer(petra, "Between two sessions")
    salon.tills.open(petra, [counted("CZK", [Coin(100_00, 10)])], "Sample")
    _day(till)
    salon.context.till_rules = TillRules(blind=True)
    counting = salon.closings.begin(petra)
    drawer = [counted("CZK", [Coin(500_00, 2), Coin(20_00, 1)]), Count("EUR", (), 16_00)]
    assert salon.closings.lay_open(counting.session.id, petra)
    for _ in range(2):
        salon.closings.check(counting.session.id, drawer, till.eva.id)
    salon.context.till_rules = TillRules()
    closing = salon.closings.close(
        *(counting.session.id, petra, drawer),
        reasons={"CZK": "Sample"}, taken={"CZK": 500_00}, card_terminal=5, card_reason="Sample",
    )  # fmt: skip
    clock_of(salon).advance(24 * 3600)
    _day(till)
    ended = salon.closings.begin(petra).session.id
    salon.cash.open_drawer(petra, "Between")
    assert salon.closings.take_up(ended, petra)
    salon.closings.begin(petra)
    sell(till, 5_000)
    salon.closings.begin(petra, session_id=ended)
    salon.closings.correct(closing.id, petra, crowns(1_010_00), "Sample")
    sell(till, 6_000)
    salon.context.desk = "2"
    sell(till, 7_000)
    salon.printing.receipt_copy(sell(till, 7_000).id)
    salon.context.desk = "1"


class _Undo(Exception):
    """Ends a transaction of which nothing stays."""


@contextmanager
def undone(store: Store, change: str) -> Iterator[None]:
    with suppress(_Undo), store.transaction():
        store.run("PRAGMA defer_foreign_keys = on")
        assert store.run(change) > 0
        yield
        raise _Undo


def named(salon: Services) -> list[str]:
    return [told.plain() for told in salon.books.verify().differences]


@pytest.mark.req("M5")
def test_days_that_were_not_touched_are_what_the_journal_says(lived: Till) -> None:
    assert named(lived.salon) == []


EVA = "(SELECT id FROM staff WHERE first_name = 'Eva')"
OPEN = (
    "(SELECT s.id FROM till_session s JOIN till t ON t.id = s.till_id "
    "WHERE s.state = 'open' AND t.desk = '{desk}')"
)
HERE, THERE = OPEN.format(desk="1"), OPEN.format(desk="2")
ENDED = "(SELECT max(id) FROM till_session WHERE state = 'ended')"
LAST = f"(SELECT max(id) FROM sale WHERE session_id = {HERE})"
COUNTED = "(SELECT id FROM closing WHERE number = 2)"
CORRECTION = "(SELECT id FROM closing WHERE kind = 'correction')"
DROP = "(SELECT taken_by FROM closing_count WHERE taken_by IS NOT NULL)"


def forged(kind: str, session: str) -> str:
    return (
        "INSERT INTO cash_movement (id, number, session_id, till_id, kind, currency, "
        f"amount_minor, at, business_day) SELECT zeroblob(16), '', {session}, till_id, '{kind}', "
        "'CZK', -50000, at, business_day FROM cash_movement LIMIT 1"
    )


MOVEMENT = "A cash movement of"
NOT_WHAT = "is not what the journal says"
SESSION = "Session {} of till 1 is not what the journal says"
CHANGES = [
    # A1
    ("UPDATE expense_item SET goods = 1 WHERE name = 'Rent'", "The expense item Rent"),
    ("UPDATE expense_item SET name = 'Other rent' WHERE name = 'Rent'", "item Other rent"),
    ("UPDATE expense_item SET active = 0 WHERE name = 'Rent'", "The expense item Rent"),
    ("DELETE FROM expense_item WHERE name = 'Material'", "Material is missing"),
    ("INSERT INTO expense_item VALUES (zeroblob(16), 'New', 1, 99, 1)", "The expense item New"),
    # A2
    (forged("difference", HERE), MOVEMENT),
    (forged("opening_difference", HERE), MOVEMENT),
    (forged("difference", "NULL"), MOVEMENT),
    ("UPDATE cash_movement SET amount_minor = 1 WHERE kind = 'opening_difference'", MOVEMENT),
    ("DELETE FROM cash_movement WHERE kind = 'opening_difference'", "missing or was changed"),
    ("UPDATE cash_movement SET purpose = 'Other' WHERE kind = 'opening_difference'", MOVEMENT),
    # A3
    (f"UPDATE cash_movement SET staff_id = {EVA} WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET staff_name = 'Eva' WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET approved_by = {EVA} WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET business_day = '2026-10-01' WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET at = at - 86400000 WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET party = 'Nobody' WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET session_id = {HERE} WHERE kind = 'difference'", MOVEMENT),
    ("UPDATE cash_movement SET kind = 'found' WHERE kind = 'difference'", MOVEMENT),
    (f"UPDATE cash_movement SET approved_by = NULL WHERE id IN {DROP}", MOVEMENT),
    (f"UPDATE cash_movement SET approver_name = '' WHERE id IN {DROP}", MOVEMENT),
    # A4
    (f"UPDATE sale_line SET kind = 'service' WHERE sale_id = {LAST}", "lines"),
    (f"UPDATE sale_line SET unit = 'g' WHERE sale_id = {LAST}", "lines"),
    (f"UPDATE sale_line SET staff_id = {EVA} WHERE staff_id IS NOT NULL", "lines"),
    ("UPDATE sale_line SET discount_text = 'Other' WHERE discount_text <> ''", "reasons"),
    ("UPDATE tip SET staff_id = (SELECT id FROM staff WHERE first_name = 'Petra')", "tips"),
    ("UPDATE tip SET staff_id = NULL", "tips"),
    (f"UPDATE sale SET client_id = (SELECT id FROM client LIMIT 1) WHERE id = {LAST}", "client"),
    ("UPDATE sale SET reason = 'Sample' WHERE kind = 'sale'", "reasons"),
    ("UPDATE cash_movement SET transfer_id = zeroblob(16) WHERE amount_minor > 0", MOVEMENT),
    ("UPDATE cash_movement SET transfer_id = NULL WHERE kind = 'transfer'", MOVEMENT),
    ("UPDATE till SET kind = 'cashless' WHERE desk = '1'", "Till 1 is not what"),
    ("UPDATE till SET active = 0 WHERE desk = '2'", "Till 2 is not what"),
    ("UPDATE till SET name = 'Other' WHERE kind = 'safe'", "Till safe is not what"),
    ("INSERT INTO till VALUES (zeroblob(16), 'S', '', 'safe', 1, 9)", "Till safe is not what"),
    (f"UPDATE till_session SET opened_by = {EVA} WHERE number = 2", SESSION.format(2)),
    (f"UPDATE till_session SET ended_by = {EVA} WHERE number = 2", SESSION.format(2)),
    ("UPDATE till_session SET ended_at = 5 WHERE state = 'open'", "Session"),
    ("UPDATE till_session SET counted = 1 - counted WHERE number = 2", SESSION.format(2)),
    (f"UPDATE till_session SET since = '{{\"CZK\":5}}' WHERE id = {ENDED}", "Session"),
    (f"UPDATE till_session SET since = '{{}}' WHERE id = {ENDED}", "Session"),
    ("UPDATE session_opening SET pieces = '[]'", SESSION.format(2)),
    ("DELETE FROM till_event WHERE kind = 'copy'", "A copy of a receipt of"),
    (f"UPDATE till_event SET session_id = {THERE} WHERE kind = 'copy'", "A copy of a receipt"),
    ("UPDATE till_event SET session_id = NULL WHERE kind = 'drawer'", "An opening of the drawer"),
    (f"UPDATE till_event SET ref = {LAST} WHERE kind = 'copy'", "A copy of a receipt"),
    (
        "INSERT INTO till_event SELECT zeroblob(16), till_id, session_id, 'copy', at, staff_id, "
        "ref, '' FROM till_event WHERE kind = 'copy' LIMIT 1",
        "A copy of a receipt",
    ),
    (f"UPDATE closing_count SET pieces = '[]' WHERE closing_id = {COUNTED}", "pieces"),
    (f"UPDATE count_attempt SET staff_id = {EVA}, at = 5", "What was counted in session 2"),
    ("UPDATE count_attempt SET counts = '[[\"CZK\", 5, 0]]'", "What was counted in session 2"),
    ("UPDATE closing SET reason = 'Sample' WHERE kind = 'count'", "reasons"),
    ("UPDATE closing SET last_session = 9 WHERE kind = 'count'", "last"),
    (f"UPDATE closing SET corrects = NULL WHERE id = {CORRECTION}", "corrects"),
    ("UPDATE closing SET corrects = id WHERE number = 1", "corrects"),
    (f"UPDATE closing SET business_day = '2026-01-01' WHERE id = {CORRECTION}", "day"),
    (f"UPDATE closing SET card_terminal_minor = 77 WHERE id = {CORRECTION}", "card"),
    (f"UPDATE closing SET card_reason = 'Other' WHERE id = {CORRECTION}", "reasons"),
    (f"UPDATE closing SET blind = 1 WHERE id = {CORRECTION}", "blind"),
    (f"UPDATE closing_count SET moved_by = NULL WHERE closing_id = {CORRECTION}", "moved"),
    ("UPDATE means SET fiscal_cash = 1 WHERE key = 'transfer'", "transfer is not taken"),
    ("UPDATE means SET needs_client = 0 WHERE key = 'account'", "account is not taken"),
    ("UPDATE means SET needs_reference = 0 WHERE key = 'voucher'", "voucher is not taken"),
    ("UPDATE means SET opens_drawer = 0 WHERE key = 'foreign'", "foreign is not taken"),
    ("UPDATE means SET kind = 'cash' WHERE key = 'card'", "card is not taken"),
    ("UPDATE means SET sort = 9 WHERE key = 'card'", "card is not taken"),
    ("DELETE FROM means WHERE key = 'barter'", "barter is not taken"),
    (f"UPDATE exchange_rate SET by_id = {EVA}", "A rate of EUR"),
    ("UPDATE staff SET discount_limit = 100 WHERE first_name = 'Eva'", "highest discount of Eva"),
    # A10
    (f"UPDATE sale SET session_id = {HERE} WHERE session_id = {THERE}", "till"),
    (f"UPDATE sale SET session_id = {ENDED} WHERE session_id = {HERE}", "session"),
    # A13
    (f"UPDATE sale_line SET vat_minor = 0 WHERE sale_id = {LAST}", "lines that come back"),
    (f"UPDATE sale_line SET returns_line = id WHERE sale_id = {LAST}", "lines that come back"),
    (f"UPDATE sale_line SET written_off = 1 WHERE sale_id = {LAST}", "lines that come back"),
]


@pytest.mark.req("M5")
@pytest.mark.parametrize(("change", "told"), CHANGES, ids=range(len(CHANGES)))
def test_what_was_changed_by_hand_is_named(lived: Till, change: str, told: str) -> None:
    with undone(lived.salon.context.store, change):
        found = named(lived.salon)
    assert any(told in one for one in found), found


@pytest.mark.req("M5")
@pytest.mark.parametrize("text", ["x", "[[5]]", "5", "null"])
@pytest.mark.parametrize(
    "cell",
    [
        *("till_session.since", "session_opening.pieces", "count_attempt.counts"),
        *("closing.figures", "closing_count.pieces", "cash_movement.vat", "expense.vat"),
        "day_sum.figures",
    ],
)
def test_a_cell_that_cannot_be_read_is_named(lived: Till, cell: str, text: str) -> None:
    store = lived.salon.context.store
    table, column = cell.split(".")
    with undone(store, f"UPDATE {table} SET {column} = '{text}'"):
        found = named(lived.salon)
        balances.wrong(store)
    assert any(f"cannot be read: {cell}" in one for one in found)


def test_a_kept_day_that_cannot_be_read_is_counted_again(lived: Till) -> None:
    salon, petra = lived.salon, lived.manager.id
    before = salon.figures.overview("month", petra)
    with undone(salon.context.store, "UPDATE day_sum SET figures = 'x'"):
        wrong = balances.wrong(salon.context.store)
        again = salon.figures.overview("month", petra)
    assert "Sums of days" in wrong
    assert again == before


LATER = {
    "sale": {"till", "session"},
    "void": {"till", "session"},
    "return": {"till", "session"},
    "session.opened": {"counted", "pieces", "names"},
    "closing": {"pieces", "last", "on", "names", "taken_names"},
    "closing.correction": {"pieces", "last", "on", "names", "into", "day", "card", "card_why"},
    "drawer.opened": {"session"},
    "cash.in": {"transfer"},
    "cash.out": {"transfer"},
    "cash.reversed": {"transfer"},
    "means.changed": {"kind", "sort", "opens_drawer", "needs_client", "fiscal_cash"},
}
LATER_OF_LINES = {"kind", "unit", "discount_text", "person"}


def test_what_entries_of_before_did_not_say_is_not_asked_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = Journal.append

    def as_before(journal: Journal, kind: str, at: int, body: dict[str, Any]) -> int:
        body = {name: has for name, has in body.items() if name not in LATER.get(kind, ())}
        if kind in ("sale", "void", "return"):
            body["lines"] = [
                {name: has for name, has in line.items() if name not in LATER_OF_LINES}
                for line in body["lines"]
            ]
        if "tips" in body:
            body["tips"] = [tip[:3] for tip in body["tips"]]
        return append(journal, kind, at, body)

    monkeypatch.setattr(Journal, "append", as_before)
    till = make_till(make_salon(tmp_path))
    _live(till)
    assert named(till.salon) == []
    close_salon(till.salon)


def test_the_journal_holds_no_name_and_no_word(lived: Till) -> None:
    for body in lived.salon.context.store.column("SELECT body FROM journal"):
        assert not any(word in body for word in ("Petra", "Eva", "Vzorová", "Change", "Between"))
