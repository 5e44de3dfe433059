"""Accounts that synchronisation works with, as they lie on the disk, and this installation's id."""

from __future__ import annotations

import os
from dataclasses import dataclass

from kiosk.salon.store.database import Store

INSTALLATION = "installation"
INSTALLATION_BYTES = 8


@dataclass(frozen=True, slots=True)
class Account:
    """``name``: of the service that it lets in, or of what signing in needs (such as the program
    that signs in). ``account``: the provider's id of it, ``title``: how people call it (an
    e-mail). ``sealed``: secrets readable with the salon's key ``key_id`` only (see
    ``kiosk.salon.domain.sealing``). ``ok_at``: when it last let us in, 0 never. ``problem``: "",
    ``sign_in`` (it does not let us in any more), ``clock`` (this machine's clock is wrong)."""

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
    if found is None:
        return None
    _, account, title, key_id, sealed, signed_in_at, ok_at, problem = found
    return Account(name, account, title, key_id, bytes(sealed), signed_in_at, ok_at, problem)


def title_of(store: Store, account: str) -> str:
    """How people call the account with this id of its provider's; "" for one that is not signed in
    any more."""
    found = store.row("SELECT title FROM sync_account WHERE account = ?", (account,))
    return str(found[0]) if found else ""


def put(store: Store, account: Account) -> None:
    with store.transaction():
        store.run(
            "INSERT OR REPLACE INTO sync_account (name, account, title, key_id, sealed, "
            "signed_in_at, ok_at, problem) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                account.name,
                account.account,
                account.title,
                account.key_id,
                account.sealed,
                account.signed_in_at,
                account.ok_at,
                account.problem,
            ),
        )


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


def forget(store: Store, name: str) -> bool:
    """False when there was none."""
    with store.transaction():
        return store.run("DELETE FROM sync_account WHERE name = ?", (name,)) == 1


def installation(store: Store) -> str:
    """16 hex digits that tell this salon's data from any other's, made once. They belong to the
    database, so a restored backup goes on as the same installation."""
    found = store.row("SELECT account FROM sync_account WHERE name = ?", (INSTALLATION,))
    if found is not None:
        return str(found[0])
    with store.transaction():
        store.run(
            "INSERT OR IGNORE INTO sync_account (name, account, title, key_id, sealed, "
            "signed_in_at, ok_at, problem) VALUES (?, ?, '', 0, x'', 0, 0, '')",
            (INSTALLATION, os.urandom(INSTALLATION_BYTES).hex()),
        )
        made = store.row("SELECT account FROM sync_account WHERE name = ?", (INSTALLATION,))
    assert made is not None
    return str(made[0])
