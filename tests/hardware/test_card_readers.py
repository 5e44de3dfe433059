"""Readers of PC/SC as `pult doctor` and `pult devices` tell of them, with a real pcscd."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.device import DeviceMissing
from kiosk.commands import doctor
from kiosk.commands.pult import main
from kiosk.hardware.check import card_readers
from kiosk.salon.home import open_home
from tests.rigs.pcscd import READER, Pcscd, why_not

pytestmark = [
    pytest.mark.xdist_group("pcscd"),
    pytest.mark.skipif(bool(why_not()), reason=why_not()),
]
BOTH = (f"{READER} 00 00", f"{READER} 00 01")


def told(folder: Path) -> doctor.Finding:
    (found,) = (one for one in doctor.examine(open_home(folder)) if doctor.READERS in one.what)
    return found


def use_a_reader(folder: Path) -> None:
    (folder / "pult.toml").write_text('[device.cards]\ndriver = "pcsc"\n')


def test_the_doctor_names_the_readers_whether_they_are_used_or_not(
    pcscd: Pcscd, tmp_path: Path
) -> None:
    assert card_readers() == BOTH
    names = f"Card readers (PC/SC): {', '.join(BOTH)}"
    assert told(tmp_path) == doctor.Finding(True, names)
    use_a_reader(tmp_path)
    assert told(tmp_path) == doctor.Finding(True, names)


def test_a_service_that_does_not_run_is_told_and_minded_where_it_is_needed(
    pcscd: Pcscd, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pcscd.kill()
    try:
        assert told(tmp_path).ok
        assert "does not answer (not used)" in told(tmp_path).what
        use_a_reader(tmp_path)
        assert not told(tmp_path).ok
        assert "systemctl" in told(tmp_path).advice
        assert main(["--home", str(tmp_path), "devices"]) == 1
        assert "Readers of PC/SC: the service pcscd does not answer" in capsys.readouterr().out
    finally:
        pcscd.start()


@pytest.mark.slow
def test_a_service_that_hangs_holds_nobody(pcscd: Pcscd, tmp_path: Path) -> None:
    use_a_reader(tmp_path)
    with pcscd.frozen():
        with pytest.raises(DeviceMissing) as missing:
            card_readers(0.2)
        assert missing.value.cause == "silent"
        found = told(tmp_path)
        assert not found.ok
        assert "runs, but does not answer" in found.what
    assert card_readers() == BOTH


def test_the_list_of_devices_ends_with_the_readers(
    pcscd: Pcscd, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    use_a_reader(tmp_path)
    assert main(["--home", str(tmp_path), "devices"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"Readers of PC/SC: {', '.join(BOTH)}"
