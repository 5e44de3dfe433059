"""Goods, visits and bills for tests of the till."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kiosk.salon.domain.agenda.appointment import Appointment
from kiosk.salon.domain.goods.barcode import check_digit
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.means import Method
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services

SHAMPOO = "2000000000015"
HOUR = 3_600_000


@dataclass(frozen=True)
class Till:
    """A salon with a manager (Petra), a stylist (Eva), a shampoo of 389.00 and a cut of 650.45."""

    salon: Services
    manager: StaffMember
    eva: StaffMember
    shampoo: Product
    cut: Service

    def client(self, first_name: str = "Kateřina", last_name: str = "Vzorová") -> Client:
        return self.salon.clients.save(Client(b"", first_name, last_name), self.manager.id)

    def visit(self, client: Client | None = None, hours: float = 0) -> Appointment:
        """A visit for a cut with Eva, some hours from now."""
        return self.salon.agenda.book(
            self.eva.id,
            self.salon.context.now() + round(hours * HOUR),
            [self.cut.id],
            self.eva.id,
            client_id=client.id if client else None,
            guest_name="" if client else "Guest",
        )

    def retail(self, pieces: int = 1) -> Bill:
        """A bill with some bottles of shampoo."""
        bill = self.salon.bills.open_retail(self.eva.id)
        for _ in range(pieces):
            bill = self.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
        return bill

    def pay(self, bill: Bill, *payments: Payment) -> Sale:
        """Pays a bill, by card unless told otherwise."""
        total = bill.totals.total_minor
        parts: Sequence[Payment] = payments or (Payment("card", total),)
        return self.salon.checkout.pay(bill.id, parts, total, self.eva.id)

    def stock(self) -> int:
        return self.salon.catalogue.product(self.shampoo.id).stock_milli

    def counts(self) -> dict[str, int]:
        """Rows of every table a sale writes."""
        store = self.salon.context.store
        tables = ("sale", "sale_line", "payment", "stock_movement", "journal", "print_job")
        found = {name: store.row(f"SELECT count(*) FROM {name}") for name in tables}
        return {name: row[0] for name, row in found.items() if row}


def make_till(salon: Services) -> Till:
    petra, eva = salon.team.members()
    rates = salon.context.salon.vat_bp
    shampoo = salon.catalogue.save_product(
        Product(b"", "Shampoo", 38_900, rates[0], barcodes=(SHAMPOO,)), petra.id
    )
    cut = salon.catalogue.save_service(Service(b"", "Cut", 30, 65_045, rates[1]), petra.id)
    return Till(salon, petra, eva, shampoo, cut)


def take_means(services: Services, key: Method, *, active: bool = True) -> None:
    """The salon takes it from now on, or no longer."""
    manager = next(one for one in services.team.members() if one.role == "manager")
    services.means.save(replace(services.means.get(key), active=active), manager.id)


def edit_line(services: Services, bill: Bill, place: int = 0, **changes: Any) -> Bill:
    """Changes some of a line as the page of the line does, which writes everything about it."""
    line = bill.lines[place]
    values = {
        "quantity_milli": line.quantity_milli,
        "price_minor": line.price_minor,
        "price_reason": line.price_reason,
        "discount": line.discount,
        "staff_id": line.staff_id,
    }
    return services.bill_lines.edit_line(bill.id, line.id, **(values | changes))


def barcode(number: int) -> str:
    """A valid EAN-13 of the range for use inside a company."""
    body = f"29{number:010d}"
    return f"{body}{check_digit(body)}"


def changed_since(salon: Services, seq: int) -> set[tuple[str, Id]]:
    from kiosk.salon.store import changes

    return {(one.entity, one.entity_id) for one in changes.since(salon.context.store, seq)}


def last_change(salon: Services) -> int:
    found = salon.context.store.row("SELECT coalesce(max(seq), 0) FROM change")
    assert found is not None
    return int(found[0])
