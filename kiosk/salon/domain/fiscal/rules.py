"""What a salon decides of its fiscal office; everything else is the law's."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.country.ways import HungarianWay


@dataclass(frozen=True, slots=True)
class FiscalRules:
    """``wait_ms``: how long a receipt waits for the office's code before it prints without;
    ``test``: messages go to the office's place for trying out."""

    wait_ms: int = 1500
    test: bool = False
    hungary: HungarianWay = "register"
