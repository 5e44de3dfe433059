"""What a batch of contacts came to, person by person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from kiosk.salon.domain.ids import Id
from sync_agent.engine.ports import NotWritten, Outcome, Written
from sync_agent.google import person
from sync_agent.google.http import Refusal

Reason = Literal["stale", "missing", "rejected", "later"]
NOT_FOUND = 5
"""Of google.rpc.Code."""
_CODES = {3: "INVALID_ARGUMENT", NOT_FOUND: "NOT_FOUND", 9: "FAILED_PRECONDITION"}


def reason_of(http: int, grpc: str) -> Reason:
    """What an error means for one contact. A version that is not the present one is a 400 with
    FAILED_PRECONDITION."""
    if grpc == "FAILED_PRECONDITION":
        return "stale"
    if http == 404 or grpc == "NOT_FOUND":
        return "missing"
    return "rejected" if grpc in ("", "INVALID_ARGUMENT") else "later"


def order_of(source: Mapping[str, Any]) -> str:
    """``updateTime`` of a contact's source as text that sorts: RFC 3339 leaves out zeros at the end
    of a fraction."""
    whole, _, fraction = str(source.get("updateTime", "")).removesuffix("Z").partition(".")
    return f"{whole}.{fraction:0<9}" if whole else ""


def outcome_of(local_id: Id, response: Mapping[str, Any], built: person.Raw) -> Outcome:
    """Of one ``PersonResponse``; ``built``: what was sent."""
    status = response.get("status") or {}
    if code := int(status.get("code", 0)):
        reason = reason_of(0, _CODES.get(code, "OTHER"))
        return NotWritten(local_id, reason, str(status.get("message", "")))
    people = response.get("person") or {}
    source = person.contact_source(people)
    if not source:
        return NotWritten(local_id, "later")
    stable = str(source.get("id", ""))
    return Written(
        local_id,
        str(people.get("resourceName", "")),
        version=str(source.get("etag", "")),
        order=order_of(source),
        stable=stable,
        raw=person.packed({**built, "id": stable}),
    )


def faults_of(refusal: Refusal, names: Sequence[object]) -> dict[int, tuple[Reason, str]]:
    """Which contacts a refused batch names (``contactErrors`` by place in the batch or by resource
    name): index in the batch, and what is wrong. Empty when it does not say; the type of these
    details is named in the discovery document but not described there."""
    places = {str(name): index for index, name in enumerate(names)}
    found: dict[int, tuple[Reason, str]] = {}
    for detail in refusal.details:
        errors = detail.get("contactErrors")
        if not isinstance(errors, dict):
            continue
        for key, status in errors.items():
            index = places.get(str(key), int(key) if str(key).isdigit() else -1)
            if not 0 <= index < len(names) or not isinstance(status, dict):
                continue
            grpc = _CODES.get(int(status.get("code", 3)), "OTHER")
            found[index] = (reason_of(0, grpc), str(status.get("message", refusal.text)))
    return found
