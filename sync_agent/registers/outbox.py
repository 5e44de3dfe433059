"""The outbox of questions to registers: the newest first, for somebody still looks at it."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from kiosk.salon.domain.invoices import lookups as rules
from kiosk.salon.domain.invoices.lookups import Company, Lookup, Register
from kiosk.salon.domain.text import T
from kiosk.salon.services.invoices.lookups import Lookups
from kiosk.salon.settings.registers import Registers as Addresses
from kiosk.salon.store.invoices import lookups
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.pacing import IDLE_SECONDS, until_due, wait_seconds
from sync_agent.registers import ares, rpo, vies
from sync_agent.registers.answers import Busy, Unreadable
from sync_agent.timing import StopToken

if TYPE_CHECKING:
    import requests

TIMEOUT_SECONDS = 10.0
MOST_BYTES = 500_000
MOST_TRIES = 6
"""Some two minutes: who needs the invoice has typed the address by then."""
LONGEST_MS = 600_000
NO_ANSWER = T("The register does not answer. Please type it.")
STRANGE = T("The answer of the register cannot be read. Please type it.")
OFF = T("Registers are not asked here. Please type it.")
log = logging.getLogger(__name__)


class _Silent(Exception):
    """No answer, or none that is one."""


class Registers:
    """Implements :class:`sync_agent.outbox.ports.Outbox`."""

    name = "registers"

    def __init__(self, stop_token: StopToken) -> None:
        self._stop_token = stop_token

    def step(self, salon: OpenSalon) -> float:
        context = salon.services.context
        lookup = lookups.next_asked(salon.store, context.now(), LONGEST_MS)
        if lookup is None:
            due = lookups.next_at(salon.store)
            return IDLE_SECONDS if due is None else max(0.5, until_due(due, context.now()))
        register = rules.register_of(lookup.country, lookup.kind)
        desk = Lookups(context)
        addresses = salon.settings.registers
        if register is None or not addresses.ask:
            desk.failed(lookup.id, OFF, register or "")
            return 0.0
        if register == "nav":
            # Asked there only with the salon's own access to the office; anybody may ask here.
            register = "vies"
        try:
            company = _ASK[register](addresses, lookup)
        except Unreadable as error:
            log.warning("%s: %s", register, error)
            desk.failed(lookup.id, STRANGE, register)
        except (_Silent, Busy) as error:
            log.info("%s: %s", register, type(error).__name__)
            if lookup.tries + 1 >= MOST_TRIES:
                desk.failed(lookup.id, NO_ANSWER, register)
            else:
                wait = wait_seconds(lookup.tries + 1)
                desk.later(lookup.id, NO_ANSWER, context.now() + int(wait * 1000))
        else:
            log.info("%s: %s", register, "found" if company else "nobody")
            desk.answer(lookup.id, company, register)
        return 0.0


def _ask_ares(addresses: Addresses, lookup: Lookup) -> Company | None:
    if lookup.kind == "vat_id" and len(lookup.number) != 8:
        # Of a person: ARES is not asked by these, the other one may be.
        return _ask_vies(addresses, lookup)
    return ares.read(*_get(addresses.ares + ares.path(lookup.number), (200, 404)))


def _ask_rpo(addresses: Addresses, lookup: Lookup) -> Company | None:
    return rpo.read(*_get(addresses.rpo + rpo.path(lookup.number), (200, 404)))


def _ask_vies(addresses: Addresses, lookup: Lookup) -> Company | None:
    _, body = _get(addresses.vies + vies.path(lookup.country, lookup.number), (200, 400))
    return vies.read(lookup.country, lookup.number, body)


_ASK: Mapping[Register, Callable[[Addresses, Lookup], Company | None]] = {
    "ares": _ask_ares,
    "rpo": _ask_rpo,
    "vies": _ask_vies,
}


def _get(address: str, answers: tuple[int, ...]) -> tuple[int, object]:
    """A page as JSON. ``answers``: codes that are answers."""
    import requests

    try:
        with requests.get(
            address,
            timeout=TIMEOUT_SECONDS,
            headers={"Accept": "application/json", "User-Agent": "Pult"},
            stream=True,
            allow_redirects=False,
        ) as answer:
            data = _limited(answer)
            status = answer.status_code
    except requests.RequestException as error:
        raise _Silent(type(error).__name__) from None
    if status not in answers:
        raise _Silent(str(status))
    try:
        return status, json.loads(data)
    except ValueError:
        if status == 404:
            return status, None
        raise Unreadable("no JSON") from None


def _limited(answer: requests.Response) -> bytes:
    data = b""
    for chunk in answer.iter_content(16_384):
        data += chunk
        if len(data) > MOST_BYTES:
            raise Unreadable("it is too long")
    return data
