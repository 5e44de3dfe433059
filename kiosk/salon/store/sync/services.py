"""What the agent can keep the salon in step with, as it tells the desk: services, each an account
of some provider, and what of ours stands there. Nobody else writes these rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from kiosk.salon.store.database import Store

About = Literal["clients", "visits", "other"]
"""What of ours it is about."""
Direction = Literal["both", "in", "out"]
"""Kept the same on both sides, only taken in, or only given out."""


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """What comes of signing in. ``words``: see :func:`kiosk.salon.domain.stored_message.load`."""

    icon: str
    words: str


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A remote. ``title``: see :func:`kiosk.salon.domain.stored_message.load`."""

    remote: str
    title: str
    about: About
    direction: Direction


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """``name``: of its account (``sync_account``). ``title``: a proper name, the same in every
    language. ``about``: what it is for, as :func:`kiosk.salon.domain.stored_message.dump` keeps it.
    ``files``: a sign-in can be taken from a stick. ``needs``: name of the account that must be
    there before anybody can sign in, "" for none."""

    name: str
    title: str
    about: str = ""
    files: bool = False
    needs: str = ""
    promises: tuple[PromiseRow, ...] = ()
    channels: tuple[ChannelRow, ...] = ()


def put(store: Store, services: Sequence[ServiceRow]) -> None:
    """In the order in which people see them; instead of whatever was there."""
    if everything(store) == tuple(services):
        return
    with store.transaction():
        store.run("DELETE FROM sync_service")
        store.run("DELETE FROM sync_channel")
        for place, one in enumerate(services):
            promises = json.dumps([[promise.icon, promise.words] for promise in one.promises])
            store.run(
                "INSERT INTO sync_service (name, place, title, about, files, needs, promises) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (one.name, place, one.title, one.about, int(one.files), one.needs, promises),
            )
            for order, channel in enumerate(one.channels):
                store.insert("sync_channel", service=one.name, place=order, **asdict(channel))


def channel(store: Store, remote: str) -> ChannelRow | None:
    found = store.row(
        "SELECT remote, title, about, direction FROM sync_channel WHERE remote = ?", (remote,)
    )
    return None if found is None else ChannelRow(*found)


def everything(store: Store) -> tuple[ServiceRow, ...]:
    channels: dict[str, list[ChannelRow]] = {}
    for service, *channel in store.rows(
        "SELECT service, remote, title, about, direction FROM sync_channel ORDER BY place"
    ):
        channels.setdefault(service, []).append(ChannelRow(*channel))
    return tuple(
        ServiceRow(
            *(name, title, about, bool(files), needs),
            tuple(PromiseRow(*promise) for promise in json.loads(promises)),
            tuple(channels.get(name, ())),
        )
        for name, title, about, files, needs, promises in store.rows(
            "SELECT name, title, about, files, needs, promises FROM sync_service ORDER BY place"
        )
    )
