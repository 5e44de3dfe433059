"""Papers as pictures, and the test strip; read by an interpreter that is not ours, zbar and
tesseract."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from kiosk.paper import escpos
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.paper.test_strip import CODE, LETTERS, test_strip
from tests.paper.samples import make_salon, speaker, usual_sale
from tests.rigs import escpos_reader, reading

test_strip.__test__ = False  # type: ignore[attr-defined]
DRAWN = Profile.of(80, "raster")


def picture(data: bytes, profile: Profile) -> Image.Image:
    """What a print head burns, black on white."""
    dots = escpos_reader.read(data, profile.columns).dots
    image = Image.new("L", (profile.dots + 80, len(dots) + 80), 255)
    for y, row in enumerate(dots):
        for x, black in enumerate(row):
            if black:
                image.putpixel((x + 40, y + 40), 0)
    return image


@pytest.mark.parametrize("width", [80, 58])
def test_a_drawn_receipt_says_the_same(tmp_path: Path, width: int) -> None:
    profile = Profile.of(width, "raster")
    sale = usual_sale("cs")
    document = receipt(sale, make_salon("cs"), speaker("cs"), open_drawer=True)
    data = escpos.encode(document, profile)
    seen = escpos_reader.read(data, profile.columns)
    assert seen.pulses == [2]
    assert seen.cuts == 1
    image = picture(data, profile)
    image.save(tmp_path / "paper.png")
    if reading.can_scan():
        assert reading.barcodes(tmp_path / "paper.png") == ["QR-Code:2026-1-000123"]
    if reading.can_read():
        text = reading.words(image)
        assert "Děkujeme a těšíme se" in text
        assert sale.total_minor in reading.amounts(text)


def test_what_the_tables_lack_is_drawn_and_what_the_font_lacks_is_replaced() -> None:
    assert DRAWN.spell("5 € – „ok“…") == "5 € – „ok“…"
    assert DRAWN.spell("Łódź Ўзбек") == "Łódź Ўзбек"
    assert DRAWN.spell("a😀b") == "ab"
    assert DRAWN.spell("漢 ∅ 5") == "* Ø 5"


def test_slices_are_small_and_white_is_not_sent() -> None:
    document = receipt(usual_sale("cs"), make_salon("cs"), speaker("cs"))
    data = escpos.encode(document, DRAWN)
    rows = len(escpos_reader.read(data).dots)
    assert len(data) < rows * 72


@pytest.mark.parametrize("codepage", ["PC852", "WPC1250", "raster"])
@pytest.mark.parametrize("width", [80, 58])
def test_the_strip_shows_letters_width_and_table(codepage: str, width: int) -> None:
    profile = Profile.of(width, codepage)
    data = escpos.encode(test_strip("front", profile, speaker("en")), profile)
    seen = escpos_reader.read(data, profile.columns)
    assert seen.cuts == 1
    if codepage == "raster":
        assert len(seen.dots) > 500
        return
    text = "\n".join(seen.lines)
    for language, letters in LETTERS:
        assert language in text
        for word in letters.split():
            assert word in text
    assert seen.codes == [CODE]
    chart = [line for line in seen.lines if line[1:3] == "x "]
    assert [line[0] for line in chart] == list("89ABCDEF")
    heads = next(line for line in seen.lines if line.strip().startswith("0") and "F" in line)
    assert heads.index("F") == chart[0].index(bytes([0x8F]).decode(profile.codec))
    ruler = next(line for line in seen.lines if line.startswith("1234567890"))
    assert len(ruler) == profile.columns
    assert f"number {profile.table}" in text
