"""What an answer of the office means for the message.

S001 to S008 are about the message, the certificate or the premise: no repeating helps, a person
must look, and everything behind it waits. S100 and a fault of the server may have come after the
message was written down: the same bytes go again. Busy (408, 429, 503) means that it was not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.salon.domain.fiscal.port import Accepted, Denied, Outcome, Unknown
from sync_agent.fiscal.furs.envelope import NotOfTheOffice, opened
from sync_agent.fiscal.furs.line import Answer

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

SYSTEM = "S100"
BUSY = frozenset({408, 429, 503})


def outcome_of(answer: Answer, keys: Sequence[RSAPublicKey]) -> Outcome:
    try:
        said = opened(answer.body, keys)
    except NotOfTheOffice as error:
        return _unsigned(answer, str(error))
    response = next((part for part in said.values() if isinstance(part, dict)), {})
    problem = response.get("Error")
    if isinstance(problem, dict):
        code = str(problem.get("ErrorCode", "")).strip().upper()
        text = str(problem.get("ErrorMessage", ""))
        return Unknown(text, SYSTEM) if code == SYSTEM else Denied(code or "S", text)
    if "BusinessPremiseResponse" in said:
        return Accepted("")
    given = response.get("UniqueInvoiceID")
    if "InvoiceResponse" in said and isinstance(given, str) and given:
        return Accepted(given.lower())
    return Unknown("an answer without a code", "answer")


def _unsigned(answer: Answer, why: str) -> Outcome:
    code = f"http-{answer.status}"
    if answer.status in BUSY:
        return Denied(code, "", again=True, after_seconds=_after(answer))
    if answer.status >= 500:
        return Unknown("", code)
    if answer.status >= 300:
        return Denied(code, "")
    return Unknown(why, "signer" if "somebody" in why else "answer")


def _after(answer: Answer) -> float:
    """What it asks us to wait."""
    text = {name.lower(): value for name, value in answer.headers.items()}.get("retry-after", "")
    digits = text.isascii() and text.isdecimal() and len(text) < 9
    return float(int(text)) if digits else 0.0


def said_echo(answer: Answer) -> bool:
    """Whether it is what the office answers to a test of the line."""
    try:
        return answer.status == 200 and json.loads(answer.body).get("EchoResponse") == "furs"
    except (ValueError, AttributeError):
        return False
