"""Signs that a printer lacks: drawn or spelled, never a question mark, a box or a command."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from kiosk.paper import escpos, label_png, labels, png
from kiosk.paper.document import QR, Cut, Document, Drawer, Line, Op, Rule, Table
from kiosk.paper.fonts import BOLD, MONO, has
from kiosk.paper.label import Label, LabelSize, label
from kiosk.paper.labels import LabelPaper
from kiosk.paper.layout import Row, lay_out
from kiosk.paper.profile import Profile
from kiosk.salon.domain.goods.catalogue import Product
from tests.paper.samples import make_salon, speaker
from tests.rigs import escpos_reader
from tests.rigs.escpos_reader import DRAWN

PROFILES = (
    Profile.of(80),
    Profile.of(58),
    Profile.of(80, "WPC1250"),
    Profile.of(58, "raster"),
    replace(Profile.of(80), draws_signs=False, qr="drawn", cuts=False, drawer_pin=0),
)
PAPERS = tuple(LabelPaper(language) for language in ("zpl", "tspl", "epl2", "brother_ql"))
LETTERS = "áčďéěíňóřšťúůýžöőüűäôľĺŕćđçńśźżąęłßăâîșț"
NASTY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("½¼®™€„“–…∅ŐŰőűŠ\x1b\x1d\x10\n\r\t^~_>{}[]\u200d\ufe0f\u202e\xad\u2028漢א"),
    ),
    max_size=60,
)


def every_sign() -> Iterator[str]:
    """Latin-1, both Latin extensions, punctuation, currencies, letter-like signs and fractions."""
    for first, last in ((0x20, 0x17F), (0x2000, 0x206F), (0x20A0, 0x20C0), (0x2100, 0x215F)):
        yield from map(chr, range(first, last + 1))


def printed(text: str, profile: Profile) -> escpos_reader.Reader:
    document = Document("signs", (Line(text), Cut()))
    return escpos_reader.read(escpos.encode(document, profile), profile.columns)


@pytest.mark.req("K4")
@pytest.mark.parametrize("profile", PROFILES)
def test_every_sign_a_keyboard_has_is_printed_drawn_or_spelled(profile: Profile) -> None:
    for sign in every_sign():
        spelled = profile.spell(f"a{sign}b")
        assert ("?" in spelled) == ("?" in unicodedata.normalize("NFKD", sign)), sign
        assert spelled[0] == "a"
        assert spelled[-1] == "b"
        if not profile.drawn:
            reader = printed(f"a{sign}b", profile)
            assert len(reader.signs) == "".join(reader.lines).count(DRAWN)
        for char in spelled:
            assert profile.drawn or profile.has(char) or has(MONO, char)


def test_what_stands_on_price_lists_and_bottles_reads_as_it_was_typed() -> None:
    """½ and ® are in every salon's list; PC852 has neither."""
    for word in ("Melír ½ hlavy", "Ukázka® Professional 250 ml"):
        shown = word.replace("½", DRAWN).replace("®", DRAWN)
        reader = printed(word, Profile.of(80))
        assert reader.lines == [shown]
        assert len(reader.signs) == 1
    plain = replace(Profile.of(80), draws_signs=False)
    assert plain.spell("Melír ½ hlavy, 1½ h") == "Melír  1/2 hlavy, 1 1/2 h"
    assert plain.spell("Ukázka® ™") == "Ukázka(R) (TM)"
    assert Profile.of(80).spell("5 € – „ok“…") == '5 EUR - "ok"...'


def test_letters_of_these_languages_stay_letters() -> None:
    for profile in PROFILES:
        for text in (LETTERS, LETTERS.upper()):
            known = "".join(char for char in text if profile.drawn or profile.has(char))
            assert profile.spell(known) == known
            assert len(profile.spell(text)) >= len(text)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("💇‍♀️ Střih", " Střih"),
        ("Barva ❤️🔥", "Barva <3"),
        ("e\u0301 a\u030c", "é a"),
        ("a\u202eb\u200bc\xadd", "abcd"),
        ("1\u2009000\u202fKč", "1 000\xa0Kč"),
        ("ﬁt ５", "fit 5"),
    ],
)
def test_ornaments_are_left_out_and_letters_put_together(typed: str, shown: str) -> None:
    assert Profile.of(80).spell(typed) == shown


def test_a_large_line_with_a_foreign_sign_is_drawn_as_a_whole() -> None:
    document = Document("large", (Line("Salon ½", large=True, align="center"), Cut()))
    reader = escpos_reader.read(escpos.encode(document, Profile.of(80)))
    assert not reader.signs
    assert any(any(row) for row in reader.dots)


def test_a_code_can_be_drawn_for_a_printer_that_cannot_and_the_knife_left_alone() -> None:
    document = Document("code", (Drawer(), QR("PULT:abc"), Cut()))
    plain = replace(Profile.of(80), qr="drawn", cuts=False, drawer_pin=0)
    for profile in (plain, replace(plain, codec="raster")):
        reader = escpos_reader.read(escpos.encode(document, profile))
        assert (reader.codes, reader.cuts, reader.pulses) == ([], 0, [])
        code = png.qr_picture("PULT:abc", 5)
        drawn = [row for row in reader.dots if any(row)]
        assert len(drawn) == code.height
        left = (576 - code.width) // 2
        assert all(row[left] for row in drawn[:5])


OPS = st.one_of(
    st.builds(Line, NASTY, NASTY, st.booleans(), st.booleans()),
    st.builds(lambda one, two: Table(((one, two), (two, one))), NASTY, NASTY),
    st.builds(QR, st.text(min_size=1, max_size=40)),
    st.just(Rule()),
)


@pytest.mark.req("K4")
@settings(max_examples=60, deadline=None)
@given(st.lists(OPS, max_size=4), st.sampled_from(PROFILES))
def test_no_text_stops_a_receipt_nor_becomes_a_command(ops: list[Op], profile: Profile) -> None:
    """An interpreter that is strict about every byte reads what comes of it."""
    document = Document("nasty", (*ops, Cut()))
    reader = escpos_reader.read(escpos.encode(document, profile), profile.columns)
    asked = sum(text.count("?") for text in texts(document))
    # A wide character or a compatibility form may hold one of its own.
    rows = [op.text for op in lay_out(document, profile) if isinstance(op, Row)]
    assert sum(row.count("?") for row in rows) <= asked
    assert reader.pulses == []
    assert reader.cuts == int(profile.cuts)
    assert Image.open(BytesIO(png.draw(document, profile))).width > profile.dots


def texts(document: Document) -> Iterator[str]:
    for op in document.ops:
        if isinstance(op, Line):
            yield from (unicodedata.normalize("NFKD", part) for part in (op.left, op.right))
        elif isinstance(op, Table):
            yield from (unicodedata.normalize("NFKD", cell) for row in op.rows for cell in row)


def made(name: str, unit: str = "", code: str = "", barcode: str = "") -> Label:
    product = Product(
        bytes(16), name, 28_900, 2100, unit=unit, code=code, barcodes=(barcode,) if barcode else ()
    )
    return label(product, make_salon("cs"), speaker("cs"), LabelSize())


@pytest.mark.req("K4", "P2")
@settings(max_examples=40, deadline=None)
@given(NASTY, NASTY, NASTY, st.sampled_from(PAPERS))
def test_no_text_stops_a_label_nor_becomes_a_command(
    name: str, unit: str, code: str, paper: LabelPaper
) -> None:
    one = made(name, unit, code, barcode=code[::-1])
    data = labels.encode(one, 1, paper, 8)
    if paper.language == "zpl":
        text = data.decode()
        assert (text.count("^XA"), text.count("^XZ"), text.count("^PQ")) == (1, 1, 1)
        assert "~" not in text
    assert Image.open(BytesIO(label_png.draw(one))).width == one.width + 2 * label_png.PAD
    for line in (line for writing in one.texts for line in writing.lines):
        assert all(has(BOLD, char) for char in line)


def test_a_line_the_label_printers_font_may_lack_is_drawn() -> None:
    drawn = labels.encode(made("Krém №1 Ω"), 1, PAPERS[0], 8).decode()
    assert "^GFA," in drawn
    assert "№" not in drawn
    plain = labels.encode(made("Krém ½ „1“ €"), 1, PAPERS[0], 8).decode()
    assert "^GFA," not in plain
