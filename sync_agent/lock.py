"""One agent a data folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.salon.domain.errors import TryAgain
from kiosk.salon.domain.text import T
from kiosk.salon.home import Home


class AlreadyRunning(TryAgain):
    """Another process synchronises this data folder."""

    def __init__(self, home: Home) -> None:
        super().__init__(T("Synchronisation is already running on {path}.", path=str(home.path)))


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Holds the folder's lock; the system gives it up with the process, however that ends. Raises
    :class:`AlreadyRunning`."""
    fd = os.open(home.sync_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(home) from error
        yield
    finally:
        os.close(fd)


def running(home: Home) -> bool:
    """Whether some process synchronises this folder just now."""
    try:
        with alone(home):
            return False
    except AlreadyRunning:
        return True
