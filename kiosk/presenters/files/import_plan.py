"""A file before it is written: what every row will store, what is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import cast

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.files.args import ColumnsMapped, ImportColumnsArgs, ImportPlanArgs
from kiosk.presenters.files.import_run import begin
from kiosk.presenters.files.reading import (
    KIND_NAMES,
    VERDICTS,
    Answer,
    Asked,
    PlanRows,
    read,
    verdict_of,
)
from kiosk.presenters.forms import Options, require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain.entry.written_days import Order
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.text import Msg, N, T, Text
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Doubtful, Kind

KINDS: Options = tuple(KIND_NAMES.items())
DOUBTFUL: Options = (
    ("leave", T("Leave out")),
    ("add", T("Add anew")),
    ("join", T("The same person")),
)
DAYS: Options = (("dmy", T("Day first")), ("mdy", T("Month first")))


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlanState:
    """``reading``: the file is being looked at. ``wrong``: why it cannot be read yet, with
    ``readings`` to choose from or columns to name (``may_map``). ``counts``: of rows by verdict,
    ``shown`` is the one in the list. ``asks_doubtful``, ``asks_days``: something has to be chosen.
    ``ignored``: columns that are not read. ``write``: what the main button does, empty when there
    is nothing to write."""

    name: str = ""
    reading: bool = True
    kind: str = ""
    wrong: Text = ""
    readings: Options = ()
    may_map: bool = False
    counts: Options = ()
    shown: str = "all"
    rows: Sequence[Row] = ()
    asks_doubtful: bool = False
    doubtful: str = "leave"
    asks_days: bool = False
    days: str = ""
    ignored: Text = ""
    write: Text = ""


class ImportPlan(Presenter[ImportPlanState, ImportPlanArgs]):
    name = "import_plan"
    blank = ImportPlanState()

    def forget(self) -> None:
        self._asked: Asked | None = None
        self._answer: Answer | None = None

    def enter(self, args: ImportPlanArgs) -> None:
        require_manager(self)
        self._read(Asked(args.path))

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ColumnsMapped) and self._asked is not None:
            self._read(replace(self._asked, mapping=result.mapping))

    # -- what a person says -------------------------------------------------------------------

    def kind(self, key: str) -> None:
        """What the rows are."""
        self._again(kind=cast(Kind, key), mapping=None)

    def encoding(self, key: str) -> None:
        """Which of the readings is right."""
        self._again(encoding=key)

    def days(self, key: str) -> None:
        """Whether the day or the month stands first."""
        self._again(days=cast(Order, key))

    def columns(self) -> None:
        """What each column is."""
        if self._answer is not None:
            self.host.go(ImportColumnsArgs(self._answer.kind, self._answer.columns))

    def filter(self, verdict: str) -> None:
        self._show(shown=verdict)

    def doubt(self, key: str) -> None:
        """What becomes of rows that may be somebody who is here."""
        self._show(doubtful=key)

    def pick(self, key: str) -> None:
        """A row, whole."""
        if isinstance(self.state.rows, PlanRows):
            self.host.go(self.state.rows.whole(key))

    def write(self) -> None:
        """Writes what can be written; it goes on while the desk is used."""
        by = require_manager(self)
        plan = self._answer.plan if self._answer else None
        if plan is None or self._asked is None or not self.state.write:
            raise Refused(T("There is nothing to write."))
        doubtful = cast(Doubtful, self.state.doubtful)
        begin(self.services, self.host, plan, self._asked.path, doubtful, by.id)
        self.host.swap("import_run")

    # -- inside -------------------------------------------------------------------------------

    def _again(self, **said: object) -> None:
        if self._asked is not None:
            kind = self._answer.kind if self._answer else self._asked.kind
            asked = replace(self._asked, kind=kind)
            self._read(replace(asked, **said))  # type: ignore[arg-type]

    def _read(self, asked: Asked) -> None:
        self._asked, self._answer = asked, None
        self.show(
            replace(
                self.state,
                name=asked.path.name,
                reading=True,
                kind=asked.kind or "",
                wrong="",
                rows=(),
                write="",
            )
        )
        context = self.services.context
        self.host.worker.do(
            lambda: read(context, asked),
            lambda answer: self._take(asked, answer),
            lambda error: self._cannot(asked, error),
        )

    def _take(self, asked: Asked, answer: Answer) -> None:
        """Nothing when something else was asked meanwhile."""
        if self._asked is asked:
            self._answer = answer
            self._show(shown="all")

    def _cannot(self, asked: Asked, error: PultError) -> None:
        if self._asked is asked:
            self.hardware.sound("refuse")
            self.show(replace(self.state, reading=False, wrong=error.message))

    def _show(self, *, shown: str | None = None, doubtful: str | None = None) -> None:
        answer, state = self._answer, self.state
        if answer is None:
            return
        shown, doubtful = shown or state.shown, doubtful or state.doubtful
        state = replace(
            state,
            reading=False,
            kind=answer.kind,
            wrong=answer.wrong,
            readings=tuple((name, words) for name, words in answer.readings.items()),
            may_map=bool(answer.columns),
            shown=shown,
            doubtful=doubtful,
            asks_doubtful=False,
            asks_days=False,
            ignored="",
            counts=(),
            rows=(),
            write="",
        )
        plan = answer.plan
        if plan is not None:
            wanted = cast(Doubtful, doubtful)
            verdicts = [verdict_of(row, wanted) for row in plan.rows]
            if shown not in verdicts:
                shown = "all"
            pairs = zip(plan.rows, verdicts, strict=True)
            rows = [row for row, verdict in pairs if shown in ("all", verdict)]
            state = replace(
                state,
                counts=_counts(Counter(verdicts)),
                shown=shown,
                rows=PlanRows(Importing(self.services.context), rows, wanted),
                asks_doubtful=bool(plan.count("doubtful")),
                asks_days=plan.habits.days_unclear or bool(self._asked and self._asked.days),
                days=self._asked.days if self._asked else "",
                ignored=_ignored(tuple((one.heading, one.sample) for one in plan.ignored)),
                write=_write(len(plan.wanted(wanted)), len(plan.left(wanted))),
            )
        self.show(state)


def _counts(of: Counter[str]) -> Options:
    """Those that there are, after all together."""
    found = [("all", T("All: {n}", n=of.total()))]
    for verdict, (words, _) in VERDICTS.items():
        if of[verdict]:
            found.append((verdict, T("{what}: {n}", what=words, n=of[verdict])))
    return tuple(found)


def _ignored(columns: tuple[tuple[str, str], ...]) -> Text:
    if not columns:
        return ""
    named = ", ".join(f"{heading} ({sample[:20]})" for heading, sample in columns[:3])
    return N(
        "{n} column is not read: {named}",
        "{n} columns are not read: {named}",
        len(columns),
        named=named + (" …" if len(columns) > 3 else ""),
    )


def _write(wanted: int, left: int) -> Msg | str:
    if not wanted:
        return ""
    if left:
        return T("Write {n}, leave {left} out", n=wanted, left=left)
    return N("Write {n} row", "Write {n} rows", wanted)
