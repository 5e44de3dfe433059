"""``python -m tests.bench.first_frame BEGUN HOME``: a real kiosk that stops after its first frame.

Prints the ms since ``BEGUN`` (the monotonic clock of whoever started the process, which all
processes share) and its memory in bytes, one JSON object on a line.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from kiosk import app
from kiosk.commands.pult import main
from tests.bench.memory import resident


class UntilFirstFrame(app.Kiosk):
    """Is the kiosk in everything but its end."""

    def _started(self, shell: Any) -> None:
        from kivy.app import App
        from kivy.core.window import Window

        def flipped(*_: Any) -> None:
            Window.unbind(on_flip=flipped)
            taken = (time.monotonic() - float(sys.argv[1])) * 1000
            screen = shell.navigator.top.name
            print(json.dumps({"ms": taken, "bytes": resident(), "screen": screen}), flush=True)
            App.get_running_app().stop()

        super()._started(shell)
        Window.bind(on_flip=flipped)


if __name__ == "__main__":
    app.Kiosk = UntilFirstFrame  # type: ignore[misc]
    sys.exit(main(["--home", sys.argv[2], "run"]))
