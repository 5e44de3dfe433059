"""`pult doctor`: what is fine, what is not, and what to do."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from kiosk.commands.common import Commands, home_of, settings_of
from kiosk.hardware.machine.facts import LOW_BYTES
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.machine import PROGRAM_WRITTEN
from kiosk.salon.home import Home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Device

AHEAD = timedelta(weeks=8)

READERS = "Card readers (PC/SC)"
READERS_ADVICE = "Run: systemctl restart pcscd (package pcscd). Why: docs/devices.md"
KEEP_ADVICE = "Keep this folder as it is and call for help."
VERIFY_ADVICE = "`pult journal verify` names them. Keep this folder as it is and call for help."
OLD_ADVICE = "Put a newer copy back if there is one; else a manager goes on at the screen."
WRITE_ADVICE = "Export the data now (`pult export`), then replace the disk or free some space."
DEVICE_ADVICE = "Check its power and cable, and its section in the settings."


@dataclass(frozen=True, slots=True)
class Finding:
    ok: bool
    what: str
    advice: str = ""


def add(commands: Commands) -> None:
    commands.add_parser(
        "doctor",
        help="check database, devices, clock and disk: what is fine, what is not, what to do",
        description="Changes nothing, and may run beside a running kiosk. Exit code 1 if "
        "something needs attention.",
    ).set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    findings = list(examine(home_of(args)))
    colours = sys.stdout.isatty()
    for finding in findings:
        mark = "ok  " if finding.ok else "LOOK"
        if colours:
            mark = f"\033[{'32' if finding.ok else '33;1'}m{mark}\033[0m"
        print(f"{mark}  {finding.what}")
        if finding.advice:
            print(f"      {finding.advice}")
    return 0 if all(finding.ok for finding in findings) else 1


def examine(home: Home) -> Iterator[Finding]:
    """Everything that is looked at, in the order of importance."""
    yield _disk(home)
    yield _clock()
    yield _key(home)
    yield from _settings(home)
    yield from _database(home)


def _disk(home: Home) -> Finding:
    free = shutil.disk_usage(home.path).free
    text = f"Free disk: {free // 1024**2:,} MB"
    if free < LOW_BYTES:
        return Finding(False, text, "Free some space: at zero the till refuses to sell.")
    return Finding(True, text)


def _clock() -> Finding:
    now = datetime.now(UTC)
    text = f"Clock: {now:%Y-%m-%d %H:%M} UTC"
    if now < PROGRAM_WRITTEN:
        return Finding(False, text, "The clock is wrong. Set it, or connect the network for once.")
    return Finding(True, text)


def _key(home: Home) -> Finding:
    if not home.key.exists():
        if home.database.exists():
            return Finding(False, "Salon key: missing", f"Put {home.key} back from your backup.")
        return Finding(True, "Salon key: not there yet")
    mode = home.key.stat().st_mode & 0o777
    if mode & 0o077:
        return Finding(False, "Salon key: readable by others", f"Run: chmod 600 {home.key}")
    return Finding(True, "Salon key: there, readable by its owner only")


def _settings(home: Home) -> Iterator[Finding]:
    try:
        loaded = settings_of(home)
    except PultError as error:
        yield Finding(
            False,
            f"Settings: {error.message.plain()}",
            "`pult settings` lists what may stand there.",
        )
        return
    yield Finding(True, f"Settings: {home.settings if home.settings.exists() else 'all defaults'}")
    yield from _devices(home, loaded.device)
    yield _card_readers(loaded.device)


def _devices(home: Home, devices: Mapping[str, Device]) -> Iterator[Finding]:
    from kiosk.hardware.check import check_lines

    for name, ok, detail in check_lines(devices, home):
        yield Finding(ok, f"Device {name}: {detail}", "" if ok else DEVICE_ADVICE)


def _card_readers(devices: Mapping[str, Device]) -> Finding:
    """What is plugged in, whether a section uses it or not; a service that nobody needs may be
    off."""
    from drivers.device import DeviceMissing
    from kiosk.hardware.check import NO_SERVICE, card_readers

    try:
        names = card_readers()
    except DeviceMissing as missing:
        needed = any(section.driver == "pcsc" for section in devices.values())
        why = f"{READERS}: {NO_SERVICE[missing.cause]}"
        return Finding(False, why, READERS_ADVICE) if needed else Finding(True, f"{why} (not used)")
    return Finding(True, f"{READERS}: {', '.join(names) or 'none plugged in'}")


def _database(home: Home) -> Iterator[Finding]:
    if home.lost:
        yield Finding(False, "Database: the data of this salon are missing", KEEP_ADVICE)
        return
    if not home.database.exists():
        yield Finding(True, "Database: none yet (`pult run` begins the set-up)")
        return
    from kiosk.salon.compose import open_services
    from kiosk.salon.settings import Settings

    try:
        services = open_services(home, Settings())
    except PultError as error:
        yield Finding(False, f"Database: {error.message.plain()}", KEEP_ADVICE)
        return
    try:
        yield from _contents(home, services)
    except PultError as error:
        yield Finding(False, f"Database: {error.message.plain()}", KEEP_ADVICE)
    finally:
        services.context.store.close()


def _journal(services: Services) -> Finding:
    found = services.books.verify(most=1, balances=False)
    if found.fault is not None:
        return Finding(False, f"Journal: {found.fault.message.plain()}", KEEP_ADVICE)
    if found.many:
        told = f"Journal: the books differ from it in {found.many} places"
        return Finding(False, f"{told}: {found.differences[0].plain()}", VERIFY_ADVICE)
    return Finding(True, "Journal: every entry holds, and the books say the same")


def _contents(home: Home, services: Services) -> Iterator[Finding]:
    from kiosk.salon.store import balances

    store = services.context.store
    old, held = services.books.old, services.books.held
    if old is not None:
        yield Finding(False, f"Books: {old.message.plain()}", OLD_ADVICE)
    elif held is not None:
        yield Finding(False, f"Data folder: {held.plain()}", WRITE_ADVICE)
    if services.context.clock_behind():
        latest = datetime.fromtimestamp(services.context.journal.latest() / 1000, UTC)
        yield Finding(
            False,
            f"Clock: behind, something was recorded at {latest:%Y-%m-%d %H:%M} UTC",
            "Set the clock, or connect the network for once.",
        )
    problems = store.check()
    size = home.database.stat().st_size // 1024
    if problems:
        yield Finding(False, f"Database: damaged ({problems[0]})", KEEP_ADVICE)
    else:
        yield Finding(True, f"Database: whole, {size:,} kB")
    yield _journal(services)
    for ledger in balances.LEDGERS:
        wrong = len(ledger.wrong(store))
        state = f"{wrong} differ" if wrong else "balances equal their movements"
        yield Finding(not wrong, f"{ledger.title}: {state}", KEEP_ADVICE if wrong else "")
    yield _agenda(services)
    jobs = services.printing.open_count()
    yield Finding(
        not jobs,
        "Printing: nothing waits" if not jobs else f"Printing: {jobs} papers wait",
        "" if not jobs else "Turn the printer on; on the desk, More > Papers shows them.",
    )


def _agenda(services: Services) -> Finding:
    """Visits to come that stand where they do not fit: told, and no fault of the box. People book
    so on purpose, and somebody else's calendar knows no hours."""
    if services.setup.needed:
        return Finding(True, "Agenda: not set up yet")
    today = services.agenda.today()
    found = len(services.planning.clashing(today, today + AHEAD))
    told = f"{found} visits of the coming weeks are outside hours or in each other's way"
    return Finding(True, f"Agenda: {told if found else 'all visits of the coming weeks fit'}")
