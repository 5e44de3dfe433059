"""The same label in four printers' languages: interpreters that are not ours draw it, and zbar and
tesseract read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from kiosk.paper import labels
from kiosk.paper.label import LabelSize
from kiosk.paper.labels import LabelPaper
from tests.paper.test_label import EAN, make
from tests.rigs import label_readers, reading

SIZES = (LabelSize(), LabelSize(40, 25), LabelSize(100, 50))
NAME = "Šampon na barvené vlasy 250 ml"


def assert_reads(picture: Image.Image, folder: Path, code: str = f"EAN-13:{EAN}") -> None:
    file = folder / "drawn.png"
    ImageOps.expand(picture, 40, 255).save(file)
    if not reading.can_scan():
        pytest.skip("needs zbarimg (Debian: zbar-tools)")
    assert reading.barcodes(file) == [code]


def job(language: str, size: LabelSize, quantity: int = 1, tape_mm: int = 62) -> bytes:
    paper = LabelPaper(language, tape_mm=tape_mm)
    size = paper.fitted(size)
    return labels.encode(make(NAME, size=size), quantity, paper, size.dots_per_mm)


@pytest.mark.req("K4", "P2")
@pytest.mark.slow
@pytest.mark.parametrize("size", [*SIZES, LabelSize(57, 32, 12)])
def test_zpl(tmp_path: Path, size: LabelSize) -> None:
    data = job("zpl", size)
    picture = label_readers.zpl(data, tmp_path, (size.width_mm, size.height_mm), size.dots_per_mm)
    assert_reads(picture, tmp_path)
    if reading.can_read() and size == SIZES[0]:
        text = reading.words(picture)
        assert "barvené vlasy" in text
        assert "9,00 Kč" in text


@pytest.mark.slow
def test_zpl_of_another_code(tmp_path: Path) -> None:
    paper = LabelPaper()
    data = labels.encode(make(barcodes=("SH-0042",)), 1, paper, 8)
    assert_reads(label_readers.zpl(data, tmp_path, (57, 32), 8), tmp_path, "CODE-128:SH-0042")


@pytest.mark.parametrize("size", SIZES)
def test_tspl(tmp_path: Path, size: LabelSize) -> None:
    sheet = label_readers.tspl(job("tspl", size, 3))
    assert sheet.copies == 3
    assert sheet.size_mm == (size.width_mm, size.height_mm)
    assert_reads(sheet.picture, tmp_path)


@pytest.mark.parametrize("size", SIZES)
def test_epl2(tmp_path: Path, size: LabelSize) -> None:
    sheet = label_readers.epl2(job("epl2", size, 12))
    assert sheet.copies == 12
    assert sheet.picture.size == (size.width_mm * 8, size.height_mm * 8)
    assert_reads(sheet.picture, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("size", "tape_mm"), [(LabelSize(57, 32), 62), (LabelSize(90, 54), 62),
                                               (LabelSize(50, 25), 29)])  # fmt: skip
def test_brother(tmp_path: Path, size: LabelSize, tape_mm: int) -> None:
    (picture,) = label_readers.brother(job("brother_ql", size, 1, tape_mm), tmp_path)
    turned = size.width_mm > tape_mm
    assert picture.size == (720, 12 * (size.width_mm if turned else size.height_mm))
    assert_reads(picture.transpose(Image.Transpose.ROTATE_270) if turned else picture, tmp_path)


def test_brother_says_how_many_rows_come_and_which_label_is_the_last() -> None:
    data = job("brother_ql", LabelSize(), 2)
    rows = 32 * 12
    assert data.startswith(bytes(200) + b"\x1b@\x1bia\x01\x1biz\xc6\x0a\x3e\x00")
    assert data.count(b"\x1biz\xc6\x0a\x3e\x00" + rows.to_bytes(4, "little")) == 2
    assert data.count(b"g\x00\x5a") >= 2 * rows
    assert data.endswith(b"\x1a")


def test_a_label_wider_than_the_tape_is_refused_not_cut() -> None:
    with pytest.raises(ValueError, match="wider than the tape"):
        job("brother_ql", LabelSize(57, 40), tape_mm=29)


@pytest.mark.parametrize("language", ["zpl", "tspl", "epl2", "brother_ql"])
@pytest.mark.parametrize("quantity", [0, 10_000])
def test_how_many_labels_a_printer_can_count(language: str, quantity: int) -> None:
    with pytest.raises(ValueError, match="quantity"):
        job(language, LabelSize(), quantity)
