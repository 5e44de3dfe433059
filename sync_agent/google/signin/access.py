"""Access tokens: in memory only, made anew from the refresh token.

Google's library decides by this machine's clock when a token ends. A Pi without a network has no
time, so the server's ``Date`` is looked at whenever a token is fetched: a wrong clock is the usual
reason why Google says ``invalid_grant`` to a program that was let in yesterday.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from google.auth.exceptions import RefreshError, TransportError
from google.oauth2.credentials import Credentials

from sync_agent.engine.problems import Later, Offline, SignInAgain
from sync_agent.google.problems import sign_in_again
from sync_agent.google.signin.grant import Grant
from sync_agent.google.signin.identity import server_time

WRONG_SECONDS = 300


class Access(Credentials):
    """``google.oauth2.credentials.Credentials`` that raise our errors: :class:`SignInAgain`,
    :class:`Offline`, :class:`Later`. ``clock_off``: seconds by which this machine's clock was
    ahead of the server's when a token was last fetched, None before."""

    clock_off: float | None = None

    @classmethod
    def of(
        cls, grant: Grant, token_endpoint: str, clock: Callable[[], float] = time.time
    ) -> Access:
        made = cls(
            None,
            refresh_token=grant.refresh_token,
            token_uri=token_endpoint,
            client_id=grant.project.client_id,
            client_secret=grant.project.client_secret,
            scopes=None,
        )
        made._clock = clock
        return made

    _clock: Callable[[], float] = staticmethod(time.time)

    @property
    def clock_wrong(self) -> bool:
        return self.clock_off is not None and abs(self.clock_off) > WRONG_SECONDS

    def refresh(self, request: Callable[..., Any]) -> None:
        """Fetches an access token through a transport of google-auth."""

        def watched(*args: object, **options: object) -> Any:
            answer = request(*args, **options)
            self._look_at_clock(answer.headers)
            return answer

        try:
            super().refresh(watched)  # type: ignore[no-untyped-call]
        except TransportError as error:
            raise Offline() from error
        except OSError as error:
            raise Offline() from error
        except RefreshError as error:
            raise _meaning(error) from error

    def _look_at_clock(self, headers: Mapping[str, str]) -> None:
        at = server_time(headers)
        self.clock_off = None if at is None else self._clock() - at


def _meaning(error: RefreshError) -> SignInAgain | Later:
    """``error`` of RFC 6749, 5.2, as Google's library passes it on. Only what says that this
    grant or this client is no good any more ends it: anything else is the server's own trouble."""
    answer = error.args[1] if len(error.args) > 1 else None
    code = answer.get("error") if isinstance(answer, dict) else None
    if code in ("invalid_grant", "invalid_client", "unauthorized_client", "deleted_client"):
        return sign_in_again(code=code)
    return Later(code=code)
