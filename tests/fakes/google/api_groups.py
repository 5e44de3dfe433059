"""People API, contact groups (facts 1.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .api_read import page_size
from .errors import bad, expired_sync_token, not_found, people_error
from .feed import asked, seal, unseal
from .groups import DEFAULT_FIELDS, FIELDS, Group
from .people_book import Contact
from .wire import Request

if TYPE_CHECKING:
    from .service import FakeGoogle


class GroupCalls:
    def __init__(self, google: FakeGoogle) -> None:
        self.google, self.groups, self.book = google, google.groups, google.book
        self.switches = google.switches

    def list_all(self, request: Request) -> dict[str, Any]:
        fields = _fields(request.one("groupFields"))
        size = page_size(request, 30)
        same = asked(request.query)
        sync = request.one("syncToken")
        now = self.google.clock.now_ms
        state: dict[str, Any] = {
            "same": same,
            "sync": sync,
            "at": 0,
            "upto": self.groups.feed.last,
            "full_at": now,
        }
        if token := request.one("pageToken"):
            opened = unseal(token, "groups-page")
            if opened is None or opened["same"] != same or opened["sync"] != sync:
                raise bad("Page token does not fit the request: other parameters must match.")
            state = opened
        elif sync:
            opened = unseal(sync, "groups")
            if opened is None or opened["same"] != same:
                raise bad("Sync token does not fit the request.")
            if now - opened["full_at"] >= self.switches.sync_token_ms:
                raise expired_sync_token("INVALID_ARGUMENT", self.switches.expired_details)
            state |= {"at": opened["upto"], "full_at": opened["full_at"]}
        rows = [r for r in self.groups.feed.after(state["at"]) if sync or not r[1].deleted]
        page = rows[:size]
        out: dict[str, Any] = {"contactGroups": [self.groups.view(g, fields) for _, g in page]}
        if not sync:
            out["totalItems"] = sum(not g.deleted for g in self.groups.all.values())
        if len(rows) > size:
            out["nextPageToken"] = seal(**state | {"kind": "groups-page", "at": page[-1][0]})
        else:
            out["nextSyncToken"] = seal(
                kind="groups", same=same, upto=state["upto"], full_at=state["full_at"]
            )
        return out

    def get(self, request: Request) -> dict[str, Any]:
        group = self.groups.living(request.params["resourceName"])
        fields = _fields(request.one("groupFields"))
        return self.groups.view(group, fields, _max_members(request))

    def batch_get(self, request: Request) -> dict[str, Any]:
        names = request.many("resourceNames")
        if not 1 <= len(names) <= 200:
            raise bad("Between 1 and 200 resource names are allowed.")
        fields = _fields(request.one("groupFields"))
        responses: list[dict[str, Any]] = []
        for name in names:
            group = self.groups.all.get(name)
            if group is None or group.deleted:
                status = {"code": 5, "message": "Requested entity was not found."}
                responses.append({"requestedResourceName": name, "status": status})
            else:
                view = self.groups.view(group, fields, _max_members(request))
                responses.append({"requestedResourceName": name, "contactGroup": view})
        return {"responses": responses}

    def create(self, request: Request) -> dict[str, Any]:
        wanted = request.json.get("contactGroup") or {}
        if not wanted.get("name"):
            raise bad("Contact group name is required.")
        fields = _fields(request.json.get("readGroupFields", ""))
        group = self.groups.create(wanted["name"], wanted.get("clientData"))
        return self.groups.view(group, fields)

    def update(self, request: Request) -> dict[str, Any]:
        group = self._own(request.params["resourceName"])
        wanted = request.json.get("contactGroup") or {}
        names = _update_fields(request.json.get("updateGroupFields", ""))
        fields = _fields(request.json.get("readGroupFields", ""))
        if wanted.get("etag") and wanted["etag"] != group.etag:
            raise people_error(409, "Contact group etag is outdated.", status="ABORTED")
        if "clientData" in names:
            group.client_data = wanted.get("clientData") or []
        if "name" in names and wanted.get("name") != group.name:
            if not wanted.get("name"):
                raise bad("Contact group name is required.")
            self.groups.rename(group, wanted["name"])
        else:
            self.groups.touch(group)
        return self.groups.view(group, fields)

    def delete(self, request: Request) -> dict[str, Any]:
        group = self._own(request.params["resourceName"])
        with_contacts = request.flag("deleteContacts")
        if with_contacts:
            for contact in self.book.members(group.resource_name):
                self.google.note_write(contact)
        self.groups.delete(group, contacts=with_contacts)
        return {}

    def modify(self, request: Request) -> dict[str, Any]:
        add = request.json.get("resourceNamesToAdd") or []
        remove = request.json.get("resourceNamesToRemove") or []
        if not 1 <= len(add) + len(remove) <= 1000:
            raise bad("Between 1 and 1000 contacts may be added and removed together.")
        group = self.groups.usable(request.params["resourceName"])
        if group is None:
            raise not_found()
        if group.system and group.name not in ("myContacts", "starred"):
            raise bad("The members of this system group cannot be modified.")
        missing: list[str] = []
        last: list[str] = []
        name = group.resource_name
        for contact in self._found(add, missing):
            if name not in contact.groups:
                self.google.note_write(contact)
                self.book.write(contact, groups=(*contact.groups, name))
        for contact in self._found(remove, missing):
            if contact.groups == (name,):
                last.append(contact.resource_name)
            elif name in contact.groups:
                self.google.note_write(contact)
                self.book.write(contact, groups=tuple(g for g in contact.groups if g != name))
        out = {"notFoundResourceNames": missing, "canNotRemoveLastContactGroupResourceNames": last}
        return {k: v for k, v in out.items() if v}

    def _found(self, names: list[str], missing: list[str]) -> list[Contact]:
        found: list[Contact] = []
        for name in dict.fromkeys(names):
            contact = self.book.by_name.get(name)
            if contact is None or contact.deleted:
                missing.append(name)
            else:
                found.append(contact)
        return found

    def _own(self, resource_name: str) -> Group:
        group = self.groups.living(resource_name)
        if group.system:
            raise bad("System contact groups cannot be changed.")
        return group


def _fields(text: str) -> tuple[str, ...]:
    parts = tuple(p.strip() for p in text.split(",") if p.strip())
    for part in parts:
        if part not in FIELDS:
            raise bad(f'Invalid groupFields mask path: "{part}".')
    return parts or DEFAULT_FIELDS


def _update_fields(text: str) -> tuple[str, ...]:
    """Defaults to the name [discovery: updateGroupFields]."""
    parts = tuple(p.strip() for p in text.split(",") if p.strip())
    if set(parts) - {"name", "clientData"}:
        raise bad(f'Invalid updateGroupFields mask: "{text}".')
    return parts or ("name",)


def _max_members(request: Request) -> int:
    return request.number("maxMembers", 0)
