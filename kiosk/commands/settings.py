"""`pult settings`: every setting with its explanation and default."""

from __future__ import annotations

import argparse

from kiosk.commands.common import Commands, home_of, settings_of


def add(commands: Commands) -> None:
    commands.add_parser(
        "settings",
        help="print every setting with its explanation and default",
        description="Prints every setting that pult.toml in the data folder may hold, and checks "
        "the file that is there.",
    ).set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from rich.console import Console
    from rich.markup import escape

    from kiosk.hardware.fitting import fit
    from kiosk.salon import settings
    from sync_agent.registry import sections

    home = home_of(args)
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"[bold]{escape(str(home.settings))}[/bold]")
    for key, default, words in settings.explain(sections()):
        console.print(f"\n[cyan]{key}[/cyan] = {escape(default)}")
        console.print(f"    {escape(words)}")
    fit(settings_of(home).device, home.path)
    if home.settings.exists():
        console.print("\nThe settings file is fine.")
    else:
        console.print("\nThere is no settings file: everything is at its default.")
    return 0
