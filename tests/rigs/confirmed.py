"""A Slovenian salon whose receipts are confirmed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kiosk.salon.domain.fiscal.port import FiscalItem
from kiosk.salon.domain.fiscal.premises import NewPremise
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store.fiscal import items
from tests.rigs.furs_keys import PASSWORD, p12
from tests.rigs.salon import make_salon
from tests.rigs.till_world import Till, make_till

PREMISE = NewPremise(
    code="BP101", device="B1", cadastre=365, building=64, section=6, street="Sample street",
    house="24", community="Ljubljana", city="Ljubljana", postcode="1000",
    supplier="Sample Supplier",
)  # fmt: skip


@dataclass(frozen=True)
class Confirmed(Till):
    """As a till, with a certificate in ``file`` and premises BP101 whose device B1 this desk is,
    unless made otherwise."""

    file: Path

    def item(self, sale: Sale) -> FiscalItem:
        found = self.salon.fiscal.of_document(sale.id)
        assert found is not None
        return found

    def items(self) -> tuple[FiscalItem, ...]:
        """All messages, in the order of their queue."""
        store = self.salon.context.store
        ids = store.column("SELECT id FROM fiscal_item ORDER BY provider, queue, seq")
        return tuple(item for one in ids if (item := items.by_id(store, one)) is not None)

    def sell(self, *payments: Payment) -> Sale:
        return self.pay(self.retail(), *payments)

    def cash(self, pieces: int = 1) -> Sale:
        bill = self.retail(pieces)
        return self.pay(bill, Payment("cash", bill.totals.total_minor))

    def settle(self, item: FiscalItem, state: str, **values: Any) -> None:
        """As the agent does."""
        store = self.salon.context.store
        with store.transaction():
            store.update("fiscal_item", item.id, state=state, **values)

    def staff_number(self, number: str) -> None:
        eva = self.salon.team.member(self.eva.id)
        self.salon.team.save(replace(eva, tax_number=number), self.manager.id)


def make_confirmed(home: Path, *, certificate: bool = True, premise: bool = True) -> Confirmed:
    salon = make_salon(home, "SI")
    file = home / "furs.p12"
    file.write_bytes(p12())
    till = make_till(salon)
    world = Confirmed(salon, till.manager, till.eva, till.shampoo, till.cut, file)
    if certificate:
        salon.fiscal.import_certificate(file, PASSWORD, till.manager.id)
        if premise:
            salon.fiscal.open_premise(PREMISE, till.manager.id)
    return world
