"""What synchronisation forgets at once when a person is erased; the remote is told afterwards.

The link's key stays until the remote has confirmed the deletion, then only its hash. What was
observed and not looked at yet is emptied and read again, so that every copy there is found.
"""

from __future__ import annotations

_VISITS = "(SELECT id FROM appointment WHERE client_id = ?1)"


def _links(whose: str) -> str:
    """Numbers of the links of what is theirs, and of whatever else is remembered as theirs. Two
    queries in one: each has its index."""
    return (
        f"(SELECT number FROM sync_link WHERE local_id {whose} UNION ALL "
        f"SELECT number FROM sync_link WHERE role <> 'thing' AND owner {whose})"
    )


_THEIRS = _links("= ?1")
_OF_VISITS = _links(f"IN {_VISITS}")

STATEMENTS: tuple[str, ...] = (
    "UPDATE sync_seen SET item = '?' WHERE key IN (SELECT key FROM sync_link "
    f"WHERE (number IN {_THEIRS} OR number IN {_OF_VISITS}) AND key <> '') "
    "OR instr(item, lower(hex(?1))) > 0",
    f"UPDATE sync_link SET base = '', raw = '', sent = '' WHERE number IN {_THEIRS}",
    # Of their visits the agreed time stays, so that one moved meanwhile is still seen to be moved.
    "UPDATE sync_link SET raw = '', sent = '', "
    "base = CASE base WHEN '' THEN '' ELSE json_remove(base, '$.title', '$.about') END "
    f"WHERE number IN {_OF_VISITS}",
    "DELETE FROM sync_case WHERE local_id = ?1",
    "UPDATE sync_case SET detail = json_remove(detail, '$.title') "
    f"WHERE detail <> '' AND local_id IN {_VISITS}",
    "DELETE FROM sync_fed WHERE local_id = ?1",
)
"""Each is given the id of whoever is erased as ``?1``. ``title`` and ``about`` are the words of a
visit, see ``sync_agent.sides.visits``."""
