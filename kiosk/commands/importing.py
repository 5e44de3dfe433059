"""`pult import`: many clients, products, services or staff from a CSV file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Commands, opened
from kiosk.salon.domain.errors import PultError

if TYPE_CHECKING:
    from rich.console import Console

    from kiosk.salon.services.files.importing import Importing, Plan

_UNITS = ("_minor", "_milli", "_bp")
SHOWN = 40
"""Rows of the preview that change something; all refused rows are shown."""


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "import",
        help="bring many clients, products, services or staff from a CSV file",
        description="Shows what each row would do, asks, and writes the rows unless one is "
        "refused. A running desk can be used meanwhile. After an interruption the same file, "
        "imported again, goes on where it ended. Column "
        "names may be English, Czech, Hungarian or Slovenian; the file UTF-8 or Windows-1250, "
        "with commas, semicolons or tabs. Rows that exist already are changed where the file "
        "says something else; empty cells change nothing.",
    )
    command.add_argument(
        "kind", choices=("clients", "products", "services", "staff"), help="what the rows are"
    )
    command.add_argument("file", metavar="FILE.csv", type=Path, help="the file")
    command.add_argument("--yes", action="store_true", help="write without asking")
    command.add_argument("--preview", action="store_true", help="only show what would happen")
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit codes: 0 written (or only shown, and possible), 1 nothing written."""
    from rich.console import Console

    from kiosk.salon.services.files.importing import Importing

    console = Console()
    with opened(args) as services:
        importing = Importing(services.context)
        plan = importing.read(args.kind, args.file)
        show(plan, console)
        if not plan.possible:
            console.print("[bold]Nothing was written.[/] Correct the refused rows and try again.")
            return 1
        if args.preview:
            return 0
        if not args.yes and not _confirmed(plan):
            console.print("Nothing was written.")
            return 1
        console.print(f"[bold]{_apply(importing, plan, console)} rows written.[/]")
    return 0


def _apply(importing: Importing, plan: Plan, console: Console) -> int:
    """Tells how far it came, also when it ends early."""
    written = 0

    def tell(rows: int) -> None:
        nonlocal written
        written = rows
        status.update(f"{rows} rows written")

    try:
        with console.status("Writing") as status:
            return importing.apply(plan, tell=tell)
    except (PultError, KeyboardInterrupt):
        if written:
            console.print(
                f"{written} rows were written and stay. Import the same file again to go on."
            )
        raise


def _confirmed(plan: Plan) -> bool:
    if not sys.stdin.isatty():
        print("Add --yes to write without being asked.", file=sys.stderr)
        return False
    wanted = plan.count("new") + plan.count("change")
    return input(f"Write {wanted} rows? [y/N] ").strip().lower() in ("y", "yes")


def show(plan: Plan, console: Console) -> None:
    """The preview: a table of what the rows do, and the sums."""
    from rich.markup import escape
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for title in ("Line", "What", plan.kind.capitalize(), "Why"):
        table.add_column(title, justify="right" if title == "Line" else "left")
    colours = {"new": "green", "change": "cyan", "same": "dim", "refused": "bold red"}
    shown = hidden = 0
    for row in plan.rows:
        if row.verdict != "refused":
            shown += 1
            if shown > SHOWN:
                hidden += 1
                continue
        why = row.message.plain() if row.message else ", ".join(_plain(row.changed))
        table.add_row(
            str(row.line),
            f"[{colours[row.verdict]}]{row.verdict}[/]",
            escape(row.title),
            escape(why),
        )
    console.print(table)
    if hidden:
        console.print(f"... and {hidden} more rows")
    if plan.ignored:
        console.print(f"Columns not understood: {escape(', '.join(plan.ignored))}")
    console.print(
        f"{plan.count('new')} new, {plan.count('change')} changed, {plan.count('same')} "
        f"unchanged, {plan.count('refused')} refused"
    )


def _plain(fields: tuple[str, ...]) -> list[str]:
    """Names of fields without the units they are kept in."""
    return [field.rsplit("_", 1)[0] if field.endswith(_UNITS) else field for field in fields]
