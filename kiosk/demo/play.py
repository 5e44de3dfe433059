"""Plays the morning on an X server of our own and checks what is left of it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kiosk.demo import sums
from kiosk.demo.album import Album
from kiosk.demo.display import Display
from kiosk.demo.morning import Morning
from kiosk.demo.prepare import prepare
from kiosk.demo.process import Running
from kiosk.demo.stage import Stage
from kiosk.demo.sums import Record
from kiosk.demo.touches import NotThere
from kiosk.salon.compose import open_services
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.home import Home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.settings import load
from kiosk.sample.sample import Sample

SIZE = "1280x800"
TITLE = "A morning in a sample salon"


def play(home: Home, country: str, out: Path) -> int:
    """Returns 0 when everything played and every sum agrees, 1 otherwise."""
    started = time.monotonic()
    _tell(started, "Building the sample salon")
    sample = prepare(home, country, f'[screen]\nsize = "{SIZE}"\n')
    album = Album(out)
    with Display(SIZE) as display:
        try:
            record = _morning(home, sample, display, album, started)
        except (NotThere, OSError) as error:
            album.close(TITLE, "It stopped before its end.", str(error))
            print(f"The morning stopped: {error}", file=sys.stderr)
            return 1
    words = "Played by itself with the same devices and touches as at a real desk. "
    page = album.close(TITLE, f"{words}Everything in it is made up.", record.text)
    print(f"\n{record.text}\n")
    if record.faults:
        print("These do not agree:", *record.faults, sep="\n  ", file=sys.stderr)
        return 1
    taken = time.monotonic() - started
    print(
        "Every sum agrees: paper with database, lines with totals, VAT, cash and change, stock "
        f"with its movements,\nthe journal with its seals.\nPictures: {page} ({taken:.0f} s)"
    )
    return 0


def _morning(home: Home, sample: Sample, display: Display, album: Album, started: float) -> Record:
    services = open_services(home, load(home.settings))
    try:
        salon = services.context.salon
        begun = services.context.now()
        words = [speaker(language, salon.zone) for language in LANGUAGES]
        with Running(home, display) as kiosk:
            stage = Stage(home, display, kiosk.hand, album, words)
            try:
                played = Morning(stage, sample).play(lambda title: _tell(started, title))
            except (NotThere, OSError):
                album.screen(display.picture(), "Here it stopped")
                raise
        return sums.since(services, home, begun, played)
    finally:
        services.context.store.close()


def _tell(started: float, title: str) -> None:
    print(f"{time.monotonic() - started:5.1f} s  {title}", flush=True)
