"""Selling exact sums and counting a till, in tests."""

from __future__ import annotations

from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import manages
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.cash import CashEntry, CashKind
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import Till


def crowns(minor: int) -> list[Count]:
    """A drawer with so much in it."""
    return [Count("CZK", (), minor)]


def sell(till: Till, minor: int, method: str = "cash", tendered: int = 0) -> Sale:
    """Something for exactly so much."""
    return till.pay(bill_of(till, minor), Payment(method, minor, tendered))


def bill_of(till: Till, minor: int) -> Bill:
    """A bill of exactly so much."""
    salon = till.salon
    goods = salon.catalogue.save_product(
        Product(b"", "Sample goods", minor, salon.context.salon.vat_bp[0]), till.manager.id
    )
    bill = salon.bills.open_retail(till.eva.id)
    return salon.bill_lines.add_product(bill.id, goods.id)


def give_back(till: Till, sale: Sale, milli: int = 0) -> Sale:
    """So much (thousandths) of each line comes back, all that is left without it."""
    returns = till.salon.returns
    found = returns.returnable(sale.id)
    pieces = [Piece(one.id, milli or one.left_milli) for one in found.lines]
    due = -sum(part.amount_minor for part in found.settle(found.taken_back(pieces)).payments)
    return returns.take_back(sale.id, pieces, due, "Sample reason", till.manager.id)


def count(
    salon: Services, by: Id, minor: int, taken: int = 0, session: Id | None = None
) -> Closing:
    """Counts the till of this desk and closes it; a difference has a reason."""
    counting = salon.closings.begin(by, session_id=session)
    boss = next(one for one in salon.team.members() if manages(one))
    return salon.closings.close(
        *(counting.session.id, by, crowns(minor)),
        reasons={"CZK": "Sample reason"},
        taken={"CZK": taken},
        taken_approved_by=boss.id if taken and by != boss.id else None,
    )


def put(salon: Services, by: Id, minor: int, currency: str = "CZK") -> None:
    """The owner's cash comes in, or goes out (below zero)."""
    kind: CashKind = "owner_in" if minor > 0 else "owner_out"
    entry = CashEntry(kind=kind, amount_minor=abs(minor), currency=currency, party="Sample owner")
    if minor > 0:
        salon.cash.pay_in(entry, by)
    else:
        salon.cash.pay_out(entry, by)


def expected(salon: Services, by: Id) -> int:
    """What should lie in the drawer, as the screen shows it."""
    return next((one.minor for one in salon.tills.day(by).left if one.currency == "CZK"), 0)
