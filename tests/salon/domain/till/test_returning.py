"""Shares of what comes back: whatever the steps, they add up to the sale and never above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.money import CURRENCIES, CashRounding
from kiosk.salon.domain.till.bill import Discount, Payment, price_bill
from kiosk.salon.domain.till.returning import Piece, Purse, Returnable
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.domain.till.settling import settle
from kiosk.salon.domain.till.sold import Part, part_of, sold_lines, vat_of_lines
from tests.salon.domain.till.test_bill import line as bill_line

DAY = date(2026, 11, 30)
SLOVAK = CashRounding(5, 5)
"""Five cents, and one or two of them become five."""
PLACES = [
    *(
        (code, COUNTRIES[code].currency, COUNTRIES[code].cash_rounding_on(DAY))
        for code in COUNTRIES
    ),
    ("SK", "EUR", SLOVAK),
]
RATES = (2700, 2100, 950, 0)


@dataclass
class Desk:
    """A sale and what came back of it so far, as the tables would keep it."""

    sale: Sale
    cash: CashRounding
    backs: list[Sale] = field(default_factory=list)

    def returnable(self) -> Returnable:
        ids = [bytes([place]) for place in range(len(self.sale.lines))]
        lines = [line for back in self.backs for line in back.lines]
        gone = [_sum([line for line in lines if line.returns_line == key]) for key in ids]
        payments = [part for back in self.backs for part in back.payments]
        back_minor = -sum(back.total_minor for back in self.backs)
        purse = Purse(self.sale, payments, back_minor)
        return Returnable(self.sale, sold_lines(self.sale, ids, gone), purse, self.cash)

    def back(self, pieces: Sequence[Piece], first: str = "") -> Sale:
        found = self.returnable()
        lines = found.taken_back(pieces)
        paid = found.settle(lines, first)
        total = sum(line.total_minor for line in lines)
        document = replace(
            self.sale, lines=lines, payments=paid.payments, total_minor=total,
            rounding_minor=paid.rounding_minor, paid_minor=total + paid.rounding_minor,
        )  # fmt: skip
        self.backs.append(document)
        return document


def _sum(lines: Sequence[SaleLine]) -> Part:
    return Part(
        -sum(line.quantity_milli for line in lines),
        -sum(line.discount_minor for line in lines),
        -sum(line.bill_discount_minor for line in lines),
        -sum(line.total_minor for line in lines),
        -sum(line.vat_minor or 0 for line in lines),
        -sum(line.cost_minor or 0 for line in lines),
    )


def sold(
    lines: Sequence[tuple[int, int, int, Discount]],
    discount: Discount,
    currency: str,
    rounding: CashRounding,
    card: float,
    cost: int | None = None,
) -> Desk:
    """Of lines (price, thousandths, rate, discount); ``card``: the part of the total by card."""
    priced = price_bill(
        [bill_line(price, quantity, rate, off) for price, quantity, rate, off in lines],
        discount,
        rounding,
    )
    total = priced.total_minor
    by_card = round(total * card)
    parts = [Payment("card", by_card), Payment("cash", total - by_card)]
    try:
        paid = settle([p for p in parts if p.amount_minor] or parts[:1], total,
                      CURRENCIES[currency], rounding)  # fmt: skip
    except Refused:  # so little cash beside the card that there is no coin for it
        paid = settle([Payment("card", total)], total, CURRENCIES[currency], rounding)
    sale = Sale(
        b"s", "2026-1-000001", "sale", currency,
        tuple(
            SaleLine(
                "Shampoo", "product", "ks", one.line.quantity_milli, one.line.price_minor,
                one.line.price_minor, "", one.line.vat_bp, one.discount_minor, "",
                one.bill_discount_minor, one.total_minor, product_id=b"p", cost_minor=cost,
            )
            for one in priced.lines
        ),
        paid.payments, priced.vat, priced.goods_minor, priced.discount_minor, total,
        paid.rounding_minor, total + paid.rounding_minor, 0, "Eva",
    )  # fmt: skip
    return Desk(sale, rounding)


discounts = st.one_of(
    st.just(Discount()),
    st.builds(Discount, st.just("percent"), st.integers(0, 100_000)),
    st.builds(Discount, st.just("amount"), st.integers(0, 5_000)),
)
lines = st.tuples(
    st.one_of(st.integers(0, 60), st.integers(0, 90_000)),
    st.one_of(st.integers(1, 6).map(lambda n: 1000 * n), st.integers(1, 3_000)),
    st.sampled_from(RATES),
    discounts,
)


@st.composite
def desks(draw: st.DrawFn) -> Desk:
    _, currency, rounding = draw(st.sampled_from(PLACES))
    card = draw(st.sampled_from((0.0, 0.0, 1.0, 0.5, 0.83)))
    cost = draw(st.one_of(st.none(), st.integers(0, 10_000)))
    drawn = draw(st.lists(lines, min_size=1, max_size=4))
    return sold(drawn, draw(discounts), currency, rounding, card, cost)


def left(found: Returnable) -> bool:
    return any(sold.left_milli > 0 for sold in found.lines)


def some(draw: st.DrawFn, found: Returnable) -> list[Piece]:
    """Some of what is left."""
    pieces = []
    for one in found.lines:
        if one.left_milli and draw(st.booleans()):
            whole = draw(st.booleans())
            most = one.left_milli
            quantity = most if whole else draw(st.integers(1, most))
            pieces.append(Piece(one.id, quantity, draw(st.booleans())))
    if not pieces:
        first = next(one for one in found.lines if one.left_milli)
        pieces.append(Piece(first.id, first.left_milli))
    return pieces


@pytest.mark.req("M6")
@given(st.data())
def test_whatever_comes_back_in_whatever_steps_adds_up(data: st.DataObject) -> None:
    desk = data.draw(desks())
    sale = desk.sale
    while left(found := desk.returnable()):
        first = data.draw(st.sampled_from(("", "card", "cash")))
        document = desk.back(data.draw(st.composite(some)(found)), first)
        assert document.paid_minor == sum(part.amount_minor for part in document.payments)
        for line in document.lines:
            assert line.quantity_milli < 0
            assert max(line.total_minor, line.discount_minor, line.bill_discount_minor) <= 0
            assert line.total_minor <= (line.vat_minor or 0) <= 0
        for part in document.payments:
            assert part.amount_minor < 0
            assert part.method == "card" or part.amount_minor % desk.cash.step == 0
        for method in ("card", "cash"):
            paid = sum(p.amount_minor for p in sale.payments if p.method == method)
            back = sum(
                p.amount_minor for one in desk.backs for p in one.payments if p.method == method
            )
            assert paid + back >= 0
    everything = [line for back in desk.backs for line in back.lines]
    for place, line in enumerate(sale.lines):
        mine = _sum([one for one in everything if one.returns_line == bytes([place])])
        assert (mine.quantity_milli, mine.total_minor) == (line.quantity_milli, line.total_minor)
        assert mine.discount_minor == line.discount_minor
        assert mine.bill_discount_minor == line.bill_discount_minor
        assert mine.cost_minor == (line.cost_minor or 0)
    for row in sale.vat:
        of_rate = [line for line in everything if line.vat_bp == row.rate_bp]
        assert -sum(line.vat_minor or 0 for line in of_rate) == row.vat_minor
    assert -sum(back.rounding_minor for back in desk.backs) == sale.rounding_minor
    for method in ("card", "cash"):
        back = sum(p.amount_minor for one in desk.backs for p in one.payments if p.method == method)
        assert -back == sum(p.amount_minor for p in sale.payments if p.method == method)


@pytest.mark.req("M6")
@given(st.data())
def test_into_a_credit_never_more_than_was_paid(data: st.DataObject) -> None:
    desk = data.draw(desks())
    ways = data.draw(st.sampled_from((("account",), ("account", "cash", "card"))))
    while left(found := desk.returnable()):
        document = desk.back(data.draw(st.composite(some)(found)), data.draw(st.sampled_from(ways)))
        for part in document.payments:
            assert part.method != "cash" or part.amount_minor % desk.cash.step == 0
        assert -sum(back.paid_minor for back in desk.backs) <= desk.sale.paid_minor
    if ways == ("account",):
        assert -sum(back.paid_minor for back in desk.backs) == desk.sale.paid_minor


@pytest.mark.req("M6")
@given(st.data())
def test_each_piece_is_worth_its_share(data: st.DataObject) -> None:
    """What has come back of a line so far is its share, to half a minor unit."""
    desk = data.draw(desks())
    gone = [0] * len(desk.sale.lines)
    while left(found := desk.returnable()):
        for piece in data.draw(st.composite(some)(found)):
            place = piece.line_id[0]
            part = part_of(desk.returnable().lines[place], piece.quantity_milli)
            desk.back([piece])
            gone[place] += piece.quantity_milli
            line = desk.sale.lines[place]
            after = _sum([
                one for back in desk.backs for one in back.lines
                if one.returns_line == piece.line_id
            ])  # fmt: skip
            share = line.total_minor * gone[place]
            assert 2 * abs(after.total_minor * line.quantity_milli - share) <= line.quantity_milli
            assert part.gross_minor >= part.total_minor


@pytest.mark.req("M6")
def test_three_bottles_with_ten_percent_off_the_bill() -> None:
    """C41: 3 × 389.00 less 10 % is 1050.30, paid in cash 1050.00."""
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    percent = Discount("percent", 10_000)
    desk = sold([(38_900, 3000, 2100, Discount())], percent, "CZK", czk, 0)
    assert (desk.sale.total_minor, desk.sale.paid_minor) == (105_030, 105_000)
    one = desk.back([Piece(b"\0", 1000)])
    (line,) = one.lines
    assert (line.bill_discount_minor, line.total_minor, line.vat_minor) == (-3_890, -35_010, -6_076)
    assert (one.rounding_minor, one.paid_minor) == (10, -35_000)
    rest = desk.back([Piece(b"\0", 2000)])
    assert (rest.total_minor, rest.rounding_minor, rest.paid_minor) == (-70_020, 20, -70_000)


@pytest.mark.req("M6")
def test_the_rounding_of_a_split_goes_back_with_its_cash_alone() -> None:
    """48.32 euros, 40.00 of them by card: 8.30 in cash. A card is never rounded."""
    desk = sold([(2_000, 2000, 2200, Discount()), (832, 1000, 2200, Discount())],
                Discount(), "EUR", SLOVAK, 4000 / 4832)  # fmt: skip
    assert [part.amount_minor for part in desk.sale.payments] == [4_000, 830]
    back = desk.back([Piece(b"\0", 1000)])
    assert [(p.method, p.amount_minor) for p in back.payments] == [("card", -2_000)]
    back = desk.back([Piece(b"\1", 1000)], "cash")
    assert [(p.method, p.amount_minor) for p in back.payments] == [("cash", -830)]
    assert back.rounding_minor == 2


@pytest.mark.req("M6")
def test_what_there_is_no_coin_for_the_next_return_makes_good() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(40, 5000, 0, Discount())], Discount(), "CZK", czk, 0)
    backs = [desk.back([Piece(b"\0", 1000)]).paid_minor for _ in range(5)]
    assert backs == [0, -100, 0, -100, 0]


def test_what_is_refused() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(38_900, 3000, 2100, Discount())], Discount(), "CZK", czk, 1)
    for pieces in (
        [],
        [Piece(b"?", 1000)],
        [Piece(b"\0", 1000), Piece(b"\0", 1000)],
        [Piece(b"\0", 0)],
        [Piece(b"\0", -1000)],
        [Piece(b"\0", 3001)],
    ):
        with pytest.raises(Refused):
            desk.returnable().taken_back(pieces)
    desk.back([Piece(b"\0", 2000)])
    with pytest.raises(Refused, match="More"):
        desk.back([Piece(b"\0", 1001)])


def test_who_pays_no_vat_takes_none_back() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(38_900, 3000, 0, Discount())], Discount(), "CZK", czk, 1)
    desk.sale = replace(desk.sale, vat=(), pays_vat=False)
    assert vat_of_lines(desk.sale.lines, ()) == [0]
    assert desk.back([Piece(b"\0", 1000)]).lines[0].vat_minor == 0


def test_two_vouchers_each_take_back_their_own() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(10_000, 3000, 2100, Discount())], Discount(), "CZK", czk, 1)
    parts = (
        Payment("card", 10_000, reference="A"),
        Payment("card", 15_000, reference="B"),
        Payment("cash", 5_000, 10_000, 5_000),
    )
    desk.sale = replace(desk.sale, payments=parts)
    back = desk.back([Piece(b"\0", 2000)], "cash")
    told = [(p.method, p.reference, p.amount_minor, p.tendered_minor) for p in back.payments]
    assert told == [
        ("card", "A", -10_000, 0), ("card", "B", -5_000, 0), ("cash", "", -5_000, -5_000),
    ]  # fmt: skip


def test_foreign_money_goes_back_in_the_salons() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(10_000, 3000, 2100, Discount())], Discount(), "CZK", czk, 1)
    euros = Payment("foreign", 30_000, 50_000, 20_000, "EUR", 2_000, 25_000_000)
    desk.sale = replace(desk.sale, payments=(euros,))
    assert desk.returnable().purse.choices == ("cash",)
    back = desk.back([Piece(b"\0", 1000)])
    assert back.payments == (Payment("cash", -10_000, -10_000),)


def test_what_was_put_on_account_goes_back_there() -> None:
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(10_000, 3000, 2100, Discount())], Discount(), "CZK", czk, 1)
    parts = (Payment("account", 20_050), Payment("cash", 9_950, 9_950))
    desk.sale = replace(desk.sale, payments=(parts[0],))
    assert desk.returnable().purse.choices == ("account",)
    desk.sale = replace(desk.sale, payments=(parts[0], replace(parts[1], amount_minor=9_900)),
                        rounding_minor=-50, paid_minor=29_950)  # fmt: skip
    assert desk.returnable().purse.choices == ("cash", "account")
    backs = [desk.back([Piece(b"\0", 1000)]) for _ in range(3)]
    assert [[(p.method, p.amount_minor) for p in back.payments] for back in backs] == [
        [("cash", -9_900), ("account", -83)],
        [("account", -9_984)],
        [("account", -9_983)],
    ]


def test_a_credit_beside_a_card_is_no_reason_to_give_more() -> None:
    """The card has not got its sum back, but all that was paid has."""
    czk = COUNTRIES["CZ"].cash_rounding_on(DAY)
    desk = sold([(4_960, 1000, 0, Discount()), (60, 1000, 0, Discount())],
                Discount(), "CZK", czk, 4900 / 5020)  # fmt: skip
    assert [p.amount_minor for p in desk.sale.payments] == [4_900, 100]
    desk.back([Piece(b"\1", 1000)], "account")
    back = desk.back([Piece(b"\0", 1000)], "cash")
    assert -sum(one.paid_minor for one in desk.backs) <= desk.sale.paid_minor
    assert all(part.method == "card" or part.amount_minor % 100 == 0 for part in back.payments)
