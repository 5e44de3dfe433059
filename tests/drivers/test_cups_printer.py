"""A printer of pages behind ``lp``: what the system says, and what becomes of a job."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from drivers import cups_printer, page_folder
from drivers.device import PAGE, DeviceMissing, Job, MaybePrinted, NotReady
from drivers.options import Options

JOB = Job("0" * 31 + "a", b"%PDF-1.4 %%EOF")
IDLE = "printer office is idle.  enabled since today"
ACCEPTS = "office accepting requests since today"


class Spool:
    """Programs ``lp`` and ``lpstat`` of a system, and what they were given."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        self.says("lpstat", f'case "$*" in *-a*) echo "{ACCEPTS}";; *) echo "{IDLE}";; esac')
        self.says("lp", f'echo "$@" >> {folder}/asked; cat > {folder}/page; '
                        'echo "request id is office-17 (1 file(s))"')  # fmt: skip

    def says(self, program: str, script: str) -> None:
        path = self.folder / program
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spool:
    return Spool(tmp_path / "bin", monkeypatch)


def opened(folder: Path, **options: object) -> cups_printer.CupsPrinter:
    return cups_printer.open(Options("office", options, folder))


def test_a_page_is_given_to_the_system_as_it_is(spool: Spool, tmp_path: Path) -> None:
    printer = opened(tmp_path, queue="office")
    printer.look()
    printer.send(JOB)
    assert (spool.folder / "page").read_bytes() == JOB.data
    asked = (spool.folder / "asked").read_text().split()
    assert asked[asked.index("-t") + 1] == JOB.id
    assert asked[asked.index("-d") + 1] == "office"
    assert printer.has_printed(JOB.id) is None


def test_a_stopped_printer_is_given_nothing(spool: Spool, tmp_path: Path) -> None:
    spool.says("lpstat", 'echo "printer office disabled since today - Paused"')
    with pytest.raises(NotReady) as stopped:
        opened(tmp_path, queue="office").send(JOB)
    assert stopped.value.cause == "paused"
    assert not (spool.folder / "page").exists()


def test_a_queue_that_is_not_there(spool: Spool, tmp_path: Path) -> None:
    spool.says("lpstat", 'echo "lpstat: Invalid destination name in list" >&2; exit 1')
    with pytest.raises(DeviceMissing):
        opened(tmp_path, queue="office").look()
    spool.says("lpstat", 'echo "no system default destination"')
    with pytest.raises(DeviceMissing):
        opened(tmp_path).look()


def test_without_cups_the_reason_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DeviceMissing) as missing:
        opened(tmp_path).look()
    assert missing.value.cause == "no_library"


def test_a_refused_job_waits(spool: Spool, tmp_path: Path) -> None:
    spool.says("lp", 'echo "lp: error - unsupported format" >&2; exit 1')
    with pytest.raises(NotReady):
        opened(tmp_path, queue="office").send(JOB)


@pytest.mark.parametrize("script", ["cat >/dev/null", "exec sleep 5"])
def test_nobody_knows_of_a_job_without_an_answer(
    script: str, spool: Spool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cups_printer, "SEND_SECONDS", 0.5)
    spool.says("lp", script)
    with pytest.raises(MaybePrinted):
        opened(tmp_path, queue="office").send(JOB)


def test_a_folder_is_a_printer_of_pages_too(tmp_path: Path) -> None:
    printer = page_folder.open(Options("pages", {}, tmp_path))
    printer.look()
    printer.send(JOB)
    printer.send(JOB)
    assert (tmp_path / "paper" / f"{JOB.id}.pdf").read_bytes() == JOB.data
    assert cups_printer.KIND == page_folder.KIND == PAGE
