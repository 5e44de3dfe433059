"""Opening drivers: whatever is wrong with one is told as what it is."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import drivers
from drivers import simulated
from drivers.device import SCALE, Cause, DeviceMissing, Lookable
from kiosk.commands.pult import main
from kiosk.hardware.check import NO_SERVICE, card_readers, check
from kiosk.hardware.devices import REASONS
from kiosk.hardware.fitting import UNKNOWN, fit, fit_desk, is_a
from kiosk.salon.domain.errors import Refused
from kiosk.salon.home import Home, open_home
from tests.hardware.test_spooler import Section

FOLDER = Path(drivers.__file__).parent
START = "from drivers.device import SCALE\nKIND = SCALE\n"


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules are drivers too."""
    monkeypatch.setattr(drivers, "__path__", [*drivers.__path__, str(tmp_path)])
    before = set(sys.modules)
    yield tmp_path
    for name in set(sys.modules) - before:
        if name.startswith("drivers."):
            del sys.modules[name]


WRONG = [
    ("import no_such_library", "needs the library no_such_library"),
    ("from no_such_library.part import thing", "needs the library no_such_library"),
    (START + "LIBRARIES = ('no_such_library',)", "needs the library no_such_library"),
    ("from drivers import no_such_helper", "has a fault: ImportError: cannot import name"),
    ("import drivers.no_such_helper", "has a fault: ModuleNotFoundError: No module named"),
    ("import json.no_such_part", "has a fault: ModuleNotFoundError: No module named"),
    ("import json\njson.no_such_thing", "has a fault: AttributeError: module 'json'"),
    ("KIND = SCALE", "has a fault: NameError: name 'SCALE' is not defined"),
    (START, "has a fault: AttributeError: module"),
    ("def open(options): pass", "has a fault: AttributeError: module"),
    (START + "def open(options): return options.no", "has a fault: AttributeError"),
    (
        "KIND = 'scale'\ndef open(options): return object()",
        "has a fault: TypeError: KIND is none",
    ),
    (START + "def open(options): return object()", "open() does not give what a scale offers"),
    (START + "def open(options): options.text('port')", "device.till.port is missing"),
    ("def helper(): pass", "there is no driver invented"),
    (None, "there is no driver invented"),
]


@pytest.mark.parametrize(("code", "said"), WRONG)
def test_what_is_wrong_with_a_driver_is_told(shelf: Path, code: str | None, said: str) -> None:
    if code is not None:
        (shelf / "invented.py").write_text(code)
    sections = {"till": Section("invented")}
    with pytest.raises(Refused) as refused:
        fit(sections, shelf)
    told = refused.value.message.plain()
    assert said in told
    assert ("there is no driver" in told) == ("there is no driver" in said)
    (found,) = check(sections, Home(shelf))
    assert (found.ok, found.said) == (False, told)


@pytest.mark.parametrize(("code", "said"), WRONG)
def test_a_driver_that_cannot_be_used_is_fitted_at_a_desk_as_out_of_order(
    shelf: Path, code: str | None, said: str
) -> None:
    if code is not None:
        (shelf / "invented.py").write_text(code)
    sections = {"till": Section("invented")}
    wrong_settings = "is missing" in said or "there is no driver" in said
    (fitted,) = fit_desk(sections, shelf)
    assert (fitted.name, fitted.driver) == ("till", "invented")
    assert fitted.kind in (SCALE, UNKNOWN)
    assert not is_a(fitted, SCALE), "nobody may weigh with it"
    assert isinstance(fitted.device, Lookable)
    with pytest.raises(DeviceMissing) as missing:
        fitted.device.look()
    library = "needs the library" in said or "json.no_such_part" in str(code)
    cause = "settings" if wrong_settings else "no_library" if library else "fault"
    assert missing.value.cause == fitted.cause == cause
    assert (fitted.why is not None and said in fitted.why.plain()) == wrong_settings


@pytest.fixture
def unloaded() -> Iterator[None]:
    """pyscard and what is built upon it are not imported yet."""

    def loaded() -> list[str]:
        ours = ("drivers.pcsc", "drivers.pcsc_link")
        return [name for name in sys.modules if name in ours or name.startswith("smartcard")]

    before = {name: sys.modules.pop(name) for name in loaded()}
    yield
    for name in loaded():
        del sys.modules[name]
    sys.modules.update(before)


BROKEN = "raise ImportError('libpcsclite.so.1: cannot open shared object file', name=__name__)"


@pytest.mark.usefixtures("unloaded")
@pytest.mark.parametrize("code", [None, BROKEN])
def test_readers_that_cannot_be_asked_for_want_of_a_library_are_told_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: str | None,
) -> None:
    """pyscard is not installed; or it is, and does not load."""
    if code is None:
        sys.modules["smartcard"] = None  # type: ignore[assignment]
    else:
        (tmp_path / "smartcard").mkdir()
        (tmp_path / "smartcard" / "__init__.py").write_text("")
        (tmp_path / "smartcard" / "scard.py").write_text(code)
        monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(DeviceMissing) as missing:
        card_readers()
    assert missing.value.cause == "no_library"
    home = open_home(tmp_path / "home")
    home.settings.write_text('[device.cards]\ndriver = "pcsc"\n')
    assert main(["--home", str(home.path), "devices"]) == 1
    told = capsys.readouterr().out
    assert f"Readers of PC/SC: {NO_SERVICE['no_library']}" in told
    assert "pyscard" in NO_SERVICE["no_library"]
    assert ("needs the library smartcard" if code is None else "libpcsclite.so.1: cannot") in told


class Faulty:
    """A reader whose driver raises what it should not."""

    def __init__(self, fault: Exception) -> None:
        self._fault = fault

    def run(self, *_: object) -> None:
        raise self._fault


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        (ImportError("libudev.so.1: cannot open", name="evdev"), "no_library"),
        (ZeroDivisionError(), "fault"),
        (DeviceMissing("refused"), "refused"),
    ],
)
def test_whatever_a_reader_raises_while_it_is_looked_at_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception, cause: Cause
) -> None:
    monkeypatch.setattr(simulated, "open", lambda options: Faulty(fault))
    (found,) = check({"cards": Section("simulated")}, Home(tmp_path))
    assert not found.ok
    assert found.said.startswith(REASONS[cause].plain())


def parts(module: str, seen: set[str]) -> Iterator[ast.Module]:
    """A module and those of the drivers it imports."""
    if module not in seen:
        seen.add(module)
        tree = ast.parse((FOLDER / f"{module}.py").read_text())
        yield tree
        for node in ast.walk(tree):
            for name in imported(node):
                if name.startswith("drivers.") and (FOLDER / f"{name[8:]}.py").exists():
                    yield from parts(name[8:], seen)


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def later(tree: ast.Module) -> Iterator[str]:
    """What is imported inside functions, beyond the standard library."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                for name in imported(node):
                    root = name.split(".")[0]
                    if root != "drivers" and root not in sys.stdlib_module_names:
                        yield root


DRIVERS = sorted(path.stem for path in FOLDER.glob("*.py") if path.read_text().count("\nKIND = "))


@pytest.mark.parametrize("name", DRIVERS)
def test_a_driver_names_its_libraries_and_offers_what_its_kind_does(name: str) -> None:
    module = import_module(f"drivers.{name}")
    needed = {library for tree in parts(name, set()) for library in later(tree)}
    assert set(getattr(module, "LIBRARIES", ())) == needed
    assert all(find_spec(library) for library in needed)
    offered = inspect.get_annotations(module.open, eval_str=True)["return"]
    assert issubclass(offered, module.KIND.protocol)


def test_all_drivers_are_looked_at() -> None:
    assert {"pcsc", "scale", "escpos_usb"} < set(DRIVERS)
