"""The account and the project on the disk, readable with the salon's key only.

After ``pult key rotate`` the older key of the ring opens them once more, and they are sealed again
with the one in use.
"""

from __future__ import annotations

from kiosk.salon.domain.keys import sealing
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.store.database import Store
from kiosk.salon.store.sync import accounts as sync_accounts
from sync_agent.google.problems import sign_in_again
from sync_agent.google.signin.grant import Grant
from sync_agent.google.signin.project import Project

ACCOUNT = "google"
PROJECT = "google-project"
PURPOSES = {ACCOUNT: "google-account", PROJECT: "google-project"}


def keep_grant(store: Store, keys: SalonKeys, grant: Grant, at: int) -> None:
    """Replaces whatever account was there; also keeps its project for the next sign-in."""
    with store.transaction():
        _put(store, keys, ACCOUNT, grant.account, grant.title, grant.dump(), at)
        keep_project(store, keys, grant.project, at)


def keep_project(store: Store, keys: SalonKeys, project: Project, at: int) -> None:
    _put(store, keys, PROJECT, "", project.name, project.dump(), at)


def _put(
    store: Store, keys: SalonKeys, name: str, account: str, title: str, text: str, at: int
) -> None:
    key_id, sealed = sealing.seal(keys, PURPOSES[name], text)
    sync_accounts.put(
        store, sync_accounts.Account(name, account, title, key_id, sealed, signed_in_at=at)
    )


def grant(store: Store, keys: SalonKeys) -> Grant:
    """Raises :class:`SignInAgain` when nobody is signed in, or when the key that it was sealed
    with is lost."""
    text = _open(store, keys, ACCOUNT)
    if text is None:
        raise sign_in_again()
    return Grant.load(text)


def project(store: Store, keys: SalonKeys) -> Project | None:
    """None when none was imported, or its key is lost."""
    text = _open(store, keys, PROJECT)
    return None if text is None else Project.load(text)


def _open(store: Store, keys: SalonKeys, name: str) -> str | None:
    kept = sync_accounts.get(store, name)
    if kept is None:
        return None
    try:
        text = sealing.unseal(keys, PURPOSES[name], kept.key_id, kept.sealed)
    except ValueError:
        return None
    if kept.key_id != keys.key_id:
        sync_accounts.set_sealed(store, name, *sealing.seal(keys, PURPOSES[name], text))
    return text


def forget_grant(store: Store) -> bool:
    """False when nobody was signed in. The project stays, so that signing in again is one step."""
    return sync_accounts.forget(store, ACCOUNT)
