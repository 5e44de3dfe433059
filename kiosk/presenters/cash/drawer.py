"""Opening the cash drawer for something that prints no paper."""

from __future__ import annotations

from typing import Any

from kiosk.presenters.base import Presenter, Toast
from kiosk.salon.domain.text import T


def open_drawer(presenter: Presenter[Any, Any]) -> None:
    """Now or never: a drawer that opens later, when a printer comes back, opens before nobody. What
    it is opened for is in the books already. Where none can be opened, it is said."""
    hardware = presenter.hardware
    printer = next((one for one in hardware.devices if one.has_drawer and one.ok), None)
    if printer is None:
        presenter.host.say(Toast(T("No drawer can be opened from here. Use its key."), "warn"))
    else:
        hardware.test_device(printer.name, "drawer")
