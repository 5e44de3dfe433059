"""The sign-in at rest and on its way from a PC: nothing in clear, and no key but the right one."""

from __future__ import annotations

import base64
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from kiosk.commands import pult as cli
from kiosk.salon.domain import qr
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys import sealing, sync_import
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.engine.problems import SignInAgain
from sync_agent.google.signin import importing, transfer, vault
from sync_agent.google.signin.grant import CONTACTS, Grant
from sync_agent.google.signin.project import Project
from tests.rigs.planted import files_of
from tests.rigs.worker import open_salon, prepare

NOW = 1_795_250_000_000
SECRET, TOKEN = "GOCSPX-sample-client-secret", "1//04sample-refresh-token-Az_9"
PROJECT = Project("1234-sample.apps.googleusercontent.com", SECRET, "pult-sample")
GRANT = Grant("100000000000000000003", "salon@example.com", TOKEN, (CONTACTS,), PROJECT)


def shapes(text: str) -> Iterable[bytes]:
    raw = text.encode()
    yield from (raw, raw.hex().encode(), text.encode("utf-16-le"))
    # base64 at each of its three alignments, without the letters that neighbours change
    for lead in range(3):
        inner = base64.b64encode(b"\0" * lead + raw)[lead and lead + 1 : -4]
        yield from (inner, inner.translate(bytes.maketrans(b"+/", b"-_")))


def places(folder: Path, *secrets: str) -> list[str]:
    wanted = [shape for secret in secrets for shape in shapes(secret)]
    return [path.name for path in files_of(folder) if any(s in path.read_bytes() for s in wanted)]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    prepare(folder, NOW)
    return folder


def keep(home: Path) -> None:
    services, _ = open_salon(home, NOW)
    vault.keep_grant(services.context.store, services.context.keys, GRANT, NOW)
    services.context.store.close()


def opened(home: Path) -> Grant:
    services, _ = open_salon(home, NOW)
    try:
        return vault.grant(services.context.store, services.context.keys)
    finally:
        services.context.store.close()


def test_it_comes_back_and_nothing_of_it_stands_on_the_disk(home: Path) -> None:
    services, _ = open_salon(home, NOW)
    store, keys = services.context.store, services.context.keys
    vault.keep_grant(store, keys, GRANT, NOW)
    assert vault.grant(store, keys) == GRANT
    assert vault.project(store, keys) == PROJECT
    assert (home / "pult.db-wal").stat().st_size > 0, "as after a kill"
    assert places(home, TOKEN, SECRET) == []
    vault.forget_grant(store)
    with pytest.raises(SignInAgain):
        vault.grant(store, keys)
    assert vault.project(store, keys) == PROJECT
    store.close()
    assert places(home, TOKEN, SECRET) == []
    assert TOKEN not in repr(GRANT) + str(GRANT)
    assert SECRET not in repr(PROJECT) + repr(GRANT)


@pytest.mark.parametrize("form", range(3))
def test_the_search_would_find_it(tmp_path: Path, form: int) -> None:
    raw = (TOKEN.encode(), base64.b64encode(b"x" + TOKEN.encode()), TOKEN.encode().hex().encode())
    (tmp_path / "log").write_bytes(b"token " + raw[form] + b".\n")
    assert places(tmp_path, TOKEN) == ["log"]


def test_a_changed_key_opens_it_once_more_and_seals_it_anew(home: Path) -> None:
    keep(home)
    for turn in (2, 3):
        assert cli.main(["--home", str(home), "key", "rotate"]) == 0
        assert opened(home) == GRANT
        services, _ = open_salon(home, NOW)
        kept = sync_accounts.get(services.context.store, vault.ACCOUNT)
        assert kept is not None
        assert kept.key_id == turn
        assert (kept.account, kept.title) == (GRANT.account, GRANT.title)
        services.context.store.close()
    assert places(home, TOKEN, SECRET) == []


def test_without_its_key_it_is_a_calm_sign_in_again(home: Path) -> None:
    keep(home)
    (home / "salon.key").unlink()
    assert cli.main(["--home", str(home), "key", "new", "--lost"]) == 0
    with pytest.raises(SignInAgain):
        opened(home)


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE sync_account SET key_id = 2",
        "UPDATE sync_account SET sealed = substr(sealed, 1, 60)",
        "UPDATE sync_account SET sealed = x''",
        "UPDATE sync_account SET sealed = zeroblob(200)",
        "UPDATE sync_account SET sealed = (SELECT sealed FROM sync_account "
        "WHERE name = 'google-project')",
    ],
)
def test_what_was_tampered_with_does_not_open(home: Path, harm: str) -> None:
    keep(home)
    with sqlite3.connect(home / "pult.db") as db:
        db.execute(harm)
    db.close()
    with pytest.raises(SignInAgain):
        opened(home)


def test_a_secret_is_bound_to_its_place() -> None:
    keys = SalonKeys.generate()
    key_id, sealed = sealing.seal(keys, "one", "text")
    assert sealing.unseal(keys, "one", key_id, sealed) == "text"
    with pytest.raises(ValueError, match="another key"):
        sealing.unseal(keys, "two", key_id, sealed)
    with pytest.raises(ValueError, match="another key"):
        sealing.unseal(SalonKeys.generate(), "one", key_id, sealed)


# -- carried from a PC ----------------------------------------------------------------------------


def test_a_file_opens_with_its_code_alone(tmp_path: Path) -> None:
    code = transfer.new_code()
    text = transfer.seal(GRANT, code)
    (tmp_path / "stick").write_text(text)
    assert places(tmp_path, TOKEN, SECRET, GRANT.title) == []
    assert transfer.unseal(text + "\n", code) == GRANT
    assert transfer.unseal(text, code.lower().replace("-", " ")) == GRANT
    for wrong in (transfer.new_code(), code[:-1], ""):
        with pytest.raises(Refused, match="code does not fit"):
            transfer.unseal(text, wrong)


def test_letters_that_look_alike_are_one() -> None:
    text = transfer.seal(GRANT, "0011-AAAA-BBBB")
    assert transfer.unseal(text, "oOiL-aaaa-bbbb") == GRANT


@pytest.mark.parametrize("harm", [lambda t: t[:-8], lambda t: t[:40], lambda t: t + "é"])
def test_a_damaged_file_is_refused(harm: object) -> None:
    assert callable(harm)
    with pytest.raises(Refused, match="damaged"):
        transfer.unseal(harm(transfer.seal(GRANT, "AAAA-BBBB-CCCC")), "AAAA-BBBB-CCCC")


def test_codes_are_long_enough() -> None:
    codes = {transfer.new_code() for _ in range(200)}
    assert len(codes) == 200
    letters = transfer.GROUPS * transfer.GROUP
    assert len(set(transfer.LETTERS)) ** letters >= 2**60


def test_it_fits_a_qr_code() -> None:
    long = Grant(GRANT.account, "a" * 60 + "@example.com", "1//" + "x" * 160, (CONTACTS,), PROJECT)
    assert len(qr.matrix(transfer.seal(long, "AAAA-BBBB-CCCC"))) < 140


def test_files_of_both_kinds_are_taken_from_a_stick(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "pult.db")
    keys = SalonKeys.generate()
    stick = tmp_path / "STICK"
    stick.mkdir()
    folders = [str(stick)]
    with pytest.raises(Refused, match="plugged in"):
        importing.from_path(store, keys, folders, "", "", NOW)
    (stick / "client_secret.json").write_text(
        f'{{"installed": {{"client_id": "{PROJECT.client_id}", "client_secret": "{SECRET}"}}}}'
    )
    (stick / "kiosk.pult-google").write_text(transfer.seal(GRANT, "AAAA-BBBB-CCCC"))
    assert importing.from_path(store, keys, folders, "", "", NOW) == "project"
    with pytest.raises(SignInAgain):
        vault.grant(store, keys)
    with pytest.raises(Refused, match="Type it in"):
        importing.from_path(store, keys, (), str(stick / "kiosk.pult-google"), "", NOW)
    with pytest.raises(Refused, match="does not fit"):
        importing.from_path(store, keys, folders, "", "AAAA", NOW)
    assert importing.from_path(store, keys, folders, "", "aaaabbbbcccc", NOW) == "account"
    assert vault.grant(store, keys) == GRANT
    store.close()


def test_the_code_does_not_wait_in_clear(home: Path) -> None:
    services, _ = open_salon(home, NOW)
    keys = services.context.keys
    detail = sync_import.detail(keys, "/media/STICK/a.pult-google", "7KQ2-M8RT-XW4D")
    assert "7KQ2" not in detail
    assert "374b5132" not in detail.lower()
    assert sync_import.read(keys, detail) == ("/media/STICK/a.pult-google", "7KQ2-M8RT-XW4D")
    assert sync_import.read(keys, "") == ("", "")
    assert sync_import.read(keys, '{"path": "x"}') == ("x", "")
    services.context.store.close()
