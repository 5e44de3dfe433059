"""The till in a real window writes on the customer display and asks the scale, both on serial
lines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.salon.domain.goods.catalogue import Product
from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, SHAMPOO, opening_day
from tests.rigs.talking_line import TalkingLine
from tests.rigs.till_world import barcode
from tests.rigs.truth import ask
from tests.rigs.waiting import until
from tests.rigs.window import Display, missing_tools
from tests.rigs.worker import open_salon

SECONDS = 15.0
CLAY = barcode(7)
SETTINGS = """
[cards]
trust_uid_manager = true
[device.cards]
driver = "simulated"
[device.receipts]
driver = "folder_printer"
[device.display]
driver = "customer_display"
port = "{display}"
[device.scale]
driver = "scale"
port = "{scale}"
parity = "none"
"""


@pytest.fixture
def display_line(tmp_path: Path) -> Iterator[TalkingLine]:
    folder = tmp_path / "display"
    folder.mkdir()
    line = TalkingLine(folder)
    yield line
    line.close()


@pytest.fixture
def scale_line(tmp_path: Path) -> Iterator[TalkingLine]:
    """Half a kilogram lies on it."""
    folder = tmp_path / "scale"
    folder.mkdir()
    line = TalkingLine(folder, lambda asked: b"\x0200.500\r" if b"W" in asked else b"")
    yield line
    line.close()


def shown(line: TalkingLine, upper: str, lower: str) -> None:
    """Waits until both lines were written, one after the other."""
    wanted = b"\x1bQA" + upper.ljust(20).encode() + b"\r\x1bQB" + lower.rjust(20).encode() + b"\r"
    until(lambda: wanted in line.heard, lambda: (upper, lower, line.heard[-200:]))
    line.heard = b""


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("K1", "K4")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_the_customer_reads_each_line_and_the_scale_weighs(
    tmp_path: Path, display_line: TalkingLine, scale_line: TalkingLine
) -> None:
    day = opening_day(
        tmp_path / "home", SETTINGS.format(display=display_line.path, scale=scale_line.path)
    )
    services, _ = open_salon(day.home, time.time_ns() // 1_000_000)
    manager = services.team.members()[0]
    rate = services.context.salon.vat_bp[0]
    clay = Product(b"", "Clay", 10_000, rate, unit="kg", barcodes=(CLAY,))
    services.catalogue.save_product(clay, manager.id)
    shampoo = services.catalogue.by_barcode(SHAMPOO)
    services.context.store.close()
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        kiosk.feed("scan", SHAMPOO)
        first = shampoo.price_minor
        shown(display_line, shampoo.name[:20], crowns(first))
        kiosk.feed("scan", CLAY)
        shown(display_line, "Clay", crowns(10_000))
        scale_line.heard = b""
        hand.tap("Clay")
        hand.at("line_edit")
        hand.tap("Weigh")
        hand.see("0.5")
        assert b"W" in scale_line.heard
        hand.tap("Save")
        hand.at("desk")
        shown(display_line, "Clay", crowns(5_000))
        hand.tap("Card", icon="credit-card")
        hand.at("pay_card")
        hand.tap("Paid", icon="check")
        hand.at("paid")
        shown(display_line, "Paid", crowns(first + 5_000))
    quantities = ask(day.home / "pult.db", "SELECT quantity_milli FROM sale_line ORDER BY 1")
    assert quantities == [(500,), (1000,)]


def crowns(minor: int) -> str:
    """As an English salon in Czechia writes it on a display without accents."""
    return f"{minor // 100:,}.{minor % 100:02} Kc"
