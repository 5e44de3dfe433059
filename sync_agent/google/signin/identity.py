"""Who signed in: what the ``id_token`` says (OpenID Connect Core 3.1.3.7)."""

from __future__ import annotations

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from sync_agent.google.signin import errors

ISSUERS = ("https://accounts.google.com", "accounts.google.com")
SKEW_SECONDS = 300


def server_time(headers: Mapping[str, str]) -> float | None:
    """What time it is by the clock of whoever answered, None when they do not say."""
    said = headers.get("date") or headers.get("Date") or ""
    try:
        return parsedate_to_datetime(said).timestamp()
    except ValueError:
        return None


def identity(id_token: str, client_id: str, at: float | None) -> tuple[str, str]:
    """``sub`` and e-mail. ``at``: the time by the clock of the token endpoint, because this
    machine's may be wrong.

    The token came from that endpoint itself, so TLS stands for its signature (3.1.3.7, 6), and with
    PKCE nobody else's code comes to us, so there is no nonce to look at. By whom it was made, for
    whom and when is looked at all the same."""
    from google.auth import jwt

    try:
        claims = jwt.decode(id_token, verify=False)  # type: ignore[no-untyped-call]
    except ValueError as error:
        raise errors.not_for_us() from error
    account, title = claims.get("sub"), claims.get("email")
    ours = (
        claims.get("iss") in ISSUERS
        and claims.get("aud") == client_id
        and claims.get("azp", client_id) == client_id
        and _of_now(claims, time.time() if at is None else at)
    )
    if not ours or not isinstance(account, str) or not account:
        raise errors.not_for_us()
    return account, title if isinstance(title, str) and title else account


def _of_now(claims: Mapping[str, Any], now: float) -> bool:
    """Whether it was made by now and is not over yet."""
    made, over = claims.get("iat"), claims.get("exp")
    if not isinstance(made, int | float) or not isinstance(over, int | float):
        return False
    return made - SKEW_SECONDS <= now < over + SKEW_SECONDS
