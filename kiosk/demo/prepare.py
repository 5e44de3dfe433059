"""A data folder with the sample salon in it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from kiosk.salon.compose import open_services
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.sample.build import build
from kiosk.sample.day import FLOATS
from kiosk.sample.people import set_up
from kiosk.sample.sample import Sample

DEVICES = """
[device.simulated]
driver = "simulated"
[device.receipt]
driver = "folder_printer"
[device.label]
driver = "label_folder"
"""
"""Of a demonstration alone: fed by ``pult tap`` and ``pult scan``, printing into a folder."""
OPENING_DEVICES = """
[device.simulated]
driver = "simulated"
"""
"""Of the opening day: its printer is added on the screen."""
STICK = "USB stick"
MORNING = 10
WORKING_HOURS = range(9, 17)


def prepare(home: Home, country: str, settings: str) -> Sample:
    """Builds the salon in an empty data folder. ``settings``: text of its
    settings file, without devices.

    Refused when there is a salon already: sample sales have no place among real ones.
    """
    _require_empty(home)
    home.settings.write_text(settings + DEVICES, encoding="utf-8")
    services = open_services(home, Settings())
    try:
        set_up(services, country, COUNTRIES[country].language)
        _let_it_be_morning(services)
        sample = build(services, country=country)
        _hand_over(services, sample)
        return sample
    finally:
        services.context.store.close()


def _hand_over(services: Services, sample: Sample) -> None:
    """Whoever was at the desk until now has counted and left the usual float: the till is to be
    opened. Their paper came out long ago."""
    by = sample.manager.id
    day = services.tills.day(by)
    if day.session is None:
        return
    counting = services.closings.begin(by)
    counts = [Count(one.currency, (), one.minor) for one in day.left]
    taken = {one.currency: one.minor - FLOATS[one.currency] for one in day.left}
    services.closings.close(counting.session.id, by, counts, taken=taken)
    while (job := services.printing.next(("z",))) is not None:
        services.printing.printed(job.id)


def prepare_opening(home: Home, settings: str) -> Path:
    """Leaves the data folder without a salon; returns the folder that is a stick there. Refused as
    :func:`prepare`."""
    _require_empty(home)
    stick = home.path / STICK
    stick.mkdir()
    files = f"\n[files]\nsticks = [{json.dumps(str(stick))}]\n"
    home.settings.write_text(settings + files + OPENING_DEVICES, encoding="utf-8")
    return stick


def _require_empty(home: Home) -> None:
    if home.database.exists():
        raise Refused(
            T("There is a salon in {path} already. Choose an empty folder.", path=str(home.path))
        )


def shelf(sample: Sample) -> list[tuple[str, str]]:
    """Name and first barcode of the goods on the counter."""
    first: dict[str, str] = {}
    for name, code in sample.bottles:
        first.setdefault(name, code)
    return list(first.items())


def _let_it_be_morning(services: Services) -> None:
    """Outside of working hours the sample salon lies in a zone where it is ten o'clock, for an
    empty agenda at midnight shows nobody anything. Its clock itself is right."""
    salon = services.context.salon
    now = services.context.now()
    if salon.local(now).hour in WORKING_HOURS:
        return
    east = (MORNING - datetime.fromtimestamp(now / 1000, UTC).hour + 12) % 24 - 12
    # POSIX counts these zones westwards, so Etc/GMT-3 lies three hours east of Greenwich.
    zone = f"Etc/GMT{-east:+d}" if east else "Etc/GMT"
    manager = services.team.members()[0]
    services.setup.change(replace(salon, timezone=zone), manager)
