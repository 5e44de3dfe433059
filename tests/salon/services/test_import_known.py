"""Who in a file is somebody who is here: by enough, and nobody is renamed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.salon.domain.clients.client_status import after_visit, after_void, brought_along
from kiosk.salon.domain.errors import Stale
from kiosk.salon.domain.people import Client
from kiosk.salon.domain.text import T
from kiosk.salon.language.speaker import speaker
from kiosk.salon.services.files.exporting import Exporting, write_csv
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.files.plan import Doubtful
from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import brought, read, told


def monika(salon: Services) -> Client:
    return salon.clients.save(
        Client(
            b"",
            "Monika",
            "Vzorová",
            "601000120",
            "rodina.vzorova@example.com",
            birth_date="1986-01-15",
            warning="alergie",
        ),
        None,
    )


@pytest.mark.req("C5")
def test_a_family_shares_an_e_mail(salon: Services, tmp_path: Path) -> None:
    mother = monika(salon)
    text = (
        "First name,Last name,Email,Birth date\n"
        "Lída,Vzorová,rodina.vzorova@example.com,2014-03-02\n"
    )
    plan = read(salon, tmp_path, text)
    assert "Monika Vzorová" in plan.rows[0].remarks[0].message.plain()
    lida, same = brought(salon, tmp_path, text)
    assert same == mother
    assert (lida.name, lida.email, lida.birth_date) == ("Lída Vzorová", "", "2014-03-02")
    assert read(salon, tmp_path, text).count("same") == 1


@pytest.mark.req("C5")
def test_a_family_in_one_file(salon: Services, tmp_path: Path) -> None:
    text = (
        "Name,Email,Phone\nMonika Vzorová,m@example.com,601000120\n"
        "Lída Vzorová,m@example.com,601000120\n"
    )
    lida, mother = brought(salon, tmp_path, text)
    assert (mother.email, lida.email) == ("m@example.com", "")
    assert mother.phone == lida.phone
    assert read(salon, tmp_path, text).count("same") == 2


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("Monika Vzorová,,601000120,", "same"),
        ("VZOROVÁ MONIKA,,+420 601 000 120,", "same"),
        ("Vzorova Monika,rodina.vzorova@example.com,,", "same"),
        ("Monika Vzorová,,,15.1.1986", "same"),
        ("Monika Vzorová,,,", "same"),
        ("Monika Vzorová,nova@example.com,601000120,", "change"),
        ("Monika Vzorová,,601000999,", "doubtful"),
        ("Monika Vzorová,,,1.1.1999", "new"),
        ("Monika,,601000120,", "doubtful"),
        ("Monika Provdaná,rodina.vzorova@example.com,601000120,", "doubtful"),
        ("Petr Jiný,,601000120,", "new"),
    ],
)
def test_a_person_is_known_by_enough(
    salon: Services, tmp_path: Path, row: str, verdict: str
) -> None:
    before = monika(salon)
    plan = read(salon, tmp_path, f"Name,Email,Phone,Birthday\n{row}\n")
    assert plan.rows[0].verdict == verdict
    Importing(salon.context).apply(plan)
    assert salon.clients.get(before.id).name == "Monika Vzorová"
    assert salon.clients.count() == 1 + (verdict == "new")


@pytest.mark.req("C5")
@pytest.mark.parametrize(("choice", "count"), [("leave", 1), ("add", 2), ("join", 1)])
def test_the_owner_chooses_for_doubtful_rows(
    salon: Services, tmp_path: Path, choice: Doubtful, count: int
) -> None:
    before = monika(salon)
    plan = read(salon, tmp_path, "Name,Phone\nMonika Vzorová,601000999\n")
    importing = Importing(salon.context)
    shown = {value.field: value.old for value in importing.values(plan.rows[0], choice)}
    assert (shown["phone"] != "") == (choice == "join")
    assert len(plan.left(choice)) == (choice == "leave")
    assert importing.apply(plan, doubtful=choice) == (choice != "leave")
    assert salon.clients.count() == count
    assert salon.clients.get(before.id).phone == (
        "+420601000999" if choice == "join" else before.phone
    )


@pytest.mark.req("C5")
def test_names_alone_twice_add_nobody_twice(salon: Services, tmp_path: Path) -> None:
    text = "Jméno;Příjmení\nYveta;Ukázková\nZora;Zkušební\nZora;Zkušební\n"
    plan = read(salon, tmp_path, text)
    assert [row.verdict for row in plan.rows] == ["new", "new", "doubtful"]
    Importing(salon.context).apply(plan)
    again = read(salon, tmp_path, text)
    assert [row.verdict for row in again.rows] == ["same", "same", "doubtful"]
    assert Importing(salon.context).apply(again) == 0
    assert salon.clients.count() == 2


@pytest.mark.req("C5")
def test_our_own_export_comes_back_as_it_is(salon: Services, tmp_path: Path) -> None:
    for client in (
        Client(b"", "Adéla", "-né", "601000121", note="-5 % sleva", marketing=True),
        Client(b"", "Dr. Jana", "Vzorová, CSc.", email="j@example.com", birth_date="1980-05-06"),
        Client(b"", "Jen", "", note='řádek\ndruhý;"uvozovky" \n'),
        Client(b"", "", "Ukázková Nová", street="@doma", gender="o", language="hu"),
        Client(b"", "=1+1", "+2", other_phone="222000101", warning="=A1", active=False),
        Client(b"", "N", "A", city="-", postcode="110 00"),
        Client(b"", "Stejná", "Vzorová", "601000130"),
        Client(b"", "Jiná", "Vzorová", "601000130", note="none"),
    ):
        salon.clients.save(client, None)
    with (tmp_path / "export.csv").open("w", newline="", encoding="utf-8") as stream:
        write_csv(Exporting(salon.context).rows("clients"), stream)
    plan = Importing(salon.context).read("clients", tmp_path / "export.csv")
    assert [
        (row.title, row.verdict, row.changed) for row in plan.rows if row.verdict != "same"
    ] == []


@pytest.mark.req("C5")
def test_the_plan_shows_values(salon: Services, tmp_path: Path) -> None:
    monika(salon)
    plan = read(
        salon,
        tmp_path,
        "Name,Email,City,Birthday,Phone,Barva\n"
        "Monika Vzorová,rodina.vzorova@example.com,Brno,1986-01-16,,7.3\nEva Nová,,,,601000121,\n",
    )
    importing = Importing(salon.context)
    say = speaker("cs", salon.context.salon.zone).say
    assert [(one.field, say(one.old), say(one.new)) for one in importing.values(plan.rows[0])] == [
        ("birth_date", "15. 1. 1986", "16. 1. 1986"),
        ("city", "", "Brno"),
    ]
    assert [one.field for one in importing.values(plan.rows[1])] == [
        "first_name",
        "last_name",
        "phone",
        "status",
    ]
    assert [(one.heading, one.sample) for one in plan.ignored] == [("Barva", "7.3")]


@pytest.mark.req("C5")
def test_somebody_who_changed_since_the_preview(salon: Services, tmp_path: Path) -> None:
    before = monika(salon)
    plan = read(salon, tmp_path, "Name,Phone,City\nMonika Vzorová,601000120,Brno\n")
    salon.clients.save(replace(before, city="Praha"), None)
    with pytest.raises(Stale):
        Importing(salon.context).apply(plan)


@pytest.mark.req("C5")
def test_one_name_and_one_e_mail_twice_in_a_file(salon: Services, tmp_path: Path) -> None:
    text = (
        "Name,Phone,Email\nJana Vzorová,601000101,j@example.com\n"
        "Jana Vzorová,601000102,j@example.com\nJana Vzorová,601000103,k@example.com\n"
    )
    plan = read(salon, tmp_path, text)
    assert [row.verdict for row in plan.rows] == ["new", "doubtful", "new"]
    assert Importing(salon.context).apply(plan, doubtful="add") == 3


@pytest.mark.req("C5")
def test_what_nobody_sees_makes_nobody_new(salon: Services, tmp_path: Path) -> None:
    monika(salon)
    text = "Name,Phone\nMo\u200bnika Vzo\u00adrov\u0061\u0301,601000120\n"
    assert read(salon, tmp_path, text).rows[0].verdict == "same"


@pytest.mark.req("C5")
def test_nothing_that_the_desk_has_written_is_lost(salon: Services, tmp_path: Path) -> None:
    before = monika(salon)
    salon.clients.save(replace(before, note="barva 7.1"), None)
    text = (
        "Name,Phone,Mobile,Email,Note,Allergies\n"
        "Monika Vzorová,601000120,601000555,jina@example.com,pije kávu,latex\n"
    )
    (after,) = brought(salon, tmp_path, text)
    assert after.note.splitlines() == ["barva 7.1", "pije kávu", "rodina.vzorova@example.com"]
    assert (after.warning, after.email) == ("alergie, latex", "jina@example.com")
    assert {after.phone, after.other_phone} == {"+420601000120", "+420601000555"}
    assert read(salon, tmp_path, text).count("same") == 1


@pytest.mark.req("C5")
def test_an_older_file_does_not_take_away_a_newer_note(salon: Services, tmp_path: Path) -> None:
    text = "Name,Phone,Note\nEva Ukázková,601000130,káva\n"
    (eva,) = brought(salon, tmp_path, text)
    salon.clients.save(replace(eva, note="čaj", phone="+420601000131"), None)
    plan = read(salon, tmp_path, text)
    assert [row.verdict for row in plan.rows] == ["doubtful"]
    salon.clients.save(replace(eva, note="čaj"), None)
    (after,) = brought(salon, tmp_path, text)
    assert after.note.splitlines() == ["čaj", "káva"]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        ("Monika Nová,601000120,", "doubtful"),
        ("Monka Vzorová,601000120,", "doubtful"),
        ("Monika Vzorová,601000120,2015-02-01", "doubtful"),
        ("Monika Vzorová,601000120,1986-01-16", "change"),
        ("Lída Vzorová,601000120,2015-02-01", "new"),
        ("Míša Vzorová,601000120,", "new"),
        ("Petr Ukázka,601000120,", "new"),
    ],
)
def test_whom_a_shared_number_may_mean(
    salon: Services, tmp_path: Path, row: str, verdict: str
) -> None:
    monika(salon)
    plan = read(salon, tmp_path, f"Name,Phone,Birthday\n{row}\n")
    assert [one.verdict for one in plan.rows] == [verdict]


@pytest.mark.req("C5")
def test_a_consent_that_is_withdrawn_is_shown(salon: Services, tmp_path: Path) -> None:
    before = monika(salon)
    salon.clients.save(replace(before, marketing=True), None)
    plan = read(salon, tmp_path, "Name,Phone,Newsletter\nMonika Vzorová,601000120,no\n")
    shown = Importing(salon.context).values(plan.rows[0])
    assert [(one.field, one.new) for one in shown] == [("marketing", T("no"))]


@pytest.mark.req("C5")
def test_somebody_who_is_not_active_is_told(salon: Services, tmp_path: Path) -> None:
    before = monika(salon)
    salon.clients.save(replace(before, active=False), None)
    plan = read(salon, tmp_path, "Name,Phone\nMonika Vzorová,601000120\n")
    assert [remark.text for remark in plan.rows[0].remarks] == ["Monika Vzorová"]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("heading", "cell", "status"),
    [
        ("Poznámka", "ráno", "regular"),
        ("Status", "new", "new"),
        ("Stav", "Nový klient", "new"),
        ("Stav", "potenciální", "potential"),
        ("Állapot", "letiltva", "blocked"),
        ("Stav", "svobodná", "regular"),
        ("Počet návštěv", "12", "regular"),
        ("Počet návštěv", "1", "regular"),
        ("Počet návštěv", "0", "new"),
        ("Počet návštěv", "mnoho", "regular"),
        ("Poslední návštěva", "3. 2. 2019", "regular"),
        ("Poslední návštěva", "", "new"),
        ("Poslední návštěva", "nikdy", "new"),
    ],
)
def test_who_comes_from_the_old_program_is_no_new_client(
    salon: Services, tmp_path: Path, heading: str, cell: str, status: str
) -> None:
    (eva,) = brought(salon, tmp_path, f"Jméno;Příjmení;{heading}\nEva;Vzorová;{cell}\n")
    assert eva.status == status


@pytest.mark.req("C5")
def test_a_status_comes_before_a_number_of_visits(salon: Services, tmp_path: Path) -> None:
    text = "first_name,last_name,status,visits\nEva,Vzorová,lost,0\nAda,Vzorová,,0\n"
    ada, eva = brought(salon, tmp_path, text)
    assert (eva.status, ada.status) == ("lost", "new")


@pytest.mark.req("C5")
def test_who_is_here_keeps_the_status_and_that_is_told(salon: Services, tmp_path: Path) -> None:
    text = "Jméno;Příjmení;E-mail;Stav\nEva;Vzorová;eva@example.com;{}\n"
    brought(salon, tmp_path, text.format("problém"))
    plan = read(salon, tmp_path, text.format("nový"))
    assert [row.verdict for row in plan.rows] == ["same"]
    assert told(plan, 2) == [("Stav", "nový")]
    assert not told(read(salon, tmp_path, text.format("problém")), 2)


@pytest.mark.req("C5")
def test_a_known_client_stays_known_when_the_first_visit_here_is_taken_back() -> None:
    status = after_visit(brought_along(None), 1)
    assert after_void(status, 0) == "regular"
