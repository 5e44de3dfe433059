"""The checks of the fuzzer on what hypothesis thinks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.checks import CHECKS, GS, RIGHT_FRAMES, SEEDS

PIECES = st.sampled_from(
    [right for right, _ in RIGHT_FRAMES.values()]
    + [seed for seeds in SEEDS.values() for seed in seeds]
    + [b"\x02", b"\x03", GS.encode(), b"]C1", b"01", b"10", b"3103", b"17", b"\r", b"28"]
)
BYTES = st.lists(PIECES | st.binary(max_size=20), max_size=8).map(b"".join)


@pytest.mark.parametrize("name", CHECKS)
@given(data=BYTES)
def test_no_input_breaks_it(name: str, data: bytes) -> None:
    CHECKS[name](data)


@pytest.mark.parametrize("name", CHECKS)
def test_what_the_fuzzer_begins_with_is_right(name: str) -> None:
    for seed in SEEDS[name]:
        CHECKS[name](seed)
