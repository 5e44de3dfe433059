"""The `pult` command."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterable, Sequence

from kiosk.commands.common import parser_of, run_command

COMMANDS = {
    "run": ("run",),
    "demo": ("demo",),
    "device_list": ("devices",),
    "devices": ("tap", "scan"),
    "doctor": ("doctor",),
    "importing": ("import",),
    "exporting": ("export",),
    "providers": (),
    "journal": ("journal",),
    "fiscal": ("fiscal",),
    "key": ("key",),
    "settings": ("settings",),
}
"""Modules of ``kiosk.commands`` in the order of the help, with the commands they add; what
``providers`` adds are the services' own."""


def parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """The command line of these modules."""
    main_parser, commands = parser_of(
        "pult",
        "Pult, the front desk of a salon: check-in, till, labels and time clock on a local "
        "database.",
    )
    for name in names:
        importlib.import_module(f"kiosk.commands.{name}").add(commands)
    for command in commands.choices.values():
        # People put it behind the command too. Not given there, it must not undo the one before.
        command.add_argument(
            "--home", metavar="FOLDER", default=argparse.SUPPRESS, help="the data folder"
        )
    return main_parser


def wanted(words: Sequence[str]) -> Iterable[str]:
    """The module of the command that is given, so that the kiosk starts without the other ones;
    all of them when the first word is none of theirs."""
    first = next((word for word in words if not word.startswith("-")), "")
    return [name for name, commands in COMMANDS.items() if first in commands] or COMMANDS


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    words = sys.argv[1:] if argv is None else argv
    # A folder before the command reads like one.
    rest = words[2:] if words[:1] == ["--home"] else words
    return run_command(parser(wanted(rest)).parse_args(words))


if __name__ == "__main__":
    sys.exit(main())
