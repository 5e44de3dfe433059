"""The probe tells what is visible and where; it is off unless asked for, and only looks."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs.waiting import until
from tests.rigs.window import Display, Hand, Widget, missing_tools, said

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.window,
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}"),
]

APP = textwrap.dedent(
    """
    from kivy.app import App
    from kivy.config import Config
    Config.set("graphics", "width", "800"); Config.set("graphics", "height", "480")
    Config.set("graphics", "multisamples", "0")
    from kivy.uix.boxlayout import BoxLayout
    from kivy.uix.button import Button
    from kivy.uix.label import Label
    from kivy.uix.scrollview import ScrollView
    from kiosk.ui.probe import Probe
    from kiosk.ui.window import probe_path

    class Sample(App):
        def build(self):
            box = BoxLayout(orientation="vertical")
            self.count = Label(text="0 taps")
            box.add_widget(self.count)
            button = Button(text="Pay", on_release=self.paid)
            box.add_widget(button)
            box.add_widget(Button(text="Not now", disabled=True))
            box.add_widget(Label(text="hidden", opacity=0))
            scroll = ScrollView()
            rows = BoxLayout(orientation="vertical", size_hint_y=None, height=960)
            for i in range(20):
                rows.add_widget(Button(text=f"row {i}", size_hint_y=None, height=48))
            scroll.add_widget(rows)
            box.add_widget(scroll)
            self.probe = Probe(probe_path(), lambda: "sample")
            return box

        def paid(self, _):
            self.count.text = f"{int(self.count.text.split()[0]) + 1} taps"

    Sample().run()
    """
)


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Hand]:
    with Display("800x480") as display:
        path = tmp_path / "probe.sock"
        script = tmp_path / "sample_app.py"
        script.write_text(APP)
        process = subprocess.Popen(
            [sys.executable, str(script)],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "DISPLAY": display.name,
                "PULT_PROBE": str(path),
                "KIVY_HOME": str(tmp_path / "kivy"),
                "KIVY_NO_ARGS": "1",
                "LIBGL_ALWAYS_SOFTWARE": "1",
            },
            stderr=subprocess.DEVNULL,
        )
        try:
            yield Hand(display, path)
        finally:
            process.terminate()
            process.wait()


def until_drawn(hand: Hand, widget: Widget) -> None:
    """Waits until the window shows something where the probe says this widget is."""
    left, top, _, _ = widget["box"]
    there = left + 20, top + 20
    until(lambda: hand.display.picture().getpixel(there) != (0, 0, 0), "nothing is drawn there")


def test_looks_and_never_touches(hand: Hand) -> None:
    assert hand.at("sample") == "sample"
    assert hand.see("0 taps")["text"] == "0 taps"
    assert stat.S_IMODE(hand.probe.stat().st_mode) == 0o600
    for _ in range(3):
        hand.look()
    assert said(hand.look(), "0 taps")

    # A finger that comes before the window is drawn would be lost.
    until_drawn(hand, hand.see("Pay"))
    hand.tap("Pay")
    assert hand.see("1 taps")

    seen = hand.look()
    words = {w["text"]: w for w in seen["widgets"]}
    assert "hidden" not in words
    assert words["Not now"]["disabled"] is True
    assert "row 0" in words
    assert "row 19" not in words, "scrolled out of sight"

    pay = words["Pay"]
    assert hand.display.picture().size == (800, 480)
    left, top, right, bottom = pay["box"]
    assert left <= pay["x"] <= right
    assert top <= pay["y"] <= bottom


def test_off_unless_asked(tmp_path: Path) -> None:
    script = "from kiosk.ui.window import probe_path; assert probe_path() is None"
    environment = {k: v for k, v in os.environ.items() if k != "PULT_PROBE"}
    subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={
            **environment,
            "KIVY_HOME": str(tmp_path),
            "KIVY_NO_ARGS": "1",
            "SDL_VIDEODRIVER": "offscreen",
        },
        check=True,
        timeout=60,
        stderr=subprocess.DEVNULL,
    )


def test_nothing_that_is_installed_asks_for_it() -> None:
    """Only the demonstration and tests set the variable; a salon's box never does."""
    places = {
        path.relative_to(ROOT).parts[:2]
        for room in ("kiosk", "drivers", "sync_agent", "systemd")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and b"PULT_PROBE" in path.read_bytes() and path.suffix != ".pyc"
    }
    assert places == {("kiosk", "ui"), ("kiosk", "demo")}
