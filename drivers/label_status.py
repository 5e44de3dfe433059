"""What label printers are told and how they say what is wrong, by the language they speak.

Options of all label printers: ``language`` (``zpl``, ``tspl``, ``epl2``, ``brother_ql``),
``gap_mm`` (3), ``tape_mm`` (62, Brother only). What is printed is made elsewhere; a driver only
needs to know whether its printer can be asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drivers.device import Cause, NotReady
from drivers.options import BadOption, Options

LANGUAGES = ("zpl", "tspl", "epl2", "brother_ql")
TAPES_MM = (12, 29, 38, 50, 54, 62)
ZPL_LINES = 3
"""``~HS`` answers with three lines, each between STX and ETX (Zebra ZPL II guide)."""
TSPL_CAUSES: dict[int, Cause] = {
    0x01: "cover_open",
    0x04: "paper_out",
    0x08: "paper_out",
    0x10: "paused",
    0x02: "offline",
    0x80: "offline",
}
"""Bits of the answer to ``ESC ! ?`` (TSC TSPL manual): head open, no paper, no ribbon, pause, jam,
another error. 0x20 is printing, which is no fault."""


@dataclass(frozen=True, slots=True)
class Question:
    """``whole``: whether an answer is complete. ``check`` raises NotReady."""

    ask: bytes
    whole: Callable[[bytes], bool]
    check: Callable[[bytes], None]


def language_of(options: Options) -> str:
    """Reads the options of all label printers; the language."""
    options.whole("gap_mm", 3, 0, 20)
    if options.whole("tape_mm", 62, 1, 200) not in TAPES_MM:
        raise BadOption(
            f"device.{options.name}.tape_mm must be one of {', '.join(map(str, TAPES_MM))}"
        )
    return options.choice("language", "zpl", LANGUAGES)


def check_zpl(answer: bytes) -> None:
    """Reads the flags of a ``~HS`` answer: paper out and pause in its first line, head up in its
    second. NotReady names what is wrong; an unreadable answer is ``silent``."""
    lines = [part.rpartition(b"\x02")[2] for part in answer.split(b"\x03")]
    first = lines[0].split(b",")
    second = lines[1].split(b",") if len(lines) > 1 else []
    if len(first) < 3 or len(second) < 3:
        raise NotReady("silent", "unreadable answer")
    if second[2] == b"1":
        raise NotReady("cover_open")
    if first[1] == b"1":
        raise NotReady("paper_out")
    if first[2] == b"1":
        raise NotReady("paused")


def check_tspl(answer: bytes) -> None:
    if not answer:
        raise NotReady("silent", "no answer")
    for bit, cause in TSPL_CAUSES.items():
        if answer[-1] & bit:
            raise NotReady(cause)


QUESTIONS = {
    "zpl": Question(b"~HS", lambda read: read.count(b"\x03") >= ZPL_LINES, check_zpl),
    "tspl": Question(b"\x1b!?", lambda read: len(read) >= 1, check_tspl),
}
"""EPL2 and Brother printers say nothing over the network."""
