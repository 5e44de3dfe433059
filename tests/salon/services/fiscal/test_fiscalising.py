"""What a sale, a void and a return leave for the Slovenian office, in their own transaction."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal import furs as rules
from kiosk.salon.domain.fiscal.port import FiscalItem
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.till import posting
from kiosk.salon.services.till.checkout import Checkout
from kiosk.salon.store.audit.audit import Audit
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.furs_keys import PASSWORD, TAX_NUMBER, key
from tests.rigs.salon import clock_of, close_salon


def invoice(item: FiscalItem) -> Any:
    return json.loads(item.payload, parse_float=Decimal)["InvoiceRequest"]["Invoice"]


def differences(furs: Confirmed) -> list[str]:
    context = furs.salon.context
    audit = Audit(context.store, [context.keys.typed_words])
    assert context.journal.verify(audit.take) is None
    return [one.plain() for one in audit.differences()]


def set_clock(furs: Confirmed, moment: datetime) -> None:
    clock = clock_of(furs.salon)
    clock.advance(moment.timestamp() - clock.now() / 1000)


def void(furs: Confirmed, sale: Sale) -> Sale:
    return furs.salon.checkout.void(sale.id, "Wrong", furs.manager.id)


def give_back(furs: Confirmed, sale: Sale, milli: int = 1000) -> Sale:
    found = furs.salon.returns.returnable(sale.id)
    piece = Piece(found.lines[0].id, milli)
    due = -sum(part.amount_minor for part in found.settle(found.taken_back([piece])).payments)
    return furs.salon.returns.take_back(sale.id, [piece], due, "Came back", furs.manager.id)


def test_a_sale_is_numbered_marked_and_queued(furs: Confirmed) -> None:
    furs.staff_number("12345678")
    sale = furs.cash()
    item = furs.item(sale)
    assert (item.number, item.kind, item.state) == ("BP101-B1-1", "sale", "new")
    assert item.local_text == f"{TAX_NUMBER}21.11.2026 10:00:001BP101B1389.00"
    found = invoice(item)
    assert found["IssueDateTime"] == "2026-11-21T10:00:00"
    assert found["InvoiceAmount"] == Decimal("389.00")
    assert found["OperatorTaxNumber"] == 12345678
    assert found["ProtectedID"] == item.local_code
    assert rules.mark_of(item.qr) == item.local_code
    # Saturday: Monday and Tuesday are its working days.
    assert furs.salon.context.salon.local(item.deadline).isoformat() == "2026-11-25T00:00:00+01:00"
    assert differences(furs) == []


def test_the_mark_is_that_of_a_signature_that_anybody_can_check(furs: Confirmed) -> None:
    item = furs.item(furs.cash())
    signature = key().sign(item.local_text.encode(), PKCS1v15(), SHA256())
    assert item.local_code == rules.zoi(signature)


def test_numbers_have_no_gap_and_premises_come_first(furs: Confirmed) -> None:
    for _ in range(3):
        furs.cash()
    assert [item.kind for item in furs.items()] == ["premise", "sale", "sale", "sale"]
    assert [item.number for item in furs.items()][1:] == [f"BP101-B1-{n}" for n in (1, 2, 3)]
    assert [item.seq for item in furs.items()] == [1, 2, 3, 4]


def test_a_sale_that_fails_takes_no_number(furs: Confirmed) -> None:
    """Elsewhere a failed payment left a number that no receipt had, and the office asked."""

    def fails(_: object, __: object) -> None:
        raise Refused(T("No."))

    broken = Checkout(furs.salon.context, (*posting.STEPS, fails))
    bill = furs.retail()
    total = bill.totals.total_minor
    with pytest.raises(Refused):
        broken.pay(bill.id, (Payment("cash", total),), total, furs.eva.id)
    assert [item.kind for item in furs.items()] == ["premise"]
    assert furs.item(furs.cash()).number == "BP101-B1-1"
    assert differences(furs) == []


def test_a_void_is_a_receipt_of_its_own_that_names_the_first(furs: Confirmed) -> None:
    sale = furs.cash()
    clock_of(furs.salon).advance(90)
    back = invoice(furs.item(void(furs, sale)))
    assert back["InvoiceAmount"] == Decimal("-389.00")
    assert back["InvoiceIdentifier"]["InvoiceNumber"] == "2"
    assert back["ReferenceInvoice"] == [
        {
            "ReferenceInvoiceIdentifier": {
                "BusinessPremiseID": "BP101",
                "ElectronicDeviceID": "B1",
                "InvoiceNumber": "1",
            },
            "ReferenceInvoiceIssueDateTime": "2026-11-21T10:00:00",
        }
    ]
    assert differences(furs) == []


def test_a_return_names_the_first_and_its_rates_add_up(furs: Confirmed) -> None:
    bill = furs.retail(2)
    sale = furs.pay(bill, Payment("cash", bill.totals.total_minor))
    clock_of(furs.salon).advance(86_400)
    back = invoice(furs.item(give_back(furs, sale)))
    (rate,) = back["TaxesPerSeller"][0]["VAT"]
    assert rate["TaxableAmount"] + rate["TaxAmount"] == back["InvoiceAmount"] == Decimal("-389")
    assert back["ReferenceInvoice"][0]["ReferenceInvoiceIdentifier"]["InvoiceNumber"] == "1"
    assert differences(furs) == []


def test_what_is_paid_by_transfer_alone_is_not_confirmed(furs: Confirmed) -> None:
    furs.salon.means.save(replace(_means(furs, "transfer"), active=True), furs.manager.id)
    total = furs.retail().totals.total_minor
    alone = furs.sell(Payment("transfer", total, reference="1"))
    assert furs.salon.fiscal.of_document(alone.id) is None
    mixed = furs.sell(Payment("transfer", total - 1, reference="2"), Payment("cash", 1))
    assert invoice(furs.item(mixed))["InvoiceAmount"] == Decimal("389.00")


def test_a_salons_own_means_counts_as_its_accountant_says(furs: Confirmed) -> None:
    furs.salon.means.save(
        replace(_means(furs, "transfer"), active=True, fiscal_cash=True), furs.manager.id
    )
    total = furs.retail().totals.total_minor
    sale = furs.sell(Payment("transfer", total, reference="1"))
    assert furs.item(sale).kind == "sale"


def _means(furs: Confirmed, name: str) -> Any:
    return next(one for one in furs.salon.means.all() if one.key == name)


def test_who_pays_no_vat_says_so_and_a_foreigner_is_one(tmp_path: Path) -> None:
    furs = make_confirmed(tmp_path)
    profile = furs.salon.context.salon
    furs.salon.setup.change(profile, furs.manager, VatPeriod(date(2026, 1, 1), payer=False))
    furs.staff_number("HR94577403194")
    found = invoice(furs.item(furs.cash()))
    assert found["TaxesPerSeller"] == [{"NontaxableAmount": Decimal("389.00")}]
    assert found["ForeignOperator"] is True
    close_salon(furs.salon)


@pytest.mark.parametrize("country", ["CZ", "HU", "SK"])
def test_no_other_country_is_told(country: str, tmp_path: Path) -> None:
    from tests.rigs.salon import make_salon
    from tests.rigs.till_world import make_till

    till = make_till(make_salon(tmp_path, country))
    till.pay(till.retail())
    assert till.salon.context.store.number("SELECT count(*) FROM fiscal_item") == 0
    assert till.salon.fiscal.status() == type(till.salon.fiscal.status())()
    close_salon(till.salon)


def test_nothing_that_is_practised_is_confirmed(furs: Confirmed) -> None:
    furs.salon.context.training = True
    assert furs.salon.fiscal.of_document(furs.cash().id) is None
    assert furs.salon.fiscal.missing() is None


def test_without_a_certificate_or_premises_the_desk_sells_and_says_why(tmp_path: Path) -> None:
    for certificate, missing in ((False, "certificate"), (True, "premise")):
        furs = make_confirmed(tmp_path / missing, certificate=certificate, premise=False)
        assert furs.salon.fiscal.of_document(furs.cash().id) is None
        assert furs.salon.fiscal.status().missing == missing
        assert differences(furs) == []
        close_salon(furs.salon)


def test_with_an_ended_certificate_receipts_keep_their_marks(furs: Confirmed) -> None:
    """The office will not take them until there is a new one; then they go, as they are."""
    set_clock(furs, datetime(2030, 1, 2, 12, tzinfo=UTC))
    assert furs.item(furs.cash()).local_code
    assert furs.salon.fiscal.status().warned == 7


def test_a_key_that_cannot_be_read_confirms_nothing_and_says_so(furs: Confirmed) -> None:
    store = furs.salon.context.store
    with store.transaction():
        store.run("UPDATE fiscal_certificate SET sealed = x'00'")
    furs.salon.context.fiscal_key = None
    assert furs.salon.fiscal.of_document(furs.cash().id) is None
    assert furs.salon.fiscal.missing() == "key"


def test_what_is_tried_out_has_numbers_and_a_queue_of_its_own(furs: Confirmed) -> None:
    furs.cash()
    context = furs.salon.context
    context.fiscal_rules = replace(context.fiscal_rules, test=True)
    assert furs.salon.fiscal.missing() == "premise"
    furs.salon.fiscal.open_premise(PREMISE, furs.manager.id)
    tried = furs.item(furs.cash())
    assert (tried.number, tried.queue, tried.test) == ("BP101-B1-1", "test-BP101-B1", True)
    assert differences(furs) == []


def test_a_new_year_goes_on_counting_and_midnight_belongs_to_its_day(furs: Confirmed) -> None:
    furs.cash()
    set_clock(furs, datetime(2026, 12, 31, 22, 59, 59, tzinfo=UTC))
    before = furs.item(furs.cash())
    clock_of(furs.salon).advance(1)
    after = furs.item(furs.cash())
    assert before.local_text.startswith(f"{TAX_NUMBER}31.12.2026 23:59:592BP101")
    assert after.local_text.startswith(f"{TAX_NUMBER}01.01.2027 00:00:003BP101")
    assert after.deadline == before.deadline  # holidays and a weekend lie behind both


def test_an_hour_that_comes_twice_makes_two_receipts(furs: Confirmed) -> None:
    set_clock(furs, datetime(2027, 10, 31, 0, 30, tzinfo=UTC))
    first = furs.item(furs.cash())
    clock_of(furs.salon).advance(3600)
    second = furs.item(furs.cash())
    assert invoice(first)["IssueDateTime"] == invoice(second)["IssueDateTime"]
    assert first.local_code != second.local_code


def test_another_programs_numbers_come_before(tmp_path: Path) -> None:
    furs = make_confirmed(tmp_path, premise=False)
    furs.salon.fiscal.open_premise(replace(PREMISE, last_number=4711), furs.manager.id)
    assert furs.item(furs.cash()).number == "BP101-B1-4712"
    assert differences(furs) == []
    close_salon(furs.salon)


def test_the_journal_notices_a_changed_and_a_missing_message(furs: Confirmed) -> None:
    furs.cash()
    store = furs.salon.context.store
    with store.transaction():
        store.run("UPDATE fiscal_item SET payload = x'7b7d' WHERE kind = 'sale'")
    assert any("BP101-B1-1" in said for said in differences(furs))
    with store.transaction():
        store.run("DELETE FROM fiscal_item WHERE kind = 'sale'")
    assert any("missing" in said for said in differences(furs))


@settings(max_examples=12)
@given(st.lists(st.sampled_from(["cash", "card", "void", "return"]), min_size=1, max_size=8))
def test_whatever_happens_each_document_has_one_message_in_order(acts: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as home:
        furs = make_confirmed(Path(home))
        left: list[Sale] = []
        documents = 0
        for act in acts:
            clock_of(furs.salon).advance(61)
            if act in ("cash", "card"):
                total = furs.retail().totals.total_minor
                left.append(furs.sell(Payment(act, total)))
            elif left:
                (void if act == "void" else give_back)(furs, left.pop())
            else:
                continue
            documents += 1
        told = [item for item in furs.items() if item.kind != "premise"]
        assert [item.number for item in told] == [f"BP101-B1-{n + 1}" for n in range(documents)]
        assert len({item.subject_id for item in told}) == documents
        net = sum(invoice(item)["InvoiceAmount"] for item in told)
        assert net == sum(Decimal(sale.total_minor) / 100 for sale in left)
        assert differences(furs) == []
        close_salon(furs.salon)


def test_a_certificate_that_takes_anothers_place_signs_from_then_on(furs: Confirmed) -> None:
    from tests.rigs.furs_keys import certificate, p12

    furs.cash()
    other = key("other")
    furs.file.write_bytes(p12(certificate(of=other), of=other))
    furs.salon.fiscal.import_certificate(furs.file, PASSWORD, furs.manager.id)
    item = furs.item(furs.cash())
    signature = other.sign(item.local_text.encode(), PKCS1v15(), SHA256())
    assert item.local_code == rules.zoi(signature)
