"""Our clients as contacts: what the engine reads, finds and writes of them."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from kiosk.salon.domain import folding
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import CONTACT_FIELDS, Client
from kiosk.salon.domain.text import T
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.clients import contacts
from kiosk.salon.store.clients import table as client_rows
from kiosk.salon.store.sync import book as sync_book
from kiosk.salon.store.sync import feed as sync_feed
from sync_agent.engine.ports import Local, Place, Record
from sync_agent.sides import contact

PORTION: Final = 200


class ClientsSide:
    """``remote``: in whose name cases are opened. ``beside``: name of the feed into the second
    place.

    Somebody without a name at the remote gets the number (or e-mail) as first name here, because
    a client has a name; it is not sent back as one. A case ``nameless`` asks for the real one.
    """

    entity = "client"
    schema = contact.CONTACT

    def __init__(self, services: Services, remote: str, beside: str = "") -> None:
        self._services, self._remote, self._beside = services, remote, beside
        self._store = services.context.store

    def everything(self) -> Iterator[Sequence[Id]]:
        after = b""
        while ids := contacts.active_after(self._store, after, PORTION):
            yield ids
            after = ids[-1]

    def records(self, ids: Sequence[Id]) -> Mapping[Id, Local]:
        found: dict[Id, Local] = {}
        for at in range(0, len(ids), PORTION):
            for person in contacts.people(self._store, ids[at : at + PORTION]):
                record = record_of(person.client, person.token) if person.client.active else None
                found[person.client.id] = Local(record, erased=person.erased)
        return found

    def find(self, seen: Record) -> Id | None:
        """The only client with the same name and number, or the same name and e-mail. Who is
        inactive is found when nobody active is: the person would be here twice otherwise."""
        wanted = _name_words(seen.get("first_name", ""), seen.get("last_name", ""))
        if not wanted:
            return None
        for number in filter(None, (seen.get("mobile", ""), seen.get("phone", ""))):
            found = [c for c in contacts.with_phone(self._store, number) if _words(c) == wanted]
            for some in ([c for c in found if c.active], found):
                if len(some) == 1:
                    return some[0].id
        email = seen.get("email", "")
        for client in contacts.with_email(self._store, email) if email else ():
            if _words(client) == wanted:
                return client.id
        return None

    def shown(self, seen: Record) -> Mapping[str, str]:
        name = f"{seen.get('first_name', '')} {seen.get('last_name', '')}".strip()
        ways = (name, seen.get("mobile", ""), seen.get("phone", ""), seen.get("email", ""))
        return {"title": next(filter(None, ways), "")}

    def stood_beside(self, local_id: Id) -> None:
        if self._beside:
            sync_feed.want(self._store, self._beside, self._remote, local_id)

    def add(self, seen: Record, *, ours: bool = False) -> Id | None:
        """None for a contact with neither name, number nor e-mail. Refused: the e-mail belongs to
        somebody else here, or the date of birth cannot be right."""
        client = _with(Client(b"", "", ""), seen)
        if not client.name:
            return None
        nameless = not seen.get("first_name") and not seen.get("last_name")
        client = self._services.clients.save(client, None)
        if nameless:
            self._ask_name(client.id)
        return client.id

    def apply(self, local_id: Id, changes: Record) -> None:
        """Refused as for :meth:`add`, and for a client who was erased or is not there."""
        if client_rows.erased(self._store, local_id):
            raise Refused(T("This client was erased."))
        client = self._services.clients.get(local_id)
        changed = _with(client, changes)
        if changed != client:
            self._services.clients.save(changed, None)
            if _placeholder(changed) and not _placeholder(client):
                self._ask_name(local_id)

    def removed(self, local_id: Id, place: Place) -> Literal["suppress"]:
        """A client has a history here: nothing elsewhere removes one."""
        return "suppress"

    def _ask_name(self, local_id: Id) -> None:
        now = self._services.context.now()
        sync_book.open_case(self._store, self._remote, "nameless", local_id, "", {}, now)


def record_of(client: Client, token: bytes) -> Record:
    """``token``: of the card, empty without one."""
    named = "" if _placeholder(client) else contact.text(client.first_name)
    return {
        "first_name": named,
        "last_name": contact.text(client.last_name),
        "gender": client.gender,
        "mobile": client.phone,
        "phone": client.other_phone,
        "email": contact.email(client.email),
        "street": contact.text(client.street),
        "city": contact.text(client.city),
        "postcode": contact.text(client.postcode),
        "birth_date": client.birth_date,
        "note": contact.note_window(client.note),
        "visits": contact.number(client.visits),
        "points": contact.number(client.points),
        "card": base64.urlsafe_b64encode(token).decode().rstrip("="),
    }


def _with(client: Client, changes: Record) -> Client:
    """The client after ``changes``; names of the nameless follow what stands for them."""
    nameless = _placeholder(client)
    values = {
        CONTACT_FIELDS[name]: value for name, value in changes.items() if name in CONTACT_FIELDS
    }
    if "note" in changes:
        values["note"] = contact.note_whole(changes["note"], client.note)
    changed = replace(client, **values)  # type: ignore[arg-type]  # all of them are texts
    if nameless and not changes.get("first_name"):
        changed = replace(changed, first_name="")
    if not changed.name:
        changed = replace(changed, first_name=_stand_in(changed))
    return changed


def _stand_in(client: Client) -> str:
    return client.phone or client.other_phone or client.email


def _placeholder(client: Client) -> bool:
    """Whether the first name only stands there because there has to be one."""
    return (
        not client.last_name
        and bool(client.first_name)
        and (client.first_name in (client.phone, client.other_phone, client.email))
    )


def _name_words(first: str, last: str) -> tuple[str, ...]:
    """The words of a name in whatever order they were typed."""
    return tuple(sorted(folding.words(f"{first} {last}")))


def _words(client: Client) -> tuple[str, ...]:
    return _name_words(client.first_name, client.last_name)
