"""Moving in from a stick, and lists written to one."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from kiosk.salon.domain.errors import DiskFull
from kiosk.salon.services.files.importing import Importing
from tests.gallery.stage import Stage
from tests.gallery.states import state
from tests.gallery.states_setup import LONG_NAME

TEN_O_CLOCK = 1_795_251_600
CLIENTS = (
    "Jméno;Příjmení;Mobil;E-mail;Datum narození;Poznámka;Barva vlasů\n"
    "Jana;Vzorová-Příkladná;777 100 001;jana@example.com;24. 12. 1985;Káva bez mléka;hnědá\n"
    "Iva;Ukázková;nevím;iva@example.com;1985;;\n"
    ";;601 000 002;;;;\n"
    "Marie;Příkladná;601 000 003;;;Chodí raději ráno, parkuje ve dvoře;blond\n"
    f"{LONG_NAME};Vzorová;601 000 004;;;;\n"
)


def _stick(stage: Stage, *files: tuple[str, str]) -> Path:
    folder = stage.studio.salon_folder() / "KINGSTON"
    folder.mkdir()
    for name, text in files:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        os.utime(path, (TEN_O_CLOCK, TEN_O_CLOCK))
    stage.salon.context.stick_folders = (str(folder),)
    return folder


@state("Files: no stick")
def file_list_none(stage: Stage) -> None:
    stage.desk().open("file_list")


@state("Files on a stick")
def file_list(stage: Stage) -> None:
    long = f"Export klientů a jejich návštěv z programu {LONG_NAME}.csv"
    _stick(
        stage, ("klienti.csv", CLIENTS), (f"Zaloha/{long}", CLIENTS), ("sluzby.xlsx", "PK" * 4000)
    )
    stage.desk().open("file_list")


def _plan(stage: Stage, text: str = CLIENTS) -> None:
    _stick(stage, ("klienti.csv", text))
    stage.desk().open("file_list").tap("pick", "0")


@state("A file before it is written")
def import_plan(stage: Stage) -> None:
    _plan(stage)


@state("Everything that has to be chosen about a file")
def import_plan_asks(stage: Stage) -> None:
    known = stage.salon.clients.search("", 1)[0]
    text = f"first name,last name,birthday,note\n{known.first_name},{known.last_name},,nová\n"
    _plan(stage, f"{text}Ida,Vzorová,03/04/1985,\n")


@state("A file whose headings nobody knows")
def import_plan_unknown(stage: Stage) -> None:
    _plan(stage, "Kdo;Kam volat\nJana Vzorová;777 000 001\n")


@state("Visits of another program: some were moved or cancelled there")
def import_plan_visits(stage: Stage) -> None:
    agenda, cut = stage.salon.agenda, stage.salon.catalogue.services()[0].name
    day = agenda.today() + timedelta(days=9)
    who = agenda.day(day).columns[0].name
    rows = [
        f"{number};{day};{hour}:00;{name};{cut};{who};\n"
        for number, hour, name in (
            (1, 9, "Jana Vzorová-Příkladná"),
            (2, 11, "Petr Ukázkový"),
            (3, 13, "Anna Ukázková"),
            (4, 15, "Bartolomějka Alexandra Vzorová-Ukázkovičová"),
        )
    ]
    header = "Booking ID;Datum;Čas;Jméno;Služba;Zaměstnanec;Stav\n"
    first = _stick(stage, ("objednavky.csv", header + "".join(rows[:3]))) / "objednavky.csv"
    importing = Importing(stage.salon.context)
    importing.apply(importing.read("visits", first))
    rows[0] = rows[0].replace(";9:00;", ";17:00;")
    rows[1] = rows[1].replace(";\n", ";zrušeno\n")
    first.write_text(header + "".join(rows))
    os.utime(first, (TEN_O_CLOCK, TEN_O_CLOCK))
    stage.desk().open("file_list").tap("pick", "0")


@state("A file that cannot be read")
def import_plan_wrong(stage: Stage) -> None:
    _plan(stage, "")


@state("A row with a cell that is left out")
def import_row(stage: Stage) -> None:
    _plan(stage)
    stage.tap("pick", stage.state.rows[1].key)


@state("A row that is refused")
def import_row_refused(stage: Stage) -> None:
    _plan(stage)
    stage.tap("pick", stage.state.rows[2].key)


@state("What the columns of a file are")
def import_columns(stage: Stage) -> None:
    _plan(stage)
    stage.tap("columns")


@state("What one column is")
def import_columns_one(stage: Stage) -> None:
    import_columns(stage)
    stage.tap("pick", "6")


@state("A file is being written")
def import_run(stage: Stage) -> None:
    import_run_done(stage)
    task = stage.nav.worker.task
    assert task is not None
    task.over, task.done, task.total = False, 1_250, 2_522
    stage.wait(1)


@state("A file is written, a row was left out")
def import_run_done(stage: Stage) -> None:
    _plan(stage)
    stage.tap("write").wait(5)


@state("A file that could not be written to its end")
def import_run_failed(stage: Stage) -> None:
    import_run_done(stage)
    task = stage.nav.worker.task
    assert task is not None
    task.wrong = DiskFull().message
    stage.wait(1)


@state("Lists: no stick")
def export_files_none(stage: Stage) -> None:
    stage.desk().open("export_files")


@state("Lists are written to a stick")
def export_files(stage: Stage) -> None:
    _stick(stage)
    stage.desk().open("export_files").tap("write")


@state("Lists: two sticks to choose from")
def export_files_two(stage: Stage) -> None:
    folder = _stick(stage)
    other = folder.parent / "USB DISK"
    other.mkdir()
    stage.salon.context.stick_folders = (str(folder), str(other))
    stage.desk().open("export_files")
