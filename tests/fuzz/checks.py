"""What must hold for any input whatever: a function for each parser, bytes in, AssertionError out.

Hypothesis runs them in every test run, a coverage-guided fuzzer when asked
(``python -m tests.fuzz.guided``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date

from drivers.frames import Frames
from drivers.scans import GS, LONGEST, SUFFIXES, Scans, without_aim
from drivers.us_keys import ALTS, CONTROLS, SHIFTS, UP
from drivers.wedge import EV_KEY, Wedge
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods import gs1, weighed
from kiosk.salon.domain.goods.barcode import is_gtin
from kiosk.salon.domain.money import CURRENCIES
from tests.fuzz.answers import ANSWER_CHECKS, ANSWER_SEEDS
from tests.fuzz.card_answers import CARD_CHECKS, CARD_SEEDS
from tests.fuzz.card_talk import TALK_CHECKS, TALK_SEEDS

RIGHT_FRAMES = {
    "rdm6300": (b"\x020100D6A1B2C4\x03", "0100D6A1B2"),
    "id12": (b"\x020100D6A1B2C4\r\n\x03", "0100D6A1B2"),
    "bcc": (bytes.fromhex("020A0206008E6D5DB003"), "06008E6D5D"),
}
KEYS_OF_123 = [(2, 1), (2, 0), (3, 1), (3, 0), (4, 1), (4, 0), (28, 1), (28, 0)]


def frames(data: bytes) -> None:
    """The same numbers however the bytes are cut; a right frame after silence is always read."""
    for frame, (right, number) in RIGHT_FRAMES.items():
        whole, cut = Frames(frame), Frames(frame)
        numbers = whole.feed(data)
        assert numbers == [one for byte in data for one in cut.feed(bytes([byte]))]
        assert all(set(one) <= set("0123456789ABCDEF") and len(one) >= 8 for one in numbers)
        assert sum(map(len, numbers)) <= 2 * len(data)
        assert not whole.pending or len(data) > 0
        whole.silence()
        assert whole.feed(right) == [number]


def scans(data: bytes) -> None:
    """The same scans however the characters are cut; after silence nothing is left over."""
    text = data.decode("utf-8", errors="replace")
    for suffix in SUFFIXES:
        whole, cut = Scans(suffix), Scans(suffix)
        codes = whole.feed(text)
        assert codes == [one for char in text for one in cut.feed(char)]
        _fit(codes + whole.end())
        assert not whole.pending
        assert whole.feed("4011") + whole.end() == ["4011"]
    for code in codes:
        bare = without_aim(code)
        assert bare == code or len(bare) < len(code) or code.startswith("]E4")


def wedge(data: bytes) -> None:
    """Three bytes are one event: kind, code, value."""
    for suffix in SUFFIXES:
        keys = Wedge(suffix)
        for at in range(0, len(data) - 2, 3):
            kind, code, value = data[at : at + 3]
            _fit(keys.feed(kind % 4, code, value % 4))
        for code in SHIFTS + CONTROLS + ALTS:
            _fit(keys.feed(EV_KEY, code, UP))
        _fit(keys.end())
        assert not keys.pending
        typed = [one for code, value in KEYS_OF_123 for one in keys.feed(EV_KEY, code, value)]
        assert typed + keys.end() == ["123"]


def elements(data: bytes) -> None:
    """What is understood is sound, and written down again means the same."""
    text = data.decode("latin-1")
    for code in (text, GS + text):
        with contextlib.suppress(Refused):
            found = gs1.read(code, 2026)
            if found is None:
                assert not code.startswith(GS) or len(code) > gs1.LONGEST
                continue
            assert found.gtin == "" or len(found.gtin) == 14
            assert len(found.batch) <= 20
            assert found.expires is None or date(1976, 1, 1) < found.expires < date(2078, 1, 1)
            assert found.weight_g is None or 0 <= found.weight_g < 10**9
            assert gs1.read(written(found), 2026) == found


def written(found: gs1.Elements) -> str:
    """A GS1 code that says this."""
    code = GS
    if found.gtin:
        code += f"01{found.gtin}"
    if found.weight_g is not None:
        decimals = next(
            n
            for n in (3, 2, 1, 0)
            if found.weight_g % 10 ** (3 - n) == 0 and found.weight_g < 10 ** (9 - n)
        )
        code += f"310{decimals}{found.weight_g // 10 ** (3 - decimals):06}"
    if found.batch:
        code += f"10{found.batch}{GS}"
    if found.expires is not None:
        code += f"17{found.expires:%y%m%d}"
    # Something is always there, or it would be no code: how many pieces.
    return f"{code}371"


def weighing(data: bytes) -> None:
    """The first 13 bytes are a pattern, the next a code."""
    text = data.decode("latin-1")
    patterns = [weighed.Pattern("28IIIIIWWWWWC"), weighed.Pattern("02IIIIVPPPPPC")]
    with contextlib.suppress(ValueError):
        patterns.append(weighed.Pattern(text[:13]))
    for currency in CURRENCIES.values():
        for code in (text[13:26], text[:13]):
            found = weighed.read(code, patterns, currency)
            if found is not None:
                assert is_gtin(found.code)
                assert (found.weight_g is None) != (found.price_minor is None)
                again = weighed.read(found.code, patterns, currency)
                assert again is not None
                assert not again.weight_g
                assert not again.price_minor


def _fit(codes: list[str]) -> None:
    for code in codes:
        assert 0 < len(code) <= LONGEST
        assert all(char == GS or char.isprintable() for char in code)


CHECKS: dict[str, Callable[[bytes], None]] = {
    "frames": frames,
    "scans": scans,
    "wedge": wedge,
    "elements": elements,
    "weighing": weighing,
    **ANSWER_CHECKS,
    **CARD_CHECKS,
    **TALK_CHECKS,
}
SEEDS: dict[str, list[bytes]] = {
    "frames": [right for right, _ in RIGHT_FRAMES.values()],
    "scans": [b"]C10108594001234561\x1d10AB\r\n", b"8594001234561\t", "ž\x00".encode()],
    "wedge": [bytes(byte for key in KEYS_OF_123 for byte in (EV_KEY, *key)), b"\x00\x03\x00"],
    "elements": [b"010859400123456110A1\x1d17270200", b"01185940012345683103001250375"],
    "weighing": [b"28IIIIIWWWWWC2812345001257", b"29IIIIVPPPPPC2912345001254"],
    **ANSWER_SEEDS,
    **CARD_SEEDS,
    **TALK_SEEDS,
}
