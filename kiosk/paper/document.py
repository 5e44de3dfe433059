"""What a piece of paper says, before anybody knows which printer it goes to.

A document is a tuple of operations from top to bottom. Sizes are in characters of a printer's
normal font; ``kiosk.paper.layout`` makes rows of them for a width of paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from kiosk.salon.domain.text import Amount, Text


class Words(Protocol):
    """Speaks a language; ``kiosk.salon.language.speaker.Speaker`` is one."""

    @property
    def language(self) -> str:
        """Of the paper."""

    def say(self, text: Text) -> str:
        """The words of a text in the paper's language."""

    def bare(self, amount: Amount) -> str:
        """A sum without its currency's sign."""


@dataclass(frozen=True, slots=True)
class Drawer:
    """Opens the cash drawer. Must come first: the cashier needs it before the paper is out."""


@dataclass(frozen=True, slots=True)
class Line:
    """``left`` and ``right`` stand at the two edges; ``left`` wraps when there is no room.

    ``large``: twice as high, and twice as wide where that fits. ``indent``: characters.
    """

    left: str
    right: str = ""
    bold: bool = False
    large: bool = False
    align: Literal["left", "center"] = "left"
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells: the first column at the left, the others at the right of their column.

    The first row is the heading. All rows have equally many cells.
    """

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the paper; ``heavy`` is a double one."""

    heavy: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line."""


@dataclass(frozen=True, slots=True)
class QR:
    """A QR code, centred. ``size``: dots per module (1-16). ``firm``: more of it may be lost before
    it cannot be read (level M instead of L)."""

    content: str
    size: int = 5
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """Feeds to the knife and cuts (partly, so that the paper does not fall)."""


Op = Drawer | Line | Table | Rule | Blank | QR | Cut


@dataclass(frozen=True, slots=True)
class Document:
    """``title``: what it is, for logs and file names; never printed."""

    title: str
    ops: tuple[Op, ...]

    def __post_init__(self) -> None:
        if any(isinstance(op, Drawer) for op in self.ops[1:]):
            raise ValueError("the drawer opens before anything is printed")
