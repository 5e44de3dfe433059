"""Draws ``kiosk.presenters.mail.letters``."""

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, DrawnScreen, Gap, HBox, Txt, arrange, place, refill
from kiosk.ui.kit.sections import Entry


class LetterCard(Entry):
    """A letter and its ways on."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.chip = Chip()
        self.why = Txt(kind="label", lines=0)
        self.head.add_widget(self.chip)
        self.buttons = {}
        for name, look, icon in (
            ("drop", "plain", "x"),
            ("arrived", "plain", "check"),
            ("again", "soft", "mail"),
        ):
            button = Btn(look=look, icon=icon, fit=True)
            button.bind(on_tap=lambda *_, name=name: act(name, self.key))
            self.buttons[name] = button
        self.ways = HBox(spacing=t.S12)
        self.gap = Gap()

    def show(self, letter) -> None:
        self.name(letter)
        self.chip.text, self.chip.tone = tr._(letter.state), letter.tone
        self.why.text, self.why.tone = tr._(letter.why), letter.tone
        place(self.words, self.why, self.why.text)
        for name, button in self.buttons.items():
            button.text = tr._(getattr(letter, name))
        wanted = [button for button in self.buttons.values() if button.text]
        arrange(self.ways, [self.gap, *wanted])
        place(self, self.ways, wanted)


class LettersScreen(DrawnScreen):
    """Cards are kept and filled anew: the list is looked at every second."""

    def draw(self, state) -> None:
        refill(self.parts.letters, state.letters, lambda: LetterCard(self.act))
