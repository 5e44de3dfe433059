"""`pult import` as somebody in a shell uses it: what it shows, asks, writes and leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.commands import pult
from kiosk.salon.compose import open_services
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.settings import Settings
from tests.rigs.salon import close_salon

Command = Callable[..., tuple[int, str]]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Runs it in a Czech salon on the bytes of a file; the exit code and all that was printed."""
    home = open_home(tmp_path / "home")
    services = open_services(home, Settings())
    profile = Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ", language="cs")
    services.setup.finish(profile, StaffMember(b"", "Petra", "Sample", role="manager"), "2580")
    close_salon(services)
    monkeypatch.setenv("COLUMNS", "400")

    def run(data: bytes, *more: str) -> tuple[int, str]:
        (tmp_path / "file.csv").write_bytes(data)
        words = [
            "--home",
            str(tmp_path / "home"),
            "import",
            "clients",
            str(tmp_path / "file.csv"),
            *more,
        ]
        code = pult.main(words)
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def clients(tmp_path: Path) -> list[Client]:
    services = open_services(open_home(tmp_path / "home"), Settings())
    found = [line.client for line in services.clients.listing()]
    close_salon(services)
    return found


@pytest.mark.req("C5")
def test_values_and_what_was_left_out_are_told_in_the_salons_language(command: Command) -> None:
    text = "Jméno;Telefon;Narozeniny;Barva\nJana Vzorová;nevím;24.12.;7.3\n"
    code, told = command(text.encode(), "--preview")
    assert code == 0
    for words in ("Příjmení: Vzorová", "Chybí rok.", "Vynecháno", "Barva (7.3)", "1 new"):
        assert words in told


@pytest.mark.req("C5")
def test_refused_rows_are_left_out_by_choice(command: Command, tmp_path: Path) -> None:
    data = "Jméno;Příjmení;Telefon\nJana;Vzorová;601000101\n;;601000102\n".encode()
    assert command(data, "--yes")[0] == 1
    assert clients(tmp_path) == []
    rest = tmp_path / "rest.csv"
    code, told = command(data, "--yes", "--skip", "--rest", str(rest))
    assert (code, "1 rows written" in told) == (0, True)
    assert [client.name for client in clients(tmp_path)] == ["Jana Vzorová"]
    assert ";;601000102;" in rest.read_text("utf-8-sig")
    assert rest.stat().st_mode & 0o777 == 0o600


@pytest.mark.req("C5")
def test_what_only_a_person_knows_is_said_in_options(command: Command, tmp_path: Path) -> None:
    data = "Kdo;Volat;Narozeniny\nJan Kráľ;601000101;03/04/1985\n".encode("cp1250")
    code, told = command(data, "--map", "Kdo=name", "--map", "Volat=phone")
    assert (code, "Kráľ" in told, "Kráž" in told) == (1, True, True)
    options = ("--encoding", "cp1250", "--days", "dmy", "--yes")
    assert command(data, "--map", "Kdo=name", "--map", "Volat=phone", *options)[0] == 0
    (jan,) = clients(tmp_path)
    assert (jan.name, jan.phone, jan.birth_date) == ("Jan Kráľ", "+420601000101", "1985-04-03")
    # What was said of the headings holds for the next file that has them.
    code, told = command(data, *options)
    assert (code, "1 unchanged" in told) == (0, True)
    assert command(data, "--map", "", *options)[0] == 1


@pytest.mark.req("C5")
def test_doubtful_rows_are_written_by_choice(command: Command, tmp_path: Path) -> None:
    data = "Jméno;Telefon\nJana Vzorová;601000101\n".encode()
    other = "Jméno;Telefon\nJana Vzorová;601000102\n".encode()
    assert command(data, "--yes")[0] == 0
    assert "1 doubtful" in command(other, "--yes")[1]
    assert len(clients(tmp_path)) == 1
    told = command(other, "--yes", "--doubtful", "join")[1]
    assert "1 changed, 0 unchanged, 0 doubtful" in told
    assert [client.phone for client in clients(tmp_path)] == ["+420601000102"]
    third = "Jméno;Telefon\nJana Vzorová;601000103\n".encode()
    assert "1 new, 0 changed" in command(third, "--yes", "--doubtful", "add")[1]
    assert len(clients(tmp_path)) == 2
