"""Letters by e-mail: who sends them, what they say, and what became of each.

A letter is written once, in the language of who gets it, and frozen; the agent sends exactly that.
Nobody can ask a mail server afterwards whether it has a letter, so one whose answer was lost stays
*unknown* until a person decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Literal, get_args

from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Day, Msg, T, Text

ACCOUNT, PURPOSE = "mail", "mail-account"
"""Name of the account's row, and what its password is sealed for."""
LetterKind = Literal["invoice", "receipt", "reminder", "test"]
LetterState = Literal["new", "sent", "accepted", "refused", "unknown", "dropped"]
"""``sent``: on its way, no answer yet. ``accepted``: the mail server has it. ``refused``: it will
not have it, a person must look. ``unknown``: it may have arrived. ``dropped``: nobody wants it sent
any more."""
Security = Literal["starttls", "tls"]
PORTS: dict[Security, int] = {"starttls": 587, "tls": 465}
ReceiptBy = Literal["", "paper", "email"]
"""How a client wants receipts; empty: nobody has asked yet."""
PROBLEMS: dict[str, Msg] = {
    "sign_in": T("The mail server does not accept the name or the password."),
    "sender": T("The mail server does not let this address send."),
    "tls": T("The mail server cannot prove who it is. Check its name and the clock of this desk."),
    "plain": T("The mail server offers no encryption, so nothing is sent to it."),
    "key": T("The password can no longer be read. Type it once more."),
    "answer": T("This does not answer like a mail server. Check its name and port."),
}
"""What stops all letters until somebody does something; keys of ``sync_account.problem``."""
PAPER_TOO = frozenset({"HU"})
"""Where the receipt in hand is the document: a letter comes besides, never instead."""
_LOCAL = re.compile(r"[^\s@<>()\[\]\\,;:\"\x00-\x20\x7f]+")
_DOMAIN = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
LONGEST_LOCAL = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class MailAccount:
    """How letters leave. ``sender``: the address that they come from, ``reply_to``: where answers
    go, empty for the same. ``receipt_pdf``: a receipt is attached as PDF besides standing in the
    text. The password is never part of it once it is kept."""

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    sender: str = ""
    reply_to: str = ""
    receipt_pdf: bool = True

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def load(cls, text: str) -> MailAccount:
        """ValueError when it is none."""
        try:
            return cls(**json.loads(text))
        except TypeError as error:
            raise ValueError("not an account") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter of the outbox. ``subject_id``: the invoice, sale or reminder that it is about.
    ``error``: what stood in the way, a kept sentence (see ``stored_message``). ``ready``: all that
    goes with it is there. Times: UTC ms; ``next_at``: not sent before."""

    id: Id
    message_id: str
    kind: LetterKind
    subject_id: Id
    client_id: Id | None
    address: str
    subject: str
    text: str
    state: LetterState
    error: str
    tries: int
    next_at: int
    created_at: int
    sent_at: int | None
    settled_at: int | None
    ready: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A file that goes with a letter: bytes of its own, or those of an invoice's file once it is
    made. ``file_kind`` ``text``: goes into the letter itself below its words."""

    name: str
    media_type: str
    file_kind: str
    invoice_id: Id | None = None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What a letter says."""

    subject: Text
    paragraphs: tuple[Text, ...]


def address_of(typed: str, field: str = "email") -> str:
    """An address as it is kept: one, bare, its domain in small letters. Refused for anything else:
    several, a name beside it, a blank or a line end within."""
    wrong = Refused(T("This is not an e-mail address."), field=field)
    local, sign, domain = entering.tidied(typed).strip("<>").rpartition("@")
    domain = domain.lower().rstrip(".")
    good = (
        sign
        and _LOCAL.fullmatch(local)
        and len(local.encode()) <= LONGEST_LOCAL
        and not local.startswith(".")
        and not local.endswith(".")
        and ".." not in local
        and _DOMAIN.fullmatch(domain)
        and len(f"{local}@{domain}".encode()) <= entering.EMAIL
    )
    if not good:
        raise wrong
    try:
        domain.encode("idna")
    except UnicodeError:
        raise wrong from None
    return f"{local}@{domain}"


def checked(account: MailAccount) -> MailAccount:
    """The account as it is kept. Refused, naming the field, for what cannot be right."""
    host = entering.tidied(account.host).lower().rstrip(".")
    if not _HOST.fullmatch(host) or ".." in host or len(host) > 253:
        raise Refused(T("This is not the name of a mail server."), field="host")
    if not 0 < account.port < 2**16:
        raise Refused(T("A port is a number up to 65535."), field="port")
    if account.security not in get_args(Security):
        raise Refused(T("Choose how it is encrypted."), field="security")
    user = entering.tidied(account.user)
    if user and not account.password:
        raise Refused(T("Enter the password."), field="password")
    return MailAccount(
        host=host,
        port=account.port,
        security=account.security,
        user=user,
        password=account.password if user else "",
        sender=address_of(account.sender, "sender"),
        reply_to=address_of(account.reply_to, "reply_to") if account.reply_to.strip() else "",
        receipt_pdf=account.receipt_pdf,
    )


def message_id(letter_id: Id, sender: str) -> str:
    """The one id that a letter has for ever, whatever is tried with it (RFC 5322, 3.6.4)."""
    domain = sender.rpartition("@")[2].encode("idna").decode("ascii")
    return f"<{letter_id.hex()}@{domain}>"


def one_line(text: str) -> str:
    """What may stand in a header: nothing that ends one."""
    return entering.tidied(text)


# -- what they say ----------------------------------------------------------------------------

_INVOICES: dict[str, tuple[Msg, Msg]] = {
    "invoice": (
        T("Invoice {number} · {salon}"),
        T("attached you find invoice {number} for {amount}."),
    ),
    "credit_note": (
        T("Credit note {number} · {salon}"),
        T("attached you find credit note {number} for {amount}."),
    ),
    "advance": (
        T("Invoice for an advance {number} · {salon}"),
        T("attached you find invoice {number} for an advance of {amount}."),
    ),
}
_GREETING = T("Good day,")
_THANKS = T("Thank you.")


def invoice_letter(
    kind: str, number: str, amount: Amount, due: Amount | None, due_on: date | None, salon: str
) -> Written:
    """``due``: what is still to pay; None for nothing."""
    subject, told = _INVOICES[kind]
    paragraphs: list[Text] = [_GREETING, told.of(number=number, amount=amount)]
    if due is not None and due.minor > 0 and due_on is not None:
        day = Day(due_on, "full")
        paragraphs.append(T("Please pay {amount} by {day}.", amount=due, day=day))
    elif kind != "credit_note":
        paragraphs.append(T("It is paid; nothing more is to be done."))
    return Written(subject.of(number=number, salon=salon), (*paragraphs, _THANKS))


def receipt_letter(number: str, salon: str) -> Written:
    """The receipt itself follows below."""
    subject = T("Receipt {number} · {salon}", number=number, salon=salon)
    return Written(subject, (_GREETING, T("thank you for your visit. This is your receipt.")))


def reminder_letter(number: str, amount: Amount, due_on: date, level: int, salon: str) -> Written:
    """``amount``: what is still open."""
    first = T("Reminder: invoice {number} · {salon}", number=number, salon=salon)
    again = T("Reminder {level}: invoice {number} · {salon}", level=level, number=number,
              salon=salon)  # fmt: skip
    told = T("invoice {number} was due on {day}; {amount} is still open.", number=number,
             day=Day(due_on, "full"), amount=amount)  # fmt: skip
    asked = T("Please pay it, or tell us if something is not right. If you have paid in the "
              "meantime, there is nothing more to do.")  # fmt: skip
    return Written(first if level <= 1 else again, (_GREETING, told, asked, _THANKS))


def trial_letter(salon: str) -> Written:
    """Sent by who sets mail up."""
    told = T("this letter shows that invoices and receipts can be sent by e-mail from here.")
    return Written(T("A test from {salon}", salon=salon), (_GREETING, told))


def signature(name: str, street: str, town: str, phone: str, email: str) -> tuple[str, ...]:
    """Who wrote it, in lines."""
    lines: Sequence[str] = (name, ", ".join(filter(None, (street, town))), phone, email)
    return tuple(filter(None, map(one_line, lines)))
