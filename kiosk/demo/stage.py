"""What a played morning is played with: a finger, a reader, a scanner, a camera."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from drivers import simulated
from kiosk.demo.album import Album
from kiosk.demo.display import Display
from kiosk.demo.touches import Hand, NotThere
from kiosk.salon.domain.text import Text
from kiosk.salon.home import Home
from kiosk.salon.language.speaker import Speaker

SETTLE_SECONDS = 0.2
"""A touch needs so long at most to be seen on the screen."""
STILL_SECONDS = 0.08
"""Two pictures this far apart that are the same: nothing moves any more."""
MOST_SECONDS = 1.2
PAPER_SECONDS = 15.0
RETRY_SECONDS = 0.2


class Stage:
    def __init__(
        self, home: Home, display: Display, hand: Hand, album: Album, words: Sequence[Speaker]
    ) -> None:
        self.hand = hand
        self._home, self._display, self._album, self._words = home, display, album, words
        self._papers: set[Path] = set()

    def tap(self, text: Text, *, icon: str = "") -> None:
        """Touches what carries this text, in whatever language the screen speaks to this person."""
        self.hand.tap(*self.said(text), icon=icon)

    def said(self, text: Text) -> list[str]:
        """The text in every language."""
        return list(dict.fromkeys(words.say(text) for words in self._words))

    def card(self, number: str, *, proven: bool = False) -> None:
        """Holds a card to the reader; ``proven``: one that shows that it is no copy."""
        self._feed("prove" if proven else "tap", number)

    def scan(self, code: str) -> None:
        """Holds a code to the scanner."""
        self._feed("scan", code)

    def _feed(self, event: str, value: str) -> None:
        end = time.monotonic() + PAPER_SECONDS
        while True:
            try:
                simulated.send(self._home.socket, event, value)
            except OSError:
                # The devices start after the first frame; a person would simply hold it again.
                if time.monotonic() > end:
                    raise
                time.sleep(RETRY_SECONDS)
            else:
                return

    def picture(self, title: str) -> None:
        """Takes a picture of the screen as soon as it stands still."""
        time.sleep(SETTLE_SECONDS)
        end = time.monotonic() + MOST_SECONDS
        before = self._display.picture()
        while time.monotonic() < end:
            time.sleep(STILL_SECONDS)
            now = self._display.picture()
            if now.tobytes() == before.tobytes():
                break
            before = now
        self._album.screen(before, title)

    def paper(self, title: str) -> None:
        """Waits for the next printed paper and adds its picture."""
        end = time.monotonic() + PAPER_SECONDS
        while time.monotonic() < end:
            # The bytes are written last: once they are there, the picture is whole. What only
            # opens the drawer has none.
            files = (*self._home.paper.glob("*.bin"), *self._home.paper.glob("*.zpl"))
            there = {path for path in files if path.with_suffix(".png").exists()}
            if fresh := there - self._papers:
                newest = max(fresh, key=lambda path: path.stat().st_mtime_ns)
                self._papers |= fresh
                self._album.paper(newest.with_suffix(".png"), title)
                return
            time.sleep(STILL_SECONDS)
        raise NotThere(f"no paper: {title}")
