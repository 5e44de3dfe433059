"""States of the till and its day."""

from __future__ import annotations

from kiosk.presenters.day.args import ClosingArgs
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.closing import Closing
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.session import TillRules
from kiosk.salon.services.salon_services import Services
from tests.gallery.stage import Stage
from tests.gallery.states import state

FLOAT = 200_000
DAY = 24 * 3600


def _open(stage: Stage) -> None:
    """After the early shift has closed: with the float that it left."""
    by = stage.sample.manager.id
    if stage.salon.tills.day(by).session is not None:
        close(stage)
    stage.salon.tills.open(by, [Count("CZK", (), _expected(stage.salon, by))])


def sell(stage: Stage, *methods: str) -> None:
    """Some goods for cash, one bottle by card, unless told otherwise."""
    salon, staff = stage.salon, stage.sample.manager.id
    for place, method in enumerate(methods or ("cash", "cash", "card")):
        bill = salon.bill_lines.sell_barcode(stage.sample.bottles[place][1], staff)
        total = bill.totals.total_minor
        salon.checkout.pay(bill.id, [Payment(method, total)], total, staff)


def _expected(salon: Services, by: bytes) -> int:
    return next((one.minor for one in salon.tills.day(by).left if one.currency == "CZK"), 0)


def close(stage: Stage, short: int = 0) -> Closing:
    """Counted, with so much missing."""
    salon, by = stage.salon, stage.sample.manager.id
    counted = _expected(salon, by) - short
    counting = salon.closings.begin(by)
    return salon.closings.close(
        counting.session.id,
        by,
        [Count("CZK", (), counted)],
        reasons={"CZK": "Špatně vráceno"},
        taken={"CZK": max(0, counted - FLOAT)},
        card_terminal=counting.card_expected_minor,
    )


def _rules(stage: Stage, **values: object) -> None:
    stage.salon.context.till_rules = TillRules(**values)  # type: ignore[arg-type]


def pieces(stage: Stage, *typed: tuple[int, str]) -> None:
    for face, keys in typed:
        stage.tap("face", str(face))
        for key in keys:
            stage.tap("key", key)


def _sum(stage: Stage, text: str) -> None:
    stage.tap("by_sum")
    for key in text:
        stage.tap("key", key)


def _counting(stage: Stage) -> None:
    """A day that is counted now."""
    stage.desk()
    _open(stage)
    sell(stage)
    stage.open("day").tap("count")


@state("The desk says that yesterday is not counted")
def desk_uncounted(stage: Stage) -> None:
    day_uncounted(stage)
    stage.tap("close")


@state("The desk says that the till is not open")
def desk_not_open(stage: Stage) -> None:
    day_closed(stage)
    stage.salon.printing.drop_all()
    stage.tap("close")


@state("The till, not open: it can begin with what was left")
def day_closed(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    close(stage)
    stage.open("day")


@state("The till is open")
def day_open(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    stage.open("day")


@state("Yesterday is not counted, today goes on")
def day_uncounted(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    stage.clock.advance(DAY)
    sell(stage)
    stage.salon.printing.drop_all()
    stage.open("day")


@state("Several days are not counted")
def day_several(stage: Stage) -> None:
    stage.desk()
    for _ in range(3):
        sell(stage)
        stage.clock.advance(DAY)
    sell(stage)
    stage.clock.advance(DAY)
    stage.salon.closings.begin(stage.sample.manager.id)
    stage.open("day")


@state("Who may not see what should be there")
def day_blind(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    _rules(stage, blind=True)
    stage.unlock(stage.salon.team.member(stage.sample.staff[1].id)).open("day")


@state("A desk without a drawer")
def day_cashless(stage: Stage) -> None:
    stage.desk()
    close(stage)
    _rules(stage, cashless=True)
    sell(stage, "card")
    stage.open("day")


@state("The float is counted by pieces")
def open_till_pieces(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    close(stage)
    stage.open("open_till")
    pieces(stage, (100_000, "1"), (10_000, "9"), (1_000, "4"))


@state("The float is not what was left: why")
def open_till_why(stage: Stage) -> None:
    open_till_pieces(stage)
    stage.tap("open")


@state("The float is typed as a sum")
def open_till_sum(stage: Stage) -> None:
    stage.desk().open("open_till")
    _sum(stage, "2000")


@state("The till is counted by pieces")
def count_pieces(stage: Stage) -> None:
    _counting(stage)
    pieces(stage, (100_000, "2"), (50_000, "1"), (2_000, "12"), (100, "7"))


def _two(stage: Stage) -> None:
    """A drawer with crowns and euros in it."""
    stage.desk()
    close(stage)
    manager = stage.sample.manager.id
    stage.salon.rates.set_rate(25_000_000, manager, currency="EUR")
    stage.salon.tills.open(
        manager,
        [Count("CZK", (), _expected(stage.salon, manager)), Count("EUR", (), 5_000)],
        "Eura na začátek",
    )
    sell(stage)
    stage.open("day").tap("count")


@state("Two currencies are counted")
def count_two(stage: Stage) -> None:
    _two(stage)
    _sum(stage, str(stage.state.expected.minor // 100))
    stage.tap("turn", "EUR")
    pieces(stage, (2_000, "2"), (200, "4"), (5, "12"))


@state("One of two currencies does not fit")
def close_till_two(stage: Stage) -> None:
    count_two(stage)
    stage.tap("done")


@state("The float of two currencies")
def open_till_two(stage: Stage) -> None:
    stage.desk()
    close(stage)
    stage.salon.rates.set_rate(25_000_000, stage.sample.manager.id, currency="EUR")
    stage.open("open_till").tap("turn", "EUR")
    pieces(stage, (5_000, "1"), (1_000, "2"), (1, "9"))


@state("The till is counted as a sum")
def count_sum(stage: Stage) -> None:
    _counting(stage)
    _sum(stage, "2500")


@state("Counted without what should be there")
def count_blind(stage: Stage) -> None:
    _blind(stage)
    pieces(stage, (100_000, "2"), (10_000, "3"))


@state("A blind count that does not fit is asked for once more")
def count_again(stage: Stage) -> None:
    count_blind(stage)
    stage.tap("done")


@state("Days before that nobody counted")
def count_earlier(stage: Stage) -> None:
    stage.desk()
    for _ in range(3):
        sell(stage)
        stage.clock.advance(DAY)
    sell(stage)
    stage.open("day").tap("count")


def _blind(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    _rules(stage, blind=True)
    stage.unlock(stage.salon.team.member(stage.sample.staff[1].id))
    stage.open("day").tap("count")


@state("Everything fits")
def close_till_fits(stage: Stage) -> None:
    _counting(stage)
    _sum(stage, str(stage.state.expected.minor // 100))
    stage.tap("done")


@state("Money is missing, and the salon leaves a float")
def close_till_short(stage: Stage) -> None:
    _rules(stage, target=2000)
    _counting(stage)
    _sum(stage, str(stage.state.expected.minor // 100 - 50))
    stage.tap("done")


@state("The terminal says something else")
def close_till_terminal(stage: Stage) -> None:
    close_till_fits(stage)
    stage.tap("choose", "terminal")
    for key in "99":
        stage.tap("key", key)


@state("A desk without a drawer is closed")
def close_till_cashless(stage: Stage) -> None:
    day_cashless(stage)
    stage.tap("count")


@state("A closing that is corrected")
def close_till_correct(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    stage.open(ClosingArgs(close(stage, 5_000).id)).tap("correct")
    _sum(stage, "")
    stage.tap("key", "clear")
    for key in "2800":
        stage.tap("key", key)
    stage.tap("done")


@state("A closing with everything that it says")
def closing_whole(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    sale = stage.salon.checkout.todays_sales()[0]
    manager = stage.sample.manager.id
    stage.salon.checkout.void(sale.id, "Chybné zboží", manager, manager)
    stage.open(ClosingArgs(close(stage, 5_000).id))


@state("X: the day so far")
def closing_x(stage: Stage) -> None:
    day_open(stage)
    stage.tap("look")


@state("A closing that corrects another")
def closing_corrects(stage: Stage) -> None:
    stage.desk()
    _open(stage)
    sell(stage)
    wrong, by = close(stage, 5_000), stage.sample.manager.id
    right = [Count("CZK", (), (wrong.counts[0].counted_minor or 0) + 5_000)]
    made = stage.salon.closings.correct(wrong.id, by, right, "Padesátka pod zásuvkou")
    stage.open(ClosingArgs(made.id))


@state("The closings of a month")
def closings_month(stage: Stage) -> None:
    stage.desk()
    stage.clock.advance(-6 * DAY)
    for short in (0, 5_000, 0, -1_000):
        sell(stage)
        close(stage, short)
        stage.clock.advance(DAY)
    sell(stage)
    stage.clock.advance(DAY)
    sell(stage)
    close(stage)
    stage.open("closings")


@state("A month without closings")
def closings_none(stage: Stage) -> None:
    stage.desk().open("closings").tap("earlier")
