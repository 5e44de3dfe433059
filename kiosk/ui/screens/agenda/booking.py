"""A booking: one list at a time for who, what and when, and beside it what is chosen so far."""

from __future__ import annotations

from kivy.properties import StringProperty

from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr
from kiosk.ui.kit import Chip, DrawnScreen, HBox, IconBtn, Stack, Txt, arrange, refill
from kiosk.ui.kit.base import usual


@usual(spacing=t.S4, size_hint_y=None)
class ChosenView(HBox):
    """A chosen service, and how often: one more, one less. ``key``: which."""

    key = StringProperty("")

    __events__ = ("on_more", "on_less")

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.title = Txt(kind="body", data=True)
        self.about = Txt(kind="caption", tone="ink2", data=True)
        self.times = Txt(kind="body", bold=True, halign="center", size_hint_x=None, width=t.S24)
        self.less = IconBtn(icon="minus", look="ghost")
        self.more = IconBtn(icon="plus", look="ghost")
        self.less.bind(on_tap=lambda *_: self.dispatch("on_less"))
        self.more.bind(on_tap=lambda *_: self.dispatch("on_more"))
        text = Stack(spacing=0)
        text.add(self.title, self.about)
        self.add(text, self.less, self.times, self.more)

    def on_more(self) -> None:
        """Once more."""

    def on_less(self) -> None:
        """Once less."""

    def show(self, line) -> None:
        self.key, self.title.text, self.about.text = line.key, line.name, tr._(line.detail)
        self.times.text = str(line.times)
        self.less.icon = "minus" if line.times > 1 else "x"
        self.less.hint = tr._("Once less") if line.times > 1 else tr._("Take off")
        self.more.hint = tr._("Once more")


class BookingScreen(DrawnScreen):
    """Draws a ``BookingState``."""

    stylist_name = StringProperty("")

    def shown(self) -> None:
        super().shown()
        # A new booking begins with somebody's name, so the keyboard comes up by itself.
        self.parts.who.focus = self.state.part == "who" and not self.state.name

    def draw(self, state) -> None:
        parts = self.parts
        names = dict(state.stylists)
        self.stylist_name = tr._(names.get(state.stylist, "")) if state.stylist else ""
        arrange(parts.who_tools, [parts.who, *([parts.block] if state.may_block else [])])
        tools = parts.who_tools if state.part == "who" else getattr(parts, state.part)
        arrange(parts.tools, [tools])
        below = {"when": parts.times, "note": parts.known}.get(state.part, parts.list)
        arrange(parts.main, [parts.tools, below])
        if state.part != "who":
            parts.who.focus = False
        if state.part != "note":
            parts.note.focus = False
        # Beside the keyboard of a low panel there is no room for what is chosen so far.
        summary = self.wide or state.part not in ("who", "note")
        self.aside = (t.W_PANEL if self.wide else t.W_SIDE) if summary else 0
        arrange(parts.body, [parts.main, *([parts.summary] if summary else [])])
        refill(parts.chips, state.chips, Chip)
        refill(parts.chosen.column, state.chosen, self._line)
        wanted = (
            (parts.who_name, True),
            (parts.phone, bool(state.phone) and self.wide),
            (parts.chips, bool(state.chips)),
            (parts.client_note, bool(state.client_note)),
            (parts.hair, True),
            (parts.at, True),
            (parts.warning, bool(state.warning)),
            (parts.chosen, True),
            (parts.rooms, bool(state.rooms)),
            (parts.sums, True),
            (parts.here, state.may_be_here),
            (parts.save, True),
        )
        arrange(parts.summary, [part for part, shown in wanted if shown])

    def _line(self):
        line = ChosenView()
        line.bind(
            on_more=lambda source: self.act("once_more", source.key),
            on_less=lambda source: self.act("once_less", source.key),
        )
        return line
