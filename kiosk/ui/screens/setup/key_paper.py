"""Draws ``kiosk.presenters.setup.key_paper``."""

from kiosk.ui.kit import DrawnScreen, Txt, place, refill
from kiosk.ui.kit.base import usual


@usual(kind="h2", bold=True, data=True)
class Word(Txt):
    """A word of the key with its number."""

    def show(self, text) -> None:
        self.text = text


class KeyPaperScreen(DrawnScreen):
    """The words, and what may be done now."""

    def draw(self, state) -> None:
        parts = self.parts
        refill(parts.words, state.words, Word)
        left, words = not state.printed, bool(state.words)
        bar = parts.sheet.bar
        for part, wanted in (
            (parts.later, left and state.set_up),
            (parts.show, left and not words and not state.printing),
            (parts.print, left and not words and (state.printer or state.printing)),
            (parts.written, left and words),
            (parts.next, state.printed),
        ):
            place(bar, part, False)
            place(bar, part, wanted)
