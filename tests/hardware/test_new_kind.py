"""A kind of device nobody has thought of costs a protocol, a driver and a question."""

from __future__ import annotations

import ast
import inspect
import queue
import re
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
from kiosk.hardware import discovery
from kiosk.hardware.check import check
from kiosk.hardware.devices import REASONS
from kiosk.hardware.discovery import Offer
from kiosk.hardware.hardware import Hardware
from kiosk.presenters.base import Presenter
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.office.devices import DeviceList
from kiosk.presenters.office.papers import Papers
from kiosk.salon.domain.devices import DEVICE_NAMES, DeskHardware
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T, Text
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings, load
from tests.presenters.story import Recorder, Story
from tests.rigs.till_world import make_till

ROOT = Path(kiosk.__file__).parent.parent

# What stands in drivers/device.py.


@runtime_checkable
class Pager(Lookable, Protocol):
    """Calls somebody who waits outside."""

    def page(self, number: int) -> bool: ...


PAGER: Kind[Pager] = Kind("pager", Pager)

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


Calls = queue.SimpleQueue[Callable[[], object]]


def until_told(calls: Calls, told: Callable[[], object]) -> None:
    while not told():
        calls.get(timeout=30)()


def test_a_new_kind_of_device_costs_a_protocol_a_driver_and_a_question(
    salon: Services, air: Path
) -> None:
    home = open_home(air.parent)
    home.settings.write_text('[device.pager]\ndriver = "table_pager"\nair = "air"\n')
    settings = load(home.settings)
    (seen,) = check(settings.device, home)
    assert (seen.kind, seen.said) == ("pager", "Switched off or not connected. (off: no air)")

    hardware, out = PagingHardware(home, settings, salon), Recorder()
    screens = (Waiting, DeviceList, Papers)
    nav = Navigator(salon, salon.context.clock, out, hardware, screens, role="desk")
    calls: Calls = queue.SimpleQueue()

    nav.start()
    nav.go("devices")
    hardware.start(nav, calls.put)
    try:
        until_told(calls, lambda: [one.works for one in nav.top.state.devices] == [False])
        (card,) = nav.top.state.devices
        assert (card.title, card.icon, card.why) == ("pager", "plug", REASONS["off"])
        nav.go("papers")
        assert [row.title for row in nav.top.state.devices] == ["pager"]
        nav.back()
        air.touch()
        until_told(calls, lambda: nav.top.state.devices[0].works)
        nav.home()
        nav.act("call", 7)
        until_told(calls, lambda: nav.top.state.said)
        assert air.read_text() == "7 "
        nav.act("call", 107)
        until_told(calls, lambda: out.toast)
        assert out.toast is not None
        assert out.toast.text == T("Nobody."), "an answer is guarded as a touch is"
    finally:
        hardware.stop()


def test_one_that_is_plugged_in_can_be_taken_into_use(
    salon: Services, air: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once ``assets/devices/known.toml`` has its numbers."""
    offer = Offer("table_pager", PAGER, "Ringer", "/dev/air", {"air": "air"})
    monkeypatch.setattr(discovery, "offers", lambda sections, places: (offer,))
    home = open_home(air.parent)
    hardware = PagingHardware(home, Settings(device={}), salon)
    story = Story(salon, hardware=hardware).unlock(make_till(salon).manager)
    calls: Calls = queue.SimpleQueue()
    hardware.start(story.nav, calls.put)
    try:
        story.nav.go("devices")
        until_told(calls, lambda: story.state.found)
        (found,) = story.state.found
        assert (found.title, found.icon) == ("pager", "plug")
        story.tap("use", found.key)
        until_told(calls, lambda: story.state.devices)
        assert [one.title for one in story.state.devices] == ["pager"]
        assert story.state.found == ()
    finally:
        hardware.stop()
    section = load(home.settings).device["pager"]
    assert (section.driver, section.options) == (
        "table_pager",
        {"air": "air", "model": "Ringer"},
    )


KNOWN_BY = {
    "display": {
        "drivers/device.py",
        "drivers/customer_display.py",
        "kiosk/hardware/customer_display.py",
        "kiosk/salon/domain/devices.py",
    },
    "scale": {
        "drivers/device.py",
        "drivers/scale.py",
        "kiosk/hardware/scale.py",
        "kiosk/presenters/till/line_edit.py",
        "kiosk/salon/domain/devices.py",
    },
}
"""Files that name a kind: its declaration, its driver, its question, who asks it, its word."""


def texts(path: Path, kind: str) -> int:
    """How many texts of a file are the kind's name."""
    return sum(
        isinstance(node, ast.Constant) and node.value == kind
        for node in ast.walk(ast.parse(path.read_text()))
    )


@pytest.mark.parametrize("kind", KNOWN_BY)
def test_no_other_file_knows_a_kind(kind: str) -> None:
    """Types and tables that list all kinds would have to be told of each new one."""
    constant = re.compile(rf"\b{kind.upper()}\b")
    found = {
        str(path.relative_to(ROOT)): texts(path, kind)
        for room in ("drivers", "kiosk/hardware", "kiosk/presenters", "kiosk/salon", "kiosk/ui")
        for path in (ROOT / room).rglob("*.py")
        if texts(path, kind) or constant.search(path.read_text())
    }
    assert found.keys() == KNOWN_BY[kind]
    assert max(found.values()) == 1


def test_words_are_those_of_kinds() -> None:
    kinds = {one.name for one in vars(device).values() if isinstance(one, Kind)}
    assert kinds >= DEVICE_NAMES.keys()


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
