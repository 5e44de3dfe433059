"""Without a booking."""

from __future__ import annotations

from kivy.clock import Clock

from kiosk.ui.kit import PultScreen


class WalkinScreen(PultScreen):
    """One field, with the keyboard already up."""

    def shown(self) -> None:
        super().shown()
        # A frame later: the screen is put into the window after this call.
        Clock.schedule_once(self._focus)

    def _focus(self, *_):
        if self.get_root_window() is not None:
            self.ids.name.focus = True
