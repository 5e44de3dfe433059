"""Messages to fiscal offices against the journal: none is missing, none was changed, and every
number up to the last one of a device stands on exactly one receipt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from kiosk.salon.domain.text import Msg, T
from kiosk.salon.store.audit.part import Part, Told
from kiosk.salon.store.database import Store


class Fiscal(Part):
    kinds = frozenset({"fiscal"})

    def __init__(self, store: Store, keys: Sequence[bytes]) -> None:
        super().__init__(store, keys)
        self._said: dict[str, tuple[str, ...]] = {}

    def take(self, told: Told) -> None:
        body = told.body
        self._said[body["message"]] = (
            *(body["provider"], body["queue"], body["what"]),
            *(body["number"], body["mark"], body["payload"]),
        )

    def differences(self) -> Iterator[Msg]:
        missing = dict(self._said)
        for message, payload, number, *values in self.store.rows(
            "SELECT message_id, payload, number, provider, queue, kind, local_code "
            "FROM fiscal_item ORDER BY provider, queue, seq"
        ):
            provider, queue, kind, mark = values
            said = missing.pop(message, None)
            if said is None:
                yield T("The message about {number} is not in the journal.", number=number)
                continue
            is_now = (provider, queue, kind, number, mark, sha256(payload).hexdigest())
            if said != is_now:
                yield T("The message about {number} is not what the journal says.", number=number)
        for said in missing.values():
            yield T("The message about {number} is missing.", number=said[3])
