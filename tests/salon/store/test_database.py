"""Durability on every thread, and what each failure of the file means for the caller."""

from __future__ import annotations

import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Busy, Damaged, DiskFull, NeedsPerson, PultError
from kiosk.salon.store import database
from kiosk.salon.store.database import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "pult.db")


def pragmas(store: Store) -> tuple[object, ...]:
    names = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    return tuple(store.db.execute_sql(f"PRAGMA {name}").fetchone()[0] for name in names)


@pytest.mark.req("K1")
def test_every_threads_connection_is_durable(store: Store) -> None:
    found = []

    def look() -> None:
        found.append(pragmas(store))
        store.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    # synchronous: 2 is FULL.
    assert found == [("wal", 2, 1, 1)]
    assert pragmas(store) == ("wal", 2, 1, 1)


def test_rows_are_written_and_read_by_the_names_of_their_columns(store: Store) -> None:
    barcodes = "SELECT code FROM barcode ORDER BY code"
    count = "SELECT count(*) FROM barcode WHERE product_id = ?"
    assert (store.value(barcodes), store.column(barcodes), store.number(barcodes)) == (None, [], 0)
    product = {"id": b"p", "name": "Oil", "folded": "oil", "code": "", "category": "", "unit": ""}
    with store.transaction():
        store.insert("product", **product, price_minor=1, vat_bp=0, stock_milli=0, active=1)
        store.insert("barcode", code="22", product_id=b"p")
        store.insert("barcode", code="11", product_id=b"p")
        store.replace("barcode", code="22", product_id=b"p")
        assert store.update("product", b"p", price_minor=7, name="Oils") == 1
        assert store.update("product", b"other", price_minor=8) == 0
    assert (store.value(barcodes), store.column(barcodes)) == ("11", ["11", "22"])
    assert store.number(count, (b"p",)) == 2
    assert store.row("SELECT name, price_minor FROM product WHERE id = :id", {"id": b"p"}) == (
        "Oils",
        7,
    )


def test_the_database_and_its_log_are_the_owners_alone(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        store.run("INSERT INTO series (name, last) VALUES ('x', 1)")
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert modes == {"pult.db": 0o600, "pult.db-wal": 0o600, "pult.db-shm": 0o600}


def test_a_folder_that_is_missing_needs_a_person(tmp_path: Path) -> None:
    with pytest.raises(NeedsPerson):
        Store.open(tmp_path / "missing" / "pult.db")


def test_a_write_outside_a_transaction_is_a_bug(store: Store) -> None:
    with pytest.raises(RuntimeError):
        store.run("INSERT INTO series (name, last) VALUES ('x', 1)")


def test_callbacks_run_once_it_is_durable_and_never_after_a_failure(store: Store) -> None:
    ran: list[str] = []
    with store.transaction():
        store.after_commit(lambda: ran.append("outer"))
        with store.transaction():
            store.after_commit(lambda: ran.append("inner"))
        assert ran == []

    def fail() -> None:
        with store.transaction():
            store.after_commit(lambda: ran.append("never"))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.transaction():
        pass
    assert ran == ["outer", "inner"]


@pytest.mark.parametrize("error", [Busy, DiskFull])
def test_what_fails_beside_a_transaction_changes_nothing_of_how_it_ended(
    store: Store, error: type[Busy | DiskFull], caplog: pytest.LogCaptureFixture
) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise error

    with store.transaction():
        store.when_ended(fail)
        store.when_ended(lambda: ran.append("anyway"))
        store.after_commit(lambda: ran.append("committed"))
    assert ran == ["anyway", "committed"]

    def refuse() -> None:
        with store.transaction():
            store.when_ended(fail)
            store.when_ended(lambda: ran.append("again"))
            raise KeyError

    with pytest.raises(KeyError):
        refuse()
    assert ran[2:] == ["again"]
    store.when_ended(fail)
    assert len(caplog.records) == 3


def fill(store: Store) -> None:
    """One transaction of about three megabytes."""
    with store.transaction():
        store.run("INSERT INTO series (name, last) VALUES ('first', 1)")
        for count in range(15_000):
            store.run("INSERT INTO series (name, last) VALUES (?, 1)", (f"{count:0200d}",))


@pytest.mark.req("K1")
def test_a_file_that_may_not_grow_stops_loudly_and_writes_nothing(store: Store) -> None:
    pages = store.db.execute_sql("PRAGMA page_count").fetchone()[0]
    store.db.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull):
        fill(store)
    assert store.rows("SELECT * FROM series") == []
    store.db.execute_sql("PRAGMA max_page_count = 1000000")
    with store.transaction():
        store.run("INSERT INTO series (name, last) VALUES ('after', 1)")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of two megabytes; skipped where mounting is not allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("mounting is not allowed here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.req("K1")
def test_a_full_disk_stops_loudly_and_writes_nothing(small_disk: Path) -> None:
    store = Store.open(small_disk / "pult.db")
    with pytest.raises(DiskFull):
        fill(store)
    assert store.rows("SELECT * FROM series") == []
    with store.transaction():
        store.run("INSERT INTO series (name, last) VALUES ('after', 1)")
    store.close()


def test_a_database_that_somebody_else_holds_is_busy(store: Store, tmp_path: Path) -> None:
    waiting = Store.open(tmp_path / "pult.db")
    waiting.patience = 0.02
    with store.transaction(), pytest.raises(Busy), waiting.transaction():
        raise AssertionError("got in")
    with waiting.transaction():
        waiting.run("INSERT INTO series (name, last) VALUES ('later', 1)")


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "pult.db"
    path.write_bytes(b"This is a shopping list, not a database. " * 200)
    with pytest.raises(Damaged):
        Store.open(path)
    assert path.read_bytes().startswith(b"This is a shopping list")


def test_a_damaged_page_is_told_and_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "pult.db"
    store = Store.open(path)
    with store.transaction():
        for count in range(2_000):
            store.run("INSERT INTO series (name, last) VALUES (?, 1)", (f"{count:0100d}",))
    store.db.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    root = store.db.execute_sql(
        "SELECT rootpage FROM sqlite_master WHERE name = 'series'"
    ).fetchone()[0]
    size = store.db.execute_sql("PRAGMA page_size").fetchone()[0]
    store.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    damaged = Store.open(path)
    with pytest.raises(Damaged), damaged.transaction():
        damaged.run("INSERT INTO series (name, last) VALUES ('x', 1)")
    damaged.close()


def test_a_folder_that_is_not_there_needs_a_person(tmp_path: Path) -> None:
    with pytest.raises(NeedsPerson):
        Store.open(tmp_path / "missing" / "pult.db")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("database or disk is full", DiskFull),
        ("database is locked", Busy),
        ("database disk image is malformed", Damaged),
        ("disk I/O error", Damaged),
        ("attempt to write a readonly database", NeedsPerson),
    ],
)
def test_what_sqlite_says_has_a_meaning(text: str, meaning: type[PultError]) -> None:
    assert type(database.explain(sqlite3.OperationalError(text))) is meaning


def test_a_bug_of_ours_stays_a_bug() -> None:
    assert database.explain(sqlite3.OperationalError("no such table: sales")) is None
