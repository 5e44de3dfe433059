"""The one object that presenters ask: light until it is started, and nothing asked is lost."""

from __future__ import annotations

import queue
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.hardware.hardware import Hardware
from kiosk.salon.domain.text import Amount
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Device, Settings
from tests.presenters.story import Story
from tests.rigs.talking_line import TalkingLine
from tests.rigs.till_world import make_till
from tests.rigs.waiting import until


def test_before_it_is_started_nothing_heavy_is_loaded() -> None:
    code = (
        "import sys, kiosk.hardware.hardware\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('drivers', 'PIL', 'escpos')"
        " or name.startswith('kiosk.paper')])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert told == "[]\n"


def test_what_was_asked_before_the_start_is_done_then(salon: Services, tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    line = TalkingLine(tmp_path)
    settings = Settings(
        device={
            "display": Device("customer_display", {"port": str(line.path)}),
            "receipt": Device(driver="folder_printer"),
        }
    )
    hardware = Hardware(home, settings, salon)
    till = make_till(salon)
    story = Story(salon, hardware=hardware).unlock(till.eva)
    calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
    story.scan(till.shampoo.barcodes[0])
    salon.printing.slip(till.visit().id)
    hardware.print_soon()
    answers: list[tuple[int, object]] = []
    hardware.weigh(lambda grams, why: answers.append((grams, why)))
    assert hardware.devices == ()
    hardware.start(story.nav, calls.put)
    try:
        assert [one.kind for one in hardware.devices] == ["display", "receipt"]
        until(lambda: b"Shampoo" in line.heard)
        until(lambda: not salon.printing.open_jobs())
        while not answers:
            calls.get(timeout=30)()
        assert answers[0][0] == 0, "there is no scale, and that is told"
    finally:
        hardware.stop()
        line.close()


def test_a_hardware_that_was_never_started_can_be_stopped(salon: Services, tmp_path: Path) -> None:
    hardware = Hardware(open_home(tmp_path / "home"), Settings(), salon)
    hardware.tell_customer("Shampoo", Amount(100, "CZK"))
    hardware.stop()
    assert hardware.devices == ()
