"""Lines of statements that looked like money for an invoice and were not, and files that hold a
desk up."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements import camt as camt_format
from kiosk.salon.domain.invoices.statements.line import Line, keyed
from kiosk.salon.domain.invoices.statements.matching import Payable, match
from kiosk.salon.domain.invoices.statements.reading import read
from kiosk.salon.domain.text import T
from tests.rigs.statements import camt, gpc, gpc_line, mt940

TODAY = date(2026, 12, 1)
UNPAID = Payable(b"a", "2026-1-F00001", "2026100001", "CZK", 38_900, "Jana")
PAID = Payable(b"b", "2026-1-F00002", "2026100002", "CZK", 0, "Eva")
OWED = Payable(b"c", "2026-1-F00003", "2026100003", "CZK", -5_000, "Ema")
ALL = (UNPAID, PAID, OWED)


def lines(text: str, currency: str = "CZK") -> tuple[Line, ...]:
    return read(text.encode(), lambda part: part.decode(), currency, TODAY)[2]


def made(minor: int, *references: str, on: date = TODAY) -> Line:
    (line,) = keyed(
        "x", [Line(on=on, amount_minor=minor, currency="CZK", references=references)]
    )  # fmt: skip
    return line


@pytest.mark.parametrize(("code", "vs"), [("4", UNPAID.reference), ("5", PAID.reference)])
def test_gpc_what_the_bank_took_back_is_for_a_person(code: str, vs: str) -> None:
    """Our own refund that came back is no payment; a payment taken back leaves an unpaid one."""
    (found,) = match(lines(gpc([gpc_line(38_900, vs, code=code)])), ALL, ())
    assert (found.verdict, found.shares) == ("doubtful", ())
    assert [one.reference for one in found.candidates] == [vs]


@pytest.mark.parametrize(("mark", "vs"), [("RD", UNPAID.reference), ("RC", PAID.reference)])
def test_mt940_what_the_bank_took_back_is_for_a_person(mark: str, vs: str) -> None:
    rows = [f":61:2611211121{mark}389,00NTRFNONREF", f":86:VS{vs}"]
    (found,) = match(lines(mt940(rows, "CZK")), ALL, ())
    assert (found.verdict, found.shares) == ("doubtful", ())
    assert [one.reference for one in found.candidates] == [vs]


def test_digits_of_other_scripts_are_no_amount() -> None:
    row = gpc_line(38_900, "1")
    for digit in ("²", "٣"):
        with pytest.raises(Refused):
            lines(gpc([row[:59] + digit + row[60:]]))


def test_an_amount_that_no_account_moves_is_no_amount() -> None:
    with pytest.raises(Refused):
        lines(f"datum;castka;vs\n1.12.2026;{'9' * 30};1\n")


def test_money_of_a_day_to_come_is_never_sure() -> None:
    sure, ahead = match(
        [made(38_900, UNPAID.reference), made(38_900, UNPAID.reference, on=date(2036, 11, 21))],
        [UNPAID], (), TODAY,
    )  # fmt: skip
    assert (sure.verdict, ahead.verdict) == ("sure", "doubtful")
    (alone,) = match(
        [made(38_900, UNPAID.reference, on=TODAY + timedelta(days=1))], [UNPAID], (), TODAY
    )
    assert (alone.verdict, alone.why) == ("doubtful", T("This day is still to come."))
    assert [share.amount_minor for share in alone.shares] == [38_900]


@pytest.mark.parametrize(
    ("minor", "vs", "verdict", "shares"),
    [
        (-5_000, OWED.reference, "doubtful", [(b"c", -5_000)]),
        (-2_000, OWED.reference, "doubtful", [(b"c", -2_000)]),
        (-5_000, "", "doubtful", [(b"c", -5_000)]),
        (-6_000, OWED.reference, "doubtful", []),
        (-38_900, UNPAID.reference, "none", []),
        (-123, "", "none", []),
    ],
)
def test_money_that_went_out_may_be_given_back_to_a_buyer(
    minor: int, vs: str, verdict: str, shares: list[tuple[bytes, int]]
) -> None:
    (found,) = match([made(minor, *([vs] if vs else []))], ALL, ())
    assert found.verdict == verdict
    assert [(one.invoice_id, one.amount_minor) for one in found.shares] == shares


def test_a_file_of_nonsense_is_put_away_before_all_of_it_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Refused):
        lines("a;" * 50_000)
    read_rows = 0
    true = csv.reader

    def counting(rows: list[str], **how: object) -> object:
        nonlocal read_rows
        for row in true(rows, **how):  # type: ignore[call-overload]
            read_rows += 1
            yield row

    monkeypatch.setattr(csv, "reader", counting)
    with pytest.raises(Refused):
        lines("a;b\n" * 5_000)
    assert read_rows <= 4 * 30


def test_xml_deeper_than_any_statement_is_not_read_to_its_end() -> None:
    deep = b"<Document><BkToCstmrStmt>" + b"<a>" * 200_000
    with pytest.raises(Refused):
        camt_format.lines(deep + b"\xff no XML any more")
    closed = camt(["<a>" * 100 + "</a>" * 100])
    with pytest.raises(Refused):
        camt_format.lines(closed)
