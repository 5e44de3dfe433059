"""Answers are lost and programs end: the office has each invoice once, and nobody tells it twice
while that is in doubt."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.salon.services.clock import ManualClock
from tests.fakes.nav.server import open_nav
from tests.salon.domain.invoices.electronic import samples
from tests.sync_agent.fiscal.nav.rig import NOW, Rig


def test_a_lost_answer_is_found_by_its_number(rig: Rig) -> None:
    rig.office.faults["manageInvoice"] = ["lose"]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(30)
    assert rig.state(item_id) == "accepted"
    assert rig.item(item_id).code == rig.office.invoices["2026-1-SZ00001"][1]
    assert (rig.reports(), rig.attempts(item_id)) == (1, ["unknown", "accepted"])


def test_one_that_the_office_still_looks_at_is_found_among_the_transactions(rig: Rig) -> None:
    """What it has only begun with cannot be asked for by its number: it was told again then, and
    ended as a number that is taken."""
    rig.office.slow = 50
    rig.office.faults["manageInvoice"] = ["", "lose"]
    other, item_id = rig.invoice("2026-1-SZ00001"), rig.invoice("2026-1-SZ00002")
    rig.run(280)
    assert rig.state(item_id) == "unknown"
    assert "queryTransactionList" not in rig.office.asked
    rig.run(120)
    assert (rig.state(item_id), rig.reports()) == ("sent", 2)
    rig.office.finish_all()
    rig.run(700)
    assert [rig.state(one) for one in (other, item_id)] == ["accepted", "accepted"]
    assert rig.reports() == 2


def test_one_that_never_arrived_is_told_again_after_the_offices_time(rig: Rig) -> None:
    rig.office.faults["manageInvoice"] = ["drop"]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(290)
    assert (rig.state(item_id), rig.reports()) == ("unknown", 1)
    rig.run(120)
    assert (rig.state(item_id), rig.reports()) == ("accepted", 2)


def test_a_number_that_is_taken_by_itself_is_no_error(rig: Rig) -> None:
    """The clocks disagree, so that the list of transactions misses it."""
    rig.office.faults["manageInvoice"] = ["lose"]
    rig.office.faults["queryInvoiceData"] = [""]
    rig.office.slow = 3
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(20)
    for transaction in rig.office.transactions.values():
        transaction.at -= 3_600_000
    rig.run(400)
    rig.office.finish_all()
    rig.run(400)
    assert rig.state(item_id) == "accepted"
    assert rig.item(item_id).code == rig.office.invoices["2026-1-SZ00001"][1]


def test_a_number_that_is_taken_by_another_invoice_is_for_a_person(rig: Rig) -> None:
    first = rig.invoice("2026-1-SZ00001")
    rig.run(30)
    buyer = samples.Party(name="Más Kft.", city="Pécs", country="HU", vat_id="99887764-2-02")
    second = rig.invoice("2026-1-SZ00001", buyer=buyer)
    rig.run(60)
    assert [rig.state(one) for one in (first, second)] == ["accepted", "refused"]
    assert rig.item(second).error_code == "INVOICE_NUMBER_NOT_UNIQUE"


def test_a_number_that_is_taken_and_found_nowhere_is_for_a_person(rig: Rig) -> None:
    rig.office.aborts["2026-1-SZ00001"] = "INVOICE_NUMBER_NOT_UNIQUE"
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(600)
    assert rig.state(item_id) == "unknown"
    rig.run(4000)
    assert (rig.state(item_id), rig.reports()) == ("refused", 1)


@pytest.mark.parametrize("steps", range(1, 5))
@pytest.mark.parametrize("fault", ["", "lose", "drop"])
def test_whenever_the_program_ends_it_is_there_once(rig: Rig, steps: int, fault: str) -> None:
    rig.office.slow = 2
    rig.office.faults["manageInvoice"] = [fault]
    item_id = rig.invoice("2026-1-SZ00001")
    rig.steps(steps)
    rig.restart()
    rig.run(900)
    assert rig.state(item_id) == "accepted"
    done = [t for t in rig.office.transactions.values() if t.status == "DONE"]
    assert len(done) == 1
    assert rig.reports() == (2 if fault == "drop" else 1)


def test_a_program_that_ended_in_the_middle_of_a_report_asks_first(rig: Rig) -> None:
    item_id = rig.invoice("2026-1-SZ00001")
    rig.steps(1)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    office_answer = rig.office.answer
    rig.outbox._poll_later = cut  # type: ignore[method-assign,assignment]
    from sync_agent.fiscal.nav import office

    report = office.Office.report

    def end(*args: object) -> str:
        report(*args)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    office.Office.report = end  # type: ignore[method-assign,assignment]
    try:
        with pytest.raises(KeyboardInterrupt):
            rig.run(10)
    finally:
        office.Office.report = report  # type: ignore[method-assign]
    assert (rig.state(item_id), rig.item(item_id).code) == ("sent", "")
    rig.restart()
    rig.office.answer = office_answer  # type: ignore[method-assign]
    rig.run(60)
    assert (rig.state(item_id), rig.reports()) == ("accepted", 1)
    assert rig.attempts(item_id) == ["unknown", "accepted"]


FAULTS = st.sampled_from(
    ["", "", "lose", "drop", "html", "500", "502", "503", "504", "429", "OPERATION_FAILED",
     "OPERATION_FAILED!", "INVALID_EXCHANGE_TOKEN", "REQUEST_ID_NOT_UNIQUE", "MAINTENANCE_MODE",
     "TOO_MANY_REQUESTS", "INVALID_REQUEST_SIGNATURE"]
)  # fmt: skip
OPERATIONS = (
    "tokenExchange", "manageInvoice", "queryTransactionStatus", "queryInvoiceData",
    "queryTransactionList",
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_whatever_goes_wrong_each_is_there_once_in_the_end(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    clock = ManualClock(NOW)
    with open_nav(clock.now) as office:
        rig = Rig(tmp_path_factory.mktemp("salon") / "home", office, clock)
        try:
            rig.sign_in()
            office.slow = data.draw(st.integers(0, 4))
            ids = [rig.invoice(f"2026-1-SZ{n:05d}") for n in range(1, data.draw(st.integers(2, 4)))]
            office.faults = {
                one: data.draw(st.lists(FAULTS, max_size=4), one) for one in OPERATIONS
            }
            for _ in range(data.draw(st.integers(1, 5))):
                rig.run(data.draw(st.integers(1, 400)))
                if data.draw(st.booleans()):
                    rig.restart()
            office.faults = {}
            rig.run(6 * 3600)
            assert {rig.state(one) for one in ids} == {"accepted"}
            done = [t for t in office.transactions.values() if t.status == "DONE"]
            assert len(done) == len(ids)
        finally:
            rig.close()
