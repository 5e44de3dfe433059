"""Invoices are told to the office, one after the other where it matters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from kiosk.salon.domain.fiscal.nav import Chain
from kiosk.salon.store.sync import accounts
from tests.salon.domain.invoices.electronic import samples
from tests.sync_agent.fiscal.nav.rig import Rig


def test_an_invoice_is_told_and_done(rig: Rig) -> None:
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run()
    item = rig.item(item_id)
    assert (item.state, item.code) == ("accepted", rig.office.invoices["2026-1-SZ00001"][1])
    assert rig.attempts(item_id) == ["accepted"]
    assert [t.remarks for t in rig.office.transactions.values()] == [[]]


def test_what_the_office_remarks_is_kept_for_people(rig: Rig) -> None:
    rig.office.warns["2026-1-SZ00001"] = "INCORRECT_VAT_CALCULATION"
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run()
    assert rig.state(item_id) == "accepted"
    assert "INCORRECT_VAT_CALCULATION" in rig.item(item_id).answer


def test_it_waits_while_the_office_looks_at_it(rig: Rig) -> None:
    rig.office.slow = 4
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(9)
    assert (rig.state(item_id), bool(rig.item(item_id).code)) == ("sent", True)
    rig.run(60)
    assert rig.state(item_id) == "accepted"
    assert rig.reports() == 1


def test_one_that_is_looked_at_keeps_no_other_waiting(rig: Rig) -> None:
    rig.office.slow = 6
    ids = [rig.invoice(f"2026-1-SZ{n:05d}") for n in range(1, 6)]
    rig.run(25)
    assert rig.reports() == 5
    rig.run(200)
    assert {rig.state(one) for one in ids} == {"accepted"}


def test_credit_notes_follow_their_invoice_and_count_its_lines(rig: Rig) -> None:
    """Two parts go back, then there is a storno of the rest; the office has every line once."""
    whole = samples.invoice("HU", number="2026-1-SZ00001")
    ids = [rig.add(whole)]
    for index in (1, 2):
        note = replace(samples.credit("HU", whole), number=f"H{index}")
        ids.append(rig.add(note, Chain(whole.number, index, 4 * index, False)))
    last = replace(samples.credit("HU", whole), number="H3")
    ids.append(rig.add(last, Chain(whole.number, 3, 12, True)))
    rig.run(120)
    assert [rig.state(one) for one in ids] == ["accepted"] * 4
    assert rig.office.chains[whole.number].lines == 16
    operations = [t.operation for t in rig.office.transactions.values()]
    assert operations == ["CREATE", "MODIFY", "MODIFY", "STORNO"]


def test_what_is_refused_stops_its_own_chain_alone(rig: Rig) -> None:
    rig.office.aborts["2026-1-SZ00001"] = "INVALID_INVOICE_NUMBER"
    whole = samples.invoice("HU", number="2026-1-SZ00001")
    refused = rig.add(whole)
    note = rig.add(samples.credit("HU", whole), Chain(whole.number, 1, 4, True))
    other = rig.invoice("2026-1-SZ00002")
    rig.run(600)
    assert [rig.state(one) for one in (refused, note, other)] == ["refused", "new", "accepted"]
    assert rig.item(refused).error_code == "INVALID_INVOICE_NUMBER"
    assert "INVALID_INVOICE_NUMBER" in rig.item(refused).error_text
    assert rig.reports() == 2


def test_a_report_that_breaks_the_schema_is_refused_and_says_where(rig: Rig) -> None:
    item_id = rig.invoice("2026-1-SZ00001", buyer=samples.Party(name=" ", vat_id="99887764"))
    broken = rig.item(item_id).payload.replace(b"<lineDescription>Barva", b"<lineDescription>")
    with rig.salon.store.transaction():
        rig.salon.store.run("UPDATE fiscal_item SET payload = ? WHERE id = ?", (broken, item_id))
    rig.run()
    assert rig.item(item_id).error_code == "SCHEMA_VIOLATION"
    assert "lineDescription" in rig.item(item_id).error_text


def test_the_office_is_asked_once_a_second_at_most(rig: Rig) -> None:
    times: list[int] = []
    answer = rig.office.answer

    def watched(operation: str, body: bytes) -> object:
        times.append(rig.clock.now())
        return answer(operation, body)

    rig.office.answer = watched  # type: ignore[method-assign,assignment]
    for n in range(1, 8):
        rig.invoice(f"2026-1-SZ{n:05d}")
    rig.run(60)
    assert len(times) > 20
    assert min(b - a for a, b in pairwise(times)) >= 1000


def test_nothing_is_told_while_nobody_is_signed_in(rig: Rig) -> None:
    accounts.forget(rig.salon.store, "nav")
    item_id = rig.invoice("2026-1-SZ00001")
    rig.run(300)
    assert (rig.state(item_id), rig.office.asked) == ("new", [])
