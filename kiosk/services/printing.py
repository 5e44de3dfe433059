"""The queue of papers: what waits, what went wrong, what was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.domain.ids import Id
from kiosk.services.context import Context

JobKind = Literal["receipt", "label", "slip"]
JobState = Literal["waiting", "sending", "printed", "unsure", "dropped"]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """``subject_id``: the sale, product or appointment. The paper is composed from the database
    when it is printed. ``unsure``: sent, but nobody knows whether it came out."""

    id: Id
    kind: JobKind
    subject_id: Id
    copies: int
    is_copy: bool
    open_drawer: bool
    state: JobState
    attempts: int
    error: str
    created_at: int


class Printing:
    def __init__(self, context: Context) -> None:
        self._context = context

    def label(self, product_id: Id, quantity: int) -> Id:
        """Queues price labels; Refused outside 1-500."""
        raise NotImplementedError

    def slip(self, appointment_id: Id) -> Id:
        """Queues a booking's slip with its QR code."""
        raise NotImplementedError

    def receipt_copy(self, sale_id: Id) -> Id:
        """Queues a receipt marked COPY; no drawer. Journalled."""
        raise NotImplementedError

    def next(self, kinds: tuple[JobKind, ...]) -> PrintJob | None:
        """Takes the oldest waiting job of these kinds and marks it *sending*."""
        raise NotImplementedError

    def printed(self, job_id: Id) -> None:
        raise NotImplementedError

    def failed(self, job_id: Id, error: str, *, maybe_printed: bool) -> None:
        """Nothing came out: it waits again. Perhaps something did: *unsure*, never retried alone."""
        raise NotImplementedError

    def interrupted(self) -> tuple[PrintJob, ...]:
        """Jobs found *sending* at start, left by a crash: the spooler asks the printer about them."""
        raise NotImplementedError

    def open_jobs(self) -> tuple[PrintJob, ...]:
        """Waiting, sending and unsure ones, oldest first."""
        raise NotImplementedError

    def again(self, job_id: Id) -> None:
        """An unsure job: print it again, marked COPY."""
        raise NotImplementedError

    def drop(self, job_id: Id) -> None:
        """Never print it (the sale stays, of course)."""
        raise NotImplementedError
