"""Who works here."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.rows import Row
from kiosk.presenters.team.args import StaffFormArgs
from kiosk.salon.domain.people import ROLES
from kiosk.salon.domain.text import Msg, T, Text

PRESENT: dict[str, tuple[Msg, str]] = {
    "in": (T("At work"), "ok"),
    "back": (T("At work"), "ok"),
    "break": (T("On a break"), "warn"),
}


@dataclass(frozen=True, slots=True)
class TeamState:
    rows: tuple[Row, ...] = ()


class TeamList(Presenter[TeamState, None]):
    name = "team"
    blank = TeamState()

    def enter(self, _: None = None) -> None:
        present = {one.staff_id: one.kind for one in self.services.timeclock.present()}
        members = self.services.team.members(inactive=True)
        rows = []
        for member in sorted(members, key=lambda member: not member.active):
            words, tone = PRESENT.get(present.get(member.id, ""), ("", ""))
            chip: Text = words if member.active else T("Inactive")
            if member.active and not self.services.team.may_sign_in(member):
                # Nobody without a way in can be at work already, except by a correction.
                chip, tone = T("No PIN, no card"), "warn"
            role = ROLES[member.role]
            rows.append(
                Row(
                    member.id.hex(),
                    member.name,
                    T("{role} · {position}", role=role, position=member.position)
                    if member.position
                    else role,
                    icon="user",
                    tone=tone,
                    chip=chip,
                    dim=not member.active,
                )
            )
        self.show(TeamState(tuple(rows)))

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        require_manager(self)
        self.host.go(StaffFormArgs(bytes.fromhex(key)))

    def new(self) -> None:
        require_manager(self)
        self.host.go(StaffFormArgs())
