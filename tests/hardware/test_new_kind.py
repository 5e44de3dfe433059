"""A kind of device nobody has thought of costs a protocol, a driver and a question."""

from __future__ import annotations

import ast
import inspect
import queue
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

import pytest

import drivers
import kiosk
from drivers import device
from drivers.device import Kind, Lookable
from kiosk.hardware.check import check
from kiosk.hardware.devices import REASONS
from kiosk.hardware.hardware import Hardware
from kiosk.presenters.base import Presenter
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.office.devices import DeviceList
from kiosk.salon.domain.devices import DeskHardware
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T, Text
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import load
from tests.presenters.story import Recorder

ROOT = Path(kiosk.__file__).parent.parent

# What stands in drivers/device.py.


@runtime_checkable
class Pager(Lookable, Protocol):
    """Calls somebody who waits outside."""

    def page(self, number: int) -> bool: ...


PAGER: Kind[Pager] = Kind("pager", Pager)  # type: ignore[arg-type]

# What stands in drivers/table_pager.py.

DRIVER = """
from drivers.device import PAGER, DeviceMissing

KIND = PAGER


def open(options):
    return TablePager(options.folder / options.text("air"))


class TablePager:
    def __init__(self, air):
        self._air = air

    def look(self):
        if not self._air.exists():
            raise DeviceMissing("off", "no air")

    def page(self, number):
        self.look()
        with self._air.open("a") as air:
            air.write(f"{number} ")
        return number < 100
"""

# The question, in kiosk/salon/domain/devices.py and in kiosk/hardware/hardware.py.


class PagingDesk(DeskHardware, Protocol):
    def page(self, number: int, answered: Callable[[bool], object]) -> None: ...


class PagingHardware(Hardware):
    def page(self, number: int, answered: Callable[[bool], object]) -> None:
        def ask(running) -> None:
            fitted = running.devices.usable(PAGER)
            running.answering(answered)(fitted is not None and fitted.device.page(number))

        self._ask(ask)


# What is there for it: a screen.


@dataclass(frozen=True)
class WaitingState:
    said: Text = ""


class Waiting(Presenter[WaitingState, None]):
    name = "lock"

    blank = WaitingState()

    def call(self, number: int) -> None:
        self.hardware.page(number, self._called)

    def _called(self, heard: bool) -> None:
        if not heard:
            raise Refused(T("Nobody."))
        self.show(WaitingState("called"))


@pytest.fixture
def air(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The driver stands beside ours. What it writes to."""
    monkeypatch.setattr(device, "PAGER", PAGER, raising=False)
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "table_pager.py").write_text(DRIVER)
    monkeypatch.setattr(drivers, "__path__", [*drivers.__path__, str(shelf)])
    (tmp_path / "home").mkdir()
    yield tmp_path / "home" / "air"
    sys.modules.pop("drivers.table_pager", None)


def test_a_new_kind_of_device_costs_a_protocol_a_driver_and_a_question(
    salon: Services, air: Path
) -> None:
    home = open_home(air.parent)
    home.settings.write_text('[device.pager]\ndriver = "table_pager"\nair = "air"\n')
    settings = load(home.settings)
    (seen,) = check(settings.device, home)
    assert (seen.kind, seen.said) == ("pager", "Switched off or not connected. (off: no air)")

    hardware, out = PagingHardware(home, settings, salon), Recorder()
    nav = Navigator(salon, salon.context.clock, out, hardware, (Waiting, DeviceList), role="desk")
    calls: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()

    def until_told(told: Callable[[], object]) -> None:
        while not told():
            calls.get(timeout=30)()

    nav.start()
    nav.go("devices")
    hardware.start(nav, calls.put)
    try:
        until_told(lambda: [one.works for one in nav.top.state.devices] == [False])
        (card,) = nav.top.state.devices
        assert (card.title, card.icon, card.why) == ("pager", "plug", REASONS["off"])
        air.touch()
        until_told(lambda: nav.top.state.devices[0].works)
        nav.home()
        nav.act("call", 7)
        until_told(lambda: nav.top.state.said)
        assert air.read_text() == "7 "
        nav.act("call", 107)
        until_told(lambda: out.toast)
        assert out.toast is not None
        assert out.toast.text == T("Nobody."), "an answer is guarded as a touch is"
    finally:
        hardware.stop()


PASSED_BY = (
    "kiosk/app.py",
    "kiosk/ui/*.py",
    "kiosk/ui/kit/*.py",
    "kiosk/presenters/*.py",
    "kiosk/commands/*.py",
    "kiosk/demo/*.py",
)
"""Files that belong to no area and lie between a screen and the hardware."""


def named(node: ast.AST) -> str:
    """What a function, a parameter or a keyword is called, private or not."""
    name = getattr(node, "name", None) if isinstance(node, ast.FunctionDef) else None
    return str(name or getattr(node, "arg", None) or "").lstrip("_")


def test_no_question_is_passed_through_the_screen() -> None:
    """Whoever stands between who asks and who answers knows of no question: nothing of theirs has
    its name."""
    questions = {
        name
        for name, what in vars(DeskHardware).items()
        if inspect.isfunction(what) and not name.startswith("_")
    }
    assert {"weigh", "draw_labels", "tell_customer", "sound"} < questions
    guilty = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for pattern in PASSED_BY
        for path in ROOT.glob(pattern)
        for node in ast.walk(ast.parse(path.read_text()))
        if named(node) in questions
    ]
    assert guilty == []
