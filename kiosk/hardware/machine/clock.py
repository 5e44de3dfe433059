"""Setting the machine's clock by hand through systemd's timedatectl, where no network does it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from kiosk.hardware.machine.power import Run
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T
from kiosk.salon.home import write_private

SET = ("timedatectl", "set-time")
FOLLOW, ALONE = ("timedatectl", "set-ntp", "true"), ("timedatectl", "set-ntp", "false")
FOLLOWS = "automatic time synchronization is enabled"
"""What timedated answers while the clock follows a network, reached or not, and for some seconds
after that was switched off."""
FORBIDDEN = ("authentication", "authorized", "not permitted", "access denied", "permission denied")
TRIES, PAUSE = 12, 1.0
"""How often, and how many seconds apart, it is tried until the clock is let go."""


def set_clock(
    at: datetime, run: Run, mark: Path, pause: Callable[[float], object] = time.sleep
) -> None:
    """``at``: aware. The clock follows the network again as soon as there is one. Takes up to some
    seconds. ``mark``: a file that lies there while the clock follows nothing, for
    :func:`follow_again`. Refused with what is wrong, in words for people where it is known."""
    command = (*SET, at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC"))
    code, said = run(command)
    if code and FOLLOWS in said.lower():
        code, said = _alone(command, run, mark, pause)
    if code:
        raise _refused(code, said)


def follow_again(run: Run, mark: Path) -> None:
    """Has the clock follow the network again if Pult or the machine ended while it did not."""
    if mark.exists() and not run(FOLLOW)[0]:
        _unmark(mark)


def _unmark(mark: Path) -> None:
    with contextlib.suppress(OSError):
        mark.unlink(missing_ok=True)


def _alone(
    command: tuple[str, ...], run: Run, mark: Path, pause: Callable[[float], object]
) -> tuple[int, str]:
    # A disk that takes nothing is no reason to sell at a wrong time.
    with contextlib.suppress(OSError):
        write_private(mark, "")
    code, said = run(ALONE)
    if code:
        _unmark(mark)
        return code, said
    try:
        for _ in range(TRIES):
            code, said = run(command)
            if not code or FOLLOWS not in said.lower():
                break
            pause(PAUSE)
    finally:
        # Whatever happened: a clock that nobody corrects any more would be worse.
        if not run(FOLLOW)[0]:
            _unmark(mark)
    return code, said


def _refused(code: int, said: str) -> Refused:
    reason = said.splitlines()[-1] if said else str(code)
    if any(word in reason.lower() for word in FORBIDDEN):
        return Refused(
            T(
                "This computer does not let Pult set its clock. Connect it to the network, which "
                "does so by itself, or ask whoever set it up."
            )
        )
    return Refused(T("The machine did not let us: {reason}", reason=reason))
