"""The question mark in the head of every page, and the picture beside the help."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from kiosk.presenters.goods.args import ServiceFormArgs
from kiosk.presenters.office.args import KeyPaperArgs
from kiosk.presenters.registry import all_presenters
from tests.gallery.stage import Stage
from tests.gallery.studio import Studio
from tests.ui.finger import Finger

pytestmark = pytest.mark.window


@pytest.fixture
def stage(studio: Studio) -> Iterator[Stage]:
    stage = Stage(studio)
    yield stage
    stage.close()


def mark_of(stage: Stage) -> Any:
    from kiosk.ui.kit import HelpMark

    screen = stage.shell.frame.screen
    (mark,) = (part for part in screen.walk() if isinstance(part, HelpMark))
    return mark


@pytest.mark.req("K9")
@pytest.mark.parametrize("name", [kind.name for kind in all_presenters() if not kind.aside])
def test_every_page_has_its_question_mark(studio: Studio, name: str) -> None:
    from kiosk.ui import tokens as t
    from kiosk.ui.kit import HelpMark
    from kiosk.ui.shell import build_screen

    blank = next(kind.blank for kind in all_presenters() if kind.name == name)
    for wide in (True, False):
        screen = build_screen(name, blank, wide=wide)
        (mark,) = (part for part in screen.walk() if isinstance(part, HelpMark))
        assert min(mark.size) >= t.H_FLOOR


@pytest.mark.req("K9")
def test_it_opens_the_help_with_a_picture_of_the_page(studio: Studio, stage: Stage) -> None:
    stage.desk().open("sales")
    studio.settle()
    page = stage.shell.frame.screen
    Finger(studio).tap(mark_of(stage))
    stage.at("help")
    studio.settle()
    help_screen = stage.shell.frame.screen
    assert help_screen.shot.size == tuple(page.size)
    assert len(set(help_screen.shot.pixels[:200_000])) > 1, "something is on it"
    stage.tap("close").at("sales")
    assert help_screen.shot is None, "what was on the page does not stay in the memory"


def test_the_picture_goes_when_the_desk_is_locked(studio: Studio, stage: Stage) -> None:
    stage.desk().tap("explain").at("help")
    studio.settle()
    screen = stage.shell.frame.screen
    assert screen.shot is not None
    stage.nav.lock()
    assert screen.shot is None


def test_the_words_of_the_key_stand_on_no_picture(studio: Studio, stage: Stage) -> None:
    stage.desk().open(KeyPaperArgs()).tap("show_words")
    studio.settle()
    stage.tap("explain").at("help")
    assert stage.shell.frame.screen.shot is None


def test_a_form_is_where_it_was_scrolled_to(studio: Studio, stage: Stage) -> None:
    stage.desk().open("salon_form")
    studio.settle()
    scroll = stage.shell.frame.screen.view.scroll
    scroll.scroll_y = 0.25
    stage.tap("explain").at("help").tap("close").at("salon_form")
    studio.settle()
    assert scroll.scroll_y == pytest.approx(0.25)
    stage.tap("close").open(ServiceFormArgs())
    studio.settle()
    assert stage.shell.frame.screen.view.scroll.scroll_y == 1
    stage.tap("close").open("salon_form")
    studio.settle()
    assert scroll.scroll_y == 1, "another time it begins at its top"


@pytest.mark.req("K9")
def test_the_main_button_stands_where_it_stood(studio: Studio, stage: Stage) -> None:
    """The mark is between the way back and the title; the right end belongs to the main button."""
    from kiosk.ui import tokens as t

    stage.desk().open(ServiceFormArgs())
    studio.settle()
    screen = stage.shell.frame.screen
    assert screen.save.right == pytest.approx(studio.window.width - t.S24)
    assert mark_of(stage).right < screen.sheet.bar._words.x
