"""The `pult-sync` command."""

from __future__ import annotations

import argparse
import logging
import logging.handlers
import sys
from collections.abc import Sequence

from kiosk.commands import providers as cli_providers
from kiosk.commands import sync_show as cli_show
from kiosk.commands.common import home_of, parser_of, run_command, settings_of
from kiosk.salon.home import Home
from sync_agent.lock import AlreadyRunning, alone

LOG_BYTES, LOG_FILES = 500_000, 3


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    main_parser, commands = parser_of(
        "pult-sync",
        "Keeps clients and appointments the same here and at the services that the salon uses. "
        "Works beside a running Pult.",
    )
    commands.add_parser(
        "run",
        help="synchronise until told to end (this is what the service starts)",
        description="Synchronises at the start, every few minutes, after changes at the desk, and "
        "once more at the end. SIGTERM ends it within the time that stands in the settings.",
    ).set_defaults(run=run)
    commands.add_parser(
        "once",
        help="synchronise everything one time",
        description="Synchronises everything one time and tells what was done. Exit code 1 if "
        "something did not work.",
    ).set_defaults(run=once)
    cli_show.add(commands)
    cli_providers.add(commands)
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command; its exit code."""
    return run_command(parser().parse_args(argv))


def run(args: argparse.Namespace) -> int:
    from sync_agent.agent import Agent
    from sync_agent.timing import StopToken

    home = home_of(args)
    settings = settings_of(home)
    with alone(home):
        keep_log(home)
        stop_token = StopToken()
        stop_token.on_signals(settings.sync.exit_seconds)
        Agent(home, settings, stop_token).forever()
    return 0


def once(args: argparse.Namespace) -> int:
    from sync_agent.agent import Agent
    from sync_agent.timing import StopToken

    home = home_of(args)
    settings = settings_of(home)
    try:
        with alone(home):
            keep_log(home)
            stop_token = StopToken()
            stop_token.on_signals(settings.sync.exit_seconds, exit_code=1)
            agent = Agent(home, settings, stop_token)
            try:
                outcomes = agent.once()
            finally:
                agent.close()
    except AlreadyRunning as error:
        cli_show.ask_to_run(home, settings)
        print(f"{error.message.plain()} It was asked to run now.", file=sys.stderr)
        return 1
    cli_show.print_runs(home, settings, len(outcomes))
    return 0 if all(outcome == "ok" for outcome in outcomes) else 1


def keep_log(home: Home) -> None:
    """Log lines into the data folder: outcomes and ids, never persons."""
    handler = logging.handlers.RotatingFileHandler(
        home.logs / "sync.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)  # the libraries' own lines name addresses and contacts
    logging.getLogger("sync_agent").setLevel(logging.INFO)


if __name__ == "__main__":
    sys.exit(main())
