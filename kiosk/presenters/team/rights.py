"""What one of the team may do alone: a switch for each right."""

from __future__ import annotations

from dataclasses import replace

from kiosk.presenters.base import Toast
from kiosk.presenters.forms import FormPresenter, require_manager, switch
from kiosk.presenters.team.args import RightsArgs
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.rights import RIGHTS, may
from kiosk.salon.domain.text import T


class Rights(FormPresenter[RightsArgs]):
    name = "rights"

    def forget(self) -> None:
        super().forget()
        self._member = StaffMember(b"", "", "")

    def begin(self, args: RightsArgs) -> None:
        require_manager(self)
        member = self._member = self.services.team.member(args.staff_id)
        self.open(
            T("Rights of {name}", name=member.name),
            tuple(
                replace(switch(right, row.name, may(member, right)), hint=row.about)
                for right, row in RIGHTS.items()
            ),
        )

    def submit(self) -> None:
        by = require_manager(self)
        granted = [right for right in RIGHTS if self.on(right)]
        member = self.services.rights.set(self._member.id, granted, by.id)
        self.host.say(Toast(T("{name} is saved.", name=member.name)))
        self.host.back()
