"""A means of payment: whether it is taken, what it is called and what it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import (
    FormButton,
    FormField,
    FormPresenter,
    require_manager,
    switch,
)
from kiosk.presenters.office.args import MeansFormArgs
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.means import MEANS, OWN, SalonMeans

FLAGS = ("needs_client", "needs_reference", "opens_drawer", "fiscal_cash")


class MeansForm(FormPresenter[MeansFormArgs]):
    name = "means_form"

    def forget(self) -> None:
        super().forget()
        self._one = SalonMeans("", OWN, "", active=True)

    def begin(self, args: MeansFormArgs) -> None:
        one = self._one = self.services.means.get(args.key) if args.key else self._one
        usual = MEANS[one.key].title if one.key in MEANS else ""
        fields = (
            FormField("name", T("Name"), value=one.name, hint=usual),
            *((switch("active", T("Is taken"), one.active),) if one.key else ()),
            switch("needs_client", T("Needs a client"), one.needs_client),
            switch("needs_reference", T("Needs a number"), one.needs_reference),
            switch("opens_drawer", T("Opens the cash drawer"), one.opens_drawer),
            switch("fiscal_cash", T("Counts as cash for the tax office"), one.fiscal_cash),
        )
        title = one.means.title if one.key else T("New means of payment")
        up = FormButton("earlier", T("Move up"))
        self.open(title, fields, extra=(up,) if one.key else ())

    def earlier(self) -> None:
        """One place to the front."""
        self.services.means.earlier(self._one.key, require_manager(self).id)
        self.host.say(Toast(T("Moved up."), "info"))

    def submit(self) -> None:
        by = require_manager(self)
        flags: dict[str, Any] = {flag: self.on(flag) for flag in FLAGS}
        if self._one.key:
            changed = replace(self._one, name=self.value("name"), active=self.on("active"), **flags)
            saved = self.services.means.save(changed, by.id)
        else:
            saved = self.services.means.add(self.value("name"), by.id, **flags)
        self.host.say(Toast(T("{name} is saved.", name=saved.means.title)))
        self.host.back()
