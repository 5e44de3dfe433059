"""Lengths of time as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.entry import lengths
from kiosk.salon.domain.errors import Refused


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *(("90", 90), ("1:30", 90), ("01:30:00", 90), ("0:45", 45), ("1:30 h", 90), ("90,00", 90)),
        *(("1h 30min", 90), ("1h 30m", 90), ("1 h 30 min", 90), ("1h30", 90), ("1 h 15", 75)),
        *(("45 min", 45), ("45 min.", 45), ("45'", 45), ("90m", 90), ("45 minut", 45)),
        *(("1,5 h", 90), ("1.5 hod", 90), ("1,25 h", 75), ("½ h", 30), ("1½ h", 90), ("2 h", 120)),
        *(("1 hod. 30 min.", 90), ("1 hodina", 60), ("2 hodiny 15 minut", 135)),
        *(("1 óra 30 perc", 90), ("30 perc", 30), ("1 ura in 30 minut", 90), ("2 uri", 120)),
        *(("PT45M", 45), ("PT1H30M", 90), ("P0DT1H", 60), ("PT90M0S", 90), ("1 hour 15 mins", 75)),
        *(("1 ó 30 p", 90), ("1 Std. 30 Min.", 90), ("90 Minuten", 90)),
        *(("1 1/2 h", 90), ("1/2 h", 30)),
    ],
)
def test_lengths(text: str, minutes: int) -> None:
    assert lengths.minutes(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        *("", "h", "abc", "60-90 min", "1:75", "1.5", "0,33 h", "45 sec", "PT", "-30", "1e3"),
        # An hour and a half to many who write it.
        *("1.30 h", "1,15 hod", "0.45 h", "2/2 h", "11/2 h"),
    ],
)
def test_no_lengths(text: str) -> None:
    with pytest.raises(Refused):
        lengths.minutes(text)


@given(st.integers(0, 12), st.integers(0, 59))
def test_every_way_to_write_it_is_the_same(hours: int, rest: int) -> None:
    whole = hours * 60 + rest
    for text in (f"{whole}", f"{hours}:{rest:02}", f"{hours} h {rest} min", f"PT{hours}H{rest}M"):
        assert lengths.minutes(text) == whole
