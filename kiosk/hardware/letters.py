"""Draws the receipts that leave by e-mail, in a thread of its own: paper rules what stands there,
and the agent that sends it knows no paper."""

from __future__ import annotations

import logging
import threading

from kiosk.hardware.composer import Composer
from kiosk.salon import threads
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.salon_services import Services

IDLE_SECONDS = 20.0
"""How often is looked without being woken: a code of an office that comes late."""
LOOK_SECONDS = 1.0
"""The same after a sale, which may wait for such a code."""
LOOKS = 5
log = logging.getLogger(__name__)


class LetterDrawer:
    def __init__(self, services: Services, composer: Composer) -> None:
        self._services, self._composer = services, composer
        self._wake, self._stop = threading.Event(), threading.Event()
        self._cannot: set[Id] = set()
        self._looks = 0
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threads.begin("letters", self._run)

    def soon(self) -> None:
        """There may be something to do. From any thread."""
        self._looks = LOOKS
        self._wake.set()

    def stop(self, seconds: float) -> None:
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(seconds)

    def _run(self) -> None:
        try:
            threads.keep_up("letters", self._turn, self._stop.wait)
        finally:
            self._services.context.store.close()

    def _turn(self) -> bool:
        if self._stop.is_set():
            return False
        self._wake.clear()
        self.draw()
        self._looks = max(0, self._looks - 1)
        self._wake.wait(LOOK_SECONDS if self._looks else IDLE_SECONDS)
        return True

    def draw(self) -> None:
        """All that can be drawn now. One that cannot be holds up no other and is told once."""
        waiting = self._services.mail.unwritten_receipts()
        pdf = bool(waiting) and self._services.mail.wants_pdf()
        for letter_id, sale_id, language in waiting:
            if letter_id in self._cannot:
                continue
            try:
                # Said first: a code that comes meanwhile may stand there all the same.
                self._services.fiscal.print_without(sale_id)
                drawn = self._composer.receipt_for_letter(sale_id, language, pdf=pdf)
            except PultError as error:
                self._cannot.add(letter_id)
                log.error("a receipt for a letter cannot be drawn: %s", type(error).__name__)
                continue
            self._services.mail.receipt_drawn(letter_id, drawn.text, drawn.pdf)
