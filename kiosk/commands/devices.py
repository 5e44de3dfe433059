"""`pult tap` and `pult scan`: feed the simulated reader and scanner of a running kiosk."""

from __future__ import annotations

import argparse
import sys

from kiosk.commands.common import Commands, home_of


def add(commands: Commands) -> None:
    tap = commands.add_parser(
        "tap",
        help="tap a card on the simulated reader of a running kiosk",
        description="The card's number goes through a socket in the data folder that only the "
        "same user can open. Use - to read it from standard input.",
    )
    tap.add_argument("card", metavar="CARD", help="the card's number, or - for standard input")
    tap.set_defaults(run=run, event="tap")
    scan = commands.add_parser(
        "scan",
        help="scan a code with the simulated scanner of a running kiosk",
        description="A product's barcode, or the QR code of a booking.",
    )
    scan.add_argument("card", metavar="CODE", help="the code, or - for standard input")
    scan.set_defaults(run=run, event="scan")


def run(args: argparse.Namespace) -> int:
    from drivers.simulated import send

    value = sys.stdin.readline().strip() if args.card == "-" else args.card
    home = home_of(args)
    try:
        send(home.socket, args.event, value)
    except OSError as error:
        print(
            f"No kiosk with a simulated reader is running on {home.path} ({error.strerror}).\n"
            "Start it with: pult run",
            file=sys.stderr,
        )
        return 1
    return 0
