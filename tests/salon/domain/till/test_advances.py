"""What is left of an advance, and of its VAT, after any uses."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.money import CashRounding
from kiosk.salon.domain.till.advances import (
    OpenAdvance,
    Source,
    Use,
    Wanted,
    deducted,
    left,
)
from kiosk.salon.domain.till.bill import BillLine, Discount, price_bill
from kiosk.salon.domain.vat import vat_within

RATES = st.sampled_from([2700, 2300, 2200, 2100, 1200, 950, 500, 0])


def taken(total: int, rate: int, key: bytes = b"a", *, pays_vat: bool = True) -> OpenAdvance:
    vat = vat_within(total, rate) if pays_vat else 0
    return OpenAdvance(
        key, b"s", Source("2026-1-000001", 1), "Bride", "service", rate if pays_vat else 0,
        pays_vat, "CZK", total, vat, total, vat, 0,
    )  # fmt: skip


@given(st.data(), st.integers(1, 10**7), RATES)
def test_any_uses_take_its_vat_once(data: st.DataObject, total: int, rate: int) -> None:
    """Parts are taken and given back in any order; the last use takes what is left."""
    one = taken(total, rate)
    uses: list[Use] = []
    while one.left_minor:
        if uses and len(uses) < 30 and data.draw(st.booleans()):
            back = data.draw(st.sampled_from(uses))
            if back.total_minor > 0:
                uses.append(Use(-back.total_minor, -back.vat_minor, rate))
                uses.remove(back)
                uses.pop()
        else:
            whole = len(uses) >= 30
            part = one.left_minor if whole else data.draw(st.integers(1, one.left_minor))
            uses.append(Use(part, one.vat_of(part, rate), rate))
        rest = left(total, one.vat_minor, rate, uses)
        one = replace(one, left_minor=rest[0], left_vat_minor=rest[1])
        assert 0 <= one.left_vat_minor <= one.left_minor
        assert all(0 <= use.vat_minor <= use.total_minor for use in uses)
    assert sum(use.total_minor for use in uses) == total
    assert sum(use.vat_minor for use in uses) == vat_within(total, rate)


@given(
    st.lists(st.tuples(st.integers(0, 10**6), RATES, st.booleans()), max_size=6),
    st.dictionaries(RATES, st.integers(0, 10**6), max_size=5),
)
def test_no_rate_and_no_bill_goes_below_nothing(
    wishes: list[tuple[int, int, bool]], room: dict[int, int]
) -> None:
    wanted = [Wanted(most, rate if taxed else 0, taxed) for most, rate, taxed in wishes]
    amounts = deducted(wanted, room)
    assert all(0 <= a <= one.most_minor for a, one in zip(amounts, wanted, strict=True))
    assert sum(amounts) <= sum(room.values())
    for rate in room:
        of_rate = [a for a, one in zip(amounts, wanted, strict=True)
                   if one.taxed and one.vat_bp == rate]  # fmt: skip
        assert sum(of_rate) <= room[rate]


@given(
    st.lists(st.tuples(st.integers(0, 10**6), RATES), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 10**6), RATES, st.booleans()), max_size=4),
    st.integers(0, 100_000),
)
def test_a_bill_adds_up_and_takes_off_each_rate_what_was_taxed(
    sold: list[tuple[int, int]], before: list[tuple[int, int, bool]], percent: int
) -> None:
    lines = [
        BillLine(bytes([place]), "service", "Cut", 1000, minor, minor, rate)
        for place, (minor, rate) in enumerate(sold)
    ]
    off = Discount("percent", percent, "x")
    plain = price_bill(lines, off, CashRounding(1))
    for place, (minor, rate, pays_vat) in enumerate(before):
        source = taken(minor, rate, bytes([200 + place]), pays_vat=pays_vat)
        lines.append(
            BillLine(
                source.line_id, "service", source.name, 1000, -minor, -minor, source.vat_bp,
                deducts=source.line_id, source=source,
            )
        )  # fmt: skip
    bill = price_bill(lines, off, CashRounding(1))
    assert bill.total_minor == sum(part.total_minor for part in bill.lines) >= 0
    assert bill.total_minor == bill.goods_minor - bill.discount_minor
    assert bill.discount_minor == plain.discount_minor
    assert sum(row.gross_minor for row in bill.vat) == bill.total_minor
    whole = {row.rate_bp: row for row in plain.vat}
    for row in bill.vat:
        own = [part for part in bill.lines if part.line.deducts and part.line.vat_bp == row.rate_bp]
        less = sum(part.vat_minor or 0 for part in own)
        of_plain = whole[row.rate_bp].vat_minor if row.rate_bp in whole else 0
        assert row.vat_minor == of_plain + less
    for part in bill.lines:
        source = part.line.source
        if source is not None and part.total_minor == -source.total_minor:
            assert part.vat_minor == -source.vat_minor
