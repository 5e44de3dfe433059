"""Adding a client, or editing one."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from kiosk.presenters.args import Result
from kiosk.presenters.base import Toast
from kiosk.presenters.clients.args import (
    ClientArgs,
    ClientEraseArgs,
    ClientErased,
    ClientFormArgs,
    ClientSaved,
)
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    Options,
    require_manager,
    shown_day,
    switch,
    typed_day,
)
from kiosk.salon.domain import people
from kiosk.salon.domain.clients.client_status import STATUS
from kiosk.salon.domain.country import LANGUAGES
from kiosk.salon.domain.entry import emails, full_names, phones
from kiosk.salon.domain.people import Client, ClientStatus
from kiosk.salon.domain.text import T
from kiosk.salon.services.files.given_names import given_names

GENDERS: Options = (("", T("Not said")), ("f", T("Woman")), ("m", T("Man")), ("o", T("Other")))
DESK_ORIGIN = "desk"
"""Where a consent given at the desk says it is from."""


class ClientForm(FormPresenter[ClientFormArgs]):
    name = "client_form"

    def forget(self) -> None:
        super().forget()
        self._client = Client(b"", "", "")
        self._hand_back = False

    def begin(self, args: ClientFormArgs) -> None:
        self._hand_back = args.hand_back
        old = args.client_id
        self._client = self.services.clients.get(old) if old else _guess(args.typed)
        title = T("Edit client") if old else T("New client")
        erase = FormButton("erase", T("Erase for ever"), "danger")
        may_erase = old and people.manages(self.host.staff)
        self.open(title, self._fields(self._client), extra=(erase,) if may_erase else ())

    def _fields(self, client: Client) -> tuple[FormField, ...]:
        languages: Options = (("", T("As the salon")), *LANGUAGES.items())
        fields = (
            FormField("first_name", T("First name"), "name", value=client.first_name),
            FormField("last_name", T("Last name"), "name", value=client.last_name),
            FormField("phone", T("Phone"), "phone", client.phone),
            FormField("other_phone", T("Other phone"), "phone", client.other_phone),
            FormField("email", T("E-mail"), "email", client.email),
            FormField(
                "warning", T("Warning"), value=client.warning, hint=T("An allergy, shown in red")
            ),
            FormField(
                "birth_date",
                T("Date of birth"),
                "date",
                shown_day(client.birth_date),
                long_ago=True,
            ),
            FormField("note", T("Note"), "multiline", client.note),
            switch("marketing", T("Agrees to get offers"), client.marketing),
            FormField("gender", T("Gender"), "choice", client.gender, options=GENDERS),
            FormField("language", T("Language"), "choice", client.language, options=languages),
            FormField("street", T("Street"), value=client.street),
            FormField("city", T("City"), "name", value=client.city),
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

    def erase(self) -> None:
        """What erasing means, and the last question. Managers only."""
        require_manager(self)
        self.host.go(ClientEraseArgs(self._client.id))

    def resume(self, result: Result | None = None) -> None:
        if isinstance(result, ClientErased):
            self.host.back(result)
            return
        super().resume(result)

    def _address(self, typed: str) -> str:
        """One that stands already is not judged again."""
        return typed if typed == self._client.email else emails.normalise(typed)

    def submit(self) -> None:
        region = self.services.context.salon.country
        values = self.values("first_name", "last_name", "warning", "note", "gender")
        values |= self.values("language", "street", "city", "postcode")
        standing = (self._client.phone, self._client.other_phone)
        for name in ("phone", "other_phone"):
            values[name] = self.read(
                name, lambda text: phones.normalise(text, region, standing), ""
            )
        values["email"] = self.read("email", self._address, "")
        values["birth_date"] = self.read("birth_date", typed_day, "")
        self.require_right()
        values["marketing"] = self.on("marketing")
        old = self._client
        if values["marketing"] and not old.marketing:
            values["marketing_origin"] = DESK_ORIGIN
        if old.id:
            values["status"] = cast(ClientStatus, self.value("status"))
            values["active"] = self.on("active")
        saved = self.services.clients.save(replace(old, **values), self.by)
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        if old.id or self._hand_back:
            self.host.back(ClientSaved(saved.id))
        else:
            self.host.swap(ClientArgs(saved.id))


def _guess(typed: str) -> Client:
    """A new client from what was searched for: digits are a phone, words a name."""
    text = " ".join(typed.split())
    if not text or "@" in text:
        return Client(b"", "", "", email=text)
    if text.lstrip("+").replace(" ", "").isdigit():
        return Client(b"", "", "", phone=text)
    name = full_names.divide(text.title(), None, given_names())
    return Client(b"", name.first, name.last)
