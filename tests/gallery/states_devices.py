"""The devices page: what works, what does not, what is being tried, what was plugged in."""

from __future__ import annotations

from dataclasses import replace

from kiosk.hardware.devices import REASONS
from kiosk.salon.domain.devices import DeviceSetup, DeviceState, FoundDevice, Place
from kiosk.salon.domain.text import T
from tests.gallery.stage import Stage
from tests.gallery.states import state

USUAL = (
    DeviceState("cards", "reader", True, "", "pcsc", plug="pcsc"),
    DeviceState("scanner", "scanner", True, "", "evdev_scanner", plug="keys"),
    DeviceState(
        "receipts",
        "receipt",
        False,
        T("Out of paper."),
        "escpos_usb",
        has_drawer=True,
        model="EPSON TM-T20III",
        plug="usb",
        cause="paper_out",
    ),
    DeviceState(
        "labels",
        "label",
        True,
        T("The paper is running out."),
        "label_tcp",
        where="192.0.2.7",
        plug="network",
    ),
)


def page(stage: Stage) -> int:
    """Opens the page; gives the present time."""
    now = stage.clock.now()
    acts = ("card", "code", "", "printed")
    told = [
        replace(one, last=act, last_at=now if act else 0)  # type: ignore[arg-type]
        for one, act in zip(USUAL, acts, strict=True)
    ]
    stage.hardware.set_devices(tuple(told))
    stage.desk().open("devices")
    return now


@state("Devices, one out of paper")
def devices_page(stage: Stage) -> None:
    page(stage)


@state("A reader is tried")
def devices_reader(stage: Stage) -> None:
    page(stage)
    stage.tap("try_it", "cards")


@state("A scanner is tried")
def devices_scanner(stage: Stage) -> None:
    now = page(stage)
    stage.tap("try_it", "scanner").scan("4006381333931")
    scanner = replace(USUAL[1], last="code", last_at=now + 1000)
    stage.hardware.set_devices((USUAL[0], scanner, *USUAL[2:]))
    stage.nav.tick()


@state("Something was plugged in")
def devices_found(stage: Stage) -> None:
    stage.hardware.set_devices(USUAL[1:2])
    stage.hardware.set_found(
        (
            FoundDevice(
                "1", "reader", "ACS ACR122U PICC Interface 00 00", "pcsc", "ACS ACR122U", "pcsc"
            ),
            FoundDevice("2", "receipt", "EPSON TM-T20III", "escpos_file", "/dev/usb/lp0", "usb"),
        )
    )
    stage.desk().open("devices")


@state("The drawer is open")
def devices_drawer(stage: Stage) -> None:
    receipts = replace(USUAL[2], ok=True, cause="", detail="", drawer_open=True)
    stage.hardware.set_devices((USUAL[0], receipts))
    stage.desk().open("devices")


@state("An open drawer at the desk")
def desk_drawer(stage: Stage) -> None:
    receipts = replace(USUAL[2], ok=True, cause="", detail="", drawer_open=True)
    stage.hardware.set_devices((receipts,))
    stage.desk()


@state("No device is set up")
def devices_none(stage: Stage) -> None:
    stage.hardware.set_found(())
    stage.desk().open("devices")


@state("Test paper of a new printer is looked at")
def devices_asking(stage: Stage) -> None:
    page(stage)
    stage.tap("add").tap("edit", "place", "192.0.2.9").tap("save")
    new = DeviceState(
        "new-receipt",
        "receipt",
        True,
        "",
        "escpos_tcp",
        has_drawer=True,
        where="192.0.2.9",
        plug="network",
    )
    stage.hardware.set_devices((new, *USUAL[2:]))
    stage.nav.tick()


@state("A printer is added, two were found in the network")
def printer_form_network(stage: Stage) -> None:
    page(stage)
    stage.tap("add")
    stage.hardware.places("network", *(Place(one, one) for one in ("192.0.2.7", "192.0.2.21")))


@state("A label printer is added")
def printer_form_label(stage: Stage) -> None:
    page(stage)
    stage.tap("add").tap("edit", "kind", "label")


@state("A card reader is added, two ports are free")
def device_form_reader(stage: Stage) -> None:
    page(stage)
    stage.tap("add").tap("edit", "kind", "reader").tap("edit", "way", "serial_reader")
    stage.hardware.places(
        "serial",
        Place("/dev/serial/by-id/usb-1a86_USB_Serial-if00-port0", "1a86 USB Serial"),
        Place("/dev/ttyAMA0", "ttyAMA0"),
    )
    stage.tap("edit", "option_frame", "bcc")


@state("A scale is added, nothing is plugged in")
def device_form_none(stage: Stage) -> None:
    page(stage)
    stage.tap("add").tap("edit", "kind", "scale").tap("save")


@state("A scanner that types is added")
def device_form_keys(stage: Stage) -> None:
    page(stage)
    stage.tap("add").tap("edit", "kind", "scanner")
    stage.hardware.places(
        "keys",
        Place("05f9:2204", "Datalogic QuickScan QW2100"),
        Place("046d:c31c", "Keyboard K120"),
    )


@state("A device is changed")
def device_form_change(stage: Stage) -> None:
    page(stage)
    options = (("suffix", "enter"),)
    stage.hardware.device_setups["scanner"] = DeviceSetup(
        "scanner", "evdev_scanner", "0c2e:0200", options
    )
    stage.tap("change", "scanner")


@state("A new scale is tried")
def devices_scale(stage: Stage) -> None:
    stage.desk().open("devices")
    stage.tap("add").tap("edit", "kind", "scale").tap("edit", "place", "/dev/ttyUSB0").tap("save")
    scale = DeviceState("new-scale", "scale", True, "", "scale", plug="serial")
    stage.hardware.set_devices((scale,))
    stage.nav.tick()
    stage.hardware.weighed(350)


@state("A printer whose address takes no connection")
def devices_refused(stage: Stage) -> None:
    why = REASONS["closed"]
    bad = DeviceState(
        "receipts", "receipt", False, why, "escpos_tcp", where="192.0.2.7", plug="network"
    )
    stage.hardware.set_devices((bad,))
    stage.desk().open("devices")


@state("A new printer takes the connection and does not answer")
def devices_mute(stage: Stage) -> None:
    devices_asking(stage)
    new = stage.hardware.devices[0]
    mute = replace(new, ok=False, cause="silent", detail=REASONS["silent"])
    stage.hardware.set_devices((mute, *stage.hardware.devices[1:]))
    stage.nav.tick()


@state("A printer that does not answer is edited")
def printer_form_mute(stage: Stage) -> None:
    devices_mute(stage)
    stage.tap("change", "new-receipt")


@state("The printer is out of paper")
def papers_out_of_paper(stage: Stage) -> None:
    stage.hardware.set_devices(USUAL)
    stage.desk().open("papers")


@state("Out of paper at the desk")
def desk_out_of_paper(stage: Stage) -> None:
    stage.hardware.set_devices(USUAL)
    stage.desk()


@state("A device that does not work, at the desk")
def desk_device_off(stage: Stage) -> None:
    stage.hardware.set_devices((replace(USUAL[2], cause="off", detail=REASONS["off"]),))
    stage.desk()
