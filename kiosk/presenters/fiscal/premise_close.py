"""A premise is closed at the office, for ever."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.fiscal.args import PremiseCloseArgs
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T


class PremiseClose(FormPresenter[PremiseCloseArgs]):
    """The mark is typed once more, because nothing brings a closed premise back."""

    name = "premise_close"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""
        self._code = ""

    def begin(self, args: PremiseCloseArgs) -> None:
        require_manager(self)
        self._id = args.premise_id
        self._code = next(
            one.what.code for one in self.services.fiscal.premises() if one.id == args.premise_id
        )
        self.open(
            T("Close premise {code}", code=self._code),
            (FormField("code", T("Type its mark")),),
            save_text=T("Close for good"),
            first="code",
        )
        told = T("No receipt can be issued there any more, and its mark is never used again.")
        self.show(replace(self.state, message=told, message_tone="warn"))

    def submit(self) -> None:
        by = require_manager(self)
        if self.value("code").casefold() != self._code.casefold():
            raise Refused(T("This is not the mark of the premise."), field="code")
        self.services.fiscal.close_premise(self._id, by.id)
        self.host.say(Toast(T("The closing goes to the office.")))
        self.host.back()
