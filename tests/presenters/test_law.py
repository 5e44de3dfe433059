"""The page that says what Pult takes the law to say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kiosk.presenters.rows import Row
from kiosk.salon.domain.country import COUNTRIES, VatChange
from kiosk.salon.domain.salon import VatPeriod
from kiosk.salon.domain.text import Amount, Day, Percent, T, side_by_side
from tests.presenters.story import Story
from tests.presenters.test_client_screens import desk
from tests.rigs.salon import close_salon, make_salon


def page(tmp_path: Path, country: str, *changes: VatChange) -> Story:
    salon = make_salon(tmp_path, country)
    salon.context.vat_changes = changes
    salon.context.salon_changed()
    story = desk(salon)
    story.nav.go("law")
    return story.fresh().at("law")


def row(rows: tuple[Row, ...], title: str, place: int = 0) -> Row:
    return [one for one in rows if getattr(one.title, "key", "") == title][place]


@pytest.mark.req("M1")
@pytest.mark.parametrize("country", sorted(COUNTRIES))
def test_every_country_says_what_it_goes_by(tmp_path: Path, country: str) -> None:
    story = page(tmp_path, country)
    state = story.state
    assert all((state.vat, state.cash, state.papers, state.holidays))
    assert len({one.key for rows in (state.vat, state.cash, state.papers) for one in rows}) == sum(
        map(len, (state.vat, state.cash, state.papers))
    )
    assert state.holidays[0].subtitle.day >= story.salon.context.today()
    close_salon(story.salon)


def test_what_nobody_looked_up_is_marked(tmp_path: Path) -> None:
    story = page(tmp_path, "CZ")
    assert row(story.state.cash, "Highest payment in cash").chip == T("Ask an accountant")
    assert row(story.state.cash, "Rounding").chip == ""
    assert row(story.state.cash, "Rounding").subtitle == T(
        "Rounded to {amount}", amount=Amount(100, "CZK")
    )
    close_salon(story.salon)


def test_what_is_to_come_stands_below_what_holds(tmp_path: Path) -> None:
    story = page(tmp_path, "SK", VatChange(date(2027, 1, 1), 2300, 2500))
    now, later = (row(story.state.cash, "Highest payment in cash", place) for place in (0, 1))
    assert now.right == T("since {day}", day=Day(date(2023, 7, 1), "date"))
    assert later.right == T("from {day}", day=Day(date(2027, 7, 10), "date"))
    change = row(story.state.vat, "A change from the settings")
    assert change.subtitle == T(
        "{before} becomes {after}", before=Percent(23_000), after=Percent(25_000)
    )
    assert row(story.state.papers, "Till of the state").subtitle == "eKasa"
    close_salon(story.salon)


def test_what_papers_are_and_say_stands_there_with_its_doubts(tmp_path: Path) -> None:
    story = page(tmp_path, "HU")
    papers = story.state.papers
    besides = row(papers, "An invoice says besides")
    assert besides.subtitle == side_by_side([T("buyer"), T("day of supply"), T("unit prices")])
    vouchers = row(papers, "Cash vouchers are numbered")
    assert vouchers.subtitle == "BP, KP"
    signed = row(papers, "Signed by the customer")
    assert {one.chip for one in (besides, vouchers, signed)} == {T("Ask an accountant")}
    close_salon(story.salon)


def test_it_is_found_from_the_page_of_the_salon(tmp_path: Path) -> None:
    salon = make_salon(tmp_path, "SK")
    story = desk(salon, "Petra")
    story.nav.go("salon_form")
    assert "eKasa" in story.state.message.plain()
    story.fresh().tap("law").at("law")
    assert story.taps == 1
    close_salon(salon)


@pytest.mark.req("M1")
@pytest.mark.parametrize(
    ("country", "payer", "lacks"),
    [
        ("CZ", True, ["DIČ"]),
        ("CZ", False, []),
        ("HU", False, ["Adószám"]),
        ("SI", True, ["ID za DDV"]),
        ("SI", False, []),
    ],
)
def test_the_page_of_the_salon_says_what_receipts_lack(
    tmp_path: Path, country: str, payer: bool, lacks: list[str]
) -> None:
    salon = make_salon(tmp_path, country)
    story = desk(salon, "Petra")
    boss = story.nav.staff
    profile = replace(salon.context.salon, vat_id="")
    salon.setup.change(profile, boss, VatPeriod(date.min, payer))
    story.nav.go("salon_form")
    told = T("Receipts still lack: {what}.", what=side_by_side(lacks)) if lacks else ""
    assert story.state.message == told
    salon.setup.change(replace(salon.context.salon, vat_id="1", street=""), boss)
    story.nav.back()
    story.nav.go("salon_form")
    told = T("Receipts still lack: {what}.", what=T("Address"))
    assert story.state.message == told
    close_salon(salon)
