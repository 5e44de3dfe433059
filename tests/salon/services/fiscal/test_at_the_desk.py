"""The fiscal office at the desk: certificate, premises, bound book, queue, copies, clock."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.premises import NewBookReceipt, series_of
from kiosk.salon.domain.fiscal.words import trouble
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services import keys
from kiosk.salon.services.fiscal.certificate import identity_of, warm, warned_from
from kiosk.salon.services.fiscal.fiscalising import ClockDoubted
from kiosk.salon.store.heads import Behind
from kiosk.salon.store.till import series
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.furs_keys import FROM, PASSWORD, TAX_NUMBER, certificate, p12
from tests.rigs.salon import clock_of, close_salon, make_salon
from tests.rigs.till_world import make_till
from tests.salon.services.fiscal.test_fiscalising import differences

BOOK = NewBookReceipt(
    number="11", set_number="03", serial_number="5001-0001018", issued_on=date(2026, 11, 20),
    amounts=((2200, 12_200), (950, 1_095)),
)  # fmt: skip


def test_the_certificate_is_sealed_and_its_password_kept_nowhere(furs: Confirmed) -> None:
    context = furs.salon.context
    found = furs.salon.fiscal.certificate()
    assert found is not None
    assert found.tax_number == TAX_NUMBER
    kept = (context.store.path).read_bytes() + Path(f"{context.store.path}-wal").read_bytes()
    assert PASSWORD.encode() not in kept
    assert b"PRIVATE KEY" not in kept
    assert identity_of(context.store, context.keys) is not None
    assert identity_of(context.store, SalonKeys(1, bytes(32))) is None


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (certificate(days=30), "ended"),
        (certificate(since=FROM + timedelta(days=1000)), "holds from"),
        (certificate(ring="DavPotRacTEST"), "trying out"),
    ],
    ids=["ended", "early", "test"],
)
def test_a_certificate_that_is_no_good_today_is_refused(
    furs: Confirmed, made: object, says: str
) -> None:
    furs.file.write_bytes(p12(made))  # type: ignore[arg-type]
    before = furs.salon.fiscal.certificate()
    with pytest.raises(Refused, match=says) as refused:
        furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.manager.id)
    assert refused.value.field == "path"
    assert furs.salon.fiscal.certificate() == before


def test_a_certificate_of_another_company_is_refused(furs: Confirmed) -> None:
    profile = replace(furs.salon.context.salon, vat_id="SI12345679")
    furs.salon.setup.change(profile, furs.manager)
    with pytest.raises(Refused, match=f"{TAX_NUMBER}.*12345679"):
        furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.manager.id)


def test_only_managers_import_and_a_link_or_a_folder_is_no_file(furs: Confirmed) -> None:
    with pytest.raises(Refused):
        furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.eva.id)
    link = furs.file.with_name("link.p12")
    link.symlink_to(furs.file)
    for path in (link, furs.file.parent, Path("/dev/zero"), furs.file.with_name("gone.p12")):
        with pytest.raises(Refused, match="cannot be read"):
            furs.salon.fiscal.import_certificate(path, PASSWORD, furs.manager.id)


@pytest.mark.parametrize(
    ("days", "warned"), [(61, 0), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-5, 7)]
)
def test_the_end_of_a_certificate_is_told_three_times(days: int, warned: int) -> None:
    assert warned_from(days) == warned


def test_after_the_salons_key_was_changed_receipts_are_signed_and_sealed_anew(
    furs: Confirmed,
) -> None:
    context = furs.salon.context
    keys.rotate(context, SalonKeys(2, bytes(range(1, 33))))
    context.fiscal_key = None
    assert furs.item(furs.cash()).local_code
    warm(context)
    assert context.store.number("SELECT key_id FROM fiscal_certificate WHERE active = 1") == 2
    context.fiscal_key = None
    assert furs.item(furs.cash()).local_code


def test_premises_close_for_ever_after_what_waits(furs: Confirmed) -> None:
    furs.cash()
    (premise,) = furs.salon.fiscal.premises()
    furs.salon.fiscal.close_premise(premise.id, furs.manager.id)
    assert [item.kind for item in furs.items()] == ["premise", "sale", "premise_closed"]
    body = json.loads(furs.items()[2].payload)["BusinessPremiseRequest"]["BusinessPremise"]
    assert body["ClosingTag"] == "Z"
    assert body["BPIdentifier"]["RealEstateBP"]["PropertyID"]["BuildingNumber"] == 64
    assert furs.salon.fiscal.missing() == "premise"
    assert furs.salon.fiscal.of_document(furs.cash().id) is None
    with pytest.raises(Refused, match="closed for ever"):
        furs.salon.fiscal.open_premise(PREMISE, furs.manager.id)
    furs.salon.fiscal.open_premise(replace(PREMISE, code="BP102"), furs.manager.id)
    assert furs.item(furs.cash()).number == "BP102-B1-1"
    assert differences(furs) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"code": "BP 1"}, "code"),
        ({"device": "B-1"}, "device"),
        ({"device": ""}, "device"),
        ({"cadastre": 0}, "cadastre"),
        ({"building": 100_000}, "building"),
        ({"house": "123456789012"}, "house"),
        ({"postcode": "SI-1000"}, "postcode"),
        ({"supplier": ""}, "supplier"),
        ({"supplier": "123"}, "supplier"),
        ({"kind": "X"}, "kind"),
        ({"last_number": -1}, "last_number"),
    ],
)
def test_what_the_office_would_not_take_is_refused_at_its_field(
    furs: Confirmed, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        furs.salon.fiscal.open_premise(
            replace(PREMISE, **change),  # type: ignore[arg-type]
            furs.manager.id,
        )
    assert refused.value.field == field


def test_a_restored_backup_leaves_numbers_out_rather_than_give_them_twice(
    furs: Confirmed,
) -> None:
    furs.cash()
    store = furs.salon.context.store
    with store.transaction():
        skipped = series.skip(store, (), 20)
    assert skipped[series_of("BP101-B1")] == [2, 21]
    assert furs.item(furs.cash()).number == "BP101-B1-22"


def test_a_receipt_of_the_book_is_entered_once(furs: Confirmed) -> None:
    made = furs.salon.fiscal.add_book_receipt(BOOK, furs.eva.id)
    item = furs.salon.fiscal.of_document(made.id)
    assert item is not None
    body = json.loads(item.payload)["InvoiceRequest"]["SalesBookInvoice"]
    assert body["InvoiceAmount"] == 132.95
    assert body["TaxesPerSeller"][0]["VAT"][1] == {
        "TaxRate": 9.5,
        "TaxableAmount": 10.0,
        "TaxAmount": 0.95,
    }
    with pytest.raises(Refused, match="already"):
        furs.salon.fiscal.add_book_receipt(BOOK, furs.eva.id)
    assert furs.salon.fiscal.book_receipts() == (made,)
    # It has no number of the device.
    assert furs.item(furs.cash()).number == "BP101-B1-1"
    assert differences(furs) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"set_number": "3"}, "set_number"),
        ({"serial_number": "5001"}, "serial_number"),
        ({"number": ""}, "number"),
        ({"issued_on": date(2026, 11, 22)}, "issued_on"),
        ({"amounts": ()}, "amounts"),
    ],
)
def test_a_receipt_of_the_book_is_refused_at_its_field(
    furs: Confirmed, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        furs.salon.fiscal.add_book_receipt(
            replace(BOOK, **change),  # type: ignore[arg-type]
            furs.eva.id,
        )
    assert refused.value.field == field


def test_the_desk_sees_what_waits_what_stopped_and_what_to_do(furs: Confirmed) -> None:
    sale = furs.cash()
    premise, item = furs.items()
    assert furs.salon.fiscal.status().waiting == 2
    furs.settle(premise, "accepted", settled_at=1)
    furs.settle(item, "refused", error_code="S006", error_text="Neznan prostor", tries=1)
    status = furs.salon.fiscal.status()
    assert (status.waiting, status.deadline) == (1, item.deadline)
    assert status.stopped is not None
    told = trouble(status.stopped)
    assert told is not None
    assert "premises" in told.do.plain()
    assert furs.salon.fiscal.again(furs.eva.id) == 1
    assert furs.item(sale).state == "new"
    assert furs.item(sale).payload == item.payload
    assert [one.kind for one in furs.salon.fiscal.queue()] == ["sale", "premise"]


def test_a_manager_lets_the_queue_go_on_without_a_message(furs: Confirmed) -> None:
    sale = furs.cash()
    item = furs.item(sale)
    for by, why in ((furs.eva.id, "No"), (furs.manager.id, " ")):
        with pytest.raises(Refused):
            furs.salon.fiscal.set_aside(item.id, why, by)
    furs.settle(item, "unknown", envelope=b"x", tries=1)
    with pytest.raises(Refused, match="Nobody knows"):
        furs.salon.fiscal.set_aside(item.id, "Wrong", furs.manager.id)
    furs.settle(item, "refused", error_code="S001")
    furs.salon.fiscal.set_aside(item.id, "Wrong", furs.manager.id)
    assert furs.item(sale).state == "set_aside"
    assert furs.salon.fiscal.status().waiting == 1


def test_a_new_certificate_sends_what_the_old_one_could_not(furs: Confirmed) -> None:
    sale = furs.cash()
    furs.settle(furs.item(sale), "refused", error_code="S008")
    furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.manager.id)
    assert furs.item(sale).state == "new"


def test_each_copy_has_the_next_number_also_when_nobody_knows_if_it_came_out(
    furs: Confirmed,
) -> None:
    printing = furs.salon.printing
    sale, other = furs.cash(), furs.cash()
    numbers = []
    for one in (sale, sale, other):
        printing.receipt_copy(one.id)
    while (job := printing.next(("receipt",))) is not None:
        numbers.append((job.subject_id == sale.id, job.copy_number))
        printing.printed(job.id)
    assert numbers == [(True, 0), (False, 0), (True, 1), (True, 2), (False, 1)]
    printing.receipt_copy(sale.id)
    job = printing.next(("receipt",))
    assert job is not None
    printing.failed(job.id, "cable", maybe_printed=True)
    printing.again(job.id)
    again = printing.next(("receipt",))
    assert again is not None
    assert (again.id, again.copy_number) == (job.id, 4)
    assert differences(furs) == []


def test_the_printed_code_and_the_offices_number_find_the_sale(furs: Confirmed) -> None:
    sale = furs.cash()
    item = furs.item(sale)
    returns = furs.salon.returns
    assert returns.of_number(item.qr) == sale.id
    assert returns.of_number(item.number) == sale.id
    assert returns.of_number(sale.number) == sale.id
    assert [one.id for one in returns.search(item.number)] == [sale.id]
    assert returns.of_number(item.qr[:-1] + "x") is None
    assert returns.of_number("BP101-B1-99") is None


def test_a_clock_that_went_back_is_asked_for_before_the_next_receipt(furs: Confirmed) -> None:
    furs.cash()
    clock_of(furs.salon).advance(-3600)
    bill = furs.retail()
    total = bill.totals.total_minor
    with pytest.raises(ClockDoubted, match="date and time"):
        furs.salon.checkout.pay(bill.id, (Payment("cash", total),), total, furs.eva.id)
    with pytest.raises(ClockDoubted):
        furs.salon.asking.take(bill.id, "card", total, total, furs.eva.id)
    furs.salon.fiscal.confirm_clock(furs.eva.id)
    sale = furs.salon.checkout.pay(bill.id, (Payment("cash", total),), total, furs.eva.id)
    assert furs.item(sale).number == "BP101-B1-2"
    assert not furs.salon.checkout.sale(sale.id).clock_doubtful
    clock_of(furs.salon).advance(-3600)
    with pytest.raises(ClockDoubted):
        furs.cash()


def test_a_clock_of_long_ago_is_asked_for_too(furs: Confirmed) -> None:
    """Without a battery it stands in 1970, when there was no office yet."""
    clock_of(furs.salon).advance(-50 * 365 * 86_400)
    with pytest.raises(ClockDoubted):
        furs.cash()


def test_elsewhere_the_sale_goes_on_and_is_marked(tmp_path: Path) -> None:
    till = make_till(make_salon(tmp_path, "CZ"))
    first = till.pay(till.retail())
    clock_of(till.salon).advance(-3600)
    second = till.pay(till.retail())
    sale = till.salon.checkout.sale
    assert (sale(first.id).clock_doubtful, sale(second.id).clock_doubtful) == (False, True)
    close_salon(till.salon)


def test_a_paper_waits_for_the_code_but_not_for_long_and_not_for_a_cut_line(
    furs: Confirmed,
) -> None:
    fiscal, clock = furs.salon.fiscal, clock_of(furs.salon)
    sale = furs.cash()
    since = furs.salon.context.now()
    assert fiscal.awaited(sale.id, since)
    clock.advance(1.5)
    assert not fiscal.awaited(sale.id, since)
    fiscal.print_without(sale.id)
    assert furs.item(sale).printed_without
    premise = furs.items()[0]
    furs.settle(premise, "new", error_code="line", tries=3)
    later = furs.cash()
    assert not fiscal.awaited(later.id, furs.salon.context.now())


def test_a_paper_with_its_code_is_not_one_without(furs: Confirmed) -> None:
    sale = furs.cash()
    furs.settle(furs.item(sale), "accepted", code="f61a7c56-6c5e-4ce9-a2a4-5f3f0a4a8e4a")
    assert not furs.salon.fiscal.awaited(sale.id, furs.salon.context.now())
    furs.salon.fiscal.print_without(sale.id)
    assert not furs.item(sale).printed_without


def test_what_a_paper_says(furs: Confirmed, tmp_path: Path) -> None:
    sale = furs.cash()
    said = furs.salon.fiscal.confirmation(sale)
    assert said is not None
    assert (said.number, said.code, said.corrects) == ("BP101-B1-1", "", "")
    back = furs.salon.checkout.void(sale.id, "Wrong", furs.manager.id)
    said = furs.salon.fiscal.confirmation(furs.salon.checkout.sale(back.id))
    assert said is not None
    assert (said.number, said.corrects) == ("BP101-B1-2", "BP101-B1-1")
    bare = make_confirmed(tmp_path / "bare", certificate=False)
    said = bare.salon.fiscal.confirmation(bare.cash())
    assert said is not None
    assert said.number == ""
    close_salon(bare.salon)


def test_after_lost_entries_the_last_number_is_asked_for(tmp_path: Path) -> None:
    """Otherwise numbers that the office has already would be given out once more."""
    world = make_confirmed(tmp_path, premise=False)
    salon = world.salon
    store, journal = salon.context.store, salon.context.journal
    with store.transaction():
        last = store.number("SELECT max(seq) FROM journal")
        lost = Behind(last, last + 5, bytes(32))
        journal.bridge(lost, salon.context.now(), {"by": "", "skipped": {}})
    with pytest.raises(Refused, match="which numbers the office has") as refused:
        salon.fiscal.open_premise(PREMISE, world.manager.id)
    assert refused.value.field == "last_number"
    assert salon.fiscal.premises() == ()
    salon.fiscal.open_premise(replace(PREMISE, last_number=41), world.manager.id)
    assert world.item(world.cash()).number == "BP101-B1-42"
    salon.fiscal.open_premise(replace(PREMISE, device="B2", last_number=0), world.manager.id)
    assert world.item(world.cash()).number == "BP101-B2-1"
    salon.fiscal.open_premise(PREMISE, world.manager.id)
    assert world.item(world.cash()).number == "BP101-B1-43", "what is counted here is known"
    close_salon(salon)
