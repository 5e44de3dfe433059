"""The `pult` command."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence

from kiosk.commands.common import parser_of, run_command

COMMANDS = (
    "run",
    "demo",
    "device_list",
    "devices",
    "doctor",
    "importing",
    "exporting",
    "providers",
    "journal",
    "key",
    "settings",
)
"""Modules of ``kiosk.commands``, in the order of the help."""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    main_parser, commands = parser_of(
        "pult",
        "Pult, the front desk of a salon: check-in, till, labels and time clock on a local "
        "database.",
    )
    for name in COMMANDS:
        importlib.import_module(f"kiosk.commands.{name}").add(commands)
    for command in commands.choices.values():
        # People put it behind the command too. Not given there, it must not undo the one before.
        command.add_argument(
            "--home", metavar="FOLDER", default=argparse.SUPPRESS, help="the data folder"
        )
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    return run_command(parser().parse_args(argv))


if __name__ == "__main__":
    sys.exit(main())
