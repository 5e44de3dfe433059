"""A salon of some days with everything in its books that a figure may be made of."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace

from kiosk.salon.domain.errors import PultError
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.store.database import Store
from tests.rigs.salon import TEN_O_CLOCK, clock_of
from tests.rigs.till_world import SHAMPOO, Till, edit_line, take_means
from tests.salon.services.test_returns import back

DAY_MS = 86_400_000
KINDS = ("none", "amount", "percent")


def at(till: Till, days: int) -> None:
    """Sets the clock to 10:00, so many days after 21 November 2026."""
    clock_of(till.salon).jump(TEN_O_CLOCK + days * DAY_MS)


def sell(till: Till, chance: random.Random) -> Sale:
    """Bottles, perhaps a cut, perhaps a discount on a line or the bill, paid in one to three
    ways."""
    client = till.client() if chance.random() < 0.2 else None
    bill = till.salon.bills.open_retail(till.eva.id, client.id if client else None)
    if chance.random() < 0.6:
        bill = till.salon.bill_lines.add_service(bill.id, till.cut.id, till.eva.id)
    for _ in range(chance.randint(not bill.lines, 3)):
        bill = till.salon.bill_lines.add_barcode(bill.id, SHAMPOO)
    kind = chance.choice(KINDS)
    if kind != "none":
        words = chance.choice(("Birthday", "Regular client", "=1+1"))
        off = Discount(kind, chance.randint(100, 9000), words)  # type: ignore[arg-type]
        if chance.random() < 0.5:
            bill = edit_line(till.salon, bill, 0, discount=off)
        else:
            bill = till.salon.bills.discount_bill(bill.id, off, till.manager.id)
    total = bill.totals.total_minor
    first, last = sorted(chance.randint(0, total) for _ in range(2))
    last = first if last - first < 100 else last  # no coins are as small as that
    voucher = Payment("voucher", first, reference="V-12")
    parts = [voucher, Payment("cash", last - first), Payment("card", total - last)]
    paid = [part for part in parts if part.amount_minor]
    return till.salon.checkout.pay(bill.id, paid, total, till.eva.id, agreed=True)


def some_days(till: Till, seed: int, documents: int = 25, days: tuple[int, int] = (-3, 3)) -> None:
    """Sales, voids and returns on random days, in no order; now and then the purchase price
    changes, or nobody knows it."""
    chance, salon = random.Random(seed), till.salon
    take_means(salon, "voucher")
    sold: list[Sale] = []
    for _ in range(documents):
        at(till, chance.randint(*days))
        what = chance.random()
        if what < 0.15:
            cost = chance.choice((None, 0, chance.randint(1, 20_000)))
            shampoo = replace(salon.catalogue.product(till.shampoo.id), cost_minor=cost)
            salon.catalogue.save_product(shampoo, till.manager.id)
        if what < 0.7 or not sold:
            sold.append(sell(till, chance))
        elif what < 0.8:
            with suppress(PultError):  # void already, or of another day
                one = chance.choice(sold[-3:]).id
                salon.checkout.void(one, "Mistake", till.eva.id, till.manager.id)
        else:
            one_of = chance.choice(sold)
            with suppress(PultError):  # nothing is left of it, or it is of a day to come
                amounts = [
                    chance.choice((0, 1000)) for _ in salon.returns.returnable(one_of.id).lines
                ]
                back(till, one_of, *amounts, written_off=chance.random() < 0.3)
    at(till, days[1])


def add_tips(store: Store, chance: random.Random) -> None:
    """A tip beside some of the documents, with their sign."""
    with store.transaction():
        for number, (sale_id, kind) in enumerate(store.rows("SELECT id, kind FROM sale")):
            if chance.random() < 0.4:
                minor = chance.randint(1, 50) * 100 * (1 if kind == "sale" else -1)
                store.insert(
                    "tip", id=number.to_bytes(16, "big"), sale_id=sale_id, position=1,
                    staff_name="Eva", method=chance.choice(("cash", "card")), amount_minor=minor,
                )  # fmt: skip
