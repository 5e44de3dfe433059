"""`pult demo`: the sample salon, to play with or playing itself."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from kiosk.commands.common import Commands
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.home import Home, open_home

DEFAULT_OUT = Path("out/demo")


def add(commands: Commands) -> None:
    demo = commands.add_parser(
        "demo",
        help="open a plainly fictitious sample salon; without a display, play an opening day and "
        "a morning",
        description="Builds the sample salon in a temporary data folder and opens the kiosk, with "
        "cards and bottles beside it to tap and the printed paper. Without a display it starts an "
        "X server of its own, plays an opening day (from an empty folder to the first sale) and a "
        "morning with the same devices and touches, writes pictures of every step and paper, "
        "prints what was recorded, checks the sums and exits with 1 if anything differs. With "
        "--home it keeps the salon in that (empty) folder.",
    )
    demo.add_argument(
        "--out",
        type=Path,
        default=DEFAULT_OUT,
        metavar="DIR",
        help=f"where the pictures go (default: {DEFAULT_OUT})",
    )
    demo.add_argument(
        "--country",
        choices=sorted(COUNTRIES),
        default="CZ",
        help="whose salon (default: CZ)",
    )
    demo.add_argument(
        "--play",
        choices=("opening", "morning", "both"),
        nargs="?",
        const="both",
        help="play even if there is a display; only the opening day or the morning where one is "
        "named",
    )
    demo.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    if args.home:
        return _run_in(open_home(Path(args.home).expanduser().absolute()), args)
    with tempfile.TemporaryDirectory(prefix="pult-demo-") as folder:
        return _run_in(open_home(Path(folder)), args)


def _run_in(home: Home, args: argparse.Namespace) -> int:
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if has_display and not args.play:
        from kiosk import app
        from kiosk.demo import window
        from kiosk.demo.prepare import prepare
        from sync_agent.registry import describe, pages, sections

        print("Building the sample salon …", file=sys.stderr)
        sample = prepare(home, args.country, window.settings_text())
        return window.show(home, sample, app.Providers(describe, sections(), pages))

    from kiosk.demo import play

    return play.play(home, args.country, args.out, args.play or "both")
