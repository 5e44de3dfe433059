"""``python -m tests.bench.scroll HOME ROWS``: scrolls the list of clients in a real window.

Prints the ms of Python work of each frame (everything before drawing: scrolling, laying out and
filling rows) and by how many bytes its memory grew meanwhile, as one JSON object. How much there
is in all says little: the list is whole here, while a screen fetches it page by page.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from kiosk.presenters.rows import Row
from kiosk.salon.compose import open_services
from kiosk.salon.home import open_home
from kiosk.salon.settings import Settings
from kiosk.ui.window import Panel, prepare
from tests.bench.memory import resident

FRAMES = 400
WARM = 40
STEP_DP = 37
"""A finger's pace: half a row a frame."""


def main(home: Path, count: int) -> None:
    folder = open_home(home)
    prepare(folder.cache / "kivy", Panel(frames=0))
    services = open_services(folder, Settings())
    rows = [
        Row(client.id.hex(), client.name, client.phone, chip="", icon="user")
        for client in services.clients.search("", count)
    ]
    if len(rows) != count:
        raise AssertionError(f"{len(rows)} clients instead of {count}")

    from kivy.base import EventLoop, runTouchApp
    from kivy.clock import Clock
    from kivy.core.window import Window
    from kivy.lang import Builder

    import kiosk.ui.kit  # noqa: F401 - makes the kit known to kv
    from kiosk.ui import tokens as t
    from kiosk.ui.i18n import tr
    from kiosk.ui.kit.rows import RowList

    tr.speak("cs", "Europe/Prague")
    listing = RowList(items=rows)
    runTouchApp(listing, embedded=True)
    work = []
    begun_with = 0
    for frame in range(WARM + FRAMES):
        if frame == WARM:
            begun_with = resident()
        hidden = max(1.0, len(rows) * t.H_ROW - listing.height)
        begun = time.perf_counter_ns()
        listing.scroll_y = 1 - (frame * STEP_DP % hidden) / hidden
        Clock.tick()
        EventLoop.dispatch_input()
        Builder.sync()
        Clock.tick_draw()
        Builder.sync()
        taken = (time.perf_counter_ns() - begun) / 1e6
        Window.dispatch("on_draw")
        Window.dispatch("on_flip")
        if frame >= WARM:
            work.append(taken)
    print(json.dumps({"ms": work, "bytes": resident() - begun_with}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
