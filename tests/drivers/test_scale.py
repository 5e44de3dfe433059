"""Scales on pseudo-terminals: Toledo 8217 and SMA."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import scale
from drivers.device import DeviceMissing, NotReady
from drivers.escpos_status import answered
from drivers.label_status import check_tspl, check_zpl
from drivers.options import BadOption, Options
from drivers.scale_frames import BadFrame, Reading, sma, toledo
from tests.drivers.contract import Common
from tests.rigs.talking_line import TalkingLine


class Rig(TalkingLine):
    """A Toledo scale as the contract wants it."""

    driver = "scale"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, lambda asked: b"\x0201.250\r" if asked == b"W" else b"")
        self.folder = folder
        self.options = {"port": str(self.path), "parity": "none"}


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    one = Rig(tmp_path)
    yield one
    one.close()


class TestContract(Common):
    pass


def opened(rig: Rig, **more: object) -> scale.Scale:
    return scale.open(Options("deli", {**rig.options, **more}, rig.folder))


def test_it_tells_what_lies_on_it(rig: Rig) -> None:
    assert opened(rig).weigh() == Reading(1250, "stable")
    rig.answer = lambda asked: b"\n 1N  " + b"     0.505kg_\r" if asked == b"\nW\r" else b""
    told = opened(rig, protocol="sma").weigh()
    assert told == Reading(505, "stable", net=True)
    assert told.usable


def test_an_answer_in_pieces_and_rubbish_before_the_question(rig: Rig) -> None:
    device = opened(rig)
    rig.answer = lambda _: b"\x0200."
    with pytest.raises(NotReady, match="silent"):
        device.weigh()
    rig.answer = lambda _: b"\x0202.000\r"
    assert device.weigh().grams == 2000


@pytest.mark.parametrize("answer", [b"", b"\r", b"hello\r", b"x" * 500])
def test_nonsense_is_no_weight(rig: Rig, answer: bytes) -> None:
    rig.answer = lambda _: answer
    with pytest.raises(NotReady, match="silent"):
        opened(rig).weigh()


def test_unplugged_and_plugged_in_again_fifty_times(rig: Rig) -> None:
    device = opened(rig)
    for _ in range(50):
        rig.unplug()
        with pytest.raises(DeviceMissing, match="off"):
            device.weigh()
        rig.plug()
        assert device.weigh().grams == 1250


@pytest.mark.parametrize(
    ("frame", "reading"),
    [
        (b"\x0200.000\r", Reading(0, "stable")),
        (b"\x0200.505N\r", Reading(505, "stable", net=True)),
        (b"\x0201250\r", Reading(1250, "stable")),
        (b"\x02?\x01\r", Reading(None, "moving")),
        (b"\x02?\x03\r", Reading(None, "over")),
        (b"\x02?\x04\r", Reading(None, "under")),
        (b"\x02?\x40\r", Reading(None, "fault")),
        (b"\x82\xb0\xb1.250\x8d", Reading(1250, "stable")),
    ],
)
def test_toledo(frame: bytes, reading: Reading) -> None:
    assert toledo(frame) == reading


def test_pounds() -> None:
    assert toledo(b"\x0201.00\r", "lb").grams == 454
    assert toledo(b"\x020100\r", "lb").grams == 454


@pytest.mark.parametrize(
    ("frame", "reading"),
    [
        (b"\nZ1G       0.000kg_\r", Reading(0, "stable")),
        (b"\n 1GM      1.250kg_\r", Reading(1250, "moving")),
        (b"\nO1G      15.100kg_\r", Reading(15100, "over")),
        (b"\nU1G      -0.010kg_\r", Reading(-10, "under")),
        (b"\nE1G  ----------kg_\r", Reading(None, "fault")),
        (b"\n 1G        1.00lb_\r", Reading(454, "stable")),
        (b"\n 1G         250g__\r", Reading(250, "stable")),
    ],
)
def test_sma(frame: bytes, reading: Reading) -> None:
    assert sma(frame) == reading
    assert not (reading.state != "stable" and reading.usable)


@given(
    st.one_of(
        st.binary(max_size=40),
        st.from_regex(rb"\n.{15,22}\r"),
        st.from_regex(rb"\x02.{1,8}\r"),
    )
)
def test_no_bytes_do_harm(data: bytes) -> None:
    for read in (toledo, sma):
        with contextlib.suppress(BadFrame):
            read(data)
    with contextlib.suppress(OSError):
        answered(data)
    for check in (check_zpl, check_tspl):
        with contextlib.suppress(NotReady):
            check(data)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "port is missing"),
        ({"port": "/dev/x", "protocol": "other"}, "protocol must be one of"),
        ({"port": "/dev/x", "unit": "t"}, "unit must be one of"),
    ],
)
def test_wrong_options_are_named(values: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=said):
        scale.open(Options("deli", values, tmp_path))
