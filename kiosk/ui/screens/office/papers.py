"""Draws ``kiosk.presenters.office.papers``."""

from kiosk.salon.domain.text import T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Btn, Chip, DrawnScreen, Gap, HBox, Txt, arrange, place, refill
from kiosk.ui.kit.sections import Entry


class PaperCard(Entry):
    """A print job and its ways on."""

    def __init__(self, act, **kwargs):
        super().__init__(**kwargs)
        self.chip = Chip()
        self.why = Txt(kind="label", lines=0)
        self.head.add_widget(self.chip)
        self.again = Btn(look="soft", icon="copy", fit=True)
        self.again.bind(on_tap=lambda *_: act("again", self.key))
        self.drop = Btn(look="plain", icon="x", fit=True)
        self.drop.bind(on_tap=lambda *_: act("drop", self.key))
        self.ways = HBox(spacing=t.S12)
        self.gap = Gap()

    def show(self, paper) -> None:
        self.name(paper)
        self.chip.text, self.chip.tone = tr._(paper.state), paper.tone
        self.why.text, self.why.tone = tr._(paper.why), paper.tone
        place(self.words, self.why, self.why.text)
        self.again.text = tr._(paper.again)
        self.drop.text = tr._(T("Do not print"))
        ways = ((self.gap, True), (self.drop, paper.drop), (self.again, paper.again))
        arrange(self.ways, [part for part, wanted in ways if wanted])
        place(self, self.ways, paper.drop or paper.again)


class PapersScreen(DrawnScreen):
    """Cards are kept and filled anew: the list is looked at every second."""

    def draw(self, state) -> None:
        refill(self.parts.papers, state.papers, lambda: PaperCard(self.act))
