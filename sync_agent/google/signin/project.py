"""The Google project in whose name Pult signs in: the file its owner downloaded from Google.

Format: "Client ID JSON" of the Google Cloud console, key ``installed`` for desktop programs
(google-auth-oauthlib reads the same). Addresses in the file are not used: where secrets are sent
stands in the settings, not on a USB stick.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

LARGEST = 64 * 1024
SUFFIX = ".pult-google"
DEPTH = 3
"""Folders below a mount point that are looked into."""


@dataclass(frozen=True, slots=True)
class Project:
    client_id: str
    client_secret: str
    name: str = ""

    def __repr__(self) -> str:
        return f"Project({self.name!r})"

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Project:
        return cls(**json.loads(text))


def read(text: str) -> Project:
    """Raises :class:`Refused` with what to do when it is not such a file."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(T("This is not the file of a Google project (JSON)."))
    if found.get("type") == "service_account":
        raise Refused(
            T("This is the key of a service account. Make an OAuth client of type Desktop app.")
        )
    if "web" in found:
        raise Refused(
            T(
                "This OAuth client is of type Web application. "
                "Make one of type Desktop app at Google."
            )
        )
    client = found.get("installed")
    wanted = ("client_id", "client_secret")
    if not isinstance(client, dict) or not all(_text(client.get(name)) for name in wanted):
        raise Refused(T("The OAuth client's id or secret is missing. Download the file again."))
    return Project(client["client_id"], client["client_secret"], _text(client.get("project_id")))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def read_text(path: Path) -> str:
    """A small text file. Raises :class:`Refused` when it cannot be read."""
    try:
        # A pipe without a writer would be waited for, and a device never ends.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Refused(T("{path} is too large to be this file.", path=path.name))
        return raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "UTF-8"
        raise Refused(
            T("{path} cannot be read: {reason}", path=path.name, reason=reason)
        ) from error


def on_sticks(folders: Iterable[str]) -> list[Path]:
    """Files that may be Google's or ours on whatever is plugged in, newest first."""
    found = [path for folder in folders for path in _files(Path(folder), DEPTH)]
    return sorted(found, key=_changed, reverse=True)


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _files(folder: Path, depth: int) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        return
    for path in inside:
        if path.is_symlink():
            continue
        if path.is_dir() and depth > 1 and not path.name.startswith("."):
            yield from _files(path, depth - 1)
        elif (
            path.name.startswith("client_secret") and path.suffix == ".json"
        ) or path.suffix == ".pult-google":
            yield path
