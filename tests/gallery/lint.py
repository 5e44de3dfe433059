"""Measures what is on the window: clipped words, things off the screen or out of their panel, small
or crowded targets.

``check(window)`` returns what is wrong, in words; an empty list is good. Sizes are in dp.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in window pixels."""

TARGET_DP = 48
SLACK = 1.5
"""Pixels that rounding may take."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A widget on the window. ``clip``: what scrolling leaves visible of its surroundings."""

    widget: Any
    box: Box
    clip: Box

    @property
    def name(self) -> str:
        words = getattr(self.widget, "text", "") or getattr(self.widget, "icon", "")
        return f"{type(self.widget).__name__} {words!r}"

    @property
    def visible(self) -> Box | None:
        return common(self.box, self.clip)


def common(a: Box, b: Box) -> Box | None:
    """What two boxes share, if anything."""
    box = (max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3]))
    return box if box[0] < box[2] and box[1] < box[3] else None


def walk(widget: Any, clip: Box) -> Iterator[Seen]:
    """Every visible widget, those above others last."""
    from kivy.uix.scrollview import ScrollView

    if widget.opacity <= 0:
        return
    left, bottom = widget.to_window(widget.x, widget.y)
    right, top = widget.to_window(widget.right, widget.top)
    box = (left, bottom, right, top)
    yield Seen(widget, box, clip)
    if isinstance(widget, ScrollView):
        inside = common(box, clip)
        if inside is None:
            return
        clip = inside
    for child in reversed(widget.children):
        yield from walk(child, clip)


def check(window: Any) -> list[str]:
    """Everything that is wrong on the window now."""
    whole = (0.0, 0.0, float(window.width), float(window.height))
    seen = [one for top in reversed(window.children) for one in walk(top, whole)]
    return [
        *_words(seen, whole),
        *_edges(seen, whole),
        *_panels(seen),
        *_targets(seen),
        *_main(seen),
    ]


def _words(seen: list[Seen], whole: Box) -> Iterator[str]:
    from kivy.uix.label import Label

    for one in seen:
        label = one.widget
        if not isinstance(label, Label) or not label.text.strip() or one.visible is None:
            continue
        wide = label.texture_size[0]
        high = max(label.texture_size[1], label._label._internal_size[1])
        if getattr(label, "data", False):
            continue
        if label.is_shortened:
            yield f"shortened: {one.name}"
        elif wide > label.width + SLACK or high > label.height + SLACK:
            yield (
                f"clipped: {one.name} needs {wide:.0f}x{high:.0f}, "
                f"has {label.width:.0f}x{label.height:.0f}"
            )
        elif _lines_cut(label):
            yield f"lines cut: {one.name}"
        elif _word_broken(label):
            yield f"a word is broken: {one.name}"


def _lines_cut(label: Any) -> bool:
    """Whether a limit on lines or height swallowed words."""
    shown = getattr(label._label, "_cached_lines", None)
    if not shown:
        return False
    words = " ".join(str(word.text) for line in shown for word in line.words)
    return len("".join(words.split())) < len("".join(label.text.split()))


def _word_broken(label: Any) -> bool:
    """Whether a word is wider than its label, so that it goes on in the next line."""
    from kiosk.ui.kit.text import width_of

    room = label.text_size[0]
    if room is None or label.shorten:
        return False
    room -= label.padding[0] + label.padding[2]
    words = label.text.split()
    return any(width_of(word, label.font_size, label.bold) > room + SLACK for word in words)


def _edges(seen: list[Seen], whole: Box) -> Iterator[str]:
    from kivy.uix.label import Label

    for one in seen:
        if not isinstance(one.widget, Label) or not one.widget.text.strip() or one.clip != whole:
            continue
        left, bottom, right, top = one.box
        if left < -SLACK or bottom < -SLACK or right > whole[2] + SLACK or top > whole[3] + SLACK:
            yield f"off the screen: {one.name} at {tuple(round(side) for side in one.box)}"


def _panels(seen: list[Seen]) -> Iterator[str]:
    """Words and buttons that stand out of the panel, bar or page they belong to: what has more
    fixed heights in it than it is high draws over its neighbours."""
    from kivy.uix.label import Label
    from kivy.uix.textinput import TextInput

    from kiosk.ui.kit.bars import Sheet, TopBar
    from kiosk.ui.kit.panels import Card

    boxes = {one.widget: one.box for one in seen}
    for one in seen:
        shown = one.visible
        if shown is None or not isinstance(one.widget, (Label, TextInput)):
            continue
        if isinstance(one.widget, Label) and not one.widget.text.strip():
            continue
        for part in _parents(one.widget):
            if not isinstance(part, (Card, TopBar, Sheet)) or part not in boxes:
                continue
            left, bottom, right, top = boxes[part]
            if (
                shown[0] < left - SLACK
                or shown[1] < bottom - SLACK
                or shown[2] > right + SLACK
                or shown[3] > top + SLACK
            ):
                yield f"out of its {type(part).__name__}: {one.name}"
                break


def _targets(seen: list[Seen]) -> Iterator[str]:
    from kivy.metrics import dp
    from kivy.uix.behaviors import ButtonBehavior
    from kivy.uix.textinput import TextInput

    floor = dp(TARGET_DP) - SLACK
    targets = []
    for one in seen:
        widget = one.widget
        if not isinstance(widget, (ButtonBehavior, TextInput)) or widget.disabled:
            continue
        if getattr(widget, "tappable", True) is False or one.visible is None:
            continue
        targets.append(one)
        if widget.width < floor or widget.height < floor:
            yield (
                f"small target: {one.name} is {widget.width / dp(1):.0f}x"
                f"{widget.height / dp(1):.0f} dp"
            )
    for index, one in enumerate(targets):
        for other in targets[index + 1 :]:
            shared = common(one.visible, other.visible)
            if shared is None or _inside(one.widget, other.widget):
                continue
            if shared[2] - shared[0] > SLACK and shared[3] - shared[1] > SLACK:
                yield f"targets overlap: {one.name} and {other.name}"


def _main(seen: list[Seen]) -> Iterator[str]:
    """The dark button: where it stands, and whether it says why it is out of use."""
    from kiosk.ui.kit import Btn, MainBtn
    from kiosk.ui.kit.buttons import Main

    for one in seen:
        widget = one.widget
        if not isinstance(widget, Btn) or not (
            isinstance(widget, Main) or widget.look == "primary"
        ):
            continue
        if widget.disabled and (not getattr(widget, "why", "") or widget.text != widget.why):
            yield f"out of use without a reason: {one.name}"
        in_bar = _foremost(widget, "TopBar")
        if isinstance(widget, MainBtn) or in_bar:
            place = in_bar or _foremost(widget, "SidePanel")
            if _foremost(widget, "Sheet") and (place is None or _last(place) is not widget):
                yield f"main button in another place: {one.name}"


def _foremost(widget: Any, kind: str) -> Any:
    """The surroundings of that kind that a widget stands in, or None."""
    return next((part for part in _parents(widget) if type(part).__name__ == kind), None)


def _last(box: Any) -> Any:
    """The part of a bar that is furthest right, of a panel that is furthest down."""
    return box.children[0] if box.children else None


def _inside(one: Any, other: Any) -> bool:
    """Whether one is part of the other, or they belong to different layers (a toast)."""
    return any(part is one for part in _parents(other)) or _layer(one) is not _layer(other)


def _parents(widget: Any) -> Iterator[Any]:
    while widget.parent is not None and widget.parent is not widget:
        widget = widget.parent
        yield widget


def _layer(widget: Any) -> Any:
    """The child of the window's root that a widget stands in."""
    chain = [widget, *_parents(widget)]
    return chain[-3] if len(chain) > 2 else chain[0]
