"""Random sales by anything that is taken, in four countries: the drawer holds what was handed over
less what was given back, tips touch no turnover, and voids leave nothing behind."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.money import round_cash
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.domain.till.rates import COINS, due_in, worth
from kiosk.salon.domain.till.sale import Sale, takings
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, make_till, take_means

RATES = {
    "CZ": ("EUR", 25_150_000), "HU": ("EUR", 395_500_000),
    "SI": ("HUF", 2_528), "SK": ("CZK", 39_761),
}  # fmt: skip
SALES = 30


class Till4:
    """A till that takes everything. ``drawer``: what hands put in and took out of it."""

    def __init__(self, salon: Services, country: str, seed: int) -> None:
        self.till: Till = make_till(salon)
        self.salon, self.chance = salon, random.Random(seed)
        self.currency, self.rate = RATES[country]
        salon.rates.set_rate(self.rate, self.till.manager.id, currency=self.currency)
        for key in ("voucher", "transfer"):
            take_means(salon, key)
        self.client = self.till.client()
        self.drawer: Counter[str] = Counter()
        self.own = salon.context.salon.currency

    def bill(self) -> Bill:
        bill = self.till.retail(self.chance.randint(1, 3))
        bill = self.salon.bills.set_client(bill.id, self.client.id)
        if self.chance.random() < 0.5:
            bill = self.salon.bill_lines.add_service(bill.id, self.till.cut.id, self.till.eva.id)
        if self.chance.random() < 0.6:
            tip = self.chance.randint(1, bill.totals.total_minor // 5)
            bill = self.salon.tipping.set(bill.id, tip, self.till.eva.id)
        return bill

    def sell(self) -> Sale:
        """Some parts are kept before, the last one pays the rest."""
        bill, by = self.bill(), self.till.eva.id
        total = bill.totals.total_minor
        for number in range(self.chance.randint(0, 3)):
            part = self.chance.randint(1, max(1, bill.due_minor // 2))
            if part >= bill.due_minor:
                break
            if self.chance.random() < 0.3:
                question = self.salon.asking.take(bill.id, "card", part, total, by)
                self.salon.asking.done(question.id, by)
                bill = self.salon.bills.get(bill.id)
            else:
                key = self.chance.choice(["voucher", "transfer"])
                one = Payment(key, part, reference=f"{key}-{number}")
                bill = self.salon.asking.keep(bill.id, one, total, by)
        how = self.chance.choice(["card", "cash", "foreign", "voucher", "both"])
        if how == "card":
            question = self.salon.asking.take(bill.id, "card", bill.due_minor, total, by)
            sale = self.salon.asking.done(question.id, by)
            assert sale is not None
            return sale
        return self.till.pay(bill, *self.parts(bill, how))

    def parts(self, bill: Bill, how: str) -> list[Payment]:
        """What is handed over for the rest goes into the drawer."""
        tip = round_cash(bill.tip_due_minor, bill.cash_rounding)
        if how == "voucher":
            self.drawer[self.own.code] += tip
            return [Payment("voucher", bill.due_minor, reference="last")]
        if how == "cash":
            return [self.cash(bill, bill.due_minor)]
        due = due_in(self.currency, bill.with_tip_minor, self.rate, self.own)
        if how == "foreign":
            given = due + self.chance.choice([0, 1, 7, 500]) * COINS[self.currency]
            return [self.foreign(bill.due_minor, given)]
        half = due // (2 * COINS[self.currency]) * COINS[self.currency]
        value = worth(half, self.currency, self.rate, self.own)
        if not 0 < value < bill.due_minor - 100:
            return [self.cash(bill, bill.due_minor)]
        return [self.foreign(value, half), self.cash(bill, bill.due_minor - value)]

    def cash(self, bill: Bill, amount: int) -> Payment:
        due = round_cash(amount + bill.tip_due_minor, bill.cash_rounding)
        given = due + self.chance.choice([0, 500, 10_000]) * bill.cash_rounding.step
        self.drawer[self.own.code] += given
        return Payment("cash", amount, given)

    def foreign(self, amount: int, given: int) -> Payment:
        self.drawer[self.currency] += given
        return Payment(
            "foreign", amount, currency=self.currency, foreign_minor=given, rate_micro=self.rate
        )

    def ledger(self) -> Counter[str]:
        rows = self.salon.context.store.rows(
            "SELECT currency, sum(amount_minor) FROM cash_ledger GROUP BY currency"
        )
        return Counter(dict(rows))


@pytest.mark.req("M1", "M6")
@pytest.mark.parametrize("country", sorted(RATES))
@pytest.mark.parametrize("seed", [1])
def test_money_is_neither_made_nor_lost(tmp_path: Path, country: str, seed: int) -> None:
    world = Till4(make_salon(tmp_path / "home", country), country, seed)
    sales: list[Sale] = []
    for _ in range(SALES):
        sale = world.sell()
        sales.append(sale)
        world.drawer[world.own.code] -= sale.change_minor
        assert sum(part.amount_minor for part in sale.payments) == sale.paid_minor
        assert sale.paid_minor == sale.total_minor + sale.rounding_minor
        assert sum(line.total_minor for line in sale.lines) == sale.total_minor
        assert abs(sale.rounding_minor) <= 2 * world.own.notes[0] // 100
    assert world.ledger() == world.drawer
    assert {len(sale.payments) for sale in sales} >= {1, 2, 3}
    assert {tip.method for sale in sales for tip in sale.tips} == {"cash", "card", "foreign"}
    assert sum(takings(sales).values()) == sum(sale.paid_minor for sale in sales)
    store = world.salon.context.store
    turnover = store.number("SELECT sum(services_minor + goods_minor) FROM staff_turnover")
    assert turnover == sum(sale.total_minor for sale in sales)
    assert world.salon.books.verify().differences == ()
    for sale in sales:
        world.salon.checkout.void(sale.id, "Mistake", world.till.eva.id, world.till.manager.id)
    assert set(world.ledger().values()) == {0}
    assert store.number("SELECT sum(amount_minor) FROM tip") == 0
    assert store.number("SELECT sum(services_minor + goods_minor) FROM staff_turnover") == 0
    asked = store.number("SELECT sum(amount_minor + tip_minor) FROM payment_request "
                         "WHERE sale_id IS NOT NULL")  # fmt: skip
    cards = [part.amount_minor for sale in sales for part in sale.payments if part.means.asked]
    tips = [tip.amount_minor for sale in sales for tip in sale.tips if tip.means.asked]
    assert asked == sum(cards) + sum(tips)
    assert world.salon.books.verify().differences == ()
    close_salon(world.salon)


def test_who_is_erased_leaves_no_number_of_a_voucher(till: Till) -> None:
    take_means(till.salon, "voucher")
    client = till.client()
    bill = till.salon.bills.set_client(till.retail().id, client.id)
    till.pay(bill, Payment("voucher", 38_900, reference="Jana to Eva"))
    till.salon.context.clock.advance(2 * 86_400)  # type: ignore[attr-defined]
    till.salon.clients.erase(client.id, till.manager.id)
    assert till.salon.context.store.value("SELECT reference FROM payment") == ""
    assert till.salon.books.verify().differences == ()


def test_a_part_is_kept_only_where_it_is_one(till: Till) -> None:
    take_means(till.salon, "voucher")
    bill, by = till.retail(), till.eva.id
    keep = till.salon.asking.keep
    for part in (
        Payment("cash", 100), Payment("card", 100), Payment("voucher", 38_900, reference="V"),
        Payment("voucher", 0, reference="V"), Payment("voucher", 40_000, reference="V"),
        Payment("voucher", 100),
    ):  # fmt: skip
        with pytest.raises(Refused):
            keep(bill.id, part, 38_900, by)
    assert till.salon.bills.get(bill.id).taken == ()
    keep(bill.id, Payment("voucher", 100, reference="V"), 38_900, by)
    with pytest.raises(Refused):
        till.salon.bills.discard(bill.id, by)
    with pytest.raises(Refused):
        till.salon.bill_lines.remove_line(bill.id, bill.lines[0].id)
