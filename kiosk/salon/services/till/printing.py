"""The queue of papers: what waits, what went wrong, what was printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from kiosk.salon.domain.errors import NotFound, Refused, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.printing import JobKind, JobState, PrintJob
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.team import require_manager
from kiosk.salon.services.till import sessions
from kiosk.salon.services.till.tills import may_see_takings
from kiosk.salon.store import first_steps, staff
from kiosk.salon.store.till import closings, sales
from kiosk.salon.store.till import printing as jobs
from kiosk.salon.store.till import sessions as till_sessions

MOST_LABELS = 500
REMINDER = "reminder"
DAY_MS = 86_400_000


class Printing(Area):
    def label(self, product_id: Id, quantity: int) -> Id:
        """Queues price labels; Refused outside 1-500."""
        if not 1 <= quantity <= MOST_LABELS:
            raise Refused(T("Print between 1 and 500 labels at once."))
        return self._queue("label", product_id, copies=quantity)

    def slip(self, appointment_id: Id) -> Id:
        """Queues a booking's slip with its QR code."""
        return self._queue("slip", appointment_id)

    def page(self, invoice_id: Id) -> Id:
        """Queues an invoice on A4."""
        return self._queue("page", invoice_id)

    def letter(self, reminder_id: Id) -> Id:
        """Queues the letter of a reminder on A4."""
        return self._queue("page", reminder_id, about=REMINDER)

    def timesheet(self, staff_id: Id, month: date, by: Id) -> Id:
        """Queues the month that a day lies in. Refused unless ``by`` is a manager or the person."""
        if by != staff_id:
            require_manager(self._context, by)
        return self._queue("timesheet", staff_id, about=month.replace(day=1).isoformat())

    def _queue(self, kind: JobKind, subject_id: Id, copies: int = 1, about: str = "") -> Id:
        context = self._context
        job_id = context.new_id()
        with context.store.transaction():
            jobs.add(
                *(context.store, job_id, kind, subject_id, context.now()),
                copies=copies,
                about=about,
            )
        return job_id

    def receipt_copy(self, sale_id: Id) -> Id:
        """Queues a receipt marked COPY; no drawer. Journalled, and counted by the till and for the
        receipt: some countries want to read which copy it is."""
        context = self._context
        job_id, now = context.new_id(), context.now()
        with context.store.transaction():
            which = self._count_copy(sale_id, now)
            jobs.add(
                context.store, job_id, "receipt", sale_id, now, is_copy=True, copy_number=which
            )
        return job_id

    def _count_copy(self, sale_id: Id, now: int) -> int:
        """Which copy of it the next one is."""
        context = self._context
        number = sales.number(context.store, sale_id)
        if not number:
            raise NotFound(T("This sale does not exist."))
        session = sessions.event(context, "copy", now, None, ref=sale_id)
        place = {"till": context.desk, "session": session}
        context.journal.append("receipt-copy", now, {"number": number, **place})
        return till_sessions.copies(context.store, sale_id)

    def closing(self, closing_id: Id, by: Id, approved_by: Id | None = None) -> Id:
        """Queues a till closing marked COPY; the first print is queued by the closing itself.
        Journalled; NotFound for an unknown one.
        :class:`~kiosk.salon.domain.errors.NeedsApproval` for who may not see takings."""
        context = self._context
        approver = permitted(context, "see_takings", by, approved_by)
        job_id, now = context.new_id(), context.now()
        with context.store.transaction():
            found = closings.by_id(context.store, closing_id)
            closing = existing(found, T("This closing does not exist."))
            jobs.add(context.store, job_id, "z", closing_id, now, is_copy=True)
            approved = staff.pseudonym(context.store, approver) if approver else ""
            context.note("closing.copy", by, now, number=closing.number, approved=approved)
        return job_id

    def x(self, session_id: Id, by: Id, approved_by: Id | None = None) -> Id:
        """Queues the figures of a session as they are when they are printed.
        :class:`~kiosk.salon.domain.errors.NeedsApproval` for who may not see takings."""
        may_see_takings(self._context, by, approved_by)
        seen_by = " ".join(one.hex() for one in (by, approved_by) if one is not None)
        return self._queue("x", session_id, about=seen_by)

    def next(self, kinds: tuple[JobKind, ...]) -> PrintJob | None:
        """Takes the oldest waiting job of these kinds and marks it *sending*."""
        store = self._context.store
        if jobs.oldest_waiting(store, kinds) is None:
            return None
        with store.transaction():
            job = jobs.oldest_waiting(store, kinds)
            if job is None:
                return None
            jobs.attempt(store, job.id)
        return replace(job, state="sending", attempts=job.attempts + 1)

    def printed(self, job_id: Id) -> None:
        """The printer confirmed it."""
        self._settle(job_id, "printed", ("sending", "unsure"))

    def failed(self, job_id: Id, error: str, *, maybe_printed: bool) -> None:
        """Nothing came out: it waits again. Perhaps something did: *unsure*, never retried by
        itself."""
        store, state = self._context.store, "unsure" if maybe_printed else "waiting"
        with store.transaction():
            jobs.change(store, job_id, ("sending",), state=state, error=error)

    def cannot_be_made(self, job_id: Id, error: str) -> None:
        """Nothing came out, and trying again by itself would hold up the others."""
        store = self._context.store
        with store.transaction():
            jobs.change(store, job_id, ("sending",), state="failed", error=error)

    def interrupted(self) -> tuple[PrintJob, ...]:
        """Jobs found *sending* at start, left by a crash: the spooler asks the printer."""
        return jobs.sending(self._context.store)

    def open_jobs(self, most: int = 1000) -> tuple[PrintJob, ...]:
        """Waiting, sending, unsure and failed ones, the oldest first, so many at most."""
        return jobs.open_jobs(self._context.store, most)

    def open_of(self, subject_id: Id) -> PrintJob | None:
        """The newest open one of a sale, product, appointment or card; None when all came out."""
        return jobs.open_of(self._context.store, subject_id)

    def open_count(self) -> int:
        """How many of them there are."""
        return jobs.count_open(self._context.store)

    def late_count(self, before: int) -> int:
        """Those made before a time (UTC ms) or by a clock that ran ahead, and those that need a
        person."""
        return jobs.count_late(self._context.store, before, self._context.now())

    def again(self, job_id: Id) -> None:
        """An unsure job: print it again, marked COPY; of a receipt that is a copy that counts. A
        failed one, of which nothing came out: try it again as it was."""
        store = self._context.store
        with store.transaction():
            job = jobs.by_id(store, job_id)
            which = 0
            if job is not None and job.kind == "receipt" and job.state == "unsure":
                which = self._count_copy(job.subject_id, self._context.now())
            # The drawer was pulsed at the first attempt; nobody pays twice.
            again = {"is_copy": 1, "open_drawer": 0, "copy_number": which}
            if not jobs.change(
                store, job_id, ("unsure",), state="waiting", error="", **again
            ) and not jobs.change(store, job_id, ("failed",), state="waiting", error=""):
                raise NotFound(T("This paper is not waiting any more."))

    def give_up(self, kinds: tuple[JobKind, ...]) -> None:
        """No printer is set up for these: what has waited for a day nobody needs any more. The
        first printer would begin with hundreds of papers of long ago."""
        context = self._context
        before = context.now() - DAY_MS
        job = jobs.oldest_waiting(context.store, kinds)
        if job is None or job.created_at >= before:
            return
        with context.store.transaction():
            jobs.drop_waiting(context.store, kinds, before, context.now())

    def key_printed(self, by: Id) -> None:
        """The paper with the salon's key came out; journalled. Refused for anybody but a manager,
        before anything is printed: see :meth:`may_print_key`."""
        context = self._context
        with context.store.transaction():
            self.may_print_key(by)
            context.note("key.printed", by, number=context.keys.key_id)
            first_steps.keep_key(context.store, context.keys.key_id, context.now())

    def may_print_key(self, by: Id) -> None:
        """Refused for anybody but a manager."""
        require_manager(self._context, by)

    def erased(self) -> tuple[Id, ...]:
        """Papers of persons who were erased: a printer that keeps papers is to forget them."""
        return tuple(jobs.erased(self._context.store))

    def forget(self, erased: tuple[Id, ...], keep_days: int) -> None:
        """Those are forgotten; so is what was finished more than ``keep_days`` days ago."""
        context = self._context
        with context.store.transaction():
            jobs.forget(context.store, erased)
            jobs.forget_finished(context.store, context.now() - keep_days * DAY_MS)

    def drop(self, job_id: Id) -> None:
        """Never print it (the sale stays, of course)."""
        self._settle(job_id, "dropped", ("waiting", "unsure", "failed"))

    def drop_all(self) -> int:
        """Never print what waits now, such as the papers of a printer that was off for days; how
        many there were. What is on its way is left alone."""
        context = self._context
        with context.store.transaction():
            return jobs.drop_open(context.store, context.now())

    def _settle(self, job_id: Id, state: JobState, before: tuple[JobState, ...]) -> None:
        store = self._context.store
        with store.transaction():
            jobs.change(
                store, job_id, before, state=state, error="", finished_at=self._context.now()
            )
