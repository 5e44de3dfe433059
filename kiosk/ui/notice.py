"""A window with one message, for when the data cannot be used and there is no salon to show."""

from __future__ import annotations

from kivy.app import App
from kivy.core.window import Window
from kivy.lang import Builder

import kiosk.ui.kit  # noqa: F401 - makes the kit known to kv
from kiosk.salon.domain.text import Msg, T
from kiosk.ui import tokens as t
from kiosk.ui.i18n import tr

RULES = """
#:import t kiosk.ui.tokens
CustomerPage:
    tone: "bad"
    Gap:
    Ico:
        icon: "alert-triangle"
        side: t.ICON_HUGE
        tone: "bad"
        pos_hint: {"center_x": 0.5}
    Txt:
        kind: "h1"
        bold: True
        lines: 0
        halign: "center"
        text: app.words
    Txt:
        kind: "body"
        tone: "ink2"
        lines: 0
        halign: "center"
        text: app.advice
    Gap:
"""


class NoticeApp(App):
    """Shows its message until the window is closed."""

    title = "Pult"

    def __init__(self, message: Msg) -> None:
        super().__init__()
        self.words = tr._(message)
        self.advice = tr._(T("Your data has not been changed. Call your technician."))

    def build(self):
        Window.clearcolor = t.BG
        return Builder.load_string(RULES)

    def open_settings(self, *_) -> bool:
        return False


def show(message: Msg, language: str = "en") -> None:
    """Blocks until the window is closed. ``kiosk.ui.window.prepare`` must have been called."""
    tr.speak(language)
    NoticeApp(message).run()
