"""`pult journal verify`: walks the chain, names the first wrong entry, and compares the books."""

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
        "verify",
        help="walk the whole chain, name the first wrong entry and what the books say otherwise "
        "(exit code 1)",
    ).set_defaults(run=verify)


def verify(args: argparse.Namespace) -> int:
    with opened(args) as services:
        found = services.books.verify()
        if found.fault is not None:
            print(f"Journal entry {found.fault.seq} is wrong: {found.fault.message.plain()}")
            return 1
        for difference in found.differences:
            print(difference.plain())
        if found.many > len(found.differences):
            print(f"and {found.many - len(found.differences)} more.")
        if found.many:
            print(f"The chain holds, but the books differ from it in {found.many} places.")
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
