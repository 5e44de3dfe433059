"""A database that cannot be written any more: its data still come out.

SQLite needs to write beside a database in WAL mode even to read it
(sqlite.org/wal.html#read_only_databases), so a copy is read, with the log that may lie beside it.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.database import Store

MEMORY = Path("/dev/shm")
"""What is copied there is on no disk."""
ROOM = 1.5
"""How much more than its own size a copy may need."""
ONLY_READING = T(
    "The data folder cannot be written: the disk is full or write-protected. Everything can be "
    "looked at and exported, nothing can be entered."
)


def open_whichever(path: Path) -> Store:
    """The database, or a copy of it that nothing is written to. Raises as ``Store.open`` does."""
    try:
        store = Store.open(path)
        store.require_writable()
        return store
    except NeedsPerson as error:
        copied = _copy(path)
        if copied is None:
            raise
        try:
            store = Store.open(copied.joinpath(path.name))
        except NeedsPerson:
            shutil.rmtree(copied, ignore_errors=True)
            raise error from None
        store.held = lambda: ONLY_READING
        # Other threads may still open it when one has closed its connection.
        atexit.register(shutil.rmtree, copied, ignore_errors=True)
        return store


def _copy(path: Path) -> Path | None:
    """The folder with a copy of database and log; None where there is nothing or no room."""
    parts = [path, path.with_name(f"{path.name}-wal")]
    try:
        parts = [part for part in parts if part.exists() and part.stat().st_size]
        size = sum(part.stat().st_size for part in parts)
        for place in _places():
            if path in parts and shutil.disk_usage(place).free > size * ROOM:
                folder = Path(tempfile.mkdtemp(prefix="pult-reading-", dir=place))
                for part in parts:
                    shutil.copyfile(part, folder / part.name)
                return folder
    except OSError:
        return None
    return None


def _places() -> Iterator[Path]:
    if MEMORY.is_dir():
        yield MEMORY
    # FileNotFoundError when there is no folder that can be written, which is an OSError.
    yield Path(tempfile.gettempdir())


def held(store: Store) -> Msg | None:
    """Why nothing may be written at present, None where it may."""
    return None if store.held is None else store.held()
