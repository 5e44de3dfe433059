"""Models of the tables of synchronisation.

They are read and written by ``links`` (what the engine remembers), ``book`` (what people
are told and tell), ``accounts`` and ``fed``.
"""

from __future__ import annotations

import peewee

from kiosk.salon.store.base import Table


class SyncRemote(Table):
    """Where a remote stands: see ``links.RemoteRow``."""

    remote = peewee.TextField()
    account = peewee.TextField()
    in_use = peewee.BigIntegerField()
    scope = peewee.TextField()
    epoch = peewee.BigIntegerField()
    token = peewee.TextField()
    form = peewee.TextField()
    whole_at = peewee.BigIntegerField()
    seq = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("remote", "account")


class SyncLink(Table):
    """A thing on both sides: see ``sync_agent.engine.links``."""

    number = peewee.AutoField()
    remote = peewee.TextField()
    account = peewee.TextField()
    role = peewee.TextField()
    local_id = peewee.BlobField(null=True)
    owner = peewee.BlobField(null=True)
    key = peewee.TextField()
    stable = peewee.TextField()
    version = peewee.TextField()
    ordering = peewee.TextField()
    base = peewee.TextField()
    as_seen = peewee.TextField(column_name="raw")
    epoch = peewee.BigIntegerField()
    state = peewee.TextField()
    reason = peewee.TextField()
    intent = peewee.TextField()
    tried_at = peewee.BigIntegerField()
    sent = peewee.TextField()
    attempts = peewee.BigIntegerField()
    written_at = peewee.BigIntegerField()


class SyncSeen(Table):
    """What was seen at a remote and is not dealt with yet."""

    remote = peewee.TextField()
    account = peewee.TextField()
    key = peewee.TextField()
    item = peewee.TextField()
    seq = peewee.BigIntegerField()
    ordering = peewee.TextField()

    class Meta:
        primary_key = peewee.CompositeKey("remote", "account", "key")


class SyncPending(Table):
    """What changed here and is not looked at yet."""

    remote = peewee.TextField()
    local_id = peewee.BlobField()
    seq = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("remote", "local_id")


class SyncCase(Table):
    """What people have to look at: see ``book.Case``."""

    number = peewee.AutoField()
    remote = peewee.TextField()
    kind = peewee.TextField()
    local_id = peewee.BlobField(null=True)
    key = peewee.TextField()
    detail = peewee.TextField()
    at = peewee.BigIntegerField()
    answer = peewee.TextField()
    answered_at = peewee.BigIntegerField(null=True)
    settled_at = peewee.BigIntegerField(null=True)


class SyncRun(Table):
    """One run of one remote: see ``book.Run``."""

    number = peewee.AutoField()
    remote = peewee.TextField()
    started_at = peewee.BigIntegerField()
    ended_at = peewee.BigIntegerField(null=True)
    outcome = peewee.TextField()
    why = peewee.TextField()
    sent = peewee.BigIntegerField()
    received = peewee.BigIntegerField()
    conflicts = peewee.BigIntegerField()
    waiting = peewee.BigIntegerField()
    requests = peewee.BigIntegerField()


class SyncProgress(Table):
    """How far the run under way has come."""

    remote = peewee.TextField(primary_key=True)
    phase = peewee.TextField()
    done = peewee.BigIntegerField()
    total = peewee.BigIntegerField()
    began_at = peewee.BigIntegerField()
    at = peewee.BigIntegerField()


class SyncRequest(Table):
    """What the desk wants of the agent."""

    kind = peewee.TextField(primary_key=True)
    at = peewee.BigIntegerField()
    detail = peewee.TextField()


class SyncAccount(Table):
    """Whom the agent is signed in as; ``sealed`` opens with the salon's key only."""

    provider = peewee.TextField(primary_key=True)
    account = peewee.TextField()
    title = peewee.TextField()
    key_id = peewee.BigIntegerField()
    sealed = peewee.BlobField()
    signed_in_at = peewee.BigIntegerField()
    ok_at = peewee.BigIntegerField()
    problem = peewee.TextField()


class SyncFed(Table):
    """Who was put into a second place at a remote, under which key."""

    remote = peewee.TextField()
    account = peewee.TextField()
    local_id = peewee.BlobField()
    key = peewee.TextField()
    at = peewee.BigIntegerField()

    class Meta:
        primary_key = peewee.CompositeKey("remote", "account", "local_id")


SYNC_TABLES: tuple[type[Table], ...] = (
    *(SyncRemote, SyncLink, SyncSeen, SyncPending, SyncFed),
    *(SyncCase, SyncRun, SyncProgress, SyncRequest, SyncAccount),
)
