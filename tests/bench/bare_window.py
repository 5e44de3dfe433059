"""``python -m tests.bench.bare_window``: a window of the desk's size with nothing but Kivy in it.

Prints its memory in bytes after the first frame, as ``first_frame`` does: what the kiosk's own is
measured against.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from kiosk.ui.window import Panel, prepare
from tests.bench.memory import resident


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "kivy", Panel())
        from kivy.app import App
        from kivy.core.window import Window
        from kivy.uix.label import Label

        class Bare(App):
            def build(self) -> Label:
                return Label(text="Pult")

        def flipped(*_: object) -> None:
            print(json.dumps({"ms": [], "bytes": resident()}), flush=True)
            App.get_running_app().stop()

        Window.bind(on_flip=flipped)
        Bare().run()


if __name__ == "__main__":
    main()
