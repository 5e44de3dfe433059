"""The start of a shift: twenty members of staff lay their cards on one after another, one a second,
through pcscd, the driver, the devices' thread and the navigator into durable punches."""

from __future__ import annotations

import queue
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from drivers.events import CardTapped, Event
from kiosk.hardware.devices import Devices
from kiosk.presenters.navigator import Navigator
from kiosk.presenters.registry import all_presenters
from kiosk.salon.compose import open_services
from kiosk.salon.domain.cards.number import CardHolder, Tap
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.services.clock import SystemClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Device, Settings
from tests.bench.measure import Times
from tests.bench.report import Aim, Line
from tests.fakes.hardware import FakeHardware
from tests.presenters.story import Recorder
from tests.rigs.pcscd import Pcscd, why_not
from tests.rigs.virtual_card import Slot, UidCard

STAFF, EVERY_SECONDS, LYING_SECONDS = 20, 1.0, 0.5
ACCEPTED = Aim(p99=1000)
"""From the card on the reader to the durable punch: before the next one comes. Most of it is
pcscd, which asks its virtual reader for cards a few times a second."""


@dataclass(frozen=True)
class Rush:
    """``times``: card laid on → durable punch, ms. ``lost`` and ``doubled``: punches."""

    times: Times
    lost: int
    doubled: int


def card_of(number: int) -> str:
    return f"04C0FFEE{number:06X}"


def _salon(folder: Path) -> Services:
    services = open_services(open_home(folder), Settings())
    profile = Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ")
    boss = services.setup.finish(
        profile, StaffMember(b"", "Petra", "Sample", role="manager"), "2580"
    )
    # About noon there, so that nobody's day ends on the way.
    behind = time.gmtime().tm_hour - 12
    services.setup.change(replace(services.context.salon, timezone=f"Etc/GMT{behind:+d}"), boss)
    for number in range(STAFF):
        member = services.team.save(StaffMember(b"", f"Sample {number}", "Staff"), boss.id)
        services.cards.give(card_of(number), CardHolder("staff", member.id), boss.id)
    return services


def _play(services: Services, slot: Slot, told: queue.Queue[Event], every: float) -> Rush:
    navigator = Navigator(services, SystemClock(), Recorder(), FakeHardware(), all_presenters())
    navigator.start()
    begun, times = time.monotonic(), []
    for number in range(STAFF):
        time.sleep(max(0.0, begun + number * every - time.monotonic()))
        laid = time.perf_counter()
        slot.lay_on(UidCard(bytes.fromhex(card_of(number))))
        end = time.monotonic() + LYING_SECONDS
        while (left := end - time.monotonic()) > 0:
            try:
                event = told.get(timeout=left)
            except queue.Empty:
                break
            if isinstance(event, CardTapped):
                navigator.card(Tap(event.number, event.assurance, event.technology))
                times.append((time.perf_counter() - laid) * 1000)
        slot.take_away()
    rows = services.context.store.rows("SELECT count(*) FROM punch GROUP BY staff_id")
    punches = [int(count) for (count,) in rows]
    found = Times()
    found.add(times)
    return Rush(found, STAFF - len(punches), sum(punches) - len(punches))


def rush(pcscd: Pcscd, every: float = EVERY_SECONDS) -> Rush:
    """One beginning of a shift on a fresh data folder."""
    told: queue.Queue[Event] = queue.Queue()
    with tempfile.TemporaryDirectory() as folder:
        services = _salon(Path(folder))
        sections = {"cards": Device(driver="pcsc")}
        devices = Devices(sections, Path(folder), told.put)
        devices.start()
        try:
            return _play(services, pcscd.slots[0], told, every)
        finally:
            devices.stop()
            services.context.store.close()


def lines() -> Iterator[Line]:
    what = f"{STAFF} staff in {STAFF * EVERY_SECONDS:.0f} s"
    if why := why_not():
        yield Line(what, value=f"not here: {why}")
        return
    with Pcscd() as pcscd:
        found = rush(pcscd)
    yield Line(f"{what}: card laid on → durable punch", ACCEPTED, found.times)
    yield Line(
        what,
        value=f"{found.lost} lost, {found.doubled} doubled",
        wish="none",
        kept=not found.lost and not found.doubled,
    )
