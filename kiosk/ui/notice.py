"""The window when there is nothing to show but why: the data cannot be used.

It speaks the four languages at once by their catalogues, because the salon's language stands in
the database that could not be opened.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from kivy.app import App
from kivy.core.window import Window
from kivy.uix.anchorlayout import AnchorLayout
from kivy.uix.boxlayout import BoxLayout

import kiosk.ui.kit  # noqa: F401 - makes the kit known to kv
from kiosk.domain.text import Msg
from kiosk.language.speaker import Speaker
from kiosk.ui import tokens as t
from kiosk.ui.i18n import LANGUAGES
from kiosk.ui.kit.icons import Ico
from kiosk.ui.kit.text import Txt


class NoticeApp(App):
    """A page with one sentence, in each language."""

    title = "Pult"

    def __init__(self, message: Msg) -> None:
        super().__init__()
        self._message = message

    def build(self):
        Window.clearcolor = t.BG
        column = BoxLayout(
            orientation="vertical", spacing=t.S24, padding=t.S48, size_hint=(1, None)
        )
        column.bind(minimum_height=column.setter("height"))
        column.add_widget(Ico(icon="alert-triangle", tone="bad", side=t.ICON_CUSTOMER))
        for code, _ in LANGUAGES:
            words = Speaker(code, ZoneInfo("UTC")).say(self._message)
            line = Txt(text=words, kind="h2", lines=0)
            line.size_hint_y = None
            line.bind(texture_size=lambda widget, size: setattr(widget, "height", size[1]))
            column.add_widget(line)
        page = AnchorLayout()
        page.add_widget(column)
        return page

    def open_settings(self, *_):
        return False


def show(message: Msg) -> None:
    """Blocks until the window is closed."""
    NoticeApp(message).run()
