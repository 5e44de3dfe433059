"""Customer display and scale of a running till, on pseudo-terminals."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.device import DISPLAY, SCALE
from kiosk.hardware.customer_display import DeskDisplay
from kiosk.hardware.devices import Devices
from kiosk.hardware.scale import NOTHING, SILENT, WHY, DeskScale
from kiosk.salon.domain.text import Text
from tests.hardware.test_devices import Section
from tests.rigs.serial_line import SerialLine
from tests.rigs.talking_line import TalkingLine
from tests.rigs.waiting import until

SECONDS = 6.0


@pytest.fixture
def line(tmp_path: Path) -> Iterator[TalkingLine]:
    one = TalkingLine(tmp_path)
    yield one
    one.close()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Callable[..., Devices]]:
    started: list[Devices] = []

    def make(driver: str, **options: object) -> Devices:
        devices = Devices(
            {"till": Section(driver, options)}, tmp_path, lambda _: None, first_pause=0.05
        )
        devices.start()
        started.append(devices)
        return devices

    yield make
    for devices in started:
        devices.stop()


def test_the_display_shows_the_newest_and_again_when_it_is_back(
    line: TalkingLine, made: Callable[..., Devices]
) -> None:
    devices = made("customer_display", port=str(line.path))
    side = DeskDisplay(devices)
    side.start()
    side.show("Shampoo", "12,50 €")
    shown = b"\x1bQA" + b"Shampoo".ljust(20) + b"\r\x1bQB" + b"12,50 EUR".rjust(20)
    until(lambda: shown in line.heard, "the first text")
    line.unplug()
    side.show("Total", "25,00 Kč")
    until(lambda: devices.usable(DISPLAY) is None, "it is gone")
    line.heard = b""
    line.plug()
    until(lambda: b"\x1bQB" + b"25,00 Kc".rjust(20) in line.heard, "what came last")
    assert b"Shampoo" not in line.heard
    side.stop()


def test_a_display_that_takes_no_bytes_holds_up_nobody(
    tmp_path: Path, made: Callable[..., Devices]
) -> None:
    line = SerialLine(tmp_path)
    devices = made("customer_display", port=str(line.path))
    until(lambda: devices.usable(DISPLAY))
    side = DeskDisplay(devices)
    side.start()
    told = threading.Event()

    def tell() -> None:
        for number in range(2_000):
            side.show(f"Line {number}", "1,00")
        told.set()

    teller = threading.Thread(target=tell)
    teller.start()
    assert told.wait(SECONDS), "nobody reads the line, and whoever tells the customer waits for it"
    teller.join()
    side.stop()
    line.close()


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b"\x0201.250\r", (1_250, "")),
        (b"\x0200.000\r", (0, NOTHING)),
        (b"\x02?\x01\r", (0, WHY["moving"])),
        (b"\x02?\x02\r", (0, WHY["over"])),
        (b"\x02?\x04\r", (0, NOTHING)),
    ],
)
def test_the_scale_is_asked(
    line: TalkingLine, made: Callable[..., Devices], answer: bytes, told: tuple[int, Text]
) -> None:
    line.answer = lambda asked: answer if asked == b"W" else b""
    devices = made("scale", port=str(line.path), parity="none")
    until(lambda: devices.usable(SCALE))
    answers: queue.Queue[tuple[int, Text]] = queue.Queue()
    DeskScale(devices).ask(lambda grams, why: answers.put((grams, why)))
    assert answers.get(timeout=SECONDS) == told


def test_a_silent_scale_is_told(line: TalkingLine, made: Callable[..., Devices]) -> None:
    line.answer = lambda asked: b"\x0201.250\r"
    devices = made("scale", port=str(line.path), parity="none")
    until(lambda: devices.usable(SCALE))
    line.answer = lambda asked: b""
    answers: queue.Queue[tuple[int, Text]] = queue.Queue()
    DeskScale(devices).ask(lambda grams, why: answers.put((grams, why)))
    assert answers.get(timeout=SECONDS) == (0, SILENT)
