"""What the office will not have, whom it does not believe, and whom we do not."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kiosk.salon.domain.fiscal.port import NotSent
from kiosk.salon.domain.ids import Id
from kiosk.salon.settings import load
from sync_agent.fiscal.furs import line
from sync_agent.fiscal.furs.office import Access, Office
from tests.fakes.furs import Authority, FakeFurs
from tests.rigs.office_world import FursWorld


def stopped(world: FursWorld, receipt: Id, code: str) -> None:
    """The queue waits for a person, who reads why; selling goes on."""
    behind = world.sell()
    world.run()
    item = world.item(receipt)
    assert (item.state, item.error_code, item.envelope) == ("refused", code, None)
    assert item.error_text
    assert world.outcomes(receipt)[-1] == ("refused", code)
    seen = len(world.fake.seen)
    world.later(3600)
    assert len(world.fake.seen) == seen, "never repeated blindly"
    assert (world.item(behind).state, world.item(behind).tries) == ("new", 0)


def put_right(world: FursWorld, receipt: Id) -> None:
    world.again(receipt)
    world.run()
    assert set(world.states()) == {"accepted"}
    numbers = [world.item(one).number for one in world.made if world.item(one).kind == "sale"]
    taken = [number for number in world.fake.books.log if number in set(numbers)]
    assert taken == list(dict.fromkeys(numbers)), "each once, in the order they were made"


def spoil(world: FursWorld, item_id: Id, old: bytes, new: bytes) -> None:
    store = world.desk.context.store
    payload = world.item(item_id).payload
    assert old in payload
    with store.transaction():
        store.update("fiscal_item", item_id, payload=payload.replace(old, new))


def test_s001_and_s002_a_message_that_it_cannot_read(world: FursWorld) -> None:
    world.premise()
    receipt = world.sell()
    spoil(world, receipt, b'"NumberingStructure":"B"', b'"NumberingStructure":"X"')
    stopped(world, receipt, "S002")
    spoil(world, receipt, b'"NumberingStructure":"X"', b'"NumberingStructure":"B"')
    put_right(world, receipt)


def test_s001_the_same_number_for_something_else(world: FursWorld) -> None:
    world.premise()
    first = world.sell()
    world.run()
    world.numbers["BP1-B1"] = 0
    second = world.sell(5000)
    stopped(world, second, "S001")
    assert world.item(first).state == "accepted"


def test_s003_a_signature_by_another_key(world: FursWorld, authority: Authority) -> None:
    world.premise()
    world.run()
    good = world.ring
    assert good is not None
    other = authority.salon(of="another salon")
    receipt = world.sell()

    office = Office(Access.of(world.salon, good.identity, test=False))
    office.signer.__dict__["_key"] = other.key
    world.outbox._office = office
    stopped(world, receipt, "S003")
    world.restart()
    put_right(world, receipt)


def test_s004_a_certificate_that_it_does_not_know(world: FursWorld, authority: Authority) -> None:
    world.premise()
    world.run()
    good = world.ring
    receipt = world.sell()
    world.fake.books.issuer = authority.signing.certificate
    stopped(world, receipt, "S004")
    world.fake.books.issuer, world.ring = authority.root, good
    put_right(world, receipt)


def test_s005_the_certificate_of_another_company(world: FursWorld, authority: Authority) -> None:
    world.premise()
    world.run()
    good, receipt = world.ring, world.sell()
    world.ring = authority.salon("87654321")
    world.fake.salon(world.ring)
    stopped(world, receipt, "S005")
    world.ring = good
    put_right(world, receipt)


def test_s006_premises_that_it_does_not_know_or_that_were_closed(world: FursWorld) -> None:
    receipt = world.sell()
    stopped(world, receipt, "S006")
    world.fake.books.premises["10039856", "BP1"] = "open"
    put_right(world, receipt)
    closed = world.premise(closes=True)
    after = world.sell()
    stopped(world, after, "S006")
    assert world.item(closed).state == "accepted"


def test_s007_a_certificate_that_was_revoked(world: FursWorld, authority: Authority) -> None:
    world.premise()
    world.run()
    assert world.ring is not None
    world.fake.books.revoked.add(world.ring.certificate.serial_number)
    receipt = world.sell()
    stopped(world, receipt, "S007")
    world.ring = authority.salon()
    put_right(world, receipt)


def test_s008_a_certificate_that_ended_by_the_books_of_the_office(world: FursWorld) -> None:
    """The door goes by the machine's clock and lets it in; the books have a clock of their own."""
    world.premise()
    before = world.sell()
    world.run()
    assert world.item(before).state == "accepted"
    assert world.ring is not None
    ended = world.ring.certificate.not_valid_after_utc
    kept, world.fake.books.now = world.fake.books.now, ended + dt.timedelta(minutes=1)
    receipt = world.sell()
    stopped(world, receipt, "S008")
    world.fake.books.now = kept
    put_right(world, receipt)


def test_a_certificate_that_ended_long_ago_is_stopped_at_the_door(
    world: FursWorld, authority: Authority
) -> None:
    world.premise()
    world.run()
    since, until = (dt.datetime(year, 1, 1, tzinfo=dt.UTC) for year in (2019, 2020))
    good, world.ring = world.ring, authority.salon(since=since, until=until)
    world.outbox.close()
    receipt, seen = world.sell(), len(world.fake.seen)
    world.run()
    item = world.item(receipt)
    assert (item.state, item.envelope) == ("new", None), "it has certainly not arrived"
    assert item.error_code == "certificate", "nobody looks for a cable"
    assert len(world.fake.seen) == seen
    world.ring = good
    world.later()
    assert world.item(receipt).state == "accepted"


def test_s100_is_the_offices_own_and_goes_by_itself(world: FursWorld) -> None:
    world.premise()
    world.run()
    world.fake.faults += ["S100", "S100 stored", "S100"]
    receipt = world.sell()
    for _ in range(4):
        world.later()
    assert world.item(receipt).state == "accepted"
    assert world.outcomes(receipt)[:3] == [("unknown", "S100")] * 3
    assert len(set(world.fake.seen[1:])) == 1


def test_what_was_signed_with_the_certificate_before_is_signed_anew(
    world: FursWorld, authority: Authority
) -> None:
    """It may have arrived, but nobody takes these bytes any more."""
    world.premise()
    world.run()
    assert world.ring is not None
    world.fake.faults += ["drop"]
    receipt = world.sell()
    world.run()
    assert world.item(receipt).state == "unknown"
    world.ring = authority.salon()
    world.later()
    world.later()
    assert world.item(receipt).state == "accepted"
    assert ("later", "S004") in world.outcomes(receipt)


# -- whom we let in, and who lets us ---------------------------------------------------------------


@pytest.mark.parametrize("newest", [True, False], ids=["tls 1.3", "tls 1.2"])
def test_a_certificate_that_the_server_refuses_is_known_not_to_have_arrived(
    tmp_path: Path, authority: Authority, newest: bool
) -> None:
    with FakeFurs(authority, newest_tls=newest) as fake:
        world = FursWorld(tmp_path / "home", fake)
        good, world.ring = world.ring, Authority("Nobody CA").salon()
        receipt = world.sell()
        world.run()
        item = world.item(receipt)
        assert (item.state, item.envelope) == ("new", None)
        assert item.error_code in ("certificate", "line")
        assert fake.seen == []
        fake.books.premises["10039856", "BP1"] = "open"
        fake.books.keys.clear()
        world.ring = good
        world.later()
        assert world.item(receipt).state == "accepted"
        world.close()


def test_a_server_that_is_not_the_office_is_told_nothing(world: FursWorld) -> None:
    with FakeFurs(Authority("Impostor CA")) as impostor:
        impostor.authority.put(world.folder)
        true = world.folder / "furs-server.pem"
        theirs = true.read_bytes()
        world.fake.authority.put(world.folder)
        ours = true.read_bytes()
        receipt = world.sell()
        true.write_bytes(theirs)
        world.run()
        assert world.item(receipt).state == "new"
        assert world.item(receipt).error_code == "server"
        assert world.fake.seen == []
        true.write_bytes(ours)
        os.utime(true, ns=(1, 1))
        world.premise()
        world.later()
        assert world.item(receipt).error_code == "S006"


@pytest.mark.parametrize("name", ["furs-server.pem", "furs-answers.pem"])
def test_without_its_files_nothing_is_sent_and_it_is_said_once(world: FursWorld, name: str) -> None:
    path = world.folder / name
    kept = path.read_bytes()
    path.unlink()
    world.premise()
    receipt = world.sell()
    for _ in range(3):
        world.later()
    first = world.item(world.made[0])
    assert (first.state, first.error_code, first.tries) == ("new", "setup", 0)
    assert world.outcomes(first.id) == [("not_sent", "setup")]
    path.write_text("no certificate")
    world.later()
    assert world.item(first.id).error_code == "setup"
    path.write_bytes(kept)
    os.utime(path, ns=(1, 1))
    world.later()
    assert world.item(receipt).state == "accepted"


def test_without_a_certificate_it_waits(world: FursWorld) -> None:
    world.premise()
    kept, world.ring = world.ring, None
    world.later()
    item = world.item(world.made[0])
    assert (item.state, item.error_code, item.envelope) == ("new", "no-certificate", None)
    world.ring = kept
    world.later()
    assert world.states() == ["accepted"]


def test_no_key_is_left_in_a_file_nor_in_words(
    world: FursWorld, caplog: pytest.LogCaptureFixture
) -> None:
    """Not even for a moment, nor when loading it fails."""
    caplog.set_level("DEBUG")
    assert world.ring is not None
    secret = world.ring.identity.key.splitlines()[5]
    access = Access.of(world.salon, world.ring.identity, test=False)
    open_before = len(os.listdir("/proc/self/fd"))
    broken = type(access.identity)("-----BEGIN PRIVATE KEY-----\nx", access.identity.certificate)
    with pytest.raises(OSError, match=r".*"):
        line.context(broken, access.server)
    line.context(access.identity, access.server)
    assert len(os.listdir("/proc/self/fd")) == open_before
    world.premise()
    world.sell()
    world.run()
    assert secret not in caplog.text
    assert secret not in repr(access) + repr(Office(access).signer)
    for path in world.folder.rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes()


def test_a_test_goes_to_the_place_for_tests(world: FursWorld, authority: Authority) -> None:
    with FakeFurs(authority) as other:
        text = (world.folder / "pult.toml").read_text()
        lines = text.replace(
            f'furs_test = "{world.fake.address}"', f'furs_test = "{other.address}"'
        )
        (world.folder / "pult.toml").write_text(lines)
        assert load(world.folder / "pult.toml").fiscal.furs_test == other.address
        item_id = world.premise()
        store = world.desk.context.store
        with store.transaction():
            store.update("fiscal_item", item_id, test=1)
        world.run()
        assert world.item(item_id).state == "accepted"
        assert world.fake.seen == []
        assert len(other.seen) == 1


def test_the_line_can_be_tried(world: FursWorld) -> None:
    assert world.ring is not None
    office = Office(Access.of(world.salon, world.ring.identity, test=False))
    assert office.echo()
    office.close()
    world.fake.down = True
    office = Office(Access.of(world.salon, world.ring.identity, test=False))
    with pytest.raises(line.NotReached):
        office.echo()
    assert isinstance(office.deliver("sale", b"{}", lambda: None), NotSent)
