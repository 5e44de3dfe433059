"""Customer displays on pseudo-terminals, read by a small display of our own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import customer_display
from drivers.customer_display import COLUMNS, CustomerDisplay, fitted
from drivers.device import DeviceMissing
from drivers.options import BadOption, Options
from tests.drivers.contract import Common
from tests.rigs.talking_line import TalkingLine

TEXT = rb"\x1bQ([AB])([^\r]{0,40})\r|\x1f\$\x01([\x01\x02])(.{20})"


class Rig(TalkingLine):
    driver = "customer_display"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self.options = {"port": str(self.path)}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    one = Rig(tmp_path)
    yield one
    one.close()


class TestContract(Common):
    pass


def display(rig: Rig, **more: object) -> CustomerDisplay:
    return customer_display.open(Options("display", {**rig.options, **more}, rig.folder))


def seen(data: bytes, codec: str = "ascii") -> list[str]:
    """The two lines after these bytes; AssertionError for a command no display has."""
    lines = ["", ""]
    while data:
        told = re.match(TEXT, data, re.DOTALL)
        if told:
            line = told[1] == b"B" if told[1] else told[3] == b"\x02"
            lines[line] = (told[2] if told[1] else told[4]).decode(codec)
        else:
            told = re.match(rb"\x1b@|\x0c|\x1bt.|\x1b\*[\x01-\x04]", data, re.DOTALL)
            assert told, data
            lines = ["", ""] if told[0] in (b"\x1b@", b"\x0c") else lines
        data = data[told.end() :]
    return lines


@pytest.mark.parametrize("protocol", ["cd5220", "escpos"])
def test_both_lines(rig: Rig, protocol: str) -> None:
    device = display(rig, protocol=protocol)
    device.show("Šampon na barvené vlasy", "Celkem     289,00\N{NO-BREAK SPACE}Kč")
    rig.wait_for(46)
    device.show("Děkujeme")
    lines = seen(rig.wait_for(90 if protocol == "cd5220" else 85))
    assert lines == ["Dekujeme".ljust(20), " " * 20]
    first = rig.heard[: rig.heard.rindex(b"Dekujeme")]
    assert b"Sampon na barvene vl" in first
    assert b"Celkem     289,00 Kc" in first
    assert rig.heard.count(b"\x1b@") == 1


def test_a_page_with_our_letters_keeps_them(rig: Rig) -> None:
    display(rig, codepage="PC852", codepage_number=18).show("Žluťoučký kůň", "5 €")
    assert seen(rig.wait_for(51), "cp852") == ["Žluťoučký kůň".ljust(20), "5 EUR".ljust(20)]
    assert b"\x1bt\x12" in rig.heard


def test_a_display_that_was_off_is_set_up_again(rig: Rig) -> None:
    device = display(rig)
    device.show("one")
    rig.wait_for(46)
    rig.unplug()
    with pytest.raises(DeviceMissing):
        device.show("two")
    rig.plug()
    device.show("three")
    rig.wait_for(92)
    assert rig.heard.count(b"\x1b@") == 2


def test_fifty_times_unplugged(rig: Rig) -> None:
    device = display(rig)
    for number in range(50):
        device.show(f"round {number:02}")
        rig.wait_for((number + 1) * 46)
        rig.unplug()
        with pytest.raises(DeviceMissing):
            device.look()
        rig.plug()
    assert [int(one) for one in re.findall(rb"round (\d\d)", rig.heard)] == list(range(50))


def test_clear(rig: Rig) -> None:
    device = display(rig)
    device.show("one")
    device.clear()
    assert seen(rig.wait_for(54)) == ["", ""]


@given(st.text(max_size=40), st.sampled_from(["ascii", "cp852", "cp1250"]))
def test_no_text_is_a_command_or_of_another_length(text: str, codec: str) -> None:
    shown = fitted(text, codec)
    assert len(shown) == COLUMNS
    assert all(byte >= 0x20 and byte != 0x7F for byte in shown)
    assert "?" in unicodedata.normalize("NFKC", text) or b"?" not in shown


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"port": "/dev/x", "protocol": "vfd"}, "protocol must be one of"),
        ({"port": "/dev/x", "codepage": "PC437"}, "codepage must be one of"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=said):
        customer_display.open(Options("display", values, tmp_path))
