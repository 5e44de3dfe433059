"""What is loaded when the first frame is seen: what nobody needs yet takes memory and time there.

``make bench`` measures both; what they come from is a name that somebody imports at the head of a
file on the way to the first screen.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kiosk.salon.compose import open_services
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.language import catalogue
from kiosk.salon.settings import Settings
from tests.rigs.window import Display, missing_tools

LIBRARIES = {"babel", "filetype", "kivy", "msgspec", "peewee", "pytz", "typing_extensions"}
"""``filetype`` is Kivy's, ``typing_extensions`` msgspec's; Babel writes the day and the time,
and takes pytz where it is installed."""
LATER = (
    "drivers",
    "kiosk.demo",
    "kiosk.hardware.check",
    "kiosk.hardware.devices",
    "kiosk.hardware.discovery",
    "kiosk.hardware.fitting",
    "kiosk.hardware.machine.machine",
    "kiosk.hardware.running",
    "kiosk.paper",
    "kiosk.presenters.help_words",
    "kiosk.salon.services.files",
    "kiosk.salon.store.audit",
    "kiosk.sample",
    "csv",
    "email.mime",
    "http.client",
    "multiprocessing",
    "unittest",
    "xml.etree",
)
"""Of our own and of Python's."""
SECONDS = 60


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_nothing_is_loaded_that_the_first_frame_does_not_need(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home")
    home.settings.write_text('[screen]\nsize = "1280x800"\n', encoding="utf-8")
    services = open_services(home, Settings())
    profile = Salon("Ukázkový salon", "Ukázková 1", "Praha", "100 00", "CZ")
    services.setup.finish(profile, StaffMember(b"", "Petra", "Vzorová", role="manager"), "2580")
    services.context.store.close()
    # Translations are compiled at the first start of all.
    catalogue.load("cs", cache=home.cache)
    with Display() as display:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.first_frame", "0", str(home.path)],
            env={
                **os.environ,
                "DISPLAY": display.name,
                "SDL_AUDIODRIVER": "dummy",
                "LIBGL_ALWAYS_SOFTWARE": "1",
            },
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    told = [line for line in done.stdout.splitlines() if line.startswith("{")]
    assert told, done.stderr[-2000:]
    seen: dict[str, Any] = json.loads(told[-1])
    assert seen["screen"] == "attract"
    assert {*seen["libraries"]} <= LIBRARIES
    early = [name for name in seen["modules"] if any(within(name, one) for one in LATER)]
    assert early == []
