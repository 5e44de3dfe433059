"""A salon with an account at a mail server that runs here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import cast

import pytest

from kiosk.salon.domain.mail import Letter, MailAccount
from kiosk.salon.services.salon_services import Services
from sync_agent.messages.smtp.outbox import Smtp
from sync_agent.open_salon import OpenSalon
from sync_agent.timing import StopToken
from tests.fakes.mail_server import PASSWORD, USER, MailServer, open_mail_server
from tests.rigs import letters as rig
from tests.rigs.salon import clock_of


@dataclass
class Post:
    """``outbox``: of a process that has just begun."""

    salon: Services
    server: MailServer
    outbox: Smtp
    stop_token: StopToken
    written: int = -1

    @property
    def open_salon(self) -> OpenSalon:
        context = self.salon.context
        return cast(
            OpenSalon,
            SimpleNamespace(services=self.salon, store=context.store, keys=context.keys),
        )

    def account(self, **changes: object) -> MailAccount:
        account = MailAccount(
            host="localhost", port=self.server.port, user=USER, password=PASSWORD, sender=USER
        )
        return replace(account, **changes)  # type: ignore[arg-type]

    def set_up(self, **changes: object) -> None:
        rig.set_up(self.salon, self.account(**changes))

    def begin_anew(self) -> None:
        """The agent's process ended and another began."""
        self.outbox = Smtp(self.stop_token, self.server.trust)

    def write(self, address: str = "anna@example.com") -> bytes:
        self.written += 1
        invoice = rig.invoice(self.salon, f"2026-1-F{self.written:05}", due=100)
        rig.keep_file(self.salon, invoice)
        return self.salon.mail.invoice(invoice, address, None)

    def step(self) -> float:
        return self.outbox.step(self.open_salon)

    def run(self, most: int = 20) -> None:
        """Until nothing is to be done at once."""
        for _ in range(most):
            if self.step() > 0:
                return
        raise AssertionError("it does not come to rest")

    def pass_time(self, seconds: float) -> None:
        clock_of(self.salon).advance(seconds)

    def letter(self, letter_id: bytes) -> Letter:
        return self.salon.mail.get(letter_id)


@pytest.fixture
def post(salon: Services) -> Iterator[Post]:
    stop_token = StopToken()
    with open_mail_server() as server:
        made = Post(salon, server, Smtp(stop_token, server.trust), stop_token)
        made.set_up()
        yield made
    stop_token.close()
