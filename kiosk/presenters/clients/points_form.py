"""Points given to a client or taken away, with a reason. Managers only."""

from __future__ import annotations

from kiosk.presenters.base import Toast
from kiosk.presenters.clients.args import ClientSaved, PointsFormArgs
from kiosk.presenters.forms import FormField, FormPresenter, Options, require_manager
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import N, T

WHAT: Options = (("give", T("Give points")), ("take", T("Take points")))


def _count(text: str) -> int:
    if not text.isdecimal():
        raise Refused(T("Enter how many points."))
    return int(text)


class PointsForm(FormPresenter[PointsFormArgs]):
    name = "points_form"

    def forget(self) -> None:
        super().forget()
        self._id: Id = b""

    def begin(self, args: PointsFormArgs) -> None:
        require_manager(self)
        client = self.services.clients.get(args.client_id)
        self._id = client.id
        now = N("{n} point", "{n} points", client.points)
        self.open(
            T("Points of {name}", name=client.name),
            (
                FormField("what", T("What happened"), "choice", "give", options=WHAT),
                FormField("points", T("How many"), "number", hint=T("Now: {n}", n=now)),
                FormField("why", T("Reason")),
            ),
        )

    def submit(self) -> None:
        member = require_manager(self)
        count = self.read("points", _count, 0)
        self.require_right()
        if self.value("what") == "take":
            count = -count
        after = self.services.points.move(self._id, count, self.value("why"), member.id)
        self.host.say(Toast(N("{n} point", "{n} points", after)))
        self.host.back(ClientSaved(self._id))
