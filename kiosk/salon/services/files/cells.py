"""A row of a file as it is judged: what its cells say by field, and what is told about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kiosk.salon.domain.text import Msg, T

NOTHING = T("Left out: it says nothing.")
KEPT_IN_NOTE = T("Kept in the note.")
ANOTHER = T("Left out: there is another value.")
NO_FIELD = T("Left out: there is no field for it.")
PASSED = "passed"
"""The field of columns that are known and say nothing that is kept here."""


@dataclass(frozen=True, slots=True)
class Cell:
    """``label``: what the column before it says about it, such as *Mobile*."""

    field: str
    heading: str
    text: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What became of a cell, when not what one would expect. The row comes all the same."""

    heading: str
    text: str
    message: Msg


class Cells(Mapping[str, str]):
    """Field to text, without empty cells; of several columns of one meaning the first that says
    something. ``columns``: the fields that the file has at all; ``line``: of the file.
    ``remarks`` are told to whoever looks at the plan."""

    def __init__(self, cells: Sequence[Cell], columns: frozenset[str], line: int) -> None:
        self.line = line
        self.remarks: list[Remark] = []
        self._all = tuple(cells)
        self._columns = columns
        self._by_field = _by_field(self._all)

    def __getitem__(self, field: str) -> str:
        return self._by_field[field][0].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._by_field)

    def __len__(self) -> int:
        return len(self._by_field)

    def each(self, *fields: str) -> tuple[Cell, ...]:
        """All cells of those fields, as they stand in the row."""
        if len(fields) == 1:
            return self._by_field.get(fields[0], ())
        return tuple(cell for cell in self._all if cell.field in fields)

    def has_column(self, field: str) -> bool:
        """Whether the file has such a column, be the cell empty or not."""
        return field in self._columns

    def remark(self, cell: Cell, message: Msg) -> None:
        self.remarks.append(Remark(cell.heading, cell.text, message))

    def leave_out(self, which: Callable[[Cell], bool], message: Msg) -> None:
        """Makes cells empty, and tells it."""
        for cell in filter(which, self._all):
            self.remark(cell, message)
        self._all = tuple(cell for cell in self._all if not which(cell))
        self._by_field = _by_field(self._all)

    def passed_over(self, *fields: str) -> None:
        """Tells of the second and later cells of fields that hold one value."""
        for field in fields:
            cells = self.each(field)
            for cell in cells[1:]:
                if cell.text != cells[0].text:
                    self.remark(cell, ANOTHER)


def _by_field(cells: Sequence[Cell]) -> dict[str, tuple[Cell, ...]]:
    found: dict[str, tuple[Cell, ...]] = {}
    for cell in cells:
        found[cell.field] = (*found.get(cell.field, ()), cell)
    return found


def taken(cells: Mapping[str, str], *fields: str) -> dict[str, str]:
    """Those of the fields that there are, as they stand there."""
    return {field: cells[field] for field in fields if field in cells}
