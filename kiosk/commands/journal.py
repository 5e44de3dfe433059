"""`pult journal verify`: walks the chain and names the first wrong entry."""

from __future__ import annotations

import argparse

from kiosk.commands.common import Commands, opened


def add(commands: Commands) -> None:
    journal = commands.add_parser(
        "journal",
        help="check the journal",
        description="The journal is an append-only chain of everything of value that happened.",
    )
    actions = journal.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser(
        "verify", help="walk the whole chain and name the first wrong entry (exit code 1)"
    ).set_defaults(run=verify)


def verify(args: argparse.Namespace) -> int:
    with opened(args) as services:
        fault = services.context.journal.verify()
        if fault is not None:
            print(f"Journal entry {fault.seq} is wrong: {fault.message.plain()}")
            return 1
        head = services.context.journal.head()
        if head is None:
            print("The journal is empty.")
        else:
            print(f"The journal holds: {head.seq} entries, head {head.mac.hex()[:16]}.")
        unchecked = services.context.journal.unchecked()
        if unchecked:
            print(f"The first {unchecked} were written with a key that is lost: counted only.")
        return 0
