"""The part of the navigator that knows devices: their states, and what is asked of them."""

from __future__ import annotations

from kiosk.presenters.output import Output
from kiosk.salon.domain.catalogue import Product
from kiosk.salon.domain.devices import DeviceState, DeviceTest, FoundDevice
from kiosk.salon.domain.text import Text


class DeviceHost:
    """Implements the devices' part of :class:`kiosk.presenters.base.Host`."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self._devices: tuple[DeviceState, ...] = ()
        self._found: tuple[FoundDevice, ...] = ()

    @property
    def devices(self) -> tuple[DeviceState, ...]:
        return self._devices

    @property
    def found(self) -> tuple[FoundDevice, ...]:
        return self._found

    def set_devices(self, devices: tuple[DeviceState, ...]) -> None:
        if devices != self._devices:
            self._devices = devices
            self.output.devices_changed(devices)

    def set_found(self, found: tuple[FoundDevice, ...]) -> None:
        if found != self._found:
            self._found = found
            self.output.devices_changed(self._devices)

    def print_soon(self) -> None:
        self.output.print_soon()

    def test_device(self, name: str, what: DeviceTest) -> None:
        self.output.device_asked(what, name)

    def look_for_devices(self) -> None:
        self.output.device_asked("find", "")

    def use_device(self, key: str) -> None:
        self.output.device_asked("use", key)

    def weigh(self) -> None:
        self.output.weight_asked()

    def draw_labels(self, products: tuple[Product, ...]) -> None:
        self.output.labels_asked(products)

    def tell_customer(self, upper: Text, lower: Text = "") -> None:
        self.output.customer_told(upper, lower)
