"""Names in one column, in all the forms that lists have."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry.full_names import divide, family_first


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("text", "first", "last", "degrees"),
    [
        ("Jana Vzorová", "Jana", "Vzorová", ""),
        ("Ukázková, Marie", "Marie", "Ukázková", ""),
        ("Nela Zkušební, Ph.D.", "Nela", "Zkušební", "Ph.D."),
        ("Ing. arch. Jan Vzorový, CSc.", "Jan", "Vzorový", "Ing. arch. CSc."),
        ("doc. Ing. Karel Vzor, Ph.D., MBA", "Karel", "Vzor", "doc. Ing. Ph.D. MBA"),
        ("Vzor, Karel, Ph. D.", "Karel", "Vzor", "Ph.D."),
        ("Karel Vzor, Ph. D.", "Karel", "Vzor", "Ph.D."),
        ("Karel Vzor, Dr.", "Karel", "Vzor", "Dr."),
        ("Vzor, Ph. D. Jr.", "Vzor", "", "Ph.D. Jr."),
        ("Vzor Jr., Karel", "Karel", "Vzor", "Jr."),
        ("Vzor, Karel, Jr.", "Karel", "Vzor", "Jr."),
        ("Dr. med. univ. Margit Muster, MSc", "Margit", "Muster", "Dr. med. univ. MSc"),
        ("John A Sample DDS", "John A", "Sample", "DDS"),
        ("Petr Ukázka, DiS.", "Petr", "Ukázka", "DiS."),
        ("Vzorek, Jan ml.", "Jan", "Vzorek", "ml."),
        ("Dr. Bob Van Sample Jr.", "Bob", "Van Sample", "Dr. Jr."),
        ("Johannes van den Muster", "Johannes", "van den Muster", ""),
        ("Johannes van der Muster", "Johannes", "van der Muster", ""),
        ("von der Muster, Ursula", "Ursula", "von der Muster", ""),
        ("Maria Da Silva", "Maria", "Da Silva", ""),
        ("Andrew Ma", "Andrew", "Ma", ""),
        ("Ma, Andrew", "Andrew", "Ma", ""),
        ("VZOROVÁ Marie", "Marie", "VZOROVÁ", ""),
        ("Marie VZOROVÁ UKÁZKOVÁ", "Marie", "VZOROVÁ UKÁZKOVÁ", ""),
        ("MARIE VZOROVÁ", "MARIE", "VZOROVÁ", ""),
        ("Jana Vzorová Ukázková", "Jana", "Vzorová Ukázková", ""),
        ("Jana Marie Vzorová", "Jana Marie", "Vzorová", ""),
        ("Jana Vzorová roz. Ukázková", "Jana", "Vzorová roz. Ukázková", ""),
        ("Eva Vzorová - Ukázková", "Eva", "Vzorová-Ukázková", ""),
        ("Madonna", "Madonna", "", ""),
        ("Dr. Vzorová", "Vzorová", "", "Dr."),
        ("Mgr.", "Mgr.", "", ""),
        ("PhDr. et Mgr. Ivana Vzorová, Ph.D., MBA", "Ivana", "Vzorová", "PhDr. et Mgr. Ph.D. MBA"),
        # Whatever the rest of a list does, some names tell their own order.
        ("Vzorová Jana", "Jana", "Vzorová", ""),
        ("Kovácsné Minta Anna", "Anna", "Kovácsné Minta", ""),
        ("Minta Jánosné", "Jánosné", "Minta", ""),
        ("René Vzor", "René", "Vzor", ""),
        ("Nguyễn Thị Hương", "Thị Hương", "Nguyễn", ""),
        ("Nguyen Van Tuan", "Van Tuan", "Nguyen", ""),
        ("Trần Văn Đức", "Văn Đức", "Trần", ""),
        ("Anna Nguyen", "Anna", "Nguyen", ""),
    ],
)
def test_given_name_first(text: str, first: str, last: str, degrees: str) -> None:
    found = divide(text)
    assert (found.first, found.last, found.degrees) == (first, last, degrees)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Vzorová Jana", "Jana", "Vzorová"),
        ("Vzorová Ukázková Jana", "Jana", "Vzorová Ukázková"),
        ("van der Muster Jan", "Jan", "van der Muster"),
        ("Minta Anna Mária", "Anna Mária", "Minta"),
        ("Minta dr. Anna", "Anna", "Minta"),
        ("Jana VZOROVÁ", "Jana", "VZOROVÁ"),
        ("Jana Vzorová", "Jana", "Vzorová"),
        ("Anna Nguyen", "Anna", "Nguyen"),
    ],
)
def test_family_name_first(text: str, first: str, last: str) -> None:
    found = divide(text, family_first=True)
    assert (found.first, found.last) == (first, last)


def test_what_stands_in_brackets_is_no_name() -> None:
    found = divide("Eva (dcera) Vzorová")
    assert (found.first, found.last, found.besides) == ("Eva", "Vzorová", "dcera")


def test_a_list_shows_what_stands_first() -> None:
    assert family_first(["Vzorová Jana", "Ukázková Eva", "Vzor Petr"])
    assert not family_first(["Jana Vzorová", "Eva Ukázková", "Petr Vzor"])
    assert not family_first(["Vzorová, Jana", "Petr Vzor"])


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("Jana Vzorová - od Petry", "od Petry"),
        ("Jana Vzorová / Brno", "Brno"),
        ("Jana Vzorová 601000199", "601000199"),
        ("Jana Vzorová ♥", "♥"),
        ("\N{WOMAN} Jana Vzorová", "\N{WOMAN}"),
        ("Jana Vzorová (2) 3", "2 3"),
    ],
)
def test_what_is_said_behind_a_name_is_no_name(text: str, besides: str) -> None:
    found = divide(text)
    assert (found.first, found.last, found.besides) == ("Jana", "Vzorová", besides)


def test_nobody_loses_the_whole_name() -> None:
    assert divide("♥").first == "♥"
    assert divide("601000199").first == "601000199"


def test_a_list_that_tells_nothing_has_the_usual_order() -> None:
    assert family_first(["Minta Anna", "Próba Béla"], usual=True)
    assert not family_first(["Jana Vzorová", "Minta Anna"], usual=True)
