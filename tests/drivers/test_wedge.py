"""Keys and characters to scans, without a keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.scans import GS, LONGEST, STRANGE, Scans, without_aim
from drivers.us_keys import UsKeys, read_again
from drivers.wedge import EV_KEY, EV_SYN, SYN_DROPPED, Wedge
from tests.rigs.evdev_mock import KEYS, SHIFT

TYPED = st.text(st.sampled_from(sorted(KEYS)), min_size=1, max_size=60)


def typed(text: str) -> list[tuple[int, int]]:
    """The keys a scanner presses for a text, each down and up."""
    keys = []
    for char in text:
        code, shifted = KEYS[char]
        pressed = [SHIFT, code] if shifted else [code]
        keys += [(one, 1) for one in pressed] + [(one, 0) for one in reversed(pressed)]
    return keys


@given(text=TYPED)
def test_any_text_typed_is_that_text(text: str) -> None:
    keys = UsKeys()
    assert "".join(keys.feed(code, value) for code, value in typed(text)) == text


@given(texts=st.lists(TYPED, max_size=4))
def test_scans_come_whole_and_in_order(texts: list[str]) -> None:
    wedge = Wedge("enter")
    keys = [key for text in texts for key in [*typed(text), (28, 1), (28, 0)]]
    said = [scan for code, value in keys for scan in wedge.feed(EV_KEY, code, value)]
    assert said == list(map(read_again, texts))


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ([(29, 1), (27, 1), (27, 0), (29, 0)], GS),
        ([(97, 1), (27, 1), (27, 0), (97, 0)], GS),
        ([(66, 1), (66, 0)], GS),
        ([(29, 1), (36, 1), (29, 0)], "\n"),
        ([(96, 1)], "\r"),
        ([(15, 1)], "\t"),
        ([(79, 1), (79, 0), (83, 1)], "1."),
        ([(58, 1), (58, 0), (30, 1)], "a"),
        ([(54, 1), (30, 1), (30, 0), (54, 0), (30, 1)], "Aa"),
        ([(42, 1), (54, 1), (42, 0), (30, 1)], "A"),
        ([(56, 1), (77, 1), (76, 1), (56, 0)], "A"),
        ([(56, 1), (82, 1), (79, 1), (76, 1), (82, 1), (56, 0)], "–"),
        ([(56, 1), (71, 1), (71, 1), (71, 1), (56, 0), (30, 1)], "a"),
        ([(56, 1), (56, 0)], ""),
        ([(2, 1), (2, 2), (2, 2), (2, 0)], "1"),
        ([(240, 1), (0, 1), (767, 1)], ""),
    ],
)
def test_keys_that_are_not_just_letters(keys: list[tuple[int, int]], said: str) -> None:
    one = UsKeys()
    assert "".join(one.feed(code, value) for code, value in keys) == said


def test_a_scan_with_a_hole_is_left_out_and_the_next_one_comes() -> None:
    wedge = Wedge("enter")
    for code, value in typed("8594"):
        wedge.feed(EV_KEY, code, value)
    wedge.feed(EV_KEY, SHIFT, 1)
    wedge.feed(EV_SYN, SYN_DROPPED, 0)
    assert wedge.pending
    assert wedge.end() == []
    keys = [*typed("4011"), (28, 1)]
    assert [scan for code, value in keys for scan in wedge.feed(EV_KEY, code, value)] == ["4011"]


@pytest.mark.parametrize(
    ("suffix", "text", "codes"),
    [
        ("enter", "1\r\n2\n\n3\r", ["1", "2", "3"]),
        ("enter", "1\t2\r", [STRANGE]),
        ("tab", "1\t2\t", ["1", "2"]),
        ("none", "1\r\n", []),
        ("enter", " 12 \r", ["12"]),
        ("enter", "1\x002\r3\r", [STRANGE, "3"]),
        ("enter", "\x028594001234561\x03\r\n", ["8594001234561"]),
        ("enter", "\x02859\r\x03\r", ["859"]),
        ("enter", "\x02\x0685941\x04\r", ["85941"]),
        ("enter", "[)>\x1e06\x1d1P\r", [STRANGE]),
        ("enter", "8594\ufffd1\r", [STRANGE]),
        ("enter", "\x1d01\r", [GS + "01"]),
        ("enter", "9" * (LONGEST + 1) + "\r" + "9" * LONGEST + "\r", ["9" * LONGEST]),
    ],
)
def test_what_ends_a_scan_and_what_is_none(suffix: str, text: str, codes: list[str]) -> None:
    assert Scans(suffix).feed(text) == codes


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        ("8594001234561", "8594001234561"),
        ("]E08594001234561", "8594001234561"),
        ("]E496385074", "0000096385074"),
        ("]E41234", "1234"),
        ("]C0ABC-1", "ABC-1"),
        ("]A0ABC", "ABC"),
        ("]I01234", "1234"),
        ("]Q1text", "text"),
        ("]C1010859", GS + "010859"),
        ("]d2" + GS + "010859", GS + "010859"),
        ("]e0010859", GS + "010859"),
        ("]Q3010859", GS + "010859"),
        ("]]x", "]]x"),
        ("]", "]"),
    ],
)
def test_the_aim_prefix_goes_and_gs1_stays_known(scan: str, code: str) -> None:
    assert without_aim(scan) == code


@pytest.mark.parametrize(
    ("typed_as", "code"),
    [
        ("*%($))!@#$%^!", "8594001234561"),
        (")$A!B@C#", "04A1B2C3"),
        ("8594``1234561", "8594001234561"),
        ("SH-250!", "SH-250!"),
        ("$$$", "$$$"),
        ("A`B", "A`B"),
        ("10`5", "10`5"),
        ("(01)08594", "(01)08594"),
    ],
)
def test_a_device_set_to_another_keyboard(typed_as: str, code: str) -> None:
    assert read_again(typed_as) == code
    wedge = Wedge("enter")
    keys = [*typed(typed_as), (28, 1), (28, 0)]
    assert [scan for key, value in keys for scan in wedge.feed(EV_KEY, key, value)] == [code]
