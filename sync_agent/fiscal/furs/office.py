"""The office as one certificate reaches it: where, whom it believes, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kiosk.salon.domain.fiscal.identity import Identity
from kiosk.salon.domain.fiscal.port import Denied, FiscalKind, NotSent, Outcome, Unknown
from sync_agent.fiscal.furs import OF_CERTIFICATE, answers, line
from sync_agent.fiscal.furs.envelope import Signer, answer_keys, serial_of
from sync_agent.open_salon import OpenSalon

PATHS: dict[FiscalKind, str] = {
    "premise": "/v1/cash_registers/invoices/register",
    "premise_closed": "/v1/cash_registers/invoices/register",
}
INVOICES = "/v1/cash_registers/invoices"


def _stamp(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


@dataclass(frozen=True, slots=True)
class Access:
    """Everything that decides how the office is reached. ``server``: whom we believe that it is the
    office; ``answers``: the certificates that it signs with. ``stamps``: tell one state of these
    files from another."""

    address: str
    server: Path
    answers: Path
    identity: Identity
    stamps: tuple[int, int]

    @classmethod
    def of(cls, salon: OpenSalon, identity: Identity, *, test: bool) -> Access:
        fiscal, folder = salon.settings.fiscal, salon.home.path
        server, signed = folder / fiscal.furs_server, folder / fiscal.furs_answers
        stamps = _stamp(server), _stamp(signed)
        return cls(fiscal.furs_test if test else fiscal.furs, server, signed, identity, stamps)


class Office:
    """Raises OSError and ValueError when a file that it needs is missing or wrong."""

    def __init__(self, access: Access) -> None:
        self.access = access
        self.signer = Signer(access.identity)
        self._keys = answer_keys(access.answers)
        self._line = line.Line(access.address, line.context(access.identity, access.server))

    def deliver(self, kind: FiscalKind, envelope: bytes, meanwhile: Callable[[], None]) -> Outcome:
        """Sends these bytes once."""
        try:
            answer = self._line.post(PATHS.get(kind, INVOICES), envelope, meanwhile)
        except line.NotReached as error:
            return NotSent(self._told(error.code), error.text)
        except line.Lost as error:
            return Unknown(str(error), "cut")
        outcome = answers.outcome_of(answer, self._keys)
        if (
            isinstance(outcome, Denied)
            and outcome.code in OF_CERTIFICATE
            and serial_of(envelope) != self.signer.certificate.serial_number
        ):
            # Signed with the certificate before this one: it is signed anew and sent.
            return Denied(outcome.code, outcome.text, again=True)
        return outcome

    def _told(self, code: str) -> str:
        """With TLS 1.3 a door that shuts on us looks like a cut line: with a certificate that has
        ended it is the door."""
        ended = self.signer.certificate.not_valid_after_utc <= datetime.now(UTC)
        return "certificate" if code == "line" and ended else code

    def echo(self) -> bool:
        """Whether the office is there and lets us in. Raises ``line.NotReached``."""
        return answers.said_echo(self._line.echo())

    def close(self) -> None:
        self._line.close()
