"""Usual services to begin with, and services whose price is said at the till."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.country import COUNTRIES, LANGUAGES, TRADES, Trade
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.folding import fold
from kiosk.salon.domain.goods.catalogue import Service
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.starting import Chosen
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, edit_line


def _speaking(salon: Services, language: str) -> None:
    boss = salon.team.members()[0]
    salon.setup.change(replace(salon.context.salon, language=language), boss)


@pytest.mark.req("K9", "P1")
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_can_be_taken_as_it_is(tmp_path: Path, country: str, language: str) -> None:
    salon = make_salon(tmp_path, country)
    boss = salon.team.members()[0]
    _speaking(salon, language)
    every = [one for trade in TRADES for one in salon.starting.starter(trade)]
    for trade in TRADES:
        usual = salon.starting.starter(trade)
        assert 12 <= len(usual) <= 25
        assert all(5 <= one.minutes <= 300 and one.name and one.category for one in usual)
        categories = [one.category for one in usual]
        assert categories == sorted(categories, key=categories.index), "each in one piece"
    added = salon.starting.add_starter([Chosen(one) for one in every], boss.id)
    assert len(added) == len({fold(one.name) for one in every}) == len(every)
    assert all(service.open_price and not service.price_minor for service in added)
    assert all(one.there for trade in TRADES for one in salon.starting.starter(trade))
    close_salon(salon)


@pytest.mark.req("K9")
@pytest.mark.parametrize(
    ("language", "name"),
    [("", "Dětský střih"), ("cs", "Dětský střih"), ("hu", "Gyermek hajvágás"),
     ("sl", "Otroško striženje"), ("en", "Children's cut")],
)  # fmt: skip
def test_names_are_in_the_language_of_the_salon(salon: Services, language: str, name: str) -> None:
    _speaking(salon, language)
    assert name in [one.name for one in salon.starting.starter("hair")]


@pytest.mark.req("K9")
def test_a_country_has_what_is_usual_there(salon: Services, tmp_path: Path) -> None:
    _speaking(salon, "en")
    hungarian = make_salon(tmp_path / "hu", "HU")
    _speaking(hungarian, "en")
    here = {one.name for one in salon.starting.starter("massage")}
    there = {one.name for one in hungarian.starting.starter("massage")}
    assert here - there == {"Dorn method, 60 min"}
    assert there - here == {"Thai massage, 60 min"}
    close_salon(hungarian)


@pytest.mark.req("K9", "P1")
def test_what_is_there_is_shown_and_not_doubled(salon: Services) -> None:
    boss = salon.team.members()[0]
    rate = salon.context.usual_vat("service")
    salon.catalogue.save_service(
        Service(b"", "DETSKY STRIH", 20, 30_000, rate, category="Jiné", active=False), boss.id
    )
    usual = salon.starting.starter("hair")
    assert [one.name for one in usual if one.there] == ["Dětský střih"]
    chosen = [Chosen(one, 45_000) for one in usual[:2]] + [
        Chosen(one) for one in usual if one.there
    ]
    added = salon.starting.add_starter([*chosen, *chosen], boss.id)
    assert [service.name for service in added] == [one.name for one in usual[:2]]
    assert salon.starting.add_starter(chosen, boss.id) == ()
    assert len(salon.catalogue.services(inactive=True)) == 3
    assert {service.price_minor for service in added} == {45_000}


@pytest.mark.req("K9", "P1")
def test_all_or_none_and_by_a_manager_only(salon: Services) -> None:
    boss, stylist = salon.team.members()
    usual = salon.starting.starter("nails")
    with pytest.raises(Refused):
        salon.starting.add_starter([Chosen(one) for one in usual], stylist.id)
    with pytest.raises(Refused):
        salon.starting.add_starter([Chosen(usual[0]), Chosen(usual[1], -1)], boss.id)
    assert salon.catalogue.services(inactive=True) == ()


@pytest.mark.req("K9")
def test_while_a_colour_develops_the_stylist_is_free(salon: Services) -> None:
    boss = salon.team.members()[0]
    colour = [one for one in salon.starting.starter("hair") if one.gap_minutes]
    assert colour
    for service in salon.starting.add_starter([Chosen(one) for one in colour], boss.id):
        kept = salon.catalogue.service(service.id)
        assert kept.gap_from > 0
        assert kept.gap_from + kept.gap_minutes < kept.minutes, "somebody rinses at the end"


@pytest.mark.req("K9", "P1")
@pytest.mark.parametrize(("trade", "rate"), [("hair", 950), ("massage", 2200)])
def test_each_trade_has_its_vat_rate(tmp_path: Path, trade: Trade, rate: int) -> None:
    """Slovenia taxes hairdressing at the lower rate."""
    salon = make_salon(tmp_path, "SI")
    usual = salon.starting.starter(trade)[0]
    (added,) = salon.starting.add_starter([Chosen(usual)], salon.team.members()[0].id)
    assert added.vat_bp == rate
    close_salon(salon)


# -- prices said at the till ---------------------------------------------------------------------


@pytest.fixture
def unpriced(till: Till) -> Service:
    rate = till.salon.context.salon.vat_bp[0]
    return till.salon.catalogue.save_service(
        Service(b"", "Balayage", 180, 0, rate, open_price=True), till.manager.id
    )


@pytest.mark.req("P1", "M1")
def test_nothing_is_sold_at_a_price_nobody_said(till: Till, unpriced: Service) -> None:
    bill = till.salon.bill_lines.add_service(till.retail().id, unpriced.id, till.eva.id)
    assert bill.lines[-1].unpriced
    total = bill.totals.total_minor
    with pytest.raises(Refused, match="Balayage"):
        till.salon.checkout.pay(bill.id, [Payment("card", total)], total, till.eva.id)
    with pytest.raises(Refused, match="Balayage"):
        till.salon.asking.take(bill.id, "card", total, total, till.eva.id)
    bill = edit_line(till.salon, bill, -1, price_minor=180_000)
    bill = edit_line(till.salon, bill, -1, price_minor=210_000)
    assert (bill.lines[-1].price_minor, bill.lines[-1].list_price_minor) == (210_000, 210_000)
    sale = till.pay(bill)
    assert sale.lines[-1].price_minor == 210_000
    assert till.salon.catalogue.service(unpriced.id).open_price, "the next one may cost another sum"


@pytest.mark.req("P1")
def test_a_price_below_zero_or_beyond_all_is_refused(till: Till, unpriced: Service) -> None:
    bill = till.salon.bill_lines.add_service(till.retail().id, unpriced.id, till.eva.id)
    for price in (-1, 1_000_000_001):
        with pytest.raises(Refused):
            edit_line(till.salon, bill, -1, price_minor=price)


@pytest.mark.req("P1", "A1")
def test_a_visit_booked_without_a_price_costs_what_the_list_says_in_the_end(
    till: Till, unpriced: Service
) -> None:
    salon, now = till.salon, till.salon.context.now()
    visit = salon.agenda.book(till.eva.id, now, [unpriced.id], till.eva.id, guest_name="Host")
    assert visit.services[0].open_price
    assert salon.visit_bills.preview(visit.id).lines[0].unpriced
    priced = replace(unpriced, price_minor=240_000, open_price=False)
    salon.catalogue.save_service(priced, till.manager.id)
    (line,) = salon.visit_bills.open(visit.id, till.eva.id).lines
    assert (line.price_minor, line.list_price_minor, line.unpriced) == (240_000, 240_000, False)


@pytest.mark.req("P1")
def test_a_free_service_stays_free(till: Till) -> None:
    """A price of nothing is a price, unlike none."""
    rate = till.salon.context.salon.vat_bp[0]
    free = till.salon.catalogue.save_service(Service(b"", "Advice", 15, 0, rate), till.manager.id)
    bill = till.salon.bill_lines.add_service(till.retail().id, free.id, till.eva.id)
    assert till.pay(bill).total_minor == 38_900
