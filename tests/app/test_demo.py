"""What `pult demo` stands on; its morning is played in ``test_wheel.py``,
its opening day in ``test_demo_opening.py``."""

from __future__ import annotations

import pytest

from kiosk.demo import paper_reader
from kiosk.demo.window import KIOSK_SIZE, STRIP_WIDTH, density


def test_a_receipt_is_read_without_our_renderer() -> None:
    data = b"\x1b@\x1bp\x00\x19\x78\x1bt\x12\x1b!\x30Celkem  1 234,50 K\x9f\n\x1dVA\x00"
    text = paper_reader.text_of(data, "cp852")
    assert paper_reader.amount_after(text, "Celkem") == 123450
    assert paper_reader.amount_after(text, "Celk") is None
    assert paper_reader.pulses(data) == 1


def test_an_unknown_command_is_no_text() -> None:
    with pytest.raises((KeyError, ValueError)):
        paper_reader.text_of(b"\x1b\x7fA\n", "cp852")


def test_kiosk_and_strip_fit_on_any_display() -> None:
    for width, height in ((1920, 1080), (1366, 768), (1280, 800), (1024, 768)):
        scale = density((width, height))
        assert (KIOSK_SIZE[0] + STRIP_WIDTH) * scale <= width * 1.01
        assert KIOSK_SIZE[1] * scale <= height
    assert density((3840, 2160)) == 1.0
