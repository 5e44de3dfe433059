"""Bringing a database of any earlier version up to date.

A migration is a decorated function with a number; it and its record are one transaction. Its SQL
is frozen: a later change of a table is a later migration, and
``tests/salon/store/test_migrations.py`` opens a database of every version there has been.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable

import peewee

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import T

Migration = Callable[[peewee.SqliteDatabase], None]
_MIGRATIONS: dict[int, Migration] = {}


def migration(number: int) -> Callable[[Migration], Migration]:
    """Registers a function as the step from ``number - 1`` to ``number``."""

    def register(function: Migration) -> Migration:
        if number in _MIGRATIONS:
            raise ValueError(f"two migrations are numbered {number}")
        _MIGRATIONS[number] = function
        return function

    return register


def script(db: peewee.SqliteDatabase, sql: str) -> None:
    """Runs the statements of ``sql`` (separated by ``;`` at a line's end) one by one, so that
    the transaction around them stays open (``executescript`` would commit it)."""
    for statement in sql.split(";\n"):
        if statement.strip():
            db.execute_sql(statement)


def _load() -> None:
    for module in pkgutil.walk_packages(__path__, f"{__name__}."):
        importlib.import_module(module.name)
    if sorted(_MIGRATIONS) != list(range(1, len(_MIGRATIONS) + 1)):
        raise ValueError(f"migrations are not numbered without gaps: {sorted(_MIGRATIONS)}")


def latest() -> int:
    """The version this program writes."""
    _load()
    return len(_MIGRATIONS)


def version(db: peewee.SqliteDatabase) -> int:
    """The version of an open database; 0 when it is empty."""
    return int(db.execute_sql("PRAGMA user_version").fetchone()[0])


def upgrade(db: peewee.SqliteDatabase, to: int | None = None) -> None:
    """Applies what is missing, each step durable before the next begins.

    Raises :class:`NeedsPerson` for a database written by a newer program: it is left untouched.
    """
    target = latest() if to is None else to
    if version(db) > latest():
        raise NeedsPerson(
            T(
                "This data was written by a newer version of Pult. Nothing was changed. "
                "Install the newer version again."
            ),
            database=version(db),
            program=latest(),
        )
    while version(db) < target:
        with db.atomic("IMMEDIATE"):
            current = version(db)
            if current < target:
                _MIGRATIONS[current + 1](db)
                db.execute_sql(f"PRAGMA user_version = {current + 1}")
