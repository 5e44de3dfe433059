"""Draws ``kiosk.presenters.clients.cards``."""

from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, DrawnScreen, Txt, place, refill
from kiosk.ui.kit.sections import Entry


class CardPart(Entry):
    """A card, its state, and the buttons that turn it and print it again."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.why = Txt(kind="label", tone="warn", lines=0)
        self.chip = Chip()
        self.blocks = False
        self.turn = Btn(fit=True)
        self.turn.bind(on_tap=lambda *_: act("block" if self.blocks else "unblock", self.key))
        self.again = Btn(fit=True, look="plain", icon="printer")
        self.again.bind(on_tap=lambda *_: act("print_again", self.key))
        self.head.add_widget(self.chip)

    def show(self, card) -> None:
        self.name(card)
        self.blocks = card.blocks
        self.chip.text, self.chip.tone = tr._(card.state), card.tone
        self.why.text = tr._(card.why)
        self.again.text = tr._("Print again")
        self.turn.text = tr._(card.turn)
        self.turn.look = "plain" if card.blocks else "soft"
        self.turn.icon = "lock" if card.blocks else "unlock"
        place(self.words, self.about, self.about.text)
        place(self.words, self.why, self.why.text)
        place(self.head, self.turn, self.turn.text)
        # Left of the other, so that those stand below each other.
        place(self.head, self.again, card.prints, 1 if self.turn.text else 0)


class CardsScreen(DrawnScreen):
    """See the rule in cards.kv."""

    def draw(self, state) -> None:
        refill(self.parts.cards, state.cards, lambda: CardPart(self.act))
        # Where no card works there is none to lose.
        place(self.parts.sheet.bar, self.parts.lose, state.can_lose)
