"""How the salon stands, and the documents behind its figures."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.domain.till.counting import Count
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_setup import LONG_NAME

DAY_MS = 86_400_000
REASONS = ("Narozeniny", "", f"Vánoční akce pro stálé klientky {LONG_NAME}")


def _sold(stage: Stage, days: int = 33) -> None:
    """A month and more of sales, some of goods that nobody knows the purchase price of, discounts,
    returns, expenses and closed tills."""
    salon, boss = stage.salon, stage.sample.manager.id
    now = stage.clock.now()
    goods = [one for one in salon.catalogue.search_products("") if one.barcodes or one.id][:3]
    for one in goods[:2]:
        saved = salon.catalogue.product(one.id)
        cost = saved.price_minor * 2 // 5
        salon.catalogue.save_product(replace(saved, cost_minor=cost), boss)
    cuts = salon.catalogue.services()
    for ago in range(days, -1, -1):
        stage.clock.jump(now - ago * DAY_MS)
        if salon.agenda.today().weekday() == 6:
            continue
        for number in range(1 + ago % 3):
            cut = cuts[(ago + number) % len(cuts)].id
            _sell(stage, cut, goods[(ago + number) % 3].id, ago + number)
    stage.clock.jump(now)


def _sell(stage: Stage, cut: Id, product: Id, number: int) -> None:
    salon, boss = stage.salon, stage.sample.manager.id
    bill = salon.bills.open_retail(boss)
    bill = salon.bill_lines.add_service(bill.id, cut, boss)
    if number % 2:
        bill = salon.bill_lines.add_product(bill.id, product)
    if number % 4 == 1:
        off = Discount("percent", 10_000, REASONS[number % 3])
        bill = salon.bills.discount_bill(bill.id, off, boss)
    means = "card" if number % 3 else "cash"
    total = bill.totals.total_minor
    salon.checkout.pay(bill.id, [Payment(means, total)], total, boss, agreed=True)


def _money(stage: Stage) -> None:
    """Expenses by item, one of them in euros, and tills closed with what they lacked."""
    store, day = stage.salon.context.store, stage.salon.agenda.today().isoformat()
    with store.transaction():
        store.insert("expense_item", id=b"rent", name="Nájem", active=1, sort=1)
        for number, (item, minor, currency) in enumerate(
            ((b"rent", 18_500_00, "CZK"), (None, 349_00, "CZK"), (None, 25_00, "EUR"))
        ):
            store.insert(
                "expense", id=bytes([number]), item_id=item, day=day, at=stage.clock.now(),
                amount_minor=minor, currency=currency, paid="bank", vat="[]",
                supplier=f"Ukázková dodavatelská {LONG_NAME}" if number else "Pronajímatel",
            )  # fmt: skip


@state("How the salon stands: a day that has only begun")
def owner_empty(stage: Stage) -> None:
    stage.desk().open("owner")


@state("How the salon stands today")
def owner_today(stage: Stage) -> None:
    _sold(stage, 8)
    stage.desk().open("owner")


@state("How the salon stands: money that was gone before the till was opened, and a correction")
def owner_gone(stage: Stage) -> None:
    salon, boss = stage.salon, stage.sample.manager.id
    stage.desk()
    counting = salon.closings.begin(boss)
    expected = counting.expected[0].minor if counting.expected else 0
    short = [Count("CZK", (), expected - 50_000)]
    wrong = salon.closings.close(
        counting.session.id, boss, short, reasons={"CZK": "Příčina neznámá"}
    )
    stage.clock.advance(60)
    whole = [Count("CZK", (), expected)]
    salon.closings.correct(wrong.id, boss, whole, "Pětistovka pod přihrádkou")
    stage.clock.advance(60)
    gone = [Count("CZK", (), expected - 50_100)]
    salon.tills.open(boss, gone, "Přihrádka byla ráno otevřená")
    stage.open("owner")


@state("How the salon stands this month")
def owner_month(stage: Stage) -> None:
    _sold(stage)
    _money(stage)
    stage.desk().open("owner").tap("choose_span", "month")


@state("How the salon stands, for somebody who may not see purchase prices")
def owner_no_cost(stage: Stage) -> None:
    _sold(stage, 2)
    eva = next(one for one in stage.salon.team.members() if one.role == "staff")
    stage.salon.rights.set(eva.id, {"see_takings"}, stage.sample.manager.id)
    stage.unlock(stage.salon.team.member(eva.id)).open("owner").tap("choose_span", "week")


@state("The documents behind a figure")
def owner_documents(stage: Stage) -> None:
    owner_month(stage)
    stage.tap("open", stage.state.turnover[1].key)


@state("The documents behind the profit")
def owner_documents_profit(stage: Stage) -> None:
    owner_month(stage)
    profit = next(row for row in stage.state.profit if row.title.key == "Profit")
    stage.tap("open", profit.key)


def _stick(stage: Stage) -> None:
    folder = stage.studio.salon_folder() / "KINGSTON"
    folder.mkdir()
    stage.salon.context.stick_folders = (str(folder),)


@state("A month for the accountant: no stick")
def accounts_none(stage: Stage) -> None:
    stage.desk().open("accounts")


@state("A month for the accountant: what to write")
def accounts(stage: Stage) -> None:
    _sold(stage, 2)
    _stick(stage)
    stage.desk().open("accounts").tap("later")


@state("A month for the accountant: written")
def accounts_written(stage: Stage) -> None:
    accounts(stage)
    stage.tap("edit", "csv", "1").tap("write")


@state("A month for the accountant: it does not agree with the journal")
def accounts_wrong(stage: Stage) -> None:
    accounts(stage)
    store = stage.salon.context.store
    with store.transaction():
        store.run("UPDATE payment SET amount_minor = amount_minor + 100 WHERE method = 'card'")
    stage.tap("write")
