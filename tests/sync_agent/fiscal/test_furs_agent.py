"""The whole way: sold at the desk, sent by the agent as a process of its own, the code at the desk
before the paper has waited too long."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

from kiosk.commands import pult as cli
from kiosk.salon.home import open_home, save_keys
from sync_agent.agent import Agent
from sync_agent.registry import load
from sync_agent.timing import StopToken
from tests.fakes.furs import FakeFurs, Ring
from tests.rigs.confirmed import PREMISE, Confirmed, make_confirmed
from tests.rigs.waiting import until


def p12(ring: Ring, path: Path) -> Path:
    data = pkcs12.serialize_key_and_certificates(
        b"salon", ring.key, ring.certificate, None, BestAvailableEncryption(b"secret")
    )
    path.write_bytes(data)
    return path


@dataclass
class Rig:
    fake: FakeFurs
    home: Path
    till: Confirmed
    agent: Agent
    token: StopToken

    def begin(self) -> None:
        """As the agent does; its threads alone."""
        assert self.agent._open()
        self.agent._outboxes.start(self.agent.salon)


@pytest.fixture
def rig(tmp_path: Path, fake: FakeFurs) -> Iterator[Rig]:
    home = tmp_path / "home"
    till = make_confirmed(home, certificate=False, premise=False)
    save_keys(open_home(home), (till.salon.context.keys,))
    ring = fake.authority.salon()
    fake.salon(ring)
    fake.write_settings(home)
    fiscal, manager = till.salon.fiscal, till.manager.id
    fiscal.import_certificate(p12(ring, tmp_path / "salon.p12"), "secret", manager)
    fiscal.open_premise(PREMISE, manager)
    token = StopToken()
    made = Rig(fake, home, till, Agent(open_home(home), load(home / "pult.toml"), token), token)
    yield made
    made.agent.close()
    token.close()
    till.salon.context.store.close()


def test_a_receipt_has_its_code_while_its_paper_waits(
    rig: Rig, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.begin()
    until(lambda: rig.fake.books.premises)
    sale = rig.till.cash()
    item = until(lambda: (found := rig.till.item(sale)).code and found)
    assert not item.late
    assert rig.fake.books.log[1:] == [item.number], "after the premises"
    assert cli.main(["--home", str(rig.home), "fiscal", "state"]) == 0
    assert "furs: 0 wait" in capsys.readouterr().out
    assert cli.main(["--home", str(rig.home), "fiscal", "echo"]) == 0
    rig.fake.down = True
    assert cli.main(["--home", str(rig.home), "fiscal", "echo"]) == 1


def test_what_stopped_is_said_and_selling_goes_on(
    rig: Rig, capsys: pytest.CaptureFixture[str]
) -> None:
    rig.begin()
    until(lambda: rig.fake.books.premises)
    rig.fake.books.premises = dict.fromkeys(rig.fake.books.premises, "closed")
    sale = rig.till.cash()
    until(lambda: rig.till.item(sale).state == "refused")
    rig.till.cash()
    assert cli.main(["--home", str(rig.home), "fiscal", "state"]) == 1
    said = capsys.readouterr().out
    assert "furs: 2 wait" in said
    assert "S006" in said
