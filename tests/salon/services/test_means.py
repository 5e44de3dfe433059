"""Whatever a bill is paid by, everything that tells of payments knows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.paper.document import Drawer, Line
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import Method, how_paid, of_payment
from kiosk.salon.domain.till.sale import Sale, takings
from kiosk.salon.services.context import Context
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.till.means import MeansList
from kiosk.salon.services.till.posting import LEDGERS, Posting
from tests.paper.samples import speaker
from tests.presenters.story import Story
from tests.rigs.till_world import Till, make_till, take_means

GIFT = "Dárkový poukaz"


def voucher(minor: int, reference: str = "V-12") -> Payment:
    return Payment("voucher", minor, reference=reference)


@pytest.fixture
def till(salon: Services) -> Till:
    """A till that takes vouchers too."""
    made = make_till(salon)
    take_means(salon, "voucher")
    return made


def sold(till: Till, *parts: Payment) -> Sale:
    """A shampoo and a cut: 1,039.45."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    return till.pay(bill, *parts)


def said(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


@pytest.mark.req("M6")
def test_it_pays_exactly_beside_cash_that_is_rounded(till: Till) -> None:
    sale = sold(till, voucher(100_000), Payment("cash", 3_945, 5_000))
    assert sale.payments == (voucher(100_000), Payment("cash", 3_900, 5_000, 1_100))
    assert (sale.rounding_minor, takings([sale])["cash"]) == (-45, 3_900)
    assert till.salon.checkout.sale(sale.id).payments == sale.payments


def test_it_does_not_open_the_drawer(till: Till) -> None:
    sold(till, voucher(103_945))
    (job,) = till.salon.printing.open_jobs()
    assert not job.open_drawer


def test_an_own_one_opens_it_where_the_salon_says_so(till: Till) -> None:
    own = till.salon.means.add(GIFT, till.manager.id, opens_drawer=True)
    sold(till, Payment(own.key, 3_945), Payment("card", 100_000))
    (job,) = till.salon.printing.open_jobs()
    assert job.open_drawer


def test_the_sums_of_the_day_count_it(till: Till) -> None:
    first = sold(till, voucher(50_000), Payment("card", 53_945))
    sold(till, voucher(103_945))
    till.salon.checkout.void(first.id, "Mistake", till.eva.id, till.manager.id)
    today = till.salon.checkout.todays_sales()
    assert takings(today) == {"cash": 0, "card": 0, "voucher": 103_945}
    story = Story(till.salon).unlock(till.manager)
    story.nav.go("sales")
    summary = speaker("en").say(story.state.summary).replace("\u00a0", " ")
    assert summary == "3 documents · cash 0.00 Kč · card 0.00 Kč · voucher 1,039.45 Kč"
    story.tap("pick", first.id.hex())
    assert [said(line.label) for line in story.state.sale.sums] == [
        "By voucher · V-12",
        "By card",
    ]


def test_the_receipt_names_it_and_its_number(till: Till) -> None:
    sale = sold(till, Payment("card", 3_945), voucher(100_000))
    paper = receipt(sale, till.salon.context.salon, speaker("en"))
    lines = [op.left for op in paper.ops if isinstance(op, Line)]
    assert lines[lines.index("Voucher") + 1] == "V-12"
    assert not any(isinstance(op, Drawer) for op in paper.ops)


def test_it_has_a_column_of_its_own_in_what_is_exported(till: Till) -> None:
    sold(till, Payment("card", 3_945), voucher(100_000))
    first, *_ = Exporting(till.salon.context).rows("sales")
    paid = {name: sum_ for name, sum_ in first.items() if name.startswith("paid_")}
    used = {name: sum_ for name, sum_ in paid.items() if sum_ != "0.00"}
    assert used == {"paid_card": "39.45", "paid_voucher": "1000.00"}
    assert {"paid_cash", "paid_transfer", "paid_own"} <= set(paid)


@pytest.mark.parametrize(
    ("methods", "words"),
    [
        ((), "Nothing to pay"),
        (("card",), "By card"),
        (("cash", "cash"), "In cash"),
        (("cash", "card"), "Card and cash"),
        (("voucher",), "By voucher"),
        (("voucher", "cash"), "In cash · By voucher"),
        (("voucher", "card", "cash"), "In cash · By card · By voucher"),
    ],
)
def test_in_a_few_words(methods: tuple[Method, ...], words: str) -> None:
    assert said(how_paid(of_payment(method, "") for method in methods)) == words


@pytest.mark.req("M6")
def test_an_own_means_keeps_the_name_it_had(till: Till) -> None:
    means, by = till.salon.means, till.manager.id
    own = means.add(GIFT, by)
    sale = sold(till, Payment(own.key, 103_945))
    means.save(replace(own, name="Benefit"), by)
    kept = till.salon.checkout.sale(sale.id)
    assert (kept.payments[0].title, said(kept.payments[0].means.how)) == (GIFT, GIFT)
    void = till.salon.checkout.void(sale.id, "Mistake", till.eva.id, by)
    assert till.salon.checkout.sale(void.id).payments == (Payment(own.key, -103_945, title=GIFT),)
    first, *_ = Exporting(till.salon.context).rows("sales")
    assert (first["paid_own"], first["own_means"]) == ("1039.45", GIFT)


@pytest.mark.req("M6")
def test_no_two_means_are_called_the_same(till: Till) -> None:
    """X, Z and the month add up by name: a second "Cash" would hide what lies in no drawer."""
    means, by = till.salon.means, till.manager.id
    means.add(GIFT, by)
    context = replace(till.salon.context, say=lambda text: {"Cash": "Hotovost"}.get(said(text), ""))
    for name in ("Cash", "cash", " In cash", "CARD", "On account", "Hotovost", GIFT.upper()):
        with pytest.raises(Refused, match="there already") as wrong:
            MeansList(context).add(name, by)
        assert wrong.value.field == "name"
    account = means.get("account")
    means.save(replace(account, name="Tab"), by)
    own = means.add("On account", by)
    with pytest.raises(Refused, match="there already"):
        means.save(account, by)
    means.save(replace(own, active=False), by)


@pytest.mark.req("M6")
def test_what_is_not_in_use_or_lacks_something_is_refused(till: Till) -> None:
    with pytest.raises(Refused, match="not taken") as wrong:
        sold(till, Payment("transfer", 103_945, reference="2026-17"))
    assert wrong.value.field == "means"
    with pytest.raises(Refused, match="not taken"):
        sold(till, Payment("own-none", 103_945))
    with pytest.raises(Refused, match="number") as wrong:
        sold(till, voucher(103_945, " "))
    assert wrong.value.field == "reference"
    take_means(till.salon, "account")
    with pytest.raises(Refused, match="client") as wrong:
        sold(till, Payment("account", 103_945))
    assert wrong.value.field == "client"
    assert till.counts()["sale"] == 0


@pytest.mark.req("M6")
def test_who_answers_for_a_part_that_was_taken_stays_on_the_bill(till: Till) -> None:
    """Else nobody owes it, or somebody who never agreed."""
    take_means(till.salon, "account")
    jana, petr = till.client("Jana"), till.client("Petr")
    bills, bill = till.salon.bills, till.retail()
    bills.set_client(bill.id, petr.id)
    bills.set_client(bill.id, jana.id)
    till.salon.asking.keep(bill.id, Payment("account", 10_000), 38_900, till.eva.id)
    for other in (None, petr.id):
        with pytest.raises(Refused, match="of this bill is paid"):
            bills.set_client(bill.id, other)
    bills.set_client(bill.id, jana.id)
    sale = till.salon.checkout.pay(bill.id, [Payment("cash", 28_900)], 38_900, till.eva.id)
    assert sale.client_id == jana.id
    assert till.salon.clients.account(jana.id) == 10_000


def test_a_voucher_that_was_taken_does_not_hold_the_client(till: Till) -> None:
    bill = till.retail()
    till.salon.asking.keep(bill.id, voucher(10_000), 38_900, till.eva.id)
    jana = till.client("Jana")
    assert till.salon.bills.set_client(bill.id, jana.id).client_id == jana.id


def test_a_ledger_fills_its_step_within_the_sale(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved: list[tuple[str, int]] = []

    def ledger(context: Context, posting: Posting, part: Payment) -> None:
        if part.reference == "empty":
            raise Refused(Msg("Nothing is left on it."))
        moved.append((posting.sale.kind, part.amount_minor))

    monkeypatch.setitem(LEDGERS, "voucher", ledger)
    sale = sold(till, voucher(3_945), Payment("card", 100_000))
    till.salon.checkout.void(sale.id, "Mistake", till.eva.id, till.manager.id)
    assert moved == [("sale", 3_945), ("void", -3_945)]
    before = till.counts()
    with pytest.raises(Refused, match="Nothing is left"):
        sold(till, voucher(103_945, "empty"))
    assert till.counts() == before


def test_a_voucher_moves_once_however_a_bill_came_to_be_paid(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Put aside, the same voucher twice, a declined card: nothing moves before the sale, and then
    once."""
    moved: list[tuple[str, int]] = []

    def ledger(_: Context, __: Posting, part: Payment) -> None:
        moved.append((part.reference, part.amount_minor))

    monkeypatch.setitem(LEDGERS, "voucher", ledger)
    asking, by = till.salon.asking, till.eva.id
    bill = till.retail()
    for amount, number in ((10_000, "V-12"), (5_000, "V-12"), (1_000, "V-13")):
        bill = asking.keep(bill.id, voucher(amount, number), 38_900, by)
    assert (bill.taken, bill.due_minor) == ((voucher(15_000), voucher(1_000, "V-13")), 22_900)
    question = asking.take(bill.id, "card", 22_900, 38_900, by)
    asking.declined(question.id, by)
    assert (moved, till.salon.bills.get(bill.id).due_minor) == ([], 22_900)
    question = asking.take(bill.id, "card", 22_900, 38_900, by)
    sale = asking.done(question.id, by)
    assert asking.done(question.id, by) == sale
    assert moved == [("V-12", 15_000), ("V-13", 1_000)]
