"""Pictures of receipts and slips, and the slip itself."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from PIL import Image

from kiosk.paper import escpos, png
from kiosk.paper.card_slip import card_slip
from kiosk.paper.document import Document
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.paper.slip import PREFIX, slip
from kiosk.salon.domain.cards.code_cards import CodeCard, draw
from kiosk.salon.services.checkin import CODE_PREFIX
from tests.paper.samples import booking, make_salon, speaker, usual_sale
from tests.rigs import escpos_reader


def scanned(picture: bytes, folder: Path) -> str:
    if shutil.which("zbarimg") is None:
        pytest.skip("needs zbarimg (Debian: zbar-tools)")
    (folder / "paper.png").write_bytes(picture)
    read = subprocess.run(
        ["zbarimg", "-q", str(folder / "paper.png")], capture_output=True, text=True, check=False
    )
    return read.stdout.strip()


def the_slip(language: str = "en") -> Document:
    return slip(booking(language), make_salon(language), speaker(language))


@pytest.mark.parametrize("width", [80, 58])
def test_the_picture_carries_the_same_code_as_the_paper(tmp_path: Path, width: int) -> None:
    profile = Profile.of(width)
    document = receipt(usual_sale("cs"), make_salon("cs"), speaker("cs"))
    assert scanned(png.draw(document, profile), tmp_path) == "QR-Code:2026-1-000123"


def test_the_picture_is_as_wide_as_the_paper() -> None:
    document = receipt(usual_sale("cs"), make_salon("cs"), speaker("cs"))
    wide = Image.open(io.BytesIO(png.draw(document, Profile.of(80))))
    narrow = Image.open(io.BytesIO(png.draw(document, Profile.of(58))))
    assert wide.width - narrow.width == 640 - 464
    assert wide.height < narrow.height


@pytest.mark.req("V3")
def test_a_slip_checks_its_owner_in(tmp_path: Path) -> None:
    profile = Profile.of(80)
    reader = escpos_reader.read(escpos.encode(the_slip(), profile))
    assert reader.codes == ["PULT:7Q3K9ZSAMPLE"]
    assert scanned(png.draw(the_slip(), profile), tmp_path) == "QR-Code:PULT:7Q3K9ZSAMPLE"
    assert PREFIX == CODE_PREFIX


def test_a_slip_says_when_and_with_whom_but_no_surname() -> None:
    text = "\n".join(escpos_reader.read(escpos.encode(the_slip(), Profile.of(58)), 32).lines)
    for part in ("24 November", "10:00", "Eva", "Jana S.", "1 h 45 min", "+420 777 123 456"):
        assert part in text
    assert "Jana Sample" not in text


@pytest.mark.req("K11")
@pytest.mark.parametrize("width", [80, 58])
def test_a_printed_card_is_read_off_its_paper(tmp_path: Path, width: int) -> None:
    card = CodeCard(draw(), "Kateřina", "Vzorová")
    paper = card_slip(card, make_salon("cs"))
    assert scanned(png.draw(paper, Profile.of(width)), tmp_path) == f"QR-Code:{card.code}"
    lines = escpos_reader.read(escpos.encode(paper, Profile.of(width))).lines
    assert [line.strip() for line in lines if line.strip()] == ["Sample Salon", "Kateřina V."]
