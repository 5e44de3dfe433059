"""Cells of a clients' file besides names: addresses, numbers, days, consent, gender, language."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import brought, read, told
from tests.rigs.salon import close_salon, make_salon


def values(salon: Services, tmp_path: Path, heading: str, field: str, *cells: str) -> list[object]:
    """What a field becomes for each cell of a column."""
    rows = "".join(f'Eva{number};Vzor;"{cell}"\n' for number, cell in enumerate(cells))
    plan = read(salon, tmp_path, f"Jméno;Příjmení;{heading}\n{rows}")
    assert all(row.item is not None for row in plan.rows)
    return [getattr(row.item, field) for row in plan.rows]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("cell", "email", "left"),
    [
        ("Eva Vzor <Eva@Example.com>", "eva@example.com", ""),
        ("eva@example.com.", "eva@example.com", ""),
        ("mailto:eva@example.com", "eva@example.com", ""),
        ("eva＠example.com", "eva@example.com", ""),
        ("eva@example.com (práce)", "eva@example.com", "práce"),
        ("eva b@example.com", "b@example.com", "eva"),
        ("éva@example.com", "", "éva@example.com"),
        ("eva@exámple.com", "", "eva@exámple.com"),
        ("eva.@example.com", "", "eva.@example.com"),
        (".eva@example.com", "", ".eva@example.com"),
        ("eva..b@example.com", "", "eva..b@example.com"),
        ("eva@@example.com", "", "eva@@example.com"),
        ("eva@example,com", "", "eva@example,com"),
        ("eva@-example.com", "", "eva@-example.com"),
        (f"eva@{'example.' * 40}com", "", f"eva@{'example.' * 40}com"),
    ],
)
def test_addresses(salon: Services, tmp_path: Path, cell: str, email: str, left: str) -> None:
    plan = read(salon, tmp_path, f"Jméno;E-mail\nEva;{cell}\n")
    assert plan.rows[0].item.email == email
    assert [text for _, text in told(plan, 2)] == ([left] if left else [])


@pytest.mark.req("C5")
@pytest.mark.parametrize("mark", ["; ", ", ", " / ", "/", " ", "\n"])
def test_two_addresses_in_a_cell(salon: Services, tmp_path: Path, mark: str) -> None:
    plan = read(salon, tmp_path, f'Jméno;E-mail\nEva;"eva@example.com{mark}b@example.com"\n')
    item = plan.rows[0].item
    assert (item.email, item.note) == ("eva@example.com", "b@example.com")


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("cell", "left"),
    [
        ("mama 601 000 111", "mama"),
        ("nevolat! 601000111", "nevolat"),
        ("601000111 (manžel)", "(manžel)"),
        ("601000111 kl. 12", "kl. 12"),
        ("tel.: 601000111", ""),
        ("WhatsApp: +420 601000111", ""),
        ("+00420 601 000 111", ""),
        ("420601000111", ""),
    ],
)
def test_words_beside_a_number_are_told(
    salon: Services, tmp_path: Path, cell: str, left: str
) -> None:
    plan = read(salon, tmp_path, f"Jméno;Telefon\nEva;{cell}\n")
    assert plan.rows[0].item.phone == "+420601000111"
    assert [text for _, text in told(plan, 2)] == ([left] if left else [])


@pytest.mark.req("C5")
def test_consent_in_many_words(salon: Services, tmp_path: Path) -> None:
    given = ("ano", "x", "✓", "☑", "udělen", "souhlasí", "Opted in", "igen", "da")
    assert values(salon, tmp_path, "Souhlas", "marketing", *given) == [True] * len(given)
    refused = ("ne", "0", "✗", "☐", "odvolán", "neudělen", "email", "ano/ne", "bounced", "nevím")
    assert values(salon, tmp_path, "Souhlas", "marketing", *refused) == [False] * len(refused)


@pytest.mark.req("C5")
def test_who_refuses_in_one_column_does_not_agree(salon: Services, tmp_path: Path) -> None:
    text = (
        "First name,SMS marketing consent,Email marketing consent\nEva,true,false\nAna,true,true\n"
    )
    plan = read(salon, tmp_path, text)
    assert [row.item.marketing for row in plan.rows] == [False, True]
    assert told(plan, 2) == [("Email marketing consent", "false")]


@pytest.mark.req("C5")
def test_gender_in_many_words(salon: Services, tmp_path: Path) -> None:
    cells = ("žena", "Ž", "W", "dívka", "gospa", "♀", "muž", "M", "hoch", "úr", "♂", "x", "N", "1")
    found = ["f"] * 6 + ["m"] * 5 + ["o", "", ""]
    assert values(salon, tmp_path, "Pohlaví", "gender", *cells) == found


@pytest.mark.req("C5")
def test_f_is_a_man_beside_n_in_hungarian(tmp_path: Path) -> None:
    salon = make_salon(tmp_path / "home", "HU")
    assert values(salon, tmp_path, "Neme", "gender", "N", "F") == ["f", "m"]
    assert values(salon, tmp_path, "Neme", "gender", "F", "M") == ["f", "m"]
    assert values(salon, tmp_path, "Neme", "gender", "F", "F") == ["", ""]
    close_salon(salon)


@pytest.mark.req("C5")
def test_languages_as_programs_write_them(salon: Services, tmp_path: Path) -> None:
    cells = ("cs-CZ", "cz", "česky", "Czech", "en_US", "anglicky", "hu-HU", "slovinsky", "sk", "de")
    found = ["cs"] * 4 + ["en"] * 2 + ["hu", "sl", "", ""]
    assert values(salon, tmp_path, "Jazyk", "language", *cells) == found


@pytest.mark.req("C5")
def test_days_that_a_program_has_put_there_are_no_birthdays(
    salon: Services, tmp_path: Path
) -> None:
    cells = ("1900-01-01", "1.1.1900", *["1.1.1970"] * 5, "01.01.1985", "2.1.1970")
    found = values(salon, tmp_path, "Datum narození", "birth_date", *cells)
    assert found == [*[""] * 7, "1985-01-01", "1970-01-02"]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("head", "row", "address"),
    [
        (
            "Business Street,Business City,Home Street,Home Street 2,Home City",
            "Firemní 5,Brno,Ulice 1,byt 2,Praha",
            ("Ulice 1, byt 2", "Praha", ""),
        ),
        (
            "Ulice (zaměstnání),Město (zaměstnání),Ulice (domů),Město (domů),PSČ (domů)",
            ",Brno,Ulice 1,Praha,110 00",
            ("Ulice 1", "Praha", "110 00"),
        ),
        (
            "Utca (hivatali),Város (hivatali),Utca (otthoni),Város (otthoni)",
            "Fő u. 5,Pécs,,",
            ("Fő u. 5", "Pécs", ""),
        ),
        (
            "Address 1 - Street,Address 1 - City,Address 2 - Street,Address 2 - City",
            "Ulice 1,,Jiná 2,Brno",
            ("Ulice 1", "", ""),
        ),
        ("Adresa domů,Město domů", "Ulice 1,Praha", ("Ulice 1", "Praha", "")),
        ("Ulice,Č.p.,PSČ a město", "Dlouhá,12/3,110 00 Praha", ("Dlouhá 12/3", "Praha", "110 00")),
        ("Naslov,Pošta", "Ulica 1,1000 Ljubljana", ("Ulica 1", "Ljubljana", "1000")),
        ("Ulice,Město", "Ulice 1,Praha 10", ("Ulice 1", "Praha 10", "")),
        ("Ulice,Město", "Ulice 1,100 00 Praha 10", ("Ulice 1", "Praha 10", "100 00")),
    ],
)
def test_one_address_is_taken_whole(
    salon: Services, tmp_path: Path, head: str, row: str, address: tuple[str, str, str]
) -> None:
    plan = read(salon, tmp_path, f"First name,{head}\nEva,{row}\n")
    item = plan.rows[0].item
    assert (item.street, item.city, item.postcode) == address
    assert not plan.ignored


@pytest.mark.req("C5")
def test_a_company_is_somebody_where_no_person_stands(salon: Services, tmp_path: Path) -> None:
    text = "First name,Last name,Company,Phone\nEva,Vzor,Vzor s.r.o.,601000101\n,,Ukázka a.s.,\n"
    eva, company = sorted(
        brought(salon, tmp_path, text), key=lambda one: one.last_name, reverse=True
    )
    assert (eva.name, eva.note, company.name) == ("Eva Vzor", "Vzor s.r.o.", "Ukázka a.s.")
    assert read(salon, tmp_path, text).count("same") == 2


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("head", "row"),
    [
        (
            "Jméno,Příjmení,Hlavní e-mail,Telefon do práce,Mobil,Den narození,Měsíc narození,"
            "Rok narození",
            "Eva,Vzor,eva@example.com,222000101,601000101,24,12,1985",
        ),
        (
            '"Naziv","Ime","Priimek","Telefon v službi","Prenosni telefon","Rojstni dan",'
            '"E-poštni naslov"',
            '"","Eva","Vzor","+420 222000101","+420 601000101","24. 12. 1985","eva@example.com"',
        ),
        (
            '"Anrede","Vorname","Nachname","Telefon geschäftlich","Mobiltelefon","Geburtstag",'
            '"E-Mail 2: Adresse"',
            '"","Eva","Vzor","222000101","601000101","24.12.1985","eva@example.com"',
        ),
        (
            "firstName,lastName,phoneNumber,mobilePhone,emailAddress,dateOfBirth",
            "Eva,Vzor,222000101,601000101,eva@example.com,1985-12-24",
        ),
        (
            "FIRSTNAME,LASTNAME,WORK_PHONE,MOBILE_NO,EMAIL_ID,DOB",
            "Eva,Vzor,222000101,601000101,eva@example.com,24.XII.1985",
        ),
        (
            "Ssz.;Keresztnév;Vezetéknév;Munkahelyi telefon;Mobil tel.;Szül. dátum;E-mail-cím",
            "1;Eva;Vzor;222000101;601000101;85.12.24;eva@example.com",
        ),
        (
            "Meno;Priezvisko;Tel. do práce;Mob.;Dátum nar.;E-mail",
            "Eva;Vzor;222000101;601000101;nar. 24.12.1985 (40 r.);eva@example.com",
        ),
    ],
)
def test_headings_of_many_programs(salon: Services, tmp_path: Path, head: str, row: str) -> None:
    plan = read(salon, tmp_path, f"{head}\n{row}\n")
    item = plan.rows[0].item
    assert (item.first_name, item.last_name, item.email) == ("Eva", "Vzor", "eva@example.com")
    assert {item.phone, item.other_phone} == {"+420601000101", "+420222000101"}
    assert item.birth_date == "1985-12-24"
    assert not plan.ignored


@pytest.mark.req("C5")
def test_a_card_with_two_addresses_a_fax_and_a_company(salon: Services, tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nN:Vzor;Eva\nFN:Eva Vzor\nORG:Vzor s.r.o.;Oddělení\n"
        "TEL;TYPE=work,fax:222000199\nTEL;TYPE=work:222000101\nTEL;TYPE=cell:601000101\n"
        "ADR;TYPE=WORK:;;Firemní 5;Brno;;602 00;\nADR;TYPE=HOME:;;Ulice 1;Praha;;110 00;\n"
        "BDAY:19851224T000000\nEND:VCARD\n"
    )
    (row,) = read(salon, tmp_path, card, "book.vcf").rows
    item = row.item
    assert (item.phone, item.other_phone) == ("+420601000101", "+420222000101")
    assert (item.street, item.city, item.postcode) == ("Ulice 1", "Praha", "110 00")
    assert (item.note, item.birth_date) == ("Vzor s.r.o.", "1985-12-24")
