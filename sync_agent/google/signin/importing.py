"""Taking in what came on a USB stick: the file of a Google project, or a sign-in made on a PC."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.text import T
from kiosk.salon.store.database import Store
from sync_agent.google.signin import project, transfer, vault

What = Literal["project", "account"]


def from_path(
    store: Store, keys: SalonKeys, folders: Sequence[str], path: str, code: str, at: int
) -> What:
    """``path`` "" or a folder: the newest fitting file on a stick or in it. Raises
    :class:`Refused` with what to do."""
    found = Path(path)
    if not path or found.is_dir():
        found = newest([path] if path else folders, bool(code))
    return from_text(store, keys, project.read_text(found), code, at)


def newest(folders: Sequence[str], signed_in: bool | None = None) -> Path:
    """The newest file that may be one of these. ``signed_in``: only sign-ins, only projects, or
    (None) either."""
    for path in project.on_sticks(folders):
        if signed_in is None or (path.suffix == project.SUFFIX) == signed_in:
            return path
    raise Refused(T("No file of Google's was found. Is the USB stick plugged in?"))


def from_text(store: Store, keys: SalonKeys, text: str, code: str, at: int) -> What:
    """The content of such a file, or of the QR code."""
    if not transfer.is_one(text):
        vault.keep_project(store, keys, project.read(text), at)
        return "project"
    if not code:
        raise Refused(T("This file opens with the code that the PC showed. Type it in."))
    vault.keep_grant(store, keys, transfer.unseal(text, code), at)
    return "account"
