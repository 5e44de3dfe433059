"""Words on the screens: ``tr._(text)`` in kv and Python, re-evaluated when the language changes.

``text`` is an English msgid in quotes, or any ``kiosk.salon.domain.text.Text`` out of a view-state.
A plain ``str`` is looked up as a msgid and shown as it is when there is none: names are data.

Screens are kept when another one comes up. What is out of the window says its words in another
language when it comes back (:class:`Listener`), not at once: whoever chooses a language waits for
the words of the one screen that is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextlib import suppress
from pathlib import Path
from typing import Any
from weakref import WeakMethod
from zoneinfo import ZoneInfo

from kivy.event import EventDispatcher
from kivy.lang import global_idmap
from kivy.properties import ObjectProperty, StringProperty

from kiosk.salon.domain.text import Amount, Text
from kiosk.salon.language.speaker import Speaker, speaker


class Listener:
    """A screen: its parts hear of another language while it is in the window, else when it comes
    back. Stands before Kivy's class among the parents of a widget."""

    def __init__(self, **kwargs):
        self._unheard: dict[Hashable, Callable[[], object]] = {}
        super().__init__(**kwargs)
        self.fbind("parent", self._catch_up)

    def hear_later(self, key: Hashable, call: Callable[[], object]) -> None:
        """Has ``call`` made when the screen comes back; once for the same key."""
        self._unheard[key] = call

    def _catch_up(self, *_):
        if self.parent is None:
            return
        unheard, self._unheard = self._unheard, {}
        for call in unheard.values():
            # A part may have gone meanwhile.
            with suppress(ReferenceError):
                call()


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
        zone = zone or self._zone
        if self._speaker is not None and (language, zone) == (self.language, self._zone):
            return
        self._zone = zone
        self._speaker = chosen = speaker(language, ZoneInfo(zone), self.cache)

        def say(text: Text) -> str:
            return chosen.lookup(text) if isinstance(text, str) else chosen.say(text)

        self.language = language
        self._ = say

    def fbind(self, name, func, *args, **kwargs):
        """How kv binds a rule: with the property it sets and the names it knows, ``self`` among
        them, in one tuple."""
        if name != "_":
            return super().fbind(name, func, *args, **kwargs)
        names = args[0][4]
        return super().fbind(name, self._tell, lambda: _speaking(names), func, *args)

    def hear(self, method: Callable[..., object]) -> None:
        """Calls a widget's method when words are to be said anew; the widget is not held by it."""
        known = WeakMethod(method, lambda _: self.unbind_uid("_", uid))

        def call(*changed: Any) -> None:
            alive = known()
            if alive is not None:
                alive(*changed)

        uid = super().fbind("_", self._tell, lambda: getattr(known(), "__self__", None), call)

    def _tell(self, owner: Callable[[], Any], func: Callable[..., object], *args: Any) -> None:
        try:
            screen = _resting(owner())
        except ReferenceError:
            return
        if screen is None:
            func(*args)
        else:
            # The last two are this dispatcher and the words: other ones the next time.
            screen.hear_later((func, *map(id, args[:-2])), lambda: func(*args))

    def bare(self, amount: Text) -> str:
        """A sum without its currency's sign, for columns of figures."""
        if self._speaker is not None and isinstance(amount, Amount):
            return self._speaker.bare(amount)
        return str(self._(amount))


def _speaking(names: dict[str, Any]) -> Any:
    """The widget of a rule; ReferenceError when it is gone, or what its rule is about: parts that
    stood outside the tree of their screen outlive it until somebody collects them."""
    return names["root"].__self__ and names["self"]


def _resting(widget: Any) -> Listener | None:
    """The screen out of the window that a widget is part of, if so; ReferenceError when it is
    gone."""
    while widget is not None and widget.parent is not None and widget.parent is not widget:
        widget = widget.parent
    here = getattr(widget, "__self__", widget)
    return here if isinstance(here, Listener) else None


tr = Translator()
global_idmap["tr"] = tr
