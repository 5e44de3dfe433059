"""What readers and scanners cost: a key, a frame, and the way over a serial line to the event."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from drivers import escpos_tcp, serial_scanner
from drivers.device import Job
from drivers.events import Event
from drivers.frames import Frames
from drivers.options import Options
from drivers.wedge import EV_KEY, Wedge
from tests.bench.measure import Steps, in_turn
from tests.bench.report import Aim, Line
from tests.rigs.evdev_mock import ENTER, KEYS
from tests.rigs.serial_line import SerialLine
from tests.rigs.tcp_printer import TcpPrinter

SCANS = 100
CODE = "8594001234561"
FRAME = b"\x020100D6A1B2C4\x03"
RECEIPTS = 20
RECEIPT = b"\x1b@" + b"Sample shampoo                            100.37\n" * 40
SOCKET = Aim(p99=50)
KEY, EVENT = Aim(p99=0.1), Aim(p99=5)


def keys() -> Steps:
    """Every key event of a hundred scans."""
    wedge = Wedge("enter")
    codes = [*(KEYS[char][0] for char in CODE), ENTER]
    for code in codes * SCANS:
        for value in (1, 0):
            yield "key", lambda code=code, value=value: wedge.feed(EV_KEY, code, value)


def frames() -> Steps:
    reader = Frames("rdm6300")
    for _ in range(SCANS):
        yield "frame", lambda: reader.feed(FRAME)


class Scanner:
    """A running serial scanner; one scan at a time."""

    def __init__(self, folder: Path) -> None:
        self._line = SerialLine(folder)
        self._arrived, self._stop = threading.Event(), threading.Event()
        source = serial_scanner.open(Options("bench", {"port": str(self._line.path)}, folder))
        ready = threading.Event()
        self._thread = threading.Thread(target=source.run, args=(self._emit, ready.set, self._stop))
        self._thread.start()
        ready.wait(5)

    def _emit(self, _: Event) -> None:
        self._arrived.set()

    def steps(self) -> Steps:
        for _ in range(SCANS):
            yield "scan", self._scan

    def _scan(self) -> None:
        self._arrived.clear()
        self._line.write(CODE.encode() + b"\r\n")
        if not self._arrived.wait(5):
            raise TimeoutError("the scan did not arrive")

    def close(self) -> None:
        self._stop.set()
        self._thread.join(5)
        self._line.close()


class Paper:
    """A printer in the network; one receipt at a time, until the printer has confirmed it."""

    def __init__(self, printer: TcpPrinter) -> None:
        options = Options("bench", {"host": "127.0.0.1", "port": printer.port}, Path())
        self._printer = escpos_tcp.open(options)

    def steps(self) -> Steps:
        for number in range(RECEIPTS):
            job = Job(str(number), RECEIPT)
            yield "paper", lambda job=job: self._printer.send(job)


def lines() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder, TcpPrinter() as printer:
        scanner, paper = Scanner(Path(folder)), Paper(printer)
        try:
            by_key, by_frame, by_line, by_socket = in_turn(keys, frames, scanner.steps, paper.steps)
        finally:
            scanner.close()
    yield Line("scan decode, each key event", KEY, by_key["key"])
    yield Line("card frame decode (14 bytes)", KEY, by_frame["frame"])
    yield Line("serial scan: written → event", EVENT, by_line["scan"])
    yield Line("receipt bytes → socket, confirmed", SOCKET, by_socket["paper"])
