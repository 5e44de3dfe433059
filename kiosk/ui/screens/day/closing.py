"""A closing in two columns: the money in the drawer, and what was done."""

from __future__ import annotations

from kiosk.salon.domain.till.figure_lines import VAT_HEADS
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import DrawnScreen, HBox, Money, Slip, Stack, Txt, arrange, place, refill
from kiosk.ui.kit.base import usual


class Figure(HBox):
    """What it is at the left, how much at the right."""

    def __init__(self, **kwargs):
        self.label = Txt(kind="label", lines=0)
        self.value = Money(kind="label", fit=True, bare=True, pos_hint={"top": 1})
        super().__init__(**kwargs)
        self.add(self.label, self.value)

    def show(self, line) -> None:
        self.label.text = tr._(line.label)
        self.value.bare = not line.strong
        self.value.amount = line.value
        self.padding = (t.S16 if line.part else 0, t.S4 if line.strong else 0, 0, 0)
        for part in (self.label, self.value):
            part.bold = line.strong
            part.tone = "ink2" if line.part else "ink"


class Rate(HBox):
    """A rate of VAT: net, VAT and gross."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.parts = [Txt(kind="label", halign="right") for _ in range(4)]
        self.parts[0].halign = "left"
        self.add(*self.parts)

    def show(self, row) -> None:
        self.say((tr._(row.rate), *(tr.bare(one) for one in (row.base, row.vat, row.gross))))

    def say(self, texts, tone="ink") -> None:
        for part, text in zip(self.parts, texts, strict=True):
            part.text, part.tone = text, tone


@usual(spacing=t.S4)
class Group(Slip):
    """Lines that belong together under their title."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.title = Txt(kind="title", bold=True)
        self.lines, self.rates = Stack(spacing=t.S4), Stack(spacing=t.S4)
        self.heads = Rate()
        self.add(self.title, self.lines)

    def show(self, group) -> None:
        self.title.text = tr._(group.title)
        refill(self.lines, group.lines, Figure)
        refill(self.rates, group.vat, Rate)
        self.heads.say([tr._(head) for head in VAT_HEADS], "ink2")
        place(self, self.lines, group.lines)
        place(self, self.heads, group.vat)
        place(self, self.rates, group.vat)


class ClosingScreen(DrawnScreen):
    def draw(self, state) -> None:
        parts = self.parts
        refill(parts.first, state.first, Group)
        refill(parts.second, state.second, Group)
        arrange(parts.body, [parts.noted, parts.columns] if state.note else [parts.columns])
        place(parts.sheet.bar, parts.correct, state.may_correct, 1)
