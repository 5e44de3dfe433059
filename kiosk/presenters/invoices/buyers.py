"""Who was given an invoice before: found by name or number while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.presenters.base import Presenter
from kiosk.presenters.invoices.args import BuyerPicked, BuyersArgs
from kiosk.presenters.invoices.words import about
from kiosk.presenters.rows import Row
from kiosk.salon.domain.invoices.buyers import Buyer
from kiosk.salon.domain.text import T, Text, side_by_side

MOST = 50


@dataclass(frozen=True, slots=True)
class BuyersState:
    query: str = ""
    rows: tuple[Row, ...] = ()
    empty: Text = ""


class Buyers(Presenter[BuyersState, BuyersArgs]):
    name = "buyers"
    blank = BuyersState()

    def forget(self) -> None:
        self._found: tuple[Buyer, ...] = ()

    def enter(self, _: BuyersArgs) -> None:
        self.search("")

    def search(self, query: str) -> None:
        self._found = self.services.buyers.search(query, MOST)
        nobody = T("Nobody of this name was given an invoice yet.")
        empty: Text = nobody if query.strip() else T("Nobody was given an invoice yet.")
        self.show(BuyersState(query, tuple(map(_row, self._found)), empty))

    def pick(self, key: str) -> None:
        one = next(one for one in self._found if one.id.hex() == key)
        self.host.back(BuyerPicked(one.party, one.client_id))


def _row(one: Buyer) -> Row:
    party = one.party
    return Row(
        one.id.hex(),
        party.name,
        side_by_side(about(party)),
        icon="user" if party.kind == "person" else "building",
    )
