"""What the till's screens take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class LineEditArgs(Args):
    screen = "line_edit"
    bill_id: Id
    line_id: Id


@dataclass(frozen=True, slots=True)
class PickServiceArgs(Args):
    screen = "pick_service"
    bill_id: Id


@dataclass(frozen=True, slots=True)
class BillDiscountArgs(Args):
    screen = "bill_discount"
    bill_id: Id


@dataclass(frozen=True, slots=True)
class PayCashArgs(Args):
    screen = "pay_cash"
    bill_id: Id


@dataclass(frozen=True, slots=True)
class PaySplitArgs(Args):
    screen = "pay_split"
    bill_id: Id


@dataclass(frozen=True, slots=True)
class PaidArgs(Args):
    screen = "paid"
    sale_id: Id


@dataclass(frozen=True, slots=True)
class VoidArgs(Args):
    screen = "void"
    sale_id: Id
