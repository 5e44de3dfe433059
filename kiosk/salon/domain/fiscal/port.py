"""What a fiscal office is told of a document, and what came of it: one port for all countries.

A country's pure module beside this one makes the message offline, inside the document's own
transaction: from then on it is frozen. A submitter of the agent sends it, strictly in order within
a queue; a lost answer leaves it *unknown*, and the same message goes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id

FiscalKind = Literal[
    "sale", "void", "return", "book", "premise", "premise_closed",
    "invoice", "credit_note", "advance",
]  # fmt: skip
FiscalState = Literal["new", "sent", "accepted", "refused", "unknown", "set_aside"]
"""``sent``: on its way, no answer yet. ``refused``: a person must do something, everything behind
it in the queue waits. ``unknown``: it may have arrived. ``set_aside``: a person let the queue go on
without it."""
WAITING: tuple[FiscalState, ...] = ("new", "sent", "refused", "unknown")


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is frozen of a message when its document is written. ``queue``: messages of one queue
    are sent one after the other (a device of a premise); ``number``: what the office calls the
    document, as it stands on paper; ``payload``: its content byte for byte, without the late flag;
    ``local_text``: what was signed here, ``local_code``: what came of it and is printed (FURS:
    ZOI), ``qr``: what the printed code says; each empty where a country has none. ``deadline``: UTC
    ms until which it must be there. ``message_id``: the same in every repetition. ``operation``:
    what the office is asked to do with it, where it has to be told so beside the content."""

    provider: str
    queue: str
    kind: FiscalKind
    subject_id: Id
    number: str
    payload: bytes
    message_id: str
    deadline: int
    local_text: str = ""
    local_code: str = ""
    qr: str = ""
    test: bool = False
    operation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FiscalItem:
    """A message of the queue. ``code``: the office's own for an accepted one (FURS: EOR, NAV: its
    transaction id); ``answer``: warnings and whatever else it said, for people; ``late``: sent as
    one whose paper went out without the code; ``printed_without``: that it did; ``envelope``: the
    bytes that were sent, signature and all, kept to be sent again. Times: UTC ms."""

    id: Id
    provider: str
    queue: str
    seq: int
    kind: FiscalKind
    subject_id: Id
    number: str
    payload: bytes
    local_text: str
    local_code: str
    qr: str
    message_id: str
    test: bool
    operation: str
    made_at: int
    deadline: int
    printed_without: bool
    state: FiscalState
    code: str
    answer: str
    error_code: str
    error_text: str
    late: bool
    envelope: bytes | None
    tries: int
    next_at: int
    sent_at: int | None
    settled_at: int | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The office has it."""

    code: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Denied:
    """The office answered that it will not have it. ``again``: it may later, as it is (a fault of
    its own, too many requests); otherwise a person must look."""

    code: str
    text: str
    again: bool = False
    after_seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class NotSent:
    """It has certainly not arrived: no connection, no certificate."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the same bytes go again. ``code``: why nobody knows, where that can be
    told."""

    text: str
    code: str = ""


Outcome = Accepted | Denied | NotSent | Unknown
