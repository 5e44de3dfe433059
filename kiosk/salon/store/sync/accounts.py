"""Accounts that synchronisation works with, as they lie on the disk, and this installation's id."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass

from kiosk.salon.store.database import Store

INSTALLATION = "installation"
INSTALLATION_BYTES = 8


@dataclass(frozen=True, slots=True)
class Account:
    """``name``: of the service that it lets in, or of what signing in needs (such as the program
    that signs in). ``account``: the provider's id of it, ``title``: how people call it (an
    e-mail). ``sealed``: secrets readable with the salon's key ``key_id`` only (see
    ``kiosk.salon.domain.keys.sealing``). ``ok_at``: when it last let us in, 0 never.
    ``problem``: "", ``sign_in`` (it does not let us in any more), ``clock`` (this machine's
    clock is wrong)."""

    name: str
    account: str
    title: str
    key_id: int
    sealed: bytes
    signed_in_at: int
    ok_at: int = 0
    problem: str = ""


def get(store: Store, name: str) -> Account | None:
    found = store.row(
        "SELECT name, account, title, key_id, sealed, signed_in_at, ok_at, problem "
        "FROM sync_account WHERE name = ?",
        (name,),
    )
    return Account(*found) if found else None


def title_of(store: Store, account: str) -> str:
    """How people call the account with this id of its provider's; "" for one that is not signed in
    any more."""
    return store.value("SELECT title FROM sync_account WHERE account = ?", (account,)) or ""


def put(store: Store, account: Account) -> None:
    with store.transaction():
        store.replace("sync_account", **asdict(account))


def set_sealed(store: Store, name: str, key_id: int, sealed: bytes) -> None:
    """The same secrets under another key of the salon."""
    with store.transaction():
        store.run(
            "UPDATE sync_account SET key_id = ?, sealed = ? WHERE name = ?",
            (key_id, sealed, name),
        )


def set_ok(store: Store, name: str, at: int) -> None:
    """It let us in; whatever was wrong is over."""
    with store.transaction():
        store.run("UPDATE sync_account SET ok_at = ?, problem = '' WHERE name = ?", (at, name))


def set_problem(store: Store, name: str, problem: str) -> None:
    with store.transaction():
        store.run(
            "UPDATE sync_account SET problem = ? WHERE name = ? AND problem <> ?",
            (problem, name, problem),
        )


def set_untried(store: Store, name: str) -> None:
    """Nobody knows any more whether it lets us in."""
    with store.transaction():
        store.run("UPDATE sync_account SET ok_at = 0, problem = '' WHERE name = ?", (name,))


def forget(store: Store, name: str) -> bool:
    """False when there was none."""
    with store.transaction():
        return store.run("DELETE FROM sync_account WHERE name = ?", (name,)) == 1


def installation(store: Store) -> str:
    """16 hex digits that tell this salon's data from any other's, made once. They belong to the
    database, so a restored backup goes on as the same installation."""
    known = get(store, INSTALLATION)
    if known is None:
        with store.transaction():
            known = get(store, INSTALLATION)
            if known is None:
                made = os.urandom(INSTALLATION_BYTES).hex()
                known = Account(INSTALLATION, made, "", 0, b"", 0)
                put(store, known)
    return known.account
