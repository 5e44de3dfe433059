"""Moving in from a stick."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from kiosk.presenters.files.args import ImportPlanArgs
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.sticks import (
    CLIENTS,
    at_files,
    manager_of,
    names,
    open_file,
    options,
    plug_in,
    put,
    said,
)

OWN_HEADINGS = "Kdo;Kam volat;Poznámka\nJana Vzorová;777 000 001;ráno\nIva Ukázková;777 000 002;\n"


@pytest.fixture
def stick(salon: Services, tmp_path: Path) -> Path:
    return plug_in(salon, tmp_path)


@pytest.fixture
def manager(salon: Services) -> StaffMember:
    return manager_of(salon)


# -- files on sticks ----------------------------------------------------------------------------


def test_a_stick_is_noticed_when_it_comes_and_when_it_goes(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    story = at_files(salon, manager)
    assert names(story) == []
    assert "Plug in" in said(story.state.told)
    old = put(stick, "old.csv", CLIENTS, age=86_400)
    put(stick, "Export/new.CSV", CLIENTS)
    story.wait(3)
    assert names(story) == ["new.CSV", "old.csv"]
    assert "Export" in said(story.state.rows[0].subtitle)
    assert "Folder" in said(story.state.rows[0].subtitle), "it is no stick that one pulls out"
    old.unlink()
    story.wait(3)
    assert names(story) == ["new.CSV"]
    assert not story.out.failures


def test_only_plain_files_of_a_stick_are_looked_at(
    salon: Services, manager: StaffMember, stick: Path, tmp_path: Path
) -> None:
    """A pipe would be waited for without an end; a link may lead to the key of the salon."""
    os.mkfifo(stick / "clients.csv")
    (tmp_path / "secret.csv").write_text("name\nJana\n")
    (stick / "link.csv").symlink_to(tmp_path / "secret.csv")
    (stick / "far").symlink_to(tmp_path)
    put(stick, "._shadow.csv", CLIENTS)
    put(stick, "$RECYCLE.BIN/gone.csv", CLIENTS)
    put(stick, "photo.jpg", "x")
    assert names(at_files(salon, manager)) == []


@pytest.mark.parametrize("name", ["klienti.xlsx", "KLIENTI.XLS", "klienti.xlsm", "klienti.ods"])
def test_a_spreadsheets_own_file_is_told_how_to_save_it(
    salon: Services, manager: StaffMember, stick: Path, name: str
) -> None:
    put(stick, name, "PK")
    story = at_files(salon, manager)
    (row,) = story.state.rows
    assert (row.title, said(row.chip), row.dim) == (name, "Save as CSV", True)
    story.tap("pick", "0").at("file_list")
    assert story.out.toast is not None
    assert "CSV" in said(story.out.toast.text)


def test_only_a_manager_reads_and_writes_files(salon: Services, stick: Path) -> None:
    nela = salon.team.save(StaffMember(b"", "Nela", "Vzorová"), None)
    story = Story(salon).unlock(nela).tap("rail", "more")
    story.tap("pick", "file_list").at("more").tap("pick", "export_files").at("more")


# -- looking at a file, and writing it ------------------------------------------------------------


@pytest.mark.req("C5")
def test_clients_are_read_with_what_is_wrong_left_out(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")
    state = story.state
    assert state.kind == "clients"
    assert options(state.counts) == {"all": "All: 4", "new": "New: 3", "refused": "Left out: 1"}
    assert "Barva vlasů (hnědá)" in said(state.ignored)
    assert "+420777000001" in said(state.rows[0].subtitle)
    assert "nevím" in said(state.rows[1].subtitle)
    story.tap("pick", state.rows[1].key).at("import_row")
    assert [said(label) for label, _ in story.state.facts] == ["First name", "Last name", "Status"]
    assert "nevím" in said(story.state.remarks[0])
    story.tap("close").at("import_plan").tap("filter", "refused")
    assert len(story.state.rows) == 1
    assert said(story.state.write) == "Write 3, leave 1 out"
    story.tap("write").at("import_run")
    story.wait(1)
    assert story.state.over
    assert said(story.state.left) == "1 row was left out"
    assert [one.last_name for one in salon.clients.search("", 10)] != []
    story.tap("keep")
    rest = (stick / "klienti-left-out.csv").read_text("utf-8-sig")
    assert "601 000 002" in rest
    assert stat.S_IMODE((stick / "klienti-left-out.csv").stat().st_mode) == 0o600
    story.tap("close").at("more")
    assert story.nav.worker.task is None


def test_the_same_file_again_is_unchanged_and_offers_nothing(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS.replace(";;601 000 002;;\n", ""))
    open_file(salon, manager, "klienti.csv").tap("write")
    story = open_file(salon, manager, "klienti.csv")
    assert options(story.state.counts)["same"] == "Unchanged: 3"
    assert story.state.write == ""
    story.tap("write").at("import_plan")


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.csv", "Název;Doba trvání;Cena\nStřih;60;450\n", "services"),
        ("b.csv", "Název;EAN;Cena;Skladem\nŠampon;8594001234561;199;4\n", "products"),
        ("c.csv", "Jméno;Příjmení;Pozice;V agendě\nNela;Vzorová;kadeřnice;ano\n", "staff"),
        (
            "d.csv",
            "Datum;Čas;Jméno;Služba;Zaměstnanec\n1. 12. 2026;10:00;Jana;Střih;Nela\n",
            "visits",
        ),
        ("e.txt", "name\tphone\nJana Vzorová\t777000001\n", "clients"),
        ("f.vcf", "BEGIN:VCARD\nVERSION:3.0\nN:Vzorová;Jana\nEND:VCARD\n", "clients"),
        ("g.csv", "Kdo;Kam volat\nJana;777\n", "clients"),
    ],
)
def test_what_the_rows_are_is_told_by_the_headings_and_can_be_changed(
    salon: Services, manager: StaffMember, stick: Path, name: str, text: str, kind: str
) -> None:
    put(stick, name, text)
    story = open_file(salon, manager, name)
    assert story.state.kind == kind
    story.tap("kind", "staff")
    assert story.state.kind == "staff"


@pytest.mark.req("C5")
def test_unknown_headings_are_named_once_and_remembered(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "own.csv", OWN_HEADINGS)
    story = open_file(salon, manager, "own.csv")
    assert said(story.state.wrong)
    assert story.state.write == ""
    story.tap("columns").at("import_columns")
    assert [row.title for row in story.state.rows] == ["Kdo", "Kam volat", "Poznámka"]
    story.tap("pick", "0").tap("close").tap("pick", "0")
    assert story.state.sample == "Jana Vzorová"
    story.tap("be", "name").tap("pick", "1").tap("be", "phone").tap("done").at("import_plan")
    assert said(story.state.write) == "Write 2 rows"
    story.tap("write")
    put(stick, "more.csv", OWN_HEADINGS.replace("Iva", "Ida").replace("000 002", "000 003"))
    story = open_file(salon, manager, "more.csv")
    assert story.state.write != ""


@pytest.mark.parametrize(
    ("kind", "called"),
    [("clients", "First and last name"), ("staff", "First and last name"), ("products", "Name")],
)
def test_a_person_is_not_called_as_goods_are(
    salon: Services, manager: StaffMember, stick: Path, kind: str, called: str
) -> None:
    """Languages have two words for that."""
    put(stick, "own.csv", "name,phone\nJana Vzorová,601000001\n")
    story = open_file(salon, manager, "own.csv").tap("kind", kind).tap("columns")
    assert said(story.state.rows[0].chip) == called
    assert said(dict(story.state.fields)["name"]) == called


def test_letters_that_read_in_two_ways_are_shown_and_chosen(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "old.csv", "Jmeno\nKráľová\n", "cp1250")
    story = open_file(salon, manager, "old.csv")
    assert options(story.state.readings) == {"iso8859_2": "Krážová", "cp1250": "Kráľová"}
    assert story.state.write == ""
    story.tap("encoding", "cp1250")
    assert said(story.state.wrong) == ""
    assert story.state.rows[0].title == "Kráľová"


def test_days_that_may_mean_two_are_asked_about(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "days.csv", "Name,Birthday\nJana Vzorová,03/04/1985\n")
    story = open_file(salon, manager, "days.csv")
    assert story.state.asks_days
    story.tap("days", "mdy")
    assert story.state.asks_days
    assert "Date of birth" in said(story.state.rows[0].subtitle)


def test_who_may_be_here_already_is_chosen_for_all_of_them(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "a.csv", "Jméno;Příjmení;Poznámka\nJana;Vzorová;\n")
    open_file(salon, manager, "a.csv").tap("write")
    put(stick, "b.csv", "Jméno;Příjmení;Poznámka\nJana;Vzorová;chodí ráno\n")
    story = open_file(salon, manager, "b.csv")
    assert story.state.asks_doubtful
    assert story.state.write == ""
    story.tap("doubt", "join")
    assert said(story.state.write) == "Write 1 row"
    story.tap("write").tap("close")
    (jana,) = salon.clients.search("Vzorová", 5)
    assert salon.clients.get(jana.id).note == "chodí ráno"


def test_a_stick_that_is_pulled_out_meanwhile_is_told(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    path = put(stick, "klienti.csv", CLIENTS)
    story = at_files(salon, manager)
    path.unlink()
    story.tap("pick", "0").at("import_plan")
    assert said(story.state.wrong)
    story.tap("close").at("file_list")
    os.mkfifo(path)
    story.nav.go(ImportPlanArgs(path))
    assert said(story.state.wrong)


def test_what_is_left_over_after_the_stick_has_gone_is_told(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    path = put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv").tap("write")
    path.unlink()
    stick.rmdir()
    story.wait(1).tap("keep")
    assert story.out.toast is not None
    assert story.out.toast.tone == "bad"
    assert not story.state.keeping


def test_what_was_chosen_stays_when_a_column_is_named_anew(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "a.csv", "Jméno;Příjmení\nJana;Vzorová\n")
    open_file(salon, manager, "a.csv").tap("write")
    put(stick, "b.csv", "Jméno;Příjmení;Barva;Káva\nJana;Vzorová;hnědá;ano\n")
    story = open_file(salon, manager, "b.csv").tap("doubt", "join").tap("columns")
    story.tap("pick", "2").tap("be", "note").tap("pick", "3").tap("be", "note").tap("done")
    assert story.state.doubtful == "join"
    story.tap("columns").tap("pick", "2").tap("be", "").tap("done")
    assert said(story.state.write) == "Write 1 row"
    story.tap("write")
    (jana,) = salon.clients.search("Vzorová", 5)
    assert salon.clients.get(jana.id).note == "Káva: ano"


def test_two_columns_of_one_meaning_lose_nothing_unsaid(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "a.csv", "Jméno;Příjmení;Barva;Jazyk\nJana;Vzorová;cs;sl\n")
    story = open_file(salon, manager, "a.csv").tap("columns").tap("pick", "2").tap("be", "language")
    story.tap("done").tap("pick", story.state.rows[0].key).at("import_row")
    assert any("sl" in said(remark) for remark in story.state.remarks)
