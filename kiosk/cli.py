"""The `pult` command."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from kiosk.domain.errors import PultError

COMMANDS = (
    "run",
    "demo",
    "device_list",
    "devices",
    "doctor",
    "importing",
    "exporting",
    "google",
    "journal",
    "key",
    "settings",
)
"""Modules of ``kiosk.commands``, in the order of the help."""


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    main_parser = argparse.ArgumentParser(
        prog="pult",
        description="Pult, the front desk of a salon: check-in, till, labels and time clock on a "
        "local database.",
        epilog="The data folder is --home, else the environment variable PULT_HOME, else this "
        "system's usual place for a program's data.",
    )
    main_parser.add_argument("--home", metavar="FOLDER", help="the data folder")
    commands = main_parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS:
        importlib.import_module(f"kiosk.commands.{name}").add(commands)
    for command in commands.choices.values():
        # People put it behind the command too. Not given there, it must not undo the one before.
        command.add_argument(
            "--home", metavar="FOLDER", default=argparse.SUPPRESS, help="the data folder"
        )
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. Exit codes: 0 done, 1 refused or found wrong, 2 wrong usage."""
    args = parser().parse_args(argv)
    try:
        done = int(args.run(args))
        sys.stdout.flush()
        return done
    except PultError as error:
        print(error.message.plain(), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our words has seen enough (`pult export sales | head`). What is still
        # buffered has nowhere to go, or Python would complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    sys.exit(main())
