"""The means of payment that the salon takes, in its order."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter
from kiosk.presenters.forms import require_manager
from kiosk.presenters.office.args import MeansFormArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.text import T, Text, side_by_side
from kiosk.salon.domain.till.means import ALWAYS, SalonMeans


@dataclass(frozen=True, slots=True)
class MeansState:
    rows: tuple[Row, ...] = ()


class MeansPage(Presenter[MeansState, None]):
    name = "means"
    blank = MeansState()

    def enter(self, _: None = None) -> None:
        self.show(MeansState(tuple(map(_row, self.services.means.all()))))

    def resume(self, _: Result | None = None) -> None:
        self.enter()

    def pick(self, key: str) -> None:
        """Its form; foreign currency has a page of its own. There is nothing to say of cash and
        card."""
        require_manager(self)
        if key in ALWAYS:
            raise Refused(T("Cash and card are always taken."))
        if self.services.means.get(key).means.foreign:
            self.host.go("rates")
        else:
            self.host.go(MeansFormArgs(key))

    def new(self) -> None:
        require_manager(self)
        self.host.go(MeansFormArgs())


def _row(one: SalonMeans) -> Row:
    needs: list[Text] = []
    if one.needs_client:
        needs.append(T("Needs a client"))
    if one.needs_reference:
        needs.append(T("Needs a number"))
    if one.currency:
        needs.append(one.currency)
    return Row(
        one.key,
        one.means.title,
        side_by_side(needs) if needs else "",
        icon="credit-card" if one.means.asked else "banknote" if one.means.is_cash else "wallet",
        chip="" if one.active else T("Not in use"),
        dim=not one.active,
    )
