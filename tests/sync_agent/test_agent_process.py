"""The agent as a process: started, told things, ended, killed. Its remotes only ring."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.commands import pult as cli
from kiosk.salon.domain.people import Client
from kiosk.salon.home import open_home
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.google.signin import vault
from sync_agent.lock import AlreadyRunning, alone, running
from tests.fakes.google import FakeGoogle
from tests.rigs.sync_bells import BellsProcess
from tests.rigs.waiting import until
from tests.rigs.worker import open_salon, prepare
from tests.sync_agent.google.signing_in import endpoints, sign_in_quickly

pytestmark = pytest.mark.slow
NOW = 1_795_250_000_000
SETTINGS = "[sync]\nevery_minutes = 60\ndebounce_seconds = 0.3\nexit_seconds = {exit}\n"


class Rig:
    """A signed-in salon, seen from the desk, and its agent."""

    def __init__(self, home: Path, google: FakeGoogle) -> None:
        self.home, self.google = home, google
        prepare(home, NOW)
        self.settings()
        self.desk: Services = open_salon(home, NOW)[0]
        self.store = self.desk.context.store
        self.agents: list[BellsProcess] = []
        sign_in_quickly(google, self.store, self.desk.context.keys, NOW)

    def settings(self, exit_seconds: float = 1, more: str = "") -> None:
        addresses = "".join(f'{key} = "{url}"\n' for key, url in endpoints(self.google).items())
        text = SETTINGS.format(exit=exit_seconds) + f"[google]\n{addresses}{more}"
        (self.home / "pult.toml").write_text(text)

    def start(self, **bells: object) -> BellsProcess:
        self.agents.append(BellsProcess(self.home, **bells))
        return self.agents[-1]

    def edit(self) -> None:
        manager = self.desk.team.members()[0]
        self.desk.clients.save(Client(b"", "Sample", "Client"), manager.id)

    def until(self, seen: Callable[[], bool], seconds: float = 30) -> None:
        until(seen, lambda: self.agents[-1].output() if self.agents else "", seconds=seconds)

    def outcomes(self, remote: str) -> list[str]:
        return [run.outcome for run in sync_book.runs(self.store, remote)]

    def problem(self) -> str:
        account = sync_accounts.get(self.store, vault.ACCOUNT)
        return account.problem if account else "nobody"

    def sealed_with(self) -> int:
        account = sync_accounts.get(self.store, vault.ACCOUNT)
        return account.key_id if account else 0

    def close(self) -> None:
        for agent in self.agents:
            agent.kill()
        self.store.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    with FakeGoogle(seed=5) as google:
        made = Rig(tmp_path / "home", google)
        yield made
        made.close()


@pytest.mark.req("G3", "K6")
def test_it_runs_at_the_start_after_changes_and_when_asked(rig: Rig) -> None:
    agent = rig.start()
    agent.wait_rung(2)
    assert agent.rung() == ["first", "second"]
    for _ in range(5):
        rig.edit()
    agent.wait_rung(4)
    sync_book.ask(rig.store, "run", NOW, "second")
    agent.wait_rung(5)
    assert agent.rung()[4:] == ["second"]
    sync_book.ask(rig.store, "run", NOW)
    agent.wait_rung(7)
    rig.until(lambda: rig.outcomes("first") == ["ok"])
    assert sync_book.requests(rig.store) == []
    account = sync_accounts.get(rig.store, vault.ACCOUNT)
    assert account is not None
    assert account.ok_at > NOW


def test_an_answer_of_the_desk_starts_the_run_that_acts_on_it(rig: Rig) -> None:
    agent = rig.start()
    agent.wait_rung(2)
    number = sync_book.open_case(rig.store, "second", "removed", None, "k", {}, NOW)
    time.sleep(1.5)
    assert len(agent.rung()) == 2, "nothing was answered"
    sync_book.answer(rig.store, number, "send", NOW)
    agent.wait_rung(3)
    assert agent.rung()[2:] == ["second"]


def test_it_says_so_when_another_is_running(rig: Rig) -> None:
    agent = rig.start()
    agent.wait_rung(2)
    home = open_home(rig.home)
    assert running(home)
    second = rig.start()
    rig.until(lambda: not second.running())
    assert "already running" in second.output()
    assert agent.running()
    assert agent.terminate() == 0
    assert not running(home)


@pytest.mark.req("G3")
def test_told_to_end_it_sends_once_more_and_is_gone(rig: Rig) -> None:
    agent = rig.start()
    agent.wait_rung(2)
    assert agent.terminate() == 0
    assert agent.rung() == ["first", "second"] * 2


def test_a_request_that_hangs_does_not_hold_it(rig: Rig) -> None:
    """No watchdog needs to kill it: it leaves by itself within the time of the settings and a
    second. What was cut off is told as stopped at the next start."""
    agent = rig.start(first={"hang": 600})
    agent.wait_rung(1)
    assert agent.terminate(15) == 0
    assert rig.outcomes("first") == ["running"]
    again = rig.start()
    again.wait_rung(3)
    rig.until(lambda: rig.outcomes("first") == ["ok", "stopped"])


def test_killed_and_started_again(rig: Rig) -> None:
    agent = rig.start(first={"slow": 0.02, "pages": 400})
    rig.until(lambda: bool(sync_book.progress(rig.store)))
    agent.kill()
    assert rig.outcomes("first") == ["running"]
    again = rig.start()
    rig.until(lambda: "ok" in rig.outcomes("first") and "ok" in rig.outcomes("second"))
    assert sync_book.progress(rig.store) == []
    assert again.terminate() == 0


def test_a_person_stops_a_long_run_and_starts_it_again(rig: Rig) -> None:
    agent = rig.start(first={"slow": 0.05, "pages": 2000})
    rig.until(lambda: bool(sync_book.progress(rig.store)))
    (progress,) = sync_book.progress(rig.store)
    assert (progress.remote, progress.total) == ("first", 2000)
    sync_book.ask(rig.store, "stop", NOW)
    rig.until(lambda: rig.outcomes("first") == ["stopped"])
    agent.tell()
    rig.edit()
    time.sleep(2)
    assert agent.rung() == ["first"], "neither the other remote nor a change goes on by itself"
    sync_book.ask(rig.store, "run", NOW)
    agent.wait_rung(3)


def test_trouble_of_one_remote_is_not_the_others(rig: Rig) -> None:
    agent = rig.start(first={"mistake": "Eva Nováková has no telephone"})
    agent.wait_rung(2)
    rig.until(lambda: rig.outcomes("second") == ["ok"])
    assert rig.outcomes("first") == ["failed"]
    assert "ValueError" in agent.output()
    assert "Nov" not in agent.output(), "no person's name in the log"
    rig.edit()
    agent.wait_rung(3)
    assert agent.rung()[2:] == ["second"], "the first one waits longer"


def test_offline_is_calm(rig: Rig) -> None:
    agent = rig.start(first={"raise": "Offline"}, second={"raise": "Offline"})
    agent.wait_rung(2)
    rig.until(lambda: rig.outcomes("second") == ["offline"])
    assert rig.problem() == ""
    assert "ERROR" not in agent.output()
    rung = len(agent.rung())
    assert agent.terminate() == 0
    assert len(agent.rung()) == rung, "no last seconds are spent where there is no way"


def test_a_lost_sign_in_is_a_calm_state(rig: Rig) -> None:
    agent = rig.start(first={"raise": "SignInAgain"})
    agent.wait_rung(2)
    rig.until(lambda: rig.problem() == "sign_in")
    rig.until(lambda: rig.outcomes("second") == ["ok"])
    agent.tell()
    sign_in_quickly(rig.google, rig.store, rig.desk.context.keys, NOW + 1)
    agent.wait_rung(4)
    rig.until(lambda: rig.problem() == "")


def test_without_an_account_nothing_rings(rig: Rig) -> None:
    vault.forget_grant(rig.store)
    agent = rig.start()
    rig.edit()
    time.sleep(2)
    assert agent.rung() == []
    assert sync_book.runs(rig.store) == []
    sign_in_quickly(rig.google, rig.store, rig.desk.context.keys, NOW)
    agent.wait_rung(2)
    sync_book.ask(rig.store, "sign_out", NOW, service="google")
    rig.until(lambda: rig.problem() == "nobody")
    rig.until(lambda: rig.outcomes("google.sign_out") == ["ok"])
    assert rig.google.oauth.refresh == {}
    assert agent.terminate() == 0
    assert len(agent.rung()) == 2


def test_it_waits_for_a_salon(tmp_path: Path) -> None:
    """The key and the database are made by the kiosk alone: two processes would make two keys."""
    agent = BellsProcess(tmp_path)
    try:
        time.sleep(2)
        assert agent.running()
        assert not (tmp_path / "salon.key").exists()
        assert agent.terminate() == 0
    finally:
        agent.kill()


def test_only_one_at_a_time(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    with alone(home):
        assert running(home)
        with pytest.raises(AlreadyRunning), alone(home):
            pass
        assert running(home)
    assert not running(home)


def test_the_salons_key_is_changed_under_it(rig: Rig) -> None:
    agent = rig.start()
    agent.wait_rung(2)
    assert cli.main(["--home", str(rig.home), "key", "rotate"]) == 0
    rig.until(lambda: rig.sealed_with() == 2)
    sync_book.ask(rig.store, "run", NOW)
    agent.wait_rung(4)
    rig.until(lambda: rig.outcomes("second") == ["ok"])
    assert agent.terminate() == 0


def test_signing_in_is_given_up_by_the_desk_and_by_the_end(rig: Rig, tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    script = f'echo $$ >> "{pids}"; exec sleep 600'
    rig.settings(more=f"browser = {json.dumps(['sh', '-c', script, '{url}'])}\n")
    agent = rig.start()
    agent.wait_rung(2)
    for turn in (1, 2):
        sync_book.ask(rig.store, "sign_in", NOW, service="google")
        rig.until(lambda turn=turn: pids.exists() and len(pids.read_text().split()) == turn)
        assert rig.outcomes("google.sign_in")[0] == "running"
        if turn == 1:
            sync_book.ask(rig.store, "stop", NOW)
            rig.until(lambda: rig.outcomes("google.sign_in")[0] == "stopped")
    assert agent.terminate() == 0
    assert rig.outcomes("google.sign_in")[0] == "stopped"
    for pid in pids.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)
