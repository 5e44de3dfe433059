"""The tables against the journal: what somebody changes with the file in their hands is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.commands.pult import main
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.goods.catalogue import Product
from kiosk.salon.domain.keys.salon_keys import SalonKeys
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.till.bill import Discount, Payment
from kiosk.salon.home import open_home, save_keys
from kiosk.salon.services import keys as salon_keys
from kiosk.salon.services.salon_services import Services
from kiosk.sample.build import build
from tests.rigs.salon import MANAGER_PIN, clock_of, close_salon, make_salon, open_salon
from tests.rigs.version_0_1_0 import unpack


@pytest.fixture
def lived(tmp_path: Path) -> Iterator[Services]:
    """A salon with a day behind it: three sales and a void, punches, stock, points, cards, PINs."""
    salon = make_salon(tmp_path / "home")
    petra, eva = salon.team.members()
    salon.team.set_pin(eva.id, "7391", petra.id)
    client = salon.clients.save(Client(b"", "Adéla", "Vzorová"), petra.id)
    salon.points.move(client.id, 50, "Sample", petra.id)
    salon.cards.give("04A1B2C3D4E5F6", CardHolder("staff", petra.id), petra.id)
    salon.cards.give("04A1B2C3D4E5F7", CardHolder("staff", eva.id), petra.id)
    salon.cards.give("04A1B2C3D4E5F8", CardHolder("client", client.id), petra.id)
    for name in ("Sample shampoo", "Sample mask"):
        goods = salon.catalogue.save_product(
            Product(b"", name, price_minor=10_000, vat_bp=2100), petra.id
        )
        salon.catalogue.count_stock(goods.id, 12_000, "Sample", petra.id)
    for _ in range(3):
        clock_of(salon).advance(61)
        salon.timeclock.tap(eva.id)
        bill = salon.bills.open_retail(petra.id)
        bill = salon.bill_lines.add_product(bill.id, goods.id)
        total = bill.totals.total_minor
        sale = salon.checkout.pay(bill.id, [Payment("cash", total)], total, petra.id)
    salon.checkout.void(sale.id, "Sample reason", eva.id, petra.id)
    yield salon
    close_salon(salon)


def test_a_day_that_was_not_touched_is_what_the_journal_says(lived: Services) -> None:
    found = lived.books.verify()
    assert (found.fault, found.differences) == (None, ())
    assert found.holds


SECOND = "(SELECT id FROM sale WHERE number = '2026-1-000002')"
EVA = "(SELECT id FROM staff WHERE first_name = 'Eva')"
PETRA = "(SELECT id FROM staff WHERE first_name = 'Petra')"
NUMBER = "Document 2026-1-000002"


@pytest.mark.req("M5")
@pytest.mark.parametrize(
    ("changes", "named"),
    [
        (["UPDATE sale SET total_minor = 1, paid_minor = 1 WHERE id = ?2"], NUMBER),
        (["UPDATE sale_line SET total_minor = 1 WHERE sale_id = ?2"], f"{NUMBER} is not what"),
        (["UPDATE sale_line SET vat_bp = 0 WHERE sale_id = ?2"], f"{NUMBER} is not what"),
        (["UPDATE payment SET method = 'card' WHERE sale_id = ?2"], "payments"),
        (["UPDATE sale SET sold_at = sold_at - 1000 WHERE id = ?2"], "at."),
        (["UPDATE sale SET staff_id = ?eva WHERE id = ?2"], "staff"),
        (
            [
                "DELETE FROM payment WHERE sale_id = ?2",
                "DELETE FROM stock_movement WHERE sale_id = ?2",
                "DELETE FROM sale_line WHERE sale_id = ?2",
                "DELETE FROM sale WHERE id = ?2",
                "UPDATE sale SET number = '2026-1-000002' WHERE number = '2026-1-000004'",
                "UPDATE series SET last = last - 1",
            ],
            "2026-1-000004 is missing",
        ),
        (
            [
                "UPDATE sale SET number = 'x' WHERE number = '2026-1-000001'",
                "UPDATE sale SET number = '2026-1-000001' WHERE number = '2026-1-000002'",
                "UPDATE sale SET number = '2026-1-000002' WHERE number = 'x'",
            ],
            f"{NUMBER} is not what",
        ),
        (
            [
                "INSERT INTO sale SELECT randomblob(16), '2026-1-000009', randomblob(16), kind, "
                "NULL, reason, currency, client_id, appointment_id, staff_id, staff_name, "
                "approved_by, goods_minor, discount_minor, discount_text, total_minor, "
                "rounding_minor, paid_minor, sold_at, business_day, pays_vat, session_id, returns, "
                "0 FROM sale WHERE id = ?2"
            ],
            "2026-1-000009 is not in the journal",
        ),
        (["UPDATE sale SET business_day = '2026-01-01' WHERE id = ?2"], f"{NUMBER} is not what"),
        (["UPDATE sale SET staff_name = 'Eva' WHERE id = ?2"], "staff_name"),
        (["UPDATE sale_line SET staff_name = 'Eva' WHERE sale_id = ?2"], "staff_name"),
        (["UPDATE sale SET goods_minor = goods_minor + 1 WHERE id = ?2"], "goods"),
        (["UPDATE payment SET change_minor = 500 WHERE sale_id = ?2"], "tendered"),
        (["UPDATE payment SET tendered_minor = 1 WHERE sale_id = ?2"], "tendered"),
        (
            [
                "UPDATE payment SET tendered_minor = tendered_minor + 500, change_minor = 500 "
                "WHERE sale_id = ?2"
            ],
            "tendered",
        ),
        (["UPDATE series SET last = last + 5"], "numbers 5 to 9 are no document"),
        (["UPDATE series SET last = last - 1"], "stands at 3, but 4 was given out"),
        (["DELETE FROM series"], "stands at 0, but 4"),
        (["INSERT INTO series (name, last) VALUES ('sale-1-2027', 2)"], "sale-1-2027"),
        (["UPDATE salon SET timezone = 'Europe/Lisbon'"], "timezone"),
        (["UPDATE salon SET timezone = 'Europe/Nowhere'"], "timezone"),
        (["UPDATE salon SET country = 'XX'"], "country"),
        (["UPDATE punch SET at = at - 3600000 WHERE number = 2"], "A punch of"),
        (["DELETE FROM punch WHERE number = 3"], "A punch of"),
        (["UPDATE stock_movement SET quantity_milli = 9 WHERE kind = 'opening'"], "of stock of"),
        (
            [
                "UPDATE stock_movement SET product_id = "
                "(SELECT id FROM product WHERE name = 'Sample mask') WHERE kind = 'opening'"
            ],
            "A movement of stock",
        ),
        (["UPDATE stock_movement SET quantity_milli = 1 WHERE sale_id = ?2"], "moved other stock"),
        (["UPDATE product SET stock_milli = 99000"], "sum of its movements: Stock"),
        (["UPDATE points_movement SET points = 5", "UPDATE client SET points = 5"], "points of"),
        (["UPDATE client SET points = 500"], "sum of its movements: Points"),
        (["UPDATE staff SET role = 'manager' WHERE id = ?eva"], "The role of Eva"),
        (["UPDATE staff SET active = 0 WHERE id = ?eva"], "The role of Eva"),
        (
            ["UPDATE staff SET pin_hash = (SELECT pin_hash FROM staff WHERE id = ?petra)"],
            "The PIN of Eva",
        ),
        (["UPDATE staff SET pin_hash = '' WHERE id = ?eva"], "The PIN of Eva"),
        (["UPDATE card SET staff_id = ?petra WHERE staff_id = ?eva"], "card"),
        (
            [
                "UPDATE card SET token = x'00' WHERE staff_id = ?eva",
                "UPDATE card SET token = x'01' WHERE staff_id = ?petra",
            ],
            "card",
        ),
        (["UPDATE card SET state = 'blocked' WHERE staff_id = ?eva"], "card"),
        (["UPDATE salon SET vat_id = 'CZ00000000'"], "vat_id"),
    ],
)  # fmt: skip
def test_what_was_changed_by_hand_is_named(lived: Services, changes: list[str], named: str) -> None:
    store = lived.context.store
    with store.transaction():
        store.run("PRAGMA defer_foreign_keys = on")
        for change in changes:
            change = change.replace("?2", SECOND).replace("?eva", EVA).replace("?petra", PETRA)
            assert store.run(change) > 0, change
    found = lived.books.verify()
    assert found.fault is None
    assert found.many
    assert any(named in told.plain() for told in found.differences), found.differences


def test_an_emptied_journal_beside_documents_is_an_alarm(
    lived: Services, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = open_home(tmp_path / "home")
    store = lived.context.store
    with store.transaction():
        store.run("DELETE FROM journal")
        store.run("DELETE FROM journal_head")
    home.journal_head.unlink()
    save_keys(home, (lived.context.keys,))
    assert main(["--home", str(home.path), "journal", "verify"]) == 1
    assert "there are documents" in capsys.readouterr().out


def test_an_empty_salon_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--home", str(tmp_path), "journal", "verify"]) == 0
    assert "empty" in capsys.readouterr().out


def test_a_salon_of_the_first_version_is_what_its_journal_says(tmp_path: Path) -> None:
    """By the formula of then: entries hold no mark of a PIN or a card."""
    salon = unpack(tmp_path / "home").open()
    found = salon.books.verify()
    assert (found.fault, found.differences) == (None, ())
    petra = next(one for one in salon.team.members() if one.has_pin)
    salon.team.set_pin(petra.id, "8642", petra.id)
    assert salon.books.verify().holds
    close_salon(salon)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE sale SET business_day = '2026-11-02' WHERE number LIKE '%1'", "day"),
        ("UPDATE sale SET goods_minor = 1 WHERE number LIKE '%1'", "goods"),
        ("UPDATE payment SET change_minor = 1 WHERE method = 'cash'", "tendered"),
        ("UPDATE payment SET tendered_minor = 1 WHERE method = 'card'", "tendered"),
        ("UPDATE series SET last = 8", "numbers 4 to 8"),
    ],
)
def test_what_the_first_version_did_not_write_down_has_to_follow_from_the_rest(
    tmp_path: Path, change: str, named: str
) -> None:
    salon = unpack(tmp_path / "home").open()
    with salon.context.store.transaction():
        assert salon.context.store.run(change) > 0
    found = salon.books.verify()
    assert any(named in told.plain() for told in found.differences), found.differences
    close_salon(salon)


def test_the_zone_of_the_salon_may_change(lived: Services) -> None:
    salon, petra = lived.context.salon, lived.team.members()[0]
    clock_of(lived).advance(600)
    lived.setup.change(replace(salon, timezone="America/New_York"), petra)
    assert lived.books.verify().holds


def test_the_sample_salon_is_what_its_journal_says(tmp_path: Path) -> None:
    salon = open_salon(tmp_path)
    build(salon, clients=20, products=10)
    found = salon.books.verify()
    assert (found.fault, found.differences) == (None, ())
    close_salon(salon)


def test_a_changed_key_and_an_erased_client_are_no_difference(lived: Services) -> None:
    petra = lived.team.members()[0]
    salon_keys.rotate(lived.context, SalonKeys.generate(2))
    assert lived.books.verify().holds
    (client,) = lived.clients.search("adéla")
    lived.clients.erase(client.id, petra.id)
    assert lived.books.verify().holds
    lived.cards.give("04A1B2C3D4E5F9", CardHolder("staff", petra.id), petra.id)
    eva = lived.team.save(StaffMember(b"", "Eva", "Druhá"), petra.id)
    lived.team.set_pin(eva.id, MANAGER_PIN, petra.id)
    assert lived.books.verify().holds


NAMED = "Vzorová"


@pytest.fixture
def named(lived: Services) -> Services:
    """Reasons that name the client: of a price, a discount of a line and of the bill, a void."""
    petra = lived.team.members()[0]
    (client,) = lived.clients.search("adéla")
    bill = lived.bills.open_retail(petra.id)
    bill = lived.bills.set_client(bill.id, client.id)
    (goods, *_) = lived.catalogue.search_products("sample")
    bill = lived.bill_lines.add_product(bill.id, goods.id)
    why = f"Paní {NAMED}"
    bill = lived.bill_lines.edit_line(
        bill.id,
        bill.lines[0].id,
        quantity_milli=1000,
        price_minor=9_000,
        price_reason=why,
        discount=Discount("percent", 5_000, why),
        staff_id=petra.id,
    )
    bill = lived.bills.discount_bill(bill.id, Discount("percent", 10_000, why))
    total = bill.totals.total_minor
    sale = lived.checkout.pay(bill.id, [Payment("cash", total)], total, petra.id)
    lived.checkout.void(sale.id, f"{why} si to rozmyslela", petra.id, petra.id)
    return lived


def test_what_was_typed_does_not_stand_in_the_journal(named: Services) -> None:
    for body in named.context.store.column("SELECT body FROM journal"):
        assert NAMED not in body
    assert named.books.verify().holds


def test_an_erased_client_is_in_no_file_and_the_journal_holds(
    named: Services, tmp_path: Path
) -> None:
    (client,) = named.clients.search("adéla")
    named.clients.erase(client.id, named.team.members()[0].id)
    named.context.store.tidy_log()
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file():
            assert NAMED.encode() not in path.read_bytes(), path
    assert named.books.verify().differences == ()
    assert named.books.verify().holds


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE sale SET reason = 'Something else' WHERE kind = 'void'",
        "UPDATE sale SET discount_text = '' WHERE discount_text <> ''",
        "UPDATE sale_line SET price_reason = 'Something else' WHERE price_reason <> ''",
    ],
)
def test_a_reason_that_was_changed_is_named(named: Services, change: str) -> None:
    with named.context.store.transaction():
        assert named.context.store.run(change) > 0
    found = named.books.verify()
    assert any("reasons" in told.plain() for told in found.differences)
