"""Which lines of a sale come back."""

from __future__ import annotations

from kivy.properties import ObjectProperty

from kiosk.ui.kit import DrawnScreen, Stack, refill


class BackLine(Stack):
    """A line of the sale: how many of it come back and where the goods go. ``line`` is a
    ``BackView``. Event ``on_line(intent, *args)``."""

    line = ObjectProperty(None, allownone=True)

    __events__ = ("on_line",)

    def show(self, line) -> None:
        self.line = line

    def on_line(self, intent: str, *args) -> None:
        """Something was tapped."""


class ReturnLinesScreen(DrawnScreen):
    """The lines at the left, the money and the reason at the right."""

    def draw(self, state) -> None:
        refill(self.parts.lines.column, state.lines, self._make_line)

    def _make_line(self):
        line = BackLine()
        line.bind(on_line=lambda source, intent, *args: self.act(intent, source.line.key, *args))
        return line
