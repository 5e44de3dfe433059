"""The code that opens a sign-in made on a PC, as it lies on a stick."""

from __future__ import annotations

from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.presenters.sync.args import SyncCodeArgs
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T

LETTERS = 12
"""Of a code such as ``7KQ2-M8RT-XW4D``; lines between them may be left out."""


class SyncCode(FormPresenter[SyncCodeArgs]):
    name = "sync_code"

    def forget(self) -> None:
        super().forget()
        self._service = ""

    def begin(self, args: SyncCodeArgs) -> None:
        self._service = args.service
        self.open(
            T("Use a sign-in file"),
            (
                FormField(
                    "code",
                    T("Code that the PC showed"),
                    hint=T("Plug in the USB stick first. Large and small letters are the same."),
                ),
            ),
            save_text=T("Sign in"),
        )

    def submit(self) -> None:
        member = require_manager(self)
        code = self.read("code", _code, "")
        self.require_right()
        self.services.sync.use_file(self._service, member.id, code)
        self.host.back()


def _code(text: str) -> str:
    if sum(letter.isalnum() for letter in text) != LETTERS:
        raise Refused(T("The code has {n} letters and digits.", n=LETTERS))
    return text
