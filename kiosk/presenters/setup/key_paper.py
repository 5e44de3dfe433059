"""The salon's key on paper: printed, or written down from the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import KeyPaperArgs
from kiosk.salon.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPaperState:
    """``words``: of the key, with their numbers, while they are shown. ``printer``: whether one is
    there. ``printing``: under way; ``printed``: it came out. ``wrong``: why it did not.
    ``set_up``: a part of the set-up."""

    words: tuple[str, ...] = ()
    printer: bool = False
    printing: bool = False
    printed: bool = False
    wrong: Text = ""
    set_up: bool = False


class KeyPaper(Presenter[KeyPaperState, KeyPaperArgs]):
    name = "key_paper"
    secret = True
    blank = KeyPaperState()

    def enter(self, args: KeyPaperArgs) -> None:
        require_manager(self)
        self.show(KeyPaperState(printer=self._printer(), set_up=args.set_up))
        if not self.state.printer:
            self.show_words()

    def tick(self) -> None:
        self.show(replace(self.state, printer=self._printer()))

    def print(self) -> None:
        by = require_manager(self)
        self.show(replace(self.state, printing=True, wrong="", words=()))
        self.hardware.print_key(by.id, self._came_out)

    def _came_out(self, wrong: Text) -> None:
        if self.state.printing:
            self.show(replace(self.state, printing=False, printed=not wrong, wrong=wrong))

    def show_words(self) -> None:
        """Large, to be written down."""
        by = require_manager(self)
        words = self.services.first_steps.key_words(by.id)
        numbered = tuple(f"{place} {word}" for place, word in enumerate(words, 1))
        self.show(replace(self.state, words=numbered, wrong=""))

    def written(self) -> None:
        """Somebody says that they are on paper."""
        by = require_manager(self)
        self.services.first_steps.key_written(by.id)
        self.next()

    def next(self) -> None:
        """On; the list of first steps offers it again if it is not done."""
        self.host.back()

    def _printer(self) -> bool:
        return any(device.kind == "receipt" and device.ok for device in self.hardware.devices)
