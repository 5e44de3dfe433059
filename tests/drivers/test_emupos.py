"""Receipts, drawer, paper and scales against emupos, a simulator nobody here wrote."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from drivers import escpos_serial, escpos_tcp, scale
from drivers.device import Job, NotReady
from drivers.escpos_status import EscposPrinter
from drivers.options import Options
from kiosk.paper import escpos
from kiosk.paper.document import QR, Cut, Document, Line
from kiosk.paper.profile import Profile
from kiosk.paper.receipt import receipt
from kiosk.paper.test_strip import CODE, test_strip
from tests.paper.samples import make_salon, speaker, usual_sale
from tests.rigs import reading
from tests.rigs.emupos import Emupos

test_strip.__test__ = False  # type: ignore[attr-defined]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("emupos")]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emupos]:
    one = Emupos(tmp_path_factory.mktemp("e"))
    yield one
    one.stop()


@pytest.fixture
def printer(shop: Emupos) -> EscposPrinter:
    values = {"host": "127.0.0.1", "port": shop.port, "drawer_switch": "low"}
    return escpos_tcp.open(Options("front", values, Path()))


@pytest.fixture
def serial_printer(shop: Emupos) -> EscposPrinter:
    values = {"port": str(shop.line("front")), "baud": 115200}
    return escpos_serial.open(Options("front", values, Path()))


@pytest.mark.req("K4")
@pytest.mark.parametrize("language", ["cs", "hu", "sl"])
def test_a_receipt_comes_out_as_it_was_meant(
    shop: Emupos, printer: EscposPrinter, language: str, tmp_path: Path
) -> None:
    before = len(shop.receipts(0))
    salon = make_salon(language)
    document = receipt(usual_sale(language), salon, speaker(language), open_drawer=True)
    printer.send(Job("1", escpos.encode(document, Profile())))
    last = shop.receipts(before + 1)[0]
    text = shop.text(last)
    assert salon.receipt_footer in " ".join(text.split())
    assert usual_sale(language).lines[0].name.split()[0] in text
    (tmp_path / "r.png").write_bytes(shop.image(last))
    if reading.can_scan():
        assert reading.barcodes(tmp_path / "r.png") == ["QR-Code:2026-1-000123"]


def test_the_drawer_opens_and_says_so(shop: Emupos, printer: EscposPrinter) -> None:
    shop.close_drawer()
    assert printer.drawer_open() is False
    printer.send(Job("2", b"\x1bp\x00\x32\x32"))
    assert printer.drawer_open() is True
    shop.close_drawer()
    assert printer.drawer_open() is False


@pytest.mark.parametrize(
    ("fault", "cause"), [("paper-out", "paper_out"), ("cover-open", "cover_open")]
)
def test_what_is_wrong_is_told_and_goes_away(
    shop: Emupos, printer: EscposPrinter, fault: str, cause: str
) -> None:
    shop.fault(fault, on=True)
    with pytest.raises(NotReady) as told:
        printer.look()
    assert told.value.cause == cause
    shop.fault(fault, on=False)
    assert printer.look() is None


def test_paper_near_its_end(shop: Emupos, printer: EscposPrinter) -> None:
    shop.fault("paper-near-end", on=True)
    assert printer.look() == "paper_low"
    shop.fault("paper-near-end", on=False)
    assert printer.look() is None


def test_the_test_strip_over_a_serial_line(shop: Emupos, serial_printer: EscposPrinter) -> None:
    before = len(shop.receipts(0))
    document = test_strip("front", Profile(), speaker("en"))
    serial_printer.look()
    serial_printer.send(Job("3", escpos.encode(document, Profile())))
    text = shop.text(shop.receipts(before + 1)[0])
    for part in ("ěščřžýáíéúůďťňó", "áéíóöőúüű", "čšžćđ", "front"):
        assert part in text


def test_a_drawn_strip_carries_its_code(
    shop: Emupos, printer: EscposPrinter, tmp_path: Path
) -> None:
    before = len(shop.receipts(0))
    drawn = Profile.of(80, "raster")
    printer.send(Job("4", escpos.encode(test_strip("front", drawn, speaker("cs")), drawn)))
    picture = Image.open(io.BytesIO(shop.image(shop.receipts(before + 1)[0])))
    picture.save(tmp_path / "strip.png")
    if reading.can_scan():
        assert f"QR-Code:{CODE}".split() == reading.barcodes(tmp_path / "strip.png")
    if reading.can_read():
        assert "Slovenščina" in reading.words(picture.convert("L"))


@pytest.mark.parametrize(("device", "protocol"), [("deli", "toledo"), ("counter", "sma")])
def test_weights(shop: Emupos, device: str, protocol: str) -> None:
    values = {"port": str(shop.line(device)), "protocol": protocol, "parity": "none"}
    ours = scale.open(Options(device, values, Path()))
    for grams in (0, 5, 1250, 14995):
        shop.weigh(device, grams)
        assert ours.weigh() == scale.Reading(grams, "stable")
    shop.weigh(device, 505, stable=False)
    assert ours.weigh().state == "moving"
    shop.weigh(device, 15500)
    assert ours.weigh().state == "over"
    shop.weigh(device, 0)


@pytest.mark.req("K4")
def test_a_sign_the_table_lacks_stands_in_its_line_and_a_drawn_code_can_be_read(
    shop: Emupos, printer: EscposPrinter, tmp_path: Path
) -> None:
    before = len(shop.receipts(0))
    ops = (Line("Melír ½ hlavy", "890,00"), Line("Ukázka®", large=True), QR("PULT:abc"), Cut())
    printer.send(Job("6", escpos.encode(Document("signs", ops), replace(Profile(), qr="drawn"))))
    last = shop.receipts(before + 1)[0]
    first, *_ = shop.text(last).splitlines()
    assert first.startswith("Melír [image 12x24] hlavy")
    assert first.endswith("890,00")
    assert "?" not in shop.text(last)
    (tmp_path / "r.png").write_bytes(shop.image(last))
    if reading.can_scan():
        assert reading.barcodes(tmp_path / "r.png") == ["QR-Code:PULT:abc"]
