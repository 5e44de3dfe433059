"""The `pult` command as its own process: help, exit codes, what it prints."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.commands import doctor
from kiosk.salon.compose import open_services
from kiosk.salon.domain.agenda.hours import TimeOff
from kiosk.salon.home import open_home
from kiosk.salon.settings import Settings
from kiosk.salon.store.balances import LEDGERS
from tests.rigs.salon import close_salon, make_salon

ROOT = Path(__file__).resolve().parents[2]

WEEKS = timedelta(weeks=7)


def pult(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kiosk.commands.pult", "--home", str(home), *words],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=60,
    )


@pytest.mark.slow
def test_every_command_helps_itself(tmp_path: Path) -> None:
    whole = pult(tmp_path, "--help").stdout
    names = ("run", "demo", "tap", "scan", "doctor", "import", "export", "google", "settings")
    for name in (*names, "journal"):
        assert f"    {name} " in whole
        helped = pult(tmp_path, name, "--help")
        assert helped.returncode == 0
        assert len(helped.stdout.split()) > 12, name


@pytest.mark.slow
def test_wrong_settings_are_said_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "pult.toml").write_text("rol = 'desk'\n")
    answer = pult(tmp_path, "settings")
    assert answer.returncode == 1
    assert "rol: no such setting" in answer.stderr
    assert "Traceback" not in answer.stderr
    (tmp_path / "pult.toml").write_text('[device.till]\ndriver = "escpos_tcp"\nhst = "a"\n')
    answer = pult(tmp_path, "settings")
    assert answer.returncode == 1
    assert "device.till.h" in answer.stderr
    assert "is fine" not in answer.stdout


@pytest.mark.slow
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kiosk.commands.pult", "--home", str(tmp_path), "doctor"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.slow
def test_tapping_without_a_kiosk_says_how_to_start_one(tmp_path: Path) -> None:
    answer = pult(tmp_path, "tap", "0405060708")
    assert answer.returncode == 1
    assert "pult run" in answer.stderr
    assert "0405060708" not in answer.stderr + answer.stdout


@pytest.mark.slow
def test_the_journal_is_verified_and_its_first_wrong_entry_named(tmp_path: Path) -> None:
    open_home(tmp_path)
    assert "empty" in pult(tmp_path, "journal", "verify").stdout
    # The command has made the key; a salon made with it is one the command can check.
    from kiosk.salon.domain.people import StaffMember
    from kiosk.salon.domain.salon import Salon

    services = open_services(open_home(tmp_path), Settings())
    services.setup.finish(
        Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ"),
        StaffMember(b"", "Petra", "Sample", role="manager"),
        "2580",
    )
    assert "The journal holds" in pult(tmp_path, "journal", "verify").stdout
    with services.context.store.transaction():
        services.context.store.run("UPDATE journal SET body = '{}' WHERE seq = 2")
    close_salon(services)
    answer = pult(tmp_path, "journal", "verify")
    assert answer.returncode == 1
    assert answer.stdout.startswith("Journal entry 2 is wrong")


def test_the_doctor_is_content_with_a_fresh_folder(tmp_path: Path) -> None:
    findings = list(doctor.examine(open_home(tmp_path)))
    assert [finding.what for finding in findings if not finding.ok] == []


def test_the_doctor_finds_what_is_wrong(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    services = make_salon(tmp_path)
    close_salon(services)
    (tmp_path / "pult.toml").write_text("[desk]\nidle_seconds = 1\n")
    wrong = {finding.what.split(":")[0] for finding in doctor.examine(home) if not finding.ok}
    assert wrong == {"Salon key", "Settings", "Database"}


def test_the_doctor_sees_a_clock_that_jumped_back(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    services = open_services(home, Settings())
    tomorrow = services.context.now() + 86_400_000
    with services.context.store.transaction():
        services.context.journal.append("sample", tomorrow, {})
    services.context.store.close()
    wrong = [finding.what for finding in doctor.examine(home) if not finding.ok]
    assert [what.split(",")[0] for what in wrong] == ["Clock: behind"]


@pytest.mark.req("V4")
def test_the_doctor_tells_of_visits_that_do_not_fit_and_calls_it_no_fault(tmp_path: Path) -> None:
    from kiosk.sample import build_small

    home = open_home(tmp_path)
    services = open_services(home, Settings())
    build_small(services)
    for who in services.team.members():
        days = services.agenda.today() + timedelta(days=1), services.agenda.today() + WEEKS
        services.hours.save_time_off(TimeOff(b"", who.id, "sick", *days), None)
    close_salon(services)
    (told,) = [one for one in doctor.examine(home) if one.what.startswith("Agenda: ")]
    assert told.ok
    assert "outside hours" in told.what


def test_the_doctor_sees_every_balance_that_is_wrong(tmp_path: Path) -> None:
    from kiosk.sample import build_small

    home = open_home(tmp_path)
    services = open_services(home, Settings())
    sample = build_small(services)
    services.points.move(sample.clients[0].id, 5, "Birthday", None)
    store = services.context.store
    for ledger in LEDGERS:
        for balance in ledger.balances:
            table, column = balance.split(".")
            for change in ("+ 1", "- 1"):
                with store.transaction():
                    assert store.run(f"UPDATE {table} SET {column} = {column} {change}") > 0
                wrong = [finding.what for finding in doctor.examine(home) if not finding.ok]
                told = [f"{ledger.title}: "] if change == "+ 1" else []
                assert [what[: what.index(":") + 2] for what in wrong] == told, balance
    close_salon(services)


def test_the_doctor_sees_a_damaged_database(tmp_path: Path) -> None:
    home = open_home(tmp_path)
    from kiosk.salon.home import load_keys

    load_keys(home)
    home.database.write_bytes(b"this is no database at all, not even a little" * 200)
    wrong = [finding for finding in doctor.examine(home) if not finding.ok]
    assert len(wrong) == 1
    assert "damaged" in wrong[0].what
    assert "call for help" in wrong[0].advice


@pytest.mark.slow
def test_the_data_folder_may_be_named_on_either_side_of_the_command(tmp_path: Path) -> None:
    before = pult(tmp_path, "settings").stdout
    after = pult(tmp_path / "elsewhere", "settings", "--home", str(tmp_path)).stdout
    assert str(tmp_path / "pult.toml") in before
    assert after == before


@pytest.mark.slow
def test_every_setting_is_printed_whole(tmp_path: Path) -> None:
    told = pult(tmp_path, "settings").stdout
    assert "papers.keep_days" in told
    assert "[device.NAME]" in told
