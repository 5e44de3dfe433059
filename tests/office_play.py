"""A Slovenian morning with the tax office beside it: sold with the line up, cut, and put back.

``python -m tests.office_play FOLDER`` (``make demo-office``) plays it on an X server of its own,
with the agent as a process of its own and an office made for tests, writes pictures and papers
into FOLDER, and checks what the office has against the database and what is printed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.serialization import PrivateFormat, pkcs12

from kiosk.demo.acts import Acts
from kiosk.demo.album import Album
from kiosk.demo.display import Display
from kiosk.demo.prepare import DEVICES, prepare, shelf
from kiosk.demo.process import Running
from kiosk.demo.stage import Stage
from kiosk.salon.compose import open_services
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.fiscal.port import FiscalItem
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home, open_home
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import load
from kiosk.salon.store.fiscal import items
from kiosk.sample.sample import Sample
from tests.fakes.furs.papers import TAX_NUMBER, Authority
from tests.fakes.furs.server import FakeFurs
from tests.rigs import reading
from tests.rigs.confirmed import PREMISE

SIZE = "1280x800"
SETTINGS = f'[screen]\nsize = "{SIZE}"\n'
WAIT_SECONDS = 30.0
PASSWORD = "vzorec"


class Morning(Acts):
    """Sales of bottles, each at another state of the line."""

    def __init__(self, stage: Stage, sample: Sample) -> None:
        super().__init__(stage)
        self._sample = sample
        self._codes = [code for _, code in shelf(sample)]
        self._names = [name for name, _ in shelf(sample)]

    def unlock(self) -> None:
        stage = self._stage
        stage.tap(T("Desk"))
        stage.hand.at("lock")
        # Of the team the one whom the screens speak Slovenian to.
        stage.card(next(one.card for one in self._sample.staff if one.name.startswith("Špela")))
        stage.hand.at("desk")

    def sell(self, place: int, title: str) -> float:
        """Seconds from the touch that pays to the paper."""
        stage = self._stage
        stage.scan(self._codes[place])
        stage.hand.see(self._names[place])
        self._by_cash(f"{title}: the banknote")
        began = time.monotonic()
        self._paid(f"{title}: the desk waits for no office", f"{title}: the receipt")
        return time.monotonic() - began

    def look(self, title: str) -> None:
        """What the desk says of the office."""
        stage = self._stage
        stage.picture(title)
        stage.tap(T("More"))
        stage.tap(T("Tax office"))
        stage.hand.at("fiscal")
        stage.picture(f"{title}, on its page")
        self._to_desk()


class Agent:
    """``pult-sync run``, to be killed and started again."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with (self._home.logs / "agent.out").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kiosk.commands.pult_sync",
                 "--home", str(self._home.path), "run"],
                stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()


@contextmanager
def _salon(home: Home, office: FakeFurs, authority: Authority) -> Iterator[tuple[Services, Sample]]:
    sample = prepare(home, "SI", SETTINGS)
    office.write_settings(home.path, f"{SETTINGS}{DEVICES}")
    services = open_services(home, load(home.settings))
    salon = services.context.salon
    manager = services.team.member(sample.manager.id)
    services.setup.change(replace(salon, vat_id=f"SI{TAX_NUMBER}"), manager)
    ring = authority.salon()
    office.salon(ring)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "furs.p12"
        wrapped = PrivateFormat.PKCS12.encryption_builder().build(PASSWORD.encode())
        file.write_bytes(
            pkcs12.serialize_key_and_certificates(b"", ring.key, ring.certificate, None, wrapped)
        )
        services.fiscal.import_certificate(file, PASSWORD, sample.manager.id)
    services.fiscal.open_premise(PREMISE, sample.manager.id)
    try:
        yield services, sample
    finally:
        services.context.store.close()


def _items(services: Services) -> list[FiscalItem]:
    store = services.context.store
    ids = store.column("SELECT id FROM fiscal_item ORDER BY queue, seq")
    return [item for one in ids if (item := items.by_id(store, one)) is not None]


def _until_settled(services: Services, count: int) -> None:
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        found = _items(services)
        if len(found) >= count and all(item.state == "accepted" for item in found):
            return
        time.sleep(0.1)
    raise AssertionError([(item.kind, item.number, item.state) for item in _items(services)])


def play(out: Path) -> list[str]:
    """What does not agree at the end; a line of the table for each receipt is printed."""
    authority = Authority()
    with (
        tempfile.TemporaryDirectory(prefix="pult-office-") as folder,
        FakeFurs(authority) as office,
        Display(SIZE) as display,
    ):
        home = open_home(Path(folder))
        album = Album(out)
        with _salon(home, office, authority) as (services, sample):
            agent = Agent(home)
            agent.start()
            try:
                _until_settled(services, 1)
                with Running(home, display) as kiosk:
                    zone = ZoneInfo("Europe/Ljubljana")
                    words = [speaker(language, zone) for language in LANGUAGES]
                    stage = Stage(home, display, kiosk.hand, album, words)
                    _morning(Morning(stage, sample), office, agent, services)
                faults = _faults(services, office, home)
                rows = _table(services)
            finally:
                agent.kill()
        album.close("A Slovenian morning", "With the office, without it, and with it again. "
                    "Everything in it is made up.", rows)  # fmt: skip
    print(rows)
    return faults


def _morning(morning: Morning, office: FakeFurs, agent: Agent, services: Services) -> None:
    morning.unlock()
    for place, title in ((0, "The line is up"), (8, "Another one")):
        print(f"{morning.sell(place, title):5.1f} s  {title}", flush=True)
    _until_settled(services, 3)
    office.down = True
    for place, title in ((14, "The line is cut"), (0, "It stays cut")):
        print(f"{morning.sell(place, title):5.1f} s  {title}", flush=True)
    morning.look("The line is cut: what waits for the office")
    agent.kill()
    print(f"{morning.sell(8, 'The agent is killed'):5.1f} s  The agent is killed", flush=True)
    office.down = False
    agent.start()
    _until_settled(services, 6)
    print(f"{morning.sell(14, 'The line is back'):5.1f} s  The line is back", flush=True)
    _until_settled(services, 7)
    morning.look("Everything is confirmed")


def _table(services: Services) -> str:
    lines = [f"{'number':14} {'ZOI':32} {'EOR':36} printed"]
    for item in _items(services):
        if item.kind == "sale":
            how = "without EOR" if item.printed_without else "with EOR"
            how += ", sent as late" if item.late else ""
            lines.append(f"{item.number:14} {item.local_code:32} {item.code:36} {how}")
    return "\n".join(lines)


def _faults(services: Services, office: FakeFurs, home: Home) -> list[str]:
    """The office against the database, and both against what is printed."""
    found = []
    sales = [item for item in _items(services) if item.kind == "sale"]
    numbers = [int(item.number.rpartition("-")[2]) for item in sales]
    if numbers != list(range(1, len(numbers) + 1)):
        found.append(f"numbers are {numbers}")
    printed = {code for path in home.paper.glob("*.png") for code in reading.barcodes(path)}
    for item in sales:
        if f"QR-Code:{item.qr}" not in printed:
            found.append(f"{item.number}: its code is on no paper")
    without = [item.printed_without for item in sales]
    if without != [False, False, True, True, True, False]:
        found.append(f"printed without the code: {without}")
    if any(item.late and not item.printed_without for item in sales):
        found.append("told as late though its code is on paper")
    if not services.books.verify().holds:
        found.append("the journal does not hold")
    return found


def main() -> int:
    faults = play(Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo-office"))
    if faults:
        print("These do not agree:", *faults, sep="\n  ", file=sys.stderr)
        return 1
    print("The office has every receipt once, in order, as it was signed and printed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
