"""The outbox of letters: the oldest complete one, one after the other.

What is unknown stays so until a person decides; what the server wants later is tried later, each
letter at its own pace; what no letter could pass (a wrong password) stops all of them and says so.
"""

from __future__ import annotations

import logging
import random
import ssl
from collections.abc import Callable

from kiosk.salon.domain import mail, stored_message
from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.mail import Letter, LetterState, MailAccount
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.mail import account_of
from kiosk.salon.store.mail import sending
from kiosk.salon.store.sync import accounts
from sync_agent.messages.smtp.message import compose, needs_utf8, wire
from sync_agent.messages.smtp.session import (
    CUT_OFF,
    Envelope,
    Later,
    Lost,
    Outcome,
    Refusal,
    Stop,
    Taken,
    Unreached,
    Withdrawn,
    submit,
)
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.pacing import IDLE_SECONDS, until_due, wait_seconds
from sync_agent.timing import StopToken

FIRST_LATER_SECONDS, LONGEST_LATER_SECONDS = 60.0, 3600.0
"""A server that does not know us yet often wants to be asked again after some minutes."""
GIVE_UP_MS = 3 * 86_400_000
"""A letter that a server put off for so long is refused: a person looks at it."""
GAVE_UP = T("The mail server has put it off for three days.")
NOT_COMPOSED = T("The letter could not be put together.")
NOT_AS_KEPT = T("A file of this letter was changed since it was made. Nothing was sent.")
log = logging.getLogger(__name__)


class Smtp:
    """Implements :class:`sync_agent.outbox.ports.Outbox`. ``trust`` makes what certificates are
    believed by."""

    name = "mail"

    def __init__(
        self,
        stop_token: StopToken,
        trust: Callable[[], ssl.SSLContext] = ssl.create_default_context,
    ) -> None:
        self._stop_token, self._trust = stop_token, trust
        self._failures = 0

    def step(self, salon: OpenSalon) -> float:
        store, now = salon.store, salon.services.context.now()
        self._find_cut_off(salon)
        account = self._account(salon)
        letter = sending.next_ready(store, now) if account is not None else None
        if account is None or letter is None:
            return self._until_next(salon)
        outcome = self._send(salon, account, letter)
        log.info("mail: %s", type(outcome).__name__)
        self._settle(salon, letter, outcome)
        return 0.0

    def _until_next(self, salon: OpenSalon) -> float:
        due = sending.next_at(salon.store)
        if due is None:
            return IDLE_SECONDS
        return max(1.0, until_due(due, salon.services.context.now()))

    def _find_cut_off(self, salon: OpenSalon) -> None:
        """What is on its way between two steps was so when the process ended, or its outcome could
        not be written down: nobody knows whether it arrived."""
        context = salon.services.context
        found = sending.cut_off(salon.store)
        if found:
            with salon.store.transaction():
                for letter_id in found:
                    error = stored_message.dump(CUT_OFF)
                    sending.settle(salon.store, letter_id, "unknown", error, context.now())

    def _account(self, salon: OpenSalon) -> MailAccount | None:
        """None while there is none or something about it stops all letters."""
        store = salon.store
        kept = accounts.get(store, mail.ACCOUNT)
        if kept is None or kept.problem or salon.services.context.training:
            return None
        account = account_of(salon.services.context)
        if account is None:
            accounts.set_problem(store, mail.ACCOUNT, "key")
        elif kept.key_id != salon.keys.key_id:
            sealed = sealing.seal(salon.keys, mail.PURPOSE, account.dump())
            accounts.set_sealed(store, mail.ACCOUNT, *sealed)
        return account

    def _send(self, salon: OpenSalon, account: MailAccount, letter: Letter) -> Outcome:
        context, store = salon.services.context, salon.store
        content = sending.kept(store, letter.id)
        try:
            if content is None:
                files = sending.attached(store, letter)
                content = compose(letter, files, account, context.salon, context.now())
            envelope = Envelope(
                wire(account.sender), wire(letter.address), content, needs_utf8(account, letter)
            )
        except sending.NotAsKept:
            log.error("mail: a file is not the one that was kept")
            return Refusal(NOT_AS_KEPT)
        except ValueError as error:
            log.error("mail: %s", type(error).__name__)
            return Refusal(NOT_COMPOSED)

        def begin() -> bool:
            with store.transaction():
                return sending.begin(store, letter.id, envelope.content, context.now())

        return submit(account, envelope, begin, self._trust())

    def _settle(self, salon: OpenSalon, letter: Letter, outcome: Outcome) -> None:
        store, now = salon.store, salon.services.context.now()
        with store.transaction():
            match outcome:
                case Taken():
                    self._became(salon, letter, "accepted")
                    accounts.set_ok(store, mail.ACCOUNT, now)
                    if self._failures:
                        # There is a way again: who waits for one waits no longer.
                        sending.hurry(store)
                    self._failures = 0
                case Lost(why):
                    self._became(salon, letter, "unknown", why)
                case Refusal(why):
                    self._became(salon, letter, "refused", why)
                case Later(why):
                    self._later(salon, letter, why)
                case Unreached(why):
                    self._failures += 1
                    next_at = now + int(wait_seconds(self._failures) * 1000)
                    sending.later(store, letter.id, stored_message.dump(why), next_at, tried=False)
                    sending.postpone(store, next_at)
                case Stop(problem, why):
                    accounts.set_problem(store, mail.ACCOUNT, problem)
                    sending.later(store, letter.id, stored_message.dump(why), 0, tried=False)
                case Withdrawn():
                    pass

    def _became(
        self, salon: OpenSalon, letter: Letter, state: LetterState, why: Msg | None = None
    ) -> None:
        context, error = salon.services.context, stored_message.dump(why) if why else ""
        if sending.settle(salon.store, letter.id, state, error, context.now()):
            context.note("mail.became", None, letter=letter.kind, became=state)

    def _later(self, salon: OpenSalon, letter: Letter, why: Msg) -> None:
        """Each letter at its own pace: a server puts off the one that it does not know yet."""
        now = salon.services.context.now()
        if now - letter.created_at > GIVE_UP_MS:
            self._became(salon, letter, "refused", GAVE_UP)
            return
        doubled = FIRST_LATER_SECONDS * 2.0 ** min(letter.tries, 16)
        seconds = min(doubled, LONGEST_LATER_SECONDS) * random.uniform(1.0, 1.3)
        next_at = now + int(seconds * 1000)
        sending.later(salon.store, letter.id, stored_message.dump(why), next_at, tried=True)
