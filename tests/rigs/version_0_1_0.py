"""The data folder of a salon that worked with version 0.1.0 until the power went.

``tests/salon/store/data/0.1.0`` was written by the code of that version, its real services and its
real agent against the fake Google, with a sample key. It holds: three of the team (one has left)
with PINs and punches, one of which was taken back; 27 clients, one erased and two given up; cards
in use, lost, blocked and replaced; a catalogue and its stock ledger; a sale paid in two ways with
discounts, one that was voided, and an open bill; visits in every state, the waiting list; papers
that wait, one of which nobody knows whether it was printed; points; contacts and visits linked with
a Google account, bookings taken in, the label for bookings; links in all their roles, ten questions
that wait and one that was answered; a twin. In the middle of a run of the contacts and in one of
the calendar, after Google had done what it was asked, the power went; then work went on at the
desk. ``google.json`` is the account as it stood at that moment.
"""

from __future__ import annotations

import json
import lzma
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.salon.services.clock import ManualClock
from kiosk.salon.services.salon_services import Services
from tests.fakes.google import FakeGoogle, Switches
from tests.fakes.google.putting_back import put_back
from tests.rigs.salon import open_salon

KEPT = Path(__file__).resolve().parents[1] / "salon" / "store" / "data" / "0.1.0"
PAPERS = KEPT / "papers"
"""What its documents were on paper, by number, before sales had sessions, returns and tips."""
TOKEN_MS = 1_800_000
"""The tokens of then are older."""


@dataclass(frozen=True, slots=True)
class Before:
    """``account``: the id of the Google account; ``bookings``: of the calendar the booking system
    writes to; ``now``: when the power went, UTC ms."""

    home: Path
    google: FakeGoogle
    account: str
    bookings: str
    now: int

    def open(self) -> Services:
        """With the program of today, which brings the database up to date."""
        return open_salon(self.home, ManualClock(self.now))


def unpack(home: Path) -> Before:
    """Puts the folder there and the account at Google."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in ("salon.key", "journal.head"):
        shutil.copyfile(KEPT / name, home / name)
        (home / name).chmod(0o600)
    (home / "pult.db").write_bytes(lzma.decompress((KEPT / "pult.db.xz").read_bytes()))
    kept: dict[str, Any] = json.loads((KEPT / "google.json").read_text())
    google = FakeGoogle(seed=110, switches=Switches(sync_token_ms=TOKEN_MS))
    put_back(google, kept)
    return Before(home, google, kept["account"], kept["bookings"], kept["now_ms"])
