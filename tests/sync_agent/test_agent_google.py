"""From the owner's USB stick to a list of contacts that is the same on both sides: the real
commands, processes and libraries against the fake Google."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.keys import sync_import
from kiosk.salon.store.sync import book as sync_book
from sync_agent.google.signin import vault
from tests.rigs.sync_process import SyncRig, fake_google, real_now
from tests.sync_agent.google.signing_in import project_file, sign_in_quickly
from tests.sync_agent.google.test_signin_kept import places

pytestmark = pytest.mark.slow


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[SyncRig]:
    with fake_google(11) as google:
        made = SyncRig(tmp_path / "home", google, clients=5)
        yield made
        made.close()
    assert google.violations == []
    assert google.foreign_writes == []


def signed_in(rig: SyncRig) -> None:
    sign_in_quickly(rig.google, rig.store, rig.desk.context.keys, real_now())


@pytest.mark.req("G1", "K6")
def test_from_the_stick_to_the_phones(rig: SyncRig, tmp_path: Path) -> None:
    """All from the desk: import the project's file, sign in, and there they are."""
    stick = tmp_path / "STICK"
    stick.mkdir()
    project_file(rig.google, stick)
    rig.settings(sticks=[str(tmp_path)])
    rig.start()
    rig.ask("import", sync_import.detail(rig.desk.context.keys))
    rig.until(lambda: rig.outcomes("google.import") == ["ok"])
    rig.ask("sign_in")
    rig.until(lambda: rig.outcomes("google.sign_in") == ["ok"])
    account = rig.account()
    assert account is not None
    assert (account.account, account.title) == (rig.google.oauth.sub, rig.google.email)
    rig.until(lambda: len(rig.names_at_google()) == 5)
    rig.add("Debounced")
    rig.until(lambda: "Debounced Client" in rig.names_at_google())
    assert rig.terminate() == 0
    (token,) = rig.google.oauth.refresh
    secrets = (token, rig.google.oauth.client_secret, *rig.google.oauth.access)
    assert places(rig.home, *secrets) == []
    told = rig.pult("status")
    assert told.returncode == 0, told.stderr
    assert rig.google.email in told.stdout
    assert "google.contacts" in told.stdout
    assert token not in rig.output() + told.stdout


def test_killed_in_the_middle_and_started_again(rig: SyncRig) -> None:
    signed_in(rig)
    rig.google.latency_ms = 1000
    rig.start()
    rig.until(lambda: rig.google.travelling["people.people.batchCreateContacts"] == 1)
    rig.kill()
    rig.google.latency_ms = 0
    rig.until(lambda: rig.google.count("people.people.batchCreateContacts") == 1)
    rig.google.settle()
    rig.start()
    rig.until(lambda: rig.outcomes()[:1] == ["ok"])
    assert rig.terminate() == 0
    assert sorted(c.name() for c in rig.google.book.live()) == sorted(
        f"Sample{n} Client" for n in range(5)
    ), "nobody twice"


def test_google_hangs_and_the_agent_leaves_all_the_same(rig: SyncRig) -> None:
    signed_in(rig)
    rig.google.latency_ms = 20_000
    rig.start()
    rig.until(lambda: rig.outcomes() == ["running"])
    time.sleep(1)
    assert rig.terminate() == 0


def test_taken_away_there_told_calmly_here(rig: SyncRig) -> None:
    signed_in(rig)
    rig.start()
    rig.until(lambda: rig.outcomes()[:1] == ["ok"])
    rig.google.owner.revoke_access()
    rig.ask("run")
    rig.until(lambda: rig.outcomes()[0] == "sign_in")
    rig.until(lambda: (account := rig.account()) and account.problem == "sign_in")
    told = rig.pult("status")
    assert told.returncode == 1, told.stdout + rig.output()
    assert "Sign in again" in told.stdout
    assert "ERROR" not in rig.output()
    rig.ask("sign_in")
    rig.until(lambda: (account := rig.account()) and not account.problem and account.ok_at)
    rig.until(lambda: rig.outcomes()[0] == "ok")


def test_the_machine_has_no_time(rig: SyncRig) -> None:
    """Google's words are the same as for a lost sign-in; what helps is not."""
    signed_in(rig)
    rig.google.clock.advance(hours=9)
    rig.google.owner.revoke_access()
    rig.start()
    rig.until(lambda: (account := rig.account()) and account.problem == "clock")
    assert "clock is wrong" in rig.pult("status").stdout


def test_without_a_network_nothing_is_wrong(rig: SyncRig) -> None:
    signed_in(rig)
    rig.settings(token_endpoint="http://127.0.0.1:9/token", people_endpoint="http://127.0.0.1:9")
    rig.start()
    rig.until(lambda: rig.outcomes() == ["offline"])
    account = rig.account()
    assert account is not None
    assert account.problem == ""
    assert rig.terminate() == 0
    assert rig.pult("status").returncode == 0
    rig.settings()
    done = rig.pult("once")
    assert done.returncode == 0, done.stderr
    assert len(rig.names_at_google()) == 5


def test_once_beside_a_running_agent_says_so(rig: SyncRig) -> None:
    signed_in(rig)
    rig.start()
    rig.until(lambda: rig.outcomes()[:1] == ["ok"])
    before = sync_book.runs(rig.store)[0].number
    told = rig.pult("once")
    assert told.returncode == 1, told.stdout + rig.output()
    assert "already running" in told.stderr
    rig.until(lambda: sync_book.runs(rig.store)[0].number > before)


def test_signing_out_forgets_here_and_ends_it_there(rig: SyncRig) -> None:
    signed_in(rig)
    assert rig.pult("once").returncode == 0
    told = rig.pult("google", "sign-out")
    assert told.returncode == 0, told.stderr
    assert rig.google.oauth.refresh == {}
    assert rig.account() is None
    assert len(rig.names_at_google()) == 5, "nothing is deleted"
    told = rig.pult("once")
    assert told.returncode == 1, told.stdout + rig.output()
    assert "Sign in" in told.stderr
    assert rig.pult("google", "sign-out").stdout == "Nobody was signed in.\n"


def test_signing_out_without_a_network_forgets_all_the_same(rig: SyncRig) -> None:
    signed_in(rig)
    rig.settings(revoke_endpoint="http://127.0.0.1:9/revoke")
    told = rig.pult("google", "sign-out")
    assert told.returncode == 1, told.stdout + rig.output()
    assert "myaccount.google.com" in told.stdout
    assert rig.account() is None


def test_signed_in_on_a_pc_and_carried_to_the_kiosk(rig: SyncRig, tmp_path: Path) -> None:
    file = project_file(rig.google, tmp_path)
    sealed = tmp_path / "salon.pult-google"
    pc = tmp_path / "pc"
    pc.mkdir()
    (pc / "pult.toml").write_text((rig.home / "pult.toml").read_text())
    words = ("--home", str(pc), "google", "sign-in", "--project", str(file), "--to", str(sealed))
    made = rig.pult(*words, "--qr")
    assert made.returncode == 0, made.stderr
    assert {path.name for path in pc.iterdir()} == {"pult.toml"}, "a PC needs no salon"
    assert sealed.stat().st_mode & 0o777 == 0o600
    (code,) = re.findall(r"^    (\w{4}-\w{4}-\w{4})$", made.stdout, re.M)
    assert code not in sealed.read_text()
    assert rig.pult(*words).returncode == 1, "nothing is written over"
    assert "does not fit" in rig.pult("google", "import", str(sealed), stdin="AAAA\n").stderr
    taken = rig.pult("google", "import", str(sealed), stdin=code + "\n")
    assert taken.stdout.splitlines()[-1].endswith(f"Signed in as {rig.google.email}.")
    assert rig.pult("once").returncode == 0
    vault.forget_grant(rig.store)
    typed = f"{sealed.read_text()}{code}\n"
    assert rig.pult("google", "import", "-", stdin=typed).returncode == 0
    assert rig.account() is not None


def test_signing_in_on_the_kiosk_by_command(rig: SyncRig, tmp_path: Path) -> None:
    told = rig.pult("google", "sign-in")
    assert told.returncode == 1, told.stdout + rig.output()
    assert "import the file" in told.stderr
    file = project_file(rig.google, tmp_path)
    told = rig.pult("google", "sign-in", "--project", str(file))
    assert told.returncode == 0, told.stderr
    assert f"Signed in as {rig.google.email}." in told.stdout
    rig.google.oauth.consent = False
    told = rig.pult("google", "sign-in")
    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert rig.account() is not None, "the old one stays"


def test_the_probe_measures_and_leaves_nothing(rig: SyncRig) -> None:
    signed_in(rig)
    rig.google.owner.add("Private", "Person")
    label = rig.google.owner.create_label("Pult probe")
    rig.google.owner.add("Somebody", "Else", label=label.resource_name)
    left = rig.google.owner.add("Probe 3", client_data={"pult.probe": "3"})
    told = rig.pult("google", "probe", "--spare-account", "another@example.com")
    assert told.returncode == 1
    assert "not signed in" in told.stderr
    words = ("--contacts", "7", "--lag-seconds", "2")
    told = rig.pult("google", "probe", "--spare-account", rig.google.email.upper(), *words)
    assert told.returncode == 0, told.stderr
    for what in ("creating 7 at once", "the order of the request", "30 February", "note of 4096"):
        assert what in told.stdout
    assert "the feed shows all of them: after" in told.stdout
    assert rig.names_at_google() == {"Private Person", "Somebody Else"}
    assert not rig.google.groups.has("Pult probe")
    assert rig.google.foreign_writes == [left.resource_name], "of a probe that was cut off"
    rig.google.foreign_writes.clear()
