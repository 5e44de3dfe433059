"""The one SQLite file: opening it, its durability, its transactions, its failures.

WAL with ``synchronous=FULL``: a transaction that has returned survives a power cut; with
``NORMAL`` the last sales before the cut would be lost (sqlite.org/pragma.html#pragma_synchronous).
Each thread gets a connection of its own from peewee; writers queue on ``BEGIN IMMEDIATE``.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence, Sized
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import peewee

from kiosk.salon.domain.errors import Busy, Damaged, DiskFull, NeedsPerson, PultError
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store import migrations

log = logging.getLogger(__name__)

BUSY_SECONDS = 5
"""How long a writer waits for another process before :class:`Busy`."""
LOOK_AGAIN_SECONDS, LATER_SECONDS, AT_ONCE_SECONDS = 0.0005, 0.005, 0.05
"""How often a writer looks whether the lock is free: at first, and after so long. SQLite itself
sleeps 1, 2, 5, 10, 15, 20, 25 … ms (sqlite3_busy_timeout) and so waits twice as long as others
write."""

PRAGMAS: tuple[tuple[str, object], ...] = (
    ("journal_mode", "wal"),
    ("synchronous", "full"),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("cache_size", -16_000),
    ("temp_store", "memory"),
    # A kiosk moves the log by itself (see checkpoints.py); 32 MB is for whoever does not.
    ("wal_autocheckpoint", 8000),
)

PASSING = -500
"""``cache_size`` (KiB, negative) while something is read through."""

Params = Sequence[object] | Mapping[str, object]
"""Values for the ``?`` of a statement, or by name for its ``:name``; names that do not occur in it
are left alone."""


def marks(values: Sized) -> str:
    """A ``?`` for each of them."""
    return ", ".join("?" * len(values))


def explain(error: BaseException) -> PultError | None:
    """What a database error means for the caller, or None when it is a bug of ours."""
    text = str(error).lower()
    if "disk is full" in text or "no space left" in text:
        return DiskFull()
    if "locked" in text or "busy" in text:
        return Busy()
    if "malformed" in text or "not a database" in text or "disk i/o error" in text:
        return Damaged(reason=str(error))
    if "readonly" in text or "unable to open" in text:
        return _not_writable(str(error))
    return None


def _not_writable(reason: str) -> NeedsPerson:
    told = T("The database cannot be written. Check the data folder and its owner.")
    return NeedsPerson(told, reason=reason)


def _reason(error: BaseException) -> BaseException:
    """The error behind a failed ROLLBACK: when the disk is full, SQLite rolls back by itself
    (sqlite.org/lang_transaction.html, 3.1), and the library's own ROLLBACK hides why."""
    while "no transaction is active" in str(error) and error.__context__ is not None:
        error = error.__context__
    return error


@contextmanager
def translated() -> Iterator[None]:
    """Turns errors of the database into ours; anything unexpected passes unchanged."""
    try:
        yield
    except (peewee.PeeweeException, sqlite3.Error) as error:
        reason = _reason(error)
        known = reason if isinstance(reason, PultError) else explain(reason)
        if known is None:
            raise
        raise known from error


def _run_anyway(callback: Callable[[], None]) -> None:
    """What is done beside a transaction: failing, it changes nothing of how that one ended."""
    try:
        callback()
    except PultError as error:
        log.warning("not done after a transaction: %r", error)


def _make_private(path: Path) -> None:
    """Makes a new database readable by its owner alone; SQLite gives its log and shared memory the
    same mode. One that exists is left alone: closing any other handle on it would give up the
    locks this process holds (sqlite.org/howtocorrupt.html, 2.2)."""
    # Whatever stands in the way is told by SQLite, which opens it next.
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


class Store:
    """An open database. Made by :meth:`open`; one per process. ``manners``: called after each
    writing transaction with the seconds that it held the write lock. ``patience``: seconds that a
    writer waits for its turn. ``held``: says why nothing may be written at present, or None."""

    def __init__(self, path: Path, db: peewee.SqliteDatabase) -> None:
        self.path = path
        self.db = db
        self.manners: Callable[[float], None] | None = None
        self.patience: float = BUSY_SECONDS
        self.held: Callable[[], Msg | None] | None = None
        self._after_commit = threading.local()
        self._log_to_cut = threading.Event()
        # What was erased just before the power went stands in the log that is found.
        self._log_to_cut.set()

    @classmethod
    def open(cls, path: Path) -> Store:
        """Opens or makes the file and brings its schema up to date.

        Raises :class:`Damaged`, :class:`DiskFull`, :class:`Busy`, and :class:`NeedsPerson` when
        the file was written by a newer version.
        """
        _make_private(path)
        with translated():
            db = peewee.SqliteDatabase(str(path), pragmas=PRAGMAS, timeout=BUSY_SECONDS)
            store = cls(path, db)
            db.connect()
            migrations.upgrade(db)
            return store

    def close(self) -> None:
        """Closes this thread's connection."""
        if not self.db.is_closed():
            self.db.close()

    @contextmanager
    def transaction(self, *, also_held: bool = False) -> Iterator[None]:
        """All or nothing, durable on return. The write lock is taken at once, so a check made
        inside still holds when it is acted upon. Nests: an inner one joins the outer.

        Raises :class:`NeedsPerson` while the store is held. ``also_held``: not this one, which is
        part of getting out of that."""
        with translated():
            if self.db.in_transaction():
                yield
                return
            if not also_held:
                self.require_free()
            self._after_commit.callbacks, self._after_commit.anyway = [], []
            try:
                with ExitStack() as lock:
                    self._take(lock)
                    begun = time.monotonic()
                    yield
                held = time.monotonic() - begun
            finally:
                callbacks, self._after_commit.callbacks = self._after_commit.callbacks, []
                anyway, self._after_commit.anyway = self._after_commit.anyway, []
                for callback in anyway:
                    _run_anyway(callback)
        for callback in callbacks:
            callback()
        if self.manners is not None:
            self.manners(held)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the running transaction that is undone alone when it raises: what was written
        in it, and what was to be done after the commit because of it."""
        callbacks = self._after_commit.callbacks
        known = len(callbacks)
        try:
            with translated(), self.db.savepoint():
                yield
        except BaseException:
            del callbacks[known:]
            raise

    def require_writable(self) -> None:
        """Raises :class:`NeedsPerson` for a file that SQLite has quietly opened for reading."""
        if not os.access(self.path, os.W_OK):
            self.close()
            raise _not_writable("read-only")

    def require_free(self) -> None:
        """Raises :class:`NeedsPerson` while the store is held."""
        if self.held is None:
            return
        told = self.held()
        if told is not None:
            raise NeedsPerson(told)
        self.held = None

    def _take(self, lock: ExitStack) -> None:
        """Begins a transaction with the write lock, as soon as nobody else has it."""
        began = time.monotonic()
        self._wait_inside(0)
        try:
            while True:
                try:
                    lock.enter_context(self.db.atomic("IMMEDIATE"))
                    return
                except peewee.OperationalError as error:
                    waited = time.monotonic() - began
                    if waited >= self.patience or not isinstance(explain(error), Busy):
                        raise
                time.sleep(LOOK_AGAIN_SECONDS if waited < AT_ONCE_SECONDS else LATER_SECONDS)
        finally:
            self._wait_inside(BUSY_SECONDS)

    def _wait_inside(self, seconds: float) -> None:
        """How long SQLite itself waits for locks, by its own steps."""
        self.db.connection().execute(f"PRAGMA busy_timeout = {round(seconds * 1000)}")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside belongs to one moment, while others go on writing."""
        with translated(), self.db.atomic("DEFERRED"):
            yield

    @contextmanager
    def read_through(self) -> Iterator[None]:
        """For what is read once from end to end: its pages are not kept, and do not drive out those
        that are needed again."""
        kept = self.number("PRAGMA cache_size")
        self.db.connection().execute(f"PRAGMA cache_size = {PASSING}")
        try:
            yield
        finally:
            self.db.connection().execute(f"PRAGMA cache_size = {kept}")

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Runs ``callback`` once the running transaction is durable; never if it fails."""
        self._after_commit.callbacks.append(callback)

    def when_ended(self, callback: Callable[[], None]) -> None:
        """Runs ``callback`` once the running transaction has ended, also by failing, and at once
        where none runs: for what is written of something that was refused. A PultError that it
        raises is logged alone: what was refused, or is durable, stays what is told."""
        if self.db.in_transaction():
            self._after_commit.anyway.append(callback)
        else:
            _run_anyway(callback)

    def rows(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Plain tuples, for the store alone: what leaves it are dataclasses."""
        with translated():
            return self.db.execute_sql(sql, params).fetchall()  # type: ignore[no-any-return]

    def each_named(
        self, sql: str, params: Mapping[str, object]
    ) -> Generator[tuple[Any, ...], None, None]:
        """Like :meth:`rows`, found one by one for whoever stops when there are enough."""
        with translated():
            cursor = self.db.execute_sql(sql, params)
            try:
                yield from cursor
            finally:
                cursor.close()

    def row(self, sql: str, params: Params = ()) -> tuple[Any, ...] | None:
        """The first row or None."""
        with translated():
            return self.db.execute_sql(sql, params).fetchone()  # type: ignore[no-any-return]

    def column(self, sql: str, params: Params = ()) -> list[Any]:
        """The first value of each row."""
        return [row[0] for row in self.rows(sql, params)]

    def value(self, sql: str, params: Params = ()) -> Any | None:
        """The first value of the first row, None without a row."""
        found = self.row(sql, params)
        return found[0] if found else None

    def number(self, sql: str, params: Params = ()) -> int:
        """Like :meth:`value`, of what is counted: 0 for nothing."""
        return int(self.value(sql, params) or 0)

    def insert(self, table: str, **values: object) -> None:
        """Writes a row, inside a transaction. Several at once: :mod:`kiosk.salon.store.bulk`."""
        self._put("INSERT", table, values)

    def replace(self, table: str, **values: object) -> None:
        """Like :meth:`insert`, in the place of the row with the same key."""
        self._put("INSERT OR REPLACE", table, values)

    def _put(self, verb: str, table: str, values: Mapping[str, object]) -> None:
        sql = f"{verb} INTO {table} ({', '.join(values)}) VALUES ({marks(values)})"
        self.run(sql, tuple(values.values()))

    def update(self, table: str, row_id: Id, **values: object) -> int:
        """Sets columns of the row with this id, inside a transaction; 0 when there is none."""
        sets = ", ".join(f"{name} = ?" for name in values)
        return self.run(f"UPDATE {table} SET {sets} WHERE id = ?", (*values.values(), row_id))

    def run(self, sql: str, params: Sequence[object] = ()) -> int:
        """Writes; returns the number of rows changed. Only inside a transaction."""
        with translated():
            if not self.db.in_transaction():
                raise RuntimeError("a write outside a transaction")
            return self.db.execute_sql(sql, params).rowcount  # type: ignore[no-any-return]

    def checkpoint(self) -> int:
        """Moves the write-ahead log into the database without making anybody wait; returns how
        many pages could not be moved because somebody reads an older state."""
        found = self.row("PRAGMA wal_checkpoint(PASSIVE)")
        assert found is not None
        _, pages, moved = found
        return max(0, int(pages) - int(moved))

    def cut_log_soon(self) -> None:
        """Something was erased: the next :meth:`tidy_log` after the running transaction shall
        leave nothing of it in the log."""
        self._log_to_cut.set()

    def cut_log(self) -> bool:
        """Moves the whole log into the database and makes its file empty; False when somebody
        reads an older state or writes, to be tried again. Waits for nobody: while SQLite waited
        here, all writers would wait with it (sqlite.org/c3ref/wal_checkpoint_v2.html)."""
        self._wait_inside(0)
        try:
            return not self.number("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self._wait_inside(BUSY_SECONDS)

    def tidy_log(self) -> None:
        """Moves the log into the database; cuts it when something was erased."""
        if not self._log_to_cut.is_set():
            self.checkpoint()
            return
        self._log_to_cut.clear()
        done = False
        try:
            done = self.cut_log()
        finally:
            if not done:
                self._log_to_cut.set()

    def check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is whole."""
        found = self.column("PRAGMA quick_check(5)")
        return [] if found == ["ok"] else found

    def try_writing(self) -> None:
        """Writes one page and makes it durable, changing nothing. Raises what any write would."""
        with self.transaction():
            self.run("UPDATE salon SET id = id")
