"""Plainly fictitious figures of a day for tests of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kiosk.paper.cash.closing import Corrected
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.till.closing import Closing, ClosingCount
from kiosk.salon.domain.till.counting import Face
from kiosk.salon.domain.till.figures import (
    CashKind,
    CashSums,
    Discounted,
    Figures,
    Late,
    Paid,
    Tally,
    Tipped,
    User,
    VatSums,
)
from tests.paper.samples import COUNTRY_OF, SATURDAY, TEN_O_CLOCK

HOUR = 3_600_000


def usual_figures(language: str) -> Figures:
    """A day that went on over midnight, with something of everything in it."""
    country = COUNTRIES[COUNTRY_OF[language]]
    high, low = country.rates_on(SATURDAY)[:2]
    eur = CashSums("EUR", 5_000, False, 0, 4_000, 0, 0, (), 9_000)
    foreign = () if country.currency == "EUR" else (Paid("foreign", "", 1, 96_000, "EUR", 4_000),)
    own = CashSums(
        country.currency,
        200_000,
        True,
        -5_000,
        412_300,
        -38_900,
        5_000,
        (
            CashKind("bank_withdrawal", 1, 100_000, 0),
            CashKind("purchase", 2, 0, -24_500),
            CashKind("drop", 1, 0, -300_000),
        ),
        348_900,
    )
    return Figures(
        currency=country.currency,
        till="Till 1",
        desk="1",
        session=41,
        business_day="2026-11-21",
        first_day="2026-11-21",
        last_day="2026-11-22",
        opened_at=TEN_O_CLOCK - 2 * HOUR,
        opened_by="Petra",
        ended_at=TEN_O_CLOCK + 9 * HOUR,
        ended_by="Eva",
        first_number="2026-1-000101",
        last_number="2026-1-000123",
        sales=Tally(21, 1_234_567),
        voids=Tally(1, -38_900),
        returns=Tally(1, -25_000),
        services_minor=1_000_000,
        goods_minor=170_667,
        vat=(
            VatSums(high, 826_446, 173_554, -52_810, -11_090),
            VatSums(low, 209_435, 25_132),
        ),
        discounts=(Discounted("", 1, 1_000), Discounted("5 %", 3, 20_100)),
        payments=(
            Paid("cash", "", 10, 373_400),
            Paid("card", "", 12, 797_289 - sum(part.minor for part in foreign)),
            *foreign,
        ),
        tips=(Tipped("Eva", "cash", 1, 5_000), Tipped("Petra", "card", 2, 12_000)),
        paid_back=(Paid("cash", "", 1, -38_900), Paid("card", "", 1, -25_000)),
        open_parts=Tally(1, 20_000),
        rounding_minor=22,
        cash=(own, eur) if country.currency != "EUR" else (own,),
        openings=2,
        copies=1,
        bills=Tally(1, 65_045),
        late=(Late("2026-2-000007", "2026-11-20", 45_000),),
        people=(User("01", "Petra"), User("02", "Eva")),
        sales_total=98_765_432,
        returns_total=1_234_500,
    )


def usual_closing(language: str) -> Closing:
    """Its closing, the two currencies counted, one of them by pieces and short."""
    country = COUNTRIES[COUNTRY_OF[language]]
    counted = 358_400
    own = ClosingCount(
        country.currency,
        348_900,
        since_minor=10_000,
        counted_minor=counted,
        difference_minor=-500,
        reason="Ema 12:30?",
        taken_minor=150_000,
        left_minor=198_400,
        pieces=tuple(pieces_of(counted, country.currency)),
    )
    eur = ClosingCount("EUR", 9_000, counted_minor=9_000, left_minor=9_000)
    return Closing(
        id=bytes(16),
        till_id=bytes(16),
        number=42,
        session_id=bytes(16),
        last_session=41,
        kind="count",
        business_day="2026-11-21",
        closed_at=TEN_O_CLOCK + 10 * HOUR,
        counted_by=bytes(16),
        counts=(own, eur) if country.currency != "EUR" else (own,),
        blind=True,
        attempts=2,
        card_expected_minor=usual_figures(language).card_minor,
        card_terminal_minor=usual_figures(language).card_minor - 389,
        card_reason="#12",
        journal_seq=4711,
        journal_mac=bytes(range(32)),
    )


def usual_correction(language: str) -> tuple[Closing, Corrected]:
    """A note of 500 was overlooked, in a closing that corrected another already."""
    old = usual_closing(language)
    own, *others = old.counts
    missed = 50_000
    wrong = replace(own, counted_minor=(own.counted_minor or 0) - missed, pieces=())
    wrong = replace(wrong, difference_minor=own.difference_minor - missed)
    counts = (replace(own, reason=""), *others)
    made = replace(old, kind="correction", corrects=old.id, reason="#11", counts=counts)
    return made, Corrected(replace(old, number=41, counts=(wrong,)), replace(old, number=40))


def pieces_of(minor: int, currency: str) -> Iterator[Face]:
    """The fewest notes and coins of a sum."""
    for face in CURRENCIES[currency].faces:
        pieces, minor = divmod(minor, face)
        if pieces:
            yield Face(face, pieces)
