"""The outboxes of this program. The next one (another office, a message gateway) is one line here.

They are made once, in the order of the list, and asked by a thread each: see
:mod:`sync_agent.outbox.runner`. An outbox loads its libraries when it first has something to send.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sync_agent.fiscal.furs.outbox import FursOutbox
from sync_agent.fiscal.nav.outbox import NavOutbox
from sync_agent.messages.smtp.outbox import Smtp
from sync_agent.outbox.ports import Outbox
from sync_agent.registers.outbox import Registers
from sync_agent.timing import StopToken

OUTBOXES: tuple[Callable[[StopToken], Outbox], ...] = (FursOutbox, NavOutbox, Smtp, Registers)


def outboxes(stop_token: StopToken) -> Iterable[Outbox]:
    return [make(stop_token) for make in OUTBOXES]
