"""Practising: a folder of its own, in which nothing is real."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.paper.document import QR, Cut, Line
from kiosk.paper.practice import marked
from kiosk.paper.receipt import receipt
from kiosk.salon.compose import open_services
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.home import Home, open_home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store import practice as tables
from kiosk.sample import build_small, practice
from kiosk.sample.lists import table

SETTINGS = Settings()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = open_home(tmp_path_factory.mktemp("practice") / "salon")
    services = open_services(made, SETTINGS)
    build_small(services, country="SI")
    services.context.store.close()
    return made


@pytest.fixture
def real(home: Home) -> Iterator[Services]:
    services = open_services(home, SETTINGS)
    yield services
    services.context.store.close()


@pytest.fixture
def practising(home: Home) -> Iterator[Services]:
    home.practise_next.touch()
    made = practice.begin(home, SETTINGS)
    services = open_services(made, SETTINGS)
    yield services
    services.context.store.close()


def test_every_table_is_taken_over_or_begins_empty(real: Services) -> None:
    """Whoever adds a table decides which."""
    named = set(
        real.context.store.column(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND name NOT LIKE 'product_fts%'"
        )
    )
    assert named == {*tables.KEPT, *tables.EMPTY}


def test_the_team_and_the_lists_are_there_and_nobody_else(
    real: Services, practising: Services
) -> None:
    assert [one.name for one in practising.team.members()] == [
        one.name for one in real.team.members()
    ]
    assert practising.catalogue.services() == real.catalogue.services()
    stock = "SELECT code, stock_milli FROM product ORDER BY code"
    assert practising.context.store.rows(stock) == real.context.store.rows(stock)
    assert practising.context.store.value("SELECT count(*) FROM sale") == 0
    theirs = set(real.context.store.column("SELECT id FROM client"))
    assert not theirs & set(practising.context.store.column("SELECT id FROM client"))
    assert practising.context.store.number("SELECT count(*) FROM appointment") > 0
    assert practising.context.store.rows("PRAGMA foreign_key_check") == []
    assert practising.context.training
    assert not real.context.training


def test_a_pin_and_a_card_of_the_team_open_it(real: Services, practising: Services) -> None:
    row = table("staff")[0]
    member = next(one for one in practising.team.members() if one.first_name == row["first_name"])
    assert practising.team.check_pin(member.id, row["pin"])
    assert practising.cards.tapped(row["card"]).holder == CardHolder("staff", member.id)
    # The salon's own key stays where it is.
    assert practising.context.keys.secret != real.context.keys.secret


def test_what_is_sold_leaves_no_trace_in_the_books(real: Services, practising: Services) -> None:
    before = real.context.store.rows("SELECT * FROM series"), real.context.journal.latest(1)
    product, staff = (
        practising.context.store.value("SELECT id FROM product LIMIT 1"),
        (practising.team.members()[0].id),
    )
    bill = practising.bills.open_retail(staff)
    practising.bill_lines.add_product(bill.id, product)
    total = practising.bills.get(bill.id).totals.total_minor
    sale = practising.checkout.pay(bill.id, [Payment("card", total)], total, staff)
    assert (real.context.store.rows("SELECT * FROM series"), real.context.journal.latest(1)) == (
        before
    )
    assert practising.context.store.value("SELECT count(*) FROM fiscal_item") == 0
    salon = practising.context.salon
    words = speaker("sl", salon.zone)
    paper = marked(receipt(sale, salon, words), words)
    lines = [op.left for op in paper.ops if isinstance(op, Line)]
    assert lines.count("VAJA") == 2
    assert not any(isinstance(op, QR) for op in paper.ops)
    assert isinstance(paper.ops[-1], Cut)


def test_the_start_after_it_is_a_usual_one(home: Home, practising: Services) -> None:
    assert not home.practise_next.exists()
    assert practising.context.store.path.parent == home.practice
    assert not home.training.exists()


def test_it_begins_anew_each_time(home: Home, practising: Services) -> None:
    practising.waiting.add("Sample")
    practising.context.store.close()
    again = open_services(practice.begin(home, SETTINGS), SETTINGS)
    try:
        assert again.context.store.value("SELECT count(*) FROM waiting") == 0
    finally:
        again.context.store.close()


def test_it_keeps_no_copy_of_secrets(practising: Services, home: Home) -> None:
    """No grant of a service, no certificate, no account for the money."""
    store = practising.context.store
    assert store.value("SELECT count(*) FROM sync_account WHERE sealed <> x''") == 0
    assert store.value("SELECT count(*) FROM fiscal_certificate") == 0
    assert store.value("SELECT iban FROM salon") == ""
    assert home.key.read_text() not in Path(home.practice / "salon.key").read_text()
