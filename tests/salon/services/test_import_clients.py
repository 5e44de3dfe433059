"""Clients as other programs write them: the right value is kept, or what was left out is told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kiosk.salon.domain.errors import Refused
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import write_left
from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import brought, read, told

GOOGLE = (
    "First Name,Middle Name,Last Name,Nickname,Birthday,Notes,Photo,Labels,E-mail 1 - Label,"
    "E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,"
    "Phone 2 - Label,Phone 2 - Value,Address 1 - Label,Address 1 - Street,Address 1 - City,"
    "Address 1 - Postal Code\n"
    "Alena,,Ukázková,,1985-12-24,pije zelený čaj,,* myContacts,* Home,alena@example.com,,,Work,"
    "+420 222 000 101,Mobile,+420 601 000 101,Home,Ukázková 1,Praha,110 00\n"
    "Bára,,Zkušební,Barča,,,,* myContacts,,bara@example.com,,,,601000102,,,,,,\n"
)


@pytest.mark.req("C5")
def test_google_contacts(salon: Services, tmp_path: Path) -> None:
    alena, bara = brought(salon, tmp_path, GOOGLE)
    assert (alena.phone, alena.other_phone) == ("+420601000101", "+420222000101")
    assert (alena.email, alena.birth_date) == ("alena@example.com", "1985-12-24")
    assert (alena.street, alena.city, alena.postcode) == ("Ukázková 1", "Praha", "110 00")
    assert (bara.name, bara.phone, bara.email) == (
        "Bára Zkušební",
        "+420601000102",
        "bara@example.com",
    )
    plan = read(salon, tmp_path, GOOGLE)
    assert plan.count("same") == 2
    assert [(one.heading, one.sample) for one in plan.ignored] == [("Nickname", "Barča")]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    "heading", ["Mobitel", "Mobilni telefon", "GSM", "Mobil", "Mobil telefon", "Mobilní telefon"]
)
def test_a_mobile_beside_a_telephone_is_the_one_to_check_in_with(
    salon: Services, tmp_path: Path, heading: str
) -> None:
    text = f"Ime in priimek;Tel.;{heading}\nAna Vzorčna;222000101;601000301\n"
    plan = read(salon, tmp_path, text)
    assert not plan.ignored
    (ana,) = brought(salon, tmp_path, text)
    assert (ana.phone, ana.other_phone) == ("+420601000301", "+420222000101")


@pytest.mark.req("C5")
def test_outlook_contacts(salon: Services, tmp_path: Path) -> None:
    text = (
        "First Name,Last Name,Company,Home Street,Home City,Home Postal Code,Business Phone,"
        "Home Phone,Mobile Phone,Other Phone,Birthday,E-mail Address,Gender,Notes\n"
        "Radka,Ukázková,,Ukázková 2,Brno,602 00,,,601000201,,0/0/00,radka@example.com,"
        "Unspecified,\n"
    )
    assert told(read(salon, tmp_path, text), 2) == [
        ("Birthday", "0/0/00"),
        ("Gender", "Unspecified"),
    ]
    (radka,) = brought(salon, tmp_path, text)
    assert (radka.phone, radka.email) == ("+420601000201", "radka@example.com")
    assert (radka.street, radka.city, radka.birth_date) == ("Ukázková 2", "Brno", "")


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Jméno;E-mail;Telefon;Poznámka", "Dana Ukázková;dana@example.com;601000104;káva"),
        (
            "Meno;Priezvisko;Telefón;E-mail;Poznámka",
            "Dana;Ukázková;601000104;dana@example.com;káva",
        ),
        ("Vorname;Name;Handy;E-Mail;Notiz", "Dana;Ukázková;{reach};káva"),
        ("Név;Telefonszám;E-mail cím;Megjegyzés", "Ukázková Dana;{reach};káva"),
        ("Priimek;Ime;GSM;E-pošta;Opombe", "Ukázková;Dana;{reach};káva"),
        (
            "Příjmení;Jméno;Titul;Mobil;E-mail;Poznámka",
            "Ukázková;Dana;;601000104;dana@example.com;káva",
        ),
        (
            "First name;Last name;Full name;Mobile number;Telephone;Email;Note",
            "Dana;Ukázková;Dana Ukázková;601000104;;dana@example.com;káva",
        ),
        (
            "First Name;Last Name;Email Address;Phone Number;Memo;Square Customer ID",
            "Dana;Ukázková;dana@example.com;601000104;káva;X1",
        ),
        (
            "FirstName;LastName;SmsNumber;Email;ExtraNotes",
            "Dana;Ukázková;601000104;dana@example.com;káva",
        ),
        (
            "First Name;Surname;Mobile;Landline;Email;Notes",
            "Dana;Ukázková;601000104;;dana@example.com;káva",
        ),
        (
            "Given Name;Family Name;Phone 1 - Type;Phone 1 - Value;E-mail 1 - Value;Notes",
            "Dana;Ukázková;Mobile;601000104;dana@example.com;káva",
        ),
    ],
)
def test_headings_of_the_programs_people_come_from(
    salon: Services, tmp_path: Path, header: str, row: str
) -> None:
    (dana,) = brought(
        salon, tmp_path, f"{header}\n{row}\n".replace("{reach}", "601000104;dana@example.com")
    )
    assert (dana.first_name, dana.last_name) == ("Dana", "Ukázková")
    assert (dana.phone, dana.email, dana.note) == ("+420601000104", "dana@example.com", "káva")


@pytest.mark.req("C5")
def test_two_columns_of_one_meaning(salon: Services, tmp_path: Path) -> None:
    (cyril,) = brought(
        salon, tmp_path, "First name,Last name,Phone,Telephone\nCyril,Vzorek,601000103,222000103\n"
    )
    assert (cyril.phone, cyril.other_phone) == ("+420601000103", "+420222000103")


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("cell", "phone", "other"),
    [
        ("601 000 207 / 601 000 208", "+420601000207", "+420601000208"),
        ("+420 601 000 218 ::: +420 601 000 219", "+420601000218", "+420601000219"),
        ("601000207, 601000208", "+420601000207", "+420601000208"),
        ("601000207;601000208", "+420601000207", "+420601000208"),
        ('"601000207\n601000208"', "+420601000207", "+420601000208"),
        ("601000207 nebo 601000208", "+420601000207", "+420601000208"),
        ("601000207 / 601000207", "+420601000207", ""),
        ("+421 905/123 456", "+421905123456", ""),
        ("tel. 601 000 207 (manžel)", "+420601000207", ""),
    ],
)
def test_several_numbers_in_a_cell(
    salon: Services, tmp_path: Path, cell: str, phone: str, other: str
) -> None:
    (xenie,) = brought(salon, tmp_path, f"Name\tPhone\nXenie Ukázková\t{cell}\n")
    assert (xenie.phone, xenie.other_phone) == (phone, other)


@pytest.mark.req("C5")
def test_nothing_of_many_values_is_lost(salon: Services, tmp_path: Path) -> None:
    text = (
        "Name;Phone 1 - Value;Phone 2 - Value;Phone 3 - Value;E-mail;City;City;Notes\n"
        "Ota Vzor;601000207;601000208;601000209;a@example.com b@example.com;Brno;Praha;káva\n"
    )
    plan = read(salon, tmp_path, text)
    assert {text for _, text in told(plan, 2)} == {"+420601000209", "b@example.com", "Praha"}
    (ota,) = brought(salon, tmp_path, text)
    assert ota.note.splitlines() == ["káva", "+420601000209", "b@example.com"]
    assert (ota.email, ota.city) == ("a@example.com", "Brno")
    assert read(salon, tmp_path, text).count("same") == 1


@pytest.mark.req("C5")
def test_cells_that_say_nothing_are_left_out_and_told(salon: Services, tmp_path: Path) -> None:
    text = (
        "Jméno;Příjmení;Telefon;E-mail;Pohlaví;Narozeniny\n"
        "Gita;Ukázková;nevím;gita@example.com;neuvedeno;\n"
        "Hana;Zkušební;601000108;-;Žena;--12-24\n"
        "Ivan;Vzorek;601000109;ivan@example.com;Prefer not to say;00.00.0000\n"
        "Julie;Vzorová;12;julie@;cosi;1.1.2999\n"
    )
    plan = read(salon, tmp_path, text)
    assert [row.verdict for row in plan.rows] == ["new"] * 4
    assert told(plan, 2) == [("Pohlaví", "neuvedeno"), ("Telefon", "nevím")] or told(plan, 2) == [
        ("Telefon", "nevím"),
        ("Pohlaví", "neuvedeno"),
    ]
    assert set(told(plan, 3)) == {("E-mail", "-"), ("Narozeniny", "--12-24")}
    assert set(told(plan, 5)) == {
        ("Telefon", "12"),
        ("E-mail", "julie@"),
        ("Pohlaví", "cosi"),
        ("Narozeniny", "1.1.2999"),
    }
    gita, hana, ivan, julie = brought(salon, tmp_path, text)
    assert (gita.phone, gita.email, gita.gender) == ("", "gita@example.com", "")
    assert (hana.email, hana.gender, hana.birth_date) == ("", "f", "")
    assert (ivan.gender, ivan.birth_date) == ("", "")
    assert julie.name == "Julie Vzorová"


@pytest.mark.req("C5")
def test_days_of_a_column_are_read_alike(salon: Services, tmp_path: Path) -> None:
    text = "Name,Phone,Birthday\nTáňa Vzorová,601000203,{}\nUla Vzorová,601000204,{}\n"
    clear = read(salon, tmp_path, text.format("03/04/1985", "04/13/1985"))
    assert [row.item.birth_date for row in clear.rows] == ["1985-03-04", "1985-04-13"]
    unclear = text.format("03/04/1985", "05/05/1985")
    plan = read(salon, tmp_path, unclear)
    assert plan.habits.days_unclear
    assert [row.item.birth_date for row in plan.rows] == ["", "1985-05-05"]
    assert told(plan, 2) == [("Birthday", "03/04/1985")]
    said = read(salon, tmp_path, unclear, days="dmy")
    assert [row.item.birth_date for row in said.rows] == ["1985-04-03", "1985-05-05"]


@pytest.mark.req("C5")
def test_names_in_one_column(salon: Services, tmp_path: Path) -> None:
    text = (
        'Name,Phone\n"Ukázková, Marie",601000112\n"Nela Zkušební, Ph.D.",601000113\n'
        "Ing. Otto van der Vzor,601000114\n"
    )
    marie, nela, otto = brought(salon, tmp_path, text)
    assert (marie.first_name, marie.last_name) == ("Marie", "Ukázková")
    assert (nela.first_name, nela.last_name) == ("Nela", "Zkušební")
    assert (otto.first_name, otto.last_name) == ("Otto", "van der Vzor")
    assert told(read(salon, tmp_path, text), 3) == [("Name", "Ph.D.")]


@pytest.mark.req("C5")
def test_a_list_with_the_family_in_front(salon: Services, tmp_path: Path) -> None:
    text = "Klient;Telefon\nVzorová Jana;601000112\nUkázková Eva;601000113\nVzor Petr;601000114\n"
    assert [client.first_name for client in brought(salon, tmp_path, text)] == [
        "Eva",
        "Jana",
        "Petr",
    ]


@pytest.mark.req("C5")
def test_what_stands_before_and_below_is_no_client(salon: Services, tmp_path: Path) -> None:
    text = (
        "sep=;\r\nKlienti salonu\r\n\r\nJméno;Příjmení;Telefon\r\nDana;Ukázková;601000104\r\n"
        ";;\r\nCelkem: 1;;\r\n"
    )
    plan = read(salon, tmp_path, text)
    assert ([row.line for row in plan.rows], plan.totals) == ([5], (7,))
    (dana,) = brought(salon, tmp_path, text)
    assert dana.phone == "+420601000104"


@pytest.mark.req("C5")
def test_good_rows_come_without_the_bad_ones(salon: Services, tmp_path: Path) -> None:
    text = "Jméno;Příjmení;Telefon\nDana;Ukázková;601000104\n;;601000105\nEva;Vzorová;1;2\n"
    plan = read(salon, tmp_path, text)
    importing = Importing(salon.context)
    with pytest.raises(Refused):
        importing.apply(plan)
    assert importing.apply(plan, skip_refused=True) == 1
    stream = io.StringIO(newline="")
    say = speaker("cs", salon.context.salon.zone).say
    assert write_left(plan, plan.left("leave"), say, stream) == 2
    rows = list(csv.reader(io.StringIO(stream.getvalue()), delimiter=";"))
    assert rows[0][:3] == ["Jméno", "Příjmení", "Telefon"]
    assert rows[1][:3] == ["", "", "601000105"]
    assert rows[1][3]
    corrected = stream.getvalue().replace(";;601000105", "Iva;Vzorová;601000105")
    assert read(salon, tmp_path, corrected).rows[0].verdict == "new"


@pytest.mark.req("C5")
def test_columns_mapped_by_hand_are_remembered(salon: Services, tmp_path: Path) -> None:
    text = "Kdo;Kam volat;Telefon;Barva\nDana Ukázková;601000104;222000104;7.3\n"
    with pytest.raises(Refused, match="name the columns"):
        read(salon, tmp_path, text)
    said = {"Kdo": "name", "kam volat": "mobile", "Telefon": "", "Barva": "note"}
    importing = Importing(salon.context)
    assert {"name", "mobile", "note"} <= importing.fields("clients").keys()
    plan = read(salon, tmp_path, text, mapping=said)
    importing.apply(plan)
    (dana,) = (line.client for line in salon.clients.listing())
    assert (dana.name, dana.phone, dana.other_phone, dana.note) == (
        "Dana Ukázková",
        "+420601000104",
        "",
        "Barva: 7.3",
    )
    again = read(salon, tmp_path, text.replace("Dana", "Eva"))
    assert (again.rows[0].title, again.mapping) == ("Eva Ukázková", said)
    importing.forget(again)
    with pytest.raises(Refused, match="name the columns"):
        read(salon, tmp_path, text)


@pytest.mark.req("C5")
def test_an_address_book_of_a_telephone(salon: Services, tmp_path: Path) -> None:
    cards = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Ukázková;Alena;;Ing.;\r\nFN:Ing. Alena Ukázková\r\n"
        "TEL;TYPE=WORK:+420 222 000 101\r\nTEL;TYPE=CELL,VOICE:601000101\r\n"
        "EMAIL;TYPE=INTERNET:alena@example.com\r\nBDAY:1604-12-24\r\n"
        "ADR;TYPE=HOME:;;Ukázková 1;Praha;;110 00;\r\nNOTE:čaj\\, zelený\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:2.1\r\n"
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zku=C5=A1ebn=C3=AD;B=C3=A1ra;;;\r\n"
        "TEL;CELL:+420601000102\r\nBDAY:19851224\r\nEND:VCARD\r\n"
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Cyril Vzorek\r\n"
        "TEL;VALUE=uri;TYPE=cell:tel:+420-601-000-103\r\nGENDER:M\r\nEND:VCARD\r\n"
    )
    plan = read(salon, tmp_path, cards, "contacts.vcf")
    assert [row.line for row in plan.rows] == [1, 12, 18]
    alena, bara, cyril = brought(salon, tmp_path, cards, "contacts.vcf")
    assert (alena.name, alena.phone, alena.other_phone) == (
        "Alena Ukázková",
        "+420601000101",
        "+420222000101",
    )
    assert (alena.email, alena.city, alena.note) == ("alena@example.com", "Praha", "čaj, zelený")
    assert alena.birth_date == ""
    assert (bara.name, bara.phone, bara.birth_date) == (
        "Bára Zkušební",
        "+420601000102",
        "1985-12-24",
    )
    assert (cyril.name, cyril.phone, cyril.gender) == ("Cyril Vzorek", "+420601000103", "m")


def test_a_card_that_nobody_can_read_stops_no_other(salon: Services, tmp_path: Path) -> None:
    cards = (
        "BEGIN:VCARD\nVERSION:3.0\n\x00broken\nEND:VCARD\n".replace("\x00", "???;=:")
        + "BEGIN:VCARD\nVERSION:3.0\nN:Vzorová;Eva;;;\nFN:Eva Vzorová\nEND:VCARD\n"
    )
    plan = read(salon, tmp_path, cards, "contacts.vcf")
    assert [row.verdict for row in plan.rows] == ["refused", "new"]


@pytest.mark.req("C5")
def test_rows_that_end_early(salon: Services, tmp_path: Path) -> None:
    """Spreadsheets leave the marks of empty cells at the end away."""
    whole = "Name;Phone;City;Note\nJana Vzorová;601000112\nEva Vzorová;601000113;Brno;x\nIva Nová\n"
    assert read(salon, tmp_path, whole).count("new") == 3
    broken = "Name;Phone;City;Note\nJana Vzorová;601000112;Brno\nPraha;káva\n"
    assert read(salon, tmp_path, broken).count("refused") == 2


@pytest.mark.req("C5")
def test_what_is_no_name(salon: Services, tmp_path: Path) -> None:
    text = "Jméno;Příjmení;Telefon\n#N/A;-;601000112\nneuvedeno;Vzorová;601000113\nNi;Nema;1\n"
    plan = read(salon, tmp_path, text)
    assert [(row.verdict, row.title) for row in plan.rows] == [
        ("refused", "#N/A"),
        ("new", "Vzorová"),
        ("new", "Ni Nema"),
    ]


@pytest.mark.req("C5")
def test_a_long_address_keeps_nobody_out(salon: Services, tmp_path: Path) -> None:
    text = f"Jméno;Příjmení;Ulice;Telefon\nJan;Vzor;{'u' * 500};+\u200b420 601\u00a0000 112\n"
    assert [heading for heading, _ in told(read(salon, tmp_path, text), 2)] == ["Ulice"]
    (jan,) = brought(salon, tmp_path, text)
    assert (jan.street, jan.phone) == ("", "+420601000112")
