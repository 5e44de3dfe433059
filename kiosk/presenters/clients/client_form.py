"""Adding a client, or editing one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from kiosk.presenters.base import Toast
from kiosk.presenters.clients.words import STATUS
from kiosk.presenters.forms import (
    FormField,
    FormPresenter,
    FormState,
    Options,
    shown_day,
    switch,
    typed_day,
)
from kiosk.salon.domain import phones
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, ClientStatus
from kiosk.salon.domain.text import T

GENDERS: Options = (("", T("Not said")), ("f", T("Woman")), ("m", T("Man")), ("o", T("Other")))
DESK_ORIGIN = "desk"
"""Where a consent given at the desk says it is from."""


class ClientForm(FormPresenter):
    """``client_id``: whom to edit. ``typed``: what was searched for, taken for the name or the
    phone of a new client. ``then``: ``back`` hands ``client_id`` to the screen below instead of
    opening the new client's sheet."""

    name = "client_form"

    def blank(self) -> FormState:
        self._client = Client(b"", "", "")
        self._then = "open"
        return super().blank()

    def begin(self, client_id: Id = b"", typed: str = "", then: str = "open", **args: Any) -> None:
        self._then = then
        self._client = self.services.clients.get(client_id) if client_id else _guess(typed)
        title = T("Edit client") if client_id else T("New client")
        self.open(title, self._fields(self._client))

    def _fields(self, client: Client) -> tuple[FormField, ...]:
        languages: Options = (("", T("As the salon")), *LANGUAGES.items())
        fields = (
            FormField("first_name", T("First name"), value=client.first_name),
            FormField("last_name", T("Last name"), value=client.last_name),
            FormField("phone", T("Phone"), "phone", client.phone),
            FormField("other_phone", T("Other phone"), "phone", client.other_phone),
            FormField("email", T("E-mail"), "email", client.email),
            FormField(
                "warning", T("Warning"), value=client.warning, hint=T("An allergy, shown in red")
            ),
            FormField("birth_date", T("Date of birth"), "date", shown_day(client.birth_date)),
            FormField("note", T("Note"), "multiline", client.note),
            switch("marketing", T("Agrees to get offers"), client.marketing),
            FormField("gender", T("Gender"), "choice", client.gender, options=GENDERS),
            FormField("language", T("Language"), "choice", client.language, options=languages),
            FormField("street", T("Street"), value=client.street),
            FormField("city", T("City"), value=client.city),
            FormField("postcode", T("Postcode"), value=client.postcode),
        )
        if not client.id:
            return fields
        statuses: Options = tuple(STATUS.items())
        return (
            *fields,
            FormField("status", T("Status"), "choice", client.status, options=statuses),
            switch("active", T("Active"), client.active),
        )

    def submit(self) -> None:
        region = self.services.context.salon.country
        texts = ("first_name", "last_name", "email", "warning", "note", "gender")
        values: dict[str, Any] = {name: self.value(name) for name in texts}
        for name in ("language", "street", "city", "postcode"):
            values[name] = self.value(name)
        for name in ("phone", "other_phone"):
            values[name] = self.read(name, lambda text: phones.normalise(text, region), "")
        values["birth_date"] = self.read("birth_date", typed_day, "")
        self.require_right()
        values["marketing"] = self.on("marketing")
        old = self._client
        if values["marketing"] and not old.marketing:
            values["marketing_origin"] = DESK_ORIGIN
        if old.id:
            values["status"] = cast(ClientStatus, self.value("status"))
            values["active"] = self.on("active")
        by = self.host.staff.id if self.host.staff is not None else None
        saved = self.services.clients.save(replace(old, **values), by)
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        if old.id or self._then == "back":
            self.host.back(client_id=saved.id)
        else:
            self.host.swap("client", client_id=saved.id)


def _guess(typed: str) -> Client:
    """A new client from what was searched for: digits are a phone, words a name."""
    text = " ".join(typed.split())
    if not text or "@" in text:
        return Client(b"", "", "", email=text)
    if text.lstrip("+").replace(" ", "").isdigit():
        return Client(b"", "", "", phone=text)
    first, _, last = text.title().partition(" ")
    return Client(b"", first, last)
