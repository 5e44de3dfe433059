"""What can go wrong, classed by what the caller can do about it.

Every error carries a ``message``: a :class:`kiosk.salon.domain.text.Text` that the screen shows in
the reader's language. ``facts`` are for the log and for tests; they never hold a person's data.
"""

from __future__ import annotations

from typing import TypeVar

from kiosk.salon.domain.text import Msg, T

Thing = TypeVar("Thing")


class PultError(Exception):
    """Base of all errors of ours."""

    def __init__(self, message: Msg, **facts: object) -> None:
        super().__init__(message.key)
        self.message = message
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        text = self.message.plain()
        return f"{text} ({told})" if told else text


class Refused(PultError):
    """The input or the request breaks a rule: say why, let the person correct it. ``field``: the
    one value that is wrong, by the name it has in a form; empty for what concerns the whole."""

    def __init__(self, message: Msg, *, field: str = "", **facts: object) -> None:
        super().__init__(message, **facts)
        self.field = field


class NeedsApproval(Refused):
    """It may be done, if somebody approves it. ``right``: which one (a key of
    :data:`kiosk.salon.domain.rights.RIGHTS`) whoever approves needs, empty where only managers
    may. ``second``: it has to be somebody else than who wants it."""

    def __init__(
        self,
        message: Msg,
        *,
        right: str = "",
        second: bool = False,
        field: str = "",
        **facts: object,
    ) -> None:
        super().__init__(message, field=field, **facts)
        self.right = right
        self.second = second


class NotFound(Refused):
    """What was named does not exist (any more)."""


def existing(thing: Thing | None, otherwise: Msg) -> Thing:
    """What was looked for; NotFound, saying ``otherwise``, when it is not there."""
    if thing is None:
        raise NotFound(otherwise)
    return thing


class Stale(PultError):
    """Somebody else was faster: reload and look again. Nothing was written."""


class TryAgain(PultError):
    """Busy for the moment; the same request may succeed shortly. Nothing was written."""


class NeedsPerson(PultError):
    """No retry helps: disk full, database damaged, newer database. Selling must stop loudly."""


class DiskFull(NeedsPerson):
    """There is no room to write. Nothing of the attempted change was stored."""

    def __init__(self, **facts: object) -> None:
        super().__init__(
            T("The disk is full. Nothing was lost, but nothing new can be saved. Free some space."),
            **facts,
        )


class Damaged(NeedsPerson):
    """The database file cannot be read as a database."""

    def __init__(self, **facts: object) -> None:
        super().__init__(
            T("The database is damaged. Stop selling, leave the box as it is and call for help."),
            **facts,
        )


class DataMissing(NeedsPerson):
    """There is no database although entries were made in one."""


class Busy(TryAgain):
    """Another process held the write lock for too long."""

    def __init__(self, **facts: object) -> None:
        super().__init__(T("The database is busy. Nothing was saved; please try again."), **facts)
