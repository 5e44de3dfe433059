"""Files on USB sticks that are plugged in, looked for every now and then while they are shown."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from kiosk.presenters.base import A, Presenter
from kiosk.presenters.files.place_words import place_name
from kiosk.presenters.rows import Row
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Day, T, Text, side_by_side
from kiosk.salon.services.files.sticks import READABLE, TABLES, StickFile, Sticks

LOOK_SECONDS = 2.0
"""How often it is looked for what has been plugged in."""
SILENT_SECONDS = 10.0
"""A stick that has said nothing for so long is told about."""


@dataclass(frozen=True, slots=True)
class FileListState:
    """``told``: what stands in place of an empty list."""

    rows: tuple[Row, ...] = ()
    told: Text = ""


class StickFiles(Presenter[FileListState, A]):
    """Of the files with these ``suffixes`` one is picked."""

    blank = FileListState()
    suffixes: ClassVar[frozenset[str]] = READABLE | TABLES
    ask_for: ClassVar[Text] = T("Plug in the USB stick with the file.")

    def forget(self) -> None:
        self._files: tuple[StickFile, ...] = ()
        self._asked_at: float | None = None
        self._look_at = 0.0
        self._here = False

    def begin(self) -> None:
        """Looks for the first time."""
        self._here = True
        self.tick()

    def tick(self) -> None:
        """Looks again; one stick that does not answer is asked once only."""
        now = self.clock.monotonic()
        if self._asked_at is not None:
            if now >= self._asked_at + SILENT_SECONDS:
                self.show(FileListState(told=T("The stick does not answer. Take it out.")))
        elif now >= self._look_at:
            self._asked_at = now
            sticks, suffixes = Sticks(self.services.context), self.suffixes
            self.host.worker.do(lambda: sticks.files(suffixes), self._found, self._not_found)

    def pick(self, key: str) -> None:
        self.take(self._files[int(key)])

    @abstractmethod
    def take(self, file: StickFile) -> None:
        """It was picked."""

    def _found(self, files: tuple[StickFile, ...]) -> None:
        if not self._here:
            return
        self._asked_at, self._look_at = None, self.clock.monotonic() + LOOK_SECONDS
        self._files = files
        rows = tuple(self._row(number, file) for number, file in enumerate(files))
        self.show(FileListState(rows, self.ask_for))

    def _not_found(self, error: PultError) -> None:
        if self._here:
            self._asked_at = None
            self.refused(error)

    def _row(self, number: int, file: StickFile) -> Row:
        day = datetime.fromtimestamp(file.changed_at / 1000, UTC).astimezone(
            self.services.context.salon.zone
        )
        where = place_name(file.stick, file.folder)
        return Row(
            str(number),
            file.path.name,
            side_by_side([where, T("{n} kB", n=-(-file.size // 1024)), Day(day.date(), "date")]),
            icon="list" if file.readable else "x",
            chip="" if file.readable else T("Save as CSV"),
            dim=not file.readable,
        )
