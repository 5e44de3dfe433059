"""What the navigator asks of whoever draws and sounds: the shell, or a test."""

from __future__ import annotations

from typing import Any, Literal, Protocol

from kiosk.presenters.base import Presenter, Sound, Toast
from kiosk.salon.domain.catalogue import Product
from kiosk.salon.domain.devices import DeviceState, DeviceTest
from kiosk.salon.domain.text import Msg, Text

DeviceAsk = DeviceTest | Literal["find", "use", "make", "make_no_more"]


class Output(Protocol):
    """Implemented by ``kiosk.ui.shell.Shell`` and by the stories' recorder."""

    def top_changed(self, presenter: Presenter[Any, Any]) -> None: ...
    def toast_changed(self, toast: Toast | None) -> None: ...
    def idle_warning(self, seconds_left: int | None) -> None: ...
    def dark_changed(self, dark: bool) -> None: ...
    def language_changed(self, code: str) -> None: ...
    def devices_changed(self, devices: tuple[DeviceState, ...]) -> None: ...
    def trouble_changed(self, message: Msg | None) -> None: ...
    def sound(self, sound: Sound) -> None: ...
    def customer_told(self, upper: Text, lower: Text) -> None:
        """Two lines for the customer display; ``lower`` is a sum. Both empty: the salon's name."""

    def weight_asked(self) -> None:
        """Ask the scale, and tell ``Navigator.weighed``."""

    def labels_asked(self, products: tuple[Product, ...]) -> None:
        """Draw these price labels, and tell ``Navigator.label_drawn`` of each."""

    def print_soon(self) -> None: ...
    def device_asked(self, what: DeviceAsk, name: str) -> None:
        """``name``: of the device to test, or the key of a found one to use. ``make``: the next
        blank card is given this salon's keys, until ``make_no_more``."""
