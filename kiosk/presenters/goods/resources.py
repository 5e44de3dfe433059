"""Rooms and devices that services need."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.goods.args import ResourceFormArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import N, T


@dataclass(frozen=True, slots=True)
class ResourcesState:
    rows: tuple[Row, ...] = ()


class ResourceList(Presenter[ResourcesState, None]):
    name = "resources"
    blank = ResourcesState()

    def enter(self, _: None = None) -> None:
        found = self.services.resources.resources(inactive=True)
        self.show(
            ResourcesState(
                tuple(
                    Row(
                        one.id.hex(),
                        one.name,
                        N("{n} piece", "{n} pieces", one.units),
                        icon="home",
                        chip="" if one.active else T("Inactive"),
                        dim=not one.active,
                    )
                    for one in sorted(found, key=lambda one: not one.active)
                )
            )
        )

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        require_manager(self)
        self.host.go(ResourceFormArgs(bytes.fromhex(key)))

    def new(self) -> None:
        require_manager(self)
        self.host.go(ResourceFormArgs())
