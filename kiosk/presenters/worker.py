"""What takes long is done beside the screens, and answered where they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from kiosk.presenters.mishaps import SORRY
from kiosk.presenters.output import Output
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.text import T, Text

R = TypeVar("R")


@dataclass(slots=True)
class Task:
    """Something long that goes on when its screen has been left. ``done`` of ``total``; ``over``:
    it has ended, with ``wrong`` saying why it did not come to its end. ``of``: what it is about,
    for the screen that began it."""

    of: object
    total: int
    done: int = 0
    over: bool = False
    wrong: Text = ""


class Worker:
    """``guard`` runs what may raise an error of ours, ``failed`` is told one that nobody foresaw.
    ``task``: the long one of this desk, the last one after it has ended."""

    def __init__(
        self,
        output: Output,
        guard: Callable[[Callable[[], object]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._output, self._guard, self._failed = output, guard, failed
        self.task: Task | None = None
        self._begun = 0

    @property
    def busy(self) -> bool:
        """Whether a job has not come to its end yet."""
        return self._begun > 0

    def do(
        self,
        job: Callable[[], R],
        done: Callable[[R], object],
        refused: Callable[[PultError], object],
    ) -> None:
        """Does a job in a thread of its own; ``done`` gets what it returns and ``refused`` an error
        of ours, both in the thread of the screens. Whoever asked may have gone by then."""
        self._do(job, done, refused, lambda: None)

    def _do(
        self,
        job: Callable[[], R],
        done: Callable[[R], object],
        refused: Callable[[PultError], object],
        broken: Callable[[], object],
    ) -> None:
        def failed(error: Exception) -> None:
            broken()
            self._failed(error)

        def away() -> Callable[[], object]:
            answer: Callable[[], object]
            try:
                result = job()
            except PultError as error:
                wrong = error
                answer = partial(self._guard, lambda: refused(wrong))
            except Exception as error:  # noqa: BLE001 - told like any that nobody foresaw
                unforeseen = error
                answer = partial(failed, unforeseen)
            else:
                answer = partial(self._guard, lambda: done(result))
            return lambda: self._end(answer)

        # Counted in the thread of the screens only, at both ends.
        self._begun += 1
        self._output.in_background(away)

    def _end(self, answer: Callable[[], object]) -> None:
        self._begun -= 1
        answer()

    def require_idle(self) -> None:
        """Refused while a long task of this desk goes on."""
        if self.task is not None and not self.task.over:
            raise Refused(T("Another file is being written. Wait until it is done."))

    def run(
        self,
        task: Task,
        job: Callable[[], R],
        done: Callable[[R], object],
        refused: Callable[[PultError], object],
    ) -> None:
        """Like :meth:`do`, as the long task of this desk. It is over, with what came of it, in the
        thread of the screens and at once: nobody sees an end without its outcome."""
        self.require_idle()
        self.task = task

        def ended(result: R) -> object:
            task.over = True
            return done(result)

        def wrong(error: PultError) -> object:
            task.over, task.wrong = True, error.message
            return refused(error)

        def unforeseen() -> None:
            task.over, task.wrong = True, SORRY

        self._do(job, ended, wrong, unforeseen)
