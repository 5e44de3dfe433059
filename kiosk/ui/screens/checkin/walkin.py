"""Without a booking."""

from __future__ import annotations

from kivy.clock import Clock

from kiosk.ui import tokens as t
from kiosk.ui.kit import PultScreen


class WalkinScreen(PultScreen):
    """One field, with the keyboard already up."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.ids.name.input.font_size = t.font("cbody")
        self.ids.name.below.kind = "title"

    def shown(self) -> None:
        super().shown()
        # A frame later: the screen is put into the window after this call.
        Clock.schedule_once(self._focus)

    def _focus(self, *_):
        if self.get_root_window() is not None:
            self.ids.name.focus = True
