"""What becomes of a Hungarian salon's sales: told, taken back, corrected, and what a slip says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.paper.receipt import receipt
from kiosk.salon.domain.country.ways import HungarianWay
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal.port import Denied, FiscalItem
from kiosk.salon.domain.fiscal.rules import FiscalRules
from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Party
from kiosk.salon.domain.invoices.making import InvoiceOrder
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.files.inspecting import Inspecting
from kiosk.salon.services.files.sticks import Stick
from kiosk.salon.services.fiscal.technical_user import opened
from kiosk.salon.store.fiscal import items, sending
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, make_till
from tests.salon.services.test_returns import back

BUYER = Party(name="Vevő Kft.", street="Északi sugárút 123.", city="Pécs", postcode="7600",
              country="HU", vat_id="99887764-2-02")  # fmt: skip
USER = TechnicalUser(
    login="technical1", password="tit-kos1", sign_key="s" * 32, exchange_key="e" * 16,
    tax_number="12345676-2-08",
)  # fmt: skip


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    services = make_salon(tmp_path, "HU")
    yield make_till(services)
    close_salon(services)


def way(till: Till, hungary: HungarianWay) -> None:
    context = till.salon.context
    context.fiscal_rules = FiscalRules(hungary=hungary)
    context.salon_changed()


def invoiced(till: Till, buyer: Party = BUYER) -> tuple[Sale, FiscalItem]:
    bill = till.retail(2)
    order = InvoiceOrder(buyer=buyer)
    total = bill.totals.total_minor
    sale = till.salon.checkout.pay(
        bill.id, [Payment("card", total)], total, till.eva.id, invoice_to=order
    )
    return sale, message(till, sale.id)


def dear(till: Till) -> Bill:
    """More than a private person may buy without an address."""
    bill = till.retail(2)
    line = bill.lines[0]
    return till.salon.bill_lines.edit_line(
        bill.id, line.id, quantity_milli=1000, price_minor=1_000_000, price_reason="Dear",
        discount=line.discount, staff_id=None, given_by=till.manager.id,
    )  # fmt: skip


def message(till: Till, sale_id: Id) -> FiscalItem:
    invoice_id = till.salon.invoices.of_sale(sale_id)
    assert invoice_id is not None
    item = items.of_subject(till.salon.context.store, invoice_id)
    assert item is not None
    return item


def said(till: Till, sale: Sale, language: str = "hu") -> str:
    context = till.salon.context
    words = speaker(language, context.salon.zone)
    return repr(receipt(sale, context.salon, words))


def test_an_invoice_leaves_its_message_in_its_own_transaction(till: Till) -> None:
    sale, item = invoiced(till)
    assert (item.provider, item.state, item.operation, item.kind) == (
        "nav", "new", "CREATE", "invoice",
    )  # fmt: skip
    assert item.queue == item.number
    assert b"<customerVatStatus>DOMESTIC<" in item.payload
    entries = till.salon.context.store.rows("SELECT body FROM journal WHERE kind = 'fiscal'")
    assert sha256(item.payload).hexdigest() in str(entries)
    assert str(sale.total_minor).encode() in item.payload


def test_a_sale_without_an_invoice_is_not_told(till: Till) -> None:
    till.pay(till.retail())
    assert items.heads(till.salon.context.store, "nav") == ()


def test_what_comes_back_follows_in_the_same_queue(till: Till) -> None:
    sale, item = invoiced(till)
    void = till.salon.checkout.void(sale.id, "Mistake", till.manager.id)
    note = message(till, void.id)
    assert (note.queue, note.operation, note.kind) == (item.queue, "STORNO", "credit_note")
    assert b"<modificationIndex>1<" in note.payload
    assert b"<lineNumberReference>2<" in note.payload
    assert [one.id for one in items.heads(till.salon.context.store, "nav")] == [item.id]


def test_where_every_sale_is_an_invoice_nobody_has_to_ask_for_it(till: Till) -> None:
    way(till, "invoice")
    sale = till.pay(till.retail())
    item = message(till, sale.id)
    assert b"<customerVatStatus>PRIVATE_PERSON<" in item.payload
    invoice_id = till.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    assert till.salon.invoices.get(invoice_id).buyer.name == "Magánszemély"


def test_a_company_that_pays_by_card_gets_the_invoice_in_its_name(till: Till) -> None:
    way(till, "invoice")
    bill = till.salon.bills.set_buyer(till.retail(2).id, BUYER)
    assert (bill.buyer_name, bill.due_minor) == ("Vevő Kft.", bill.totals.total_minor)
    total = bill.totals.total_minor
    asked = till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    sale = till.salon.asking.done(asked.id, till.eva.id)
    assert sale is not None
    assert b"<customerVatStatus>DOMESTIC<" in message(till, sale.id).payload


def test_what_would_refuse_the_invoice_is_found_before_the_terminal(till: Till) -> None:
    way(till, "invoice")
    bill = dear(till)
    total = bill.totals.total_minor
    with pytest.raises(Refused) as caught:
        till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    assert caught.value.field == "city"
    assert till.salon.bills.get(bill.id).asked is None
    person = Party(kind="person", name="Vevő Éva", city="Pécs", country="HU")
    bill = till.salon.bills.set_buyer(bill.id, person)
    asked = till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    assert till.salon.asking.done(asked.id, till.eva.id) is not None


def test_no_buyer_is_kept_whose_invoice_could_not_be_written(till: Till) -> None:
    bill = till.retail(2)
    with pytest.raises(Refused) as caught:
        till.salon.bills.set_buyer(bill.id, replace(BUYER, vat_id=""))
    assert caught.value.field == "vat_id"
    assert till.salon.bills.get(bill.id).buyer_id is None


def test_a_buyer_who_was_named_is_taken_back(till: Till) -> None:
    way(till, "register")
    bill = till.retail(2)
    till.salon.bills.set_buyer(bill.id, BUYER)
    till.salon.bills.set_buyer(bill.id, None)
    sale = till.pay(till.salon.bills.get(bill.id))
    assert till.salon.invoices.of_sale(sale.id) is None


def test_before_the_law_lets_it_no_sale_is_an_invoice_by_itself(till: Till) -> None:
    way(till, "invoice")
    salon = till.salon.context.salon
    assert salon.every_sale_on(date(2014, 6, 30)) is None
    assert salon.every_sale_on(date(2014, 7, 1)) is not None
    assert replace(salon, country="CZ").every_sale_on(date(2026, 1, 1)) is None


@pytest.mark.parametrize("hungary", ["register", "block", "receipt"])
def test_elsewhere_a_sale_is_no_invoice(till: Till, hungary: HungarianWay) -> None:
    way(till, hungary)
    sale = till.pay(till.retail())
    assert till.salon.invoices.of_sale(sale.id) is None


@pytest.mark.parametrize(
    ("hungary", "says"),
    [("invoice", True), ("register", True), ("block", True), ("receipt", False)],
)
def test_a_slip_says_that_it_is_none_unless_receipts_are_written_here(
    till: Till, hungary: HungarianWay, says: bool
) -> None:
    way(till, hungary)
    sale = till.pay(till.retail())
    for language in ("hu", "cs", "en"):
        assert ("Nem adóügyi bizonylat" in said(till, sale, language)) is says
    assert ("not a fiscal document" in said(till, sale, "en")) is says


def test_a_slip_names_the_invoice(till: Till) -> None:
    sale, item = invoiced(till)
    context = till.salon.context
    words = speaker("en", context.salon.zone)
    assert item.number in repr(receipt(sale, context.salon, words, invoice=item.number))


def refuse(till: Till, item: FiscalItem) -> None:
    store = till.salon.context.store
    with store.transaction():
        sending.settle(store, item, Denied("SCHEMA_VIOLATION", "city"), b"\x01" * 16, 1)


def test_what_the_office_refused_is_told_anew_with_what_was_wrong_put_right(till: Till) -> None:
    sale, item = invoiced(till)
    void = till.salon.checkout.void(sale.id, "Mistake", till.manager.id)
    refuse(till, item)
    right = replace(BUYER, city="Szeged", vat_id="12345676-2-06")
    new_id = till.salon.nav_reports.correct(item.id, right, till.manager.id)
    store = till.salon.context.store
    new, old = items.by_id(store, new_id), items.by_id(store, item.id)
    assert new is not None
    assert old is not None
    assert (old.state, new.state, new.number, new.operation) == (
        "set_aside", "new", item.number, "CREATE",
    )  # fmt: skip
    assert b"Szeged" in new.payload
    assert b"Szeged" not in old.payload
    assert [one.id for one in items.heads(store, "nav")] == [new_id]
    note = message(till, void.id)
    assert (note.state, note.seq > new.seq) == ("new", True)
    invoice_id = till.salon.invoices.of_sale(sale.id)
    assert invoice_id is not None
    assert till.salon.invoices.get(invoice_id).buyer.city == "Pécs", "it stays as it was issued"


def test_nothing_else_is_told_anew_and_only_by_managers(till: Till) -> None:
    _, item = invoiced(till)
    with pytest.raises(Refused):
        till.salon.nav_reports.correct(item.id, BUYER, till.manager.id)
    refuse(till, item)
    with pytest.raises(Refused):
        till.salon.nav_reports.correct(item.id, BUYER, till.eva.id)


def test_the_technical_user_is_kept_sealed(till: Till) -> None:
    salon, manager = till.salon, till.manager.id
    assert salon.nav_user.state() is None
    salon.nav_user.set_user(USER, manager)
    state = salon.nav_user.state()
    assert state is not None
    assert (state.user.login, state.user.tax_number, state.user.password) == (
        "technical1", "12345676", "",
    )  # fmt: skip
    disk = b"".join(path.read_bytes() for path in Path(_folder(till)).glob("pult.db*"))
    for secret in (USER.password, USER.sign_key, USER.exchange_key):
        assert secret.encode() not in disk
    salon.nav_user.set_user(replace(USER, password="", sign_key="t" * 32), manager)
    kept = opened(salon.context)
    assert kept is not None
    assert (kept.password, kept.sign_key) == (USER.password, "t" * 32)
    salon.nav_user.forget(manager)
    assert salon.nav_user.state() is None


def _folder(till: Till) -> Path:
    return Path(till.salon.context.store.db.database).parent


@pytest.mark.parametrize(
    ("field", "text"),
    [("login", "x"), ("password", ""), ("sign_key", "k"), ("exchange_key", "k" * 15),
     ("tax_number", "123")],
)  # fmt: skip
def test_what_the_office_never_gave_out_is_refused(till: Till, field: str, text: str) -> None:
    with pytest.raises(Refused) as refused:
        till.salon.nav_user.set_user(replace(USER, **{field: text}), till.manager.id)
    assert refused.value.field == field
    with pytest.raises(Refused):
        till.salon.nav_user.set_user(USER, till.eva.id)


def test_an_inspector_takes_the_invoices_away_on_a_stick(till: Till, tmp_path: Path) -> None:
    _, first = invoiced(till)
    _, second = invoiced(till)
    stick = Stick("stick", tmp_path / "stick", True)
    stick.path.mkdir()
    reports, day = Inspecting(till.salon.context), till.salon.context.law_day()
    path, many = reports.of_days(stick, day, day, till.manager.id)
    assert many == 2
    assert first.number in path.read_text("utf-8")
    path, many = reports.of_numbers(stick, second.number, second.number, till.manager.id)
    assert (many, first.number in path.read_text("utf-8")) == (1, False)
    with pytest.raises(Refused):
        reports.of_days(stick, day, day, till.eva.id)


def test_what_was_only_tried_out_is_told_for_real_afterwards(till: Till) -> None:
    context = till.salon.context
    context.fiscal_rules = FiscalRules(test=True)
    sale, tried = invoiced(till)
    void = till.salon.checkout.void(sale.id, "Mistake", till.manager.id)
    assert tried.test
    assert till.salon.nav_reports.tried_out() == 2
    with pytest.raises(Refused):
        till.salon.nav_reports.tell_for_real(till.manager.id)
    context.fiscal_rules = FiscalRules()
    assert till.salon.nav_reports.tell_for_real(till.manager.id) == 2
    assert till.salon.nav_reports.tried_out() == 0
    told, note = message(till, sale.id), message(till, void.id)
    assert (told.test, told.state, told.payload) == (False, "new", tried.payload)
    assert (note.test, note.operation, note.queue) == (False, "STORNO", told.queue)
    assert [one.id for one in items.heads(context.store, "nav")] == [told.id]
    assert till.salon.nav_reports.tell_for_real(till.manager.id) == 0


@pytest.mark.parametrize(
    ("hungary", "title"),
    [("register", "blokk"), ("block", "blokk"), ("invoice", "blokk"), ("receipt", "nyugta")],
)
def test_no_slip_is_called_a_receipt_where_it_is_none(
    till: Till, hungary: HungarianWay, title: str
) -> None:
    way(till, hungary)
    sale = till.pay(till.retail())
    text = said(till, sale)
    assert f"számú {title}" in text
    assert ("nyugta" in text) is (title == "nyugta")


def test_a_part_with_the_total_of_the_whole_is_no_storno(till: Till) -> None:
    """An advance paid all of two bottles, so their invoice comes to nothing, as does what comes
    back of one of them."""
    salon = till.salon
    bill = till.retail(2)
    price = bill.totals.total_minor
    rate = bill.lines[0].vat_bp
    client = till.client().id
    paid = salon.bills.open_retail(till.eva.id, client)
    advance = till.pay(salon.advances.add(paid.id, "Two bottles", price, rate))
    (line,) = salon.advances.of_sale(advance.id)
    bill = salon.advances.deduct(bill.id, line.line_id)
    assert bill.totals.total_minor == 0
    order = InvoiceOrder(buyer=BUYER)
    sale = salon.checkout.pay(bill.id, [Payment("cash", 0)], 0, till.eva.id, invoice_to=order)
    first, second = (message(till, back(till, sale, 1000).id) for _ in range(2))
    assert (first.operation, second.operation) == ("MODIFY", "MODIFY")
    assert b"<modificationIndex>2<" in second.payload
    whole, _ = invoiced(till)
    assert message(till, back(till, whole, 2000).id).operation == "STORNO"


def test_nobody_gets_an_invoice_without_the_sellers_number(till: Till) -> None:
    """The office refuses each, and the paper would stay wrong for ever."""
    salon, number = till.salon, till.salon.context.salon.vat_id
    sale, _ = invoiced(till)
    salon.setup.change(replace(salon.context.salon, vat_id=""), till.manager)
    bill = till.retail()
    total = bill.totals.total_minor
    parts = [Payment("card", total)]
    with pytest.raises(Refused, match="Adószám") as refused:
        salon.checkout.pay(bill.id, parts, total, till.eva.id, invoice_to=InvoiceOrder(buyer=BUYER))
    assert refused.value.field == "seller"
    assert message(till, salon.checkout.void(sale.id, "Mistake", till.manager.id).id)
    way(till, "invoice")
    with pytest.raises(Refused, match="Adószám"):
        salon.checkout.pay(bill.id, parts, total, till.eva.id)
    with pytest.raises(Refused, match="Adószám"):
        salon.asking.take(bill.id, "card", total, total, till.eva.id)
    salon.setup.change(replace(salon.context.salon, vat_id=number), till.manager)
    assert message(till, till.pay(bill).id)
