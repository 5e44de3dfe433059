"""Importing: a verdict per row, no row by halves, whatever the file looks like."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.compose import open_services
from kiosk.salon.domain.errors import NotFound, Refused, Stale
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.salon import Salon
from kiosk.salon.home import open_home
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Doubtful, Kind, Plan
from kiosk.salon.services.salon_services import Services
from kiosk.salon.settings import Settings
from kiosk.salon.store import balances
from kiosk.salon.store.database import Store

Judged = list[tuple[int, str, str]]


def read(salon: Services, tmp_path: Path, kind: Kind, text: str, encoding: str = "utf-8") -> Plan:
    path = tmp_path / f"{kind}.csv"
    path.write_bytes(text.encode(encoding))
    return Importing(salon.context).read(kind, path)


def verdicts(plan: Plan) -> Judged:
    return [(row.line, row.verdict, row.title) for row in plan.rows]


def reasons(plan: Plan) -> list[str]:
    return [row.message.plain() for row in plan.rows if row.message]


def write(salon: Services, plan: Plan, doubtful: Doubtful = "leave") -> int:
    return Importing(salon.context).apply(plan, doubtful=doubtful)


CLIENTS = (
    "Jméno;Příjmení;Mobil;E-mail;Datum narození;Souhlas;Barva vlasů\n"
    "Jana;Vzorová;777 000 001;Jana@example.com;24. 12. 1985;ano;hnědá\n"
    "Iva;Ukázková;;;;;\n"
    "Iva;Ukázková;;;;;\n"
)


@pytest.mark.req("C1", "C5", "C7", "E10")
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250"])
def test_clients_come_in_with_their_details(salon: Services, tmp_path: Path, encoding: str) -> None:
    plan = read(salon, tmp_path, "clients", CLIENTS, encoding)
    assert verdicts(plan) == [
        (2, "new", "Jana Vzorová"),
        (3, "new", "Iva Ukázková"),
        (4, "doubtful", "Iva Ukázková"),
    ]
    assert [(one.heading, one.sample) for one in plan.ignored] == [("Barva vlasů", "hnědá")]
    assert salon.clients.count() == 0
    assert write(salon, plan, "add") == 3
    jana = salon.clients.search("vzorova")[0]
    assert (jana.phone, jana.email) == ("+420777000001", "jana@example.com")
    assert (jana.birth_date, jana.marketing, jana.marketing_origin) == (
        "1985-12-24",
        True,
        "import",
    )
    assert salon.context.journal.verify() is None


@pytest.mark.req("C5", "G2")
@pytest.mark.parametrize(
    ("header", "row", "phones"),
    [
        ("Jméno;Mobil;Telefon", "Jana;777000001;224987654", ("+420777000001", "+420224987654")),
        ("Jméno;Mobil;Telefon", "Jana;;224987654", ("+420224987654", "")),
        ("Jméno;Telefon", "Jana;777000001", ("+420777000001", "")),
        ("Name;Phone;Second phone", "Jana;777000001;224987654", ("+420777000001", "+420224987654")),
        ("Name;Phone;other_phone", "Jana;;224987654", ("", "+420224987654")),
    ],
)
def test_which_number_is_the_mobile(
    salon: Services, tmp_path: Path, header: str, row: str, phones: tuple[str, str]
) -> None:
    plan = read(salon, tmp_path, "clients", f"{header}\n{row}\n")
    assert plan.possible
    write(salon, plan)
    (jana,) = salon.clients.search("jana")
    assert (jana.phone, jana.other_phone) == phones


@pytest.mark.req("C5")
def test_the_same_file_again_changes_nothing(salon: Services, tmp_path: Path) -> None:
    text = "name,email,note\nJana Vzorová,jana@example.com,\n"
    write(salon, read(salon, tmp_path, "clients", text))
    again = read(salon, tmp_path, "clients", text)
    assert again.rows[0].verdict == "same"
    assert write(salon, again) == 0
    changed = read(salon, tmp_path, "clients", text.replace(",\n", ",Ráda kávu\n"))
    assert (changed.rows[0].verdict, changed.rows[0].changed) == ("change", ("note",))
    write(salon, changed)
    assert [client.note for client in salon.clients.search("jana")] == ["Ráda kávu"]


@pytest.mark.req("C5")
def test_one_refused_row_stops_the_whole_file(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon,
        tmp_path,
        "clients",
        "first name,last name,email,phone\n"
        "Jana,A,jana@example.com,\n"
        "Eva,B,JANA@example.com,\n"
        "Ida,C,no-address,\n"
        "Ota,D,,12\n"
        ",,e@example.com,\n"
        "Uma,E\n,uma@example.com,\n"
        "Ula,E,,,more\n",
    )
    assert [row.verdict for row in plan.rows] == [*["new"] * 4, *["refused"] * 4]
    assert "Line 2 has this e-mail" in plan.rows[1].remarks[0].message.plain()
    assert "e-mail" in plan.rows[2].remarks[0].message.plain()
    assert "phone" in plan.rows[3].remarks[0].message.plain()
    told = reasons(plan)
    assert "name" in told[0]
    assert "2 columns" in told[1]
    assert "3 columns" in told[2]
    assert "5 columns" in told[3]
    with pytest.raises(Refused, match="Nothing was written"):
        write(salon, plan)
    assert salon.clients.count() == 0


@pytest.mark.req("P1", "E10")
def test_products_with_prices_barcodes_and_stock(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon,
        tmp_path,
        "products",
        "Kód;Název;EAN;Cena;DPH;MJ;Skladem\n"
        "A1;Šampon;4006381333931 96385074;1 349,50 Kč;21 %;ks;12\n"
        ";Hřeben;;49;;;\n",
    )
    assert [row.verdict for row in plan.rows] == ["new", "new"]
    write(salon, plan)
    shampoo = salon.catalogue.product(salon.catalogue.by_barcode("96385074").id)
    assert (shampoo.price_minor, shampoo.vat_bp, shampoo.stock_milli) == (134950, 2100, 12000)
    assert [m.kind for m in salon.catalogue.movements(shampoo.id)] == ["opening"]
    recount = read(salon, tmp_path, "products", "code,price,stock\nA1,1400,10\n")
    assert recount.rows[0].changed == ("price_minor", "stock_milli")
    write(salon, recount)
    after = salon.catalogue.product(shampoo.id)
    assert (after.price_minor, after.stock_milli) == (140000, 10000)
    assert after.barcodes == shampoo.barcodes
    assert balances.wrong(salon.context.store) == {}
    named = read(salon, tmp_path, "products", "name,price\nhreben,59\n")
    assert named.rows[0].verdict == "change"


@pytest.mark.req("C5")
def test_several_columns_of_one_meaning_of_a_product(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon, tmp_path, "products", "Name,EAN,Barcode,Price,Cena\nA,4006381333931,96385074,10,12\n"
    )
    (row,) = plan.rows
    assert row.item.barcodes == ("4006381333931", "96385074")
    assert (row.item.price_minor, [remark.text for remark in row.remarks]) == (1000, ["12"])


def test_wrong_products_are_refused_with_the_reason(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon,
        tmp_path,
        "products",
        "name,barcode,price,vat\n"
        "A,4006381333932,1,21\n"
        "B,96385074,x,21\n"
        "C,96385074,1,19\n"
        "D,96385074,,\n"
        "E,96385074,1,\n"
        "F,96385074,2,\n",
    )
    assert [row.verdict for row in plan.rows] == ["refused"] * 4 + ["new", "refused"]
    told = reasons(plan)
    assert "wrong digit" in told[0]
    assert "not a number" in told[1]
    assert "VAT" in told[2]
    assert "price is missing" in told[3]
    assert told[4].startswith("Line 6")


def test_services_in_hungarian_headings(salon: Services, tmp_path: Path) -> None:
    plan = read(salon, tmp_path, "services", "Megnevezés\tPerc\tÁr\nHajvágás\t45\t650\n")
    write(salon, plan)
    (cut,) = salon.catalogue.services()
    assert (cut.minutes, cut.price_minor, cut.vat_bp) == (45, 65000, 2100)
    again = read(salon, tmp_path, "services", "name,minutes\nhajvagas,60\nNew,30\n")
    assert [row.verdict for row in again.rows] == ["change", "refused"]


@pytest.mark.req("T1")
def test_staff_keep_a_manager(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon,
        tmp_path,
        "staff",
        "Ime,Priimek,Telefon,Vloga\nMaja,Vzorec,777 111 222,vodja\nEva,Sample,,\n",
    )
    assert [row.verdict for row in plan.rows] == ["new", "same"]
    write(salon, plan)
    maja = salon.team.members()[-1]
    assert (maja.name, maja.role, maja.phone) == ("Maja Vzorec", "manager", "+420777111222")


def test_last_manager_cannot_be_imported_away(salon: Services, tmp_path: Path) -> None:
    plan = read(
        salon, tmp_path, "staff", "first name,last name,role\nNela,New,\nPetra,Sample,staff\n"
    )
    with pytest.raises(Refused) as caught:
        write(salon, plan)
    assert caught.value.message.plain().startswith("Line 3: The salon needs at least one")
    assert len(salon.team.members()) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Jana;777\n", "must name the columns"),
        ("name;e-mail\n", "no rows"),
    ],
)
def test_headings_that_do_not_work_are_explained(
    salon: Services, tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        read(salon, tmp_path, "clients", text)


def test_only_what_is_known_can_be_imported(salon: Services, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(salon, tmp_path, "cats", "name\nMicka\n")  # type: ignore[arg-type]


def test_data_that_changed_after_the_preview_is_not_overwritten(
    salon: Services, tmp_path: Path
) -> None:
    text = "code,name,price\nA1,Comb,10\n"
    plan = read(salon, tmp_path, "products", text)
    write(salon, read(salon, tmp_path, "products", text))
    with pytest.raises(Stale):
        write(salon, plan)


def people(count: int) -> str:
    """Every tenth has neither an e-mail nor a phone and shares their name with all others so."""
    lines = [
        f"Jana{number},Test{number},{777000000 + number},c{number}@example.com"
        if number % 10
        else "Iva,Same,,"
        for number in range(count)
    ]
    return "first name,last name,phone,email\n" + "\n".join(lines) + "\n"


def whole(salon: Services) -> list[tuple[str, str, str, str]]:
    found = salon.clients.listing(limit=10_000)
    return sorted(
        (line.client.first_name, line.client.last_name, line.client.phone, line.client.email)
        for line in found
    )


@pytest.mark.req("C5", "G4")
def test_others_write_between_the_portions_of_an_import(salon: Services, tmp_path: Path) -> None:
    plan = read(salon, tmp_path, "clients", people(100))
    other = Store.open(salon.context.store.path)
    told: list[int] = []

    def tell(written: int) -> None:
        """On another connection, which would raise Busy while the lock is held."""
        told.append(written)
        other.patience = 0
        with other.transaction():
            other.run("UPDATE client SET note = note WHERE number = 1")

    try:
        assert Importing(salon.context).apply(plan, tell=tell, seconds=0.01, doubtful="add") == 100
    finally:
        other.close()
    assert told == sorted(set(told))
    assert told[-1] == 100
    assert len(told) > 1
    assert salon.clients.count() == 100
    entries = salon.context.store.rows("SELECT body FROM journal WHERE kind = 'import'")
    assert [json.loads(row[0]) for row in entries] == [{"kind": "clients", "rows": 100}]


class PowerCut(Exception):
    pass


@pytest.mark.req("C5", "G4")
def test_an_interrupted_import_goes_on_where_it_ended(salon: Services, tmp_path: Path) -> None:
    text = people(100)

    def cut(written: int) -> None:
        if written >= 15:
            raise PowerCut

    with pytest.raises(PowerCut):
        Importing(salon.context).apply(
            read(salon, tmp_path, "clients", text), tell=cut, seconds=0, doubtful="add"
        )
    done = salon.clients.count()
    assert done == 15
    (kata,) = salon.clients.search("jana1 test1", 1)
    salon.clients.save(replace(kata, first_name="Katka"), None)
    again = read(salon, tmp_path, "clients", text)
    assert (again.done, again.count("same")) == (done, done)
    assert again.count("new") + again.count("doubtful") == 100 - done
    assert write(salon, again, "add") == 100 - done
    assert salon.clients.get(kata.id).first_name == "Katka"
    assert salon.clients.count() == 100
    # Once it is whole, the file is one like any other: it says nothing new, but of who is called
    # otherwise by now.
    once_more = read(salon, tmp_path, "clients", text)
    assert (once_more.count("same"), once_more.count("doubtful")) == (99, 1)


@pytest.mark.req("C5", "G4")
def test_a_client_who_changed_between_two_portions_is_not_overwritten(
    salon: Services, tmp_path: Path
) -> None:
    write(salon, read(salon, tmp_path, "clients", people(100)), "add")
    (last,) = salon.clients.search("jana99", 1)
    plan = read(
        salon,
        tmp_path,
        "clients",
        people(100).replace(",email", ",city").replace("@example.com", ""),
    )

    def change(written: int) -> None:
        if salon.clients.get(last.id).note == "":
            # In a thread of its own, as at the desk: each has its connection.
            allergic = replace(last, note="Allergic")
            other = threading.Thread(target=salon.clients.save, args=(allergic, None))
            other.start()
            other.join()

    with pytest.raises(Stale):
        Importing(salon.context).apply(plan, tell=change, seconds=0.01)
    assert salon.clients.get(last.id) == replace(last, note="Allergic")


@pytest.mark.slow
@pytest.mark.req("C5", "G4")
def test_a_killed_import_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    file = tmp_path / "clients.csv"
    file.write_text(people(1_000), encoding="utf-8")
    homes = []
    for name in ("killed", "undisturbed"):
        home = open_home(tmp_path / name)
        services = open_services(home, Settings())
        profile = Salon("Sample Salon", "Sample Street 1", "Praha", "100 00", "CZ")
        services.setup.finish(profile, StaffMember(b"", "Petra", "Sample", role="manager"), "2580")
        homes.append(services)
    killed, undisturbed = homes
    words = [sys.executable, "-m", "kiosk.commands.pult", "--home", str(tmp_path / "killed")]
    words += ["import", "clients", str(file), "--yes", "--doubtful", "add"]
    for enough in (100, 500):
        with subprocess.Popen(words, stdout=subprocess.DEVNULL) as process:
            while killed.clients.count() < enough and process.poll() is None:
                time.sleep(0.005)
            process.kill()
            assert process.wait(10) == -signal.SIGKILL
    assert killed.context.store.check() == []
    assert enough <= killed.clients.count() < 1_000
    again = subprocess.run(words, capture_output=True, text=True, timeout=100, check=True)
    assert "rows written" in again.stdout
    write(undisturbed, Importing(undisturbed.context).read("clients", file), "add")
    assert len(whole(killed)) == 1_000
    assert whole(killed) == whole(undisturbed)
    assert killed.context.journal.verify() is None
    for services in homes:
        services.context.store.close()
