"""Words on the screens: ``tr._(text)`` in kv and Python, re-evaluated when the language changes.

``text`` is an English msgid in quotes, or any ``kiosk.salon.domain.text.Text`` out of a view-state.
A plain ``str`` is looked up as a msgid and shown as it is when there is none: names are data.
"""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from kivy.event import EventDispatcher
from kivy.lang import global_idmap
from kivy.properties import ObjectProperty, StringProperty

from kiosk.salon.domain.text import Amount, Text
from kiosk.salon.language.speaker import Speaker, speaker


class Translator(EventDispatcher):
    """The ``tr`` of kv. Assigning ``_`` makes kv evaluate every text anew."""

    _ = ObjectProperty()
    language = StringProperty("en")
    cache: Path | None = None
    """Folder for compiled catalogues; without one, compiling them takes a tenth of a second."""

    def __init__(self) -> None:
        self._zone = "Europe/Prague"
        self._speaker: Speaker | None = None
        super().__init__(_=str)

    def speak(self, language: str, zone: str = "") -> None:
        """Changes the language (``cs``) of everything on screen, and the zone (``Europe/Prague``)
        times of day are told for."""
        self._zone = zone or self._zone
        self._speaker = chosen = speaker(language, ZoneInfo(self._zone), self.cache)

        def say(text: Text) -> str:
            return chosen.lookup(text) if isinstance(text, str) else chosen.say(text)

        self.language = language
        self._ = say

    def bare(self, amount: Text) -> str:
        """A sum without its currency's sign, for columns of figures."""
        if self._speaker is not None and isinstance(amount, Amount):
            return self._speaker.bare(amount)
        return str(self._(amount))


tr = Translator()
global_idmap["tr"] = tr
