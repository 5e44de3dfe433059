"""Adding a room or a device, or editing one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, require_manager, switch
from kiosk.presenters.goods.args import ResourceFormArgs
from kiosk.salon.domain.entry import parsed_input
from kiosk.salon.domain.goods.catalogue import Resource
from kiosk.salon.domain.text import T


class ResourceForm(FormPresenter[ResourceFormArgs]):
    name = "resource_form"

    def forget(self) -> None:
        super().forget()
        self._resource = Resource(b"", "")

    def begin(self, args: ResourceFormArgs) -> None:
        one = self._resource
        if args.resource_id:
            one = self._resource = self.services.resources.resource(args.resource_id)
        fields: tuple[FormField, ...] = (
            FormField("name", T("Name"), value=one.name, hint=T("Wash basin, laser, cabin 2")),
            FormField("units", T("How many there are"), "number", str(one.units)),
        )
        if one.id:
            fields = (*fields, switch("active", T("Active"), one.active))
        self.open(T("Room or device") if one.id else T("New room or device"), fields)

    def submit(self) -> None:
        by = require_manager(self)
        units = self.read("units", lambda text: parsed_input.decimal(text, 0), 1)
        self.require_right()
        saved = self.services.resources.save_resource(
            replace(self._resource, name=self.value("name"), units=units, active=self.on("active")),
            by.id,
        )
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        self.host.back()
