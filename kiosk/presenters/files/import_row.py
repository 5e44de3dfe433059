"""A row of a file, whole: what will be stored, and what becomes of the other cells."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Presenter
from kiosk.presenters.files.args import ImportRowArgs
from kiosk.salon.domain.text import T, Text


@dataclass(frozen=True, slots=True)
class ImportRowState:
    title: Text = ""
    line: Text = ""
    why: Text = ""
    facts: tuple[tuple[Text, Text], ...] = ()
    remarks: tuple[Text, ...] = ()


class ImportRow(Presenter[ImportRowState, ImportRowArgs]):
    name = "import_row"
    blank = ImportRowState()

    def enter(self, args: ImportRowArgs) -> None:
        line = T("Line {n} of the file", n=args.line)
        title = args.title or T("Line {n}", n=args.line)
        self.show(ImportRowState(title, line, args.why, args.facts, args.remarks))
