"""What the till's screens take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Text
from kiosk.salon.domain.till.bill import Payment


@dataclass(frozen=True, slots=True)
class BillArgs(Args):
    """Of the screens that work on an open bill."""

    bill_id: Id


@dataclass(frozen=True, slots=True)
class LineEditArgs(BillArgs):
    line_id: Id


class PickServiceArgs(BillArgs): ...


class BillDiscountArgs(BillArgs): ...


class AdvanceFormArgs(BillArgs): ...


@dataclass(frozen=True, slots=True)
class PayCashArgs(BillArgs):
    """``beside``: what was handed over just now in another currency and does not cover it all."""

    beside: tuple[Payment, ...] = ()


class PayOtherArgs(BillArgs): ...


class ForeignArgs(BillArgs): ...


class TipArgs(BillArgs): ...


@dataclass(frozen=True, slots=True)
class PayCardArgs(BillArgs):
    """``just_asked``: the sum was asked for this moment, so nothing is in doubt."""

    just_asked: bool = False


class PaySplitArgs(BillArgs): ...


@dataclass(frozen=True, slots=True)
class SaleArgs(Args):
    """Of the screens that look at a sale."""

    sale_id: Id


class PaidArgs(SaleArgs): ...


class VoidArgs(SaleArgs): ...


class ReturnLinesArgs(SaleArgs): ...


@dataclass(frozen=True, slots=True)
class SalesArgs(Args):
    """``sale_id``: the document that is shown first, on its own day; today's list without."""

    sale_id: Id | None = None


@dataclass(frozen=True, slots=True)
class ApproveArgs(Args):
    """``what``: what somebody is to approve, in words; ``of``: whose or which, and how much.
    ``right``: the right whoever approves needs (:data:`kiosk.salon.domain.rights.RIGHTS`), empty
    where only managers may; ``second``: it has to be somebody else than who wants it."""

    what: Text
    of: Text = ""
    right: str = ""
    second: bool = False


@dataclass(frozen=True, slots=True)
class Approved(Result):
    approved_by: Id
