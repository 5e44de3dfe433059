"""Invoices on A4: what stands on them, read back by programs that share nothing with the writer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.paper.a4 import sheet
from kiosk.paper.a4.invoice import invoice_pdf
from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.errors import NeedsPerson
from kiosk.salon.domain.invoices.invoice import Invoice
from kiosk.salon.domain.invoices.payment_codes import code_of
from kiosk.salon.domain.text import Amount
from tests.paper.a4 import samples
from tests.paper.a4.reading import code_in, fonts_of, pages_of, text_of
from tests.paper.samples import speaker

LANGUAGES = ("cs", "hu", "sl", "en")


def drawn(invoice: Invoice) -> bytes:
    return invoice_pdf(invoice, speaker(invoice.language))


def told(invoice: Invoice) -> str:
    return text_of(drawn(invoice))


def amount(minor: int, invoice: Invoice) -> str:
    words = speaker(invoice.language)
    return " ".join(words.say(Amount(minor, invoice.currency)).split())


def bare(minor: int, invoice: Invoice) -> str:
    words = speaker(invoice.language)
    return " ".join(words.bare(Amount(minor, invoice.currency)).split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_law_wants(language: str) -> None:
    invoice = samples.invoice(language)
    text = told(invoice)
    rules, words = COUNTRIES[invoice.country], speaker(language)
    for wanted in (
        invoice.number, invoice.seller.name, invoice.seller.street, invoice.buyer.name,
        invoice.buyer.street, f"{rules.company_id}: 00000001", "C 12345, Sample Register",
        *(line.name for line in invoice.lines), amount(invoice.due_minor, invoice),
        invoice.seller.iban[:4] + " " + invoice.seller.iban[4:8], invoice.reference,
    ):  # fmt: skip
        assert wanted in text, wanted
    for party in (invoice.seller, invoice.buyer):
        assert f"{rules.name_of_vat_id(party.vat_id)}: {party.vat_id}" in text
    for row in invoice.vat:
        figures = (row.base_minor, row.vat_minor, row.gross_minor)
        assert " ".join(bare(one, invoice) for one in figures) in text
    assert words.say("") == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_code_is_read_from_the_picture(language: str, tmp_path: Path) -> None:
    invoice = samples.invoice(language)
    code = code_of(invoice)
    assert code is not None
    assert code_in(drawn(invoice), 1, code, tmp_path) == code.text


@pytest.mark.parametrize("country", ["SK", "SI"])
def test_codes_of_the_euro_countries(country: str, tmp_path: Path) -> None:
    """The dense ones: PAY by square, and UPN QR of 77 modules a side."""
    invoice = samples.long_names("cs")
    usual = samples.invoice("cs", country)
    invoice = replace(usual, buyer=replace(invoice.buyer, country=country))
    code = code_of(invoice)
    assert code is not None
    assert code_in(drawn(invoice), 1, code, tmp_path) == code.text


@pytest.mark.parametrize("name", samples.SAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_can_be_drawn_and_searched(name: str, language: str) -> None:
    invoice = samples.SAMPLES[name](language)
    data = drawn(invoice)
    assert invoice.number in text_of(data, layout=False)
    assert all(font[-5:-2] == ["yes", "yes", "yes"] for font in fonts_of(data))


def test_the_same_invoice_is_the_same_bytes() -> None:
    assert drawn(samples.many("hu")) == drawn(samples.many("hu"))


def test_sixty_lines_carry_their_sum_from_page_to_page(tmp_path: Path) -> None:
    invoice = samples.many("cs")
    data = drawn(invoice)
    text = text_of(data)
    assert pages_of(data) == 3
    for number in range(1, 61):
        assert f"{number}. {samples.CUT['cs']}" in text
    so_far, row = 0, 0
    for page in text.split("\f")[0].split("Převod na další stranu ")[1:]:
        carried = page.splitlines()[0]
        while bare(so_far, invoice) != carried and row < 60:
            so_far += invoice.lines[row].total_minor
            row += 1
        assert bare(so_far, invoice) == carried
        assert f"Převod z předchozí strany {carried}" in text
    assert "Strana 1 z 3" in text
    assert "Strana 3 z 3" in text
    code = code_of(invoice)
    assert code is not None
    assert code_in(data, 3, code, tmp_path) == code.text


@pytest.mark.parametrize("count", range(14, 40))
def test_no_count_of_lines_loses_a_row_or_the_sum(count: int) -> None:
    """Bills end where the page does, sooner or later."""
    invoice = samples.many("cs", count)
    text = told(invoice)
    for number in range(1, count + 1):
        assert f"{number}. {samples.CUT['cs']}" in text
    assert amount(invoice.due_minor, invoice) in text


def test_long_names_are_all_there() -> None:
    text = text_of(drawn(samples.long_names("cs")), layout=False).replace("\n", "")
    assert "Nepřerušené" * 14 in text
    assert samples.LONG.replace(" ", "") * 2 in text.replace(" ", "")


def test_a_paid_one_asks_for_nothing(tmp_path: Path) -> None:
    invoice = samples.paid("cs")
    text = told(invoice)
    assert "Uhrazeno. Prosíme, neplaťte znovu." in text
    assert "IBAN" not in text
    assert "Vystaveno k účtence 2026-1-000123." in text
    assert code_of(invoice) is None


def test_a_credit_note_names_what_it_corrects() -> None:
    text = told(samples.credit_note("cs"))
    assert "Opravný daňový doklad" in text
    assert "Opravuje fakturu 2026-1-F00123 ze dne 21. 11. 2026." in text
    assert "Důvod: 12 > 21" in text
    assert "IBAN" not in text


def test_an_advance_and_what_deducts_it() -> None:
    assert "Daňový doklad k přijaté platbě" in told(samples.advance("cs"))
    invoice = samples.deducting("cs")
    text = told(invoice)
    assert "Odpočet zálohy z dokladu 2026-1-Z00004" in text
    assert f"Z toho DPH: {amount(invoice.lines[1].vat_minor or 0, invoice)}" in text


@pytest.mark.parametrize(("language", "clause"), [
    ("cs", "Nejsem plátce DPH"), ("hu", "Alanyi adómentes (AAM)"),
    ("sl", "DDV ni obračunan na podlagi 1. odstavka 94. člena ZDDV-1"),
])  # fmt: skip
def test_who_pays_no_vat_says_so_and_writes_none(language: str, clause: str) -> None:
    invoice = samples.no_vat(language)
    text = told(invoice)
    assert clause in text
    assert "%" not in text.replace("10 %", "").replace("10%", "")
    assert "daňový" not in text


def test_the_tax_is_not_taken_twice() -> None:
    text = told(samples.of_tax_receipt("sl"))
    assert "DDV je obračunan na računu BP101-B1-11 in se tukaj ne obračuna znova." in text
    assert "ZOI: a7e5f55e1dbb48b799268e1a6d8618a3" in text
    assert "EOR: c4b8e4bf-8bf7-4a4e-9d57-3c4ee1a0a6a1" in text


def test_practice_is_said_on_every_page_and_asks_for_no_money() -> None:
    invoice = replace(samples.many("cs"), training=True)
    assert text_of(drawn(invoice), layout=False).count("CVIČENÍ") == 3
    assert "Jen cvičení" in told(invoice)
    assert code_of(invoice) is None


def test_another_language_than_that_of_the_law_says_both() -> None:
    text = told(samples.invoice("en"))
    assert "Invoice – tax document" in text
    assert "Faktura – daňový doklad" in text
    assert "Nejsem plátce DPH" in told(samples.no_vat("en"))
    assert "No VAT is charged." in told(samples.no_vat("en"))


def test_any_letters_can_be_written() -> None:
    """A client's name in Greek or Cyrillic is written, what no font has is spelled or left out."""
    usual = samples.invoice("cs")
    names = "Ελένη Όλγα Щука Ørsted ½ 🎀 日本\u200b\u202e"
    text = told(replace(usual, buyer=replace(usual.buyer, name=names)))
    assert "Ελένη Όλγα Щука Ørsted ½" in text


def test_without_its_font_a_person_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "FILES", {"Pult-Nowhere": "nowhere.ttf"})
    with pytest.raises(NeedsPerson, match="nowhere"):
        drawn(samples.invoice("cs"))
