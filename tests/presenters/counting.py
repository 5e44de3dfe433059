"""Counting the till on its screens, in stories: what is counted is no touch."""

from __future__ import annotations

from tests.presenters.story import Story
from tests.rigs.till_world import Till


def at_day(till: Till, *, stylist: bool = False) -> Story:
    story = Story(till.salon).unlock(till.eva if stylist else till.manager)
    story.nav.go("day")
    return story.at("day").fresh()


def typed(story: Story, keys: str) -> Story:
    """Digits are no touches: they are what is counted."""
    for key in keys:
        story.nav.act("key", key)
    return story


def pieces(story: Story, *faces: tuple[int, str]) -> Story:
    for face, keys in faces:
        story.nav.act("face", str(face))
        typed(story, keys)
    return story


def as_sum(story: Story, keys: str) -> Story:
    story.nav.act("by_sum")
    return typed(story, keys)


def amounts(views: object) -> list[tuple[str, int]]:
    return [(one.label.plain(), one.amount.minor) for one in views]  # type: ignore[attr-defined]
