"""What leaves the house as files: complete, exact, and nothing secret among it."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.bill import Payment
from kiosk.salon.domain.people import Client
from kiosk.salon.services.files.exporting import Exporting, write_csv, write_json
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import make_till


@pytest.mark.req("M4")
def test_sales_have_a_row_per_line_and_columns_that_add_up(salon: Services) -> None:
    till = make_till(salon)
    bill = till.retail(2)
    bill = salon.bill_lines.add_service(bill.id, till.cut.id, till.eva.id)
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 200_000))
    salon.checkout.void(sale.id, "Mistake", till.manager.id, till.manager.id)
    rows = list(Exporting(salon.context).rows("sales"))
    assert [(row["kind"], row["item"], row["quantity"]) for row in rows[:2]] == [
        ("sale", "Shampoo", "2"),
        ("sale", "Cut", "1"),
    ]
    assert rows[0]["sold_at"] == "2026-11-21T10:00:00+01:00"
    assert (rows[0]["unit_price"], rows[0]["sale_total"]) == ("389.00", "1428.45")
    assert (rows[0]["sale_rounding"], rows[0]["paid_cash"]) == ("-0.45", "1428.00")
    assert rows[1]["sale_total"] == ""
    assert rows[2]["voids"] == sale.number
    assert sum(float(row["total"]) for row in rows) == 0
    assert list(Exporting(salon.context).rows("sales", last=date(2026, 11, 20))) == []


@pytest.mark.req("M4")
def test_punches_show_what_was_undone(salon: Services) -> None:
    eva = salon.team.members()[1]
    done = salon.timeclock.tap(eva.id)
    assert done.punch_id is not None
    salon.timeclock.undo(done.punch_id)
    rows = list(Exporting(salon.context).rows("punches", date(2026, 11, 21), date(2026, 11, 21)))
    assert [(row["name"], row["undone"], row["counter_entry"]) for row in rows] == [
        ("Eva Sample", "yes", "no"),
        ("Eva Sample", "no", "yes"),
    ]


@pytest.mark.req("C5")
def test_exported_stock_and_clients_can_be_imported_again(salon: Services, tmp_path: Path) -> None:
    make_till(salon)
    salon.clients.save(
        Client(b"", "Jana", "Vzorová", "777000001", note="káva", other_phone="224987654"), None
    )
    for kind, back in (("stock", "products"), ("clients", "clients")):
        path = tmp_path / f"{kind}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            write_csv(Exporting(salon.context).rows(kind), stream)  # type: ignore[arg-type]
        plan = Importing(salon.context).read(back, path)  # type: ignore[arg-type]
        assert [row.verdict for row in plan.rows] == ["same"]


@pytest.mark.req("K2")
def test_no_card_leaves_the_house(salon: Services) -> None:
    columns = set().union(*Exporting(salon.context).rows("clients"))
    assert not {name for name in columns if "card" in name or "pin" in name}


def test_a_name_that_looks_like_a_formula_stays_a_name(salon: Services) -> None:
    salon.clients.save(Client(b"", "=1+1", "X", "777000001"), None)
    stream = io.StringIO()
    assert write_csv(Exporting(salon.context).rows("clients"), stream) == 1
    (row,) = csv.DictReader(io.StringIO(stream.getvalue()))
    assert (row["first_name"], row["phone"]) == ("'=1+1", "+420777000001")


def test_json_holds_the_same_rows(salon: Services) -> None:
    make_till(salon)
    stream = io.StringIO()
    assert write_json(Exporting(salon.context).rows("stock"), stream) == 1
    (row,) = json.loads(stream.getvalue())
    assert (row["price"], row["vat"], row["stock"]) == ("389.00", "21", "0")
    empty = io.StringIO()
    assert write_json(Exporting(salon.context).rows("sales"), empty) == 0
    assert json.loads(empty.getvalue()) == []
