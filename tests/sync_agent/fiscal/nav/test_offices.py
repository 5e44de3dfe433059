"""What is tried out is told where things are tried out, what is real to the office; and what waits
costs no more looks than it must."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.salon.store.fiscal import items
from tests.fakes.nav.server import open_nav
from tests.sync_agent.fiscal.nav.rig import Rig


def test_a_refused_try_in_front_sends_nothing_real_to_the_wrong_office(rig: Rig) -> None:
    with open_nav(rig.clock.now) as trial:
        rig.try_out_at(trial)
        trial.aborts["2026-1-SZ00001"] = "INVALID_CUSTOMER"
        tried = rig.invoice("2026-1-SZ00001", test=True)
        rig.run()
        real = rig.invoice("2026-1-SZ00002")
        rig.run()
        assert (rig.state(tried), rig.state(real)) == ("refused", "accepted")
        assert set(rig.office.invoices) == {"2026-1-SZ00002"}
        assert trial.invoices == {}


def test_a_real_one_in_front_sends_no_try_to_the_real_office(rig: Rig) -> None:
    with open_nav(rig.clock.now) as trial:
        rig.try_out_at(trial)
        ids = [rig.invoice(f"2026-1-SZ{n:05d}", test=n % 2 == 0) for n in range(1, 7)]
        rig.run()
        assert {rig.state(one) for one in ids} == {"accepted"}
        assert set(rig.office.invoices) == {f"2026-1-SZ0000{n}" for n in (1, 3, 5)}
        assert set(trial.invoices) == {f"2026-1-SZ0000{n}" for n in (2, 4, 6)}


def _looks(rig: Rig, what: Callable[[], object]) -> int:
    """How many statements it takes."""
    said: list[str] = []
    connection = rig.salon.store.db.connection()
    connection.set_trace_callback(said.append)
    try:
        what()
    finally:
        connection.set_trace_callback(None)
    return len(said)


def test_what_waits_for_its_time_or_a_person_is_not_read_at_each_turn(rig: Rig) -> None:
    """Three days of invoices without a line, each a queue of its own."""
    store = rig.salon.store
    for n in range(1, 301):
        rig.invoice(f"2026-1-SZ{n:05d}")
    now = rig.clock.now()
    with store.transaction():
        store.run("UPDATE fiscal_item SET next_at = ?", (now + 200_000,))
        store.run("UPDATE fiscal_item SET state = 'refused' WHERE number = '2026-1-SZ00007'")
    due = list(items.due_heads(store, "nav", now, 900_000, ""))
    assert due == []
    assert items.next_due(store, "nav", now) == now + 200_000
    status = rig.salon.services.fiscal.status()
    assert status.waiting == 300
    assert status.stopped is not None
    assert status.stopped.number == "2026-1-SZ00007"
    assert _looks(rig, rig.salon.services.fiscal.status) <= 10
    assert _looks(rig, lambda: rig.steps(1)) <= 40


def test_a_clock_that_was_set_back_puts_nothing_off(rig: Rig) -> None:
    rig.invoice("2026-1-SZ00001")
    now = rig.clock.now()
    with rig.salon.store.transaction():
        rig.salon.store.run("UPDATE fiscal_item SET next_at = ?", (now + 86_400_000,))
    assert len(list(items.due_heads(rig.salon.store, "nav", now, 900_000, ""))) == 1


def test_a_credit_note_waits_until_its_invoice_is_done(rig: Rig) -> None:
    rig.invoice("2026-1-SZ00001")
    store = rig.salon.store
    with store.transaction():
        store.run("UPDATE fiscal_item SET queue = 'one', seq = 1, next_at = 5")
    rig.invoice("2026-1-SZ00002")
    with store.transaction():
        store.run("UPDATE fiscal_item SET queue = 'one', seq = 2 WHERE number LIKE '%2'")
    found = [one.number for one in items.due_heads(store, "nav", 10, 900_000, "")]
    assert found == ["2026-1-SZ00001"]
