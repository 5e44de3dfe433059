"""What leaves the house as files: complete, exact, and nothing secret among it."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.files.exporting import Exporting, write_csv, write_json
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from tests.rigs.till_world import make_till
from tests.salon.services import test_returns


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


@pytest.mark.req("M4", "M6")
def test_a_return_is_a_row_that_names_its_sale(salon: Services) -> None:
    till = make_till(salon)
    sale = till.pay(till.retail(3))
    test_returns.back(till, sale, 2000, written_off=True)
    sold, row = Exporting(salon.context).rows("sales")
    assert (row["kind"], row["returns"], row["voids"]) == ("return", sale.number, "")
    assert (row["quantity"], row["total"], row["written_off"]) == ("-2", "-778.00", "yes")
    assert (row["sale_paid"], row["paid_card"], row["reason"]) == (
        "-778.00", "-778.00", "Full bottle",
    )  # fmt: skip
    assert (sold["returns"], sold["written_off"]) == ("", "no")


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


@pytest.mark.req("M4")
def test_every_column_of_a_sale_is_harmless_and_amounts_stay_amounts(
    salon: Services, tmp_path: Path
) -> None:
    till = make_till(salon)
    client = salon.clients.save(Client(b"", "=1+1", "Ukázková", "777000001"), None)
    bill = salon.bills.open_retail(till.manager.id)
    salon.bills.set_client(bill.id, client.id)
    bill = salon.bill_lines.add_product(bill.id, till.shampoo.id)
    sale = till.pay(bill, Payment("cash", bill.totals.total_minor, 200_000))
    salon.checkout.void(sale.id, "+wrong", till.manager.id, till.manager.id)
    path = tmp_path / "sales.csv"
    assert Exporting(salon.context).to_file(path, "sales") == 2
    sold, void = csv.DictReader(path.read_text("utf-8-sig").splitlines())
    assert (sold["client"], void["reason"]) == ("'=1+1 Ukázková", "'+wrong")
    assert float(void["total"]) == -float(sold["total"])


def test_a_file_is_for_its_owner_alone_and_whole_or_not_there(
    salon: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_till(salon)
    exporting, path = Exporting(salon.context), tmp_path / "stock.csv"
    path.write_text("before")
    path.chmod(0o644)
    assert exporting.to_file(path, "stock") == 1
    assert path.stat().st_mode & 0o777 == 0o600
    whole = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(Refused, match="No space left"):
            exporting.to_file(path, "stock")
    assert path.read_bytes() == whole
    assert [one.name for one in tmp_path.glob("stock*")] == ["stock.csv"]
    with pytest.raises(Refused, match=r"stock\.csv"):
        exporting.to_file(tmp_path / "gone" / "stock.csv", "stock")


def test_a_stick_without_rights_takes_the_file(
    salon: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    make_till(salon)
    monkeypatch.setattr(os, "fchmod", none)
    assert Exporting(salon.context).to_file(tmp_path / "stock.json", "stock", "json") == 1
    assert json.loads((tmp_path / "stock.json").read_text("utf-8"))[0]["stock"] == "0"


def test_a_pipe_is_written_to_and_not_replaced(salon: Services, tmp_path: Path) -> None:
    make_till(salon)
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reading = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    assert Exporting(salon.context).to_file(path, "stock") == 1
    assert os.read(reading, 9).startswith(b"\xef\xbb\xbfcode")
    os.close(reading)
    assert path.is_fifo()
