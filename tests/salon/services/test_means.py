"""A third means of payment is a row in the table: everything that tells of payments knows it."""

from __future__ import annotations

from typing import cast

import pytest

from kiosk.paper.document import Drawer, Line
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.text import Msg, Text
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import MEANS, Means, Method, how_paid
from kiosk.salon.domain.till.sale import Sale, takings
from kiosk.salon.services.files.exporting import Exporting
from kiosk.salon.services.salon_services import Services
from tests.paper.samples import speaker
from tests.presenters.story import Story
from tests.rigs.till_world import Till, make_till

VOUCHER = cast(Method, "voucher")


@pytest.fixture
def till(salon: Services, monkeypatch: pytest.MonkeyPatch) -> Till:
    """A till that takes vouchers too."""
    words = ("Voucher", "By voucher", "voucher {amount}", "Give the voucher back")
    means = Means(*map(Msg, words))
    monkeypatch.setitem(MEANS, VOUCHER, means)
    return make_till(salon)


def sold(till: Till, *parts: Payment) -> Sale:
    """A shampoo and a cut: 1,039.45."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    return till.pay(bill, *parts)


def said(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


def test_it_pays_exactly_beside_cash_that_is_rounded(till: Till) -> None:
    sale = sold(till, Payment(VOUCHER, 100_000), Payment("cash", 3_945, 5_000))
    assert sale.payments == (Payment(VOUCHER, 100_000), Payment("cash", 3_900, 5_000, 1_100))
    assert (sale.rounding_minor, takings([sale])["cash"]) == (-45, 3_900)
    assert till.salon.checkout.sale(sale.id).payments == sale.payments


def test_it_does_not_open_the_drawer(till: Till) -> None:
    sold(till, Payment(VOUCHER, 103_945))
    (job,) = till.salon.printing.open_jobs()
    assert not job.open_drawer


def test_the_sums_of_the_day_count_it(till: Till) -> None:
    first = sold(till, Payment(VOUCHER, 50_000), Payment("card", 53_945))
    sold(till, Payment(VOUCHER, 103_945))
    till.salon.checkout.void(first.id, "Mistake", till.eva.id, till.manager.id)
    today = till.salon.checkout.todays_sales()
    assert takings(today) == {"cash": 0, "card": 0, "voucher": 103_945}
    story = Story(till.salon).unlock(till.eva)
    story.nav.go("sales")
    summary = speaker("en").say(story.state.summary).replace("\u00a0", " ")
    assert summary == "3 documents · cash 0.00 Kč · card 0.00 Kč · voucher 1,039.45 Kč"
    story.tap("pick", first.id.hex())
    assert [said(line.label) for line in story.state.sale.sums] == ["By voucher", "By card"]


def test_the_receipt_names_it(till: Till) -> None:
    sale = sold(till, Payment("card", 3_945), Payment(VOUCHER, 100_000))
    paper = receipt(sale, till.salon.context.salon, speaker("en"))
    payments = [op.left for op in paper.ops if isinstance(op, Line) and "1,000.00" in op.right]
    assert payments[-1] == "Voucher"
    assert not any(isinstance(op, Drawer) for op in paper.ops)


def test_it_has_a_column_of_its_own_in_what_is_exported(till: Till) -> None:
    sold(till, Payment("card", 3_945), Payment(VOUCHER, 100_000))
    first, *_ = Exporting(till.salon.context).rows("sales")
    paid = {name: sum_ for name, sum_ in first.items() if name.startswith("paid_")}
    assert paid == {"paid_cash": "0.00", "paid_card": "39.45", "paid_voucher": "1000.00"}


@pytest.mark.parametrize(
    ("methods", "words"),
    [
        ((), "Nothing to pay"),
        (("card",), "By card"),
        (("cash", "cash"), "In cash"),
        (("cash", "card"), "Card and cash"),
        ((VOUCHER,), "By voucher"),
        ((VOUCHER, "cash"), "In cash · By voucher"),
        ((VOUCHER, "card", "cash"), "In cash · By card · By voucher"),
    ],
)
def test_in_a_few_words(till: Till, methods: tuple[Method, ...], words: str) -> None:
    assert said(how_paid(methods)) == words
