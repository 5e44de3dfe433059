"""What an owner looks at: figures, and what each of them is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id

Figure = Literal[
    "taken",
    "means",
    "turnover",
    "bills",
    "services",
    "goods",
    "rounding",
    "vat",
    "net",
    "discount",
    "discounts",
    "tips",
    "cost",
    "unknown",
    "margin",
]


@dataclass(frozen=True, slots=True)
class Document:
    """A sale, void or return, and its part in a figure (``minor`` units). ``at``: UTC ms.
    ``client``: empty where nobody's name stands on it. ``bills``: how many more paid bills there
    are through it, fewer with a void. What goods were bought for is taken off: below nought."""

    id: Id
    kind: str
    number: str
    at: int
    client: str
    minor: int
    bills: int


@dataclass(frozen=True, slots=True)
class ExpenseSum:
    """``item_id`` is None, and ``name`` empty, for what has no item. ``net``: without the VAT that
    the documents show; minor units of ``currency``. ``goods``: bought to be sold, so no expense in
    the profit."""

    item_id: Id | None
    name: str
    currency: str
    minor: int
    net: int
    goods: bool = False


@dataclass(frozen=True, slots=True)
class SpentOn:
    """``day``: ISO. ``what``: supplier or note. ``net``: see :class:`ExpenseSum`."""

    id: Id
    day: str
    at: int
    item: str
    what: str
    number: str
    minor: int
    net: int


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A session of a till that nobody has counted. ``day``: its business day, ISO. ``ended``:
    nothing more goes into it."""

    session_id: Id
    till: str
    day: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What a closing found in one currency: below nought it was short. ``kind``: count, carried,
    correction; or opening, of a float that was not what had been left: then the closing is that of
    the day that began, None (and number 0) before there is one, and ``by`` is who counted it.
    ``till``: its name, empty for a desk's own, whose ``desk`` is named then. ``at``: UTC ms.
    ``corrects``, ``corrected_by``: numbers of other closings, 0 for none; of a correction
    ``reason`` says why it was counted again."""

    closing_id: Id | None
    till: str
    desk: str
    number: int
    kind: str
    day: str
    at: int
    currency: str
    minor: int
    reason: str
    corrects: int = 0
    corrected_by: int = 0
    by: str = ""
