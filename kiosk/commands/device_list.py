"""`pult devices`: how the devices are, and trying one without the screen."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kiosk.commands.common import Commands, home_of, opened, settings_of
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

if TYPE_CHECKING:
    from drivers.device import Printer, Source
    from kiosk.hardware.fitting import Fitted
    from kiosk.salon.home import Home
    from kiosk.salon.services.salon_services import Services
    from kiosk.salon.settings import Settings

WAIT_SECONDS = 20.0
"""How long `test` waits for a card or a code."""


def add(commands: Commands) -> None:
    devices = commands.add_parser(
        "devices",
        help="list the devices of this desk and how they are; try one",
        description="Looks at each device once. Readers and scanners that a running kiosk uses "
        "are not touched: its Devices page tells how they are. Exit code 1 if a device does not "
        "work.",
    )
    devices.set_defaults(run=run)
    ways = devices.add_subparsers(metavar="test")
    test = ways.add_parser(
        "test",
        help="test paper, or wait 20 seconds for a card or a code",
        description="A receipt printer prints a strip, a label printer a label; a reader or "
        "scanner waits for a card or a code. A card's number is not shown.",
    )
    test.add_argument("name", metavar="NAME", help="the device's name in the settings")
    test.add_argument("--drawer", action="store_true", help="open the drawer, print nothing")
    test.add_argument("--home", metavar="FOLDER", default=argparse.SUPPRESS, help="the data folder")
    test.set_defaults(run=run_test)


def run(args: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from kiosk.hardware.check import check

    home = home_of(args)
    table = Table("device", "driver", "state", box=None, pad_edge=False)
    found = list(check(settings_of(home).device, home))
    for one in found:
        table.add_row(one.name, one.driver, Text(one.said, style="" if one.ok else "yellow"))
    console = Console(soft_wrap=True, highlight=False)
    console.print(table)
    readers = _card_readers(any(one.driver == "pcsc" for one in found))
    if readers:
        console.print(Text(f"\nReaders of PC/SC: {readers}"))
    return 0 if all(one.ok for one in found) else 1


def _card_readers(needed: bool) -> str:
    """What is plugged in; "" where there is nothing to tell."""
    from drivers.device import DeviceMissing
    from kiosk.hardware.check import NO_SERVICE, card_readers

    try:
        return ", ".join(card_readers()) or ("none plugged in" if needed else "")
    except DeviceMissing as missing:
        return NO_SERVICE[missing.cause] if needed else ""


def run_test(args: argparse.Namespace) -> int:
    from drivers.device import LABEL, READER, RECEIPT, SCANNER, DeviceError
    from kiosk.hardware.devices import REASONS
    from kiosk.hardware.fitting import device_error, fit, is_a
    from kiosk.salon.domain.cards.aes_cards import CardKeyring

    home = home_of(args)
    settings = settings_of(home)
    section = settings.device.get(args.name)
    if section is None:
        raise Refused(
            T(
                "No device is called {name}. There are: {names}",
                name=args.name,
                names=", ".join(settings.device),
            )
        )
    with opened(args) as services:
        keys = CardKeyring(services.context.keys)
        (fitted,) = fit({args.name: section}, home.path, keys)
        if args.drawer and fitted.kind != RECEIPT:
            raise Refused(T("Only a receipt printer has a drawer."))
        try:
            for printers in (RECEIPT, LABEL):
                if is_a(fitted, printers):
                    return _print(args, fitted, services, settings)
            for sources in (READER, SCANNER):
                if is_a(fitted, sources):
                    return _hear(fitted, home)
            raise Refused(T("There is no test for this kind of device."))
        except (DeviceError, ImportError) as error:
            wrong = device_error(error)
            print(f"{args.name}: {REASONS[wrong.cause].plain()} ({wrong})", file=sys.stderr)
            return 1


def _print(
    args: argparse.Namespace, fitted: Fitted[Printer], services: Services, settings: Settings
) -> int:
    from kiosk.hardware import test_page
    from kiosk.paper.label import LabelSize
    from kiosk.salon.language.speaker import speaker

    salon = services.context.salon
    words = speaker(salon.language or salon.rules.language, salon.zone, home_of(args).cache)
    size = LabelSize(settings.label.width_mm, settings.label.height_mm, settings.label.dots_per_mm)
    fitted.device.send(
        test_page.job(fitted, "drawer" if args.drawer else "strip", salon, words, size)
    )
    print("The drawer was told to open." if args.drawer else "Printed.")
    return 0


def _hear(fitted: Fitted[Source], home: Home) -> int:
    from drivers.device import READER
    from drivers.events import BarcodeScanned, CardTapped, ScanUnreadable
    from kiosk.hardware.check import first_event, running

    if running(home):
        print("The running kiosk uses it. Try it there: More, Printing and devices, Devices.")
        return 1
    words = "Hold a card to it." if fitted.kind == READER else "Scan any code."
    event = first_event(fitted.device, WAIT_SECONDS, lambda: print(words, flush=True))
    if isinstance(event, CardTapped):
        print("A card was read. It works.")
    elif isinstance(event, BarcodeScanned):
        print(f"Read: {event.code}")
    elif isinstance(event, ScanUnreadable):
        print("It scans, but sends signs that cannot be read. Check how it is set.")
        return 1
    else:
        print("Nothing came." if event is None else "A card was there, but it cannot be read.")
        return 1
    return 0
