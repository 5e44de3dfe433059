"""A row of any list on any screen."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what ``on_pick`` reports. ``dim``: greyed out (inactive, past). ``cells``: what
    stands in the further columns of a table."""

    key: str
    title: Text
    subtitle: Text = ""
    right: Text = ""
    icon: str = ""
    tone: str = ""
    chip: Text = ""
    dim: bool = False
    cells: tuple[Text, ...] = ()
