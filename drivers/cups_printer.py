"""A printer of pages that the system knows (CUPS): asked and given its jobs by ``lp``.

The job is the system's once it has taken it: it prints it whatever becomes of this program. A job's
id goes with it as its title, so that a person finds it among those of the system.
"""

from __future__ import annotations

import os
import re
import subprocess
import threading

from drivers.device import PAGE, DeviceMissing, Job, MaybePrinted, NotReady
from drivers.options import Options

KIND = PAGE
LOOK_SECONDS, SEND_SECONDS = 10.0, 60.0
TAKEN = re.compile(r"request id is (\S+)")


def open(options: Options) -> CupsPrinter:
    """``queue``: as the system calls the printer, its usual one when not set; ``server``: host and
    port where CUPS is not on this machine."""
    return CupsPrinter(options.text("queue", ""), options.text("server", ""))


class CupsPrinter:
    def __init__(self, queue: str = "", server: str = "") -> None:
        self._queue, self._server = queue, server
        self._busy = threading.Lock()

    def look(self) -> None:
        """Raises DeviceMissing without CUPS or without the queue, NotReady when it is stopped."""
        arguments = ["-p", self._queue] if self._queue else ["-d"]
        said = self._run(["lpstat", *arguments], LOOK_SECONDS)
        text = said.stdout.decode("utf-8", "replace")
        if said.returncode or (not self._queue and ":" not in text):
            raise DeviceMissing("off", _last(said.stderr or said.stdout))
        if "disabled" in text:
            raise NotReady("paused", _last(said.stdout))
        if self._queue:
            taking = self._run(["lpstat", "-a", self._queue], LOOK_SECONDS)
            if b"not accepting" in taking.stdout:
                raise NotReady("paused", _last(taking.stdout))

    def send(self, job: Job) -> None:
        """Done when the system has taken the job: it prints it whatever becomes of this program.
        MaybePrinted where nobody heard whether it did."""
        with self._busy:
            self.look()
            command = ["lp", "-t", job.id, "-o", "media=A4", "-o", "fit-to-page"]
            command += ["-d", self._queue] if self._queue else []
            try:
                said = self._run([*command, "-"], SEND_SECONDS, job.data)
            except NotReady as error:
                raise MaybePrinted("silent", error.detail) from error
            if said.returncode:
                raise NotReady("refused", _last(said.stderr))
            if TAKEN.search(said.stdout.decode("utf-8", "replace")) is None:
                raise MaybePrinted("broken", _last(said.stdout))

    def has_printed(self, job_id: str) -> bool | None:
        """CUPS does not tell titles by ``lpstat``: nobody can know."""
        return None

    def _run(
        self, command: list[str], seconds: float, data: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        where = ["-h", self._server] if self._server else []
        plain = {**os.environ, "LC_ALL": "C"}
        try:
            return subprocess.run(
                [command[0], *where, *command[1:]],
                input=data,
                capture_output=True,
                check=False,
                timeout=seconds,
                env=plain,
            )
        except FileNotFoundError as error:
            raise DeviceMissing("no_library", str(error)) from error
        except subprocess.TimeoutExpired as error:
            raise NotReady("silent", str(error)) from error


def _last(output: bytes) -> str:
    return " ".join(output.decode("utf-8", "replace").split())[:200]
