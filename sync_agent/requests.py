"""What a person at the desk asks for besides a run: signing in and out, importing a file.

Each is told about as a run is, with a row of its own such as ``shop.sign_in``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from kiosk.salon.store.sync import book as sync_book
from sync_agent.engine.job import Rules
from sync_agent.open_salon import OpenSalon
from sync_agent.registry import Service
from sync_agent.report import Report
from sync_agent.timing import StopToken
from sync_agent.turn import run_once
from sync_agent.workers import Worker

log = logging.getLogger(__name__)


class AccountRequests:
    def __init__(
        self, services: Sequence[Service], salon: OpenSalon, stop_token: StopToken
    ) -> None:
        self._services = {service.account.name: service for service in services}
        self._salon, self._stop_token = salon, stop_token

    def do(self, request: sync_book.Request) -> Report | None:
        """Does it and keeps what came of it; None for a service that there is not (any more).
        Raises only what the database raises."""
        service = self._services.get(request.service)
        if service is None:
            log.warning("%s: no such service", request.kind)
            return None
        sign_in = service.provider.sign_in
        requests = sign_in.requests(service.account, self._salon, self._stop_token)
        work: dict[str, Callable[[], None]] = {
            "sign_in": requests.sign_in,
            "sign_out": requests.sign_out,
            "import": lambda: requests.bring_in(request.detail),
        }
        return run_once(
            self._salon.store,
            f"{request.service}.{request.kind}",
            Worker(lambda *_: work[request.kind]()),
            self._stop_token,
            Rules(),
            request,
        )
