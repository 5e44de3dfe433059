"""Help: every page has its sentences, and looking at them changes nothing."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kiosk.presenters.base import Presenter
from kiosk.presenters.clients.args import ClientArgs, ClientFormArgs
from kiosk.presenters.office.help import READING, words_for
from kiosk.presenters.registry import all_presenters
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.presenters.test_client_screens import CARD, desk, known
from tests.rigs.salon import open_salon
from tests.rigs.till_world import SHAMPOO, Till

PAGES = [kind for kind in all_presenters() if not kind.aside]
ENDS = re.compile(r"[.?!](?=\s|$)")
FEW, MANY = 3, 6


def area_of(kind: type[Presenter[Any, Any]]) -> str:
    return kind.__module__.split(".")[-2]


def table_of(area: str) -> Any:
    return importlib.import_module(f"kiosk.presenters.help_words.{area}_pages").HELP


@pytest.mark.req("K9")
@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_every_page_is_explained_in_a_few_sentences(
    kind: type[Presenter[Any, Any]],
) -> None:
    said = words_for(kind.name, area_of(kind))
    whole = " ".join(sentence.plain() for sentence in said)
    assert FEW <= len(ENDS.findall(whole)) <= MANY, whole
    assert all(sentence.plain()[-1] in ".?!" for sentence in said)


def test_no_text_is_of_a_page_that_is_gone() -> None:
    pages: dict[str, set[str]] = {}
    for kind in PAGES:
        pages.setdefault(area_of(kind), set()).add(kind.name)
    for area, names in pages.items():
        assert set(table_of(area)) == names


def test_a_text_is_shared_with_a_page_that_stands_beside_it() -> None:
    """And customers are not told what is written for the team."""
    kinds = {kind.name: kind for kind in PAGES}
    for kind in PAGES:
        table = table_of(area_of(kind))
        shared = table[kind.name]
        if isinstance(shared, str):
            assert isinstance(table[shared], tuple)
            assert kinds[shared].audience == kind.audience


def to_form(story: Story) -> None:
    story.nav.go(ClientFormArgs(typed="nela"))
    story.tap("edit", "phone", "777 12")


def to_list(story: Story) -> None:
    story.tap("search").at("clients").tap("search", "vzor")


def to_sale(story: Story) -> None:
    story.tap("sale").scan(SHAMPOO)


@pytest.mark.req("K9")
@pytest.mark.parametrize("reach", [to_form, to_list, to_sale, lambda _story: None])
def test_back_finds_the_page_as_it_was(till: Till, reach: Callable[[Story], None]) -> None:
    till.client()
    story = desk(till.salon)
    reach(story)
    page, state, depth = story.screen, story.state, story.nav.depth
    story.tap("explain").at("help").tap("close").at(page)
    assert story.state is state
    assert story.nav.depth == depth
    assert story.nav.presenter("help").state.words == ()


@pytest.mark.req("K9", "K1")
def test_a_pin_half_typed_is_still_there(salon: Services) -> None:
    story = Story(salon).tap("open_desk").at("lock")
    story.tap("pick", story.state.people[0].key)
    for digit in "25":
        story.tap("key", digit)
    story.tap("explain").at("help").tap("close").at("lock")
    for digit in "80":
        story.tap("key", digit)
    story.tap("confirm").at("desk")


def test_a_product_is_scanned_onto_the_bill_below(till: Till) -> None:
    story = desk(till.salon).tap("sale")
    story.tap("explain").scan(SHAMPOO).at("desk")
    assert [line.name for line in story.state.bill.lines] == ["Shampoo"]


def test_a_card_is_given_although_somebody_reads_the_help(salon: Services) -> None:
    client = known(salon)
    story = desk(salon)
    story.nav.go(ClientArgs(client.id))
    story.tap("give_card")
    story.tap("explain")
    assert story.hardware.asks[-1] == ("make", ""), "the reader still makes the card"
    story.card(CARD).at("client")
    assert story.state.cards.plain() == "1 card"


def test_a_client_who_comes_is_seen_to_at_once(till: Till) -> None:
    client = till.client()
    till.visit(client)
    till.salon.cards.give(CARD, CardHolder("client", client.id), None)
    story = Story(till.salon).tap("explain").at("help")
    story.card(CARD).at("checkin_confirm").tap("not_me")
    assert story.screen != "help"


def test_what_cannot_be_read_is_said_on_the_page(salon: Services) -> None:
    story = desk(salon).tap("explain")
    story.nav.scan_unreadable()
    story.at("desk").tap("explain")
    story.nav.unreadable("taken_away")
    story.at("desk")
    assert story.out.toast is not None


def test_before_there_is_a_salon_nothing_is_read(tmp_path: Path) -> None:
    story = Story(open_salon(tmp_path)).at("setup").tap("explain").at("help")
    story.card(CARD).scan(SHAMPOO).at("help").tap("close").at("setup")


@pytest.mark.req("K9", "K1")
def test_the_desk_locks_itself_behind_the_help(salon: Services) -> None:
    desk(salon).tap("explain").wait(121).at("attract")


@pytest.mark.req("K9", "K1")
def test_no_customer_finds_the_help_of_another(till: Till) -> None:
    salon = till.salon
    Story(salon).tap("explain").at("help").wait(31).at("attract")
    Story(salon).tap("start").tap("explain").at("help").wait(31).at("attract")


def test_there_is_time_to_read_on_a_page_that_closes_soon(till: Till) -> None:
    till.salon.cards.give(CARD, CardHolder("staff", till.eva.id), None)
    story = Story(till.salon).card(CARD).at("clock_result").tap("explain")
    story.wait(READING.leave - 1).at("help").wait(1).at("clock_result").wait(9).at("attract")


def test_nothing_opens_above_the_help(salon: Services) -> None:
    client = known(salon)
    story = desk(salon).tap("explain")
    story.nav.go(ClientArgs(client.id))
    story.at("client").tap("explain").at("help").tap("close").at("client").tap("close").at("desk")
