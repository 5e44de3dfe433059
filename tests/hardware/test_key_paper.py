"""The paper with the salon's key: on real paper at once, or not at all, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.device import RECEIPT
from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.keys import key_words
from kiosk.salon.domain.text import Text
from tests.hardware.test_spooler import Section, desk, network
from tests.rigs import escpos_reader
from tests.rigs.tcp_printer import OUT_OF_PAPER, TcpPrinter
from tests.rigs.till_world import Till
from tests.rigs.waiting import until


@pytest.mark.req("K9")
def test_the_key_comes_out_whole_and_is_kept_nowhere(till: Till, tmp_path: Path) -> None:
    said: list[Text] = []
    words = key_words.spell(till.salon.context.keys)
    with TcpPrinter() as paper, desk(till, tmp_path, receipt=network(paper)) as here:
        until(lambda: here.devices.usable(RECEIPT))
        here.spooler.print_key(said.append)
        (data,) = paper.wait_for(1)
        until(lambda: said)
        assert said == [""]
    reader = escpos_reader.read(data)
    shown = "".join(reader.lines)
    assert all(word in shown for word in words)
    assert reader.codes == [till.salon.context.keys.dump().strip()]
    assert till.counts()["print_job"] == 0
    everything = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not any(word.encode() in everything for word in words[:6])


@pytest.mark.req("K9")
@pytest.mark.parametrize("printer", ["none", "folder", "out of paper"])
def test_without_a_real_printer_nothing_half_is_printed(
    till: Till, tmp_path: Path, printer: str
) -> None:
    said: list[Text] = []
    with TcpPrinter() as paper:
        if printer == "out of paper":
            paper.state = OUT_OF_PAPER
        sections = {
            "none": {},
            "folder": {"receipt": Section("folder_printer")},
            "out of paper": {"receipt": network(paper)},
        }[printer]
        with desk(till, tmp_path, **sections) as here:
            if printer == "folder":
                until(lambda: here.devices.usable(RECEIPT))
            here.spooler.print_key(said.append)
            until(lambda: said)
        assert paper.jobs == []
    assert said[0]
    assert not list((tmp_path / "paper").glob("*"))


def test_only_a_manager_gets_the_key(till: Till) -> None:
    with pytest.raises(Refused):
        till.salon.printing.may_print_key(till.eva.id)
    till.salon.printing.key_printed(till.manager.id)
    rows = till.salon.context.store.rows("SELECT body FROM journal WHERE kind = 'key.printed'")
    assert len(rows) == 1
