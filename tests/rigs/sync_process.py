"""``pult-sync`` as people and systemd start it, against the fake Google."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.salon.domain.people import Client
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.google.signin import vault
from tests.fakes.google import FakeGoogle, Switches
from tests.rigs.waiting import until
from tests.rigs.worker import open_salon, prepare
from tests.sync_agent.google.signing_in import endpoints

ROOT = Path(__file__).resolve().parents[2]
CONTACTS = "google.contacts"


def real_now() -> int:
    """UTC ms of the machine: the agent is a process with a clock of its own."""
    return time.time_ns() // 1_000_000


def fake_google(seed: int) -> FakeGoogle:
    """Its clock stands at the machine's, so that nobody's is wrong; therefore it has no lag."""
    start = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    return FakeGoogle(seed=seed, switches=Switches.kind(), start=start)


class SyncRig:
    """A salon seen from the desk, its Google account, and its agent when it is started."""

    def __init__(self, home: Path, google: FakeGoogle, clients: int = 0) -> None:
        self.home, self.google = home, google
        prepare(home, real_now())
        self.settings()
        self.desk: Services = open_salon(home, real_now())[0]
        self.store = self.desk.context.store
        self.manager = self.desk.team.members()[0]
        for number in range(clients):
            self.add(f"Sample{number}")
        self._process: subprocess.Popen[bytes] | None = None

    def settings(self, *, sticks: Sequence[str] = (), **google: object) -> None:
        """Writes ``pult.toml``; ``sticks``: where USB sticks appear; ``google``: more of
        the section ``[google]``."""
        browser = [sys.executable, "-m", "tests.rigs.yes_browser", "{url}"]
        section = {**endpoints(self.google), "browser": browser, "calendar": False, **google}
        lines = [
            "[sync]",
            "debounce_seconds = 0.2",
            "exit_seconds = 3",
            "[files]",
            f"sticks = {json.dumps(list(sticks))}",
            "[google]",
            *(f"{key} = {json.dumps(value)}" for key, value in section.items()),
        ]
        (self.home / "pult.toml").write_text("\n".join(lines) + "\n")

    # -- the desk ---------------------------------------------------------------------------------

    def add(self, first: str, last: str = "Client") -> Client:
        return self.desk.clients.save(Client(b"", first, last), self.manager.id)

    def ask(self, kind: sync_book.RequestKind, detail: str = "") -> None:
        service = "" if kind in ("run", "stop") else "google"
        sync_book.ask(self.store, kind, real_now(), detail, service)

    def account(self) -> sync_accounts.Account | None:
        return sync_accounts.get(self.store, vault.ACCOUNT)

    def outcomes(self, remote: str = CONTACTS) -> list[str]:
        return [run.outcome for run in sync_book.runs(self.store, remote)]

    def names_at_google(self) -> set[str]:
        return {contact.name() for contact in self.google.book.live()}

    # -- the agent --------------------------------------------------------------------------------

    def pult(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """``pult-sync`` in a shell."""
        return subprocess.run(
            [sys.executable, "-m", "kiosk.commands.pult_sync", "--home", str(self.home), *words],
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def start(self) -> None:
        with (self.home / "agent.out").open("ab") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kiosk.commands.pult_sync", "--home", str(self.home), "run"],
                cwd=ROOT,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def terminate(self) -> int:
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(30)

    def kill(self) -> None:
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def output(self) -> str:
        """All that the agent said, on its terminal and in its log."""
        paths = (self.home / "agent.out", self.home / "logs" / "sync.log")
        return "".join(path.read_text() for path in paths if path.exists())

    def until(self, seen: Callable[[], object]) -> None:
        until(seen, lambda: f"{sync_book.runs(self.store)}\n{self.output()}", seconds=60)

    def close(self) -> None:
        self.kill()
        self.store.close()
