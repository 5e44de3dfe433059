"""What the commands share: opening a salon for the length of one command."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiosk.home import Home, find_home, open_home
from kiosk.services.salon_services import Services

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]
else:
    Commands = argparse._SubParsersAction


def home_of(args: argparse.Namespace) -> Home:
    """The data folder named on the command line or by the environment."""
    return open_home(find_home(args.home))


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Services]:
    """The services of that folder, closed afterwards. Works beside a running kiosk."""
    from kiosk.compose import open_services
    from kiosk.settings import load

    home = home_of(args)
    services = open_services(home, load(home.settings))
    try:
        yield services
    finally:
        services.context.store.close()
