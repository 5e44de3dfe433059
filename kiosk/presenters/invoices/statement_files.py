"""Statements of a bank on a USB stick, of which one is read."""

from __future__ import annotations

from kiosk.presenters.args import Result
from kiosk.presenters.files.stick_files import StickFiles
from kiosk.presenters.invoices.args import StatementArgs
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.sticks import STATEMENTS, StickFile


class StatementFiles(StickFiles[None]):
    name = "statement_files"
    suffixes = STATEMENTS
    ask_for = T("Plug in the USB stick with the bank statement.")

    def enter(self, _: None = None) -> None:
        self.begin()

    def resume(self, _: Result | None = None) -> None:
        self.tick()

    def take(self, file: StickFile) -> None:
        self.host.swap(StatementArgs(file.path))
