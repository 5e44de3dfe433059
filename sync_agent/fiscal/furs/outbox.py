"""Receipts, book receipts and premises on their way to the office, one after the other in each
queue.

Before a request its bytes are written down, and after it what came of it; the next message of the
queue is written down in the same moment. Whatever is found on its way later was cut: it may have
arrived, and the very same bytes go again, to which the office gives the same code again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.fiscal.identity import Identity
from kiosk.salon.domain.fiscal.port import (
    Accepted,
    Denied,
    FiscalItem,
    NotSent,
    Outcome,
)
from kiosk.salon.services.fiscal.certificate import identity_of
from kiosk.salon.store.fiscal import items, sending
from sync_agent.fiscal.furs import OF_CERTIFICATE
from sync_agent.open_salon import OpenSalon
from sync_agent.outbox.pacing import IDLE_SECONDS, until_due, wait_seconds
from sync_agent.timing import StopToken

if TYPE_CHECKING:
    from sync_agent.fiscal.furs.office import Office

log = logging.getLogger(__name__)
Identities = Callable[[OpenSalon], Identity | None]


def _identity(salon: OpenSalon) -> Identity | None:
    return identity_of(salon.store, salon.keys)


@dataclass(frozen=True, slots=True)
class Begun:
    """A message whose bytes are written down as on their way."""

    item: FiscalItem
    envelope: bytes


class FursOutbox:
    """``identities``: whose certificate is used."""

    name = furs.PROVIDER

    def __init__(self, stop_token: StopToken, identities: Identities = _identity) -> None:
        self._stop_token, self._identities = stop_token, identities
        self._office: Office | None = None
        self._begun: Begun | None = None
        self._last_queue = ""
        self._newest: dict[str, int] = {}
        self._alone = False

    def step(self, salon: OpenSalon) -> float:
        begun, self._begun = self._begun, None
        self._found_cut(salon, begun)
        heads = items.heads(salon.store, self.name)
        self._alone = sum(head.state != "refused" for head in heads) == 1
        if begun is not None and any(head.id == begun.item.id for head in heads):
            return self._deliver(salon, begun)
        wait = IDLE_SECONDS
        # Each queue in turn: one that has to catch up keeps no other waiting.
        for head in sorted(heads, key=lambda one: (one.queue <= self._last_queue, one.queue)):
            if head.state == "refused":
                continue
            left = self._wait(salon, head)
            if left <= 0:
                return self._send(salon, head)
            wait = min(wait, left)
        return wait

    def _found_cut(self, salon: OpenSalon, begun: Begun | None) -> None:
        """What is on its way and not of ours now: the program ended, or the database was busy,
        before anybody wrote down what came of it."""
        context = salon.services.context
        for item_id in sending.on_its_way(salon.store, self.name):
            if begun is None or begun.item.id != item_id:
                with salon.store.transaction():
                    if (item := items.by_id(salon.store, item_id)) is not None:
                        sending.cut(salon.store, item, context.new_id(), context.now())

    def _wait(self, salon: OpenSalon, head: FiscalItem) -> float:
        """Seconds until it is its turn. A new receipt behind it has it tried at once: the line may
        be back, and a paper waits."""
        newest = items.newest(salon.store, self.name, head.queue)
        if newest > self._newest.get(head.queue, newest):
            return 0.0
        return until_due(head.next_at, self._stop_token.now())

    # -- one message ------------------------------------------------------------------------------

    def _send(self, salon: OpenSalon, head: FiscalItem) -> float:
        self._last_queue = head.queue
        self._newest[head.queue] = items.newest(salon.store, self.name, head.queue)
        office = self._ready(salon, head)
        if not isinstance(office, NotSent):
            begun = self._envelope(office, head)
            with salon.store.transaction():
                self._write_down(salon, begun)
            return self._deliver(salon, begun)
        if head.error_code != office.code:
            self._settle(salon, head, office, 0)
        return IDLE_SECONDS

    def _ready(self, salon: OpenSalon, head: FiscalItem) -> Office | NotSent:
        """The office as it is reached now, or why it cannot be."""
        from sync_agent.fiscal.furs.office import Access, Office

        identity = self._identities(salon)
        if identity is None:
            return NotSent("no-certificate", "")
        access = Access.of(salon, identity, test=head.test)
        if self._office is None or self._office.access != access:
            self.close()
            try:
                self._office = Office(access)
            except (OSError, ValueError) as error:
                return NotSent("setup", type(error).__name__)
        return self._office

    def _envelope(self, office: Office, item: FiscalItem) -> Begun:
        """The bytes that may have arrived already, else new ones: those say that the paper went out
        without the code."""
        if item.envelope is not None:
            return Begun(item, item.envelope)
        late = item.printed_without
        message = furs.subsequent(item.payload) if late else item.payload
        return Begun(replace(item, late=late), office.signer.envelope(message))

    def _write_down(self, salon: OpenSalon, begun: Begun) -> None:
        sending.begin(
            salon.store, begun.item.id, begun.envelope, begun.item.late, self._stop_token.now()
        )

    def _deliver(self, salon: OpenSalon, begun: Begun) -> float:
        """Sends it, and settles it together with the intent of the one behind it."""
        office = self._ready(salon, begun.item)
        if isinstance(office, NotSent):
            self._settle(salon, begun.item, office, 0)
            return 0.0
        following: list[Begun] = []

        def meanwhile() -> None:
            if not self._alone or self._stop_token.leaving:
                return
            behind = items.behind(salon.store, begun.item)
            if behind is not None and behind.state == "new":
                following.append(self._envelope(office, behind))

        began = self._stop_token.monotonic()
        outcome = office.deliver(begun.item.kind, begun.envelope, meanwhile)
        took = round((self._stop_token.monotonic() - began) * 1000)
        self._settle(salon, begun.item, outcome, took, following)
        return 0.0

    def _settle(
        self,
        salon: OpenSalon,
        item: FiscalItem,
        outcome: Outcome,
        took_ms: int,
        following: list[Begun] | None = None,
    ) -> None:
        now = self._stop_token.now()
        least = outcome.after_seconds if isinstance(outcome, Denied) else 0.0
        next_at = now + round(wait_seconds(item.tries + 1, least) * 1000)
        if isinstance(outcome, Accepted):
            next_at = 0
        with salon.store.transaction():
            attempt = salon.services.context.new_id()
            sending.settle(
                salon.store,
                item,
                outcome,
                attempt,
                now,
                took_ms=took_ms,
                next_at=next_at,
                renew=isinstance(outcome, Denied) and outcome.code in OF_CERTIFICATE,
            )
            if isinstance(outcome, Accepted):
                self._follow(salon, following or [])
        code = getattr(outcome, "code", "")
        log.info("%s %s: %s %s", item.kind, item.number, type(outcome).__name__.lower(), code)

    def _follow(self, salon: OpenSalon, following: list[Begun]) -> None:
        """The one behind is next, unless its paper went out without the code meanwhile: that is
        said in its envelope."""
        for begun in following:
            now = items.by_id(salon.store, begun.item.id)
            if now is not None and now.state == "new" and now.printed_without == begun.item.late:
                self._write_down(salon, begun)
                self._begun = begun

    def close(self) -> None:
        if self._office is not None:
            self._office.close()
            self._office = None
