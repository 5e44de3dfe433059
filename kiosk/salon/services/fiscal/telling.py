"""How a message for an office is left: at the end of its queue and in the journal."""

from __future__ import annotations

from hashlib import sha256

from kiosk.salon.domain.fiscal.port import Prepared
from kiosk.salon.domain.ids import Id
from kiosk.salon.services.context import Context
from kiosk.salon.store.fiscal import items

KIND = "fiscal"
"""Of the journal's entries about messages."""


def put(context: Context, item_id: Id, prepared: Prepared, at: int, **facts: str) -> None:
    """In the running transaction, which is that of the document."""
    items.add(context.store, item_id, prepared, context.desk, at)
    body: dict[str, object] = {
        "provider": prepared.provider,
        "queue": prepared.queue,
        "what": prepared.kind,
        "number": prepared.number,
        "mark": prepared.local_code,
        "message": prepared.message_id,
        "payload": sha256(prepared.payload).hexdigest(),
        **facts,
    }
    context.journal.append(KIND, at, body)
