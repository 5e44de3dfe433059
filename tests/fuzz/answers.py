"""What must hold for whatever printers and scales answer; bytes in, AssertionError out."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from drivers.device import NotReady
from drivers.escpos_status import FIXED, FIXED_IS, answered
from drivers.label_status import QUESTIONS, Question
from drivers.scale_frames import BadFrame, sma, toledo

CAUSES = {"cover_open", "paper_out", "paused", "offline", "silent", "fine"}


def statuses(data: bytes) -> None:
    """A status byte is one that came; a label printer's answer is fine or has a known cause."""
    with contextlib.suppress(ConnectionError):
        byte = answered(data)
        assert byte in data
        assert byte & FIXED == FIXED_IS
    for question in QUESTIONS.values():
        assert isinstance(question.whole(data), bool)
        assert _said(question, data) in CAUSES


def _said(question: Question, data: bytes) -> str:
    try:
        question.check(data)
    except NotReady as error:
        return error.cause
    return "fine" if data else "fine without an answer"


def weights(data: bytes) -> None:
    """A weight is within what the frame can hold, and what moves cannot be sold by."""
    readers = (sma, toledo, lambda frame: toledo(frame, "lb"))
    for read in readers:
        with contextlib.suppress(BadFrame):
            reading = read(data)
            assert reading.grams is None or abs(reading.grams) < 10**13
            assert not reading.usable or (reading.state == "stable" and reading.grams)


ANSWER_CHECKS: dict[str, Callable[[bytes], None]] = {"statuses": statuses, "weights": weights}
ANSWER_SEEDS: dict[str, list[bytes]] = {
    "statuses": [
        b"\x16\x12\x12",
        b"\x02030,0,0,0245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n"
        b"\x021234,0\x03\r\n",
        b"\x20",
    ],
    "weights": [
        b"\x0201.250\r",
        b"\x02?\x01\r",
        b"\nZ1G       0.000kg_\r",
        b"\n 1GM      1.250lb_\r",
    ],
}
