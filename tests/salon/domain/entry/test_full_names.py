"""Names in one column, in all the forms that lists have."""

from __future__ import annotations

import pytest

from kiosk.salon.domain.entry.full_names import divide, family_first, several
from kiosk.salon.domain.entry.name_order import order


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


GIVEN = {"jan": False, "jana": False, "eva": False, "zdenka": False, "petr": True, "peter": True}
"""Some given names; families are called by the last two as well."""


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Novák Jan", "Jan", "Novák"),
        ("Jan Novák", "Jan", "Novák"),
        ("NOVÁK JAN", "JAN", "NOVÁK"),
        ("Ing. Novák Jan, Ph.D.", "Jan", "Novák"),
        ("Novotná Kovaříková Jana", "Jana", "Novotná Kovaříková"),
        ("Jana Novotná Kovaříková", "Jana", "Novotná Kovaříková"),
        ("Eva Zdeňka Nová", "Eva Zdeňka", "Nová"),
        ("Novák J.", "J.", "Novák"),
        ("J. Novák", "J.", "Novák"),
        ("Jan N.", "Jan", "N."),
        ("Petr Jan", "Jan", "Petr"),
        ("Vzor Petr", "Petr", "Vzor"),
        ("Nová Jana roz. Malá", "Jana", "Nová roz. Malá"),
        ("Nová roz. Malá Jana", "Jana", "Nová roz. Malá"),
        ("Jana Nová, roz. Malá", "Jana", "Nová roz. Malá"),
        ("Jana Vzorová, Brno", "Jana", "Vzorová"),
        ("Jan Vzor, FCMA", "Jan", "Vzor"),
        ("Jana Mc Vzor", "Jana", "Mc Vzor"),
        ("Jan_Novak", "Jan", "Novak"),
        ("Salon Ukázka s.r.o.", "Salon Ukázka s.r.o.", ""),
        ("ABC, spol. s r.o.", "ABC, spol. s r.o.", ""),
        ("Minta Kft.", "Minta Kft.", ""),
        ("Vzor d.o.o.", "Vzor d.o.o.", ""),
        ("Jana a Petr Vzorovi", "Jana a Petr", "Vzorovi"),
    ],
)
def test_a_list_of_given_names_tells_the_order(text: str, first: str, last: str) -> None:
    for front in (False, None):
        found = divide(text, front, GIVEN)
        assert (found.first, found.last, found.unsure) == (first, last, False)


def test_what_families_are_called_too_does_not_decide_against_the_list() -> None:
    found = divide("Péter Minta", True, GIVEN)
    assert (found.first, found.last) == ("Minta", "Péter")
    found = divide("Jana Minta", True, GIVEN)
    assert (found.first, found.last) == ("Jana", "Minta")


def test_a_guess_is_one_only_where_neither_name_nor_list_tells() -> None:
    assert divide("Vzor Ukázka", None, GIVEN).unsure
    assert order(["＝5%", "|őx1"], GIVEN) == (None, False)
    assert not divide("Vzor Ukázka", False, GIVEN).unsure
    assert family_first(["Vzor Ukázka"], given=GIVEN) is None
    assert family_first(["Vzor Ukázka", "Novák Jan", "Svoboda Petr"], given=GIVEN) is True
    assert family_first(["Vzor Ukázka", "Jan Novák"], given=GIVEN) is False
    assert family_first(["Petr Vzor", "Jan Vzor"], usual=True, given=GIVEN) is False


@pytest.mark.parametrize(
    ("text", "besides"),
    [
        ("Jana Vzorová dcera Petry", "dcera Petry"),
        ("Jana Vzorová kadeřnice", "kadeřnice"),
        ("Jana Vzorová - Salon Ukázka", "Salon Ukázka"),
        ("Jana Vzorová - Brno", "Brno"),
        ("Jana Vzorová + dcera", "dcera"),
        ('Jana "Bára" Vzorová', "Bára"),
        ("Jana Vzorová jana@example.com", "jana@example.com"),
        ("pí Jana Vzorová", ""),
        ("p. Jana Vzorová", ""),
    ],
)
def test_words_that_only_tell_who_it_is(text: str, besides: str) -> None:
    found = divide(text, given=GIVEN)
    assert (found.first, found.last, found.besides) == ("Jana", "Vzorová", besides)


def test_two_people_in_one_cell() -> None:
    assert several("Jana Vzorová a Petr Vzor")
    assert several("Minta Anna és Minta Péter")
    assert several("Ana Vzor & Marko Vzor")
    assert not several("Jana a Petr Vzorovi")
    assert not several("Ing. Jana Vzorová")
