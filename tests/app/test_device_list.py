"""`pult devices`: how devices are, and trying one from a shell."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from drivers import simulated
from drivers.events import BarcodeScanned
from drivers.options import Options
from kiosk.commands.pult import main
from kiosk.demo.prepare import DEVICES
from kiosk.hardware.check import check, first_event, opens
from kiosk.salon.home import OnlyOne, open_home, save_keys
from kiosk.salon.settings import load
from tests.rigs import escpos_reader
from tests.rigs.salon import close_salon, make_salon
from tests.rigs.tcp_printer import TcpPrinter


@pytest.fixture
def home(tmp_path: Path) -> Path:
    salon = make_salon(tmp_path)
    save_keys(open_home(tmp_path), (salon.context.keys,))
    close_salon(salon)
    return tmp_path


def set_up(home: Path, port: int) -> None:
    (home / "pult.toml").write_text(
        f'[device.front]\ndriver = "escpos_tcp"\nhost = "127.0.0.1"\nport = {port}\n'
        '[device.cards]\ndriver = "simulated"\n'
        '[device.labels]\ndriver = "label_folder"\n'
    )


def test_states_and_reasons_are_listed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with TcpPrinter() as paper:
        set_up(home, paper.port)
        assert main(["--home", str(home), "devices"]) == 0
        told = capsys.readouterr().out
        assert [line.split() for line in told.splitlines()[1:]] == [
            ["front", "escpos_tcp", "ready"],
            ["cards", "simulated", "ready"],
            ["labels", "label_folder", "ready"],
        ]
        paper.switch_off()
        assert main(["--home", str(home), "devices"]) == 1
        assert "takes no print jobs" in " ".join(capsys.readouterr().out.split())


def test_a_library_that_does_not_load_is_told_when_a_device_is_tried(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*_: object) -> None:
        raise ImportError("libudev.so.1: cannot open shared object file", name="evdev")

    monkeypatch.setattr(simulated.Simulated, "run", run)
    (home / "pult.toml").write_text('[device.cards]\ndriver = "simulated"\n')
    assert main(["--home", str(home), "devices", "test", "cards"]) == 1
    assert "does not load. (no_library: libudev.so.1" in capsys.readouterr().err


def test_a_reason_with_brackets_is_told_whole(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (home / "pult.toml").write_text(
        '[device.cards]\ndriver = "serial_reader"\nport = "/dev/serial/[none]"\n'
    )
    assert main(["--home", str(home), "devices"]) == 1
    assert "/dev/serial/[none]" in capsys.readouterr().out


def test_readers_of_a_running_kiosk_are_left_alone(home: Path) -> None:
    only = OnlyOne(open_home(home))
    (home / "pult.toml").write_text(DEVICES)
    try:
        states = list(check(load(home / "pult.toml").device, open_home(home)))
    finally:
        only.release()
    assert [(one.name, one.said) for one in states] == [
        ("simulated", "in use by the running kiosk"),
        ("receipt", "ready"),
        ("label", "ready"),
    ]
    assert not (home / "devices.sock").exists()


def test_a_strip_is_printed_and_the_drawer_opened(home: Path) -> None:
    with TcpPrinter() as paper:
        set_up(home, paper.port)
        assert main(["--home", str(home), "devices", "test", "front", "--drawer"]) == 0
        assert main(["devices", "test", "front", "--home", str(home)]) == 0
        drawer, strip = paper.wait_for(2)
    assert [type(seen) for seen in escpos_reader.read(drawer).seen] == [escpos_reader.Pulse]
    assert b"front" in strip
    assert isinstance(escpos_reader.read(strip).seen[-1], escpos_reader.Knife)
    assert main(["--home", str(home), "devices", "test", "labels"]) == 0
    assert list((home / "paper").glob("test-*.png"))


def test_what_cannot_be_tried_is_said(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_up(home, 9)
    assert main(["--home", str(home), "devices", "test", "nobody"]) == 1
    assert "front, cards, labels" in capsys.readouterr().err
    assert main(["--home", str(home), "devices", "test", "labels", "--drawer"]) == 1
    assert "drawer" in capsys.readouterr().err
    assert main(["--home", str(home), "devices", "test", "front"]) == 1
    assert "takes no print jobs" in capsys.readouterr().err


def test_a_code_that_comes_is_told_and_silence_ends(tmp_path: Path) -> None:
    source = simulated.open(Options("simulated", {}, tmp_path))
    assert opens(source)

    def scan() -> None:
        simulated.send(tmp_path / "devices.sock", "scan", "4006381333931")

    ready = threading.Thread(target=scan)
    assert first_event(source, 5, ready.start) == BarcodeScanned("4006381333931")
    ready.join()
    assert first_event(source, 0.2, lambda: None) is None
