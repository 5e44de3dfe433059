"""Adding a service, or editing one."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormField,
    FormPresenter,
    require_manager,
    shown_money,
    switch,
)
from kiosk.presenters.goods.args import ServiceFormArgs
from kiosk.presenters.goods.words import price_and_vat
from kiosk.salon.domain import lengths
from kiosk.salon.domain.catalogue import Service
from kiosk.salon.domain.text import T


class ServiceForm(FormPresenter[ServiceFormArgs]):
    name = "service_form"

    def forget(self) -> None:
        super().forget()
        self._service = Service(b"", "", 0, 0, 0)

    def begin(self, args: ServiceFormArgs) -> None:
        self._service = (
            self.services.catalogue.service(args.service_id)
            if args.service_id
            else Service(b"", "", 30, 0, self.services.context.usual_vat("service"))
        )
        title = T("Edit service") if args.service_id else T("New service")
        self.open(title, self._fields(self._service))

    def _fields(self, service: Service) -> tuple[FormField, ...]:
        salon = self.services.context.salon
        price = shown_money(service.price_minor, salon.currency.exponent) if service.id else ""
        fields = (
            FormField("name", T("Name"), value=service.name),
            *price_and_vat(self.services.context, price, service.vat_bp),
            FormField("minutes", T("Length in minutes"), "number", str(service.minutes)),
            FormField("category", T("Category"), value=service.category),
            FormField("code", T("Code"), value=service.code),
        )
        return (*fields, switch("active", T("Active"), service.active)) if service.id else fields

    def submit(self) -> None:
        by = require_manager(self.host)
        price = self.money("price")
        minutes = self.read("minutes", lengths.minutes, 0)
        self.require_right()
        saved = self.services.catalogue.save_service(
            replace(
                self._service,
                **self.values("name", "category", "code"),
                price_minor=price,
                minutes=minutes,
                vat_bp=int(self.value("vat")) if self.has("vat") else self._service.vat_bp,
                active=self.on("active"),
            ),
            by.id,
        )
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        self.host.back()
