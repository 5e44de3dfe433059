"""Setting a salon up, and changing it later."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.agenda.hours import SUGGESTED
from kiosk.salon.domain.errors import NeedsPerson, Refused
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.services.salon_services import Services
from kiosk.salon.services.setup import SALON_ID
from tests.rigs.salon import close_salon, make_salon, open_salon
from tests.rigs.till_world import changed_since, last_change

PROFILE = Salon("Sample Salon", "Sample Street 1", "Budapest", "1011", "HU")
BOSS = StaffMember(b"", "Petra", "Sample")


def test_an_empty_database_needs_set_up_and_then_no_more(tmp_path: Path) -> None:
    salon = open_salon(tmp_path)
    assert salon.setup.needed
    with pytest.raises(NeedsPerson):
        _ = salon.context.salon
    boss = salon.setup.finish(PROFILE, BOSS, "2580")
    assert not salon.setup.needed
    assert boss.role == "manager"
    assert boss.has_pin
    with pytest.raises(Refused):
        salon.setup.finish(PROFILE, BOSS, "2580")
    close_salon(salon)


def test_hours_are_set_with_the_rest_or_not_at_all(tmp_path: Path) -> None:
    salon = open_salon(tmp_path)
    with pytest.raises(Refused):
        salon.setup.finish(PROFILE, BOSS, "2580", (((9 * 60, 30 * 60),),) * 7)
    assert salon.setup.needed
    assert salon.context.store.rows("SELECT 1 FROM hours_plan") == []
    salon.setup.finish(PROFILE, BOSS, "2580", SUGGESTED)
    assert salon.hours.opening(date(2026, 11, 27)) == ((9 * 60, 18 * 60),)
    assert salon.hours.opening(date(2026, 11, 29)) == ()
    close_salon(salon)


@pytest.mark.parametrize(
    ("country", "language", "zone", "vat"),
    [
        ("CZ", "cs", "Europe/Prague", (2100, 1200, 0)),
        ("HU", "hu", "Europe/Budapest", (2700, 1800, 500, 0)),
        ("SI", "sl", "Europe/Ljubljana", (2200, 950, 500, 0)),
        ("SK", "cs", "Europe/Bratislava", (2300, 1900, 500, 0)),
    ],
)
def test_the_country_gives_what_was_not_said(
    tmp_path: Path, country: str, language: str, zone: str, vat: tuple[int, ...]
) -> None:
    salon = make_salon(tmp_path, country)
    profile = salon.context.salon
    assert (profile.language, profile.timezone, profile.vat_bp) == (language, zone, vat)
    close_salon(salon)


@pytest.mark.parametrize(
    ("profile", "boss", "pin"),
    [
        (replace(PROFILE, name=" "), BOSS, "2580"),
        (replace(PROFILE, country="XX"), BOSS, "2580"),
        (replace(PROFILE, timezone="Mars/Base"), BOSS, "2580"),
        (replace(PROFILE, vat_bp=(20_000,)), BOSS, "2580"),
        (PROFILE, replace(BOSS, first_name=""), "2580"),
        (PROFILE, BOSS, "1234"),
    ],
)
def test_a_refused_set_up_leaves_nothing(
    tmp_path: Path, profile: Salon, boss: StaffMember, pin: str
) -> None:
    salon = open_salon(tmp_path)
    with pytest.raises(Refused):
        salon.setup.finish(profile, boss, pin)
    assert salon.setup.needed
    assert salon.context.store.rows("SELECT 1 FROM staff UNION ALL SELECT 1 FROM salon") == []
    assert salon.context.journal.head() is None
    close_salon(salon)


def test_managers_change_the_profile(salon: Services) -> None:
    boss, stylist = salon.team.members()
    changed = replace(salon.context.salon, receipt_footer="See you soon")
    with pytest.raises(Refused):
        salon.setup.change(changed, stylist)
    salon.setup.change(changed, boss)
    assert salon.context.salon.receipt_footer == "See you soon"
    salon.setup.change(replace(changed, country="SI"), boss)
    assert salon.context.salon.currency.code == "EUR"


def test_the_agent_sees_a_changed_profile(salon: Services) -> None:
    boss, seq = salon.team.members()[0], last_change(salon)
    salon.setup.change(replace(salon.context.salon, name="Other Salon"), boss)
    assert changed_since(salon, seq) == {("salon", SALON_ID)}
