"""Who pays VAT and who does not: what a new service gets, what is sold, and what follows from a
change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.salon.domain.country import COUNTRIES, Trade
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon, VatPeriod
from kiosk.salon.domain.tax_numbers import TaxNumber, doubt
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import MANAGER_PIN, clock_of, close_salon, open_salon
from tests.rigs.till_world import Till

TODAY = date(2026, 11, 21)
BOSS = StaffMember(b"", "Petra", "Sample", role="manager")


@pytest.mark.parametrize("vat_id", ["", "CZ00000000"])
def test_who_has_no_vat_number_is_no_payer_unless_they_say_otherwise(
    tmp_path: Path, vat_id: str
) -> None:
    salon = open_salon(tmp_path)
    salon.setup.finish(Salon("Sample", "", "", "", "CZ", vat_id=vat_id), BOSS, MANAGER_PIN)
    assert salon.context.pays_vat() is bool(vat_id)
    assert salon.context.usual_vat("service") == (2100 if vat_id else 0)
    close_salon(salon)


@pytest.mark.parametrize(
    ("country", "trade", "service", "goods"),
    [
        ("CZ", "hair", 2100, 2100),
        ("HU", "hair", 2700, 2700),
        ("SI", "hair", 950, 2200),
        ("SI", "cosmetics", 2200, 2200),
        ("SK", "hair", 2300, 2300),
    ],
)
def test_the_usual_rate_is_that_of_country_and_trade(
    country: str, trade: Trade, service: int, goods: int
) -> None:
    always = (VatPeriod(date.min, True),)
    rates = COUNTRIES[country].rates_on(TODAY)
    salon = Salon("", "", "", "", country, trade=trade, vat_bp=rates, vat_periods=always)
    assert salon.usual_vat("service", TODAY) == service
    assert salon.usual_vat("product", TODAY) == goods
    assert replace(salon, vat_bp=(1900,)).usual_vat("service", TODAY) == 1900


def test_what_the_law_changed_holds_from_its_day() -> None:
    rules = COUNTRIES["CZ"]
    assert rules.usual_vat_on(date(2023, 12, 31)).of_service("hair") == 1000
    assert rules.usual_vat_on(date(2024, 1, 1)).of_service("hair") == 2100
    assert rules.usual_vat_on(date(1999, 1, 1)) == rules.usual_vat[0]


def manager(salon: Services) -> StaffMember:
    return salon.team.members()[0]


def stop_paying(salon: Services, since: date = TODAY) -> None:
    salon.setup.change(salon.context.salon, manager(salon), VatPeriod(since, False))


def test_without_vat_nothing_that_is_sold_has_a_rate(till: Till) -> None:
    before = till.pay(till.retail())
    stop_paying(till.salon)
    sale = till.pay(till.retail())
    assert not sale.pays_vat
    assert sale.vat == ()
    assert [line.vat_bp for line in sale.lines] == [0]
    read = till.salon.checkout.sale(sale.id)
    assert (read.pays_vat, read.vat) == (False, ())
    # What was sold before keeps what it was sold with, and so does its void.
    assert till.salon.checkout.sale(before.id).vat == before.vat != ()
    void = till.salon.checkout.void(before.id, "Wrong item", till.eva.id, till.manager.id)
    assert [row.rate_bp for row in void.vat] == [2100]


def test_a_change_holds_from_its_day_on(till: Till) -> None:
    stop_paying(till.salon, TODAY + timedelta(days=1))
    assert till.pay(till.retail()).pays_vat
    clock_of(till.salon).advance(24 * 3600)
    assert not till.pay(till.retail()).pays_vat
    assert till.salon.context.salon.pays_vat(TODAY)


def test_new_things_get_none_without_vat(till: Till) -> None:
    salon = till.salon
    stop_paying(salon)
    by = till.manager.id
    made = salon.catalogue.save_service(Service(b"", "Wash", 15, 100, 0), by)
    assert made.vat_bp == salon.context.usual_vat("service") == 0
    with pytest.raises(Refused):
        salon.catalogue.save_service(Service(b"", "Dry", 15, 100, 1), by)


def test_a_new_payer_gives_the_usual_rates_if_wanted(till: Till) -> None:
    salon, by = till.salon, till.manager.id
    stop_paying(salon)
    wash = salon.catalogue.save_service(Service(b"", "Wash", 15, 100, 0), by)
    comb = salon.catalogue.save_product(Product(b"", "Comb", 100, 0), by)
    bill = salon.bills.open_retail(till.eva.id)
    salon.bill_lines.add_service(bill.id, wash.id, till.eva.id)
    given = salon.setup.change(salon.context.salon, manager(salon), VatPeriod(TODAY, True))
    assert (given.services, given.products) == (0, 0)
    assert salon.catalogue.service(wash.id).vat_bp == 0
    given = salon.setup.change(
        salon.context.salon, manager(salon), VatPeriod(TODAY, True), usual_rates=True
    )
    assert (given.services, given.products) == (1, 1)
    assert salon.catalogue.service(wash.id).vat_bp == 2100
    assert salon.catalogue.product(comb.id).vat_bp == 2100
    # What had a rate keeps it, and a bill that is open has the new one.
    assert salon.catalogue.service(till.cut.id).vat_bp == till.cut.vat_bp
    assert salon.bills.get(bill.id).lines[0].vat_bp == 2100


@pytest.mark.req("C6")
def test_a_bill_left_open_is_sold_at_the_rates_of_the_day_it_is_paid(till: Till) -> None:
    """Opened by a salon without VAT, paid by one that owes it; and the other way round."""
    salon, by = till.salon, till.manager.id
    stop_paying(salon)
    wash = salon.catalogue.save_service(Service(b"", "Wash", 15, 12_100, 0), by)
    bill = salon.bill_lines.add_service(till.retail().id, wash.id, till.eva.id)
    salon.setup.change(salon.context.salon, till.manager, VatPeriod(TODAY, True), usual_rates=True)
    parked = till.retail()
    sale = till.pay(salon.bills.get(bill.id))
    assert [line.vat_bp for line in sale.lines] == [2100, 2100]
    assert sum(part.gross_minor for part in sale.vat) == sale.total_minor
    stop_paying(salon)
    assert till.pay(salon.bills.get(parked.id)).vat == ()


def test_only_managers_change_it_and_the_journal_knows(till: Till) -> None:
    with pytest.raises(Refused):
        till.salon.setup.change(till.salon.context.salon, till.eva, VatPeriod(TODAY, False))
    stop_paying(till.salon)
    kinds = till.salon.context.store.rows("SELECT kind FROM journal ORDER BY seq DESC LIMIT 1")
    assert kinds == [("salon.vat",)]


def test_entering_it_anew_replaces_what_was_planned(till: Till) -> None:
    salon = till.salon
    stop_paying(salon, TODAY + timedelta(days=41))
    stop_paying(salon, TODAY + timedelta(days=10))
    assert salon.context.salon.vat_periods == (
        VatPeriod(date.min, True),
        VatPeriod(TODAY + timedelta(days=10), False),
    )
    salon.setup.change(salon.context.salon, manager(salon), VatPeriod(TODAY, True))
    assert salon.context.salon.vat_periods == (VatPeriod(date.min, True),)


@pytest.mark.parametrize(
    ("country", "kind", "number", "right"),
    [
        ("CZ", "company_id", "25123891", True),
        ("CZ", "company_id", "25123890", False),
        ("CZ", "vat_id", "CZ25123891", True),
        ("HU", "vat_id", "12892312-2-42", True),
        ("HU", "vat_id", "12892313-2-42", False),
        ("HU", "company_id", "01-09-562739", True),
        ("HU", "company_id", "12345678", True),
        ("HU", "company_id", "none", False),
        ("SI", "vat_id", "SI50223054", True),
        ("SI", "vat_id", "50223055", False),
        ("SI", "vat_id", "", True),
        ("SK", "company_id", "31322832", True),
        ("SK", "company_id", "31322833", False),
        ("SK", "vat_id", "SK2022749619", True),
        ("SK", "vat_id", "2022749619", True),
        ("SK", "vat_id", "SK2022749618", False),
    ],
)
def test_a_number_that_looks_wrong_is_doubted(
    country: str, kind: TaxNumber, number: str, right: bool
) -> None:
    assert (doubt(country, kind, number) is None) is right
