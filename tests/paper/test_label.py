"""Price labels: boxes, ZPL, and bars that a reader nobody here wrote can read."""

from __future__ import annotations

import io
import shutil
import subprocess
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.paper import label_png, labels
from kiosk.paper.label import Box, Label, LabelSize, code_of, label, measure
from kiosk.paper.label_printers import zpl
from kiosk.salon.domain.goods.barcode import check_digit
from kiosk.salon.domain.goods.catalogue import Product
from tests.paper.samples import make_salon, speaker

EAN = "200123456789" + str(check_digit("200123456789"))
SIZES = (LabelSize(), LabelSize(40, 25), LabelSize(100, 50), LabelSize(57, 32, 12))


def make(
    name: str = "Šampon na barvené vlasy 250 ml",
    price: int = 28900,
    *,
    unit: str = "ks",
    barcodes: tuple[str, ...] = (EAN,),
    code: str = "",
    size: LabelSize = SIZES[0],
    language: str = "cs",
) -> Label:
    product = Product(bytes(16), name, price, 2100, unit=unit, code=code, barcodes=barcodes)
    return label(product, make_salon(language), speaker(language), size)


def scanned(made: Label, folder: Path) -> str:
    """What zbar reads from the label's picture."""
    if shutil.which("zbarimg") is None:
        pytest.skip("needs zbarimg (Debian: zbar-tools)")
    picture = folder / "label.png"
    picture.write_bytes(label_png.draw(made))
    read = subprocess.run(
        ["zbarimg", "-q", str(picture)], capture_output=True, text=True, check=False
    )
    return read.stdout.strip()


@pytest.mark.req("K4", "P2")
@pytest.mark.parametrize("size", SIZES)
def test_the_printed_barcode_is_the_products(tmp_path: Path, size: LabelSize) -> None:
    assert scanned(make(size=size), tmp_path) == f"EAN-13:{EAN}"


def test_a_code_that_is_no_ean_becomes_code_128(tmp_path: Path) -> None:
    made = make(barcodes=("SH-0042",))
    assert scanned(made, tmp_path) == "CODE-128:SH-0042"
    assert b"^BCN," in zpl.encode(made)


def test_which_code_is_printed() -> None:
    def code(barcodes: tuple[str, ...], number: str = "") -> str:
        return code_of(Product(b"", "x", 1, 0, code=number, barcodes=barcodes))

    assert code(("SH-1", EAN), "N1") == EAN
    assert code(("SH-1",), "N1") == "SH-1"
    assert code((), "N1") == "N1"
    assert code(()) == ""


def test_a_code_too_long_for_bars_stands_there_as_figures() -> None:
    made = make(barcodes=("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",), size=LabelSize(40, 25))
    assert made.bars is not None
    assert made.bars.module == 0
    assert b"^BC" not in zpl.encode(made)
    assert b"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" in zpl.encode(made)
    label_png.draw(made)


@pytest.mark.req("P2")
def test_zpl_says_what_the_label_says() -> None:
    lines = zpl.encode(make(), 3).decode().splitlines()
    assert lines[0] == "^XA"
    assert lines[1] == "^CI28"
    assert "^PW456" in lines
    assert "^LL256" in lines
    assert lines[-2:] == ["^PQ3", "^XZ"]
    fields = [line.partition("^FD")[2].removesuffix("^FS") for line in lines if "^FD" in line]
    assert " ".join(fields[:-3]) == "Šampon na barvené vlasy 250 ml"
    assert fields[-3:] == ["289,00 Kč", "/ ks", EAN[:12]]


def test_a_name_can_never_become_a_command() -> None:
    text = zpl.encode(make("A^XZ~JA_5E", barcodes=())).decode()
    assert "A_5EXZ_7EJA_5F5E" in text
    assert text.count("^XZ") == 1
    assert "~" not in text


@pytest.mark.parametrize("quantity", [0, 10_000])
def test_how_many_labels_a_printer_can_count(quantity: int) -> None:
    with pytest.raises(ValueError, match="quantity"):
        labels.encode(make(), quantity, labels.LabelPaper(), 8)


def test_forints_have_no_decimals() -> None:
    assert "3 990 Ft" in zpl.encode(make(price=3990, language="hu")).decode()


def overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.left + other.width
        and other.left < one.left + one.width
        and one.top < other.top + other.height
        and other.top < one.top + one.height
    )


@settings(deadline=None, max_examples=80)
@given(
    st.text(st.characters(categories=("L", "N", "Zs", "P")), min_size=1, max_size=120),
    st.integers(0, 99_999_999),
    st.sampled_from(["", "ks", "balení"]),
    st.sampled_from([(), (EAN,), ("SH-0042",), ("X" * 30,)]),
    st.sampled_from((*SIZES, LabelSize(20, 10), LabelSize(110, 200, 24))),
    st.sampled_from(["cs", "hu", "sl"]),
)
def test_nothing_overlaps_or_leaves_the_label(
    name: str,
    price: int,
    unit: str,
    barcodes: tuple[str, ...],
    size: LabelSize,
    language: str,
) -> None:
    made = make(name, price, unit=unit, barcodes=barcodes, size=size, language=language)
    boxes = [text.box for text in made.texts]
    if made.bars is not None:
        boxes.append(made.bars.box)
        assert len(made.bars.pattern) * made.bars.module <= made.bars.box.width
    for one, other in combinations(boxes, 2):
        assert not overlap(one, other)
    for box in boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.left + box.width <= made.width
        assert box.top + box.height <= made.height
    for text in made.texts:
        assert len(text.lines) * text.step <= text.box.height + text.step // 4
        assert all(measure(line, text.size) <= text.box.width + 1 for line in text.lines)


def test_the_picture_has_the_labels_size() -> None:
    made = make()
    picture = Image.open(io.BytesIO(label_png.draw(made)))
    assert picture.size == (made.width + 2 * label_png.PAD, made.height + 2 * label_png.PAD)
