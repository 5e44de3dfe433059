"""Google's error answers, in the shapes that were seen in public (facts 1.4, 2)."""

from __future__ import annotations

from typing import Any

NOT_FOUND = "Requested entity was not found."
STALE_ETAG = (
    "Request person.etag is different than the current person.etag. "
    "Clear local cache and get the latest person."
)
MISSING_ETAG = (
    "Request must set person.etag or person.metadata.sources.etag for the source that is being "
    "updated."
)
EXPIRED = "Sync token is expired. Clear local cache and retry call without the sync token."

STATUS_OF = {
    400: "INVALID_ARGUMENT", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "NOT_FOUND",
    409: "ALREADY_EXISTS", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 501: "UNIMPLEMENTED",
    503: "UNAVAILABLE",
}  # fmt: skip
GRPC_CODE = {"INVALID_ARGUMENT": 3, "NOT_FOUND": 5, "FAILED_PRECONDITION": 9}


class ApiError(Exception):
    """An answer that is not 200; ``body`` is what goes over the wire.

    ``bug`` marks what no correct client sends: it is also recorded in ``violations``.
    """

    def __init__(
        self,
        code: int,
        body: dict[str, Any],
        *,
        bug: bool = False,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(body)
        self.code, self.body, self.bug, self.headers = code, body, bug, headers or {}

    @property
    def status(self) -> str:
        return str(self.body["error"].get("status", ""))

    @property
    def message(self) -> str:
        return str(self.body["error"]["message"])


def people_error(
    code: int,
    message: str,
    *,
    status: str = "",
    reason: str = "",
    details: list[dict[str, Any]] | None = None,
    bug: bool = False,
) -> ApiError:
    error: dict[str, Any] = {
        "code": code, "message": message, "status": status or STATUS_OF[code],
    }  # fmt: skip
    if reason:
        error["errors"] = [{"message": message, "domain": "global", "reason": reason}]
    if details:
        error["details"] = details
    return ApiError(code, {"error": error}, bug=bug)


def bad(message: str, *, bug: bool = True) -> ApiError:
    """400 INVALID_ARGUMENT; usually a client's bug."""
    return people_error(400, message, bug=bug)


def precondition(message: str, *, bug: bool = False) -> ApiError:
    return people_error(
        400, message, status="FAILED_PRECONDITION", reason="failedPrecondition", bug=bug
    )


def not_found(message: str = NOT_FOUND) -> ApiError:
    return people_error(404, message)


def expired_sync_token(status: str, with_details: bool, *, vague: bool = False) -> ApiError:
    if vague:
        return people_error(400, "Request contains an invalid argument.", status=status)
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "EXPIRED_SYNC_TOKEN",
        "domain": "people.googleapis.com",
    }
    return people_error(400, EXPIRED, status=status, details=[info] if with_details else None)


METRICS = {
    "critical_read": ("Critical read requests", "CriticalReadsPerMinutePerProjectPerUser"),
    "critical_write": ("Critical write requests", "CriticalWritesPerMinutePerProjectPerUser"),
    "read": ("Read requests", "ReadsPerMinutePerProjectPerUser"),
    "write": ("Write requests", "WritesPerMinutePerProjectPerUser"),
    "full_list": ("Full sync requests", "FullSyncRequestsPerMinutePerProjectPerUser"),
}


def quota_exceeded(bucket: str) -> ApiError:
    metric, limit = METRICS[bucket]
    name = "people.googleapis.com/" + metric.lower().replace(" ", "_")
    return people_error(
        429,
        f"Quota exceeded for quota metric '{metric}' and limit '{metric} per minute per user' "
        "of service 'people.googleapis.com'.",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "RATE_LIMIT_EXCEEDED",
                "domain": "googleapis.com",
                "metadata": {
                    "quota_limit": limit,
                    "quota_metric": name,
                    "service": "people.googleapis.com",
                },
            }
        ],
    )


def fbs_exceeded() -> ApiError:
    return people_error(
        429,
        "Resource has been exhausted (e.g. check quota).",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.QuotaFailure",
                "violations": [
                    {"subject": "QUOTA_EXCEEDED", "description": "FBS quota limit exceeded"}
                ],
            }
        ],
    )


def unavailable() -> ApiError:
    return people_error(503, "The service is currently unavailable.", reason="serviceNotAvailable")


def internal() -> ApiError:
    return people_error(500, "Internal error encountered.")


def unauthenticated() -> ApiError:
    error = people_error(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login "
        "cookie or other valid authentication credential.",
    )
    error.headers["www-authenticate"] = (
        'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    )
    return error


def missing_scope(method: str) -> ApiError:
    return people_error(
        403,
        "Request had insufficient authentication scopes.",
        details=[
            {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
                "domain": "googleapis.com",
                "metadata": {"method": method},
            }
        ],
    )


def calendar_error(
    code: int,
    reason: str,
    message: str,
    *,
    domain: str = "global",
    location: str = "",
    bug: bool = False,
) -> ApiError:
    item: dict[str, Any] = {"domain": domain, "reason": reason, "message": message}
    if location:
        item |= {"locationType": "parameter", "location": location}
    body = {"error": {"errors": [item], "code": code, "message": message}}
    return ApiError(code, body, bug=bug)
