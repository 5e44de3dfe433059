"""What stands on a paper of what its fiscal office knows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Of a receipt that is to be confirmed. ``number``: the office's, empty for one that is not
    confirmed; ``mark`` (ZOI) is made here, ``code`` (EOR) comes from the office, empty while it
    has not come; ``qr``: what the printed code says; ``corrects``: the office's number of what is
    taken back. ``test``: it was only tried out."""

    number: str = ""
    mark: str = ""
    code: str = ""
    qr: str = ""
    corrects: str = ""
    test: bool = False
