"""What the screens of fiscal offices take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.presenters.args import Args
from kiosk.salon.domain.ids import Id


@dataclass(frozen=True, slots=True)
class CertificateFormArgs(Args):
    """The file on a stick."""

    path: Path


@dataclass(frozen=True, slots=True)
class SetAsideArgs(Args):
    item_id: Id


@dataclass(frozen=True, slots=True)
class PremiseFormArgs(Args):
    """``premise_id``: of one that is there, None for a new one."""

    premise_id: Id | None = None


@dataclass(frozen=True, slots=True)
class PremiseCloseArgs(Args):
    premise_id: Id


@dataclass(frozen=True, slots=True)
class ClockDoubtArgs(Args):
    """``again``: what waits for the clock, and goes on once somebody has said that it is right."""

    again: Callable[[], object]


@dataclass(frozen=True, slots=True)
class NavCorrectArgs(Args):
    item_id: Id
