"""An error that nobody foresaw, in any hook of any presenter: told, and the desk goes on."""

from __future__ import annotations

import pytest

from kiosk.presenters.mishaps import SORRY, WITHIN_SECONDS
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story


class Unforeseen(Exception):
    """A bug."""


@pytest.fixture
def story(salon: Services) -> Story:
    told = Story(salon)
    told.out.forgives = True
    return told


def broken(*_: object) -> bool:
    raise Unforeseen


def ended_well(story: Story, screen: str) -> None:
    story.at(screen)
    assert [type(error) for error in story.out.failures] == [Unforeseen]
    assert story.out.toast is not None
    assert story.out.toast.text == SORRY
    assert not story.out.gave_up


@pytest.mark.parametrize("hook", ["enter", "resume", "card", "scan", "tick", "leave", "refused"])
def test_a_hook_that_fails_brings_up_a_safe_screen(
    story: Story, monkeypatch: pytest.MonkeyPatch, hook: str
) -> None:
    manager = story.salon.team.members()[0]
    story.unlock(manager).at("desk")
    products = story.nav.presenter("products")
    if hook != "enter":
        story.nav.go("products")
    monkeypatch.setattr(products, hook, broken)
    if hook == "enter":
        story.nav.go("products")
    elif hook == "resume":
        story.nav.go("services")
        story.nav.back()
    elif hook == "card":
        story.card("04A1B2C3D4E5F6")
    elif hook == "scan":
        story.scan("8590000000000")
    elif hook == "tick":
        story.nav.tick()
    elif hook == "leave":
        story.tap("close")
    else:
        story.nav.unreadable("random")
    ended_well(story, "desk")
    monkeypatch.undo()
    story.nav.go("products")
    story.at("products")


def test_an_intent_that_does_not_exist_ends_nothing(story: Story) -> None:
    story.nav.act("no_such_intent")
    story.at("attract")
    assert len(story.out.failures) == 1
    assert story.out.toast is not None


def test_an_undo_that_fails_ends_nothing(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.presenters.base import Toast
    from kiosk.salon.domain.text import T

    story.nav.say(Toast(T("Undone"), undo_text=T("Undo"), undo=broken))
    story.nav.undo()
    ended_well(story, "attract")


def test_three_within_a_minute_end_the_process(story: Story) -> None:
    for _ in range(3):
        assert not story.out.gave_up
        story.nav.act("no_such_intent")
    assert story.out.gave_up


def test_one_now_and_then_does_not(story: Story) -> None:
    for _ in range(6):
        story.nav.act("no_such_intent")
        story.clock.advance(int(WITHIN_SECONDS / 2) + 1)
    assert not story.out.gave_up
    assert len(story.out.failures) == 6


def test_a_safe_screen_that_always_fails_ends_the_process_too(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story.nav.top, "enter", broken)
    story.nav.home()
    assert story.out.gave_up
