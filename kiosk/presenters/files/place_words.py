"""What a place is called that files are read from and written to."""

from __future__ import annotations

from kiosk.salon.domain.text import T, Text
from kiosk.salon.services.files.sticks import Stick


def place_name(stick: Stick, folder: str = "") -> Text:
    """A stick by its name; a folder of the settings is told as one. ``folder``: inside it."""
    name = f"{stick.name}/{folder}" if folder else stick.name
    return T("Folder {name}", name=name) if stick.fixed else name
