"""What the commands share: the data folder, what comes of errors, and a salon opened for the length
of one command."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.salon.domain.errors import PultError
from kiosk.salon.home import Home, find_home, open_home
from kiosk.salon.services.salon_services import Services

if TYPE_CHECKING:
    from kiosk.salon.settings import Settings

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction


def parser_of(prog: str, description: str) -> tuple[argparse.ArgumentParser, Commands]:
    """A program with ``--home``, and where its commands are put."""
    parser = argparse.ArgumentParser(
        prog=prog,
        description=description,
        epilog="The data folder is --home, else the environment variable PULT_HOME, else this "
        "system's usual place for a program's data.",
    )
    parser.add_argument("--home", metavar="FOLDER", help="the data folder")
    return parser, parser.add_subparsers(dest="command", required=True, metavar="COMMAND")


def run_command(args: argparse.Namespace) -> int:
    """Runs the command that was named. Exit codes: 0 done, 1 refused or found wrong (2, wrong
    usage, is argparse's), 70 the kiosk gave up and shall be started anew, 130 interrupted, 141
    nobody reads what it prints."""
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


def home_of(args: argparse.Namespace) -> Home:
    """The data folder named on the command line or by the environment."""
    return open_home(find_home(args.home))


def settings_of(home: Home) -> Settings:
    """Those of the folder. Commands know every service, so a typing mistake in the section of one
    is told by whatever command comes first."""
    from sync_agent.registry import load

    return load(home.settings)


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Services]:
    """The services of that folder, closed afterwards. Works beside a running kiosk."""
    from kiosk.salon.compose import open_services

    home = home_of(args)
    services = open_services(home, settings_of(home))
    try:
        yield services
    finally:
        services.context.store.close()
