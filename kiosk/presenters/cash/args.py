"""What the screens of cash in and out and of expenses take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.cash import Way


@dataclass(frozen=True, slots=True)
class CashFormArgs(Args):
    way: Way


@dataclass(frozen=True, slots=True)
class CashVoidArgs(Args):
    """``movement_id``: what is to be taken back."""

    movement_id: Id


@dataclass(frozen=True, slots=True)
class ExpenseVoidArgs(Args):
    """``expense_id``: what is to be taken back."""

    expense_id: Id


@dataclass(frozen=True, slots=True)
class ExpenseItemFormArgs(Args):
    """``item_id``: empty for a new one."""

    item_id: Id = b""
