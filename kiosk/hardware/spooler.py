"""Prints what waits in the database: composes, encodes, sends, and says what became of it.

One lane (a thread) for receipts and slips, one for labels, one for sheets of A4. A job is marked
*sending* before its first byte and *printed* after the printer confirmed; in between, a crash
leaves a question that only the printer can answer. Whatever goes wrong with a paper (a library's
error, a fault of ours) is that paper's alone: it fails, says why, and those behind it print.
Nothing here stops a sale.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from drivers.device import (
    LABEL,
    PAGE,
    RECEIPT,
    DeviceError,
    Job,
    Kind,
    MaybePrinted,
    PaperKeeper,
    Printer,
)
from drivers.folder import FolderPrinter
from kiosk.hardware.composer import Composer
from kiosk.hardware.devices import REASONS, Devices
from kiosk.hardware.fitting import Fitted, device_error, is_a
from kiosk.hardware.letters import LetterDrawer
from kiosk.hardware.pages import drawing
from kiosk.hardware.pages.drawing import Draw
from kiosk.paper import escpos
from kiosk.paper.label import LabelSize
from kiosk.salon import threads
from kiosk.salon.domain.devices import DeviceAct, DeviceTest
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.printing import DRAWER_ALONE, JobKind, PrintJob
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.services.salon_services import Services

LANES: dict[Kind[Printer], tuple[JobKind, ...]] = {
    RECEIPT: ("receipt", "slip", "card", "timesheet", "cash", "x", "z"),
    LABEL: ("label",),
    PAGE: ("page",),
}
IDLE_SECONDS = 20.0
"""How often a lane looks at the queue without being woken: jobs of another process."""
CODE_SECONDS = 0.05
"""How often the lane looks whether the fiscal office's code has come."""
MOST_LOOKS = 120
"""Even where the clock stands still."""
RETRY_SECONDS = 1.0
WARM_SECONDS = 3.0
"""How long the start must be over before heavy libraries are loaded beside the screen."""
STOP_SECONDS = 2.0
log = logging.getLogger(__name__)


class Spooler:
    """``settled`` is called after each change of a job's state, from a lane's thread.

    ``tidy`` is called now and then, to remove papers that are kept no longer. ``cache``: folder for
    compiled catalogues of words. ``paper``: where sheets of A4 go as files while no printer for
    them is set up.
    """

    def __init__(
        self,
        services: Services,
        devices: Devices,
        label_size: LabelSize | None = None,
        cache: Path | None = None,
        settled: Callable[[], object] = lambda: None,
        tidy: Callable[[], object] = lambda: None,
        paper: Path | None = None,
        draw: Draw = drawing.draw,
    ) -> None:
        self._stop = threading.Event()
        self._devices = devices
        composer = self._composer = Composer(services, label_size or LabelSize(), cache, draw)
        self._lanes = [
            Lane(
                *(kind, kinds, services, devices, composer, self._stop, settled, tidy),
                instead=_folder(paper) if kind == PAGE else None,
            )
            for kind, kinds in LANES.items()
        ]
        self._letters = LetterDrawer(services, composer)
        devices.when_back(self.print_soon)

    def start(self) -> None:
        for lane in self._lanes:
            lane.keep_going()
        self._letters.start()

    def print_soon(self) -> None:
        """There may be something to do. From any thread; revives a lane that has died."""
        for lane in self._lanes:
            lane.wake.set()
            lane.keep_going()
        self._letters.soon()

    def test(self, name: str, what: DeviceTest, done: Callable[[Text], None]) -> None:
        """Test paper, or the drawer, on the printer of that name, between two papers of its lane.

        ``done`` is called once from the lane's thread: with nothing, or with what went wrong.
        """
        fitted = self._devices.named(name)
        if fitted is None:
            done(T("This device is not set up any more."))
            return
        for lane in self._lanes:
            if is_a(fitted, lane.kind):
                lane.errands.append(_test(lane.composer, fitted, what, done))
                self.print_soon()
                return
        # Its driver cannot be used.
        done(REASONS[fitted.cause])

    def resize(self, size: LabelSize) -> None:
        """Labels are of this size from now on."""
        self._composer.label_size = size

    def print_key(self, done: Callable[[Text], None]) -> None:
        """The paper with the salon's key, between two papers of the receipt printer; it never
        waits in a queue and is never kept. ``done`` as for :meth:`test`."""
        lane = next(one for one in self._lanes if one.kind == RECEIPT)
        fitted = self._devices.usable(RECEIPT)
        if fitted is None:
            done(T("No receipt printer is ready. Connect one, then print the key."))
        elif isinstance(fitted.device, PaperKeeper):
            done(T("This printer keeps its papers as files. The key belongs on real paper only."))
        else:
            printer = fitted
            lane.errands.append(
                Errand(printer, lambda: lane.composer.key_paper(printer), "printed", done)
            )
            self.print_soon()

    def stop(self) -> None:
        """Lets a running job finish for a moment; a hanging one is found again at next start."""
        self._stop.set()
        for lane in self._lanes:
            lane.wake.set()
        for lane in self._lanes:
            lane.join(STOP_SECONDS)
        self._letters.stop(STOP_SECONDS)


@dataclass(frozen=True, slots=True)
class Errand:
    """A paper that is no job of the queue. ``act``: what the printer will have done."""

    fitted: Fitted[Printer]
    make: Callable[[], Job]
    act: DeviceAct
    done: Callable[[Text], None]


def _test(
    composer: Composer, fitted: Fitted[Printer], what: DeviceTest, done: Callable[[Text], None]
) -> Errand:
    act: DeviceAct = "drawer" if what == "drawer" else "printed"
    return Errand(fitted, lambda: composer.test_page(fitted, what), act, done)


def _folder(paper: Path | None) -> Fitted[Printer] | None:
    return Fitted("paper", PAGE, FolderPrinter(paper, ".pdf")) if paper is not None else None


class Lane:
    """One printer's worth of jobs, one after the other, in a thread of its own. ``instead``: stands
    in while no printer of the kind is set up."""

    def __init__(
        self,
        kind: Kind[Printer],
        kinds: tuple[JobKind, ...],
        services: Services,
        devices: Devices,
        composer: Composer,
        stop: threading.Event,
        settled: Callable[[], object],
        tidy: Callable[[], object],
        instead: Fitted[Printer] | None = None,
    ) -> None:
        self._instead = instead
        self.wake = threading.Event()
        self.errands: deque[Errand] = deque()
        self.kind, self._kinds = kind, kinds
        self._services, self._devices, self.composer = services, devices, composer
        self._stop, self._settled, self._tidy = stop, settled, tidy
        self._asked = False
        self._warm = False
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep_going(self) -> None:
        """Starts the thread unless it runs."""
        with self._guard:
            if self._stop.is_set() or (self._thread is not None and self._thread.is_alive()):
                return
            self._thread = threads.begin(f"spooler-{self.kind.name}", self._run)

    def join(self, seconds: float) -> None:
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self.wake.clear()
                try:
                    busy = self._turn()
                except Exception as error:
                    # Disk full or database busy: the desk says so; papers wait until it is over.
                    log.warning(
                        "spooler %s waits: %s",
                        self.kind.name,
                        error,
                        exc_info=not isinstance(error, PultError),
                    )
                    # What was on its way may be half-way now.
                    self._asked = False
                    self._stop.wait(RETRY_SECONDS)
                    continue
                if not busy:
                    self._rest()
        finally:
            self._services.context.store.close()

    def _rest(self) -> None:
        """Until woken. The first quiet moment is used to load what the first receipt needs."""
        if self.kind == RECEIPT and not self._warm and not self.wake.wait(WARM_SECONDS):
            with contextlib.suppress(ImportError):
                escpos.warm()
            with contextlib.suppress(PultError):
                self._services.fiscal.warm()
            self._warm = True
        self.wake.wait(IDLE_SECONDS)

    def _turn(self) -> bool:
        """Prints one job; False when there is nothing to do until somebody wakes the lane."""
        if self.errands:
            self._run_errand(self.errands.popleft())
            return True
        if not self._asked:
            # Whether it answers or not: what is not known now stays unknown.
            self._resolve(self._devices.of_kind(self.kind) or self._instead)
            self._asked = True
        if self.kind == RECEIPT:
            self._tidy()
        fitted = self._usable()
        if fitted is None:
            if self._instead is None and self._devices.of_kind(self.kind) is None:
                self._services.printing.give_up(self._kinds)
            return False
        job = self._services.printing.next(self._kinds)
        if job is None:
            return False
        self._print(job, fitted)
        return True

    def _usable(self) -> Fitted[Printer] | None:
        instead = self._instead
        if instead is None or self._devices.of_kind(self.kind) is not None:
            return self._devices.usable(self.kind)
        if instead.ok is False:
            # It failed a moment ago: not again before a rest.
            instead.ok = None
            return None
        return instead

    def _run_errand(self, errand: Errand) -> None:
        fitted, done = errand.fitted, errand.done
        try:
            paper = errand.make()
        except Exception as error:
            log.error("a paper cannot be composed device=%s", fitted.name, exc_info=error)
            done(_why(error))
            return
        try:
            fitted.device.send(paper)
        except Exception as error:  # noqa: BLE001 - a driver's fault is told as that of its device
            wrong = device_error(error)
            self._devices.failed(fitted, wrong)
            done(REASONS[wrong.cause])
        else:
            self._devices.did(fitted, errand.act)
            done("")

    def _resolve(self, fitted: Fitted[Printer] | None) -> None:
        """Jobs a crash left half-way: the printer knows, or a person must look."""
        for job in self._services.printing.interrupted():
            if job.kind not in self._kinds:
                continue
            known = None if fitted is None else _has_printed(fitted, job)
            log.info("interrupted %s job=%s printed=%s", job.kind, job.id.hex(), known)
            if known:
                self._services.printing.printed(job.id)
            else:
                error = T("Pult was interrupted while printing.").plain()
                self._services.printing.failed(job.id, error, maybe_printed=known is None)
        self._settled()

    def _await_code(self, job: PrintJob) -> None:
        """The fiscal office's code may come in a moment; nobody but this lane waits for it."""
        fiscal = self._services.fiscal
        for _ in range(MOST_LOOKS):
            if not fiscal.awaited(job.subject_id, job.created_at):
                break
            if self._stop.wait(CODE_SECONDS):
                break
        self._settle(lambda: fiscal.print_without(job.subject_id))

    def _print(self, job: PrintJob, fitted: Fitted[Printer]) -> None:
        if job.kind == "receipt" and job.about != DRAWER_ALONE:
            self._await_code(job)
        try:
            paper = self.composer.job(job, fitted)
        except Exception as error:
            # Trying again would fail again and hold up the queue: a person decides.
            log.error("%s cannot be composed job=%s", job.kind, job.id.hex(), exc_info=error)
            reason = _why(error).plain()
            self._settle(lambda: self._services.printing.cannot_be_made(job.id, reason))
            return
        try:
            fitted.device.send(paper)
        except DeviceError as error:
            log.warning("printing failed job=%s device=%s: %s", paper.id, fitted.name, error)
            self._failed(job, REASONS[error.cause].plain(), maybe=isinstance(error, MaybePrinted))
            self._devices.failed(fitted, error)
        except Exception as error:
            log.error("printing failed job=%s device=%s", paper.id, fitted.name, exc_info=error)
            self._failed(job, REASONS["fault"].plain(), maybe=True)
        else:
            self._settle(lambda: self._services.printing.printed(job.id))
            self._devices.did(fitted, "printed")

    def _failed(self, job: PrintJob, reason: str, *, maybe: bool) -> None:
        self._settle(lambda: self._services.printing.failed(job.id, reason, maybe_printed=maybe))

    def _settle(self, write: Callable[[], None]) -> None:
        """What happened on paper must reach the database, however long it is busy or full."""
        while True:
            with contextlib.suppress(PultError):
                write()
                break
            if self._stop.wait(RETRY_SECONDS):
                return
        self._settled()


def _why(error: Exception) -> Msg:
    """Why a paper cannot be made, for people."""
    return error.message if isinstance(error, PultError) else T("This paper cannot be made.")


def _has_printed(fitted: Fitted[Printer], job: PrintJob) -> bool | None:
    try:
        return fitted.device.has_printed(job.id.hex())
    except Exception as error:
        log.error("a printer cannot say what it printed device=%s", fitted.name, exc_info=error)
        return None
