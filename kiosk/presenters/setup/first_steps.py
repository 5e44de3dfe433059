"""What is left to do in a new salon: each step is a way to where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from kiosk.presenters.agenda.args import HoursFormArgs
from kiosk.presenters.args import Args, PlainScreen, Result
from kiosk.presenters.base import Host, Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import KeyPaperArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.first_steps import Step
from kiosk.salon.services.salon_services import Services

WAYS: dict[Step, tuple[Msg, Msg, str, Args | PlainScreen]] = {
    "hours": (T("Opening hours"), T("Times to book depend on them"), "clock", HoursFormArgs()),
    "services": (
        T("Services"),
        T("Tick the usual ones, then set prices"),
        "scissors",
        "starter_services",
    ),
    "team": (T("Team"), T("Who works here besides you"), "users", "team"),
    "printer": (T("Printer"), T("Receipts wait until there is one"), "printer", "devices"),
    "key": (T("Paper with the key"), T("Without it lost data stay lost"), "key", KeyPaperArgs()),
    "clients": (T("Clients"), T("From a file of the program before"), "user-plus", "file_list"),
}
"""What a step is called and why it is wanted; where it is done."""


@dataclass(frozen=True, slots=True)
class FirstStepsState:
    rows: tuple[Row, ...] = ()


class FirstSteps(Presenter[FirstStepsState, None]):
    name = "first_steps"
    blank = FirstStepsState()

    def enter(self, _: None = None) -> None:
        self.tick()

    def resume(self, _: Result | None = None) -> None:
        self.tick()

    def tick(self) -> None:
        self.show(FirstStepsState(steps_left(self.services, self.host)))

    def pick(self, key: str) -> None:
        require_manager(self)
        self.host.go(WAYS[cast(Step, key)][3])

    def put_away(self, key: str) -> None:
        """This salon does not need it."""
        by = require_manager(self)
        self.services.first_steps.put_away(cast(Step, key), by.id)
        self.tick()


def steps_left(services: Services, host: Host) -> tuple[Row, ...]:
    """For a manager; nobody else can do them."""
    if not manages(host.staff):
        return ()
    printer = any(device.kind == "receipt" for device in host.hardware.devices)
    rows = []
    for step in services.first_steps.left(printer=printer):
        title, why, icon, _ = WAYS[step]
        rows.append(Row(step, title, why, icon=icon, tone="primary"))
    return tuple(rows)
