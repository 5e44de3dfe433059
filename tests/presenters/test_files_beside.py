"""What goes on beside the screens: late answers, the desk meanwhile, lists written to a stick."""

from __future__ import annotations

import json
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.domain.text import T
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.clients import Clients
from kiosk.salon.services.files.exporting import Exporting, Kind
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from tests.presenters.story import Story
from tests.rigs.sticks import (
    CLIENTS,
    at_files,
    manager_of,
    open_file,
    options,
    plug_in,
    put,
    said,
)


@pytest.fixture
def stick(salon: Services, tmp_path: Path) -> Path:
    return plug_in(salon, tmp_path)


@pytest.fixture
def manager(salon: Services) -> StaffMember:
    return manager_of(salon)


def test_an_answer_that_comes_late_changes_nothing_on_another_page(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = at_files(salon, manager)
    story.out.later = []
    story.tap("pick", "0").at("import_plan")
    assert story.state.reading
    story.wait(3).tap("close").tap("close").at("more")
    story.tap("pick", "export_files").tap("close")
    story.out.catch_up()
    story.at("more")
    for name in ("file_list", "import_plan", "export_files"):
        presenter = story.nav.presenter(name)
        assert presenter.state == presenter.blank, name


def test_another_question_makes_the_answer_to_the_first_one_void(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")
    story.out.later = []
    story.tap("kind", "staff").tap("kind", "clients")
    first, second = story.out.later
    second()()
    first()()
    assert story.state.kind == "clients"
    assert said(story.state.write) == "Write 3, leave 1 out"


def test_the_desk_goes_on_while_a_file_is_written(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")
    story.out.later = []
    story.tap("write").at("import_run").tap("close").at("more").tap("close").at("desk")
    story.tap("rail", "more").tap("pick", "file_list").at("import_run")
    assert not story.state.over
    story.tap("close").at("more")
    story.nav.lock()
    story.out.catch_up()
    assert story.out.toast is not None
    assert said(story.out.toast.text) == "3 rows are written"
    assert salon.clients.search("Ukázková", 5) != []


def test_an_import_is_never_seen_over_before_its_outcome(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")
    story.out.later = []
    story.tap("write").at("import_run")
    (job,) = story.out.later
    answer = job()
    story.wait(1)
    assert (story.state.over, story.state.wrong) == (False, "")
    answer()
    story.wait(1)
    assert (story.state.over, story.state.wrong) == (True, "")


def test_rows_that_are_refused_only_at_writing_are_told_and_can_be_kept(
    salon: Services, manager: StaffMember, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")
    whole = Clients.save

    def save(self: Clients, client: Client, by: bytes | None) -> Client:
        if client.last_name == "Ukázková":
            raise Refused(T("Choose a client or enter a name."))
        return whole(self, client, by)

    monkeypatch.setattr(Clients, "save", save)
    story.tap("write").at("import_run").wait(1)
    assert (story.state.over, story.state.wrong) == (True, "")
    assert said(story.state.left) == "2 rows were left out"
    story.tap("keep")
    rest = (stick / "klienti-left-out.csv").read_text("utf-8-sig")
    assert "Ukázková" in rest
    assert "enter a name" in rest


def test_a_stick_that_hangs_is_asked_once_and_told_about(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    story = Story(salon).unlock(manager)
    story.out.later = []
    story.tap("rail", "more").tap("pick", "file_list").wait(30)
    assert len(story.out.later) == 1
    assert "does not answer" in said(story.state.told)


@pytest.mark.parametrize("error", [OSError(5, "Input/output error"), RuntimeError("unforeseen")])
def test_an_import_that_breaks_off_says_so(
    salon: Services,
    manager: StaffMember,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = open_file(salon, manager, "klienti.csv")

    def broken(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr(Importing, "apply", broken)
    story.out.forgives = True
    story.tap("write")
    assert story.out.failures == [error]
    task = story.nav.worker.task
    assert task is not None
    assert task.over
    assert said(task.wrong)


@pytest.mark.req("C5")
def test_what_is_answered_of_doubtful_rows_shows_at_once(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "a.csv", "Jméno;Příjmení;Telefon\nJana;Vzorová;777000001\nEva;Vzorová;\n")
    open_file(salon, manager, "a.csv").tap("write").tap("close")
    rows = "Jana;Vzorová;777000002\nEva;Vzorová;777000003\nAda;Nová;\nAda;Nová;\n"
    put(stick, "b.csv", f"Jméno;Příjmení;Telefon\n{rows}")
    story = open_file(salon, manager, "b.csv")
    doubtful = {"all": "All: 4", "new": "New: 1", "doubtful": "Doubtful: 3"}
    assert options(story.state.counts) == doubtful
    story.tap("filter", "doubtful")
    assert {said(row.chip) for row in story.state.rows} == {"Doubtful"}
    story.tap("doubt", "add").tap("filter", "all")
    assert options(story.state.counts) == {"all": "All: 4", "new": "New: 4"}
    story.tap("filter", "new").tap("doubt", "join")
    assert (story.state.shown, len(story.state.rows)) == ("new", 1)
    story.tap("filter", "change")
    assert options(story.state.counts) == {
        "all": "All: 4",
        "new": "New: 1",
        "change": "Change: 2",
        "doubtful": "Doubtful: 1",
    }
    assert [said(row.chip) for row in story.state.rows] == ["Change", "Change"]
    assert "+420777000002" in said(story.state.rows[0].subtitle)
    assert said(story.state.write) == "Write 3, leave 1 out"
    story.tap("doubt", "leave")
    assert story.state.shown == "all"
    assert options(story.state.counts) == doubtful
    story.tap("doubt", "join").tap("write").at("import_run").wait(1)
    (jana,) = salon.clients.search("Jana Vzorová", 5)
    assert (jana.phone, jana.other_phone) == ("+420777000002", "+420777000001")
    assert len(salon.clients.search("Nová", 5)) == 1


# -- writing lists --------------------------------------------------------------------------------


@pytest.mark.req("C5")
def test_lists_are_written_to_a_stick_for_their_owner_alone(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    assert story.state.stick == "0"
    story.tap("edit", "sales", "").tap("write")
    assert said(story.state.told).startswith("It is in the folder STICK/pult-")
    (folder,) = stick.iterdir()
    assert sorted(path.name for path in folder.iterdir()) == [
        "clients.csv",
        "products-and-stock.csv",
        "services.csv",
        "team.csv",
    ]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert "export" in salon.context.store.column("SELECT kind FROM journal")
    story.tap("write")
    assert len(list(stick.iterdir())) == 2


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("language", "left", "lists"),
    [
        ("cs", "klienti-vynechano.csv", {"klienti.csv", "sluzby.csv", "zbozi-a-zasoby.csv"}),
        ("hu", "klienti-kihagyva.csv", {"vendegek.csv", "szolgaltatasok.csv"}),
        ("sl", "klienti-izpusceno.csv", {"stranke.csv", "storitve.csv"}),
    ],
)
def test_files_for_people_are_called_in_their_language(
    salon: Services,
    manager: StaffMember,
    stick: Path,
    language: str,
    left: str,
    lists: set[str],
) -> None:
    salon.context.say = speaker(language, salon.context.salon.zone).say
    put(stick, "klienti.csv", CLIENTS)
    open_file(salon, manager, "klienti.csv").tap("write").wait(1).tap("keep")
    assert (stick / left).exists()
    Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files").tap("write")
    (folder,) = (path for path in stick.iterdir() if path.is_dir())
    names = {path.name for path in folder.iterdir()}
    assert lists <= names
    assert all(name.isascii() for name in names)


def test_lists_of_a_month(salon: Services, manager: StaffMember, stick: Path) -> None:
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    story.tap("edit", "timesheets", "1").tap("edit", "days", "before").tap("write")
    (folder,) = stick.iterdir()
    assert (folder / "timesheets.csv").exists()
    with pytest.MonkeyPatch.context() as patch:
        asked = []
        patch.setattr(Exporting, "to_file", lambda *_, **days: asked.append(days) or 0)
        story.tap("write").tap("edit", "days", "month").tap("write")
        story.tap("edit", "days", "all").tap("write")
    spans = [(one["first"], one["last"]) for one in asked]
    today = salon.context.today()
    month = today.replace(day=1)
    end = month - timedelta(days=1)
    assert dict.fromkeys(spans) == dict.fromkeys(
        [(end.replace(day=1), end), (month, today), (None, None)]
    )


def test_lists_are_written_as_the_long_task_of_the_desk(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    put(stick, "klienti.csv", CLIENTS)
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    story.out.later = []
    story.tap("write")
    task = story.nav.worker.task
    assert task is not None
    assert (task.over, task.total) == (False, 5)
    story.tap("close").at("more").tap("pick", "export_files")
    assert story.state.writing
    story.out.catch_up()
    assert (task.over, task.done, task.wrong) == (True, 5, "")
    assert not story.state.writing
    assert story.state.files


def test_what_was_written_before_it_broke_off_stands_in_the_journal(
    salon: Services, manager: StaffMember, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Exporting.to_file

    def full(self: Exporting, path: Path, kind: Kind, **days: date | None) -> int:
        if kind == "stock":
            raise Refused(T("{name} cannot be written: {reason}", name=path.name, reason="full"))
        return whole(self, path, kind, **days)

    monkeypatch.setattr(Exporting, "to_file", full)
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    story.tap("write")
    assert story.out.toast is not None
    (body,) = salon.context.store.column("SELECT body FROM journal WHERE kind = 'export'")
    assert sorted(json.loads(body)["rows"]) == ["clients", "services"]
    task = story.nav.worker.task
    assert task is not None
    assert task.over
    assert "full" in said(task.wrong)


def test_without_a_stick_or_a_list_nothing_is_written(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    stick.rmdir()
    salon.context.stick_folders = ()
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    assert "Plug in" in said(story.state.why)
    story.tap("write")
    assert story.state.files == ()
    stick.mkdir()
    salon.context.stick_folders = (str(stick),)
    story.wait(3)
    for kind in ("clients", "services", "stock", "sales", "staff"):
        story.tap("edit", kind, "")
    story.tap("write")
    assert list(stick.iterdir()) == []


def test_a_stick_that_cannot_be_written_is_told(
    salon: Services, manager: StaffMember, stick: Path
) -> None:
    story = Story(salon).unlock(manager).tap("rail", "more").tap("pick", "export_files")
    stick.rmdir()
    story.tap("write")
    assert story.out.toast is not None
    assert story.out.toast.tone == "bad"
    assert not story.state.writing
