"""What a person reads of a message that stopped, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.fiscal.port import FiscalItem
from kiosk.salon.domain.text import Msg, T, Text


@dataclass(frozen=True, slots=True)
class Trouble:
    """``what`` happened; what to ``do``."""

    what: Text
    do: Msg


_WAIT = T("It goes on by itself. Receipts are sold and printed meanwhile.")
_AGAIN = T("Put it right, then tap Try again.")
_IMPORT = T("Import the new certificate. What waits is sent by itself then.")
_WRONG = Trouble(
    T("The office cannot read the message."),
    T("Call for help: the program sends something wrong. Go on selling."),
)
_BY_CODE: dict[str, Trouble] = {
    "S001": _WRONG,
    "S002": _WRONG,
    "S003": Trouble(T("The office does not accept the signature."), _IMPORT),
    "S004": Trouble(T("The office does not know the certificate."), _IMPORT),
    "S005": Trouble(
        T("The tax number is not that of the certificate."),
        T("Import the certificate of this company. What waits is sent by itself then."),
    ),
    "S006": Trouble(
        T("The office does not know these premises."),
        T("Open the premises here, or check them in eDavki, then tap Try again."),
    ),
    "S007": Trouble(T("The certificate was revoked."), _IMPORT),
    "S008": Trouble(T("The certificate has ended."), _IMPORT),
    "S100": Trouble(T("The office has a fault of its own."), _WAIT),
    "server": Trouble(
        T("The office's server is not believed."),
        T("Check date and time of this desk. If they are right, call for help."),
    ),
    "certificate": Trouble(T("The office's server refuses the certificate."), _IMPORT),
    "setup": Trouble(
        T("The office's own certificates are not on this desk."),
        T("Call for help: the files furs-server.pem and furs-answers.pem are missing."),
    ),
    "signer": Trouble(
        T("Somebody else than the office signed the answer."),
        T("Call for help: the file furs-answers.pem may be old. Go on selling."),
    ),
    "no-certificate": Trouble(
        T("There is no certificate that can be read."),
        T("Import the certificate. What waits is sent by itself then."),
    ),
}  # fmt: skip


def trouble(item: FiscalItem) -> Trouble | None:
    """None for a message that nothing is wrong with."""
    known = _BY_CODE.get(item.error_code.upper()) or _BY_CODE.get(item.error_code)
    if known is not None:
        return known
    if item.state == "refused":
        said = f"{item.error_code} {item.error_text}".strip()
        return Trouble(T("The office refuses it: {said}", said=said), _AGAIN)
    if item.state in ("new", "unknown") and item.tries:
        return Trouble(T("The office cannot be reached."), _WAIT)
    return None
