"""`pult run`: the kiosk."""

from __future__ import annotations

import argparse
import os
import sys

from kiosk.commands.common import Commands, home_of, settings_of

UNIT = "NOTIFY_SOCKET"
"""Set by a service manager that waits for us (sd_notify(3)): it starts us anew by the exit code."""


def add(commands: Commands) -> None:
    commands.add_parser(
        "run",
        help="open the kiosk (an empty data folder begins with the set-up)",
        description="Opens the kiosk on this display and runs until its window is closed.",
    ).set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from kiosk import app
    from sync_agent.registry import describe, pages, sections

    home = home_of(args)
    if home.practise_next.exists():
        from kiosk.sample import practice

        home = practice.begin(home, settings_of(home))
    code = app.run(home, settings_of(home), app.Providers(describe, sections(), pages))
    if code == app.RESTART and not os.environ.get(UNIT):
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
    return code
