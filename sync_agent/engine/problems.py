"""What can go wrong on the way to a remote, classed by what the engine can do about it.

``message``: what people read instead of the general sentence, from a remote that has a name and
words of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

from kiosk.salon.domain.errors import NeedsPerson, PultError, TryAgain
from kiosk.salon.domain.text import Msg, T


class Offline(TryAgain):
    """There is no way to the remote. Nothing was executed. Not worth a word to anybody."""

    def __init__(self, **facts: object) -> None:
        super().__init__(T("No connection. Everything is kept and sent later."), **facts)


class Later(TryAgain):
    """The remote refuses for the moment (quota, maintenance). Nothing was executed.

    ``seconds``: not before; 0 when it does not say. ``whole``: the whole account is refused for
    longer, not one kind of request for a minute.
    """

    def __init__(self, seconds: float = 0, *, whole: bool = False, **facts: object) -> None:
        super().__init__(T("The service asks us to wait. It goes on by itself."), **facts)
        self.seconds, self.whole = seconds, whole


class Unknown(TryAgain):
    """The request may have been executed or not: the answer was lost or made no sense."""

    def __init__(self, **facts: object) -> None:
        super().__init__(T("The connection broke. It goes on by itself."), **facts)


class MadeUnheard(Unknown):
    """The answer to making the place of our things was lost, and nothing there tells whether it
    was made: the next run makes another one of this ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name


class SignInAgain(NeedsPerson):
    """The account does not let us in any more, or nobody is signed in."""

    def __init__(self, message: Msg | None = None, **facts: object) -> None:
        general = T("Sign in again. Everything here goes on working.")
        super().__init__(message or general, **facts)


class FeedExpired(PultError):
    """The token is too old: read everything."""

    def __init__(self, **facts: object) -> None:
        super().__init__(T("The list is read anew."), **facts)


class ScopeGone(PultError):
    """The place of our things there (a label, a calendar) disappeared in the middle of a run; the
    next run makes a new one."""

    def __init__(self, message: Msg | None = None, **facts: object) -> None:
        super().__init__(message or T("The list there was deleted. It is made anew."), **facts)


class Rejected(PultError):
    """A batch was refused for what stands in it; nothing of it was executed.

    ``items``: index in the batch and what is wrong, empty when the remote does not say which.
    """

    def __init__(
        self, why: str, items: Mapping[int, str] | None = None, message: Msg | None = None
    ) -> None:
        general = T("It is refused there: {why}", why=why)
        super().__init__(message or general, items=len(items or {}))
        self.why, self.items = why, dict(items or {})


class Question(NeedsPerson):
    """A person has to choose before the run can go on. ``kind``, ``about`` and ``detail`` are kept
    as a case (its ``key`` is ``about``, see ``kiosk.salon.store.sync.book``) until it is
    answered."""

    def __init__(self, kind: str, message: Msg, about: str = "", **detail: object) -> None:
        super().__init__(message)
        self.kind, self.about, self.detail = kind, about, detail


class Stopped(PultError):
    """The agent was told to stop; what is left is done at the next run."""

    def __init__(self) -> None:
        super().__init__(T("Stopped. It goes on where it was."))
