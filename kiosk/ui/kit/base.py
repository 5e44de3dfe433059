"""What all widgets of the kit have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from kiosk.ui.i18n import tr
from kiosk.ui.tokens import Typed, font


class KitWidget:
    """Stands before Kivy's class among the parents of a widget. ``made_with``: the values of its
    properties unless it is told others."""

    made_with: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, **kwargs):
        made_with = {
            name: font(value.kind) if isinstance(value, Typed) else value
            for name, value in self.made_with.items()
        }
        super().__init__(**{**made_with, **kwargs})

    def add(self, *parts) -> None:
        """Puts several parts into it."""
        for part in parts:
            self.add_widget(part)

    def redraw(self, draw: Callable[..., None], *names: str, words: bool = False) -> None:
        """Draws now and whenever one of these properties changes; ``words``: in another language
        too."""
        for name in names:
            self.fbind(name, draw)
        if words:
            tr.hear(draw)
        draw()


def usual(**values: Any) -> Callable[[type], type]:
    """Has a class of widgets made with these values, beside those of its parents."""

    def note(kind: type) -> type:
        kind.made_with = {**kind.made_with, **values}
        return kind

    return note
