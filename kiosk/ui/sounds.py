"""The three sounds. The only module that touches Kivy's audio (Kivy 3 changes it).

Sound is never the only sign: colour, icon and words say the same. So a machine without a sound
card is no fault, it is silent.
"""

from __future__ import annotations

from typing import Any

from kiosk.salon.assets import asset

NAMES = ("ok", "refuse", "attention")


class Sounds:
    """``volume``: percent; 0 loads nothing."""

    def __init__(self, volume: int = 70) -> None:
        self._volume = max(0, min(100, volume)) / 100
        self._loaded: dict[str, Any] | None = None
        self._tried: Sounds | None = None

    def set_volume(self, volume: int) -> None:
        """As loud as that from now on."""
        self._volume = max(0, min(100, volume)) / 100
        self._loaded = None

    def try_volume(self, volume: int) -> None:
        """One sound as loud as that."""
        self._tried = Sounds(volume)
        self._tried.play("ok")

    def load(self) -> None:
        """Reads the sounds; call it after the first frame, opening a sound card takes a while."""
        if self._loaded is not None:
            return
        self._loaded = {}
        if not self._volume:
            return
        from kivy.core.audio import SoundLoader

        for name in NAMES:
            sound = SoundLoader.load(str(asset(f"sounds/{name}.wav")))
            if sound is not None:
                sound.volume = self._volume
                self._loaded[name] = sound

    def play(self, name: str) -> None:
        """Plays a sound from its beginning; does nothing when there is no audio."""
        self.load()
        sound = (self._loaded or {}).get(name)
        if sound is not None:
            sound.stop()
            sound.play()
