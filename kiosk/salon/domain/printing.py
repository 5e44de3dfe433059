"""Papers that wait for a printer, and those that came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kiosk.salon.domain.ids import Id

JobKind = Literal["receipt", "label", "slip", "card", "timesheet", "cash", "x", "z", "page"]
DRAWER_ALONE = "drawer"
"""What a receipt's job is about that only opens the drawer: the receipt leaves by e-mail."""
JobState = Literal["waiting", "sending", "printed", "unsure", "failed", "dropped", "erased"]


@dataclass(frozen=True, slots=True)
class PrintJob:
    """``subject_id``: the sale, product, appointment, card, member of staff, cash movement, till
    session (``x``), closing (``z``), invoice or reminder (``page``); ``about``: what of it: the
    month of a timesheet (its first day in ISO form), who looks at an ``x`` and who approved that,
    whether a page is a ``reminder``. The paper is composed from the database when it is printed.
    ``unsure``: sent, but nobody knows whether it came out. ``failed``: it could not be made,
    nothing came out. ``erased``: its person was; whatever is kept of it goes. ``created_at``: UTC
    ms. ``copy_number``: which copy of a receipt it is, 0 for none."""

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
    about: str = ""
    copy_number: int = 0
