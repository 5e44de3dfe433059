"""The threads of the outboxes: woken by what is written, told of other keys and settings, ended in
time, and none hurt by another's fault."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Busy, DiskFull
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import Client
from kiosk.salon.home import load_keys, open_home, save_keys
from kiosk.salon.services import keys as salon_keys
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox import pacing, runner
from sync_agent.outbox.ports import Outbox
from sync_agent.outbox.runner import Runner
from sync_agent.timing import StopToken
from tests.rigs.waiting import until
from tests.rigs.worker import open_salon, prepare

NOW = 1_795_250_000_000


class Scripted:
    """Does at each step what it is told; keeps what it saw."""

    def __init__(self, name: str, act: Callable[[OpenSalon], float]) -> None:
        self.name, self._act = name, act
        self.steps = 0
        self.threads: set[str] = set()

    def step(self, salon: OpenSalon) -> float:
        self.threads.add(threading.current_thread().name)
        self.steps += 1
        return self._act(salon)


class Rig:
    def __init__(self, home: Path) -> None:
        prepare(home, NOW)
        self.home = open_home(home)
        self.desk: Services = open_salon(home, NOW)[0]
        self.stop_token = StopToken()
        self.salon = OpenSalon(self.home, Settings(), self.stop_token)
        self.runner: Runner | None = None

    def start(self, *outboxes: Outbox) -> Runner:
        self.runner = Runner(self.home, Settings(), self.stop_token, lambda _: outboxes)
        self.runner.start(self.salon)
        return self.runner

    def write(self) -> None:
        manager = self.desk.team.members()[0]
        self.desk.clients.save(Client(b"", "Sample", "Client"), manager.id)

    def close(self) -> None:
        if self.runner is not None:
            assert self.runner.stop(10)
        self.salon.close()
        self.stop_token.close()
        self.desk.context.store.close()


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig(tmp_path / "home")
    yield made
    made.close()


def test_each_has_its_thread_and_is_woken_by_what_somebody_else_writes(rig: Rig) -> None:
    first, second = Scripted("first", lambda _: 3600), Scripted("second", lambda _: 3600)
    rig.start(first, second)
    until(lambda: first.steps >= 1 and second.steps >= 1)
    before = first.steps, second.steps
    rig.write()
    until(lambda: first.steps > before[0] and second.steps > before[1])
    assert first.threads == {"outbox-first"}
    assert second.threads == {"outbox-second"}
    assert runner.LOOK_SECONDS <= 0.1, "a receipt's code is wanted while its paper waits"


def test_what_it_writes_itself_does_not_wake_it(rig: Rig) -> None:
    def write(salon: OpenSalon) -> float:
        with salon.store.transaction():
            salon.services.context.changed("client", salon.services.context.new_id())
        return 3600

    alone, other = Scripted("alone", write), Scripted("other", lambda _: 3600)
    rig.start(alone, other)
    until(lambda: other.steps >= 2)
    assert alone.steps == 1


@pytest.mark.parametrize("fault", [RuntimeError("no"), Busy(), DiskFull(), KeyError("x")])
def test_a_fault_of_one_ends_neither_it_nor_another(
    rig: Rig, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AGAIN_SECONDS", "BUSY_SECONDS", "PERSON_SECONDS"):
        monkeypatch.setattr(runner, name, 0.01)
    left = [fault, fault, fault]

    def fail(_salon: OpenSalon) -> float:
        if left:
            raise left.pop()
        return 3600

    bad, good = Scripted("bad", fail), Scripted("good", lambda _: 0.01)
    rig.start(bad, good)
    until(lambda: bad.steps >= 4 and good.steps >= 4)
    assert not left


def test_what_is_logged_of_a_fault_names_nobody(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    said = "Jana Sample, " + "jana@sample.example"

    def fail(_salon: OpenSalon) -> float:
        raise ValueError(said)

    bad = Scripted("bad", fail)
    rig.start(bad)
    until(lambda: "ValueError" in caplog.text)
    assert said not in caplog.text


def test_another_key_and_other_settings_are_seen_at_the_next_step(rig: Rig) -> None:
    seen: list[tuple[int, int]] = []

    def look(salon: OpenSalon) -> float:
        seen.append((salon.keys.key_id, salon.settings.fiscal.wait_ms))
        return 3600

    made = rig.start(Scripted("one", look))
    until(lambda: seen)
    new = SalonKeys.generate(salon_keys.next_id(rig.desk.context.store))
    save_keys(rig.home, (*load_keys(rig.home), new))
    salon_keys.rotate(rig.desk.context, new)
    until(lambda: seen[-1][0] == new.key_id)
    made.obey(Settings(fiscal=type(Settings().fiscal)(wait_ms=7)))
    until(lambda: seen[-1][1] == 7)


def test_nothing_is_sent_of_what_is_only_practised(rig: Rig) -> None:
    rig.salon.services.context.training = True
    one = Scripted("one", lambda _: 0.01)
    made = rig.start(one)
    assert made.stop(1)
    assert one.steps == 0


def test_it_ends_with_the_agent_and_says_when_one_hangs(rig: Rig) -> None:
    go_on = threading.Event()
    hung = Scripted("hung", lambda _: float(go_on.wait(30)))
    made = rig.start(hung)
    until(lambda: hung.steps == 1)
    assert not made.stop(0.05)
    go_on.set()
    assert made.stop(10)
    steps = hung.steps
    rig.write()
    assert hung.steps == steps


def test_what_is_due_is_not_lost_when_the_clock_goes_back() -> None:
    assert pacing.until_due(0, NOW) == 0
    assert pacing.until_due(NOW + 5000, NOW) == 5
    year = 365 * 86_400_000
    assert pacing.until_due(NOW, NOW - year) == 0
    assert pacing.until_due(NOW, NOW - 60_000) == 60
    waits = [pacing.wait_seconds(tries) for tries in range(1, 40)]
    assert waits[0] <= 3
    assert max(waits) <= pacing.LONGEST_SECONDS * 1.5
    assert pacing.wait_seconds(1, least=77) == 77
    assert pacing.wait_seconds(1, least=7200) <= pacing.FARTHEST_SECONDS
