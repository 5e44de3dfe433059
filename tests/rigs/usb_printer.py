"""A receipt printer on a USB bus of our own: a backend of pyusb, so that pyusb and python-escpos do
all they do with libusb's. One interface of class 7 with a bulk endpoint each way."""

from __future__ import annotations

import errno
from types import SimpleNamespace
from typing import Any

from usb.backend import IBackend
from usb.core import USBError, USBTimeoutError

from tests.rigs.escpos_talk import Talk

VENDOR, PRODUCT = 0x04B8, 0x0E15
OUT, IN = 0x02, 0x81
DEVICE = {
    "bLength": 18, "bDescriptorType": 1, "bcdUSB": 0x200, "bDeviceClass": 0, "bDeviceSubClass": 0,
    "bDeviceProtocol": 0, "bMaxPacketSize0": 64, "idVendor": VENDOR, "idProduct": PRODUCT,
    "bcdDevice": 0x100, "iManufacturer": 0, "iProduct": 0, "iSerialNumber": 0,
    "bNumConfigurations": 1, "address": 5, "bus": 1, "port_number": 1, "port_numbers": (1,),
    "speed": 3,
}  # fmt: skip
CONFIGURATION = {
    "bLength": 9, "bDescriptorType": 2, "wTotalLength": 32, "bNumInterfaces": 1,
    "bConfigurationValue": 1, "iConfiguration": 0, "bmAttributes": 0xC0, "bMaxPower": 1,
    "extra_descriptors": [],
}  # fmt: skip
INTERFACE = {
    "bLength": 9, "bDescriptorType": 4, "bInterfaceNumber": 0, "bAlternateSetting": 0,
    "bNumEndpoints": 2, "bInterfaceClass": 7, "bInterfaceSubClass": 1, "bInterfaceProtocol": 2,
    "iInterface": 0, "extra_descriptors": [],
}  # fmt: skip


def _endpoint(address: int) -> SimpleNamespace:
    return SimpleNamespace(
        bLength=7, bDescriptorType=5, bEndpointAddress=address, bmAttributes=2, wMaxPacketSize=64,
        bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
    )  # fmt: skip


class UsbBus(IBackend):  # type: ignore[misc]
    """``takes``: most bytes of one writing that are taken, as a full buffer does; 0: none.
    ``dies_after``: gone once so many bytes were printed. ``forbidden``: may not be opened."""

    def __init__(self) -> None:
        self.talk = Talk()
        self.plugged = True
        self.forbidden = False
        self.takes = 1 << 20
        self.dies_after: int | None = None
        self.open_handles = 0
        self.resets = 0
        self._answers = b""
        self._configured = 0

    def enumerate_devices(self) -> Any:
        return iter(["printer"] if self.plugged else [])

    def get_device_descriptor(self, dev: Any) -> Any:
        return SimpleNamespace(**DEVICE)

    def get_configuration_descriptor(self, dev: Any, config: int) -> Any:
        if config:
            raise IndexError
        return SimpleNamespace(**CONFIGURATION)

    def get_interface_descriptor(self, dev: Any, intf: int, alt: int, config: int) -> Any:
        if intf or alt or config:
            raise IndexError
        return SimpleNamespace(**INTERFACE)

    def get_endpoint_descriptor(self, dev: Any, ep: int, intf: int, alt: int, config: int) -> Any:
        return _endpoint((OUT, IN)[ep])

    def open_device(self, dev: Any) -> Any:
        self._check()
        if self.forbidden:
            raise USBError("Access denied (insufficient permissions)", -3, errno.EACCES)
        self.open_handles += 1
        return "handle"

    def close_device(self, dev_handle: Any) -> None:
        self.open_handles -= 1

    def set_configuration(self, dev_handle: Any, config_value: int) -> None:
        self._configured = config_value

    def get_configuration(self, dev_handle: Any) -> int:
        return self._configured

    def claim_interface(self, dev_handle: Any, intf: int) -> None:
        self._check()

    def release_interface(self, dev_handle: Any, intf: int) -> None:
        pass

    def reset_device(self, dev_handle: Any) -> None:
        self.resets += 1

    def bulk_write(self, dev_handle: Any, ep: int, intf: int, data: Any, timeout: int) -> int:
        self._check()
        assert ep == OUT
        taken = bytes(data)[: self.takes]
        if not taken:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        self._answers += self.talk.feed(taken)
        if self.dies_after is not None and len(self.talk.paper) >= self.dies_after:
            self.plugged = False
        return len(taken)

    def bulk_read(self, dev_handle: Any, ep: int, intf: int, buff: Any, timeout: int) -> int:
        self._check()
        assert ep == IN
        if not self._answers:
            raise USBTimeoutError("Operation timed out", -7, errno.ETIMEDOUT)
        said, self._answers = self._answers[: len(buff)], self._answers[len(buff) :]
        for index, byte in enumerate(said):
            buff[index] = byte
        return len(said)

    def _check(self) -> None:
        if not self.plugged:
            raise USBError("No such device (it may have been disconnected)", -4, errno.ENODEV)
