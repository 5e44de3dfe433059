"""Before anything else, somebody decides about books that are older, or gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.keys import key_words
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.salon import MANAGER_PIN, open_salon


def older(salon: Services) -> None:
    """The database of some entries ago: its heads know later ones."""
    store = salon.context.store
    with store.transaction():
        store.run("DELETE FROM journal WHERE seq > (SELECT max(seq) - 2 FROM journal)")
    assert salon.books.hold()


@pytest.fixture
def old(salon: Services) -> Story:
    older(salon)
    return Story(salon).at("old_books")


def test_it_says_what_is_there_and_how_much_is_missing(old: Story) -> None:
    assert "date(2026, 11, 21)" in old.state.newest.plain()
    assert old.state.missing.plain() == "At most 2 later entries are missing."


def test_looking_is_free_and_entering_is_not(old: Story) -> None:
    old.tap("look").at("attract")
    assert old.out.trouble is not None
    assert "older" in old.out.trouble.plain()
    old.wait(12)
    assert old.out.trouble is not None, "it does not end by itself"
    manager = old.salon.team.members()[0]
    old.unlock(manager).at("desk")
    with pytest.raises(NeedsPerson):
        old.salon.bills.open_retail(manager.id)


def test_a_manager_goes_on(old: Story) -> None:
    for digit in MANAGER_PIN:
        old.tap("key", digit)
    assert not old.state.why
    old.tap("approve").at("attract")
    assert old.out.trouble is None
    assert old.salon.books.old is None
    old.nav.home()
    old.at("attract")


def test_a_wrong_pin_decides_nothing(old: Story) -> None:
    for digit in "8520":
        old.tap("key", digit)
    old.tap("approve").at("old_books")
    assert old.state.error
    assert old.state.dots == 0
    assert old.salon.books.old is not None


def test_a_lost_salon_begins_anew_with_the_words_of_its_key(tmp_path: Path) -> None:
    salon = open_salon(tmp_path)
    store = salon.context.store
    with store.transaction():
        salon.context.journal.append("sale", 1, {})
        store.run("DELETE FROM journal")
    salon.books.hold()
    story = Story(salon).at("lost_books")
    story.card("04A1B2C3D4E5F6").at("lost_books")
    story.tap("pick", "cs")
    story.tap("type", "any words").tap("begin").at("lost_books")
    assert story.state.error
    story.tap("type", " ".join(key_words.spell(salon.context.keys)))
    assert not story.state.error
    story.tap("begin").at("setup")
    store.close()


def test_the_code_of_the_key_is_as_good_as_its_words(tmp_path: Path) -> None:
    salon = open_salon(tmp_path)
    with salon.context.store.transaction():
        salon.context.journal.append("sale", 1, {})
        salon.context.store.run("DELETE FROM journal")
    salon.books.hold()
    Story(salon).at("lost_books").scan(salon.context.keys.dump().strip()).at("setup")
    salon.context.store.close()
