"""Each try that was refused for want of a right stands in the journal, once, whatever it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.till.bill import Discount
from kiosk.salon.domain.till.cash import CashEntry
from kiosk.salon.domain.till.returning import Piece
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import staff
from tests.rigs.counting import count, crowns
from tests.rigs.till_world import Till, make_till

HALF = Discount("percent", 50_000, "Goodwill")


@pytest.fixture
def till(salon: Services) -> Till:
    made = make_till(salon)
    salon.rights.set(made.eva.id, (), made.manager.id)
    return made


def refused(till: Till) -> list[dict[str, object]]:
    rows = till.salon.context.store.column(
        "SELECT body FROM journal WHERE kind = 'right.refused' ORDER BY seq"
    )
    return [json.loads(body) for body in rows]


def by_eva(till: Till, right: str) -> dict[str, object]:
    return {
        "right": right,
        "by": staff.pseudonym(till.salon.context.store, till.eva.id),
        "approver": "",
    }


def _void(till: Till) -> None:
    till.salon.checkout.void(till.pay(till.retail()).id, "Wrong", till.eva.id)


def _cash(till: Till, way: str) -> None:
    entry = CashEntry(kind="float" if way == "in" else "bank_deposit", amount_minor=1_000)
    box = till.salon.cash
    (box.pay_in if way == "in" else box.pay_out)(entry, till.eva.id)


def _line(till: Till) -> None:
    bill = till.retail()
    till.salon.bill_lines.edit_line(
        *(bill.id, bill.lines[0].id),
        quantity_milli=1000,
        price_minor=38_900,
        price_reason="",
        discount=HALF,
        staff_id=till.eva.id,
        given_by=till.eva.id,
    )


def _grown(till: Till) -> None:
    """More is taken off by now than anybody approved: the other line has gone."""
    bill = till.salon.bill_lines.add_service(till.retail().id, till.cut.id, till.eva.id)
    till.salon.bills.discount_bill(bill.id, Discount("amount", 30_000, "Voucher"))
    till.pay(till.salon.bill_lines.remove_line(bill.id, bill.lines[1].id))


def _give_back(till: Till) -> None:
    sale = till.pay(till.retail())
    pieces = [Piece(one.id, 1000) for one in till.salon.returns.returnable(sale.id).lines]
    till.salon.returns.take_back(sale.id, pieces, 38_900, "Broken", till.eva.id)


def _close(till: Till) -> None:
    session = till.salon.closings.begin(till.manager.id).session.id
    till.salon.closings.close(session, till.eva.id, crowns(0))


def _correct(till: Till) -> None:
    closing = count(till.salon, till.manager.id, 0)
    till.salon.closings.correct(closing.id, till.eva.id, crowns(100), "Counted wrong")


TRIES: dict[str, tuple[str, Callable[[Till], object]]] = {
    "void": ("void", _void),
    "cash in": ("cash_in", lambda till: _cash(till, "in")),
    "cash out": ("cash_out", lambda till: _cash(till, "out")),
    "drawer": ("no_sale", lambda till: till.salon.cash.open_drawer(till.eva.id)),
    "return": ("return", _give_back),
    "counting": ("close", lambda till: till.salon.closings.begin(till.eva.id)),
    "closing": ("close", _close),
    "correcting": ("correct", _correct),
    "paying a discount that grew": ("discount", _grown),
    "X": ("see_takings", lambda till: till.salon.closings.x(till.eva.id)),
    "discount of a bill": (
        "discount",
        lambda till: till.salon.bills.discount_bill(
            till.retail().id, HALF, given_by=till.eva.id
        ),
    ),
    "discount of a line": ("discount", _line),
    "rights": ("manager", lambda till: till.salon.rights.set(till.eva.id, ("void",), till.eva.id)),
    "means": ("manager", lambda till: till.salon.means.add("Barter", till.eva.id)),
    "second currency": ("manager", lambda till: till.salon.rates.choose("EUR", till.eva.id)),
    "a person": ("manager", lambda till: till.salon.team.save(
        replace(till.eva, role="manager"), till.eva.id
    )),
}  # fmt: skip


@pytest.mark.req("T1")
@pytest.mark.parametrize("name", list(TRIES))
def test_who_lacks_the_right_is_journalled_once(till: Till, name: str) -> None:
    right, attempt = TRIES[name]
    if name in ("closing", "correcting"):
        till.salon.tills.open(till.manager.id, crowns(0))
    with pytest.raises(Refused):
        attempt(till)
    assert refused(till) == [by_eva(till, right)]
    assert till.salon.context.journal.verify() is None
