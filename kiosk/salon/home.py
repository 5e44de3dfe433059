"""The data folder: where everything of one salon lives, and who may open it."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk.salon.domain.errors import NeedsPerson, TryAgain
from kiosk.salon.domain.keys.salon_keys import SalonKeys, parse_ring
from kiosk.salon.domain.text import T
from kiosk.salon.store.heads import HeadFile

READING_ONLY = frozenset({errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EDQUOT})
"""What a folder says that cannot be written (any more)."""


@dataclass(frozen=True, slots=True)
class Home:
    """Paths inside the data folder. Made by :func:`open_home`."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / "pult.db"

    @property
    def settings(self) -> Path:
        return self.path / "pult.toml"

    @property
    def key(self) -> Path:
        return self.path / "salon.key"

    @property
    def first_start(self) -> Path:
        """There from before the key is made until the database stands that is written with it: a
        key without a database is the rest of a salon otherwise."""
        return self.path / "first.start"

    @property
    def journal_head(self) -> Path:
        return self.path / "journal.head"

    @property
    def key_lock(self) -> Path:
        """Held by whoever makes the key."""
        return self.path / "key.lock"

    @property
    def has_database(self) -> bool:
        return self.database.exists() and self.database.stat().st_size > 0

    @property
    def lost(self) -> bool:
        """Whether there is no database although there was one, which the key or the head of its
        journal says."""
        if self.has_database:
            return False
        if self.key.exists() and not self.first_start.exists():
            return True
        try:
            return HeadFile(self.journal_head).read() is not None
        except ValueError:
            return True

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def paper(self) -> Path:
        """Where the folder printers put receipts and labels."""
        return self.path / "paper"

    @property
    def clock_alone(self) -> Path:
        """There while the machine's clock follows no network because somebody sets it."""
        return self.path / "clock.alone"

    @property
    def practice(self) -> Path:
        """The data folder that somebody practises in; made anew each time."""
        return self.path / "practice"

    @property
    def practise_next(self) -> Path:
        """There when the next start is to be one for practising."""
        return self.path / "practise.next"

    @property
    def training(self) -> Path:
        """There in a folder that somebody practises in: nothing in it is real."""
        return self.path / "training"

    @property
    def cache(self) -> Path:
        return self.path / "cache"

    @property
    def socket(self) -> Path:
        """Feeds the simulated reader and scanner of a running kiosk."""
        return self.path / "devices.sock"

    @property
    def lock(self) -> Path:
        return self.path / "kiosk.lock"

    @property
    def sync_lock(self) -> Path:
        """Held by whoever synchronises."""
        return self.path / "sync.lock"


def find_home(given: str | None) -> Path:
    """``--home``, else ``PULT_HOME``, else where this system keeps a program's data."""
    if given or os.environ.get("PULT_HOME"):
        return Path(given or os.environ["PULT_HOME"]).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("pult", appauthor=False)


def open_home(path: Path) -> Home:
    """Makes the folder if it is not there; it is for its owner only. One with data that cannot be
    written any more is opened all the same.

    Raises :class:`NeedsPerson` when it cannot be made.
    """
    home = Home(path)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(PermissionError):
            # Somebody made it, or copied it from where modes are not kept.
            if path.stat().st_mode & 0o077:
                path.chmod(0o700)
        for folder in (home.logs, home.paper, home.cache):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in READING_ONLY and home.database.exists():
            return home
        reason = error.strerror or str(error)
        told = T(
            "The data folder {path} cannot be written: {reason}", path=str(path), reason=reason
        )
        raise NeedsPerson(told) from error
    return home


def load_keys(home: Home) -> tuple[SalonKeys, ...]:
    """The keys in the salon's key file: one, or two while it is being changed. Made once, together
    with a database that does not exist yet, however many start at that moment;
    :func:`first_start_done` says when it does.

    Raises :class:`NeedsPerson` when the key of an existing database is missing or unreadable:
    a new one would make every card unknown and the journal unverifiable.
    """
    if home.key.exists():
        return _read_keys(home)
    with _alone_with(home.key_lock):
        return _read_keys(home)


def _read_keys(home: Home) -> tuple[SalonKeys, ...]:
    try:
        return parse_ring(home.key.read_text())
    except FileNotFoundError:
        if home.database.exists() or home.lost:
            raise NeedsPerson(
                T(
                    "The salon's key {path} is missing. Put it back from your backup.",
                    path=str(home.key),
                )
            ) from None
    except (ValueError, OSError) as error:
        raise NeedsPerson(
            T(
                "The salon's key {path} cannot be read. Put it back from your backup.",
                path=str(home.key),
            )
        ) from error
    ring = (SalonKeys.generate(),)
    write_private(home.first_start, "")
    _sync_folder(home.path)
    partial = home.key.with_suffix(".first")
    write_private(partial, _dump(ring))
    # A name that is there already stays what it is, whoever gave it.
    os.link(partial, home.key)
    partial.unlink()
    _sync_folder(home.path)
    return ring


def first_start_done(home: Home) -> None:
    """The database stands: from now on the key says that there is one."""
    if home.first_start.exists():
        _sync_folder(home.path)
        home.first_start.unlink(missing_ok=True)
        _sync_folder(home.path)


@contextmanager
def _alone_with(path: Path) -> Iterator[None]:
    """While nobody else holds the lock ``path``; waits for it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX)
        yield
    finally:
        os.close(fd)


def _dump(ring: Sequence[SalonKeys]) -> str:
    return "".join(key.dump() for key in ring)


def save_keys(home: Home, ring: Sequence[SalonKeys]) -> None:
    """Writes the key file: the old one or the new one is there, whenever the power goes."""
    partial = home.key.with_suffix(".new")
    write_private(partial, _dump(ring))
    replace_durably(partial, home.key)


def write_private(path: Path, text: str) -> None:
    """A file for its owner alone; what is in it is on the disk when this returns."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def replace_durably(partial: Path, path: Path) -> None:
    """Gives a file its name, which is on the disk when this returns."""
    partial.replace(path)
    _sync_folder(path.parent)


def _sync_folder(path: Path) -> None:
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def set_rest_aside(home: Home) -> None:
    """What is left of a lost database, such as its log, is kept under another name: a new one would
    begin with it."""
    rest = [home.database.with_name(home.database.name + end) for end in ("", "-wal", "-shm")]
    number = 1
    while any(path.with_name(f"{path.name}.lost-{number}").exists() for path in rest):
        number += 1
    for path in rest:
        if path.exists():
            path.replace(path.with_name(f"{path.name}.lost-{number}"))


class OnlyOne:
    """Holds the folder's lock as long as the process lives: two kiosks would print twice."""

    def __init__(self, home: Home) -> None:
        self._fd = _lock_file(home)
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(self._fd)
            raise TryAgain(T("Pult is already running on {path}.", path=str(home.path))) from error

    def release(self) -> None:
        os.close(self._fd)


def _lock_file(home: Home) -> int:
    try:
        return os.open(home.lock, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if error.errno not in READING_ONLY:
            raise
    # Nothing is written there: the folder itself is as good.
    return os.open(home.path, os.O_RDONLY)
