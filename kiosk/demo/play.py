"""Plays a day on an X server of our own and checks what is left of it."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from kiosk.demo import opening, sums
from kiosk.demo.album import Album
from kiosk.demo.display import Display
from kiosk.demo.morning import Morning
from kiosk.demo.moving_in import write_clients
from kiosk.demo.network_printer import NetworkPrinter
from kiosk.demo.opening import Opening
from kiosk.demo.prepare import prepare, prepare_opening
from kiosk.demo.process import Running
from kiosk.demo.stage import Stage
from kiosk.demo.sums import Record
from kiosk.demo.touches import NotThere
from kiosk.salon.compose import open_services
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.home import Home, open_home
from kiosk.salon.language.speaker import Speaker, speaker
from kiosk.salon.settings import load

Play = Literal["opening", "morning", "both"]
SIZE = "1280x800"
SETTINGS = f'[screen]\nsize = "{SIZE}"\n'
TITLES = {"opening": "An opening day without a shell", "morning": "A morning in a sample salon"}
OPENING_FOLDER = "opening-day"
"""Of the pictures, beside those of the morning."""

Tell = Callable[[str], None]


def play(home: Home, country: str, out: Path, which: Play = "both") -> int:
    """Returns 0 when everything played and every sum agrees, 1 otherwise. Of both plays it is the
    morning whose salon stays in ``home``; the opening day has a folder of its own then."""
    if which == "both":
        with tempfile.TemporaryDirectory(prefix="pult-opening-") as folder:
            failed = play(open_home(Path(folder)), country, out, "opening")
        return failed or play(home, country, out, "morning")
    started = time.monotonic()
    title = TITLES[which]
    print(f"{title}:", flush=True)

    def tell(words: str) -> None:
        print(f"{time.monotonic() - started:5.1f} s  {words}", flush=True)

    act = _opening if which == "opening" else _morning
    album = Album(out / OPENING_FOLDER if which == "opening" else out)
    with Display(SIZE) as display:
        try:
            record = act(home, country, display, album, tell)
        except (NotThere, OSError) as error:
            album.screen(display.picture(), "Here it stopped")
            album.close(title, "It stopped before its end.", str(error))
            print(f"It stopped: {error}", file=sys.stderr)
            return 1
    words = "Played by itself with the same devices and touches as at a real desk. "
    page = album.close(title, f"{words}Everything in it is made up.", record.text)
    print(f"\n{record.text}\n")
    if record.faults:
        print("These do not agree:", *record.faults, sep="\n  ", file=sys.stderr)
        return 1
    taken = time.monotonic() - started
    print(
        "Every sum agrees: paper with database, lines with totals, VAT, cash and change, stock "
        f"with its movements,\nthe journal with its seals.\nPictures: {page} ({taken:.0f} s)\n"
    )
    return 0


def _morning(home: Home, country: str, display: Display, album: Album, tell: Tell) -> Record:
    tell("Building the sample salon")
    sample = prepare(home, country, SETTINGS)
    services = open_services(home, load(home.settings))
    try:
        begun = services.context.now()
        with Running(home, display) as kiosk:
            stage = Stage(home, display, kiosk.hand, album, _words(services.context.salon.zone))
            played = Morning(stage, sample).play(tell)
        return sums.since(services, home, begun, played)
    finally:
        services.context.store.close()


def _words(zone: ZoneInfo) -> list[Speaker]:
    return [speaker(language, zone) for language in LANGUAGES]


def _opening(home: Home, country: str, display: Display, album: Album, tell: Tell) -> Record:
    stick = prepare_opening(home, SETTINGS)
    write_clients(stick, country)
    with NetworkPrinter(home.paper) as printer, Running(home, display) as kiosk:
        stage = Stage(home, display, kiosk.hand, album, _words(ZoneInfo("UTC")))
        day = Opening(stage, country, printer.address)
        played = day.play(tell)
        hand = kiosk.hand
    services = open_services(home, load(home.settings))
    try:
        record = sums.since(services, home, 0, played)
        touches = (
            f"Setting up: {day.setting_up} touches besides letters and digits.\n"
            f"The whole day: {hand.taps} touches, {hand.letters} of them letters and digits."
        )
        faults = (*record.faults, *opening.faults(services, day))
        return Record(f"{record.text}\n\n{touches}", faults)
    finally:
        services.context.store.close()
