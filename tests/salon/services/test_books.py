"""Books that are older than what was recorded, or gone: nothing is written and no number comes
twice until somebody has decided."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.commands.pult import main
from kiosk.salon.compose import open_services
from kiosk.salon.domain.errors import DataMissing, NeedsPerson, Refused
from kiosk.salon.domain.keys import key_words
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import Home, load_keys, save_keys
from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from tests.rigs.books_world import NOW, made, sell, sold, start


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return made(tmp_path / "home")


@pytest.fixture
def opened() -> Iterator[list[Services]]:
    """Closed at the end, however the test ends."""
    services: list[Services] = []
    yield services
    for one in services:
        one.context.store.close()


def put_older_back(home: Home) -> list[str]:
    """A copy of the database from before the last three sales; returns their numbers."""
    sold(home, 2)
    copy = home.path.parent / "copy.db"
    shutil.copyfile(home.database, copy)
    lost = sold(home, 3)
    shutil.copyfile(copy, home.database)
    return lost


def lose_the_log(home: Home) -> list[str]:
    """The power goes, and with it the write-ahead log."""
    sold(home, 2)
    aside = home.path.parent / "aside"
    services = open_services(home, Settings(), ManualClock(NOW))
    lost = [sell(services) for _ in range(3)]
    assert home.database.with_name("pult.db-wal").stat().st_size
    aside.mkdir()
    for name in ("pult.db", "salon.key", "journal.head"):
        shutil.copyfile(home.path / name, aside / name)
    services.context.store.close()
    shutil.rmtree(home.path)
    aside.rename(home.path)
    return lost


HARMS = pytest.mark.parametrize("harm", [put_older_back, lose_the_log])


@HARMS
def test_older_books_take_nothing_until_somebody_has_decided(harm, home: Home, opened) -> None:
    harm(home)
    head = home.journal_head.read_bytes()
    services = start(home, opened)
    old = services.books.old
    assert old is not None
    assert (old.missing, old.entries) == (False, 3)
    assert old.message.plain() == "These books are older than this till's last receipt."
    with pytest.raises(NeedsPerson, match="older than this till"):
        sell(services)
    with pytest.raises(NeedsPerson):
        services.context.store.try_writing()
    assert services.checkout.todays_sales(), "what is there can be looked at"
    assert home.journal_head.read_bytes() == head
    fault = services.context.journal.verify()
    assert fault is not None
    assert "cut off" in fault.message.plain()


@HARMS
def test_going_on_is_an_entry_and_a_gap_and_never_a_number_again(harm, home: Home, opened) -> None:
    lost = harm(home)
    services = start(home, opened)
    stylist, manager = services.team.members()[1], services.team.members()[0]
    with pytest.raises(Refused):
        services.books.go_on(stylist.id)
    services.books.go_on(manager.id)
    assert services.books.old is None
    number = sell(services)
    assert number not in lost
    assert number > max(lost)
    assert services.context.journal.verify() is None
    body = json.loads(
        services.context.store.value("SELECT body FROM journal WHERE kind = 'journal.gap'")
    )
    assert body["existed"] - body["last"] == 3
    first, last = body["skipped"]["sale-1-2026"]
    assert [f"2026-1-{n:06d}" for n in range(first, last + 1)] == lost
    assert body["by"]
    # Whoever deletes that entry, or the whole rest, is found out again.
    services.context.store.close()
    assert start(home, opened).books.old is None


def test_another_process_goes_on_by_itself_when_it_was_decided(home: Home, opened) -> None:
    put_older_back(home)
    desk, agent = start(home, opened), start(home, opened)
    desk.books.go_on(desk.team.members()[0].id)
    agent.context.store.try_writing()


def test_a_head_that_was_not_written_any_more_is_no_harm(home: Home, opened) -> None:
    """Killed between the commit and the head: it lags behind by one, or by some."""
    heads = []
    for _ in range(3):
        heads.append(home.journal_head.read_bytes())
        sold(home, 1)
    for head in heads:
        home.journal_head.write_bytes(head)
        services = start(home, opened)
        assert services.books.old is None
        sell(services)
        services.context.store.close()
    assert start(home, opened).context.journal.verify() is None


def test_a_head_never_goes_back(home: Home, opened) -> None:
    """Two processes write it after their commits, the later one first."""
    services = start(home, opened)
    earlier: list = []
    journal = services.context.journal
    write = journal._file.write
    journal._file.write = lambda head, ours: earlier.append(head)
    sell(services)
    journal._file.write = write
    sell(services)
    later = home.journal_head.read_bytes()
    for head in earlier:
        write(head, lambda _: True)
    assert home.journal_head.read_bytes() == later


# -- everything gone ------------------------------------------------------------------------------


def take_away(home: Home) -> None:
    home.database.unlink()


def empty(home: Home) -> None:
    home.database.write_bytes(b"")


def take_away_but_not_its_log(home: Home) -> None:
    home.database.unlink()
    home.database.with_name("pult.db-wal").write_bytes(b"what is left of it" * 100)


@pytest.mark.parametrize("harm", [take_away, empty, take_away_but_not_its_log])
def test_lost_data_are_no_set_up_for_whoever_stands_there(harm, home: Home, opened) -> None:
    numbers = sold(home, 3)
    harm(home)
    with pytest.raises(DataMissing):
        start(home, opened)
    services = start(home, opened, lost=True)
    old = services.books.old
    assert old is not None
    assert old.missing
    manager = StaffMember(b"", "Somebody", "Else", role="manager")
    profile = Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ")
    with pytest.raises(NeedsPerson, match="missing"):
        services.setup.finish(profile, manager, "2580")
    foreign = SalonKeys.generate()
    with pytest.raises(Refused, match="not the words"):
        services.books.start_anew(" ".join(key_words.spell(foreign)))
    (key,) = load_keys(home)
    services.books.start_anew(" ".join(key_words.spell(key)))
    services.setup.finish(profile, manager, "2580")
    assert services.context.journal.verify() is None
    kinds = services.context.store.column("SELECT kind FROM journal ORDER BY seq")
    assert kinds[0] == "journal.anew"
    (last,) = services.context.store.column("SELECT last FROM series WHERE name = 'sale-1-2026'")
    assert last >= len(numbers)
    if harm is take_away_but_not_its_log:
        assert b"what is left" in home.path.joinpath("pult.db-wal.lost-1").read_bytes()


def test_tables_that_were_emptied_are_no_set_up_either(home: Home, opened) -> None:
    with sqlite3.connect(home.database) as db:
        db.execute("PRAGMA foreign_keys = off")
        db.execute("DELETE FROM salon")
        db.execute("DELETE FROM staff")
    db.close()
    services = start(home, opened)
    assert services.setup.needed
    assert services.books.old is not None
    assert services.books.old.missing


def test_a_lost_database_is_told_by_the_commands(home: Home, capsys) -> None:
    take_away(home)
    for words in (["doctor"], ["journal", "verify"], ["export", "sales"]):
        assert main(["--home", str(home.path), *words]) == 1
    told = capsys.readouterr()
    assert told.out.count("missing") + told.err.count("missing") == 3
    assert not home.database.exists(), "nothing was made in its place"


def test_a_lost_database_and_a_lost_key_make_no_new_key(home: Home, opened) -> None:
    take_away(home)
    home.key.unlink()
    with pytest.raises(NeedsPerson, match="key"):
        start(home, opened)
    assert not home.key.exists()


# -- the key --------------------------------------------------------------------------------------


def test_another_key_of_the_same_number_does_not_open_the_data(home: Home, opened) -> None:
    (right,) = load_keys(home)
    save_keys(home, (SalonKeys.generate(right.key_id),))
    with pytest.raises(NeedsPerson, match="not the key of this data"):
        start(home, opened)
    save_keys(home, (right,))
    sell(start(home, opened))


def test_a_log_over_an_older_copy_is_noticed_and_takes_nothing(home: Home, opened) -> None:
    first = start(home, opened)
    for _ in range(100):
        sell(first)
    first.context.store.close()
    older = home.database.read_bytes()
    later = start(home, opened)
    for _ in range(15):
        sell(later)
    assert later.context.store.cut_log()
    for _ in range(15):
        sell(later)
    log = home.database.with_name("pult.db-wal")
    newer = log.read_bytes()
    later.context.store.close()
    home.database.write_bytes(older)
    log.write_bytes(newer)

    for _ in range(2):  # whoever closes it last writes the log into the database
        mixed = start(home, opened)
        assert mixed.context.journal.behind() is None, "what is newest is there"
        with pytest.raises(NeedsPerson, match="two times"):
            sell(mixed)
        mixed.context.store.close()


def test_a_bridged_gap_is_no_hole(home: Home, opened) -> None:
    services = start(home, opened)
    sell(services)
    assert not services.context.journal.mixed()
    services.context.store.close()
    older = home.database.read_bytes()
    services = start(home, opened)
    for _ in range(3):
        sell(services)
    services.context.store.close()
    home.database.write_bytes(older)
    services = start(home, opened)
    services.books.go_on(services.team.members()[0].id)
    sell(services)
    assert not services.context.journal.mixed()
