"""Draws what has no file yet: invoices and letters, one after the other, beside the screen.

Looks when it is woken and when somebody else wrote to the database. What cannot be drawn or kept
is tried again, later each time, while the others go on; a person is told once that it hangs and
once that it is over.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kiosk.hardware.pages import drawing
from kiosk.hardware.pages.drawing import Document, Draw, DrawingFailed
from kiosk.salon import threads
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.invoices.files import START, Place
from kiosk.salon.services.salon_services import Services

LOOK_SECONDS = 0.5
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0
STOP_SECONDS = 2.0
Tell = Callable[[Msg, bool], object]
Missing = Callable[[Place], tuple[tuple[Id, ...], Place]]
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Late:
    """Something that did not work: how long it waits, and until when."""

    pause: float
    until: float


class PageWorker:
    """``tell``: says a sentence to whoever is at the desk, and whether it is a good one; called
    from the worker's thread. ``draw``: makes the PDF; ``rest``
    is called between looks."""

    def __init__(
        self,
        services: Services,
        cache: Path | None = None,
        tell: Tell = lambda text, ok: None,
        draw: Draw = drawing.draw,
        now: Callable[[], float] = time.monotonic,
        rest: Callable[[], object] = lambda: None,
    ) -> None:
        self._services, self._cache, self._tell = services, cache, tell
        self._draw, self._now, self._rest = draw, now, rest
        self._wake, self._stop = threading.Event(), threading.Event()
        self._late: dict[tuple[Document, Id], _Late] = {}
        self._places: dict[Document, Place] = {}
        self._seen = -1
        self._told = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threads.begin("pages", self._run)

    def soon(self) -> None:
        """There may be something to draw. From any thread."""
        self._wake.set()

    def stop(self) -> None:
        """What is being drawn is drawn again at the next start."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            threads.keep_up("pages", self._turn, self._stop.wait)
        finally:
            self._services.context.store.close()

    def _turn(self) -> bool:
        self._wake.wait(LOOK_SECONDS)
        if self._stop.is_set():
            return False
        if self._wake.is_set() or self._has_changed() or self._is_due():
            self._wake.clear()
            self.work()
        self._rest()
        return True

    def _has_changed(self) -> bool:
        before, self._seen = self._seen, self._services.invoice_files.writings()
        return before != self._seen

    def _is_due(self) -> bool:
        return any(one.until <= self._now() for one in self._late.values())

    def work(self) -> int:
        """Draws what has no file, of all that was written since it looked last, and what is due for
        another try; how many were drawn."""
        files = self._services.invoice_files
        kinds: tuple[tuple[Document, Missing], ...] = (
            ("invoice", files.missing),
            ("reminder", files.missing_letters),
        )
        drawn = sum(self._one(*one) for one in tuple(self._late) if not self._stop.is_set())
        for kind, missing in kinds:
            while True:
                before = self._places.get(kind, START)
                found, reached = missing(before)
                for subject in found:
                    if self._stop.is_set():
                        return drawn
                    drawn += self._one(kind, subject)
                if reached == before:
                    break
                self._places[kind] = reached
        self._tell_end()
        return drawn

    def _one(self, kind: Document, subject: Id) -> bool:
        key, files = (kind, subject), self._services.invoice_files
        late = self._late.get(key)
        if late is not None and late.until > self._now():
            return False
        zone = self._services.context.salon.zone.key
        try:
            if kind == "invoice":
                data = self._draw(kind, files.content(subject), zone, self._cache)
                files.keep(subject, data)
            else:
                data = self._draw(kind, files.letter_content(subject), zone, self._cache)
                files.keep_letter(subject, data)
        except (DrawingFailed, PultError) as error:
            pause = FIRST_PAUSE if late is None else min(late.pause * 2, LONGEST_PAUSE)
            self._late[key] = _Late(pause, self._now() + pause)
            log.error("%s %s cannot be drawn yet: %s", kind, subject.hex(), error)
            self._tell_trouble()
            return False
        self._late.pop(key, None)
        return True

    def _tell_trouble(self) -> None:
        if not self._told:
            self._told = True
            self._tell(
                T(
                    "The file of an invoice could not be made. The invoice itself is safe; it is "
                    "tried again by itself."
                ),
                False,
            )

    def _tell_end(self) -> None:
        if self._told and not self._late:
            self._told = False
            self._tell(T("The files of all invoices are made now."), True)
