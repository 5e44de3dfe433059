"""The supervisor: devices from settings, gone and back told once, a reader that is fed."""

from __future__ import annotations

import queue
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from drivers import simulated
from drivers.device import LABEL, RECEIPT
from drivers.events import CardTapped, DeviceBack, DeviceGone, Event
from kiosk.demo import prepare
from kiosk.hardware.check import check_lines
from kiosk.hardware.devices import Devices
from kiosk.hardware.fitting import fit
from kiosk.salon.domain.errors import Refused
from kiosk.salon.home import Home
from kiosk.salon.settings import load
from tests.rigs.tcp_printer import READY, TcpPrinter
from tests.rigs.waiting import until


@dataclass(frozen=True)
class Section:
    driver: str
    options: Mapping[str, object] = field(default_factory=dict)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        (Section("no_such_thing"), "no driver no_such_thing"),
        (Section("events"), "no driver events"),
        (Section("escpos_tcp"), "host is missing"),
        (Section("folder_printer", {"colour": 1}), "colour: no such option"),
        (Section("folder_printer", {"width_mm": 76}), "width_mm must be 80 or 58"),
        (Section("folder_printer", {"drawer_pin": 3}), "drawer_pin must be 2, 5 or 0"),
        (Section("folder_printer", {"codepage": "KOI8"}), "codepage must be one of"),
        (Section("simulated", {"width_mm": 80}), "width_mm: no such option"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, section: Section, said: str) -> None:
    with pytest.raises(Refused) as refused:
        fit({"front": section}, tmp_path)
    assert said in refused.value.message.plain()


def test_a_printers_paper_comes_from_the_settings(tmp_path: Path) -> None:
    options = {"width_mm": 58, "codepage": "WPC1250", "codepage_number": 72, "drawer_pin": 5}
    (fitted,) = fit({"front": Section("folder_printer", options)}, tmp_path)
    assert fitted.profile is not None
    assert fitted.profile.columns == 32
    assert fitted.profile.codec == "cp1250"
    assert fitted.profile.table == 72
    assert fitted.profile.drawer_pin == 5


@pytest.mark.req("K2", "K3")
def test_the_devices_of_the_demonstration_work_and_nobody_else_has_them(tmp_path: Path) -> None:
    assert load(tmp_path / "pult.toml").device == {}
    (tmp_path / "pult.toml").write_text(prepare.DEVICES)
    events: queue.Queue[Event] = queue.Queue()
    devices = Devices(load(tmp_path / "pult.toml").device, tmp_path, events.put)
    devices.start()
    try:
        until(lambda: (tmp_path / "devices.sock").exists() and devices.usable(LABEL))
        simulated.send(tmp_path / "devices.sock", "tap", "04A1")
        assert events.get(timeout=2) == CardTapped("04A1")
        assert [(state.kind, state.ok) for state in devices.states()] == [
            ("reader", True),
            ("receipt", True),
            ("label", True),
        ]
    finally:
        devices.stop()
    assert events.empty()


def test_gone_and_back_are_told_once_each(tmp_path: Path) -> None:
    events: queue.Queue[Event] = queue.Queue()
    with TcpPrinter() as paper:
        paper.switch_off()
        section = Section("escpos_tcp", {"host": "127.0.0.1", "port": paper.port})
        devices = Devices({"front": section}, tmp_path, events.put, first_pause=0.02)
        devices.start()
        try:
            assert events.get(timeout=5) == DeviceGone("front")
            time.sleep(0.3)
            assert events.empty()
            paper.switch_on()
            assert events.get(timeout=5) == DeviceBack("front")
        finally:
            devices.stop()
    assert events.empty()


def test_a_fault_in_a_driver_does_not_end_its_watch(tmp_path: Path) -> None:
    faults = iter([ZeroDivisionError("a bug"), None])

    class Faulty:
        def look(self) -> None:
            fault = next(faults, None)
            if fault is not None:
                raise fault

    events: queue.Queue[Event] = queue.Queue()
    devices = Devices(
        {"front": Section("folder_printer", {})}, tmp_path, events.put, first_pause=0.02
    )
    devices._fitted[0].device = Faulty()  # type: ignore[assignment]
    devices.start()
    try:
        assert events.get(timeout=5) == DeviceGone("front")
        assert events.get(timeout=5) == DeviceBack("front")
    finally:
        devices.stop()


def test_the_doctor_looks_at_each_device(tmp_path: Path) -> None:
    with TcpPrinter() as paper:
        paper.switch_off()
        found = list(
            check_lines(
                {
                    "simulated": Section("simulated"),
                    "label": Section("label_folder"),
                    "front": Section("escpos_tcp", {"host": "127.0.0.1", "port": paper.port}),
                    "typo": Section("escpos_tpc"),
                },
                Home(tmp_path),
            )
        )
    assert [(name, fine) for name, fine, _ in found] == [
        ("simulated", True),
        ("label", True),
        ("front", False),
        ("typo", False),
    ]
    assert "takes no print jobs" in found[2][2]


OPEN = {1: READY[1] & ~0x04, **{number: READY[number] for number in (2, 3, 4)}}
"""The switch of the drawer pulls pin 3 down."""


@pytest.mark.req("K4")
def test_the_drawer_is_looked_at_after_printing_and_until_it_is_shut(tmp_path: Path) -> None:
    changed: queue.Queue[bool] = queue.Queue()
    with TcpPrinter() as paper:
        options = {"host": "127.0.0.1", "port": paper.port, "drawer_switch": "low"}
        section = Section("escpos_tcp", options)
        devices = Devices(
            {"front": section},
            tmp_path,
            lambda event: None,
            changed=lambda: changed.put(devices.states()[0].drawer_open),
        )
        devices.start()
        try:
            assert changed.get(timeout=5) is False
            paper.state = OPEN
            fitted = devices.usable(RECEIPT)
            assert fitted is not None
            devices.did(fitted, "printed")
            while not changed.get(timeout=5):
                pass
            (look,) = check_lines({"front": section}, Home(tmp_path))
            assert "the drawer is open" in look[2]
            paper.state = READY
            while changed.get(timeout=5):
                pass
        finally:
            devices.stop()
