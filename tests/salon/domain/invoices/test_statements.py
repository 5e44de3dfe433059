"""Statements of banks: the same lines out of every format, and what they pay."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.invoices.statements.line import Line, keyed, minor, reference
from kiosk.salon.domain.invoices.statements.matching import Matched, Payable, match
from kiosk.salon.domain.invoices.statements.reading import read
from tests.rigs.statements import camt, camt_entry, gpc, gpc_line, mt940

TODAY = date(2026, 12, 1)
DAY = date(2026, 11, 30)


def lines(data: bytes | str, currency: str = "CZK", encoding: str = "utf-8") -> tuple[Line, ...]:
    raw = data.encode(encoding) if isinstance(data, str) else data
    return read(raw, lambda part: part.decode(encoding), currency, TODAY)[2]


def test_gpc_of_a_czech_bank() -> None:
    more = "079Faktura za stříhání".ljust(128)
    rows = [gpc_line(45_000, "2026100042", day="301126", payer="NOVÁKOVÁ JANA", mark="77"), more,
            gpc_line(120_000, "0", code="1")]  # fmt: skip
    first, out = lines(gpc(rows), encoding="cp1250")
    assert (first.on, first.amount_minor, first.currency) == (DAY, 45_000, "CZK")
    assert first.references == ("2026100042",)
    assert (first.payer, first.payer_account) == ("NOVÁKOVÁ JANA", "2000145399/0800")
    assert (first.text, first.bank_ref) == ("Faktura za stříhání", "77")
    assert (out.amount_minor, out.references) == (-120_000, ())


@pytest.mark.parametrize(("code", "sign"), [("1", -1), ("2", 1), ("4", 1), ("5", -1)])
def test_gpc_says_by_a_code_which_way_it_went(code: str, sign: int) -> None:
    """A reversal of a credit went out: it pays nothing."""
    (line,) = lines(gpc([gpc_line(100, "1", code=code)]))
    assert line.amount_minor == 100 * sign


@pytest.mark.parametrize("version", ["02", "04", "08"])
def test_camt_of_any_version(version: str) -> None:
    status = "<Sts><Cd>BOOK</Cd></Sts>" if version == "08" else "<Sts>BOOK</Sts>"
    waits = "<Sts><Cd>PDNG</Cd></Sts>" if version == "08" else "<Sts>PDNG</Sts>"
    data = camt(
        [
            camt_entry("45.50", reference="SI00 2026100042", mark="B1", status=status),
            camt_entry("9.00", status=waits),
            camt_entry("7.10", way="DBIT", status=status),
        ],
        version,
    )
    first, out = lines(data, "EUR")
    assert (first.on, first.amount_minor, first.currency) == (DAY, 4_550, "EUR")
    assert [reference(one) for one in first.references] == ["2026100042"]
    assert (first.payer, first.bank_ref, out.amount_minor) == ("Jana Novak", "B1", -710)


def test_camt_of_payments_that_were_booked_together() -> None:
    part = (
        "<TxDtls><Refs><EndToEndId>{ref}</EndToEndId></Refs><AmtDtls><TxAmt>"
        '<Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls></TxDtls>'
    )
    entry = (
        '<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        "<BookgDt><DtTm>2026-11-30T10:00:00+01:00</DtTm></BookgDt><AcctSvcrRef>X</AcctSvcrRef>"
        f"<NtryDtls>{part.format(ref='/VS1/SS/KS', amount='10.00')}"
        f"{part.format(ref='/VS2/SS/KS', amount='20.00')}</NtryDtls></Ntry>"
    )
    found = lines(camt([entry]), "EUR")
    assert [(one.amount_minor, one.references) for one in found] == [
        (1_000, ("1",)),
        (2_000, ("2",)),
    ]
    assert len({one.key for one in found}) == 2


def test_mt940_with_numbered_parts_and_without() -> None:
    rows = [
        ":61:2611301130C45,50NTRFNONREF//BANK1",
        ":86:166?00TRANSFER?20/VS2026100042/SS/KS?21hair cut?32Jana Nov?33akova?31SI56000",
        ":61:261130D7,10NTRFNONREF",
        ":61:2612310101CR12,NTRFINV-7",
        ":86:RF18539007547034 thanks\r\nfor all",
    ]
    rows[3] = ":61:2612310101C12,NTRFINV-7"
    first, out, third = lines(mt940(rows), "CZK")
    assert (first.on, first.amount_minor, first.currency) == (DAY, 4_550, "EUR")
    assert first.references == ("2026100042",)
    assert (first.payer, first.bank_ref) == ("Jana Novakova", "BANK1")
    assert out.amount_minor == -710
    assert (third.on, third.amount_minor) == (date(2027, 1, 1), 1_200)
    assert third.references == ("RF18539007547034", "INV-7")


@pytest.mark.parametrize(
    ("dates", "on"),
    [
        ("2612310105", date(2027, 1, 5)), ("2701011230", date(2026, 12, 30)),
        ("2611301130", DAY), ("261130", DAY), ("2402280229", date(2024, 2, 29)),
    ],
)  # fmt: skip
def test_mt940_days_of_entry_across_a_new_year(dates: str, on: date) -> None:
    (line,) = lines(mt940([f":61:{dates}C27,98NMSCNONREF//X"]))
    assert line.on == on


@pytest.mark.parametrize("way", ["CRDT", "DBIT"])
def test_what_the_bank_took_back_is_never_booked_by_itself(way: str) -> None:
    """Banks differ in which way they mean it."""
    entry = camt_entry("50.00", reference="2026100042", way=way)
    back = entry.replace("</CdtDbtInd>", "</CdtDbtInd><RvslInd>true</RvslInd>")
    (found,) = match(lines(camt([back]), "EUR"), ALL, ())
    assert (found.verdict, found.shares) == ("doubtful", ())


def test_what_a_bank_keeps_for_itself_makes_it_doubtful() -> None:
    """The entry is what came in; what the payer sent is only beside it."""
    entry = camt_entry("49.00", reference="2026100042").replace(
        "<RltdPties>", '<Amt Ccy="EUR">50.00</Amt><RltdPties>'
    )
    (found,) = match(lines(camt([entry]), "EUR"), ALL, ())
    assert told(found) == ("doubtful", [(b"a", 4_900)])


def test_mt940_knows_what_was_taken_back() -> None:
    found = lines(mt940([":61:261130RC5,00NTRFNONREF", ":61:261130RD6,00NTRFNONREF"]))
    assert [one.amount_minor for one in found] == [-500, 600]


CSVS = {
    "fio": (
        "\ufeffaccountId;2000145399\r\nbankId;2010\r\n\r\n"
        "ID pohybu;Datum;Objem;Měna;Protiúčet;Název protiúčtu;VS;Zpráva pro příjemce\r\n"
        '26;30.11.2026;1 450,00;CZK;2000145399;"Nováková, Jana";2026100042;Faktura\r\n'
        '27;30.11.2026;-20,50;CZK;;;;Poplatek\r\n',
        "CZK", [145_000, -2_050],
    ),
    "sl": (
        "Datum knjiženja;Znesek v breme;Znesek v dobro;Valuta;Naziv plačnika;Sklic v dobro;"
        "Namen\r\n"
        "30.11.2026;;1.450,00;EUR;Jana Novak;SI00 2026100042;Račun\r\n"
        "30.11.2026;20,50;;EUR;;;Provizija\r\n",
        "EUR", [145_000, -2_050],
    ),
    "hu": (
        "Könyvelés dátuma;Összeg;Devizanem;Partner neve;Közlemény\r\n"
        "2026.11.30.;145 000;HUF;Kovács Anna;VS 2026100042\r\n"
        "2026.11.30.;-2 050;HUF;;Díj\r\n",
        "HUF", [145_000, -2_050],
    ),
    "sk": (
        "Dátum zaúčtovania,Suma,Mena,Typ,Variabilný symbol,Informácia pre príjemcu\n"
        '30.11.2026,"1450,00",EUR,Kredit,2026100042,x\n30.11.2026,"20,50",EUR,Debet,,x\n',
        "EUR", [145_000, -2_050],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CSVS)
def test_tables_of_banks_are_known_by_their_words(name: str) -> None:
    text, currency, amounts = CSVS[name]
    encoding = "utf-8" if text.startswith("\ufeff") else "cp1250"
    found = lines(text, currency, encoding)
    assert [one.amount_minor for one in found] == amounts
    assert {one.currency for one in found} == {currency}
    assert [reference(one) for one in found[0].references] == ["2026100042"]
    assert found[0].on == DAY


@pytest.mark.parametrize(
    "data",
    [
        b"", b"  \n", b"%PDF-1.7 x", b"PK\x03\x04zip", b"hello, world",
        b"name;amount\nx;5", b'datum;castka\n1.1.2026;5\n2.1.2026;"6',
        camt([camt_entry("4.5x")]), camt([camt_entry("1.00")])[:-40],
        b'<!DOCTYPE x [<!ENTITY a "b">]><Document><BkToCstmrStmt>&a;</BkToCstmrStmt></Document>',
        gpc([gpc_line(5, "1")[:70]]).encode(), gpc(["999 something"]).encode(),
        gpc([gpc_line(5, "1", day="990026")]).encode(),
        mt940([":61:26113XC5,00NTRF"]).encode(), mt940([":61:269930C5,00NTRFX"]).encode(),
    ],
)  # fmt: skip
def test_what_is_no_statement_or_damaged_is_refused(data: bytes) -> None:
    """Whole: half a statement would hide who has paid."""
    with pytest.raises(Refused):
        lines(data)


def test_the_same_line_has_the_same_key_in_a_longer_file() -> None:
    one, two = gpc_line(500, "1"), gpc_line(500, "1")
    morning, day = lines(gpc([one])), lines(gpc([one, two, gpc_line(7, "2")]))
    assert day[0].key == morning[0].key
    assert len({line.key for line in day}) == 3


@given(st.integers(0, 10**12), st.sampled_from(["CZK", "EUR", "HUF"]))
def test_amounts_are_never_floats(value: int, currency: str) -> None:
    text = f"{value // 100}.{value % 100:02d}" if currency != "HUF" else f"{value}.00"
    assert minor(text, currency) == value


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("SI00 2026100042", "2026100042"), ("SI002026100042", "2026100042"),
        ("RF18 5390 0754 7034", "539007547034"), ("0002026100042", "2026100042"),
        ("2026-1-00042", "2026100042"), ("SI99", "SI99"),
    ],
)  # fmt: skip
def test_a_reference_however_it_is_written(text: str, plain: str) -> None:
    assert reference(text) == plain


A = Payable(b"a", "2026-1-F00042", "2026100042", "EUR", 5_000, "Jana Novak")
B = Payable(b"b", "2026-1-F00043", "2026100043", "EUR", 3_000, "Salon Zala d.o.o.")
PAID = Payable(b"c", "2026-1-F00044", "2026100044", "EUR", 0, "Petra Zala")
ALL = (A, B, PAID)


def line(minor: int, *references: str, text: str = "", payer: str = "", eur: str = "EUR") -> Line:
    (found,) = keyed(
        "x",
        [Line(on=DAY, amount_minor=minor, currency=eur, references=references, text=text,
              payer=payer)],
    )  # fmt: skip
    return found


def told(found: Matched) -> tuple[str, list[tuple[bytes, int]]]:
    return found.verdict, [(one.invoice_id, one.amount_minor) for one in found.shares]


@pytest.mark.parametrize(
    ("one", "verdict", "shares"),
    [
        (line(5_000, "2026100042"), "sure", [(b"a", 5_000)]),
        (line(5_000, "SI00 2026100042"), "sure", [(b"a", 5_000)]),
        (line(5_000, "SI12 20261000425"), "sure", [(b"a", 5_000)]),
        (line(5_000, text="payment of 2026-1-F00042 thanks"), "sure", [(b"a", 5_000)]),
        (line(5_000, text="invoice 2026100042"), "sure", [(b"a", 5_000)]),
        (line(8_000, text="2026100042 and 2026100043"), "sure", [(b"a", 5_000), (b"b", 3_000)]),
        (line(8_001, text="2026100042 and 2026100043"), "doubtful", []),
        (line(4_999, "2026100042"), "doubtful", [(b"a", 4_999)]),
        (line(5_001, "2026100042"), "doubtful", [(b"a", 5_001)]),
        (line(5_000, "2026100042", eur="CZK"), "doubtful", []),
        (line(1_000, "2026100044"), "doubtful", [(b"c", 1_000)]),
        (line(3_000, payer="Zala"), "doubtful", [(b"b", 3_000)]),
        (line(3_000, "777"), "doubtful", [(b"b", 3_000)]),
        (line(1_234), "none", []),
        (line(-5_000, "2026100042"), "none", []),
        (line(5_000, text="92026100042"), "doubtful", [(b"a", 5_000)]),
    ],
)
def test_what_a_line_pays(one: Line, verdict: str, shares: list[tuple[bytes, int]]) -> None:
    (found,) = match([one], ALL, ())
    assert told(found) == (verdict, shares)
    assert (found.why is None) == (verdict == "sure")


def test_a_second_transfer_for_one_invoice_is_doubtful() -> None:
    one = line(5_000, "2026100042")
    first, second = match([one, one], ALL, ())
    assert (first.verdict, second.verdict) == ("sure", "doubtful")
    (known,) = match([one], ALL, {one.key})
    assert known.verdict == "known"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    for head in (b"", b"074" + b"1" * 16, b":20:x\n:60F:C261130EUR1,\n", b"<Document><BkToCstmr"):
        with contextlib.suppress(Refused):
            read(head + data, lambda part: part.decode("latin-1"), "EUR", TODAY)
