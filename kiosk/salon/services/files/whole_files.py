"""Files that are whole or not there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

MODE = 0o600


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """To be written into. The file takes its name when everything is on the disk or stick, and
    nobody else on this machine may read it (a stick has no such rights, and needs none). Refused
    when it cannot be written; nothing is left of it then."""
    path = path.resolve()
    # What is there and no file is a pipe or a terminal, which is not to be replaced.
    special = path.exists() and not path.is_file()
    part = path if special else path.with_name(f"{path.name}.part")
    try:
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, MODE)
        try:
            with os.fdopen(made, "wb") as stream:
                with contextlib.suppress(OSError):
                    os.fchmod(made, MODE)
                yield stream
                stream.flush()
                if not special:
                    os.fsync(made)
                    part.replace(path)
        except BaseException:
            if not special:
                with contextlib.suppress(OSError):
                    part.unlink()
            raise
    except OSError as error:
        raise not_written(path, error) from error


def free(folder: Path, name: str) -> Path:
    """A name in the folder that nothing has yet."""
    path, number = folder / name, 1
    while os.path.lexists(path):
        number += 1
        stem, dot, end = name.rpartition(".")
        path = folder / (f"{stem}-{number}.{end}" if dot else f"{name}-{number}")
    return path


def sync_folder(folder: Path) -> None:
    """What was made in it is on the disk or stick when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def not_written(path: Path, error: OSError) -> Refused:
    reason = error.strerror or str(error)
    return Refused(T("{name} cannot be written: {reason}", name=path.name, reason=reason))
