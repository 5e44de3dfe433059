"""`pult import`: many clients, products, services, staff or visits from a file."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.commands.common import Commands, opened
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import T, Text

if TYPE_CHECKING:
    from rich.console import Console

    from kiosk.salon.services.files.importing import Importing
    from kiosk.salon.services.files.plan import Doubtful, Plan, PlanRow
    from kiosk.salon.services.salon_services import Services

SHOWN = 40
"""Rows of the preview that change something; all that need somebody are shown."""


def add(commands: Commands) -> None:
    command = commands.add_parser(
        "import",
        help="bring many clients, products, services, staff or visits from a file",
        description="Shows what each row would do, asks, and writes the rows unless one is "
        "refused. A running desk can be used meanwhile. After an interruption the same file, "
        "imported again, goes on where it ended. Column names may be those of many programs and "
        "languages; the file CSV in any usual encoding, an address book (.vcf) or, for "
        "visits, a calendar (.ics). Rows that "
        "exist already are changed where the file says something else; empty cells change nothing.",
    )
    command.add_argument(
        "kind",
        choices=("clients", "products", "services", "staff", "visits"),
        help="what the rows are",
    )
    command.add_argument("file", metavar="FILE", type=Path, help="the file")
    command.add_argument("--yes", action="store_true", help="write without asking")
    command.add_argument("--preview", action="store_true", help="only show what would happen")
    command.add_argument("--skip", action="store_true", help="leave refused rows out")
    command.add_argument(
        "--doubtful",
        choices=("leave", "add", "join"),
        default="leave",
        help="what becomes of rows that may be somebody who is here: nothing (default), each is "
        "somebody new, or each is who it is like",
    )
    command.add_argument(
        "--rest", metavar="FILE.csv", type=Path, help="write the rows that are left out there"
    )
    command.add_argument(
        "--map",
        metavar="HEADING=FIELD",
        action="append",
        help="what a column is (nothing behind the sign: leave it out); remembered for the next "
        "file with these headings. With nothing at all what was said before does not hold",
    )
    command.add_argument("--encoding", default="", help="of the file, when it cannot be told")
    command.add_argument(
        "--days", choices=("dmy", "mdy"), default="", help="day or month first, as in 03/04/1985"
    )
    command.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Exit codes: 0 written (or only shown, and possible), 1 nothing written."""
    from rich.console import Console

    with opened(args) as services:
        say = _speaker(services)
        try:
            return _import(args, services, Console(), say)
        except PultError as error:
            print(say(error.message), file=sys.stderr)
            return 1


def _import(
    args: argparse.Namespace, services: Services, console: Console, say: Callable[[Text], str]
) -> int:
    from kiosk.salon.services.files.importing import Importing

    importing = Importing(services.context)
    plan = importing.read(args.kind, args.file, _mapping(args.map), args.encoding, args.days)
    show(importing, plan, args.doubtful, console, say)
    if args.rest:
        _write_rest(plan, args.doubtful, args.rest, say)
    if not (plan.possible or (args.skip and plan.rows)):
        console.print(
            "[bold]Nothing was written.[/] Correct the refused rows and try again, or leave them "
            "out with --skip."
        )
        return 1
    if args.preview:
        return 0
    if not args.yes and not _confirmed(plan, args.doubtful):
        console.print("Nothing was written.")
        return 1
    late: list[PlanRow] = []
    written = _apply(importing, plan, args, console, late.append)
    console.print(f"[bold]{written} rows written.[/]")
    for row in late:
        why = say(row.message) if row.message else ""
        console.print(f"Line {row.line} was left out: {why}", markup=False)
    if late and args.rest:
        _write_rest(plan.without(late), args.doubtful, args.rest, say)
    return 0


def _speaker(services: Services) -> Callable[[Text], str]:
    from kiosk.salon.language.speaker import speaker

    salon = services.context.salon
    return speaker(salon.language or salon.rules.language, salon.zone).say


def _mapping(said: list[str] | None) -> dict[str, str] | None:
    """None when nothing was said: what was said the last time holds."""
    if said is None:
        return None
    pairs = (text.rpartition("=") for text in said if text)
    return {heading.strip(): field.strip() for heading, _, field in pairs}


def _apply(
    importing: Importing,
    plan: Plan,
    args: argparse.Namespace,
    console: Console,
    leave: Callable[[PlanRow], None],
) -> int:
    """Tells how far it came, also when it ends early."""
    written = 0

    def tell(rows: int) -> None:
        nonlocal written
        written = rows
        status.update(f"{rows} rows written")

    try:
        with console.status("Writing") as status:
            return importing.apply(
                plan, None, tell, skip_refused=args.skip, doubtful=args.doubtful, leave=leave
            )
    except (PultError, KeyboardInterrupt):
        if written:
            console.print(
                f"{written} rows were written and stay. Import the same file again to go on."
            )
        raise


def _confirmed(plan: Plan, doubtful: Doubtful) -> bool:
    if not sys.stdin.isatty():
        print("Add --yes to write without being asked.", file=sys.stderr)
        return False
    wanted = len(plan.wanted(doubtful))
    return input(f"Write {wanted} rows? [y/N] ").strip().lower() in ("y", "yes")


def _write_rest(plan: Plan, doubtful: Doubtful, path: Path, say: Callable[[Text], str]) -> None:
    from kiosk.salon.services.files.plan import write_left

    def private(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600)

    with open(path, "w", encoding="utf-8-sig", newline="", opener=private) as stream:
        write_left(plan, plan.left(doubtful), say, stream)


def show(
    importing: Importing,
    plan: Plan,
    doubtful: Doubtful,
    console: Console,
    say: Callable[[Text], str],
) -> None:
    """The preview: what the columns are, a table of what the rows do, and the sums."""
    from rich.markup import escape
    from rich.table import Table

    from kiosk.salon.services.files.plan import outcome

    table = Table(box=None, pad_edge=False)
    for title in ("Line", "What", plan.kind.capitalize(), "Why"):
        table.add_column(title, justify="right" if title == "Line" else "left")
    colours = {
        "new": "green",
        "change": "cyan",
        "same": "dim",
        "doubtful": "bold yellow",
        "refused": "bold red",
    }
    shown = hidden = 0
    counts: Counter[str] = Counter()
    for row in plan.rows:
        verdict = outcome(row, doubtful)
        counts[verdict] += 1
        if verdict not in ("refused", "doubtful") and not row.remarks:
            shown += 1
            if shown > SHOWN:
                hidden += 1
                continue
        table.add_row(
            str(row.line),
            f"[{colours[verdict]}]{verdict}[/]",
            escape(row.title),
            escape(_why(importing, row, doubtful, say)),
        )
    console.print(table)
    if hidden:
        console.print(f"... and {hidden} more rows")
    if plan.totals:
        console.print(
            f"Lines that are no rows (sums, page numbers): {', '.join(map(str, plan.totals))}"
        )
    if plan.ignored:
        told = ", ".join(f"{column.heading} ({column.sample[:30]})" for column in plan.ignored)
        console.print(f"Columns not understood: {escape(told)}")
    if plan.habits.days_unclear:
        console.print("Some days may mean two; say --days dmy or --days mdy.")
    console.print(
        f"{counts['new']} new, {counts['change']} changed, {counts['same']} "
        f"unchanged, {counts['doubtful']} doubtful, {counts['refused']} refused"
    )


def _why(importing: Importing, row: PlanRow, doubtful: Doubtful, say: Callable[[Text], str]) -> str:
    """The reason, the values that will be stored, and what became of the other cells."""
    told = [say(row.message)] if row.message else []
    if row.verdict != "refused":
        for value in importing.values(row, doubtful):
            before = f"{say(value.old)} → " if value.old else ""
            told.append(f"{say(value.label)}: {before}{say(value.new)}")
    told += [
        say(T("{heading} {text}: {reason}", heading=one.heading, text=one.text, reason=one.message))
        for one in row.remarks
    ]
    return "; ".join(told)
