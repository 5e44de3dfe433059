"""Receipts that an office confirms: what stands on them, golden in two languages, the code read
back from the picture."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kiosk.paper import escpos, png
from kiosk.paper.document import QR, Document
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.salon.domain.fiscal.confirmation import Confirmation
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.till.documents import void_of
from tests.paper.samples import make_salon, speaker, usual_sale
from tests.rigs import escpos_reader

GOLDEN = Path(__file__).parent / "golden"
MARK = "5fcdef27f574d11010f1b400c26b7cdb"
CODE = "f61a7c56-6c5e-4ce9-a2a4-5f3f0a4a8e4a"
DIGITS = "127345931117325308467519530661782977755100398562612240905075"
SAID = Confirmation("BP101-B1-11", MARK, CODE, DIGITS)


def compose(
    fiscal: Confirmation | None, language: str = "sl", sale: Sale | None = None, copy: int = 0
) -> Document:
    return receipt(
        sale or usual_sale("sl"),
        make_salon("sl"),
        speaker(language),
        fiscal=fiscal,
        is_copy=bool(copy),
        copy_number=copy,
    )


def lines(document: Document, width: int = 80) -> list[str]:
    profile = Profile.of(width)
    reader = escpos_reader.read(escpos.encode(document, profile), profile.columns)
    return [line.strip() for line in reader.lines]


@pytest.mark.parametrize("language", ["sl", "en"])
@pytest.mark.parametrize("width", [80, 58])
def test_golden(language: str, width: int) -> None:
    profile = Profile.of(width)
    reader = escpos_reader.read(escpos.encode(compose(SAID, language), profile), profile.columns)
    text = "\n".join(reader.lines) + "\n"
    kept = GOLDEN / f"receipt_confirmed_{language}_{width}.txt"
    if not kept.exists():
        kept.write_text(text, encoding="utf-8")
    assert text == kept.read_text(encoding="utf-8")
    assert reader.codes == [DIGITS]


def test_mark_and_code_stand_in_full_also_on_narrow_paper() -> None:
    for width in (80, 58):
        text = "".join(lines(compose(SAID), width)).replace(" ", "")
        assert f"ZOI:{MARK}" in text
        assert f"EOR:{CODE}" in text


def test_without_the_offices_code_it_says_that_it_follows() -> None:
    text = " ".join(lines(compose(replace(SAID, code=""), "en")))
    assert "EOR: not there yet" in text
    assert MARK in text


def test_what_is_not_confirmed_says_so_in_the_laws_language_and_the_papers() -> None:
    text = " ".join(lines(compose(Confirmation(), "en")))
    assert "Račun ni davčno potrjen." in text
    assert "not confirmed" in text
    assert "ZOI" not in text
    (code,) = [op for op in compose(Confirmation()).ops if isinstance(op, QR)]
    assert code.content == "2026-1-000123"


def test_a_copy_says_which_one_it_is() -> None:
    assert "KOPIJA ŠT. 2" in lines(compose(SAID, copy=2))
    assert "COPY NO. 2" in lines(compose(SAID, "en", copy=2))


def test_what_was_only_tried_out_is_no_receipt() -> None:
    assert "PREIZKUS - NI RAČUN" in lines(compose(replace(SAID, test=True)))


def test_a_void_names_the_offices_number_of_the_first() -> None:
    sale = usual_sale("sl")
    void = void_of(
        sale, sale_id=b"2", number="2026-1-000124", at=sale.sold_at, staff_name="", reason="No"
    )
    said = replace(SAID, number="BP101-B1-12", corrects="BP101-B1-11")
    text = " ".join(lines(compose(said, "en", void)))
    assert "Voids receipt BP101-B1-11" in text
    assert "Our number 2026-1-000124" in text


def test_the_code_is_read_back_from_the_picture(tmp_path: Path) -> None:
    if shutil.which("zbarimg") is None:
        pytest.skip("needs zbarimg")
    picture = Image.open(io.BytesIO(png.draw(compose(SAID), Profile.of(80))))
    path = tmp_path / "receipt.png"
    picture.save(path)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", path], check=True, capture_output=True, text=True
    )
    assert read.stdout.strip() == DIGITS


def test_elsewhere_nothing_changes() -> None:
    assert not any("ZOI" in line for line in lines(compose(None)))


def test_what_is_paid_on_an_invoice_looks_like_no_receipt() -> None:
    """One document of a sale: in Slovenia a second one without its mark would be against the
    law."""
    usual = usual_sale("en")
    total = usual.total_minor
    later = replace(usual, payments=(Payment("invoice", total),), tips=(), rounding_minor=0)
    papers = {
        invoice: " ".join(lines(receipt(later, make_salon("sl"), speaker("en"), invoice=invoice)))
        for invoice in ("2026-1-R00001", "")
    }
    slip = papers["2026-1-R00001"]
    assert "On invoice 2026-1-R00001" in slip
    assert "not a tax document" in slip
    assert "Receipt" not in slip
    assert "VAT rate" not in slip
    assert "VAT rate" in papers[""]
    cash = " ".join(lines(receipt(usual, make_salon("sl"), speaker("en"), invoice="2026-1-R00001")))
    assert "Receipt 2026-1-000123" in cash
    assert "VAT rate" in cash
