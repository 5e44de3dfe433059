"""Moving in at a real window: clients from a stick, read and written beside the running desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rigs.kiosk_process import KioskProcess
from tests.rigs.opening_day import MANAGER_CARD, opening_day
from tests.rigs.truth import ask, faults
from tests.rigs.window import Display, missing_tools

SETTINGS = """
[cards]
trust_uid_manager = true
[files]
sticks = ["{stick}"]
[device.cards]
driver = "simulated"
[device.receipts]
driver = "folder_printer"
"""
PEOPLE = 300


@pytest.mark.window
@pytest.mark.slow
@pytest.mark.req("C5", "K9")
@pytest.mark.skipif(bool(missing_tools()), reason=f"needs {missing_tools()}")
def test_clients_come_in_from_a_stick_by_touch(tmp_path: Path) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    rows = [f"Jana;Vzorová {n:03};+420 601 {n:06}\n" for n in range(PEOPLE)]
    day = opening_day(tmp_path / "home", SETTINGS.format(stick=stick))
    database = day.home / "pult.db"
    with Display("1280x800") as display, KioskProcess(day.home, display) as kiosk:
        hand = kiosk.hand
        kiosk.unlock(MANAGER_CARD)
        hand.at("desk")
        hand.tap("More")
        hand.tap("Read from a file")
        hand.at("file_list")
        hand.see("Plug in the USB stick with the file.")
        (stick / "klienti.csv").write_text(
            "Jméno;Příjmení;Mobil\n" + "".join(rows) + "Iva;;x\n;;\n"
        )
        hand.tap("klienti.csv")
        hand.at("import_plan")
        hand.see("Write 301 rows")
        hand.tap("Write 301 rows")
        hand.at("import_run")
        hand.see("301 of 301 rows are written")
        hand.tap("Done")
        hand.at("more")
    assert ask(database, "SELECT count(*) FROM client WHERE last_name LIKE 'Vzorová %'") == [
        (PEOPLE,)
    ]
    assert faults(database) == []
