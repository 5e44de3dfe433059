"""An import while it is written, which the desk need not wait for, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from kiosk.presenters.base import Host, Presenter, Toast
from kiosk.presenters.files.args import ImportLeft
from kiosk.presenters.worker import Task
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, T, Text
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Doubtful, Plan, PlanRow
from kiosk.salon.services.files.sticks import Sticks
from kiosk.salon.services.salon_services import Services


@dataclass(frozen=True, slots=True)
class Run:
    """A file that is written, or has been. ``late``: rows that were refused only then."""

    plan: Plan
    path: Path
    doubtful: Doubtful
    late: list[PlanRow] = field(default_factory=list)

    @property
    def outcome(self) -> Plan:
        return self.plan.without(self.late)


def begin(
    services: Services, host: Host, plan: Plan, path: Path, doubtful: Doubtful, by: Id
) -> None:
    """Starts writing. Refused while something else is written."""
    run = Run(plan, path, doubtful)
    task = Task(run, len(plan.wanted(doubtful)))

    def tell(rows: int) -> None:
        task.done = rows

    def job() -> int:
        importing = Importing(services.context)
        return importing.apply(
            plan, by, tell, skip_refused=True, doubtful=doubtful, leave=run.late.append
        )

    def done(rows: int) -> None:
        task.done = rows
        host.say(Toast(N("{n} row is written", "{n} rows are written", rows)))

    def refused(error: PultError) -> None:
        host.say(Toast(error.message, "bad"))

    host.worker.run(task, job, done, refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRunState:
    """``over``: it has ended. ``told``: how far it came; ``wrong``: why no further. ``left``: rows
    that were left out, in words, empty for none. ``kept``: the file in which they stand now."""

    name: str = ""
    permille: int = 0
    over: bool = False
    told: Text = ""
    wrong: Text = ""
    left: Text = ""
    keeping: bool = False
    kept: Text = ""


class ImportRun(Presenter[ImportRunState, None]):
    name = "import_run"
    blank = ImportRunState()

    def enter(self, _: None = None) -> None:
        self.tick()

    def tick(self) -> None:
        task = self.host.worker.task
        run = task and task.of
        if task is None or not isinstance(run, Run):
            return
        left = len(run.outcome.left(run.doubtful))
        told = T("{done} of {total} rows are written", done=task.done, total=task.total)
        self.show(
            replace(
                self.state,
                name=run.path.name,
                permille=1000 * task.done // max(1, task.total),
                over=task.over,
                told=told,
                wrong=task.wrong if task.over else "",
                left=N("{n} row was left out", "{n} rows were left out", left) if left else "",
            )
        )

    def keep(self) -> None:
        """Writes the rows that were left out into a file beside the one that was read."""
        run = self.host.worker.task and self.host.worker.task.of
        if isinstance(run, Run) and not self.state.keeping:
            self.show(replace(self.state, keeping=True))
            sticks = Sticks(self.services.context)
            self.host.worker.do(
                lambda: sticks.write_left(run.outcome, run.path, run.doubtful),
                self._kept,
                self._not_kept,
            )

    def _kept(self, path: Path) -> None:
        if self.state.keeping:
            told = T("They stand in {name}, beside the file that was read.", name=path.name)
            self.show(replace(self.state, keeping=False, kept=told))

    def _not_kept(self, error: PultError) -> None:
        if self.state.keeping:
            self.show(replace(self.state, keeping=False))
            self.refused(error)

    def close(self) -> None:
        """To where somebody went to read a file. What has ended is forgotten; what has not goes
        on."""
        task = self.host.worker.task
        if task is not None and task.over:
            self.host.worker.task = None
        self.host.back(ImportLeft())
