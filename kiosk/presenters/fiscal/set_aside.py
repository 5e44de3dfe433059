"""A message that stopped its queue is set aside, and the rest goes on."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.fiscal.args import SetAsideArgs
from kiosk.presenters.forms import FormField, FormPresenter, require_manager
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T


class SetAside(FormPresenter[SetAsideArgs]):
    name = "set_aside"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: SetAsideArgs) -> None:
        require_manager(self)
        self._id = args.item_id
        waiting = self.services.fiscal.queue()
        one = next(one for one in waiting if one.id == args.item_id)
        self.open(
            T("Set {number} aside", number=one.number),
            (FormField("reason", T("Reason"), hint=T("It stands in the journal.")),),
            save_text=T("Set aside"),
            first="reason",
        )
        told = T(
            "What comes after it goes on. It stays untold: settle it with the office yourself."
        )
        if one.kind == "premise":
            told = T(
                "The office will not know these premises: it will refuse every receipt behind this."
            )
        self.show(replace(self.state, message=told, message_tone="warn"))

    def submit(self) -> None:
        by = require_manager(self)
        self.services.fiscal.set_aside(self._id, self.value("reason"), by.id)
        self.host.say(Toast(T("The queue goes on.")))
        self.host.back()
