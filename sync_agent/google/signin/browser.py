"""Starting a browser as a program of its own."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from sync_agent.google.settings import URL_PLACE
from sync_agent.google.signin import errors

READ_SECONDS = 3.0
"""How long the last page stays for the person to read."""


@contextmanager
def opened_by(
    command: Sequence[str], wait: Callable[[float], None]
) -> Iterator[Callable[[str], None]]:
    """Gives what opens an address with ``command``. The window closes a moment after the end, when
    the command is still the window (a browser that was open already only gets a new tab)."""
    started: list[subprocess.Popen[bytes]] = []

    def browse(url: str) -> None:
        words = [word.replace(URL_PLACE, url) for word in command]
        if shutil.which(words[0]) is None:
            raise errors.no_browser(words[0])
        try:
            started.append(
                subprocess.Popen(
                    words,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            )
        except OSError as error:
            raise errors.no_browser(words[0]) from error

    try:
        yield browse
        if any(process.poll() is None for process in started):
            wait(READ_SECONDS)
    finally:
        for process in started:
            _close(process)


def _close(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(3)
    if process.poll() is None:
        process.kill()
        process.wait()
