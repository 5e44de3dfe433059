"""A kiosk in which errors happen that nobody foresaw: ``python -m tests.rigs.failing_kiosk HOME
TIMES``. In a timer of Kivy, in a screen that draws, in a call that a device's thread posts.

Prints what came of them, one line each: the screen on top and whether a call that was posted after
the one that failed still ran.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kiosk import app
from kiosk.salon.home import open_home
from kiosk.salon.settings import Settings, load
from kiosk.salon.store.database import Store

SAID = "Nobody " + "foresaw this"


def main(folder: Path, times: int) -> int:
    home = open_home(folder)

    class Failing(app.Kiosk):
        def _started(self, shell: Any) -> None:
            super()._started(shell)
            shell.after_first_frame(lambda: begin(shell))

    def begin(shell: Any) -> None:
        from kivy.app import App
        from kivy.clock import Clock

        def broken(*_: Any) -> None:
            raise KeyError(SAID)

        def in_a_timer(_dt: float) -> None:
            Clock.schedule_once(broken, 0)

        def in_a_posted_call(_dt: float) -> None:
            shell.post(broken)
            shell.post(lambda: print("later", shell.top, flush=True))

        def in_a_screen(_dt: float) -> None:
            shell.frame.screen.bind(state=broken)
            shell.navigator.top.show(None)

        ways = (in_a_timer, in_a_posted_call, in_a_screen)
        happened: list[Exception] = []
        write = shell.failed

        def failed(error: Exception) -> None:
            write(error)
            happened.append(error)
            Clock.schedule_once(after, 0.1)

        def after(_dt: float) -> None:
            if len(happened) < times:
                ways[len(happened)](0)
            else:
                print("alive", shell.top, flush=True)
                App.get_running_app().stop()

        shell.failed = failed
        Clock.schedule_once(after, 0.1)

    def describe(_store: Store, _settings: Settings) -> None: ...

    return app.run(home, load(home.settings), app.Providers(describe), Failing)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2])))
