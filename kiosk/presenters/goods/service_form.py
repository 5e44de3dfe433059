"""Adding a service, or editing one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

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
from kiosk.salon.domain.entry import lengths
from kiosk.salon.domain.goods.catalogue import Service, check_pause, check_pause_end
from kiosk.salon.domain.text import T

TIMES = ("gap_from", "gap_minutes", "before_minutes", "after_minutes")


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
        priced = service.id and not service.open_price
        price = shown_money(service.price_minor, salon.currency.exponent) if priced else ""
        fields: tuple[FormField, ...] = (
            FormField("name", T("Name"), value=service.name),
            *price_and_vat(
                self.services.context,
                price,
                service.vat_bp,
                T("Left empty, the price is asked for at the till"),
            ),
            FormField("minutes", T("Length in minutes"), "number", str(service.minutes)),
            FormField("category", T("Category"), value=service.category),
            FormField("code", T("Code"), value=service.code),
        )
        fields = (*fields, *self._times(service))
        return (*fields, switch("active", T("Active"), service.active)) if service.id else fields

    def _times(self, service: Service) -> tuple[FormField, ...]:
        """What it takes besides its length."""
        rooms = self.services.resources.resources()
        return (
            FormField(
                "gap_from",
                T("The pause begins after (minutes)"),
                "number",
                _shown(service.gap_from),
            ),
            FormField(
                "gap_minutes",
                T("Pause in minutes, the stylist is free"),
                "number",
                _shown(service.gap_minutes),
            ),
            FormField(
                "before_minutes",
                T("Preparing before it (minutes)"),
                "number",
                _shown(service.before_minutes),
            ),
            FormField(
                "after_minutes",
                T("Cleaning after it (minutes)"),
                "number",
                _shown(service.after_minutes),
            ),
            *(
                switch(
                    f"room_{room.id.hex()}",
                    T("Needs: {name}", name=room.name),
                    room.id in service.resource_ids,
                )
                for room in rooms
            ),
        )

    def submit(self) -> None:
        by = require_manager(self)
        priced = bool(self.value("price"))
        price = self.money("price") if priced else 0
        minutes = self.read("minutes", lengths.minutes, 0)
        times: dict[str, Any] = {name: self.read(name, _minutes, 0) for name in TIMES}
        pause = times["gap_from"], times["gap_minutes"]
        if minutes:
            self.read("gap_from", lambda _: check_pause(*pause), None)
            self.read("gap_minutes", lambda _: check_pause_end(minutes, *pause), None)
        self.require_right()
        needed = [
            room.id
            for room in self.services.resources.resources()
            if self.has(f"room_{room.id.hex()}") and self.on(f"room_{room.id.hex()}")
        ]
        saved = self.services.catalogue.save_service(
            replace(
                self._service,
                **self.values("name", "category", "code"),
                price_minor=price,
                open_price=not priced,
                minutes=minutes,
                vat_bp=int(self.value("vat")) if self.has("vat") else self._service.vat_bp,
                active=self.on("active"),
                resource_ids=tuple(needed),
                **times,
            ),
            by.id,
        )
        self.host.say(Toast(T("{name} is saved.", name=saved.name)))
        self.host.back()


def _shown(minutes: int) -> str:
    return str(minutes) if minutes else ""


def _minutes(text: str) -> int:
    return lengths.minutes(text) if text else 0
