"""`pult run`: the kiosk."""

from __future__ import annotations

import argparse

from kiosk.commands.common import Commands, home_of, settings_of


def add(commands: Commands) -> None:
    commands.add_parser(
        "run",
        help="open the kiosk (an empty data folder begins with the set-up)",
        description="Opens the kiosk on this display and runs until its window is closed.",
    ).set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk import app
    from sync_agent.registry import describe

    home = home_of(args)
    return app.run(home, settings_of(home), describe)
