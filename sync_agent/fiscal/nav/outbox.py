"""Invoices on their way to the Hungarian office: told, looked at there for a while, done or not.

An answer may be lost though the report arrived; the office then looks at it for minutes before it
can be found. Such a one is *unknown*: it is asked for by its number, and after the time that the
office gives itself among the transactions of that time. Only when it is nowhere it is told again.
Should it have come all the same, the office says that its number is taken, and what it has is held
against ours.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from kiosk.salon.domain.fiscal import nav, technical_user
from kiosk.salon.domain.fiscal.port import (
    Accepted,
    Denied,
    FiscalItem,
    NotSent,
    Outcome,
    Unknown,
)
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.fiscal.technical_user import opened
from kiosk.salon.store.fiscal import items, sending
from kiosk.salon.store.sync import accounts
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.pacing import FARTHEST_SECONDS, IDLE_SECONDS, until_due, wait_seconds
from sync_agent.timing import StopToken

if TYPE_CHECKING:
    from kiosk.salon.domain.fiscal.technical_user import TechnicalUser
    from sync_agent.fiscal.nav.answers import Found, Processing
    from sync_agent.fiscal.nav.office import Failed, Office

log = logging.getLogger(__name__)
SAVING_MS = 5 * 60_000
"""What the office gives itself to have in its database what it was sent."""
AROUND_MS = 60_000
"""Two clocks need not agree to the second."""
TWIN_MS = 3_600_000
"""For so long is looked for the invoice whose number is said to be taken."""
BLOCKED_SECONDS = 1800.0
"""The office refuses the technical user: tried again now and then, for it does so at the change of
the clocks too."""
FARTHEST_MS = round(FARTHEST_SECONDS * 1000)
TAKEN = "INVOICE_NUMBER_NOT_UNIQUE"
_AT_ONCE = {"INVALID_EXCHANGE_TOKEN", "REQUEST_ID_NOT_UNIQUE"}
_LATER = {"TOO_MANY_REQUESTS", "MAINTENANCE_MODE", "OPERATION_FAILED", "line"}
_POLLS = (2.0, 3.0, 5.0, 10.0, 20.0)


class NavOutbox:
    """``spacing``: seconds between two requests, None for what the office wants."""

    name = nav.PROVIDER

    def __init__(self, stop_token: StopToken, spacing: float | None = None) -> None:
        self._stop_token, self._spacing = stop_token, spacing
        self._offices: dict[bool, Office] = {}
        self._blocked_until, self._blocked = 0.0, ""
        self._polls: dict[Id, tuple[int, float]] = {}
        self._times: dict[Id, int] = {}
        self._last_queue = ""

    def step(self, salon: OpenSalon) -> float:
        account = accounts.get(salon.store, technical_user.ACCOUNT)
        if account is None:
            return IDLE_SECONDS
        now = self._stop_token.monotonic()
        if account.problem and account.problem == self._blocked and now < self._blocked_until:
            return self._blocked_until - now
        user = opened(salon.services.context)
        if user is None:
            accounts.set_problem(salon.store, technical_user.ACCOUNT, "key")
            self._block("key")
            return IDLE_SECONDS
        if not account.ok_at and not account.problem:
            return self._try(salon, self._reached(salon, user, salon.settings.fiscal.test))
        return self._turn(salon, user)

    def _turn(self, salon: OpenSalon, user: TechnicalUser) -> float:
        """The next message that is due, each queue in turn: one that waits for the office keeps no
        other waiting."""
        from sync_agent.fiscal.nav.office import Failed

        now, wait = self._stop_token.now(), IDLE_SECONDS
        for head in items.due_heads(salon.store, self.name, now, FARTHEST_MS, self._last_queue):
            left = self._left(head)
            if left > 0:
                wait = min(wait, left)
                continue
            self._last_queue = head.queue
            try:
                self._act(salon, self._reached(salon, user, head.test), head)
            except Failed as failed:
                self._failed(salon, head, failed)
            return 0.0
        later = items.next_due(salon.store, self.name, now)
        return wait if later is None else min(wait, until_due(later, now))

    def _reached(self, salon: OpenSalon, user: TechnicalUser, test: bool) -> Office:
        """The office where a message belongs: what is tried out is told to no other."""
        from sync_agent.fiscal.nav.office import SPACING_SECONDS, Access, Office

        fiscal = salon.settings.fiscal
        access = Access(fiscal.nav_test if test else fiscal.nav, user)
        known = self._offices.get(test)
        if known is None or known.access != access:
            if known is not None:
                known.close()
            spacing = SPACING_SECONDS if self._spacing is None else self._spacing
            known = self._offices[test] = Office(access, self._stop_token, spacing)
        return known

    def _left(self, head: FiscalItem) -> float:
        if head.state == "sent" and head.code:
            due = self._polls.get(head.id, (0, 0.0))[1]
            return max(0.0, due - self._stop_token.monotonic())
        return until_due(head.next_at, self._stop_token.now())

    # -- one message ------------------------------------------------------------------------------

    def _act(self, salon: OpenSalon, office: Office, head: FiscalItem) -> None:
        """Raises Failed, having written down nothing of it."""
        if head.state == "sent" and not head.code:
            with salon.store.transaction():
                sending.cut(
                    salon.store, head, salon.services.context.new_id(), self._stop_token.now()
                )
        elif head.state == "sent":
            self._ask(salon, office, head)
        elif head.state == "unknown":
            self._look_up(salon, office, head)
        else:
            self._report(salon, office, head)

    def _report(self, salon: OpenSalon, office: Office, head: FiscalItem) -> None:
        from sync_agent.fiscal.nav.office import Failed

        token = office.token()
        with salon.store.transaction():
            sending.received(salon.store, head.id, "")
            sending.begin(salon.store, head.id, b"", False, self._stop_token.now())
        try:
            transaction_id = office.report(token, head.operation, head.payload)
        except Failed as failed:
            if not failed.sent:
                raise
            self._settle(salon, head, Unknown(f"{failed.code} {failed.text}".strip()))
            return
        with salon.store.transaction():
            sending.received(salon.store, head.id, transaction_id)
        self._let_in(salon)
        self._poll_later(head)

    def _ask(self, salon: OpenSalon, office: Office, head: FiscalItem) -> None:
        """What became of what the office looks at."""
        found = office.status(head.code)
        if found is None and self._stop_token.now() - (head.sent_at or 0) > SAVING_MS:
            self._settle(salon, head, Unknown("no result"))
        elif found is not None and found.status == "DONE":
            said = "\n".join(map(str, found.remarks))
            self._settle(salon, head, Accepted(head.code, said))
        elif found is not None and found.status == "ABORTED":
            self._aborted(salon, office, head, found)
        else:
            self._poll_later(head)

    def _aborted(
        self, salon: OpenSalon, office: Office, head: FiscalItem, found: Processing
    ) -> None:
        severe = found.severe() or found.remarks
        text = "\n".join(map(str, severe))
        if any(one.code == TAKEN for one in severe):
            self._twin(salon, head, office.invoice(head.number), text)
        else:
            self._settle(salon, head, Denied(severe[0].code if severe else "ABORTED", text))

    def _twin(self, salon: OpenSalon, head: FiscalItem, found: Found | None, text: str) -> None:
        """Its number is taken: by itself, when an earlier try arrived after all."""
        if found is not None and found.data == head.payload:
            self._settle(salon, head, Accepted(found.transaction_id))
        elif found is not None or self._stop_token.now() - (head.sent_at or 0) > TWIN_MS:
            self._settle(salon, head, Denied(TAKEN, text))
        else:
            self._settle(salon, head, Unknown(text, TAKEN))

    def _look_up(self, salon: OpenSalon, office: Office, head: FiscalItem) -> None:
        """Whether it arrived."""
        found = office.invoice(head.number)
        if found is not None or head.error_code == TAKEN:
            self._twin(salon, head, found, head.error_text)
            return
        sent_at = head.sent_at or 0
        if self._stop_token.now() < sent_at + SAVING_MS:
            self._settle(salon, head, Unknown(head.error_text), sent_at + SAVING_MS)
            return
        transaction_id = self._among_transactions(salon, office, head, sent_at)
        if transaction_id is None:
            self._settle(salon, head, Unknown(head.error_text))
        elif transaction_id:
            with salon.store.transaction():
                sending.received(salon.store, head.id, transaction_id)
        else:
            self._settle(salon, head, NotSent("not-arrived", head.error_text), 0, renew=True)

    def _among_transactions(
        self, salon: OpenSalon, office: Office, head: FiscalItem, sent_at: int
    ) -> str | None:
        """The transaction that holds it; empty when none does, None when that is not certain."""
        page, sure = 1, True
        while True:
            listed = office.transactions(page, sent_at - AROUND_MS, sent_at + 2 * SAVING_MS)
            for transaction_id in listed.transactions:
                if sending.known_code(salon.store, self.name, transaction_id, head.id):
                    continue
                if self._stop_token.leaving:
                    return None
                found = office.status(transaction_id, original=True)
                if found is None:
                    sure = False
                elif found.original == head.payload:
                    return transaction_id
            if page >= listed.pages:
                return "" if sure else None
            page += 1

    # -- what came of it --------------------------------------------------------------------------

    def _failed(self, salon: OpenSalon, head: FiscalItem, failed: Failed) -> None:
        """The office did not do what it was asked, and certainly has nothing new of it."""
        blocked = failed.code in technical_user.PROBLEMS
        if blocked:
            accounts.set_problem(salon.store, technical_user.ACCOUNT, failed.code)
            self._block(failed.code)
        least = failed.after_seconds
        if head.state == "sent":
            self._poll_later(head, least)
        elif head.state == "unknown":
            self._settle(salon, head, Unknown(head.error_text, head.error_code), least=least)
        elif blocked or failed.code in _LATER or failed.code.startswith("http-") or failed.sent:
            self._settle(salon, head, NotSent(failed.code, failed.text), least=least)
        else:
            again = failed.code in _AT_ONCE
            self._settle(salon, head, Denied(failed.code, failed.text, again), least=least)

    def _settle(
        self,
        salon: OpenSalon,
        head: FiscalItem,
        outcome: Outcome,
        next_at: int | None = None,
        *,
        least: float = 0.0,
        renew: bool = False,
    ) -> None:
        now, context = self._stop_token.now(), salon.services.context
        self._times[head.id] = times = self._times.get(head.id, 0) + 1
        if next_at is None:
            next_at = now + round(wait_seconds(times, least) * 1000)
        with salon.store.transaction():
            sending.settle(
                salon.store, head, outcome, context.new_id(), now, next_at=next_at, renew=renew
            )
        self._polls.pop(head.id, None)
        if isinstance(outcome, Accepted):
            self._times.pop(head.id, None)
        code = getattr(outcome, "code", "")
        log.info("%s %s: %s %s", head.kind, head.number, type(outcome).__name__.lower(), code)

    def _poll_later(self, head: FiscalItem, least: float = 0.0) -> None:
        times = self._polls.get(head.id, (0, 0.0))[0]
        wait = _POLLS[times] if times < len(_POLLS) else wait_seconds(times)
        self._polls[head.id] = times + 1, self._stop_token.monotonic() + max(least, wait)

    # -- the technical user -----------------------------------------------------------------------

    def _try(self, salon: OpenSalon, office: Office) -> float:
        """Whether the office lets it in at all: a token is asked for and not used."""
        from sync_agent.fiscal.nav.office import Failed

        try:
            office.token()
        except Failed as failed:
            if failed.code in technical_user.PROBLEMS:
                problem = failed.code
            elif failed.sent or failed.code in _LATER or failed.code.startswith("http-"):
                return wait_seconds(3, failed.after_seconds)
            else:
                problem = technical_user.NO_CODE
            accounts.set_problem(salon.store, technical_user.ACCOUNT, problem)
            self._block(problem)
            return 0.0
        self._let_in(salon)
        return 0.0

    def _let_in(self, salon: OpenSalon) -> None:
        accounts.set_ok(salon.store, technical_user.ACCOUNT, self._stop_token.now())

    def _block(self, problem: str) -> None:
        self._blocked = problem
        self._blocked_until = self._stop_token.monotonic() + BLOCKED_SECONDS

    def close(self) -> None:
        for office in self._offices.values():
            office.close()
        self._offices = {}
