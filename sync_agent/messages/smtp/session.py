"""One letter to one mail server: each step with what its failure means.

A failure before the words left is certain: nothing arrived. From the first byte of the words until
the server's answer it is not, and only the answer ends that.
"""

from __future__ import annotations

import base64
import contextlib
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.mail import PROBLEMS, MailAccount
from kiosk.salon.domain.text import Msg, T

CONNECT_SECONDS, ANSWER_SECONDS = 30.0, 300.0
"""For a connection and each command; for the answer to a whole letter, which a server may look
through first: giving up sooner is how letters come twice (RFC 5321, 4.5.3.2.6)."""
LONGEST_SAID = 200
NO_CONNECTION = T("The mail server cannot be reached.")
CUT_OFF = T("The connection was cut while it was being sent. It may have arrived.")
NO_UTF8 = T("The mail server cannot send to an address with such letters.")
TOO_LARGE = T("The letter is larger than the mail server takes.")
SAID = T("The mail server said: {text}")


@dataclass(frozen=True, slots=True)
class Taken:
    """The server has it."""


@dataclass(frozen=True, slots=True)
class Later:
    """The server will not have this letter now."""

    why: Msg


@dataclass(frozen=True, slots=True)
class Refusal:
    """The server will not have this letter."""

    why: Msg


@dataclass(frozen=True, slots=True)
class Unreached:
    """There is no way to the server now: no letter can leave."""

    why: Msg = NO_CONNECTION


@dataclass(frozen=True, slots=True)
class Stop:
    """No letter can leave before somebody does something. ``problem``: a key of ``PROBLEMS``."""

    problem: str
    why: Msg


@dataclass(frozen=True, slots=True)
class Lost:
    """It may have arrived."""

    why: Msg = CUT_OFF


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Nobody wants it sent any more."""


Outcome = Taken | Later | Refusal | Unreached | Stop | Lost | Withdrawn


class _Left(Exception):
    """Ends a session with what it means."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(type(outcome).__name__)
        self.outcome = outcome


class _Watched(smtplib.SMTP):
    """Knows whether words of a letter have begun to leave: commands are text, a letter is bytes."""

    begun = False

    def send(self, s: object) -> None:
        if isinstance(s, bytes | bytearray) and self.sock is not None:
            self.begun = True
            self.sock.settimeout(ANSWER_SECONDS)
        super().send(s)  # type: ignore[arg-type]


class _WatchedTls(_Watched, smtplib.SMTP_SSL):
    pass


@dataclass(frozen=True, slots=True)
class Envelope:
    """``utf8``: see :func:`sync_agent.messages.smtp.message.needs_utf8`."""

    sender: str
    recipient: str
    content: bytes
    utf8: bool


def submit(
    account: MailAccount, envelope: Envelope, begin: Callable[[], bool], trust: ssl.SSLContext
) -> Outcome:
    """``begin`` is called right before the words leave; False: they are not to. ``trust``: whose
    certificates are believed. Raises what ``begin`` raises."""
    session: _Watched | None = None
    try:
        with _meaning():
            session = _connected(account, trust)
        with _meaning():
            _sign_in(session, account)
            _address(session, envelope)
        if not begin():
            return Withdrawn()
        return _hand_over(session, envelope.content)
    except _Left as left:
        return left.outcome
    finally:
        if session is not None:
            _leave(session)


def _connected(account: MailAccount, trust: ssl.SSLContext) -> _Watched:
    # A name that is given keeps the library from asking for ours, which can take a minute.
    own = "localhost"
    session: _Watched
    if account.security == "tls":
        session = _WatchedTls(
            account.host, account.port, own, timeout=CONNECT_SECONDS, context=trust
        )
    else:
        session = _Watched(account.host, account.port, own, timeout=CONNECT_SECONDS)
    try:
        session.local_hostname = _own_name(session.sock)
        session.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            if not session.has_extn("starttls"):
                raise _Left(Stop("plain", PROBLEMS["plain"]))
            code, said = session.starttls(context=trust)
            if code != 220:
                raise _Left(Unreached(_said(code, said)))
            session.ehlo_or_helo_if_needed()
    except BaseException:
        session.close()
        raise
    return session


def _refusing(code: int, said: bytes) -> Outcome:
    """Of a server that greets with something else."""
    if 400 <= code < 500:
        return Unreached(_said(code, said))
    return Stop("answer", _said(code, said))


def _own_name(connection: socket.socket | None) -> str:
    """How we call ourselves: by our address, as programs without a name in the world do."""
    if connection is None:
        return "localhost"
    name = str(connection.getsockname()[0])
    return f"[IPv6:{name}]" if ":" in name else f"[{name}]"


def _sign_in(session: smtplib.SMTP, account: MailAccount) -> None:
    """The library's own way knows ASCII passwords only."""
    if not account.user:
        return
    ways = session.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in ways:
        secret = f"\0{account.user}\0{account.password}"
        code, said = session.docmd("AUTH", f"PLAIN {_coded(secret)}")
    elif "LOGIN" in ways:
        code, said = session.docmd("AUTH", "LOGIN")
        for part in (account.user, account.password):
            if code == 334:
                code, said = session.docmd(_coded(part))
    else:
        why = T("The mail server does not let programs sign in with a password.")
        raise _Left(Stop("sign_in", why))
    if 200 <= code < 300:
        return
    raise _Left(
        Later(_said(code, said)) if 400 <= code < 500 else Stop("sign_in", _said(code, said))
    )


def _coded(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _address(session: smtplib.SMTP, envelope: Envelope) -> None:
    options = []
    if envelope.utf8:
        if not session.has_extn("smtputf8"):
            raise _Left(Refusal(NO_UTF8))
        options += ["SMTPUTF8", "BODY=8BITMIME"]
        session.command_encoding = "utf-8"
    most = session.esmtp_features.get("size", "")
    if most.isdigit():
        if 0 < int(most) < len(envelope.content):
            raise _Left(Refusal(TOO_LARGE))
        options.append(f"size={len(envelope.content)}")
    code, said = session.mail(envelope.sender, options)
    if code in (530, 535):
        raise _Left(Stop("sign_in", _said(code, said)))
    if code == 552:
        raise _Left(Refusal(_said(code, said)))
    if code >= 500:
        raise _Left(Stop("sender", _said(code, said)))
    if code != 250:
        raise _Left(Later(_said(code, said)))
    code, said = session.rcpt(envelope.recipient)
    if code >= 500:
        raise _Left(Refusal(_said(code, said)))
    if code not in (250, 251, 252):
        raise _Left(Later(_said(code, said)))


def _hand_over(session: _Watched, content: bytes) -> Outcome:
    """The library ends lines as it should and doubles the points that begin one."""
    try:
        code, said = session.data(content)
    except smtplib.SMTPDataError as error:
        # It did not even want to hear it.
        code, said = error.smtp_code, _bytes(error.smtp_error)
    except (OSError, smtplib.SMTPException):
        return Lost() if session.begun else Unreached()
    if 200 <= code < 300:
        return Taken()
    if 400 <= code < 500:
        return Later(_said(code, said))
    # What is no answer at all leaves it open.
    return Refusal(_said(code, said)) if code >= 500 else Lost()


def _leave(session: smtplib.SMTP) -> None:
    """Politely if it can be had: what happens now changes nothing of what became of the letter."""
    with contextlib.suppress(OSError, smtplib.SMTPException):
        if session.sock is not None:
            session.sock.settimeout(2.0)
            session.docmd("quit")
    session.close()


@contextlib.contextmanager
def _meaning() -> Iterator[None]:
    """What errors mean before any word has left."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        why = T("The certificate of the mail server is not right: {text}",
                text=error.verify_message or "")  # fmt: skip
        raise _Left(Stop("tls", why)) from None
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
        raise _Left(Unreached()) from None
    except ssl.SSLError:
        raise _Left(Stop("answer", T("Its encryption cannot be understood."))) from None
    except smtplib.SMTPResponseException as error:
        outcome = _refusing(error.smtp_code, _bytes(error.smtp_error))
        raise _Left(outcome) from None
    except (OSError, smtplib.SMTPException):
        raise _Left(Unreached()) from None


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _said(code: int, said: bytes) -> Msg:
    """The server's own words, in one line of what can be shown."""
    text = entering.tidied(said.decode("utf-8", "replace"))[:LONGEST_SAID]
    return SAID.of(text=f"{code} {text}".strip())
