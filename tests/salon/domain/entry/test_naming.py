"""Names inside a text: whole words, longer ones first."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry.naming import found_in

NAMES = ("Cut", "Cut and colour", "Melír", "Ženský střih")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Cut and colour, Jana", ["Cut and colour"]),
        ("cut; melir", ["cut", "melir"]),
        ("Jana Melírová", []),
        ("zensky  STŘIH / Melír", ["zensky  STŘIH", "Melír"]),
        ("Cut, cut and colour", ["Cut", "cut and colour"]),
        ("Cuts, recut", []),
        ("", []),
    ],
)
def test_whole_words_alone(text: str, wanted: list[str]) -> None:
    assert [text[place.start : place.end] for place in found_in(text, NAMES)] == wanted
