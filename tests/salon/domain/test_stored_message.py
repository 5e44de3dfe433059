"""A sentence that was kept is the same sentence."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk.salon.domain import stored_message
from kiosk.salon.domain.text import (
    Amount,
    Day,
    Duration,
    Msg,
    N,
    Number,
    Percent,
    Phone,
    T,
    TimeOfDay,
)


@pytest.mark.parametrize(
    "message",
    [
        T("The label was deleted at Google. It is made anew."),
        T("{stylist} already has a visit at {time}.", stylist="Eva", time=TimeOfDay(1_000)),
        N("{n} item", "{n} items", 3),
        T("{a} {b} {c} {d}", a=Amount(650, "CZK"), b=Phone("+420777"), c=Number(5), d=Percent(1)),
        T("{day} {long}", day=Day(date(2026, 11, 21), "brief"), long=Duration(45)),
        T("Outside: {inside}", inside=T("Inside {n}", n=1)),
    ],
)
def test_it_is_read_as_it_was(message: Msg) -> None:
    assert stored_message.load(stored_message.dump(message)) == message


@pytest.mark.parametrize("text", ["", "quota", "{", '{"a": 1}', '{"kind": "Nothing"}'])
def test_anything_else_is_shown_as_it_is(text: str) -> None:
    assert stored_message.load(text) == text
