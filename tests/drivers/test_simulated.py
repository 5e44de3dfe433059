"""The simulated reader and scanner behind their socket."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers import simulated
from drivers.events import BarcodeScanned, CardTapped, Event
from drivers.options import Options


@contextlib.contextmanager
def running(folder: Path) -> Iterator[queue.Queue[Event]]:
    """A simulated reader in a thread; gives the queue its events come to."""
    events: queue.Queue[Event] = queue.Queue()
    ready, stop = threading.Event(), threading.Event()
    device = simulated.open(Options("simulated", {}, folder))
    thread = threading.Thread(target=device.run, args=(events.put, ready.set, stop))
    thread.start()
    assert ready.wait(2)
    try:
        yield events
    finally:
        stop.set()
        thread.join(2)
        assert not thread.is_alive()


@pytest.mark.req("K2", "K3")
def test_taps_and_scans_arrive_in_order(tmp_path: Path) -> None:
    with running(tmp_path) as events:
        simulated.send(tmp_path / "devices.sock", "tap", "04A1B2C3")
        simulated.send(tmp_path / "devices.sock", "scan", "2001234567893")
        assert events.get(timeout=1) == CardTapped("04A1B2C3")
        assert events.get(timeout=1) == BarcodeScanned("2001234567893")
    assert not (tmp_path / "devices.sock").exists()


@pytest.mark.req("K2")
def test_only_the_same_user_may_open_it_and_the_number_is_not_shown(tmp_path: Path) -> None:
    with running(tmp_path):
        assert (tmp_path / "devices.sock").stat().st_mode & 0o777 == 0o600
    assert "04A1B2C3" not in repr(CardTapped("04A1B2C3"))


@pytest.mark.parametrize(
    ("event", "value", "said"),
    [("knock", "x", "must be"), ("tap", "", "printable"), ("tap", "a\x00b", "printable")],
)
def test_nonsense_is_refused_with_a_reason(
    tmp_path: Path, event: str, value: str, said: str
) -> None:
    with running(tmp_path) as events:
        with pytest.raises(OSError, match=said) as told:
            simulated.send(tmp_path / "devices.sock", event, value)
        assert said in str(told.value.strerror)
        assert events.empty()


@pytest.mark.parametrize(
    "line", [b"hello\n", b"[]\n", b'{"event": "tap"}\n', b"\xff\n", b"x" * 9000]
)
def test_what_is_no_message_is_answered_and_the_next_one_served(
    tmp_path: Path, line: bytes
) -> None:
    with running(tmp_path) as events:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(tmp_path / "devices.sock"))
            caller.sendall(line)
            assert json.loads(caller.recv(1000))["ok"] is False
        simulated.send(tmp_path / "devices.sock", "tap", "1")
        assert events.get(timeout=1) == CardTapped("1")


def test_a_folder_with_a_long_name_works(tmp_path: Path) -> None:
    deep = tmp_path / ("a" * 60) / ("b" * 60)
    deep.mkdir(parents=True)
    with running(deep) as events:
        simulated.send(deep / "devices.sock", "tap", "1")
        assert events.get(timeout=1) == CardTapped("1")


def test_a_socket_left_by_a_crash_is_replaced(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as old:
        old.bind(str(tmp_path / "devices.sock"))
    with running(tmp_path) as events:
        simulated.send(tmp_path / "devices.sock", "scan", "1")
        assert events.get(timeout=1) == BarcodeScanned("1")


def test_without_a_kiosk_there_is_nobody_to_feed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        simulated.send(tmp_path / "devices.sock", "tap", "1")
