"""Stories of invoices: from a paid bill to one in somebody's post in three touches at most, paid
later, listed, paid by hand, taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.presenters.invoices.args import InvoiceArgs, InvoiceFormArgs
from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.devices import DeviceState
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.lookups import Company, Lookup
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import Msg, T, side_by_side
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from tests.presenters.story import Story
from tests.rigs import letters as rig
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, take_means

COMPANY = Party(
    name="Kadeřnictví u Lípy, s. r. o.", street="Lipová 7", city="Brno", postcode="602 00",
    country="CZ", company_id="27082440", vat_id="CZ27082440", email="office@example.org",
)  # fmt: skip
NUMBER = "2026-1-F00001"


@pytest.fixture
def mailing(till: Till) -> Till:
    """Letters can leave."""
    till.salon.mail.set_account(rig.ACCOUNT, till.manager.id)
    return till


def paid_visit(till: Till, client: Client) -> Sale:
    visit = till.visit(client)
    bill = till.salon.visit_bills.open(visit.id, till.eva.id)
    return till.pay(bill)


def at_paid(till: Till, sale: Sale) -> Story:
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(PaidArgs(sale.id))
    return story.at("paid").fresh()


def values(story: Story) -> dict[str, str]:
    return {field.name: field.value for field in story.state.fields}


def typed(story: Story, party: Party) -> Story:
    """What is typed is no touch."""
    for name in ("company_id", "vat_id", "name", "street", "postcode", "city", "email"):
        if name in values(story):
            story.nav.act("edit", name, getattr(party, name))
    return story


def test_a_client_whose_address_is_known_needs_no_letter_typed(mailing: Till) -> None:
    client = mailing.client()
    client = mailing.salon.clients.save(
        replace(client, email="katerina@example.org", city="Brno"), mailing.manager.id
    )
    story = at_paid(mailing, paid_visit(mailing, client)).tap("invoice").tap("save").at("paid")
    assert story.taps == 2


def test_a_new_buyer_is_typed_once(mailing: Till) -> None:
    till = mailing
    story = at_paid(till, till.pay(till.retail()))
    story.tap("invoice").at("invoice_form")
    assert values(story)["kind"] == "company"
    typed(story, COMPANY).tap("save").at("paid")
    assert (story.state.invoice, story.taps) == (NUMBER, 2)
    story.tap("invoice").at("invoice").tap("close").at("paid").tap("done").at("desk")


def test_what_a_buyer_lacks_is_said_at_its_field(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("save").at("invoice_form")
    assert list(story.errors) == ["name"]
    story.tap("edit", "name", "Firma").tap("save")
    for name in ("street", "postcode", "city"):
        assert list(story.errors) == [name]
        story.tap("edit", name, "7").tap("save")
    assert list(story.errors) == ["company_id"]
    story.tap("edit", "kind", "person").tap("save").at("paid")
    assert story.state.invoice == NUMBER


def test_a_number_that_looks_wrong_is_said_once_and_taken_when_it_is_meant(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    typed(story, replace(COMPANY, company_id="27082441")).tap("save").at("invoice_form")
    assert list(story.errors) == ["company_id"]
    story.tap("edit", "company_id", "27082442").tap("save").at("invoice_form")
    assert list(story.errors) == ["company_id"], "another one is another doubt"
    story.tap("save").at("paid")
    assert story.state.invoice == NUMBER


def test_an_address_that_is_none_issues_nothing(mailing: Till) -> None:
    till, sale = mailing, mailing.pay(mailing.retail())
    story = at_paid(till, sale).tap("invoice")
    typed(story, replace(COMPANY, email="office at example")).tap("save").at("invoice_form")
    assert list(story.errors) == ["email"]
    assert till.salon.invoices.of_sale(sale.id) is None


def test_without_a_mail_account_nothing_is_sent(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    typed(story, COMPANY)
    assert "send" not in values(story)
    assert story.state.save_text.plain() == "Issue the invoice"
    story.tap("save").at("paid").tap("invoice").at("invoice")
    assert not story.state.can_send


def test_a_bill_is_paid_on_an_invoice(till: Till) -> None:
    take_means(till.salon, "invoice")
    bill = till.retail(2)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(InvoiceFormArgs(bill_id=bill.id))
    assert "due_on" in values(story)
    typed(story, COMPANY).tap("save").at("paid")
    story.tap("invoice").at("invoice")
    assert story.state.open.minor == bill.totals.total_minor


def test_the_invoice_of_a_sale_is_found_from_it_and_its_sale_from_it(till: Till) -> None:
    sale = till.pay(till.retail())
    invoice = till.salon.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id)
    story = Story(till.salon).unlock(till.manager)
    story.nav.go("sales")
    story.tap("pick", sale.id.hex())
    assert (story.state.sale.invoice, story.state.sale.can_invoice) == (invoice.number, False)
    story.tap("invoice").at("invoice").tap("sale").at("sales")
    story.nav.go(InvoiceArgs(invoice.id))
    story.tap("credit").at("return_lines")


def test_two_desks_write_one_invoice_of_a_sale(till: Till) -> None:
    sale = till.pay(till.retail())
    first, second = at_paid(till, sale).tap("invoice"), at_paid(till, sale).tap("invoice")
    typed(first, COMPANY).tap("save").at("paid")
    typed(second, COMPANY).tap("save").at("invoice_form")
    assert dict(second.state.message.values) == {"number": NUMBER}
    assert len(till.salon.context.store.rows("SELECT id FROM invoice")) == 1


def asked(till: Till) -> Lookup:
    """The question that waits for the agent."""
    row = till.salon.context.store.row("SELECT id FROM buyer_lookup ORDER BY asked_at DESC")
    assert row is not None
    return till.salon.lookups.get(row[0])


def test_a_register_fills_what_nobody_has_typed_whenever_it_answers(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("edit", "street", "Jiná 1").tap("edit", "company_id", "27082440")
    assert values(story)["name"] == ""
    till.salon.lookups.answer(
        asked(till).id,
        Company("Kadeřnictví u Lípy", "Lipová 7", "Brno", "602 00", "27082440", "CZ27082440", True),
        "ares",
    )
    story.wait(1)
    known = values(story)
    assert (known["name"], known["city"], known["vat_id"]) == (
        "Kadeřnictví u Lípy", "Brno", "CZ27082440",
    )  # fmt: skip
    assert known["street"] == "Jiná 1", "what was typed stays"
    hint = next(field.hint for field in story.state.fields if field.name == "company_id")
    assert hint.plain() == "From the register: pays VAT"
    story.tap("save").at("paid")


@pytest.mark.parametrize("failed", [True, False])
def test_a_register_that_does_not_answer_keeps_nothing_back(till: Till, failed: bool) -> None:
    """Whether it fails, says nothing or knows nobody, whoever types on can issue the invoice."""
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("edit", "company_id", "27082440")
    if failed:
        till.salon.lookups.failed(asked(till).id, T("It is closed."), "ares")
        story.wait(1)
        hint = next(field.hint for field in story.state.fields if field.name == "company_id")
        assert hint.plain() == "The register does not answer. Please type the rest."
    typed(story, COMPANY).tap("save").at("paid")
    assert story.state.invoice == NUMBER


def test_an_answer_about_another_number_fills_nothing(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("edit", "company_id", "27082440")
    before = asked(till)
    story.tap("edit", "company_id", "2708244")
    till.salon.lookups.answer(before.id, Company("Firma"), "ares")
    story.wait(1)
    assert values(story)["name"] == ""


def test_a_number_whose_check_digit_is_wrong_asks_nobody(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("edit", "company_id", "27082441")
    assert till.salon.context.store.row("SELECT id FROM buyer_lookup") is None


def test_a_known_buyer_is_in_the_post_in_two_touches(mailing: Till) -> None:
    till = mailing
    client = till.client()
    first = paid_visit(till, client)
    till.salon.invoices.issue_of_sale(first.id, COMPANY, till.eva.id, client_id=client.id)
    sale = paid_visit(till, client)
    story = at_paid(till, sale).tap("invoice").at("invoice_form")
    assert values(story)["name"] == COMPANY.name, "whom the last one was for is known"
    assert story.state.save_text.plain() == "Issue and send"
    story.tap("save").at("paid")
    assert story.taps == 2
    invoice_id = till.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    (letter,) = till.salon.mail.of(invoice_id)
    assert (letter.address, letter.state) == ("office@example.org", "new")


def test_somebody_of_the_book_is_in_the_post_in_four(mailing: Till) -> None:
    till = mailing
    first = till.pay(till.retail())
    till.salon.invoices.issue_of_sale(first.id, COMPANY, till.eva.id)
    story = at_paid(till, till.pay(till.retail())).tap("invoice").tap("known").at("buyers")
    story.nav.act("search", "lip")
    story.tap("pick", story.state.rows[0].key).at("invoice_form")
    assert values(story)["company_id"] == "27082440"
    story.tap("save").at("paid")
    assert story.taps == 4


def test_a_number_of_the_book_fills_the_rest(till: Till) -> None:
    first = till.pay(till.retail())
    till.salon.invoices.issue_of_sale(first.id, COMPANY, till.eva.id)
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    story.tap("edit", "name", "Jinak").tap("edit", "company_id", "27082440")
    assert (values(story)["name"], values(story)["city"]) == ("Jinak", "Brno")


def test_unpaid_and_overdue_invoices_are_found(till: Till) -> None:
    take_means(till.salon, "invoice")
    for _ in range(2):
        bill = till.retail()
        total = bill.totals.total_minor
        order = InvoiceOrder(buyer=COMPANY)
        till.salon.checkout.pay(
            bill.id, [Payment("invoice", total)], total, till.eva.id, invoice_to=order
        )
        clock_of(till.salon).advance(10 * 86_400)
    till.salon.invoices.issue_of_sale(till.pay(till.retail()).id, COMPANY, till.eva.id)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("invoices")
    assert (story.state.filter, len(story.state.rows)) == ("unpaid", 2)
    story.tap("choose", "overdue")
    assert [row.chip.plain() for row in story.state.rows] == ["6 days overdue"]
    story.tap("choose", "all")
    assert len(story.state.rows) == 3
    story.nav.act("search", "00003")
    assert len(story.state.rows) == 1
    story.tap("pick", story.state.rows[0].key).at("invoice").tap("close").at("invoices")
    story.nav.act("search", "nobody")
    assert (story.state.rows, story.state.empty.plain()) == ((), "No invoice fits this.")


def test_a_buyer_of_whom_only_the_name_is_known_has_a_sheet(till: Till) -> None:
    sale = paid_visit(till, till.client())
    story = at_paid(till, sale).tap("invoice").at("invoice_form").tap("save").at("paid")
    story.tap("invoice").at("invoice")
    assert T("Buyer") not in [title for title, _ in story.state.facts]


def test_a_clients_own_name_gives_way_to_the_company(till: Till) -> None:
    client = till.client()
    client = till.salon.clients.save(
        replace(client, email="private@example.org", street="Doma 1", city="Praha"),
        till.manager.id,
    )
    story = at_paid(till, paid_visit(till, client)).tap("invoice")
    assert values(story)["name"] == client.name
    story.tap("edit", "kind", "company")
    assert (values(story)["name"], values(story)["email"], values(story)["city"]) == ("", "", "")
    story.tap("edit", "company_id", "27082440")
    found = Company("Kadeřnictví u Lípy", "Lipová 7", "Brno", "602 00", "27082440", "CZ27082440")
    till.salon.lookups.answer(asked(till).id, found, "ares")
    story.wait(1)
    assert (values(story)["name"], values(story)["street"]) == ("Kadeřnictví u Lípy", "Lipová 7")
    story.tap("edit", "kind", "person").tap("edit", "kind", "company").tap("save").at("paid")
    invoice_id = till.salon.invoices.of_number(story.state.invoice)
    assert invoice_id is not None
    assert till.salon.invoices.get(invoice_id).buyer.name == "Kadeřnictví u Lípy"


def test_who_has_no_e_mail_gets_the_invoice_on_paper(till: Till) -> None:
    story = at_paid(till, till.pay(till.retail())).tap("invoice")
    typed(story, replace(COMPANY, email="")).tap("save").at("paid")
    assert story.out.toast is not None
    assert story.out.toast.undo is not None
    story.nav.undo()
    story.tap("invoice").at("invoice").tap("print")
    pages = till.salon.printing.open_jobs()
    assert [job.kind for job in pages].count("page") >= 1


def test_who_pays_now_gets_the_invoice_all_the_same(till: Till) -> None:
    bill = till.retail(2)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(InvoiceFormArgs(bill_id=bill.id))
    typed(story.at("invoice_form"), COMPANY).tap("paid_now").at("desk")
    sale = till.pay(till.salon.bills.get(bill.id))
    invoice_id = till.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    invoice = till.salon.invoices.get(invoice_id)
    assert (invoice.buyer.name, invoice.due_minor) == (COMPANY.name, 0)


def test_who_wants_no_invoice_after_all_is_taken_off_the_bill(till: Till) -> None:
    bill = till.salon.bills.set_buyer(till.retail(2).id, COMPANY)
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(InvoiceFormArgs(bill_id=bill.id))
    story.at("invoice_form").tap("without").at("desk")
    assert till.salon.bills.get(bill.id).buyer_id is None


def test_an_invoice_is_printed_from_its_sheet_or_told_where_its_file_is(till: Till) -> None:
    invoice = till.salon.invoices.issue_of_sale(till.pay(till.retail()).id, COMPANY, till.eva.id)
    till.salon.invoice_files.keep(invoice.id, b"%PDF-1.4 %%EOF")
    story = Story(till.salon).unlock(till.eva)
    story.nav.go(InvoiceArgs(invoice.id))
    assert (T("Files"), side_by_side(["PDF", "ISDOC"])) in story.state.facts
    story.tap("print")
    job = till.salon.printing.open_of(invoice.id)
    assert job is not None
    assert (job.kind, job.about) == ("page", "")
    assert story.out.toast is not None
    told = story.out.toast.text
    assert isinstance(told, Msg)
    assert dict(told.values) == {"number": invoice.number, "folder": "/home/paper"}
    story.hardware.set_devices((DeviceState("a4", "page", True),))
    story.tap("print")
    assert story.out.toast.text == T("{number} is being printed.", number=invoice.number)
    story.nav.go("papers")
    titles = [paper.title for paper in story.state.papers]
    assert T("Invoice {number}", number=invoice.number) in titles


def test_what_nobody_has_paid_yet_is_not_called_paid(till: Till) -> None:
    take_means(till.salon, "invoice")
    bill = till.retail()
    total = bill.totals.total_minor
    order = InvoiceOrder(buyer=COMPANY)
    sale = till.salon.checkout.pay(
        bill.id, [Payment("invoice", total)], total, till.eva.id, invoice_to=order
    )
    assert at_paid(till, sale).state.title == T("On an invoice")
