"""The first start: language, country, the salon, the first manager."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kiosk.presenters.base import Limits, Presenter, Toast
from kiosk.presenters.forms import FieldKind, FormField, FormState
from kiosk.salon.domain.country import COUNTRIES, LANGUAGES
from kiosk.salon.domain.errors import PultError, Refused
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.domain.text import T, Text

SetupStep = Literal["language", "country", "salon", "manager"]
STEPS: tuple[SetupStep, ...] = ("language", "country", "salon", "manager")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """``options``: what can be picked (``language`` and ``country``); ``form``: what is to be
    filled in (``salon`` and ``manager``). ``number``: of the step, from 1."""

    step: SetupStep = "language"
    number: int = 1
    title: Text = ""
    help: Text = ""
    options: tuple[tuple[str, Text], ...] = ()
    form: FormState | None = None
    can_close: bool = False


def country_name(code: str) -> Text:
    """The country in the reader's language."""
    if code == "CZ":
        return T("Czechia")
    return T("Hungary") if code == "HU" else T("Slovenia")


class SetupPage(Presenter[SetupState, None]):
    name = "setup"
    audience = "staff"
    limits = Limits()
    blank = SetupState()

    def forget(self) -> None:
        self._language = ""
        self._country = ""
        self._values: dict[str, str] = {}

    def enter(self, _: None = None) -> None:
        self._open("language")

    def pick(self, key: str) -> None:
        """A language or a country."""
        if self.state.step == "language":
            self._language = key
            self.host.set_language(key)
            self._open("country")
        else:
            self._country = key
            self._open("salon")

    def edit(self, name: str, value: str) -> None:
        if self.state.form is not None:
            fields = tuple(
                replace(field, value=value, error="") if field.name == name else field
                for field in self.state.form.fields
            )
            self._values[name] = value
            self._form(replace(self.state.form, fields=fields, message=""))

    def save(self) -> None:
        """On from a form; the last one finishes."""
        if self.state.step == "salon":
            if not self._value("salon"):
                self._mark("salon", T("Enter the salon's name."))
                return
            self._open("manager")
        else:
            self._finish()

    def close(self) -> None:
        """One step back; nothing that was typed is lost."""
        self._open(STEPS[max(0, self.state.number - 2)])

    def _finish(self) -> None:
        if not self._value("first_name"):
            self._mark("first_name", T("Enter a first name."))
        elif self._value("pin") != self._value("pin_again"):
            self.edit("pin_again", "")
            self._mark("pin_again", T("The two PINs differ."))
        else:
            self._write()
            self.hardware.sound("ok")
            self.host.home()
            self.host.say(Toast(T("The salon is set up."), "ok"))

    def _write(self) -> None:
        salon = Salon(
            name=self._value("salon"),
            street=self._value("street"),
            city=self._value("city"),
            postcode=self._value("postcode"),
            country=self._country,
            phone=self._value("phone"),
            company_id=self._value("company_id"),
            vat_id=self._value("vat_id"),
            language=self._language,
        )
        manager = StaffMember(
            b"",
            self._value("first_name"),
            self._value("last_name"),
            role="manager",
            language=self._language,
        )
        self.services.setup.finish(salon, manager, self._value("pin"))

    def refused(self, error: PultError) -> None:
        self.hardware.sound("refuse")
        if self.state.form is None or not isinstance(error, Refused):
            self.host.say(Toast(error.message, "bad"))
        else:
            self._form(replace(self.state.form, message=error.message))

    # -- the steps ------------------------------------------------------------------------------

    def _open(self, step: SetupStep) -> None:
        common = SetupState(step=step, number=STEPS.index(step) + 1, can_close=step != "language")
        if step == "language":
            options: tuple[tuple[str, Text], ...] = tuple(LANGUAGES.items())
            self.show(replace(common, title=T("Welcome. Choose a language."), options=options))
        elif step == "country":
            options = tuple((code, country_name(code)) for code in COUNTRIES)
            self.show(
                replace(
                    common,
                    title=T("Where is the salon?"),
                    help=T("The country decides currency, VAT rates and rounding of cash."),
                    options=options,
                )
            )
        elif step == "salon":
            self.show(replace(common, title=T("The salon"), form=self._salon_form()))
        else:
            self.show(replace(common, title=T("The first manager"), form=self._manager_form()))

    def _salon_form(self) -> FormState:
        rules = COUNTRIES[self._country]
        return FormState(
            T("The salon"),
            (
                self._field("salon", T("Name of the salon")),
                self._field("street", T("Street")),
                self._field("postcode", T("Postcode")),
                self._field("city", T("City")),
                self._field("company_id", rules.company_id),
                self._field("vat_id", rules.vat_id),
                self._field("phone", T("Phone"), "phone"),
            ),
            T("Continue"),
        )

    def _manager_form(self) -> FormState:
        return FormState(
            T("The first manager"),
            (
                self._field("first_name", T("First name")),
                self._field("last_name", T("Last name")),
                self._field("pin", T("PIN (4 to 8 digits)"), "pin"),
                self._field("pin_again", T("The same PIN again"), "pin"),
            ),
            T("Finish"),
        )

    def _field(self, name: str, label: Text, kind: FieldKind = "text") -> FormField:
        return FormField(name, label, kind, self._values.get(name, ""))

    def _value(self, name: str) -> str:
        return self._values.get(name, "").strip()

    def _form(self, form: FormState) -> None:
        self.show(replace(self.state, form=form))

    def _mark(self, name: str, error: Text) -> None:
        self.hardware.sound("refuse")
        form = self.state.form
        if form is not None:
            fields = tuple(
                replace(field, error=error) if field.name == name else field
                for field in form.fields
            )
            self._form(replace(form, fields=fields))
