"""A mail server on this machine (aiosmtpd) with encryption, passwords, and everything that can go
wrong."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import cache
from typing import Any, cast

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "salon@example.com", "hunter-2-žluť"


@dataclass
class Received:
    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return cast(EmailMessage, message_from_bytes(self.content, policy=policy.default))

    @property
    def text(self) -> str:
        body = self.message.get_body(("plain",))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailServer:
    """``fault``: what goes wrong now: ``greet_421``, ``greet_554``, ``no_greeting``, ``garbage``,
    ``no_tls``, ``no_auth``, ``mail_530``, ``mail_550``, ``rcpt_450``, ``rcpt_550``, ``data_354_no``
    (will not hear it), ``data_451``, ``data_554``, ``cut_before`` (goes with the words half heard),
    ``cut_after`` (took it, and goes before it says so), ``cut_quit`` (goes after it said so),
    ``nonsense`` (answers words with none). ``many``: for so many letters, then all is well.
    ``began``: sessions."""

    port: int = 0
    fault: str = ""
    many: int = 1_000_000
    utf8: bool = True
    size: int = 30_000_000
    received: list[Received] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    began: int = 0
    signed_in: list[str] = field(default_factory=list)
    authority: trustme.CA = field(default_factory=lambda: authority())

    def goes_wrong(self, *faults: str) -> bool:
        return self.many > 0 and self.fault in faults

    def happened(self) -> None:
        self.many -= 1

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context


@cache
def authority() -> trustme.CA:
    return trustme.CA()


class _Handler:
    def __init__(self, fake: MailServer) -> None:
        self.fake = fake

    async def handle_EHLO(  # noqa: N802 - its name
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        self.fake.names.append(hostname)
        if self.fake.fault == "no_tls":
            responses = [one for one in responses if "STARTTLS" not in one]
        if self.fake.fault == "no_auth":
            responses = [one for one in responses if "AUTH" not in one]
        return responses

    async def handle_MAIL(  # noqa: N802 - its name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fake.goes_wrong("mail_530"):
            return "530 5.7.0 Authentication required"
        if self.fake.goes_wrong("mail_550"):
            return "550 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from, envelope.mail_options = address, options
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - its name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.fake.goes_wrong("rcpt_450"):
            self.fake.happened()
            return "450 4.2.0 Greylisted, try again later"
        if self.fake.goes_wrong("rcpt_550"):
            self.fake.happened()
            return "550 5.1.1 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - its name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        fake = self.fake
        if fake.goes_wrong("data_451"):
            fake.happened()
            return "451 4.3.0 Queue file write error"
        if fake.goes_wrong("data_554"):
            fake.happened()
            return "554 5.7.1 Message contains spam"
        if fake.goes_wrong("cut_before"):
            fake.happened()
            cast(Any, server.transport).abort()
            return "250 never said"
        content = envelope.content
        fake.received.append(
            Received(envelope.mail_from or "", list(envelope.rcpt_tos), cast(bytes, content))
        )
        if fake.goes_wrong("cut_after"):
            fake.happened()
            cast(Any, server.transport).abort()
        if fake.goes_wrong("nonsense"):
            fake.happened()
            return "hello"
        return "250 2.0.0 Queued"


class _Server(SMTP):
    fake: MailServer

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.fake.goes_wrong("data_354_no"):
            self.fake.happened()
            await self.push("452 4.3.1 Insufficient system storage")
            return
        await super().smtp_DATA(arg)

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        if self.fake.goes_wrong("cut_quit"):
            self.fake.happened()
            cast(Any, self.transport).abort()
            return
        await super().smtp_QUIT(arg)

    async def _handle_client(self) -> None:
        fake = self.fake
        fake.began += 1
        if fake.goes_wrong("greet_421", "greet_554", "garbage"):
            said = {"greet_421": "421 Too busy", "greet_554": "554 Go away", "garbage": "SSH-2.0-x"}
            await self.push(said[fake.fault])
            cast(Any, self.transport).close()
            return
        if fake.goes_wrong("no_greeting"):
            cast(Any, self.transport).abort()
            return
        await super()._handle_client()


@contextmanager
def open_mail_server(security: str = "starttls", name: str = "localhost") -> Iterator[MailServer]:
    """Until the block ends, on ``port`` of 127.0.0.1. ``name``: in its certificate."""
    fake = MailServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    fake.authority.issue_cert(name).configure_cert(context)

    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        if good:
            fake.signed_in.append(data.login.decode())
        return AuthResult(success=good, handled=False)

    def made() -> SMTP:
        server = _Server(
            _Handler(fake),
            data_size_limit=fake.size,
            enable_SMTPUTF8=fake.utf8,
            hostname="mail.example.com",
            tls_context=context if security == "starttls" and fake.fault != "no_tls" else None,
            authenticator=authenticate,
            auth_require_tls=security == "starttls",
            loop=loop,
        )
        server.fake = fake
        return server

    loop = asyncio.new_event_loop()
    direct = context if security == "tls" else None
    listening = loop.run_until_complete(loop.create_server(made, "127.0.0.1", 0, ssl=direct))
    fake.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield fake
    finally:
        loop.call_soon_threadsafe(listening.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()
