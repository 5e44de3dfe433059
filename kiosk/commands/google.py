"""`pult google`: signing in to Google and out, importing its files; the agent's commands."""

from __future__ import annotations

from kiosk.commands import google_account as cli_google
from kiosk.commands.common import Commands


def add(commands: Commands) -> None:
    google = commands.add_parser("google", help=cli_google.HELP, description=cli_google.DESCRIPTION)
    cli_google.add_actions(google)
