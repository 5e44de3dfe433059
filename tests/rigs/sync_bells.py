"""The real agent in a process of its own, with remotes that only ring.

``python -m tests.rigs.sync_bells HOME``: each run of a remote writes a line into ``HOME/rung``;
``HOME/bells.json`` says per remote what else it does: ``{"first": {"hang": 60}}`` (a request that
takes so long), ``{"raise": "Offline"}``, ``{"slow": 0.05, "pages": 200}``. The engine, the
database, the lock and the signals are real.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from kiosk.commands.pult_sync import keep_log
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.home import open_home
from sync_agent import registry
from sync_agent.agent import Agent
from sync_agent.engine import problems
from sync_agent.engine.ports import (
    Draft,
    Limits,
    Local,
    Outcome,
    Page,
    Place,
    Record,
    Schema,
    Scope,
    Seen,
)
from sync_agent.google.context import GoogleContext
from sync_agent.google.provider import PROVIDER
from sync_agent.lock import alone
from sync_agent.provider import Entry
from sync_agent.timing import StopToken
from sync_agent.workers import Worker, both_ways
from tests.rigs.waiting import until

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("first", "second")


class Bell:
    """A remote where there is never anything."""

    limits = Limits()
    form = "1"
    creates_once = True

    def __init__(self, name: str, context: GoogleContext, home: Path) -> None:
        self.name, self._context, self._home = name, context, home
        self.requests = 0

    def account(self) -> str:
        return self._context.account

    def enter(self, state: str, answers: Mapping[str, str]) -> Scope:
        self.requests += 1
        with (self._home / "rung").open("a") as rung:
            rung.write(f"{self.name} {time.monotonic()}\n")
        wanted = self._wanted()
        if "hang" in wanted:
            time.sleep(wanted["hang"])
        if "raise" in wanted:
            raise getattr(problems, wanted["raise"])()
        if "mistake" in wanted:
            raise ValueError(wanted["mistake"])
        return Scope("here")

    def _wanted(self) -> dict[str, Any]:
        try:
            found: dict[str, Any] = json.loads((self._home / "bells.json").read_text())
        except FileNotFoundError:
            return {}
        return dict(found.get(self.name, {}))

    def pull(self, token: str) -> Iterator[Page]:
        wanted = self._wanted()
        for number in range(wanted.get("pages", 1) - 1):
            time.sleep(wanted.get("slow", 0))
            thing = Seen(str(number), "outside")
            yield Page([thing], expected=wanted["pages"])
        yield Page([], token="next")

    def read(self, keys: Sequence[str]) -> Sequence[Seen]:
        return [Seen(key, "outside") for key in keys]

    def create(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        return []

    def update(self, drafts: Sequence[Draft]) -> Sequence[Outcome]:
        return []

    def delete(self, keys: Sequence[str]) -> None:
        pass

    def attach(self, keys: Sequence[str]) -> Collection[str]:
        return []


class Nothing:
    """A local side with nothing to send."""

    entity = "client"
    schema = Schema({"name": "shared"})

    def everything(self) -> Iterator[Sequence[Id]]:
        return iter(())

    def records(self, ids: Sequence[Id]) -> Mapping[Id, Local]:
        return {}

    def find(self, seen: Record) -> Id | None:
        return None

    def add(self, seen: Record) -> Id | None:
        return None

    def apply(self, local_id: Id, changes: Record) -> None:
        pass

    def removed(self, local_id: Id, place: Place) -> Literal["suppress", "applied", "ask"]:
        return "suppress"


def bells(home: Path) -> tuple[Entry, ...]:
    def make(name: str, context: GoogleContext) -> Worker:
        return both_ways(Bell(name, context, home), Nothing())

    return tuple(
        Entry(
            *(name, T("Contacts"), "clients", "both", frozenset({"client"})),  # type: ignore[arg-type]
            lambda context, name=name: make(name, context),  # type: ignore[misc]
        )
        for name in NAMES
    )


class BellsProcess:
    """Started on a data folder; what rang is read with :meth:`rung`."""

    def __init__(self, home: Path, **bells: object) -> None:
        self.home = home
        self.tell(**bells)
        self._output = home / "agent.out"
        with self._output.open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.rigs.sync_bells", str(home)],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def tell(self, **bells: object) -> None:
        new = self.home / "bells.new"
        new.write_text(json.dumps(bells))
        new.rename(self.home / "bells.json")

    def rung(self) -> list[str]:
        path = self.home / "rung"
        lines = path.read_text().splitlines() if path.exists() else []
        return [line.split()[0] for line in lines]

    def times(self) -> list[float]:
        return [float(line.split()[1]) for line in (self.home / "rung").read_text().splitlines()]

    def wait_rung(self, count: int, seconds: float = 30) -> None:
        def enough() -> bool:
            assert self._process.poll() is None, f"rang {self.rung()}\n{self.output()}"
            return len(self.rung()) >= count

        until(enough, lambda: f"rang {self.rung()}\n{self.output()}", seconds=seconds)

    def output(self) -> str:
        log = self.home / "logs" / "sync.log"
        return self._output.read_text() + (log.read_text() if log.exists() else "")

    def terminate(self, seconds: float = 20) -> int:
        """As systemd does; fails when it takes longer."""
        self._process.terminate()
        return self._process.wait(seconds)

    def kill(self) -> None:
        if self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def running(self) -> bool:
        return self._process.poll() is None


def main(folder: str) -> None:
    home = open_home(Path(folder))

    registry.PROVIDERS = (replace(PROVIDER, remotes=lambda _: bells(home.path)),)
    settings = registry.load(home.settings)
    with alone(home):
        keep_log(home)
        stop_token = StopToken()
        stop_token.on_signals(settings.sync.exit_seconds)
        Agent(home, settings, stop_token).forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
