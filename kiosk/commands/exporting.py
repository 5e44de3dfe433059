"""`pult export`: sales, clients, punches or stock as CSV or JSON."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TextIO

from kiosk.commands.common import Commands, opened


def add(commands: Commands) -> None:
    from kiosk.salon.services.files.exporting import KINDS

    export = commands.add_parser(
        "export",
        help="write sales, clients, punches or stock as CSV or JSON",
        description="Amounts and quantities are decimal text with a point, times are ISO 8601 in "
        "the salon's time zone. Sales have a row per line; the sums of a whole sale stand on its "
        "first row only, so every column can be added up. Nothing is changed.",
    )
    export.add_argument("kind", choices=KINDS, help="what to export")
    export.add_argument("--format", choices=("csv", "json"), default="csv", help="default: csv")
    export.add_argument("--output", metavar="FILE", help="write here instead of standard output")
    export.add_argument(
        "--from",
        dest="first",
        metavar="DAY",
        type=_day,
        help="first business day, such as 2026-11-01 (sales and punches)",
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
    from kiosk.salon.services.files.exporting import Exporting, write_csv, write_json

    write = write_csv if args.format == "csv" else write_json
    with opened(args) as services, ExitStack() as stack:
        rows = Exporting(services.context).rows(args.kind, args.first, args.last)
        stream: TextIO = sys.stdout
        if args.output:
            # The BOM tells Excel that a CSV is UTF-8; other programs skip it.
            encoding = "utf-8-sig" if args.format == "csv" else "utf-8"
            try:
                stream = stack.enter_context(
                    Path(args.output).open("w", encoding=encoding, newline="")
                )
            except OSError as error:
                print(f"{args.output} cannot be written: {error.strerror}", file=sys.stderr)
                return 1
        count = write(rows, stream)
    print(f"{count} rows of {args.kind} written.", file=sys.stderr)
    return 0
