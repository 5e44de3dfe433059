"""What the screens take and hand back that read files and write them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kiosk.presenters.args import Args, Result
from kiosk.salon.domain.text import Text
from kiosk.salon.services.files.plan import Column, Kind


@dataclass(frozen=True, slots=True)
class ImportPlanArgs(Args):
    """The file to look at."""

    path: Path


@dataclass(frozen=True, slots=True)
class ImportColumnsArgs(Args):
    """``columns``: of the file, with what they lead to now."""

    kind: Kind
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class ColumnsMapped(Result):
    """What somebody said of the headings."""

    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportLeft(Result):
    """Enough of the file that was read: back to where somebody went to read one."""


@dataclass(frozen=True, slots=True)
class ImportRowArgs(Args):
    """A row of a file: ``facts``: what will be stored, by its name; ``remarks``: what becomes of
    other cells; ``why``: it is doubtful or left out, empty for any other."""

    title: str
    line: int
    facts: tuple[tuple[Text, Text], ...]
    remarks: tuple[Text, ...]
    why: Text = ""
