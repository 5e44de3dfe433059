"""A letter as the bytes that a mail server is given (RFC 5322 and MIME).

The standard library folds and encodes; what is handed to it has one line, so that nothing that
somebody typed becomes a header of its own. Words beyond ASCII are encoded by its older half: the
newer one loses blanks between two encoded words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from email import policy
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, quote

from kiosk.salon.domain.mail import Letter, MailAccount, one_line
from kiosk.salon.domain.salon import Salon
from kiosk.salon.store.mail.sending import Attached

LONGEST_PLAIN = 200
"""Letters of a header that is not folded."""


def wire(address: str) -> str:
    """An address as servers know it: the domain in its ASCII form."""
    local, _, domain = address.rpartition("@")
    return f"{local}@{domain.encode('idna').decode('ascii')}"


def needs_utf8(account: MailAccount, letter: Letter) -> bool:
    """Whether only a server that takes other letters than those of ASCII in addresses (SMTPUTF8,
    RFC 6531) can send it."""
    known = (account.sender, account.reply_to, letter.address)
    return not all(wire(one).isascii() for one in known if one)


def compose(
    letter: Letter, files: Sequence[Attached], account: MailAccount, salon: Salon, at: int
) -> bytes:
    """``at``: UTC ms, the moment in its date. ValueError for what cannot be a letter."""
    utf8 = needs_utf8(account, letter)
    message = EmailMessage(policy=policy.SMTP.clone(utf8=utf8))
    message["To"] = _address(letter.address)
    if account.reply_to:
        message["Reply-To"] = _address(account.reply_to)
    moment = datetime.fromtimestamp(at / 1000, UTC).astimezone(salon.zone).replace(microsecond=0)
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = letter.message_id
    # Nobody's holiday note is to answer it (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    below = [one.data.decode() for one in files if one.file_kind == "text"]
    message.set_content("\n".join([letter.text, *below]), charset="utf-8")
    for file in files:
        if file.file_kind != "text":
            main, _, sub = file.media_type.partition("/")
            message.add_attachment(
                file.data,
                maintype=main,
                subtype=sub or "octet-stream",
                filename=_file_name(file.name),
            )
    sender = f"From: {_name_of(salon.name)} <{wire(account.sender)}>"
    subject = f"Subject: {_encoded(one_line(letter.subject), 'Subject')}"
    return f"{sender}\r\n{subject}\r\n".encode() + message.as_bytes()


def _address(address: str) -> Address:
    local, _, domain = wire(address).rpartition("@")
    return Address(username=local, domain=domain)


def _name_of(name: str) -> str:
    """A name before an address."""
    plain = one_line(name)
    encoded = _encoded(plain, "From")
    return f'"{quote(plain)}"' if encoded == plain else encoded


def _encoded(text: str, header: str) -> str:
    """What cannot stand as it is, in words that say which letters they are of (RFC 2047)."""
    if text.isascii() and text.isprintable() and "=?" not in text and len(text) < LONGEST_PLAIN:
        return text
    return Header(text, "utf-8", header_name=header).encode(linesep="\r\n")


def _file_name(name: str) -> str:
    """Of a file, on any system."""
    return "".join("-" if char in '/\\:*?"<>|' else char for char in one_line(name)) or "file"
