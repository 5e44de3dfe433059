"""What synchronisation forgets at once when a person is erased; the remote is told afterwards.

The link's key stays until the remote has confirmed the deletion, then only its hash. What was
observed and not looked at yet is emptied and read again, so that every copy there is found.
"""

from __future__ import annotations

from kiosk.domain.ids import Id
from kiosk.store.database import Store

STATEMENTS: tuple[str, ...] = (
    "UPDATE sync_seen SET item = '?' WHERE key IN "
    "(SELECT key FROM sync_link WHERE local_id = ?1 AND key <> '') "
    "OR instr(item, lower(hex(?1))) > 0",
    "UPDATE sync_link SET base = '', raw = '', sent = '', why = '' WHERE local_id = ?1",
    "DELETE FROM sync_case WHERE local_id = ?1",
)
"""Each is given the id of whoever is erased as ``?1``."""


def forget(store: Store, entity_id: Id) -> None:
    """Takes what was kept of them out, inside the running transaction."""
    for statement in STATEMENTS:
        store.run(statement, (entity_id,))
