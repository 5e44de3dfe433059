"""What the owner does at Google, on the web or on a phone: edits that the engine must survive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .calendar_owner import CalendarOwner, one_at_a_time
from .groups import Group
from .people_book import MY_CONTACTS, Contact, Fields

if TYPE_CHECKING:
    from .service import FakeGoogle

GIVEN = ("Anna", "Jiří", "Žofie", "Petr", "Šárka", "Ondřej", "Łucja", "Zsófia", "Maja", "Tomáš")
FAMILY = ("Nováková", "Dvořák", "Příhodová", "Kučera", "Němcová", "Szabó", "Horvat", "Řezníček")


@one_at_a_time
class Owner(CalendarOwner):
    """Methods named for what a person does. Labels are given by resource name, name or Group."""

    def __init__(self, google: FakeGoogle) -> None:
        self.google, self.book, self.groups = google, google.book, google.groups
        self.switches = google.switches

    # people

    def add(
        self,
        given: str = "",
        family: str = "",
        *,
        mobile: str | None = None,
        email: str | None = None,
        label: str | Group | None = None,
        client_data: dict[str, str] | None = None,
        **fields: Any,
    ) -> Contact:
        """A person, in My Contacts and in ``label``; ``fields`` are People fields as lists.

        ``names=[..., ...]`` makes a person with two names, as old merges left them.
        """
        out: Fields = {}
        if given or family:
            pair = {"givenName": given, "familyName": family}
            out["names"] = [{k: v for k, v in pair.items() if v}]
        if mobile:
            out["phoneNumbers"] = [{"value": mobile, "type": "mobile"}]
        if email:
            out["emailAddresses"] = [{"value": email, "type": "home"}]
        if client_data:
            out["clientData"] = [{"key": k, "value": v} for k, v in client_data.items()]
        groups = (
            (MY_CONTACTS, self.groups.resolve(label).resource_name) if label else (MY_CONTACTS,)
        )
        return self.book.new(out | fields, groups)

    def add_many(self, number: int, label: str | Group | None = None) -> list[Contact]:
        """Seeded people with name, mobile, and some with an e-mail and a note."""
        chance = self.book.random
        made: list[Contact] = []
        for _ in range(number):
            digits = chance.randrange(10**8)
            extra: dict[str, Any] = (
                {"biographies": [{"value": f"note {digits}"}]} if chance.random() < 0.3 else {}
            )
            made.append(
                self.add(
                    chance.choice(GIVEN), chance.choice(FAMILY), mobile=f"+4206{digits:08d}",
                    email=f"p{digits}@example.com" if chance.random() < 0.6 else None,
                    label=label, **extra,
                )
            )  # fmt: skip
        return made

    def edit(
        self, contact: Contact, *, keep_client_data: bool | None = None, **fields: Any
    ) -> None:
        """Replaces whole fields, e.g. ``phoneNumbers=[...]``; an empty list clears one."""
        keep = (
            self.switches.edit_keeps_client_data if keep_client_data is None else keep_client_data
        )
        old = {k: v for k, v in contact.fields.items() if keep or k != "clientData"}
        new = {k: v for k, v in (old | fields).items() if v}
        self.book.write(contact, fields=new)

    def rename_person(
        self, contact: Contact, given: str | None = None, family: str | None = None, **how: Any
    ) -> None:
        first = dict((contact.fields.get("names") or [{}])[0])
        first |= {} if given is None else {"givenName": given}
        first |= {} if family is None else {"familyName": family}
        self.edit(contact, names=[first], **how)

    def add_phone(self, contact: Contact, value: str, type: str = "other", **how: Any) -> None:
        phones = [*contact.fields.get("phoneNumbers", []), {"value": value, "type": type}]
        self.edit(contact, phoneNumbers=phones, **how)

    def set_note(self, contact: Contact, text: str, **how: Any) -> None:
        self.edit(contact, biographies=[{"value": text, "contentType": "TEXT_PLAIN"}], **how)

    def delete(self, contact: Contact) -> None:
        """Into the bin; ``restore`` brings it back."""
        self.book.write(contact, deleted=True)

    def restore(self, contact: Contact) -> Contact:
        """Out of the bin: the same contact, or a new one where Google renames it (7.9)."""
        if not contact.deleted:
            raise ValueError("not in the bin")
        switches = self.switches
        old = self.book.binned.pop(contact.source_id, ())
        labels = [g for g in old if g in self.groups.all and not self.groups.all[g].deleted]
        groups = tuple(labels) if switches.restore_keeps_labels and labels else (MY_CONTACTS,)
        fields = dict(contact.fields)
        if not switches.restore_keeps_client_data:
            fields.pop("clientData", None)
        if switches.restore_keeps_name:
            self.book.write(contact, fields=fields, groups=groups, deleted=False)
            return contact
        made = self.book.new(fields, groups, by_api=contact.by_api)
        made.ever_labelled = made.ever_labelled or contact.ever_labelled
        return made

    def merge(self, survivor: Contact, other: Contact, client_data: str | None = None) -> Contact:
        """ "Merge duplicates": the lists joined, ``other`` gone (7.6).

        ``client_data``: "both", "one" (the survivor's), "none", "any" (seeded).
        """
        how = client_data or self.switches.merge_client_data
        if how == "any":
            how = self.book.random.choice(("both", "one", "none"))
        fields: Fields = {}
        for name in (*survivor.fields, *(f for f in other.fields if f not in survivor.fields)):
            mine, theirs = survivor.fields.get(name, []), other.fields.get(name, [])
            single = name in ("names", "genders", "birthdays")
            more = [] if single and mine else [e for e in theirs if e not in mine]
            fields[name] = [*mine, *more]
        if how == "one":
            fields["clientData"] = list(survivor.fields.get("clientData", []))
        elif how == "none":
            fields["clientData"] = []
        groups = tuple(dict.fromkeys((*survivor.groups, *other.groups)))
        self.delete(other)
        self.book.write(survivor, fields={k: v for k, v in fields.items() if v}, groups=groups)
        return survivor

    def rename_resource(self, contact: Contact) -> str:
        """A profile was linked or unlinked: another resource name (1.2). Returns it."""
        name = f"people/{10**20 + self.book.random.getrandbits(60)}"
        self.book.write(contact, resource_name=name)
        return name

    # labels

    def create_label(self, name: str) -> Group:
        group = self.groups.create(name)
        group.made_ms = 0  # made by hand, long before anybody writes to it
        return group

    def add_to_label(self, contact: Contact, label: str | Group) -> None:
        name = self.groups.resolve(label).resource_name
        if name not in contact.groups:
            self.book.write(contact, groups=(*contact.groups, name))

    def remove_from_label(self, contact: Contact, label: str | Group) -> None:
        """May leave a contact in no group at all: Google's web pages allow it."""
        name = self.groups.resolve(label).resource_name
        if name in contact.groups:
            self.book.write(contact, groups=tuple(g for g in contact.groups if g != name))

    def rename_label(self, label: str | Group, name: str) -> None:
        self.groups.rename(self.groups.resolve(label), name)

    def delete_label(self, label: str | Group, *, delete_contacts: bool = False) -> None:
        self.groups.delete(self.groups.resolve(label), contacts=delete_contacts)

    # the account

    def revoke_access(self) -> None:
        """Removes the app under "Third-party apps": refreshing says ``invalid_grant``."""
        self.google.oauth.revoke_all()
