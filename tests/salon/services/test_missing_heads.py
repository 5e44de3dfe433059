"""Without the head kept beside them nobody knows whether books are the newest, and a key without a
database is the rest of a salon: both are told, and nothing is made anew in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from typing import Literal

import pytest

from kiosk.commands.pult import main
from kiosk.salon.compose import open_services
from kiosk.salon.domain.errors import DataMissing, NeedsPerson, PultError
from kiosk.salon.domain.keys import key_words
from kiosk.salon.home import Home, first_start_done, load_keys, open_home
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store.journal import START
from tests.rigs.books_world import NOW, made, sell, sold, start
from tests.rigs.salon import make_salon, open_salon

Left = Literal["there", "missing", "empty"]
HEADS = pytest.mark.parametrize("left", [None, b"", bytes(151), b"nonsense"])
"""What is left of the file: nothing, nothing in it, zeros after a power cut, no head of ours."""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made(tmp_path / "home")


@pytest.fixture
def opened() -> Iterator[list[Services]]:
    services: list[Services] = []
    yield services
    for one in services:
        one.context.store.close()


def leave(path: Path, left: bytes | None) -> None:
    if left is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(left)


@HEADS
def test_an_older_copy_without_its_head_takes_nothing(home: Home, opened, left) -> None:
    sold(home, 2)
    copy = home.path.parent / "copy.db"
    shutil.copyfile(home.database, copy)
    lost = sold(home, 3)
    shutil.copyfile(copy, home.database)
    leave(home.journal_head, left)
    services = start(home, opened)
    old = services.books.old
    assert old is not None
    assert (old.missing, old.entries) == (False, None)
    assert services.context.journal.verify() is not None
    for _ in range(2):
        with pytest.raises(NeedsPerson, match="Nobody can tell"):
            sell(services)
    assert services.checkout.todays_sales(), "what is there can be looked at"
    services.books.go_on(services.team.members()[0].id)
    assert services.books.old is None
    number = sell(services)
    assert number == "2026-1-100001"
    assert number not in lost, "nobody knows how many there were"
    assert services.books.verify().holds
    body = json.loads(
        services.context.store.value("SELECT body FROM journal WHERE kind = 'journal.gap'")
    )
    assert body["skipped"]["sale-1-2026"] == [3, 100_000]
    if left == b"nonsense":
        assert home.path.joinpath("journal.head.kept-1").read_bytes() == left
    services.context.store.close()
    again = start(home, opened)
    assert again.books.old is None
    assert sell(again) == "2026-1-100002"


@HEADS
def test_it_is_told_by_verify_and_by_the_doctor(home: Home, capsys, left) -> None:
    sold(home, 1)
    leave(home.journal_head, left)
    before = home.journal_head.read_bytes() if left is not None else None
    assert main(["--home", str(home.path), "journal", "verify"]) == 1
    assert "head" in capsys.readouterr().out
    assert main(["--home", str(home.path), "doctor"]) == 1
    told = capsys.readouterr().out
    assert "LOOK  Books: Nobody can tell" in told
    assert "LOOK  Journal: " in told
    assert "head" in told
    after = home.journal_head.read_bytes() if home.journal_head.exists() else None
    assert after == before, "looking makes none"


def test_another_key_seals_no_head(home: Home, opened) -> None:
    """One of another salon, whole as it is."""
    foreign = made(home.path.parent / "other")
    sold(home, 1)
    shutil.copyfile(foreign.journal_head, home.journal_head)
    services = start(home, opened)
    with pytest.raises(NeedsPerson):
        sell(services)


def test_a_head_stands_before_the_first_entry(tmp_path: Path) -> None:
    """So that no power cut at the first entries leaves a chain without one."""
    salon = open_salon(tmp_path)
    head = open_home(tmp_path).journal_head
    journal = salon.context.journal
    with suppress(ZeroDivisionError), salon.context.store.transaction():
        journal.append("sale", 1, {})
        seen = head.read_bytes()
        raise ZeroDivisionError
    assert seen == head.read_bytes()
    number, mac, _ = seen.split()
    assert (int(number), bytes.fromhex(mac.decode())) == (0, START)
    assert journal.verify() is None
    assert journal.behind() is None
    salon.context.store.close()
    made_at = make_salon(tmp_path)
    assert made_at.context.journal.verify() is None
    made_at.context.store.close()


# -- a database, a key, a head: each there, missing or empty ---------------------------------------

WHOLE = "opens and sells"
OLDER = "opens for reading and asks whether there is a newer copy"
LOST = "asks for a copy of the data, or for the words of the key"
KEY = "asks for the key"
FRESH = "is set up"


def expected(database: Left, key: Left, head: Left) -> str:
    if key == "empty":
        return KEY
    if key == "missing":
        return FRESH if (database, head) in {("missing", "missing"), ("missing", "empty")} else KEY
    if database != "there":
        return LOST
    return WHOLE if head == "there" else OLDER


LEFTS: tuple[Left, ...] = ("there", "missing", "empty")


@pytest.mark.parametrize(("database", "key", "head"), list(product(LEFTS, repeat=3)))
def test_whatever_is_left_of_a_salon(
    home: Home, opened, database: Left, key: Left, head: Left
) -> None:
    sold(home, 2)
    for path, left in ((home.database, database), (home.key, key), (home.journal_head, head)):
        if left != "there":
            leave(path, None if left == "missing" else b"")
    found = [outcome(home, opened)]
    for _ in range(2):
        if opened:
            opened[-1].context.store.close()
        found.append(outcome(home, opened))
    assert found == [expected(database, key, head)] * 3, "it stays so however often it is started"


def outcome(home: Home, opened: list[Services]) -> str:
    try:
        asked = ""
        try:
            services = start(home, opened)
        except DataMissing:
            asked = LOST
            services = start(home, opened, lost=True)
    except NeedsPerson as error:
        return KEY if "key" in error.message.plain() else error.message.plain()
    old = services.books.old
    if old is not None:
        with pytest.raises(PultError):
            services.context.store.try_writing()
        return LOST if old.missing else OLDER
    assert not asked
    if services.setup.needed:
        return FRESH
    sell(services)
    return WHOLE


def test_beginning_anew_without_database_and_head_takes_the_words(home: Home, opened) -> None:
    numbers = sold(home, 3)
    home.database.unlink()
    home.journal_head.unlink()
    services = start(home, opened, lost=True)
    (key,) = load_keys(home)
    services.books.start_anew(" ".join(key_words.spell(key)))
    assert services.books.old is None
    assert services.setup.needed
    assert services.books.verify().holds
    (last,) = services.context.store.column("SELECT last FROM series WHERE name = 'sale-1-2026'")
    assert last >= max(len(numbers), 100_000)
    services.context.store.close()
    assert start(home, opened).books.old is None


@pytest.mark.parametrize("cut", ["after the marker", "after the key", "after the database"])
def test_a_first_start_that_was_cut_off_is_a_first_start(
    tmp_path: Path, opened, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = open_home(tmp_path / "new")
    if cut == "after the marker":
        home.first_start.touch()
    elif cut == "after the key":
        load_keys(home)
    else:
        monkeypatch.setattr("kiosk.salon.compose.first_start_done", lambda _: None)
        open_services(home, Settings(), ManualClock(NOW)).context.store.close()
        monkeypatch.undo()
    services = start(home, opened)
    assert services.books.old is None
    assert services.setup.needed
    assert not home.first_start.exists()
    services.context.store.close()
    home.database.unlink()
    with pytest.raises(DataMissing):
        start(home, opened)


def test_a_first_start_is_done_once(home: Home) -> None:
    assert not home.first_start.exists()
    first_start_done(home)
    assert home.key.exists()
