"""Sums of days: what is kept is what the documents say, whatever is written and in which order."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.day_sums import DaySums, together
from kiosk.salon.domain.till.owner_spans import Days, before, drawn, so_far
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store import balances
from kiosk.salon.store.till import day_sums, sales
from tests.rigs.salon import TEN_O_CLOCK, clock_of, close_salon, make_salon
from tests.rigs.till_world import Till, edit_line, make_till
from tests.salon.services.figures.by_hand import by_hand
from tests.salon.services.figures.world import some_days
from tests.salon.services.test_returns import back

pytestmark = pytest.mark.req("M4")

DAY_MS = 86_400_000
ANCHOR = date(2026, 11, 21)
EVER = tuple(ANCHOR + timedelta(days=n) for n in range(-12, 13))


def of_days(till: Till, days: tuple[date, ...] = EVER) -> dict[date, DaySums]:
    context = till.salon.context
    return day_sums.of_days(context.store, days, context.today())


def kept(till: Till) -> list[str]:
    return till.salon.context.store.column("SELECT day FROM day_sum ORDER BY day")


def documents(till: Till) -> dict[date, list[Sale]]:
    found: dict[date, list[Sale]] = defaultdict(list)
    for dated in sales.of_days(till.salon.context.store, "0000", "9999"):
        found[date.fromisoformat(dated.day)].append(dated.sale)
    return found


def sell(till: Till, pieces: int, cash: int, discount: Discount) -> Sale:
    """Some bottles and a cut, the part in cash in thousandths of the whole."""
    bill = till.salon.bills.open_retail(till.eva.id)
    bill = till.salon.bill_lines.add_service(bill.id, till.cut.id, till.eva.id)
    for _ in range(pieces):
        bill = till.salon.bill_lines.add_barcode(bill.id, till.shampoo.barcodes[0])
    bill = edit_line(till.salon, bill, 0, discount=discount)
    total = bill.totals.total_minor
    part = total * cash // 1000
    parts = [Payment("cash", part)] if part else []
    parts += [Payment("card", total - part)] if part < total else []
    return till.salon.checkout.pay(bill.id, parts, total, till.eva.id, agreed=True)


moves = st.lists(
    st.tuples(
        st.sampled_from(("sell", "sell", "look", "void", "return")),
        st.integers(-3, 3),
        st.integers(0, 3),
        st.sampled_from((0, 300, 777, 1000)),
    ),
    min_size=4,
    max_size=25,
)
"""What is done, how many days from the first one the clock says it is, and how much of it."""


@settings(max_examples=25)
@given(moves, st.sampled_from(("none", "amount", "percent")))
def test_whatever_is_written_and_whenever_somebody_looks(
    moves: list[tuple[str, int, int, int]], kind: str
) -> None:
    """The clock jumps forwards and back, so documents come into days that were looked at."""
    discount = Discount(kind, 0 if kind == "none" else 1250, "" if kind == "none" else "Birthday")
    with TemporaryDirectory() as folder:
        till = make_till(make_salon(Path(folder)))
        sold: list[Sale] = []
        for what, day, number, cash in moves:
            at(day)(till)
            if what == "sell":
                sold.append(sell(till, number, cash, discount))
            elif what == "look":
                of_days(till)
            elif sold:
                take_back(till, what, sold[-1 - number % len(sold)])
        said = documents(till)
        assert day_sums.wrong(till.salon.context.store) == []
        for one, found in of_days(till).items():
            assert found == by_hand(said.get(one, ())), one
        assert day_sums.wrong(till.salon.context.store) == []
        close_salon(till.salon)


def take_back(till: Till, what: str, sale: Sale) -> None:
    """All of it, or one piece of its first line. Nothing happens where that cannot be: void
    already, of another day, or back already."""
    with suppress(PultError):
        if what == "void":
            till.salon.checkout.void(sale.id, "mistake", till.eva.id, till.manager.id)
        else:
            back(till, sale, 1000, written_off=sale.lines[0].total_minor % 2 == 0)


def at(days: int) -> Callable[[Till], None]:
    return lambda till: clock_of(till.salon).jump(TEN_O_CLOCK + days * DAY_MS)


def test_a_finished_day_is_counted_once_and_today_each_time(till: Till) -> None:
    sale = till.pay(till.retail(2))
    at(1)(till)
    till.pay(till.retail())
    assert of_days(till, (ANCHOR,))[ANCHOR].goods == sale.total_minor
    assert kept(till) == ["2026-11-21"]
    tomorrow = ANCHOR + timedelta(days=1)
    assert of_days(till, (tomorrow,))[tomorrow].bills == 1
    till.pay(till.retail())
    assert of_days(till, (tomorrow,))[tomorrow].bills == 2
    assert kept(till) == ["2026-11-21"]


def test_a_document_that_comes_into_a_day_of_before_drops_what_is_kept_of_it(till: Till) -> None:
    till.pay(till.retail())
    at(1)(till)
    of_days(till, EVER[:14])
    assert "2026-11-21" in kept(till)
    at(0)(till)
    late = till.pay(till.retail(3))
    assert "2026-11-21" not in kept(till)
    assert "2026-11-20" in kept(till), "only that day's"
    at(1)(till)
    assert of_days(till, (ANCHOR,))[ANCHOR].goods == late.total_minor + 38_900


def test_a_sale_that_fails_drops_nothing(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    till.pay(till.retail())
    at(1)(till)
    of_days(till, (ANCHOR,))
    at(0)(till)
    bill = till.retail()

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the power went")

    monkeypatch.setattr("kiosk.salon.store.till.printing.add", fail)
    with pytest.raises(RuntimeError):
        till.pay(bill)
    assert kept(till) == ["2026-11-21"]


def test_the_doctor_finds_a_sum_that_is_not_that_of_its_documents(till: Till) -> None:
    till.pay(till.retail())
    at(1)(till)
    store = till.salon.context.store
    figures = of_days(till, (ANCHOR,))[ANCHOR].to_json()
    assert balances.wrong(store) == {}
    with store.transaction():
        wrong = json.dumps(figures | {"goods": figures["goods"] + 1})
        store.run("UPDATE day_sum SET figures = ?", (wrong,))
    assert balances.wrong(store) == {"Sums of days": [b"2026-11-21"]}


def test_what_is_written_meanwhile_is_not_overwritten(till: Till) -> None:
    """Somebody sells while the sums are counted: they are told, but not kept."""
    till.pay(till.retail())
    at(1)(till)
    store = till.salon.context.store
    count = day_sums.counted

    def counted(*args: object) -> dict[str, DaySums]:
        found = count(*args)  # type: ignore[arg-type]
        store.db.commit()
        till.pay(till.retail())
        store.db.begin()
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day_sums, "counted", counted)
        assert of_days(till, (ANCHOR,))[ANCHOR].bills == 1
    assert kept(till) == []


def test_words_of_a_discount_go_with_the_person(till: Till) -> None:
    client = till.client()
    bill = till.salon.visit_bills.open(till.visit(client).id, till.eva.id)
    discount = Discount("amount", 1000, "Mrs Vzorová's birthday")
    bill = edit_line(till.salon, bill, 0, discount=discount)
    till.pay(bill)
    at(1)(till)
    assert of_days(till, (ANCHOR,))[ANCHOR].discounts == {"Mrs Vzorová's birthday": 1000}
    till.salon.clients.erase(client.id, till.manager.id)
    assert kept(till) == []
    assert of_days(till, (ANCHOR,))[ANCHOR].discounts == {"": 1000}


def test_what_is_kept_comes_back_as_it_was() -> None:
    one = DaySums(
        *(2, 1, 0, 65_045, -300, 45, 100, 7, 9),
        *({2100: 5}, {"5 % X": 3}, {("own-1", "Benefit"): 64_745}),
    )
    assert DaySums.from_json(json.loads(json.dumps(one.to_json()))) == one
    assert together([one, DaySums()]) == one
    assert together([one, one]).payments == {("own-1", "Benefit"): 129_490}


def test_an_average_is_of_bills_that_stand() -> None:
    assert DaySums(sales=3, voids=1, services=1001).average == 501
    assert DaySums(sales=1, voids=1).average is None
    assert DaySums(sales=1, returns=1, goods=-5).average == -5


@pytest.mark.parametrize(
    ("span", "today", "now", "then"),
    [
        ("today", "2026-11-21", ("2026-11-21", "2026-11-21"), ("2026-11-14", "2026-11-14")),
        ("week", "2026-11-21", ("2026-11-16", "2026-11-21"), ("2026-11-09", "2026-11-14")),
        ("week", "2027-01-01", ("2026-12-28", "2027-01-01"), ("2026-12-21", "2026-12-25")),
        ("month", "2026-11-21", ("2026-11-01", "2026-11-21"), ("2026-10-01", "2026-10-21")),
        ("month", "2026-03-31", ("2026-03-01", "2026-03-31"), ("2026-02-01", "2026-02-28")),
        ("month", "2027-01-02", ("2027-01-01", "2027-01-02"), ("2026-12-01", "2026-12-02")),
    ],
)
def test_a_span_is_compared_with_as_much_of_the_one_before(
    span: str, today: str, now: tuple[str, str], then: tuple[str, str]
) -> None:
    day = date.fromisoformat(today)
    assert so_far(span, day) == Days(*map(date.fromisoformat, now))  # type: ignore[arg-type]
    assert before(span, day) == Days(*map(date.fromisoformat, then))  # type: ignore[arg-type]
    assert drawn(span, day).last == day  # type: ignore[arg-type]


def test_documents_of_a_salon_that_paid_no_vat_have_none(till: Till) -> None:
    """Some of before it became a payer, some of after, on one day."""
    some_days(till, 2, days=(0, 0))
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE sale SET pays_vat = 0 WHERE rowid % 2")
    said = documents(till)[ANCHOR]
    assert {sale.pays_vat for sale in said} == {True, False}
    found = of_days(till, (ANCHOR,))[ANCHOR]
    assert found == by_hand(said)
    assert 0 < found.vat_sum < found.turnover - found.net + 1
    days = Days(ANCHOR, ANCHOR)
    for figure, minor in (("net", found.net), ("margin", found.margin)):
        listed = till.salon.figures.documents(figure, days, till.manager.id)  # type: ignore[arg-type]
        assert sum(one.minor for one in listed) == minor


def test_while_nothing_may_be_written_the_sums_are_told_all_the_same(till: Till) -> None:
    sale = till.pay(till.retail())
    at(1)(till)
    store = till.salon.context.store
    store.held = lambda: T("Only reading.")
    assert of_days(till, (ANCHOR,))[ANCHOR].taken == sale.paid_minor
    assert kept(till) == []


@pytest.mark.parametrize("damaged", ["x", "[]", "{}", "null", '{"sales": 1}'])
def test_sums_that_cannot_be_read_are_wrong_and_counted_again(till: Till, damaged: str) -> None:
    till.pay(till.retail())
    clock_of(till.salon).advance(24 * 3600)
    store, boss = till.salon.context.store, till.manager.id
    told = till.salon.figures.overview("month", boss).now.sums
    with store.transaction():
        assert store.run("UPDATE day_sum SET figures = ?", (damaged,))
    assert balances.wrong(store)["Sums of days"]
    assert till.salon.figures.overview("month", boss).now.sums == told
    assert "Sums of days" not in balances.wrong(store)
