"""What the screens of synchronisation take."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Args


@dataclass(frozen=True, slots=True)
class SyncCodeArgs(Args):
    """``service``: name of the one that is signed in to."""

    service: str
