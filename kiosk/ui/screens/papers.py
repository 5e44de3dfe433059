"""Draws ``presenters.papers``."""

from kiosk.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Card, Chip, Gap, HBox, Ico, PultScreen, Txt, VBox, refill
from kiosk.ui.kit.sections import Section

__all__ = ["PapersScreen", "Section"]


class PaperCard(Card):
    """A print job and its ways on."""

    def __init__(self, act, **kwargs):
        super().__init__(auto=True, spacing=t.S12, **kwargs)
        self.key = ""
        self.icon = Ico(tone="ink2")
        self.title = Txt(kind="body", bold=True, data=True)
        self.about = Txt(kind="caption", tone="ink2")
        self.chip = Chip()
        self.why = Txt(kind="label", lines=0)
        self.words = VBox(auto=True, spacing=0)
        self.words.add_widget(self.title)
        self.words.add_widget(self.about)
        self.head = HBox(spacing=t.S16)
        for part in (self.icon, self.words, self.chip):
            self.head.add_widget(part)
        self.again = Btn(look="soft", icon="copy", size_hint_x=None, fit=True)
        self.again.bind(on_tap=lambda *_: act("again", self.key))
        self.drop = Btn(look="plain", icon="x", size_hint_x=None, fit=True)
        self.drop.bind(on_tap=lambda *_: act("drop", self.key))
        self.ways = HBox(spacing=t.S12)
        self.ways.add_widget(Gap())
        self.add_widget(self.head)

    def show(self, paper) -> None:
        self.key = paper.key
        self.icon.icon = paper.icon
        self.title.text, self.about.text = tr._(paper.title), tr._(paper.about)
        self.chip.text, self.chip.tone = tr._(paper.state), paper.tone
        self.why.text, self.why.tone = tr._(paper.why), paper.tone
        if self.why.text and self.why.parent is None:
            self.words.add_widget(self.why)
        elif not self.why.text and self.why.parent is not None:
            self.words.remove_widget(self.why)
        self.again.text = tr._(T("Print again as a copy"))
        self.drop.text = tr._(T("Do not print"))
        for button, wanted in ((self.drop, paper.drop), (self.again, paper.again)):
            if button.parent is not None:
                self.ways.remove_widget(button)
            if wanted:
                self.ways.add_widget(button)
        wanted = paper.drop or paper.again
        if wanted and self.ways.parent is None:
            self.add_widget(self.ways)
        elif not wanted and self.ways.parent is not None:
            self.remove_widget(self.ways)


class PapersScreen(PultScreen):
    """Cards are kept and filled anew: the list is looked at every second."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        tr.bind(_=self._fill)
        self._fill()

    def on_state(self, *_) -> None:
        self._fill()

    def _fill(self, *_) -> None:
        if "papers" in self.ids and self.state is not None:
            refill(
                self.ids.papers,
                self.state.papers,
                lambda: PaperCard(self.act),
                lambda card, paper: card.show(paper),
            )
