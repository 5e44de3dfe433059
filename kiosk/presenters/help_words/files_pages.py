"""What the pages of files are for: a row for each,
or the name of the page whose text it shares."""

from __future__ import annotations

from kiosk.salon.domain.text import Msg, T

HELP: dict[str, tuple[Msg, ...] | str] = {
    "file_list": (
        T(
            "Here you bring in clients, visits to come, services, products or the team from "
            "another program."
        ),
        T(
            "Save the list there as a file, put it on a USB stick and plug the stick in; it "
            "appears here."
        ),
        T("Choosing a file writes nothing: first you see what would become of every row."),
        T("The internet is not needed."),
    ),
    "import_plan": (
        T("Here you see what the file would bring, before anything is written."),
        T(
            "Touch a row to see what is stored and what is left out, and look at the wrong "
            "ones first."
        ),
        T("If a column was misunderstood, say what it is; that is remembered."),
        T(
            "Good rows can be written without the bad ones, and somebody who is here already "
            "is not doubled."
        ),
        T("What was written is not taken out again by itself, so look well before you begin."),
    ),
    "import_columns": (
        T("Here you say what each column of the file is."),
        T("Touch a column, look at the sample from it, and choose what it means."),
        T("What you do not need is not read, and nothing is written yet."),
        T("It is remembered for the next file with the same headings."),
    ),
    "import_row": (
        T("This is one row of the file: what will be stored of it."),
        T("Below it says what becomes of the other cells, and why the row is left out if it is."),
        T("Nothing can be broken here: go back when you have seen it."),
    ),
    "import_run": (
        T("The rows of the file are being written, one after the other."),
        T("You can go on working at the desk, it goes on by itself."),
        T(
            "If it stops halfway, read the same file again: what is there already is not "
            "written twice."
        ),
        T("Rows that were left out can be written back to the stick, each with the reason."),
    ),
    "export_files": (
        T("Here you write lists to a USB stick, for the accountant or for another program."),
        T(
            "Plug in a stick, choose what you need, and take it out when the page says that "
            "it is written."
        ),
        T("Nothing is changed or taken away here by it."),
        T("The lists hold personal data, so keep the stick as safe as this box."),
    ),
}
