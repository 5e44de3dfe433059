"""Paper that is files: one per job, under the job's id, so nothing is ever printed twice. What has
a name of its own has that before the id."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

from drivers.device import DeviceMissing, Job


class FolderPrinter:
    """Writes ``ID.png`` (what the paper looks like) and then ``ID`` with ``suffix`` (the bytes).

    The bytes are the fact: once they are there under their name, the job is printed.
    """

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix
        self._busy = threading.Lock()

    @property
    def kept_in(self) -> Path:
        return self._folder

    def look(self) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise DeviceMissing("off", str(error)) from error
        if not os.access(self._folder, os.W_OK):
            raise DeviceMissing("refused", f"{self._folder} may not be written")

    def send(self, job: Job) -> None:
        """Does nothing for a job that is already there. DeviceMissing when it cannot be written:
        a file appears whole or not at all, so nothing was printed then."""
        with self._busy:
            self.look()
            if self.has_printed(job.id):
                return
            try:
                stem = f"{_plain(job.name)}{job.id}"
                if job.picture is not None:
                    self._put(f"{stem}.png", job.picture())
                self._put(f"{stem}{self._suffix}", job.data)
            except OSError as error:
                raise DeviceMissing("refused", str(error)) from error

    def has_printed(self, job_id: str) -> bool | None:
        file = f"{job_id}{self._suffix}"
        if (self._folder / file).exists():
            return True
        return next(self._folder.glob(f"* {file}"), None) is not None

    def _put(self, name: str, content: bytes) -> None:
        """On the disk under its name before this returns, or not there at all."""
        partial = self._folder / f"{name}.part"
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(self._folder / name)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _plain(name: str) -> str:
    """A name as a part of a file's, with what parts it from the id."""
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:60]
    return f"{plain} " if plain else ""
