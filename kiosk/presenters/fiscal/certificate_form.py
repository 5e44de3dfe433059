"""A certificate from a stick is imported with the password that its office gave with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kiosk.presenters.base import Toast
from kiosk.presenters.fiscal.args import CertificateFormArgs
from kiosk.presenters.forms import MARKED, FormField, FormPresenter, require_manager
from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.text import Day, T


class CertificateForm(FormPresenter[CertificateFormArgs]):
    """The password is not kept: neither after the import nor when the form is left."""

    name = "certificate_form"
    secret = True

    def forget(self) -> None:
        super().forget()
        self._path = Path()
        self._busy = False

    def begin(self, args: CertificateFormArgs) -> None:
        require_manager(self)
        self._path = args.path
        self.open(
            T("Certificate"),
            (FormField("password", T("Password of the certificate"), "secret"),),
            save_text=T("Import"),
            first="password",
        )
        told = T("{file}: the password came with it. It is asked for this once and kept nowhere.",
            file=args.path.name)  # fmt: skip
        self.show(replace(self.state, message=told, message_tone="info"))

    def submit(self) -> None:
        """Opening the file takes a moment, and a stick may take longer."""
        by = require_manager(self)
        if self._busy:
            return
        self._busy = True
        told = T("The certificate is being opened.")
        self.show(replace(self.state, message=told, message_tone="info"))
        fiscal, path, password = self.services.fiscal, self._path, self._secret()
        self.work(
            lambda: fiscal.import_certificate(path, password, by.id).valid_until,
            self._taken,
            self._not_taken,
        )

    def _taken(self, valid_until: int) -> None:
        if not self._busy:
            return
        self._busy = False
        until = Day(self.services.context.salon.local(valid_until).date(), "date")
        self.hardware.sound("ok")
        self.host.say(Toast(T("The certificate is in use, until {day}.", day=until)))
        self.host.back()

    def _not_taken(self, error: PultError) -> None:
        """Said at the field; nobody sees what the dots stand for, so the next sign begins anew."""
        if not self._busy:
            return
        self._busy = False
        self.show(replace(self.state, message=error.message, message_tone="bad"))
        self._put("password", value="", error=error.message)
        self.show(replace(self.state, message=MARKED))
        self.hardware.sound("refuse")

    def _secret(self) -> str:
        """As it was typed: blanks may be part of it."""
        return next(field.value for field in self.state.fields if field.name == "password")
