"""A VAT rate that becomes another on a day: what is open, what was sold, and what the lists say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from kiosk.salon.domain.country import COUNTRIES, VatChange
from kiosk.salon.domain.country.rules import comes_to_rest, rate_after
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.setup import RatesGiven
from tests.rigs.salon import clock_of
from tests.rigs.till_world import Till, changed_since, last_change
from tests.salon.services.test_returns import back

NEW_YEAR = date(2027, 1, 1)


def at(salon: Services, day: int, month: int, year: int, hour: int) -> None:
    """Prague time: there the day begins an hour before it does in Greenwich."""
    clock = clock_of(salon)
    moment = datetime(year, month, day, hour, tzinfo=ZoneInfo("Europe/Prague")).timestamp()
    clock.advance(moment - clock.now() / 1000)


def becomes(till: Till, *changes: VatChange) -> None:
    """As a setting says it."""
    till.salon.context.vat_changes = changes
    till.salon.context.salon_changed()


def rates(till: Till) -> list[int]:
    """Of what a shampoo and a cut are sold at now."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    return [line.vat_bp for line in till.pay(bill).lines]


@pytest.mark.req("M1", "C6")
def test_a_bill_open_at_new_year_is_sold_at_the_new_rate(till: Till) -> None:
    salon = till.salon
    becomes(till, VatChange(NEW_YEAR, 2100, 2200))
    at(salon, 31, 12, 2026, 20)
    old = till.pay(till.retail())
    bill = till.retail()
    assert [row.rate_bp for row in bill.totals.vat] == [2100]
    at(salon, 1, 1, 2027, 10)
    bill = salon.bills.get(bill.id)
    assert [row.rate_bp for row in bill.totals.vat] == [2200]
    new = till.pay(bill)
    assert [(row.rate_bp, row.gross_minor) for row in new.vat] == [(2200, 38_900)]
    assert new.total_minor == old.total_minor, "prices include VAT and stay"
    assert salon.checkout.sale(old.id).vat == old.vat
    assert [row.rate_bp for row in old.vat] == [2100]


@pytest.mark.req("C6")
def test_the_law_changes_at_midnight_and_not_when_the_salon_opens(till: Till) -> None:
    """A party of the salon's old day, after midnight: the paper bears the new date."""
    becomes(till, VatChange(NEW_YEAR, 2100, 2200))
    at(till.salon, 31, 12, 2026, 23)
    assert rates(till) == [2100, 1200]
    at(till.salon, 1, 1, 2027, 0)
    assert till.salon.context.today() == date(2026, 12, 31)
    assert rates(till) == [2200, 1200]


def test_what_was_sold_before_goes_back_at_its_rate(till: Till) -> None:
    """Sold before midnight, taken back after it, on the same day of the salon."""
    salon = till.salon
    becomes(till, VatChange(NEW_YEAR, 2100, 2200))
    at(salon, 31, 12, 2026, 23)
    old = till.pay(till.retail())
    at(salon, 1, 1, 2027, 1)
    void = salon.checkout.void(old.id, "Wrong item", till.eva.id, till.manager.id)
    assert [(row.rate_bp, row.vat_minor) for row in void.vat] == [
        (2100, -row.vat_minor) for row in old.vat
    ]


@pytest.mark.req("M1", "M6")
def test_what_comes_back_in_january_has_the_rate_of_december(till: Till) -> None:
    becomes(till, VatChange(NEW_YEAR, 2100, 2200))
    at(till.salon, 31, 12, 2026, 12)
    old = till.pay(till.retail(3))
    at(till.salon, 4, 1, 2027, 12)
    returned = back(till, old, 1000)
    assert [(row.rate_bp, row.gross_minor) for row in returned.vat] == [(2100, -38_900)]
    assert [row.rate_bp for row in till.pay(till.retail()).vat] == [2200]
    assert till.salon.books.verify().holds


@pytest.mark.req("C6")
@pytest.mark.parametrize("payer_before", [True, False])
def test_who_pays_vat_from_new_year_on_has_not_paid_it_before(
    till: Till, *, payer_before: bool
) -> None:
    """And the other way round; what comes back is as it was sold."""
    salon = till.salon
    salon.setup.change(salon.context.salon, till.manager, VatPeriod(date.min, payer_before))
    salon.setup.change(salon.context.salon, till.manager, VatPeriod(NEW_YEAR, not payer_before))
    at(salon, 31, 12, 2026, 12)
    old = till.pay(till.retail(2))
    at(salon, 1, 1, 2027, 12)
    new = till.pay(till.retail())
    assert (old.pays_vat, new.pays_vat) == (payer_before, not payer_before)
    kept = salon.checkout.sale(old.id)
    assert (kept.pays_vat, kept.vat, kept.lines) == (old.pays_vat, old.vat, old.lines)
    returned = back(till, old, 1000)
    assert (returned.pays_vat, bool(returned.vat)) == (payer_before, payer_before)


def test_a_visit_is_previewed_at_the_rate_it_is_paid_at(till: Till) -> None:
    becomes(till, VatChange(NEW_YEAR, 1200, 1400, "service"))
    visit = till.visit()
    assert [row.rate_bp for row in till.salon.visit_bills.preview(visit.id).totals.vat] == [1200]
    at(till.salon, 1, 1, 2027, 10)
    assert [row.rate_bp for row in till.salon.visit_bills.preview(visit.id).totals.vat] == [1400]


def test_the_lists_follow_and_what_is_saved_has_the_new_rate(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    becomes(till, VatChange(NEW_YEAR, 2100, 2200))
    assert salon.context.vat_rates() == (2100, 1200, 0)
    at(salon, 1, 1, 2027, 10)
    assert salon.context.vat_rates() == (2200, 1200, 0)
    assert salon.context.usual_vat("product") == 2200
    shampoo = salon.catalogue.product(till.shampoo.id)
    assert shampoo.vat_bp == salon.catalogue.by_barcode(shampoo.barcodes[0]).vat_bp == 2200
    salon.catalogue.save_product(replace(till.shampoo, name="Soap"), by)
    becomes(till)
    assert salon.catalogue.product(till.shampoo.id).vat_bp == 2200


def test_what_became_of_rates_is_written_down_at_a_start(till: Till) -> None:
    """So the rates stand when the setting goes, or the box with its settings file does."""
    salon = till.salon
    becomes(
        till,
        VatChange(NEW_YEAR, 1200, 1400),
        VatChange(NEW_YEAR, 2100, 2200, "product"),
    )
    at(salon, 31, 12, 2026, 23)
    assert salon.setup.write_down_rates() == RatesGiven()
    at(salon, 1, 1, 2027, 1)
    seq = last_change(salon)
    assert salon.setup.write_down_rates() == RatesGiven(services=1, products=1)
    changed = {entity for entity, _ in changed_since(salon, seq)}
    assert changed == {"salon", "service", "product"}
    assert salon.setup.write_down_rates() == RatesGiven(), "and once is enough"
    becomes(till)
    assert rates(till) == [2200, 1400]
    assert salon.context.salon.vat_bp == (2200, 2100, 1400, 0)
    kinds = salon.context.store.column("SELECT kind FROM journal WHERE kind = 'salon.rates'")
    assert len(kinds) == 1
    assert salon.books.verify().holds


def test_who_pays_no_vat_has_no_new_rate_either(till: Till) -> None:
    salon = till.salon
    becomes(till, VatChange(NEW_YEAR, 2100, 2200), VatChange(NEW_YEAR, 0, 500))
    at(salon, 1, 1, 2027, 10)
    petra: StaffMember = salon.team.members()[0]
    salon.setup.change(salon.context.salon, petra, VatPeriod(NEW_YEAR, False))
    assert rates(till) == [0, 0]
    made = salon.catalogue.save_product(Product(b"", "Comb", 100, 0), petra.id)
    assert made.vat_bp == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [(1000, 1200), (1500, 1200), (1200, 1400), (2100, 2100), (0, 0)],
)
def test_changes_of_a_day_come_at_once(before: int, after: int) -> None:
    """Ten and fifteen become twelve on the day on which twelve becomes fourteen."""
    changes = (
        VatChange(NEW_YEAR, 1000, 1200),
        VatChange(NEW_YEAR, 1500, 1200),
        VatChange(NEW_YEAR, 1200, 1400),
    )
    assert {rate_after(order, "service", before) for order in permutations(changes)} == {after}


def test_a_rate_that_went_down_for_half_a_year_is_back() -> None:
    """As the German one in 2020, when what had 19 % had 16 % and then 19 % again."""
    down, up = VatChange(date(2020, 7, 1), 1900, 1600), VatChange(date(2021, 1, 1), 1600, 1900)
    assert rate_after([down], "product", 1900) == 1600
    assert (
        rate_after([down, up], "product", 1900) == rate_after([down, up], "product", 1600) == 1900
    )


def test_what_a_change_makes_must_be_left_alone() -> None:
    """Otherwise it would matter whether the lists hold it already."""
    half_a_year = [VatChange(date(2020, 7, 1), 1900, 1600), VatChange(NEW_YEAR, 1600, 1900)]
    in_a_row = [VatChange(NEW_YEAR, 1000, 1200), VatChange(NEW_YEAR, 1200, 1400)]
    in_use_again = [VatChange(NEW_YEAR, 1200, 1400), VatChange(date(2028, 1, 1), 1000, 1200)]
    by_kind = [
        VatChange(NEW_YEAR, 1000, 1200, "service"),
        VatChange(NEW_YEAR, 1200, 1400, "product"),
    ]
    assert all(map(comes_to_rest, ([], half_a_year, by_kind)))
    assert not comes_to_rest(in_a_row)
    assert not comes_to_rest(in_use_again)
    assert all(comes_to_rest(country.vat_changes) for country in COUNTRIES.values())


def test_what_concerns_services_alone_leaves_goods() -> None:
    changes = (VatChange(NEW_YEAR, 950, 1000), VatChange(NEW_YEAR, 950, 2200, "service"))
    assert {rate_after(order, "service", 950) for order in permutations(changes)} == {2200}
    assert {rate_after(order, "product", 950) for order in permutations(changes)} == {1000}
