"""Receipts that wait a moment for the fiscal office's code, in their own lane."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hardware.test_spooler import desk, network, text_of
from tests.rigs.confirmed import Confirmed, make_confirmed
from tests.rigs.salon import clock_of, close_salon
from tests.rigs.tcp_printer import TcpPrinter
from tests.rigs.waiting import until

CODE = "f61a7c56-6c5e-4ce9-a2a4-5f3f0a4a8e4a"


@pytest.fixture
def furs(tmp_path: Path) -> Iterator[Confirmed]:
    world = make_confirmed(tmp_path / "salon")
    yield world
    close_salon(world.salon)


def test_the_code_that_comes_in_time_stands_on_the_paper(furs: Confirmed, tmp_path: Path) -> None:
    sale = furs.cash()
    with TcpPrinter() as paper, desk(furs, tmp_path, receipt=network(paper)) as here:
        until(lambda: here.states() == ["sending"])
        assert not paper.jobs
        furs.settle(furs.item(sale), "accepted", code=CODE)
        until(lambda: not here.states())
        (printed,) = paper.jobs
    assert f"EOR: {CODE}" in text_of(printed)
    assert furs.item(sale).local_code in text_of(printed)
    assert not furs.item(sale).printed_without


def test_a_code_that_does_not_come_is_not_waited_for_long(furs: Confirmed, tmp_path: Path) -> None:
    """And nothing is printed again for it when it comes."""
    sale = furs.cash()
    with TcpPrinter() as paper, desk(furs, tmp_path, receipt=network(paper)) as here:
        until(lambda: here.states() == ["sending"])
        clock_of(furs.salon).advance(1.6)
        until(lambda: not here.states())
        assert furs.item(sale).printed_without
        furs.settle(furs.item(sale), "accepted", code=CODE)
        here.spooler.print_soon()
        assert here.states() == []
        (printed,) = paper.jobs
    text = text_of(printed)
    assert furs.item(sale).local_code in text
    assert CODE not in text


def test_while_the_line_is_cut_no_paper_waits(furs: Confirmed, tmp_path: Path) -> None:
    """The clock stands still here: a paper that waited would not come out."""
    furs.settle(furs.items()[0], "new", error_code="line", tries=2)
    sales = [furs.cash() for _ in range(3)]
    with TcpPrinter() as paper, desk(furs, tmp_path, receipt=network(paper)) as here:
        until(lambda: not here.states())
        assert len(paper.jobs) == 3
    assert all(furs.item(sale).printed_without for sale in sales)
