"""`pult export`: sales, clients, punches, timesheets, stock, services or staff as CSV or JSON."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from kiosk.commands.common import Commands, opened


def add(commands: Commands) -> None:
    from kiosk.salon.services.files.exporting import FORMS, KINDS

    export = commands.add_parser(
        "export",
        help="write sales, clients, punches, timesheets, stock, services or staff as CSV or JSON",
        description="Amounts and quantities are decimal text with a point, times are ISO 8601 in "
        "the salon's time zone. Sales have a row per line; the sums of a whole sale stand on its "
        "first row only, so every column can be added up. Nothing is changed.",
    )
    export.add_argument("kind", choices=KINDS, help="what to export")
    export.add_argument("--format", choices=FORMS, default="csv", help="default: csv")
    export.add_argument("--output", metavar="FILE", help="write here instead of standard output")
    export.add_argument(
        "--from",
        dest="first",
        metavar="DAY",
        type=_day,
        help="first business day, such as 2026-11-01 (sales, punches and timesheets)",
    )
    export.add_argument(
        "--to", dest="last", metavar="DAY", type=_day, help="last business day (the same)"
    )
    export.set_defaults(run=run)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2026-11-01") from None


def run(args: argparse.Namespace) -> int:
    from kiosk.salon.services.files.exporting import Exporting, write

    with opened(args) as services:
        exporting = Exporting(services.context)
        if args.output:
            chosen = (args.kind, args.format, args.first, args.last)
            count = exporting.to_file(Path(args.output), *chosen)
        else:
            rows = exporting.rows(args.kind, args.first, args.last)
            count = write(rows, sys.stdout, args.format)
    print(f"{count} rows of {args.kind} written.", file=sys.stderr)
    return 0
