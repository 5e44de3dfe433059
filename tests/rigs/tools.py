"""Programs of others that read what we print, installed outside of the work tree's files on first
use (below ``out/rigs``). Each function skips the test with the reason when it cannot be had."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "out" / "rigs"
INSTALL_SECONDS = 100
ZPL_RENDERER = "zpl-renderer-js@3.4.0"
BROTHER = "brother-ql-inventree==1.3"
EMUPOS = "emupos==0.4.0"
_failed: dict[str, str] = {}
"""What could not be installed by this process; not tried again for each test."""


def zpl_renderer() -> Path:
    """A folder in which node finds zpl-renderer-js."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("needs node and npm (Debian: nodejs, npm) for zpl-renderer-js")

    def install(folder: Path) -> None:
        _run("npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), ZPL_RENDERER)

    return _made("zpl", install)


def brother_ql_analyse() -> Path:
    """The program of that name."""
    return _made("brother", lambda folder: _venv(sys.executable, folder, BROTHER)) / (
        "bin/brother_ql_analyse"
    )


def emupos() -> Path:
    """The program of that name; it needs Python 3.13."""
    python = python313()
    if python is None:
        pytest.skip("needs Python 3.13 for emupos")
    return _made("emupos", lambda folder: _venv(python, folder, EMUPOS)) / "bin/emupos"


def python313() -> str | None:
    for name in ("python3.13", "python3.14"):
        found = shutil.which(name)
        # A version manager's shim is there for versions that are not.
        if found and not subprocess.run([found, "-V"], capture_output=True, check=False).returncode:
            return found
    manager = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next((str(one) for one in sorted(manager.glob("3.13*/bin/python3.13"))), None)


def _made(name: str, install: Callable[[Path], None]) -> Path:
    """Installs once, whichever test process comes first."""
    if name in _failed:
        pytest.skip(_failed[name])
    FOLDER.mkdir(parents=True, exist_ok=True)
    folder = FOLDER / name
    with (FOLDER / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / ".ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            try:
                install(folder)
            except (OSError, subprocess.SubprocessError) as error:
                _failed[name] = f"{name} cannot be installed here: {error}"
                pytest.skip(_failed[name])
            (folder / ".ready").touch()
    return folder


def _venv(python: str, folder: Path, package: str) -> None:
    _run(python, "-m", "venv", str(folder))
    _run(str(folder / "bin/python"), "-m", "pip", "install", "--quiet", package)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS)
