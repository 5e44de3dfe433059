"""Given names by which a whole name is divided, from ``assets/names/given.csv``: those of the four
languages, their neighbours and the people who live there. A name more is a row more."""

from __future__ import annotations

import csv
from functools import cache

from kiosk.salon.assets import asset
from kiosk.salon.domain.entry.name_order import Given
from kiosk.salon.domain.folding import fold


@cache
def given_names() -> Given:
    with asset("names/given.csv").open(encoding="utf-8", newline="") as stream:
        return {fold(row["name"]): bool(row["also_family"]) for row in csv.DictReader(stream)}
