"""Test paper through the spooler, and what the devices did last."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers import simulated
from drivers.device import RECEIPT
from kiosk.salon.domain.text import Text
from kiosk.salon.services.salon_services import Services
from tests.hardware.test_spooler import Section, desk, network, until
from tests.rigs import escpos_reader
from tests.rigs.tcp_printer import OUT_OF_PAPER, TcpPrinter
from tests.rigs.till_world import make_till


@pytest.mark.req("K2", "K3")
def test_test_paper_comes_out_and_the_state_tells_it(salon: Services, tmp_path: Path) -> None:
    told: list[Text] = []
    with TcpPrinter() as paper:
        sections = {"front": network(paper), "labels": Section("label_folder")}
        with desk(make_till(salon), tmp_path, **sections) as here:
            here.spooler.test("front", "strip", told.append)
            here.spooler.test("front", "drawer", told.append)
            here.spooler.test("labels", "strip", told.append)
            until(lambda: len(told) == 3)
            states = {one.name: one for one in here.devices.states()}
            drawer, strip = sorted(paper.wait_for(2), key=len)
    assert told == ["", "", ""]
    assert isinstance(escpos_reader.read(strip).seen[-1], escpos_reader.Knife)
    assert [type(one) for one in escpos_reader.read(drawer).seen] == [escpos_reader.Pulse]
    assert (states["front"].last, states["front"].driver) == ("drawer", "escpos_tcp")
    assert states["labels"].last == "printed"
    assert len(list(tmp_path.glob("paper/test-*.png"))) == 1


def test_a_test_that_fails_says_why(salon: Services, tmp_path: Path) -> None:
    told: list[Text] = []
    with TcpPrinter() as paper:
        paper.state = OUT_OF_PAPER
        with desk(make_till(salon), tmp_path, front=network(paper)) as here:
            here.spooler.test("front", "strip", told.append)
            here.spooler.test("nobody", "strip", told.append)
            until(lambda: len(told) == 2)
            state = here.devices.states()[0]
    words = {text if isinstance(text, str) else text.plain() for text in told}  # type: ignore[union-attr]
    assert words == {"Out of paper.", "This device is not set up any more."}
    assert not state.ok


@pytest.mark.req("K2")
def test_a_card_is_told_without_its_number(salon: Services, tmp_path: Path) -> None:
    with desk(make_till(salon), tmp_path) as here:
        here.devices.add("cards", Section("simulated"))
        until(lambda: (tmp_path / "devices.sock").exists())
        simulated.send(tmp_path / "devices.sock", "tap", "04A1B2C3")
        until(lambda: here.devices.states()[0].last)
        first = here.devices.states()[0]
        simulated.send(tmp_path / "devices.sock", "scan", "4006381333931")
        until(lambda: here.devices.states()[0].last == "code")
        second = here.devices.states()[0]
    assert first.last == "card"
    assert second.last_at > first.last_at
    assert "04A1" not in repr(first)


def test_a_new_printer_takes_the_place_of_what_stood_in_for_it(
    salon: Services, tmp_path: Path
) -> None:
    with (
        TcpPrinter() as paper,
        desk(make_till(salon), tmp_path, receipt=Section("folder_printer")) as here,
    ):
        until(lambda: here.devices.usable(RECEIPT))
        here.devices.add("front", network(paper), instead_of=("receipt",))
        until(lambda: here.devices.usable(RECEIPT))
        assert [one.name for one in here.devices.states()] == ["front"]
