"""A month for the accountant: it says what the journal says, and nobody's name is calculated."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from kiosk.salon.domain.errors import NeedsApproval, Refused
from kiosk.salon.domain.text import Msg, T, Text
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.services.files.accounting import closing_book, workbook
from kiosk.salon.services.files.accounting.accounts import Accounts, WrittenMonth
from kiosk.salon.services.files.accounting.month import Month
from kiosk.salon.services.files.accounting.sheets import Column, Money, Sheet
from kiosk.salon.services.files.sticks import Stick
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import sales
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.till_world import Till, make_till
from tests.salon.services.figures.by_hand import by_hand
from tests.salon.services.figures.world import some_days

pytestmark = pytest.mark.req("M2", "M4")

NOVEMBER = date(2026, 11, 1)


def said(text: Text) -> str:
    return text.plain() if isinstance(text, Msg) else str(text)


def written(till: Till, folder: Path, *forms: str, month: date = NOVEMBER) -> WrittenMonth:
    stick = Stick("STICK", folder)
    accounts = Accounts(till.salon.context)
    return accounts.write(stick, month, forms, till.manager.id)  # type: ignore[arg-type]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


def sheets(salon: Services, month: date = NOVEMBER) -> dict[str, Sheet]:
    return {sheet.key: sheet for sheet in Month(salon.context, month).sheets()}


def total(sheet: Sheet, title: str) -> int:
    place = [column.title.key for column in sheet.columns].index(title)
    return sum(row[place].minor for row in sheet.rows if isinstance(row[place], Money))  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", range(5))
def test_the_sums_agree_with_the_journal_and_with_the_documents(till: Till, seed: int) -> None:
    some_days(till, seed)
    found = sheets(till.salon)
    assert not found["check"].wrong
    assert [row[-1] for row in found["check"].rows] == ["agrees"] * len(found["check"].rows)
    store = till.salon.context.store
    said = by_hand(dated.sale for dated in sales.of_days(store, "2026-11-01", "2026-11-30"))
    assert total(found["sales"], "Total") == said.turnover
    assert total(found["sales"], "Paid") == total(found["payments"], "Taken") == said.taken
    assert total(found["sales"], "Services") == said.services
    assert total(found["sales"], "Discount") == -sum(said.discounts.values())
    vat = total(found["vat"], "Sold, VAT") + total(found["vat"], "Returned, VAT")
    assert vat == total(found["sales"], "VAT") == said.vat_sum
    base = total(found["vat"], "Sold, base") + total(found["vat"], "Returned, base")
    assert base == said.net


def test_a_sum_that_is_not_the_journal_s_is_said_loudly(till: Till, stick: Path) -> None:
    till.pay(till.retail())
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE payment SET amount_minor = amount_minor - 100")
    found = sheets(till.salon)["check"]
    assert found.wrong
    assert [found.rows[place][0] for place in sorted(found.wrong_rows)] == [
        "Payments by document",
        "Card",
    ]
    assert found.remark is not None
    assert "do not agree" in found.remark.plain()
    month = written(till, stick, "xlsx", "csv")
    assert month.wrong == 2
    table = openpyxl.load_workbook(month.folder / "pult-2026-11.xlsx")["Check"]
    assert "do not agree" in table["A1"].value
    assert table["A1"].fill.fgColor.rgb.endswith("A8261C")
    assert "do not agree" in (month.folder / "check.csv").read_text("utf-8-sig").splitlines()[0]


def test_a_document_that_is_missing_is_found(till: Till) -> None:
    till.pay(till.retail())
    sale = till.pay(till.retail())
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE sale SET sold_at = sold_at - 2592000000 WHERE id = ?", (sale.id,))
    wrong = [row[0] for row in sheets(till.salon)["check"].rows if row[-1] != "agrees"]
    assert wrong[:2] == ["Number of sales", "Total"]


def go_to(till: Till, moment: str) -> None:
    """By the salon's wall clock, an hour before UTC in winter."""
    at = datetime.fromisoformat(f"{moment}+01:00")
    till.salon.context.clock.jump(int(at.timestamp() * 1000))  # type: ignore[attr-defined]


def test_the_first_and_the_last_moment_of_a_month_belong_to_it(till: Till) -> None:
    """In the salon's zone and by the day on the paper: the salon's own day ends hours later."""
    for moment in ("2026-10-31T23:59:59", "2026-11-01T00:00:00", "2026-11-30T23:59:59"):
        go_to(till, moment)
        till.pay(till.retail())
    november, october = sheets(till.salon), sheets(till.salon, date(2026, 10, 1))
    assert [row[3] for row in november["sales"].rows] == [NOVEMBER, date(2026, 11, 30)]
    assert [row[5] for row in november["sales"].rows] == [date(2026, 10, 31), date(2026, 11, 30)]
    assert len(october["sales"].rows) == 1
    assert not november["check"].wrong
    assert not october["check"].wrong


def test_a_sale_after_midnight_is_of_the_year_on_its_paper(till: Till) -> None:
    """Number, rate and VAT are of the new year; the till's day is still the old one's."""
    go_to(till, "2027-01-01T00:30:00")
    sale = till.pay(till.retail(), Payment("cash", 389_00))
    assert sale.number.startswith("2027-")
    december, january = (
        sheets(till.salon, date(2026, 12, 1)),
        sheets(till.salon, date(2027, 1, 1)),
    )
    for key in ("sales", "vat", "payments", "document-payments"):
        assert december[key].rows == []
        assert [date(2027, 1, 1) in row for row in january[key].rows] == [True]
    book = [row for row in january["cash-book"].rows if row[3] == sale.number]
    assert [row[1] for row in book] == [date(2027, 1, 1)]
    assert not december["check"].wrong
    assert not january["check"].wrong
    found = till.salon.figures.overview("today", till.manager.id)
    assert (found.now.days.first, found.now.sums.turnover) == (date(2026, 12, 31), 389_00)


# -- formulas -------------------------------------------------------------------------------------

DANGEROUS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx=1", "\r=1+1", '=HYPERLINK("x")', "|calc")


def cells(path: Path) -> dict[str, list[Any]]:
    book = openpyxl.load_workbook(path)
    return {
        table.title: [cell for row in table.iter_rows() for cell in row if cell.value is not None]
        for table in book
    }


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_is_calculated_in_a_workbook(tmp_path: Path, text: str) -> None:
    path = tmp_path / "book.xlsx"
    sheet = Sheet("x", T("Sales"), (Column(T("Name")),), [(text,)])
    with path.open("wb") as stream:
        workbook.write([sheet], stream, said, "cs")
    (_, cell) = cells(path)["Sales"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip() == text.strip()
    assert b"<f>" not in _parts(path)


def _parts(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as pack:
        return b"".join(pack.read(name) for name in pack.namelist() if "sheet" in name)


def test_a_name_and_a_reason_are_no_formulas_anywhere(till: Till, stick: Path) -> None:
    eva = till.salon.team.member(till.eva.id)
    till.salon.team.save(replace(eva, first_name="=1+1"), till.manager.id)
    sale = till.pay(till.retail())
    till.salon.checkout.void(sale.id, "@SUM(A1:A9)", till.eva.id, till.manager.id)
    month = written(till, stick, "xlsx", "csv")
    found = cells(month.folder / "pult-2026-11.xlsx")["Sales"]
    assert {"=1+1", "@SUM(A1:A9)"} <= {cell.value for cell in found}
    assert {cell.data_type for cell in found} <= {"s", "n", "d"}
    with (month.folder / "sales.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Sold by"] for row in rows] == ["'=1+1", "'=1+1"]
    assert [row["Reason"] for row in rows] == ["", "'@SUM(A1:A9)"]
    assert [row["Total"] for row in rows] == ["389.00", "-389.00"], "a minus is no formula"


# -- what the files are ------------------------------------------------------------------------


def test_numbers_and_days_are_real_in_the_workbook(till: Till, stick: Path) -> None:
    sale = till.pay(till.retail(2), Payment("cash", 77_800, 100_000))
    month = written(till, stick, "xlsx")
    assert month.files == ("pult-2026-11.xlsx",)
    book = openpyxl.load_workbook(month.folder / month.files[0])
    assert book.sheetnames[:4] == ["Check", "Sales", "VAT by day", "Payments"]
    table = book["Sales"]
    assert table.freeze_panes == "A2"
    assert table.column_dimensions["A"].width > 12
    heads = [cell.value for cell in table[1]]
    row = dict(zip(heads, table[2], strict=True))
    assert row["Number"].value == sale.number
    assert row["Day"].value.isoformat() == "2026-11-21T00:00:00"
    assert row["Time"].value.isoformat() == "2026-11-21T10:00:00"
    assert Decimal(str(row["Total"].value)) == Decimal("778")
    assert row["Total"].number_format == '#,##0.00\\ "CZK"'
    assert row["Total"].data_type == "n"
    sums = dict(zip(heads, table[3], strict=True))
    assert sums["Total"].value == 778
    assert book["VAT by day"]["B2"].number_format == "0.##%"
    assert book["VAT by day"]["B2"].value == 0.21


def test_the_closing_book_goes_over_pages(till: Till, stick: Path) -> None:
    some_days(till, 3, documents=60)
    month = written(till, stick, "pdf")
    made = (month.folder / "pult-2026-11.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert made.count(b"/FontFile2") == 2, "both fonts are inside"
    pages = made.count(b"/Type /Page\n")
    assert pages > 8
    assert f"/Count {pages}".encode() in made


def test_a_word_longer_than_its_column_and_many_lines_stay_on_the_page(tmp_path: Path) -> None:
    rows = [("x" * 300, "slovo " * 40) for _ in range(50)]
    sheet = Sheet("x", T("Sales"), (Column(T("Name")), Column(T("Note"))), rows)
    with (tmp_path / "book.pdf").open("wb") as stream:
        pages = closing_book.write([sheet], stream, said, "Salon", NOVEMBER)
    assert pages > 1


def test_an_empty_month_is_written_too(till: Till, stick: Path) -> None:
    month = written(till, stick, "xlsx", "pdf", "csv", month=date(2026, 3, 1))
    assert (month.documents, month.wrong) == (0, 0)
    assert all((month.folder / name).stat().st_size for name in month.files)


# -- the cash book -----------------------------------------------------------------------------


def test_every_coin_that_was_paid_is_in_the_cash_book(till: Till) -> None:
    some_days(till, 1)
    book, paid = sheets(till.salon)["cash-book"], sheets(till.salon)["payments"]
    cash = sum(row[2].minor for row in paid.rows if row[1] == "Cash")  # type: ignore[union-attr]
    assert total(book, "In") - total(book, "Out") == cash


# -- who, and where ----------------------------------------------------------------------------


def test_only_who_may_see_takings_writes_it(till: Till, stick: Path) -> None:
    accounts = Accounts(till.salon.context)
    with pytest.raises(NeedsApproval):
        accounts.write(Stick("S", stick), NOVEMBER, ("csv",), till.eva.id)
    assert list(stick.iterdir()) == []
    done = accounts.write(Stick("S", stick), NOVEMBER, ("csv",), till.eva.id, till.manager.id)
    assert done.folder.name == "pult-2026-11-accounts"
    again = accounts.write(Stick("S", stick), NOVEMBER, ("csv",), till.manager.id)
    assert again.folder.name == "pult-2026-11-accounts-2"


def test_a_stick_that_is_full_leaves_no_half_file(
    till: Till, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.salon.services.files.accounting.plain_files.write", full)
    with pytest.raises(Refused, match="No space left"):
        written(till, stick, "xlsx", "csv")
    (folder,) = stick.iterdir()
    assert [path.name for path in folder.iterdir()] == ["pult-2026-11.xlsx"]


def test_an_entry_of_before_the_vat_was_written_down_is_worked_out_of_its_lines(till: Till) -> None:
    till.pay(till.retail())
    store = till.salon.context.store
    with store.transaction():
        store.run("UPDATE journal SET body = json_remove(body, '$.day', '$.vat', '$.titles')")
    assert not sheets(till.salon)["check"].wrong


def test_forints_have_no_decimals(tmp_path: Path, stick: Path) -> None:
    salon = make_salon(tmp_path / "hu", "HU")
    till = make_till(salon)
    till.pay(till.retail())
    month = written(till, stick, "xlsx", "csv", "pdf")
    assert month.wrong == 0
    table = openpyxl.load_workbook(month.folder / month.files[0])["Sales"]
    total = [cell.value for cell in table[1]].index("Total")
    assert table[2][total].value == 38_900
    assert table[2][total].number_format == '#,##0\\ "HUF"'
    assert table[2][3].number_format == "yyyy\\.mm\\.dd\\."
    with (month.folder / "sales.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["Total"], row["ISO 4217"]) == ("38900", "HUF")
    close_salon(salon)


def test_each_payment_stands_by_itself_with_its_tip(till: Till) -> None:
    """What was charged at the terminal is one number, as on the bank's list."""
    salon, boss = till.salon, till.manager.id
    salon.rates.set_rate(25_000_000, boss, currency="EUR")
    bill = salon.tipping.set(till.retail().id, 50_00, till.eva.id)
    till.pay(bill, Payment("cash", 89_00), Payment("card", 300_00))
    euros = Payment(
        *("foreign", 389_00), currency="EUR", foreign_minor=16_00, rate_micro=25_000_000
    )
    till.pay(till.retail(), euros)
    found = sheets(salon)["document-payments"]
    titles = [column.title.key for column in found.columns]
    rows = [dict(zip(titles, row, strict=True)) for row in found.rows]
    told = {row["Means of payment"]: row["With the tip"] for row in rows}
    assert sum(one.minor for one in told.values()) == 2 * 389_00 + 50_00  # type: ignore[union-attr, misc]
    assert told["Foreign currency"] == Money(389_00, "CZK")
    assert [(row["Foreign currency"], row["Foreign sum"]) for row in rows][-1] == (
        "EUR",
        Money(16_00, "EUR"),
    )
    assert not sheets(salon)["check"].wrong
