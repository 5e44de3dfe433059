"""What a first upload of 2,500 contacts costs us: ``python -m tests.bench.google_upload``.

The fake Google is another process with 200 ms a request, so processor time is ours alone: reading
the clients, building the requests, JSON, HTTP, and everything that is written down about it. The
quota is the real one, in real time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from google.oauth2.credentials import Credentials

from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.job import Rules
from sync_agent.google.contacts import NAME, GoogleContacts
from sync_agent.google.http import Session
from sync_agent.google.labels import Names
from sync_agent.google.quota import people_quota
from sync_agent.report import Report
from sync_agent.sides.clients import ClientsSide
from tests.bench.report import Line, table
from tests.bench.sync_lock import served
from tests.rigs.salon import close_salon, make_salon
from tests.sync_agent.plays.many import add_clients
from tests.sync_agent.plays.running import run

CLIENTS = 2_500
CPU_SECONDS, WALL_SECONDS = 5, 60


class Clocks:
    """The real ones."""

    def now(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


@dataclass(frozen=True, slots=True)
class Cost:
    report: Report
    requests: int
    wall: float
    processor: float

    def __str__(self) -> str:
        return (
            f"{self.report.outcome}, {self.requests} requests, sent {self.report.sent}, "
            f"received {self.report.received}, {self.wall:.2f} s, own CPU {self.processor:.2f} s"
        )


class Upload:
    def __init__(self, services: Services, told: dict[str, Any]) -> None:
        project, ends = told["project"]["installed"], told["endpoints"]
        credentials = Credentials(  # type: ignore[no-untyped-call]
            None,
            refresh_token=told["token"],
            token_uri=ends["token_endpoint"],
            client_id=project["client_id"],
            client_secret=project["client_secret"],
        )
        self.services, clocks = services, Clocks()
        self._clocks = clocks
        self.session = Session(
            credentials, clocks, people_quota(), people_endpoint=ends["people_endpoint"]
        )
        self._remote = GoogleContacts(
            self.session,
            clocks,
            Names("Pult kontakty"),
            account=told["account"],
            installation=sync_accounts.installation(services.context.store),
            region="CZ",
        )
        self._side = ClientsSide(services, NAME)

    def measured(self) -> Cost:
        store, before = self.services.context.store, self.session.requests
        wall, processor = time.monotonic(), time.process_time()
        report = run(store, self._side, self._remote, self._clocks, Rules())
        return Cost(
            report,
            self.session.requests - before,
            time.monotonic() - wall,
            time.process_time() - processor,
        )


def costs() -> dict[str, Cost]:
    with tempfile.TemporaryDirectory() as folder, served() as (told, _):
        services = make_salon(Path(folder))
        try:
            people = add_clients(services, CLIENTS)
            upload = Upload(services, told)
            found = {"first upload of 2,500": upload.measured()}
            found["its echo"] = upload.measured()
            found["nothing to do"] = upload.measured()
            for client in people[:10]:
                services.clients.save(replace(client, city="Ostrava", visits=0), None)
            found["ten edits here"] = upload.measured()
            return found
        finally:
            close_salon(services)


def lines() -> Iterator[Line]:
    """Times are single ones: it happens once in a salon's life. Requests of the token endpoint are
    not in these numbers."""
    for name, cost in costs().items():
        first = name.startswith("first")
        kept = cost.processor < CPU_SECONDS and cost.wall < WALL_SECONDS if first else None
        wish = f"own CPU < {CPU_SECONDS} s, < {WALL_SECONDS} s" if first else ""
        yield Line(name, value=str(cost), wish=wish, kept=kept)


def main() -> int:
    found = list(lines())
    print(table(found))
    return int(any(line.verdict == "MISSED" for line in found))


if __name__ == "__main__":
    sys.exit(main())
