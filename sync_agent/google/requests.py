"""What a person at the desk asks for besides a run: signing in and out, importing a file.

Each is told about as a run is, with a row of its own: ``google.sign_in``, ``google.sign_out``,
``google.import``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress

from kiosk.salon.domain import kept_text, sync_import
from kiosk.salon.domain.errors import NeedsPerson, PultError, Refused
from kiosk.salon.domain.text import T
from kiosk.salon.language.speaker import speaker
from kiosk.salon.store.sync import accounts as sync_accounts
from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.problems import Offline, SignInAgain, Stopped
from sync_agent.google.signin import errors, importing, vault
from sync_agent.google.signin.browser import opened_by
from sync_agent.google.signin.flow import Loopback, revoke
from sync_agent.timing import Halt
from sync_agent.workplace import Workplace

log = logging.getLogger(__name__)


class Desk:
    def __init__(self, place: Workplace, halt: Halt) -> None:
        self._place, self._halt = place, halt
        self._google = place.settings.google

    def do(self, request: sync_book.Request) -> sync_book.Outcome:
        """Does it and keeps what came of it; raises only what the database raises."""
        work: dict[str, Callable[[], None]] = {
            "sign_in": self.sign_in,
            "sign_out": self.sign_out,
            "import": lambda: self.bring_in(request.detail),
        }
        store = self._place.store
        number = sync_book.begin_run(store, f"google.{request.kind}", self._halt.now())
        self._halt.begin()
        outcome: sync_book.Outcome = "ok"
        why = ""
        try:
            work[request.kind]()
        except (Refused, SignInAgain, Offline, Stopped) as error:
            outcome = (
                "stopped"
                if isinstance(error, Stopped)
                else "offline"
                if isinstance(error, Offline)
                else "failed"
            )
            why = kept_text.keep(error.message)
        except (OSError, ValueError) as error:
            log.error("%s: %s", request.kind, type(error).__name__)
            outcome = "failed"
        sync_book.end_run(store, number, self._halt.now(), outcome, why)
        return outcome

    def sign_in(self) -> None:
        """In a browser on this machine. Raises what :class:`Loopback` raises."""
        project = vault.project(self._place.store, self._place.keys)
        if project is None:
            raise errors.no_project()
        with opened_by(self._google.browser, self._halt.wait) as browse:
            way = Loopback(self._google, browse, self._halt.monotonic, self._check, self._goodbye())
            grant = way.grant(project)
            vault.keep_grant(self._place.store, self._place.keys, grant, self._halt.now())

    def _check(self) -> None:
        if self._halt.leaving:
            raise Stopped()
        self._halt.check()

    def _goodbye(self) -> str:
        said = T("Done. You can close this window.")
        with suppress(PultError):
            salon = self._place.services.context.salon
            return speaker(salon.language, salon.zone).say(said)
        return said.plain()

    def sign_out(self) -> None:
        """Forgotten here whatever Google answers; ended there when it can be reached."""
        store = self._place.store
        token = ""
        with suppress(NeedsPerson):
            token = vault.grant(store, self._place.keys).refresh_token
        vault.forget_grant(store)
        if token and not revoke(token, self._google.revoke_endpoint):
            raise Offline()

    def bring_in(self, detail: str) -> None:
        path, code = sync_import.read(self._place.keys, detail)
        importing.from_path(
            self._place.store,
            self._place.keys,
            self._google.import_folders,
            path,
            code,
            self._halt.now(),
        )


def signed_in_as(place: Workplace) -> str:
    """The address, "" when nobody is signed in."""
    kept = sync_accounts.get(place.store, vault.ACCOUNT)
    return "" if kept is None else kept.title
