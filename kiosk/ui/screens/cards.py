"""Draws ``presenters.cards``."""

from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, PultScreen, Txt, refill
from kiosk.ui.kit.sections import Entry

__all__ = ["CardsScreen"]


class CardPart(Entry):
    """A card, its state, and the button that turns it."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.why = Txt(kind="label", tone="warn", lines=0)
        self.chip = Chip()
        self.blocks = False
        self.turn = Btn(size_hint_x=None, fit=True)
        self.turn.bind(on_tap=lambda *_: act("block" if self.blocks else "unblock", self.key))
        self.head.add_widget(self.chip)

    def show(self, card) -> None:
        self.name(card)
        self.blocks = card.blocks
        self.chip.text, self.chip.tone = tr._(card.state), card.tone
        self.why.text = tr._(card.why)
        self.turn.text = tr._(card.turn)
        self.turn.look = "plain" if card.blocks else "soft"
        self.turn.icon = "lock" if card.blocks else "unlock"
        self.place(self.words, self.about, self.about.text)
        self.place(self.words, self.why, self.why.text)
        self.place(self.head, self.turn, self.turn.text)


class CardsScreen(PultScreen):
    """See the rule in cards.kv."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        tr.bind(_=self._fill)
        self._fill()

    def on_state(self, *_) -> None:
        self._fill()

    def _fill(self, *_) -> None:
        if "cards" in self.ids and self.state is not None:
            refill(
                self.ids.cards,
                self.state.cards,
                lambda: CardPart(self.act),
                lambda part, card: part.show(card),
            )
