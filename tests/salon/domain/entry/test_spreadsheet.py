"""Texts that a spreadsheet would calculate, or has calculated."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.salon.domain.entry import spreadsheet

NASTY = st.text(st.sampled_from("=+-@|'\t\r\n \u200b\ufeff＝＋－＠ažŘ19.,%\"\\"), max_size=8)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "|calc",
            "=cmd|' /C calc'!A0",
        ),
        *("＝1+1", "＋1+1", "－1+1", "＠A1", " =1", "\u200b=1", "\ufeff=1", "-5 % sleva", "-né"),
        *("−1+1", "⁻1"),
    ],
)
def test_what_would_be_calculated_gets_an_apostrophe(text: str) -> None:
    assert spreadsheet.neutral(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "Jana", "-12.50", "+420777000001", "-5", "1,5", "A=B", "5 - 3", "O'Brien", "'Ano"]
)
def test_what_would_not_is_left_alone(text: str) -> None:
    assert spreadsheet.neutral(text) == text


@given(NASTY | st.text())
def test_every_text_comes_back(text: str) -> None:
    assert spreadsheet.as_written(spreadsheet.neutral(text)) == text


@pytest.mark.parametrize(
    ("cell", "text"), [("'08594", "08594"), ("'+420601", "+420601"), ("'Ano", "'Ano"), ("'", "'")]
)
def test_the_apostrophe_of_a_spreadsheet_goes(cell: str, text: str) -> None:
    assert spreadsheet.as_written(cell) == text


@pytest.mark.parametrize(
    "cell", ["#N/A", "#n/a", "#REF!", "#DIV/0!", "#NAME?", "#HODNOTA!", "#HIÁNYZIK", "###"]
)
def test_the_name_of_a_mistake_is_known(cell: str) -> None:
    assert spreadsheet.is_error(cell)


@pytest.mark.parametrize("cell", ["", "#", "##", "#1", "# 5", "N/A", "#blond", "A#!"])
def test_other_texts_are_no_mistakes(cell: str) -> None:
    assert not spreadsheet.is_error(cell)
