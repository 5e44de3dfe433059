"""The same edits through vdirsyncer, between two of its own in-memory storages.

Memory on both sides and a status database in a file: the least work it can have. Times are of one
whole ``sync`` call, which is all it offers.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from vdirsyncer.storage.memory import MemoryStorage
from vdirsyncer.sync import sync
from vdirsyncer.sync.status import SqliteStatus
from vdirsyncer.vobject import Item

CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nUID:client-{number}\nFN:Client {number}\n"
    "N:{number};Client;;;\nTEL;TYPE=CELL:+420777{number:06d}\nEMAIL:client{number}@example.com\n"
    "ADR;TYPE=HOME:;;Street {number};Town;;11000;\nNOTE:{note}\nEND:VCARD\n"
)


def _card(number: int, note: str = "sample") -> Item:
    return Item(CARD.format(number=number, note=note))


class Pair:
    """Two storages with the same ``contacts`` things in them, in step."""

    def __init__(self, folder: Path, contacts: int) -> None:
        self.here, self.there = MemoryStorage(), MemoryStorage()
        self.status = SqliteStatus(str(folder / f"vdirsyncer-{contacts}.db"))
        self._contacts, self._edits = contacts, 0
        for number in range(contacts):
            asyncio.run(self.here.upload(_card(number)))
        self.run()

    def edit(self, each: int) -> None:
        """Changes ``each`` things on one side and as many others on the other."""
        self._edits += 1
        for place in range(each):
            self._change(self.here, 2 * place)
            self._change(self.there, 2 * place + 1)

    def _change(self, storage: MemoryStorage, number: int) -> None:
        href = f"client-{number % self._contacts}"
        etag, _ = storage.items[href]
        asyncio.run(storage.update(href, _card(number % self._contacts, f"{self._edits}"), etag))

    def run(self) -> float:
        """One synchronisation; milliseconds."""
        begun = time.perf_counter_ns()
        asyncio.run(sync(self.here, self.there, self.status))
        return (time.perf_counter_ns() - begun) / 1e6

    def close(self) -> None:
        self.status.close()
