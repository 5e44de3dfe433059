"""Why a visit does not fit where somebody wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg

ClashKind = Literal["closed", "not_working", "break", "absent", "blocked", "overlap", "resource"]
"""``closed``: outside opening hours; ``not_working``: outside the stylist's; ``break``: between two
spans of a working day, or time off of that kind."""
OF_HOURS: tuple[ClashKind, ...] = ("closed", "not_working", "break")
"""What does not count for somebody who stands at the desk."""
ANYTHING: tuple[ClashKind, ...] = get_args(ClashKind)
BUT_VISITS: tuple[ClashKind, ...] = tuple(kind for kind in ANYTHING if kind != "overlap")
"""Whatever it may be, only no other visit."""


@dataclass(frozen=True, slots=True)
class Clash:
    """``text`` may name the client who is in the way: it is for the desk's screen alone.
    ``message`` names nobody but the stylist. ``other``: the visit, time off or room."""

    kind: ClashKind
    message: Msg
    text: Msg
    other: Id | None = None


class DoesNotFit(Refused):
    """A visit is refused where it is wanted; who may can book it there all the same."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__(clashes[0].message, kinds=[clash.kind for clash in clashes])
        self.clashes = tuple(clashes)
