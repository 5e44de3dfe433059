"""Where each remote stands, in each account that it was used with. Times are UTC ms."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from kiosk.salon.store.database import Store


@dataclass(frozen=True, slots=True)
class RemoteRow:
    """Where a remote stands in one account. ``token``, ``form``: where the next reading begins and
    what it was asked with. ``whole_at``: when the last whole one began. ``seq``: the change feed is
    read up to here, -1 for not at all."""

    remote: str
    account: str
    scope: str = ""
    epoch: int = 0
    token: str = ""
    form: str = ""
    whole_at: int = 0
    seq: int = -1


_COLUMNS = "account, scope, epoch, token, form, whole_at, seq"


def load(store: Store, remote: str, account: str) -> RemoteRow | None:
    """None: this account was never used with it."""
    found = store.row(
        f"SELECT {_COLUMNS} FROM sync_remote WHERE remote = ? AND account = ?", (remote, account)
    )
    return RemoteRow(remote, *found) if found else None


def in_use(store: Store, remote: str) -> RemoteRow | None:
    """Of the account that it was last used with."""
    found = store.row(f"SELECT {_COLUMNS} FROM sync_remote WHERE remote = ? AND in_use", (remote,))
    return RemoteRow(remote, *found) if found else None


def put(store: Store, row: RemoteRow) -> None:
    """Its account is the one in use from now on. Inside a transaction."""
    store.run(
        "UPDATE sync_remote SET in_use = 0 WHERE remote = ? AND account <> ? AND in_use",
        (row.remote, row.account),
    )
    store.replace("sync_remote", **asdict(row), in_use=1)
