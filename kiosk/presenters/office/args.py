"""What the screens of the office take and hand back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiosk.presenters.args import Args, Result

if TYPE_CHECKING:
    from kiosk.presenters.base import Audience, Limits


@dataclass(frozen=True, slots=True)
class HelpArgs(Args):
    """``page``: the screen that is asked about, of the ``area`` whose texts hold it; the rest as
    that screen has it."""

    page: str
    area: str
    audience: Audience
    limits: Limits
    secret: bool


@dataclass(frozen=True, slots=True)
class SettingsPageArgs(Args):
    """``page``: a key of :class:`kiosk.salon.domain.machine.SettingsPage`."""

    page: str


@dataclass(frozen=True, slots=True)
class PrinterFormArgs(Args):
    """``name``: of the printer to change, empty for a new one of this ``kind``."""

    name: str = ""
    kind: str = "receipt"


@dataclass(frozen=True, slots=True)
class DeviceFormArgs(Args):
    """``name``: of the device to change, empty for a new one of this ``kind``."""

    name: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class DeviceSaved(Result):
    """It is in use, and can be tried."""

    name: str


@dataclass(frozen=True, slots=True)
class PrinterSaved(Result):
    """It is in use; test paper tells whether it understands what it gets."""

    name: str


@dataclass(frozen=True, slots=True)
class MeansFormArgs(Args):
    """``key``: of the means of payment to change, empty for a new one."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class KeyPaperArgs(Args):
    """``set_up``: a part of the set-up, which goes on after it."""

    set_up: bool = False
