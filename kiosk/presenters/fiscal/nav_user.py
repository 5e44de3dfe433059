"""With whom invoices are told to the Hungarian office: made on its pages, typed here once."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.fiscal.technical_user import TechnicalUser, problem_words
from kiosk.salon.domain.text import T

SECRETS = ("password", "sign_key", "exchange_key")


class NavUser(FormPresenter[None]):
    """What is kept is never shown; a secret left empty stays what it was."""

    name = "nav_user"
    secret = True

    def begin(self, _: None = None) -> None:
        require_manager(self)
        state = self.services.nav_user.state()
        kept = T("Leave empty to keep it") if state is not None else ""
        salon = self.services.context.salon
        self.open(
            T("Technical user of NAV"),
            (
                FormField("login", T("Name of the technical user"), "email",
                    state.user.login if state else ""),
                FormField("password", T("Password"), "secret", hint=kept),
                FormField("sign_key", T("Signing key"), "secret", hint=kept),
                FormField("exchange_key", T("Exchange key"), "secret", hint=kept),
                FormField("tax_number", T("Tax number"), "figures",
                    state.user.tax_number if state else salon.vat_id),
            ),
        )  # fmt: skip
        if state is not None and state.problem:
            wrong = problem_words(state.problem)
            self.show(replace(self.state, message=wrong, message_tone="bad"))

    def submit(self) -> None:
        by = require_manager(self)
        secrets = {field.name: field.value for field in self.state.fields if field.name in SECRETS}
        user = TechnicalUser(**self.values("login", "tax_number"), **secrets)
        self.services.nav_user.set_user(user, by.id)
        self.host.say(Toast(T("It is tried as soon as the desk is online.")))
        self.host.back()
