"""Letters that wait for the mail server, those that a person has to decide about, and the last
that left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.salon.domain import stored_message
from kiosk.salon.domain.mail import Letter, LetterKind, LetterState
from kiosk.salon.domain.text import Msg, N, T, Text, TimeOfDay, side_by_side
from kiosk.salon.services.mail import problem_words

MOST_SHOWN, MOST_SENT = 40, 12
ICONS: dict[LetterKind, str] = {
    "invoice": "invoice",
    "receipt": "receipt",
    "reminder": "alert-triangle",
    "test": "check",
}
STATES: dict[LetterState, tuple[Msg, str]] = {
    "new": (T("Waits"), "warn"),
    "sent": (T("Being sent"), "info"),
    "refused": (T("Not taken"), "bad"),
    "unknown": (T("Perhaps arrived"), "bad"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterView:
    """A letter with its ways on: each is what its button says, empty where there is none.
    ``arrived``: it need not be sent again. ``why``: what stood in the way at the last attempt."""

    key: str
    title: Text
    about: Text
    state: Text
    tone: str
    icon: str
    again: Text = ""
    arrived: Text = ""
    drop: Text = ""
    why: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LettersState:
    """``problem``: what stops all letters. ``account``: who sends, a row to be touched. ``ready``:
    there is an account. ``more``: how many letters are not among those shown."""

    account: tuple[Row, ...] = ()
    ready: bool = False
    problem: Text = ""
    letters: tuple[LetterView, ...] = ()
    sent: tuple[Row, ...] = ()
    more: Text = ""


class Letters(Presenter[LettersState, None]):
    name = "letters"
    blank = LettersState()

    def enter(self, _: None = None) -> None:
        self._load()

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def tick(self) -> None:
        self._load()

    def _load(self) -> None:
        mail = self.services.mail
        account, problem = mail.account(), mail.problem()
        rows: tuple[Row, ...] = ()
        if account is not None:
            chip = T("Stopped") if problem else T("Works") if mail.works() else T("Not tried yet")
            tone = "bad" if problem else "ok" if mail.works() else "info"
            server = f"{account.host}:{account.port}"
            rows = (Row("account", account.sender, server, icon="mail", tone=tone, chip=chip),)
        waiting = mail.open_letters(MOST_SHOWN)
        hidden = mail.open_count() - len(waiting) if len(waiting) == MOST_SHOWN else 0
        self.show(
            LettersState(
                account=rows,
                ready=account is not None or bool(problem),
                problem=problem_words(problem) if problem else "",
                letters=tuple(map(_view, waiting)),
                sent=tuple(map(_row, mail.latest_sent(MOST_SENT))),
                more=N("and {n} more to send", "and {n} more to send", hidden) if hidden else "",
            )
        )

    def account(self, _: str = "") -> None:
        """Who sends, and with which server."""
        require_manager(self)
        self.host.go("mail_form")

    def try_now(self) -> None:
        """What stopped all letters is put right, somebody says."""
        self.services.mail.try_now(self.by)
        self._load()

    def again(self, key: str) -> None:
        """Sends it once more, or at once."""
        self._do(lambda: self.services.mail.again(bytes.fromhex(key), self.by))

    def arrived(self, key: str) -> None:
        """Who gets it has it, or it is as good as certain."""
        self._do(lambda: self.services.mail.arrived(bytes.fromhex(key), self.by))

    def drop(self, key: str) -> None:
        """Nobody needs it any more."""
        self._do(lambda: self.services.mail.drop(bytes.fromhex(key), self.by))

    def _do(self, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            self._load()


def _view(letter: Letter) -> LetterView:
    words, tone = STATES.get(letter.state, STATES["new"])
    waits, unknown = letter.state == "new", letter.state == "unknown"
    if waits and not letter.ready:
        words = T("Waits for its file")
    return LetterView(
        key=letter.id.hex(),
        title=letter.subject,
        about=side_by_side([letter.address, TimeOfDay(letter.created_at)]),
        state=words,
        tone=tone if not waits or letter.error else "info",
        icon=ICONS[letter.kind],
        again=T("Send again")
        if unknown or letter.state == "refused"
        else (T("Send now") if waits and letter.error else ""),
        arrived=T("It arrived") if unknown else "",
        drop="" if letter.state == "sent" else T("Do not send"),
        why=stored_message.load(letter.error) if letter.error else "",
    )


def _row(letter: Letter) -> Row:
    at = TimeOfDay(letter.settled_at or letter.created_at)
    return Row(letter.id.hex(), letter.subject, letter.address, right=at, icon=ICONS[letter.kind])
