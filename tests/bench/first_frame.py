"""``python -m tests.bench.first_frame BEGUN HOME``: a real kiosk that stops after its first frame.

Prints the ms since ``BEGUN`` (the monotonic clock of whoever started the process, which all
processes share), its memory in bytes, its screen, and which modules and libraries were loaded, one
JSON object on a line.
"""

from __future__ import annotations

import json
import sys
import time
from typing import Any

from kiosk import app
from kiosk.commands.pult import main
from tests.bench.memory import resident


def loaded() -> dict[str, list[str]]:
    """``modules``: all; ``libraries``: what was installed besides Python and us."""
    files = {name: getattr(module, "__file__", None) or "" for name, module in sys.modules.items()}
    installed = {name.partition(".")[0] for name, file in files.items() if "-packages" in file}
    # What pip puts there to find us begins with an underscore.
    libraries = sorted(name for name in installed if not name.startswith("_"))
    return {"modules": sorted(files), "libraries": libraries}


class UntilFirstFrame(app.Kiosk):
    """Is the kiosk in everything but its end."""

    def _started(self, shell: Any) -> None:
        from kivy.app import App
        from kivy.core.window import Window

        def flipped(*_: Any) -> None:
            Window.unbind(on_flip=flipped)
            taken = (time.monotonic() - float(sys.argv[1])) * 1000
            told = {"ms": taken, "bytes": resident(), "screen": shell.navigator.top.name}
            print(json.dumps({**told, **loaded()}), flush=True)
            App.get_running_app().stop()

        super()._started(shell)
        Window.bind(on_flip=flipped)


if __name__ == "__main__":
    app.Kiosk = UntilFirstFrame  # type: ignore[misc]
    sys.exit(main(["--home", sys.argv[2], "run"]))
