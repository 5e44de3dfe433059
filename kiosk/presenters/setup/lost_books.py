"""The salon's data are gone: how they come back, and beginning anew with the words of the key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Limits, Presenter
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LostBooksState:
    """``words``: of the salon's key, as typed."""

    languages: tuple[tuple[str, Text], ...] = ()
    language: str = ""
    words: str = ""
    error: Text = ""
    ready: bool = False


class LostBooks(Presenter[LostBooksState, None]):
    name = "lost_books"
    secret = True
    limits = Limits()
    blank = LostBooksState()

    def enter(self, _: None = None) -> None:
        languages = tuple(LANGUAGES.items())
        self.show(LostBooksState(languages=languages, language=self.host.language or "en"))

    def pick(self, language: str) -> None:
        """The salon's language is not known here."""
        self.host.set_language(language)
        self.show(replace(self.state, language=language))

    def type(self, words: str) -> None:
        """The words of the key."""
        self.show(replace(self.state, words=words, error="", ready=bool(words.strip())))

    def begin(self) -> None:
        """From nothing: the set-up comes next."""
        self.services.books.start_anew(self.state.words)
        self.hardware.sound("ok")
        self.host.home()

    def scan(self, code: str) -> bool:
        """The QR code of the key says the same as its words."""
        self.type(code)
        self.begin()
        return True

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        self.show(replace(self.state, error=error.message))
