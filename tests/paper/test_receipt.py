"""Receipts: golden texts in four languages and two widths, copies, voids, sums that add up.

A golden text is rewritten by deleting its file and running the test once; read it before it goes
into a commit.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.paper import escpos
from kiosk.paper.document import Document, Drawer, Line
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.sale import Sale, SaleLine
from kiosk.salon.services.till.documents import void_of
from tests.paper.samples import make_line, make_sale, make_salon, one_back, speaker, usual_sale
from tests.rigs import escpos_reader
from tests.rigs.escpos_reader import DRAWN

GOLDEN = Path(__file__).parent / "golden"
WIDE, NARROW = Profile.of(80), Profile.of(58)


def compose(sale: Sale, language: str = "en", **how: bool) -> Document:
    return receipt(sale, make_salon(language), speaker(language), **how)


def read_back(document: Document, profile: Profile = WIDE) -> escpos_reader.Reader:
    return escpos_reader.read(escpos.encode(document, profile), profile.columns)


@pytest.mark.req("K4")
@pytest.mark.parametrize("language", ["cs", "hu", "sl", "en"])
@pytest.mark.parametrize("width", [80, 58])
def test_golden(language: str, width: int) -> None:
    reader = read_back(compose(usual_sale(language), language, open_drawer=True), Profile.of(width))
    text = "\n".join(reader.lines) + "\n"
    kept = GOLDEN / f"receipt_{language}_{width}.txt"
    if not kept.exists():
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
    assert reader.codes == ["2026-1-000123"]
    assert reader.cuts == 1


def test_the_drawer_opens_before_anything_is_printed() -> None:
    reader = read_back(compose(usual_sale("cs"), open_drawer=True))
    assert reader.seen[0] == escpos_reader.Pulse(2)
    assert reader.pulses == [2]
    other_pin = escpos.encode(
        compose(usual_sale("cs"), open_drawer=True), replace(WIDE, drawer_pin=5)
    )
    assert escpos_reader.read(other_pin).pulses == [5]
    with pytest.raises(ValueError, match="drawer"):
        Document("late", (Line("x"), Drawer()))


@pytest.mark.req("K4")
def test_a_copy_is_marked_and_never_opens_the_drawer() -> None:
    reader = read_back(compose(usual_sale("en"), is_copy=True, open_drawer=True))
    assert reader.pulses == []
    marks = [one for one in reader.seen if getattr(one, "text", "") == "COPY"]
    assert marks == [escpos_reader.Printed("COPY", bold=True, wide=True, tall=True, align=1)]
    assert "COPY" not in read_back(compose(usual_sale("en"))).lines


@pytest.mark.req("M5")
def test_a_void_names_the_sale_it_takes_back_and_why() -> None:
    sale = usual_sale("en")
    void = void_of(
        sale,
        sale_id=b"",
        number="2026-1-000124",
        at=sale.sold_at,
        staff_name=sale.staff_name,
        reason="Wrong client",
    )
    lines = read_back(compose(void)).lines
    assert "VOID" in lines
    assert "Voids receipt 2026-1-000123" in lines
    assert "Reason: Wrong client" in lines
    assert any(line.startswith("Total") and line.endswith("-1,339.69 Kč") for line in lines)
    assert any(line.startswith("Ladies' cut") and line.endswith("-890.00") for line in lines)
    assert any("-2 pcs × 289.00" in line and line.endswith("-578.00") for line in lines)
    assert not any("returned" in line for line in lines)


@pytest.mark.req("M6")
@pytest.mark.parametrize("language", ["cs", "hu", "sl", "en"])
@pytest.mark.parametrize("width", [80, 58])
def test_golden_return(language: str, width: int) -> None:
    paper = compose(one_back(usual_sale(language)), language, open_drawer=True)
    reader = read_back(paper, Profile.of(width))
    text = "\n".join(reader.lines) + "\n"
    kept = GOLDEN / f"return_{language}_{width}.txt"
    if not kept.exists():
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
    assert (reader.codes, reader.cuts, reader.pulses) == (["2026-1-000124"], 1, [2])


@pytest.mark.req("M6")
def test_a_return_names_the_sale_the_reason_and_what_is_given_back() -> None:
    """1339.69 was rounded up by 0.31; of that its share goes back too."""
    lines = read_back(compose(one_back(usual_sale("en")))).lines
    assert "RETURN" in lines
    assert any(line.startswith("Return 2026-1-000124") for line in lines)
    assert "Of receipt 2026-1-000123" in lines
    assert "Reason: Cracked" in lines
    sums = {line.split("  ")[0]: line.split("  ")[-1].strip() for line in lines if "  " in line}
    assert sums["Subtotal"] == "-260.10"
    assert sums["Discount on the bill"] == "13.00"
    assert sums["Given back"] == "-247.00 Kč"
    assert sums["Cash"] == "-247.00"
    assert not any("Received" in line or "To pay" in line for line in lines)
    assert "Signature of the customer" in [line.strip() for line in lines]


@pytest.mark.req("M6")
@pytest.mark.parametrize(("language", "signed"), [("cs", True), ("hu", True), ("sl", False)])
def test_the_customer_signs_where_the_country_wants_it(language: str, signed: bool) -> None:
    text = " ".join(read_back(compose(one_back(usual_sale(language)), language)).lines)
    words = {"cs": "Podpis zákazníka", "hu": "A vevő aláírása", "sl": "Podpis kupca"}
    assert (words[language] in text) == signed


@pytest.mark.req("M6")
def test_a_copy_of_the_sale_says_by_what_it_was_returned() -> None:
    sale = replace(usual_sale("en"), returned_by=("2026-1-000124", "2026-1-000130"))
    lines = read_back(compose(sale, is_copy=True)).lines
    assert "Returned by 2026-1-000124" in lines
    assert "Returned by 2026-1-000130" in lines


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("cs", "Nejsem plátce DPH"),
        ("hu", "Alanyi adómentes (AAM)"),
        ("sl", "DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1"),
        ("en", "Nejsem plátce DPH No VAT is charged."),
    ],
)
def test_a_sale_without_vat_says_so_in_the_countrys_words(language: str, words: str) -> None:
    currency = {"hu": "HUF", "sl": "EUR"}.get(language, "CZK")
    sold = make_sale((make_line("Cut", 50000, 0),), currency)
    salon, speak = make_salon(language), speaker(language)

    def printed(sale: Sale) -> str:
        rows = lay_out(receipt(sale, salon, speak), WIDE)
        return " ".join(row.text.strip() for row in rows if isinstance(row, Row))

    without, rate = printed(replace(sold, pays_vat=False, vat=())), speak.say(T("VAT rate"))
    assert words in without
    assert rate not in without
    assert words not in printed(sold)
    assert rate in printed(sold)


def test_the_salon_may_word_that_its_own_way() -> None:
    sale = replace(make_sale((make_line("Cut", 50000, 0),), "CZK"), pays_vat=False, vat=())
    salon = replace(make_salon("cs"), no_vat="Nejsme plátci DPH")
    rows = lay_out(receipt(sale, salon, speaker("cs")), WIDE)
    assert any(isinstance(row, Row) and "Nejsme plátci DPH" in row.text for row in rows)


@pytest.mark.parametrize(
    ("number", "line"),
    [("01-09-000000", "Cégjegyzékszám 01-09-000000"), ("00000000", "Nyilvántartási szám 00000000")],
)
def test_a_hungarian_sole_trader_is_in_no_register_of_companies(number: str, line: str) -> None:
    sale = make_sale((make_line("Vágás", 5000, 2700),), "HUF")
    document = receipt(sale, replace(make_salon("hu"), company_id=number), speaker("hu"))
    rows = [row.text.strip() for row in lay_out(document, WIDE) if isinstance(row, Row)]
    assert line in rows


def test_card_payment_has_no_rounding_and_nothing_returned() -> None:
    lines = read_back(compose(make_sale((make_line("Cut", 50050, 2100),), "CZK", cash=False))).lines
    assert any(line.startswith("Card") and line.endswith("500.50") for line in lines)
    assert not any(line.startswith(("Cash rounding", "  Received", "To pay")) for line in lines)


@pytest.mark.parametrize("profile", [WIDE, NARROW])
def test_awkward_data_never_stops_a_receipt(profile: Profile) -> None:
    """Emoji, foreign scripts, control characters, very long words and very large sums."""
    line = make_line(
        "Krém 🙂 “№1” – Ωмега\x1b@\n" + "x" * 80, 999_999_999, 2100, milli=9_999_000, unit="ks"
    )
    salon = replace(
        make_salon("cs"), name="Nejdelší jméno salonu v celém širém okolí, spol. s r. o."
    )
    document = receipt(make_sale((line,), "CZK"), salon, speaker("cs"))
    reader = escpos_reader.read(escpos.encode(document, profile), profile.columns)
    text = "\n".join(reader.lines)
    assert "99 989 999" in text.replace("\n", "")
    shown = text.replace("\n", "").replace("  ", " ")
    assert f'Krém "No.1" - {DRAWN * 5}@' in shown
    assert len(reader.signs) == 5


def test_a_code_page_with_the_euro_prints_it_and_one_without_spells_it() -> None:
    sale = usual_sale("sl")
    spelled = "\n".join(read_back(compose(sale, "sl")).lines)
    assert "EUR" in spelled
    assert "€" not in spelled
    windows = Profile.of(80, "WPC1250")
    shown = "\n".join(read_back(compose(sale, "sl"), windows).lines)
    assert "€" in shown
    assert "EUR" not in shown


def test_every_letter_of_the_four_languages_is_in_both_code_pages() -> None:
    letters = "áčďéěíňóřšťúůýžöőüűäôľĺŕćđ"
    for codepage in ("PC852", "WPC1250"):
        profile = Profile.of(80, codepage)
        for text in (letters, letters.upper()):
            assert profile.spell(text) == text


def test_a_receipt_of_ten_lines_is_small() -> None:
    lines = tuple(make_line(f"Služba číslo {n}", 10000 + n, 2100) for n in range(10))
    assert len(escpos.encode(compose(make_sale(lines, "CZK"), "cs"), WIDE)) <= 2048


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    """Any mix of lines, rates, quantities and discounts, in any of the three currencies."""
    currency = draw(st.sampled_from(sorted(CURRENCIES)))
    lines: list[SaleLine] = []
    for _ in range(draw(st.integers(1, 8))):
        price = draw(st.integers(0, 3_000_000))
        milli = draw(st.sampled_from([500, 1000, 1000, 2000, 12000]))
        gross = price * milli // 1000
        discount = draw(st.integers(0, gross))
        bill = draw(st.integers(0, gross - discount))
        rate = draw(st.sampled_from([2700, 2200, 2100, 1800, 1200, 950, 500, 0]))
        lines.append(
            make_line(
                "Item", price, rate, milli=milli, unit="x", discount=discount, bill_discount=bill
            )
        )
    return make_sale(tuple(lines), currency, cash=draw(st.booleans()))


def minor(text: str) -> int:
    """``1 339,69 Kč`` in minor units."""
    return int("".join(char for char in text if char.isdigit() or char == "-"))


@pytest.mark.req("K4")
@settings(deadline=None, max_examples=60)
@given(sales())
def test_the_printed_vat_table_adds_up_to_the_printed_total(sale: Sale) -> None:
    reader = read_back(compose(sale, "cs"))
    head = next(n for n, line in enumerate(reader.lines) if line.startswith("Sazba"))
    rows = []
    for line in reader.lines[head + 1 :]:
        if "%" not in line:
            break
        rows.append([cell for cell in line.split("  ") if cell.strip()])
    total = next(line for line in reader.lines if line.startswith("Celkem"))
    paid = [line for line in reader.lines if line.startswith(("Hotově", "Kartou"))]
    rounding = [line for line in reader.lines if line.startswith("Zaokrouhlení")]
    for _, base, vat, gross in rows:
        assert minor(base) + minor(vat) == minor(gross)
    printed_total = minor(total)
    assert sum(minor(row[3]) for row in rows) == printed_total == sale.total_minor
    due = printed_total + sum(minor(line) for line in rounding)
    assert sum(minor(line) for line in paid) == due
    assert reader.cuts == 1


def test_what_cost_nothing_says_so() -> None:
    gift = make_sale((make_line("Cut", 89000, 1200, discount=89000, discount_text="100 %"),), "CZK")
    gift = replace(gift, payments=())
    lines = read_back(compose(gift)).lines
    assert "Nothing to pay" in lines
    assert not any(line.startswith(("Cash", "Card", "Received")) for line in lines)
    crumbs = replace(make_sale((make_line("Bag", 40, 2100),), "CZK"), payments=())
    lines = read_back(compose(crumbs)).lines
    assert [line.split()[-1] for line in lines if line.startswith("Cash rounding")] == ["-0.40"]
    assert "Nothing to pay" in lines
