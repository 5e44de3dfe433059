"""Cash in and out: what is kept, what is refused, who has to approve, what is taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.cards.number import CardHolder, CardRules
from kiosk.salon.domain.errors import NeedsApproval, NotFound, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.cash import KINDS, CashEntry, CashKind, Paper, Way, offered
from kiosk.salon.domain.till.counting import Count
from kiosk.salon.domain.till.session import Sum
from kiosk.salon.domain.vat import VatRow, vat_table
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store import cards
from kiosk.salon.store.till import figures
from kiosk.salon.store.till import sessions as tills
from tests.rigs.salon import clock_of, close_salon, open_salon
from tests.rigs.till_world import Till

DAY = 24 * 3600


def entry(kind: CashKind, amount: int, **more: object) -> CashEntry:
    return CashEntry(kind=kind, amount_minor=amount, **more)  # type: ignore[arg-type]


def item(salon: Services) -> Id:
    salon.expenses.begin(None)
    return salon.expenses.items()[0].id


def drawer(salon: Services) -> int:
    """What should lie in the drawer."""
    session = tills.open_at(salon.context.store, salon.context.desk)
    return figures.standing(salon.context.store, session.id).get("CZK", 0) if session else 0


def jobs(salon: Services) -> list[tuple[str, bool, bool]]:
    return [(job.kind, job.open_drawer, job.is_copy) for job in salon.printing.open_jobs()]


def holds(salon: Services) -> None:
    found = salon.books.verify()
    assert (found.fault, found.differences) == (None, ())


@pytest.mark.req("M2")
def test_cash_comes_and_goes_with_vouchers_of_two_series(till: Till) -> None:
    box, petra = till.salon.cash, till.manager.id
    first = box.pay_in(entry("float", 200_000, party="Majitel"), petra)
    out = box.pay_out(entry("bank_deposit", 50_000, purpose="Tržba"), petra)
    again = box.pay_in(entry("owner_in", 10_000), petra)
    assert [one.number for one in (first, out, again)] == [
        "2026-1-PPD00001", "2026-1-VPD00001", "2026-1-PPD00002",
    ]  # fmt: skip
    assert (first.amount_minor, out.amount_minor) == (200_000, -50_000)
    assert drawer(till.salon) == 160_000
    assert jobs(till.salon) == [("cash", True, False)] * 3
    kept = box.movement(first.id)
    assert (kept.party, kept.staff_name, kept.till) == ("Majitel", till.manager.name, "1")
    assert replace(first, till="1") == kept
    holds(till.salon)


@pytest.mark.req("M2")
def test_a_purchase_is_an_expense_with_its_paper_in_one_transaction(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    paper = Paper("Drogerie", "F 77", vat_table([(2100, 30_000), (1200, 12_100)]), "00000001")
    bought = entry("purchase", 42_100, item_id=item(salon), paper=paper, purpose="Barvy")
    movement = salon.cash.pay_out(bought, petra)
    (expense,) = salon.expenses.of_month(salon.context.today())
    assert (expense.amount_minor, expense.paid, expense.movement_id) == (
        42_100,
        "cash",
        movement.id,
    )
    assert expense.paper == salon.cash.movement(movement.id).paper == paper
    assert salon.cash.movement(movement.id).item == "Goods for sale"
    holds(salon)


@pytest.mark.req("M2")
def test_money_back_for_a_purchase_is_spent_less(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.cash.pay_out(entry("purchase", 42_100, item_id=item(salon)), petra)
    paper = Paper(vat=vat_table([(2100, 12_100)]))
    back = salon.cash.pay_in(entry("purchase", 12_100, item_id=item(salon), paper=paper), petra)
    assert back.paper == paper
    spent = [one.amount_minor for one in salon.expenses.of_month(salon.context.today())]
    assert sum(spent) == 30_000
    assert drawer(salon) == -30_000
    (less,) = [one for one in salon.expenses.of_month(salon.context.today()) if one.paper.vat]
    assert (less.amount_minor, less.paper.vat[0].vat_minor) == (-12_100, -2_100)
    void = salon.cash.reverse(back.id, "Wrong", petra)
    assert void.paper.vat[0].vat_minor == -2_100
    days = salon.expenses.of_month(salon.context.today())
    assert sum(row.vat_minor for one in days for row in one.paper.vat) == 0


@pytest.mark.parametrize(
    ("way", "made", "field"),
    [
        ("out", {"kind": "bank_deposit", "amount_minor": 0}, "amount"),
        ("out", {"kind": "bank_deposit", "amount_minor": -100}, "amount"),
        ("out", {"kind": "bank_deposit", "amount_minor": 150}, "amount"),
        ("out", {"kind": "bank_deposit", "amount_minor": 100, "currency": "XYZ"}, "currency"),
        ("out", {"kind": "bank_withdrawal", "amount_minor": 100}, "kind"),
        ("in", {"kind": "difference", "amount_minor": 100}, "kind"),
        ("in", {"kind": "opening_difference", "amount_minor": 100}, "kind"),
        ("out", {"kind": "transfer", "amount_minor": 100}, "kind"),
        ("out", {"kind": "purchase", "amount_minor": 100}, "item"),
        ("out", {"kind": "wage", "amount_minor": 100}, "person"),
    ],
)
def test_what_cannot_be_is_refused_where_it_is_wrong(
    till: Till, way: Way, made: dict[str, object], field: str
) -> None:
    act = till.salon.cash.pay_in if way == "in" else till.salon.cash.pay_out
    with pytest.raises(Refused) as wrong:
        act(CashEntry(**made), till.manager.id)  # type: ignore[arg-type]
    assert wrong.value.field == field
    assert drawer(till.salon) == 0
    assert jobs(till.salon) == []


def test_vat_rows_are_what_was_paid_but_for_the_coins(till: Till) -> None:
    """The paper says 120.50, in cash 121 are paid."""
    salon, petra = till.salon, till.manager.id
    fits = Paper(vat=vat_table([(2100, 12_050)]))
    salon.cash.pay_out(entry("purchase", 12_100, item_id=item(salon), paper=fits), petra)
    for rows in (vat_table([(2100, 12_000)]), (VatRow(2100, 10_000, 2_000, 12_100),)):
        wrong = entry("purchase", 12_100, item_id=item(salon), paper=Paper(vat=rows))
        with pytest.raises(Refused):
            salon.cash.pay_out(wrong, petra)


@pytest.mark.req("M2")
def test_the_supplier_is_who_is_paid_unless_somebody_else_is_named(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    paper = Paper("Papír s.r.o.", "17")
    bought = entry("purchase", 12_100, item_id=item(salon), paper=paper)
    assert salon.cash.pay_out(bought, petra).party == "Papír s.r.o."
    assert salon.cash.pay_out(replace(bought, party="Kurýr"), petra).party == "Kurýr"


@pytest.mark.req("M2")
def test_who_may_not_needs_somebody_and_above_the_limit_a_manager(till: Till) -> None:
    salon, petra, eva = till.salon, till.manager.id, till.eva.id
    wanted = entry("bank_deposit", 600_000)
    with pytest.raises(NeedsApproval) as asked:
        salon.cash.pay_out(wanted, eva)
    assert asked.value.right == "cash_out"
    assert salon.cash.pay_out(wanted, eva, petra).approver_name == till.manager.name
    salon.rights.set(eva, {"cash_out"}, petra)
    assert salon.cash.pay_out(wanted, eva).approved_by is None
    salon.context.till_rules = replace(salon.context.till_rules, cash_out_limit=5000)
    salon.cash.pay_out(entry("bank_deposit", 500_000), eva)
    with pytest.raises(NeedsApproval) as asked:
        salon.cash.pay_out(wanted, eva)
    assert asked.value.right == ""
    with pytest.raises(Refused):
        salon.cash.pay_out(wanted, eva, eva)
    with pytest.raises(NeedsApproval):
        salon.cash.pay_out(entry("bank_deposit", 1, currency="EUR"), eva)
    with pytest.raises(Refused, match="no coins"):
        salon.cash.pay_in(entry("float", 6_493, currency="HUF"), petra)
    salon.cash.pay_out(wanted, petra)
    salon.cash.pay_in(entry("float", 9_000_000), petra)
    holds(salon)


@pytest.mark.req("M2")
def test_nobody_is_sent_to_a_manager_whose_card_approves_nothing(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    context = salon.context
    dora = salon.team.save(StaffMember(b"", "Dora", "Vzorová", role="manager"), petra)
    salon.cards.give("04A1B2C3D4E5F6", CardHolder("staff", dora.id), petra)
    context.till_rules = replace(context.till_rules, cash_out_limit=5000)
    wanted = entry("bank_deposit", 500_100)
    assert salon.cash.pay_out(wanted, petra).approved_by is None
    context.card_rules = CardRules(trust_uid_manager=True)
    with pytest.raises(NeedsApproval):
        salon.cash.pay_out(wanted, petra)
    context.card_rules = CardRules()
    (card,) = cards.of_person(context.store, CardHolder("staff", dora.id))
    with context.store.transaction():
        context.store.update("card", card.id, assurance="aes")
    with pytest.raises(NeedsApproval):
        salon.cash.pay_out(wanted, petra)
    salon.cards.set_state(card.id, "lost", petra)
    assert salon.cash.pay_out(wanted, petra).approved_by is None


@pytest.mark.req("M2")
def test_a_counter_document_takes_back_once_with_what_belongs_to_it(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    bought = salon.cash.pay_out(entry("purchase", 5_000_00, item_id=item(salon)), petra)
    back = salon.cash.reverse(bought.id, "Typed wrong", petra)
    assert (back.number, back.amount_minor, back.way) == ("2026-1-VPD00002", 500_000, "out")
    assert (back.purpose, back.reverses_number) == ("Typed wrong", "2026-1-VPD00001")
    assert salon.cash.movement(bought.id).reversed_by_number == back.number
    assert sum(one.amount_minor for one in salon.expenses.of_month(salon.context.today())) == 0
    assert drawer(salon) == 0
    for movement_id in (bought.id, back.id):
        with pytest.raises((Stale, Refused)):
            salon.cash.reverse(movement_id, "Again", petra)
    with pytest.raises(Refused):
        salon.cash.reverse(bought.id, "  ", petra)
    with pytest.raises(NotFound):
        salon.cash.reverse(b"0" * 16, "Nothing", petra)
    assert drawer(salon) == 0
    holds(salon)


@pytest.mark.req("M2", "M4")
def test_what_was_counted_is_not_taken_back(till: Till) -> None:
    """5,000 were entered instead of 500; the count has found the 4,500 already."""
    salon, petra = till.salon, till.manager.id
    salon.tills.open(petra, [Count("CZK", (), 1_000_000)])
    wrong = salon.cash.pay_out(entry("owner_out", 500_000), petra)
    assert salon.cash.can_reverse(wrong)
    clock_of(salon).advance(DAY)
    salon.cash.pay_in(entry("float", 100), petra)
    assert not salon.cash.can_reverse(salon.cash.movement(wrong.id))
    with pytest.raises(Refused, match="has ended"):
        salon.cash.reverse(wrong.id, "Yesterday", petra)
    counting = salon.closings.begin(petra, session_id=wrong.session_id)
    there = [Count("CZK", (), 950_000)]
    salon.closings.close(
        counting.session.id,
        petra,
        there,
        reasons={"CZK": "Typed 5,000 for 500"},
        taken={"CZK": 300_000},
    )
    assert salon.cash.in_safe() == (Sum("CZK", 300_000),), "what a closing takes out lies there"
    with pytest.raises(Refused, match="counted already"):
        salon.cash.reverse(wrong.id, "Yesterday", petra)
    assert salon.books.verify().differences == ()


@pytest.mark.req("M2")
def test_a_drop_lies_in_the_safe_from_then_on(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    salon.cash.pay_in(entry("float", 500_000), petra)
    drop = salon.cash.pay_out(entry("drop", 300_000), petra)
    assert drop.number == ""
    assert salon.cash.in_safe() == (Sum("CZK", 300_000),)
    salon.cash.pay_out(entry("bank_deposit", 250_000), petra, safe=True)
    assert salon.cash.in_safe() == (Sum("CZK", 50_000),)
    here, safe = salon.tills.here().id, salon.cash.safe().id
    salon.cash.transfer(safe, here, 50_000, petra)
    assert (salon.cash.in_safe(), drawer(salon)) == ((Sum("CZK", 0),), 250_000)
    salon.cash.reverse(drop.id, "Left it here", petra)
    assert (salon.cash.in_safe(), drawer(salon)) == ((Sum("CZK", -300_000),), 550_000)
    with pytest.raises(Refused):
        salon.cash.pay_out(entry("drop", 100), petra, safe=True)
    holds(salon)


@pytest.mark.req("M2")
def test_a_transfer_is_two_movements_that_are_taken_back_together(
    till: Till, tmp_path: Path
) -> None:
    salon, petra = till.salon, till.manager.id
    second = open_salon(tmp_path, clock_of(salon))
    second.context.desk = "2"
    other, here = second.tills.here(), salon.tills.here().id
    with pytest.raises(Refused) as closed:
        salon.cash.transfer(here, other.id, 20_000, petra)
    assert closed.value.field == "till"
    assert drawer(salon) == 0
    second.cash.pay_in(entry("float", 100_000), petra)
    out, into = salon.cash.transfer(here, other.id, 20_000, petra, purpose="Coins")
    assert (out.amount_minor, into.amount_minor) == (-20_000, 20_000)
    assert out.transfer_id == into.transfer_id
    assert (drawer(salon), drawer(second)) == (-20_000, 120_000)
    theirs = second.cash.pay_in(entry("found", 100), petra)
    assert not salon.cash.can_reverse(theirs)
    with pytest.raises(Refused):
        salon.cash.reverse(theirs.id, "From here", petra)
    second.cash.reverse(theirs.id, "From there", petra)
    salon.cash.reverse(out.id, "Not needed", petra)
    assert (drawer(salon), drawer(second)) == (0, 100_000)
    with pytest.raises((Stale, Refused)):
        second.cash.reverse(into.id, "Again", petra)
    with pytest.raises(Refused):
        salon.cash.transfer(here, here, 100, petra)
    holds(salon)
    close_salon(second)


@pytest.mark.req("M2")
def test_what_looks_wrong_is_said_and_keeps_nobody(till: Till) -> None:
    salon, petra, eva = till.salon, till.manager.id, till.eva.id
    much = entry("bank_deposit", 100_000)
    assert salon.cash.doubts(much, "out", petra) == (
        T("By the books there is not that much in the drawer."),
    )
    salon.context.till_rules = replace(salon.context.till_rules, blind=True)
    assert salon.cash.doubts(much, "out", eva) == ()
    salon.cash.pay_in(entry("float", 100_000), petra)
    assert salon.cash.doubts(much, "out", petra) == ()
    assert salon.cash.doubts(much, "out", petra, safe=True) != ()
    paper = Paper("Drogerie", "F 77", company_id="12345678")
    bought = entry("purchase", 10_000, item_id=item(salon), paper=paper)
    assert len(salon.cash.doubts(bought, "out", petra)) == 1
    first = salon.cash.pay_out(bought, petra)
    twice = replace(bought, paper=Paper(" drogerie", "F 77"))
    (told,) = salon.cash.doubts(twice, "out", petra)
    assert told.key.startswith("This supplier's paper was entered already")
    salon.cash.reverse(first.id, "Wrong", petra)
    assert salon.cash.doubts(twice, "out", petra) == ()


@pytest.mark.req("M2")
def test_an_opening_without_a_sale_is_counted_and_needs_the_right(till: Till) -> None:
    salon, petra, eva = till.salon, till.manager.id, till.eva.id
    salon.cash.open_drawer(eva, "Change for a client")
    salon.rights.set(eva, (), petra)
    with pytest.raises(NeedsApproval):
        salon.cash.open_drawer(eva)
    salon.cash.open_drawer(eva, approved_by=petra)
    found = salon.context.store.column("SELECT reason FROM till_event WHERE kind = 'drawer'")
    assert found == ["Change for a client", ""]
    assert jobs(salon) == []
    holds(salon)


@pytest.mark.req("M2")
def test_a_copy_is_journalled_and_opens_nothing(till: Till) -> None:
    salon, petra = till.salon, till.manager.id
    one = salon.cash.pay_in(entry("float", 100_000), petra)
    salon.cash.copy(one.id, petra)
    assert jobs(salon) == [("cash", True, False), ("cash", False, True)]
    assert salon.context.store.column("SELECT kind FROM journal")[-1] == "cash.copy"
    with pytest.raises(Refused):
        salon.cash.copy(salon.cash.pay_out(entry("drop", 100), petra).id, petra)


def test_sales_and_movements_lie_in_one_drawer(till: Till) -> None:
    bill = till.retail()
    till.pay(bill, Payment("cash", bill.totals.total_minor, 40_000))
    till.salon.cash.pay_out(entry("drop", 30_000), till.manager.id)
    assert drawer(till.salon) == 8_900


def test_every_kind_has_a_name_each_way_and_the_day_keeps_its_own() -> None:
    for row in KINDS.values():
        assert row.name("in")
        assert row.name("out")
    both = {*offered("in"), *offered("out")}
    assert both == {key for key, row in KINDS.items() if row.by_hand}
