"""The print queue: every way a paper can go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.services.till.printing import DAY_MS
from kiosk.salon.store.database import Store
from kiosk.salon.store.till import printing as jobs
from tests.rigs.till_world import Till


def take(till: Till) -> PrintJob:
    job = till.salon.printing.next(("receipt", "slip"))
    assert job is not None
    return job


@pytest.mark.req("K4")
def test_jobs_go_out_in_order_and_once(till: Till) -> None:
    first, second = till.pay(till.retail()), till.pay(till.retail())
    printing = till.salon.printing
    job = take(till)
    assert (job.subject_id, job.state, job.attempts) == (first.id, "sending", 1)
    printing.printed(job.id)
    assert take(till).subject_id == second.id
    assert printing.next(("receipt",)) is None
    assert printing.next(("label",)) is None
    assert [job.state for job in printing.open_jobs()] == ["sending"]


@pytest.mark.req("K4")
def test_nothing_came_out_so_it_waits_again(till: Till) -> None:
    till.pay(till.retail())
    job = take(till)
    till.salon.printing.failed(job.id, "off", maybe_printed=False)
    again = take(till)
    assert (again.id, again.attempts, again.is_copy) == (job.id, 2, False)


@pytest.mark.req("K4")
def test_perhaps_it_came_out_so_a_person_decides(till: Till) -> None:
    till.pay(till.retail())
    printing = till.salon.printing
    job = take(till)
    printing.failed(job.id, "cable", maybe_printed=True)
    assert printing.next(("receipt",)) is None
    assert [(job.state, job.error) for job in printing.open_jobs()] == [("unsure", "cable")]
    printing.again(job.id)
    copy = take(till)
    assert (copy.id, copy.is_copy, copy.open_drawer) == (job.id, True, False)


def test_a_dropped_job_never_prints(till: Till) -> None:
    sale = till.pay(till.retail())
    (job,) = till.salon.printing.open_jobs()
    till.salon.printing.drop(job.id)
    assert till.salon.printing.next(("receipt",)) is None
    assert till.salon.checkout.sale(sale.id) == sale
    with pytest.raises(NotFound):
        till.salon.printing.again(job.id)


def test_a_job_in_the_printer_when_the_process_died_is_found(till: Till) -> None:
    till.pay(till.retail())
    job = take(till)
    assert till.salon.printing.interrupted() == (job,)


@pytest.mark.req("K4")
def test_a_copy_says_so_and_opens_no_drawer(till: Till) -> None:
    sale = till.pay(till.retail())
    before = till.counts()["journal"]
    till.salon.printing.receipt_copy(sale.id)
    _, copy = till.salon.printing.open_jobs()
    assert (copy.is_copy, copy.open_drawer, copy.subject_id) == (True, False, sale.id)
    assert till.counts()["journal"] == before + 1
    with pytest.raises(NotFound):
        till.salon.printing.receipt_copy(b"x" * 16)


@pytest.mark.req("K4")
def test_labels_are_counted(till: Till) -> None:
    till.salon.printing.label(till.shampoo.id, 12)
    (job,) = till.salon.printing.open_jobs()
    assert (job.kind, job.copies) == ("label", 12)
    for quantity in (0, 501):
        with pytest.raises(Refused):
            till.salon.printing.label(till.shampoo.id, quantity)


@pytest.mark.req("K4")
def test_what_could_not_be_made_can_be_tried_again_as_it_was_or_given_up(till: Till) -> None:
    till.pay(till.retail())
    printing = till.salon.printing
    job = take(till)
    printing.cannot_be_made(job.id, "why")
    assert printing.next(("receipt",)) is None
    (failed,) = printing.open_jobs()
    assert (failed.state, failed.error) == ("failed", "why")
    printing.again(job.id)
    again = take(till)
    assert (again.id, again.is_copy, again.open_drawer) == (job.id, False, job.open_drawer)
    printing.cannot_be_made(job.id, "why")
    printing.drop(job.id)
    assert printing.open_jobs() == ()


def test_thousands_that_wait_are_counted_not_read(till: Till) -> None:
    """Each look is served from an index, and no more rows are read than are asked for."""
    printing, store = till.salon.printing, till.salon.context.store
    now = till.salon.context.now()
    with store.transaction():
        for number in range(2000):
            jobs.add(
                store, number.to_bytes(16, "big"), "label", till.shampoo.id, now - 5000 + number
            )
    sale = till.pay(till.retail())
    assert len(printing.open_jobs(40)) == 40
    assert printing.open_count() == 2001
    assert printing.late_count(now - 4990) == 10
    job = printing.next(("receipt", "slip"))
    assert job is not None
    assert job.subject_id == sale.id
    for sql in planned(store, lambda: (printing.open_jobs(40), printing.next(("slip",)))):
        values = (0,) * sql.count("?")
        plan = " ".join(row[-1] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", values))
        assert "USING" in plan
        assert "TEMP B-TREE" not in plan


def planned(store: Store, asked: Callable[[], object]) -> list[str]:
    """The statements that read print jobs."""
    seen: list[str] = []
    real = store.db.execute_sql

    def listening(sql: str, *args: Any, **named: Any) -> Any:
        if sql.startswith("SELECT") and "print_job" in sql:
            seen.append(sql)
        return real(sql, *args, **named)

    store.db.execute_sql = listening
    try:
        asked()
    finally:
        del store.db.execute_sql
    assert seen
    return seen


def test_finished_papers_go_after_their_term(till: Till) -> None:
    printing, store = till.salon.printing, till.salon.context.store
    for _ in range(2):
        till.pay(till.retail())
        printing.printed(take(till).id)
    till.pay(till.retail())
    old, _ = store.column("SELECT id FROM print_job WHERE state = 'printed' ORDER BY id")
    with store.transaction():
        store.run(
            "UPDATE print_job SET finished_at = ? WHERE id = ?",
            (till.salon.context.now() - 31 * DAY_MS, old),
        )
    printing.forget((), keep_days=30)
    assert till.counts()["print_job"] == 2
    assert printing.open_count() == 1


@pytest.mark.req("C6")
def test_papers_of_a_person_who_is_erased_are_to_be_forgotten(till: Till) -> None:
    printing = till.salon.printing
    client = till.client()
    visit = till.visit(client, hours=48)
    slip, other = printing.slip(visit.id), printing.slip(till.visit(hours=50).id)
    till.salon.clients.erase(client.id, till.manager.id)
    assert printing.erased() == (slip,)
    assert [job.id for job in printing.open_jobs()] == [other]
    printing.forget((slip,), keep_days=30)
    assert printing.erased() == ()
    assert till.counts()["print_job"] == 1


def test_papers_of_yesterday_are_given_up_where_there_is_no_printer(till: Till) -> None:
    printing, store = till.salon.printing, till.salon.context.store
    till.pay(till.retail())
    till.pay(till.retail())
    old, young = (job.id for job in printing.open_jobs())
    with store.transaction():
        store.run(
            "UPDATE print_job SET created_at = ? WHERE id = ?",
            (till.salon.context.now() - 2 * DAY_MS, old),
        )
    printing.give_up(("label",))
    assert printing.open_count() == 2
    printing.give_up(("receipt", "slip"))
    assert [job.id for job in printing.open_jobs()] == [young]
