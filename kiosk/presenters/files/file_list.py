"""Files on USB sticks, of which one is read."""

from __future__ import annotations

from kiosk.presenters.args import Result
from kiosk.presenters.files.args import ImportLeft, ImportPlanArgs
from kiosk.presenters.files.import_run import Run
from kiosk.presenters.files.stick_files import StickFiles
from kiosk.presenters.forms import require_manager
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.sticks import StickFile


class FileList(StickFiles[None]):
    name = "file_list"

    def enter(self, _: None = None) -> None:
        require_manager(self)
        self._here = True
        task = self.host.worker.task
        if task is not None and not task.over and isinstance(task.of, Run):
            self.host.swap("import_run")
            return
        self.tick()

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ImportLeft):
            self.host.back()
        else:
            self.tick()

    def take(self, file: StickFile) -> None:
        if not file.readable:
            raise Refused(
                T("This is a spreadsheet's own format. Save it there as CSV, then read that file.")
            )
        self.host.go(ImportPlanArgs(file.path))
