"""Sheets of A4: printed, or put where a person finds the file."""

from __future__ import annotations

from kiosk.presenters.base import Host, Toast
from kiosk.salon.domain.text import T


def print_soon(host: Host, number: str) -> None:
    """What was queued comes out; a word tells where it does. ``number``: of the invoice."""
    host.hardware.print_soon()
    folder = host.hardware.page_folder
    if folder is None:
        host.say(Toast(T("{number} is being printed.", number=number), "info"))
        return
    words = T(
        "No printer for A4 is set up: the file of {number} is in the folder {folder}.",
        number=number,
        folder=folder,
    )
    host.say(Toast(words, "info"))
