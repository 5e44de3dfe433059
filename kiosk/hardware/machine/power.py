"""Restarting and switching off by systemd's own command, which asks logind whether we may."""

from __future__ import annotations

import subprocess
from typing import Protocol

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

COMMANDS = {"restart": ("systemctl", "reboot"), "off": ("systemctl", "poweroff")}
SECONDS = 20.0
"""How long it may take to be told whether it goes."""


class Run(Protocol):
    def __call__(self, command: tuple[str, ...], /) -> tuple[int, str]:
        """Exit code and what was said about an error."""


def run(command: tuple[str, ...]) -> tuple[int, str]:
    try:
        # Nobody is there to be asked for a password.
        done = subprocess.run(
            [*command, "--no-ask-password"],
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return 1, str(error)
    return done.returncode, done.stderr.strip()


def switch(what: str, runner: Run) -> None:
    """Refused with what the system said. On success the machine goes down by itself."""
    code, said = runner(COMMANDS[what])
    if code:
        reason = said.splitlines()[-1] if said else str(code)
        raise Refused(T("The machine did not let us: {reason}", reason=reason))
