"""Stories of the owner's figures, and of what goods are bought for."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.presenters.figures.owner_rows import beside
from kiosk.presenters.goods.args import ProductFormArgs
from kiosk.presenters.rows import Row
from kiosk.salon.domain.text import Amount, Msg
from kiosk.salon.services.salon_services import Services
from tests.paper.samples import speaker
from tests.presenters.test_client_screens import desk
from tests.rigs.counting import count, crowns
from tests.rigs.salon import MANAGER_PIN, clock_of
from tests.rigs.sticks import plug_in
from tests.rigs.till_world import Till, make_till


@pytest.mark.req("M3")
def test_a_manager_enters_what_goods_are_bought_for(salon: Services) -> None:
    shampoo = make_till(salon).shampoo
    story = desk(salon, "Petra")
    story.nav.go("products")
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    story.fresh().tap("edit", "cost", "145,50").tap("save")
    assert story.taps == 2
    assert salon.catalogue.product(shampoo.id).cost_minor == 14_550
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    story.tap("edit", "cost", "much").tap("save").at("product_form")
    assert set(story.errors) == {"cost"}
    story.tap("edit", "cost", "").tap("save")
    assert salon.catalogue.product(shampoo.id).cost_minor is None


@pytest.mark.req("M3")
def test_whom_it_does_not_concern_sees_no_purchase_price(salon: Services) -> None:
    shampoo = make_till(salon).shampoo
    story = desk(salon, "Eva")
    story.nav.go("products")
    story.nav.go(ProductFormArgs(product_id=shampoo.id))
    assert "cost" not in [field.name for field in story.state.fields]


def sold(salon: Services) -> Till:
    """Two bottles and a cut today, a bottle a week ago."""
    till = make_till(salon)
    clock = clock_of(salon)
    now = clock.now()
    clock.jump(now - 7 * 86_400_000)
    till.pay(till.retail())
    clock.jump(now)
    bill = salon.bill_lines.add_service(till.retail(2).id, till.cut.id, till.eva.id)
    till.pay(bill)
    return till


def amounts(rows: tuple[Row, ...]) -> dict[str, int]:
    return {title_of(row): row.right.minor for row in rows if isinstance(row.right, Amount)}


def title_of(row: Row) -> str:
    return row.title.plain() if isinstance(row.title, Msg) else str(row.title)


def key_of(rows: tuple[Row, ...], title: str) -> str:
    return next(row.key for row in rows if title_of(row) == title)


@pytest.mark.req("M3", "M4")
def test_the_owner_sees_how_the_day_stands(salon: Services) -> None:
    sold(salon)
    story = desk(salon, "Petra")
    story.nav.go("more")
    story.fresh().tap("pick", "owner").at("owner")
    assert story.taps == 1
    state = story.state
    assert state.taken == Amount(142_845, "CZK")
    assert amounts(state.means) == {"Card": 142_845, "Taken": 142_845}
    assert amounts(state.turnover)["Services"] == 65_045
    assert amounts(state.profit)["Purchase price unknown"] == 64_298
    assert [bar.value for bar in state.bars][-1] == 142_845
    assert state.bars[-1].strong
    assert state.change.plain().startswith("Amount(minor=38900")


@pytest.mark.req("M4")
def test_each_figure_opens_documents_that_come_to_it(salon: Services) -> None:
    sold(salon)
    story = desk(salon, "Petra")
    story.nav.go("owner")
    story.tap("choose_span", "month")
    state = story.state
    sections = (state.means, state.turnover, state.discounts, state.expenses, state.profit)
    for row in (row for section in sections for row in section):
        story.tap("open", row.key).at("owner_documents")
        assert story.state.total == row.right, title_of(row)
        story.tap("close").at("owner")
    story.tap("open", key_of(state.bills, "Paid bills")).at("owner_documents")
    assert story.state.count.plain().endswith("2 paid bills")
    story.tap("pick", story.state.rows[1].key).at("sales")
    assert story.state.chosen


@pytest.mark.req("M4", "T1")
def test_who_may_not_see_takings_needs_somebody_who_lets_them(salon: Services) -> None:
    sold(salon)
    story = desk(salon, "Eva")
    story.nav.go("more")
    story.tap("pick", "owner").at("approve").tap("close").at("more")
    story.tap("pick", "owner").at("approve")
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("approve").at("owner")
    assert story.state.taken == Amount(142_845, "CZK")
    assert story.state.profit == ()
    assert story.state.may_ask
    story.tap("open", key_of(story.state.turnover, "Goods")).at("owner_documents").tap("close")
    story.tap("show_profit").at("approve")
    for digit in MANAGER_PIN:
        story.tap("key", digit)
    story.tap("approve").at("owner")
    profit = story.state.profit
    story.tap("open", key_of(profit, "Profit")).at("owner_documents")
    assert story.state.total.minor == amounts(profit)["Profit"]


@pytest.mark.req("M4")
def test_a_month_goes_onto_a_stick(salon: Services, tmp_path: Path) -> None:
    sold(salon)
    stick = plug_in(salon, tmp_path)
    story = desk(salon, "Petra")
    story.nav.go("owner")
    story.fresh().tap("accounts").at("accounts")
    assert story.state.month.day.isoformat() == "2026-10-01", "the last one that is over"
    story.tap("later")
    assert story.state.last
    assert story.state.going_on
    story.wait(3).tap("write")
    assert story.taps == 3
    assert story.state.wrong == ""
    (folder,) = stick.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == [
        "pult-2026-11.pdf",
        "pult-2026-11.xlsx",
    ]
    assert story.hardware.sounds[-1] == "ok"
    for form in ("xlsx", "pdf"):
        story.tap("edit", form, "")
    assert story.state.why.plain() == "Choose at least one kind of file."


@pytest.mark.req("M4")
def test_a_month_that_does_not_agree_is_told(salon: Services, tmp_path: Path) -> None:
    sold(salon)
    plug_in(salon, tmp_path)
    store = salon.context.store
    with store.transaction():
        store.run("UPDATE payment SET amount_minor = amount_minor + 1")
    story = desk(salon, "Petra")
    story.nav.go("accounts")
    story.tap("later").wait(3).tap("write")
    assert (
        "do not agree" in story.state.wrong.plain() or "does not agree" in story.state.wrong.plain()
    )
    assert story.hardware.sounds[-1] == "attention"


@pytest.mark.req("M3", "M4")
def test_a_till_closing_and_an_uncounted_day_lead_to_their_pages(salon: Services) -> None:
    till = sold(salon)
    boss = till.manager.id
    salon.closings.close(
        *(salon.closings.begin(boss).session.id, boss, crowns(500)),
        reasons={"CZK": "Found under the drawer"},
    )
    clock_of(salon).advance(86_400)
    till.pay(till.retail())
    clock_of(salon).advance(86_400)
    till.pay(till.retail())
    story = desk(salon, "Petra")
    story.nav.go("owner")
    story.tap("choose_span", "month")
    closing = next(row for row in story.state.closings if row.tone == "bad")
    assert closing.right == Amount(500, "CZK")
    story.tap("closing", closing.key).at("closing").tap("close").at("owner")
    waiting = next(row for row in story.state.open if row.tone == "warn")
    story.tap("open", waiting.key).at("day")


@pytest.mark.req("M3", "M4")
def test_what_was_gone_in_the_morning_stands_beside_the_closings(salon: Services) -> None:
    boss = make_till(salon).manager.id
    salon.tills.open(boss, crowns(138_900))
    count(salon, boss, 138_900)
    clock_of(salon).advance(3600)
    salon.tills.open(boss, crowns(88_800), "Found it so")
    story = desk(salon, "Petra")
    story.nav.go("owner")
    opening = story.state.closings[0]
    assert title_of(opening) == "Till 1, at opening"
    assert (opening.right, opening.tone) == (Amount(-50_100, "CZK"), "bad")
    story.tap("closing", opening.key).at("day").tap("close").at("owner")
    clock_of(salon).advance(3600)
    wrong = count(salon, boss, 80_000)
    salon.closings.correct(wrong.id, boss, crowns(88_800), "Miscounted")
    story.nav.go("owner")
    assert [(row.tone, row.dim) for row in story.state.closings] == [
        ("", False),
        ("", True),
        ("bad", False),
        ("", False),
    ]
    story.tap("closing", story.state.closings[2].key).at("closing")


@pytest.mark.parametrize(
    ("now", "then", "change"),
    [
        *((120, 100, "+20"), (80, 100, "-20"), (100, 100, ""), (100, 0, "")),
        *((-120, -100, "+20"), (-80, -100, "-20"), (50, -100, "+150"), (100, 1, "")),
    ],
)
def test_by_how_much_a_figure_has_changed(now: int, then: int, change: str) -> None:
    said = speaker("en").say(beside(now, then, "CZK")).replace("\u00a0", " ")
    assert said.partition(" · ")[2].rstrip("%") == change
