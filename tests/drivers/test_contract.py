"""The drivers that stood first, under the contract of all drivers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import simulated
from drivers.events import BarcodeScanned, CardTapped, Event
from tests.drivers.contract import PATIENCE, PrinterContract, SourceContract
from tests.rigs.serial_line import SerialLine
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.waiting import until


class SimulatedRig:
    """Its data folder is moved away and back."""

    driver = "simulated"

    def __init__(self, folder: Path) -> None:
        self.options: dict[str, object] = {}
        self.folder = folder / "data"
        self._away = folder / "away"
        self.folder.mkdir()

    def plug(self) -> None:
        self._away.rename(self.folder)

    def unplug(self) -> None:
        self.folder.rename(self._away)

    def act(self, number: int) -> Event:
        kind, event = (("scan", BarcodeScanned), ("tap", CardTapped))[number % 2]
        simulated.send(self.folder / simulated.FILE, kind, f"{number:08}")
        return event(f"{number:08}")


class TestSimulated(SourceContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> SimulatedRig:
        return SimulatedRig(tmp_path)


class TcpRig:
    def __init__(self, driver: str, printer: TcpPrinter, folder: Path) -> None:
        self.driver, self.folder, self._printer = driver, folder, printer
        self.options = {"host": "127.0.0.1", "port": printer.port}

    def plug(self) -> None:
        self._printer.switch_on()

    def unplug(self) -> None:
        self._printer.switch_off()

    def printed(self, jobs: int) -> list[bytes]:
        return self._printer.wait_for(jobs, PATIENCE)


class TestReceiptsInTheNetwork(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[TcpRig]:
        with TcpPrinter() as printer:
            yield TcpRig("escpos_tcp", printer, tmp_path)


class TestLabelsInTheNetwork(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[TcpRig]:
        with TcpPrinter() as printer:
            yield TcpRig("label_tcp", printer, tmp_path)


class DeviceFileRig(SerialLine):
    driver = "escpos_file"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder, self.options = folder, {"path": str(self.path)}
        self._out = b""

    def printed(self, jobs: int) -> list[bytes]:
        def enough() -> bool:
            self._out += self.read()
            return self._out.count(b"\n") >= jobs

        until(enough)
        return [self._out]


class TestReceiptsThroughAFile(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> Iterator[DeviceFileRig]:
        rig = DeviceFileRig(tmp_path)
        yield rig
        rig.close()


class FolderRig:
    """A file stands where the folder should be."""

    options: dict[str, object] = {}  # noqa: RUF012

    def __init__(self, driver: str, folder: Path) -> None:
        self.driver, self.folder = driver, folder
        self._paper, self._away = folder / "paper", folder / "away"
        self._paper.mkdir()

    def plug(self) -> None:
        self._paper.unlink()
        self._away.rename(self._paper)

    def unplug(self) -> None:
        self._paper.rename(self._away)
        self._paper.write_bytes(b"")

    def printed(self, jobs: int) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self._paper.iterdir())]


class TestReceiptsIntoAFolder(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> FolderRig:
        return FolderRig("folder_printer", tmp_path)


class TestLabelsIntoAFolder(PrinterContract):
    @pytest.fixture
    def rig(self, tmp_path: Path) -> FolderRig:
        return FolderRig("label_folder", tmp_path)


def test_the_rig_itself_keeps_nothing_open(tmp_path: Path) -> None:
    before = os.listdir("/proc/self/fd")
    line = SerialLine(tmp_path)
    line.unplug()
    line.plug()
    line.close()
    assert len(os.listdir("/proc/self/fd")) == len(before)
