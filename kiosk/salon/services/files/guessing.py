"""What the rows of a file are, by its headings."""

from __future__ import annotations

from pathlib import Path

from kiosk.salon.services.context import Context
from kiosk.salon.services.files.columns import FIELDS, assigned, field_of
from kiosk.salon.services.files.habits import Habits
from kiosk.salon.services.files.importing import KINDS
from kiosk.salon.services.files.plan import Kind
from kiosk.salon.services.files.reading.csv_table import read_csv
from kiosk.salon.services.files.reading.encodings import SeveralReadings

KIND_OF_MOST: Kind = "clients"


def guess(context: Context, path: Path) -> Kind:
    """Clients where nothing tells. Refused when the file cannot be read."""
    suffix = path.suffix.lower()
    if suffix in (".ics", ".ical"):
        return "visits"
    if suffix == ".vcf":
        return "clients"
    kinds = {kind: make(context, Habits()) for kind, make in KINDS.items()}

    def knows(text: str) -> bool:
        return any(field_of(text, rows.columns) for rows in kinds.values())

    language = context.salon.rules.language
    try:
        header = read_csv(path, language, knows).header
    except SeveralReadings as several:
        header = read_csv(path, language, knows, next(iter(several.readings))).header
    most, best = 0, KIND_OF_MOST
    for kind, rows in kinds.items():
        named = {field for field in assigned(header, rows.columns, {}) if field in FIELDS}
        whole = all(any(one in named for one in needed) for needed in rows.one_of)
        if whole and len(named) > most:
            most, best = len(named), kind
    return best
