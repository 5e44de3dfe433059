"""Why a device in the network cannot be connected to, on real sockets."""

from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from drivers import escpos_tcp, label_tcp
from drivers.device import DeviceMissing, network_cause
from drivers.options import Options

DRIVERS = (escpos_tcp, label_tcp)


def cause(driver, host: str, port: int) -> str:
    with pytest.raises(DeviceMissing) as told:
        driver.open(Options("printer", {"host": host, "port": port}, Path())).look()
    return told.value.cause


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_port_that_nobody_listens_at_is_closed(driver) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert cause(driver, "127.0.0.1", port) == "closed"


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_name_that_nobody_has_is_no_address(driver) -> None:
    assert cause(driver, "printer.invalid", 9100) == "no_address"
    assert cause(driver, "x" * 70 + ".example", 9100) == "no_address"


@pytest.mark.parametrize("driver", DRIVERS)
def test_where_nothing_answers_it_says_so(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that takes no further connection answers as little as none."""
    monkeypatch.setattr(driver, "CONNECT_SECONDS", 0.2)
    waiting: list[socket.socket] = []
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen(0)
        try:
            while len(waiting) < 8:
                one = socket.socket()
                one.setblocking(False)
                one.connect_ex(server.getsockname())
                waiting.append(one)
            assert cause(driver, "127.0.0.1", server.getsockname()[1]) == "no_answer"
        finally:
            for one in waiting:
                one.close()


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (errno.EHOSTUNREACH, "no_answer"),
        (errno.ENETUNREACH, "no_network"),
        (errno.EACCES, "no_address"),
        (errno.ECONNRESET, "closed"),
    ],
)
def test_what_the_system_says_means_one_thing(number: int, found: str) -> None:
    assert network_cause(OSError(number, "told")) == found
