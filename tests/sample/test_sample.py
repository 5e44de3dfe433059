"""The sample salon: valid codes, right sums, the same salon again for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.goods import barcode
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import balances
from kiosk.sample import Sample, build, build_small
from tests.rigs.salon import close_salon, open_salon


def small(home: Path, country: str = "CZ", seed: int = 149) -> tuple[Services, Sample]:
    home.mkdir(exist_ok=True)
    services = open_salon(home)
    return services, build_small(services, country=country, seed=seed)


def told(services: Services, sample: Sample) -> object:
    """What a person could see of the salon: no ids, no booking codes."""
    view = services.agenda.day(services.agenda.today())
    visits = [
        (visit.staff_first_name, visit.client_name, visit.starts_at, visit.ends_at, visit.state)
        for visit in view.appointments
    ]
    people = [(client.name, client.phone, client.card) for client in sample.clients]
    sales = [(sale.number, sale.paid_minor) for sale in services.checkout.todays_sales()]
    return visits, people, sample.bottles, sample.cards, sales


@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_a_small_salon_in_each_country(tmp_path: Path, country: str) -> None:
    services, sample = small(tmp_path, country)
    assert sample.country == country
    assert services.clients.count() == 30
    assert len(services.catalogue.services()) == 40
    assert len(services.team.members()) == 4
    assert [member.role for member in services.team.members()].count("manager") == 1
    assert balances.wrong(services.context.store) == {}
    assert services.books.verify().holds
    assert len(services.waiting.today()) == 2
    assert services.printing.open_jobs() == ()
    close_salon(services)


def test_every_barcode_is_valid_unassigned_and_found(tmp_path: Path) -> None:
    services, sample = small(tmp_path)
    assert len(sample.bottles) > len({name for name, _ in sample.bottles}) == 20
    for name, code in sample.bottles:
        assert barcode.is_gtin(code)
        assert len(code) == 13
        assert code.startswith("149")
        assert services.catalogue.by_barcode(code).name == name
    close_salon(services)


def test_the_same_seed_gives_the_same_salon(tmp_path: Path) -> None:
    first = small(tmp_path / "one")
    second = small(tmp_path / "two")
    other = small(tmp_path / "three", seed=150)
    assert told(*first) == told(*second)
    assert told(*first) != told(*other)
    for services, _ in (first, second, other):
        close_salon(services)


def test_the_day_is_around_now_in_all_states(tmp_path: Path) -> None:
    services, sample = small(tmp_path)
    visits = services.agenda.day(services.agenda.today()).appointments
    assert {visit.state for visit in visits} == {
        *("booked", "arrived", "in_chair", "done", "paid", "no_show"),
    }
    for visit in visits:
        assert visit.state != "paid" or visit.ends_at <= services.context.now()
    paid = [visit for visit in visits if visit.state == "paid"]
    assert len(services.checkout.todays_sales()) == len(paid)
    assert services.checkin.by_client(sample.visit("card").client.id).kind == "one"
    assert services.cards.tapped(sample.visit("card").client.card).holder is not None
    assert services.checkin.by_phone_tail(sample.visit("phone").client.phone_tail).kind == "one"
    assert services.checkin.by_code(sample.visit("code").code).kind == "one"
    assert services.checkin.by_phone_tail(sample.visit("twin").client.phone_tail).kind == "several"
    assert services.checkin.by_phone_tail(sample.visit("blocked").client.phone_tail).kind == "none"
    assert services.checkin.by_client(sample.visit("arrived").client.id).kind == "already"
    close_salon(services)


def test_pins_and_cards_of_staff_work(tmp_path: Path) -> None:
    services, sample = small(tmp_path)
    for member in sample.staff:
        holder = services.cards.tapped(member.card).holder
        assert holder is not None
        assert (holder.kind, holder.person_id) == ("staff", member.id)
    manager = sample.manager
    assert services.team.check_pin(manager.id, manager.pin).role == "manager"
    close_salon(services)


@pytest.mark.slow
def test_the_full_salon(tmp_path: Path) -> None:
    services = open_salon(tmp_path)
    sample = build(services)
    assert services.clients.count() == 2522
    assert len({name for name, _ in sample.bottles}) == 200
    rates = services.context.store.rows("SELECT DISTINCT vat_bp FROM product")
    assert len(rates) == 3
    assert balances.wrong(services.context.store) == {}
    close_salon(services)
