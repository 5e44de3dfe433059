"""Pult as somebody installs it: the wheel in an environment of its own, nothing of the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("kiosk", "drivers", "sync_agent", "assets")
FILES = ("pyproject.toml", "setup.py", "README.md", "LICENSE")
LEFT_OUT = ("DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "PULT_HOME")


def build_wheel(folder: Path) -> Path:
    """Builds the wheel from a copy of the sources; the checkout stays as it is."""
    copy = folder / "sources"
    for name in SOURCES:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copyfile(ROOT / name, copy / name)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(copy))
    (wheel,) = folder.glob("*.whl")
    return wheel


@dataclass(frozen=True, slots=True)
class Installed:
    """``folder``: where the environment is, outside of the checkout."""

    folder: Path

    def run(self, *words: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """A command of the environment (``pult``, ``python``), far from the checkout and without a
        display."""
        return subprocess.run(
            [str(self.folder / "bin" / words[0]), *words[1:]],
            cwd=self.folder,
            env={name: value for name, value in os.environ.items() if name not in LEFT_OUT},
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )


def _packages() -> Path:
    """Where the dependencies are installed. Kivy is looked for and not loaded: whoever opens a
    window in this process has to prepare it first."""
    found = find_spec("kivy")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parents[1]


def install(wheel: Path, folder: Path) -> Installed:
    """Into a new environment that borrows the libraries of this one."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    _pip("--python", str(python), "install", "--no-deps", "--no-index", str(wheel))
    (packages,) = folder.glob("lib/python3.*/site-packages")
    (packages / "borrowed.pth").write_text(f"{_packages()}\n")
    return Installed(folder)


def _pip(*words: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *words]
    subprocess.run(command, cwd=ROOT.parent, check=True, timeout=120)
