"""Names of a clients' file: divided rightly, or told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.salon.services.salon_services import Services
from tests.rigs.imports import brought, read
from tests.rigs.salon import close_salon, make_salon


def divided(salon: Services, tmp_path: Path, heading: str, *names: str) -> list[tuple[str, str]]:
    """First and last names that are stored, in the order of the file."""
    plan = read(salon, tmp_path, f"{heading}\n" + "".join(f"{name}\n" for name in names))
    return [(row.item.first_name, row.item.last_name) for row in plan.rows]


@pytest.mark.req("C5")
def test_a_list_with_the_family_in_front(salon: Services, tmp_path: Path) -> None:
    names = ("Novák Jan", "Svoboda Petr", "Novotná Kovaříková Jana", "Zarif Ahmad")
    assert divided(salon, tmp_path, "Jméno", *names) == [
        ("Jan", "Novák"),
        ("Petr", "Svoboda"),
        ("Jana", "Novotná Kovaříková"),
        ("Ahmad", "Zarif"),
    ]


@pytest.mark.req("C5")
def test_a_name_that_nothing_divides_is_told(salon: Services, tmp_path: Path) -> None:
    plan = read(salon, tmp_path, "Jméno\nXiu Ukazko\nJana\n")
    assert [[one.text for one in row.remarks] for row in plan.rows] == [["Xiu Ukazko"], []]


@pytest.mark.req("C5")
def test_hungarian_lists_in_both_orders(tmp_path: Path) -> None:
    salon = make_salon(tmp_path / "home", "HU")
    names = ("Minta Anna", "Tamás Virág", "B. Nagy Anna", "John Sample", "Dr. Minta Péter")
    assert divided(salon, tmp_path, "Név", *names) == [
        ("Anna", "Minta"),
        ("Virág", "Tamás"),
        ("Anna", "B. Nagy"),
        ("John", "Sample"),
        ("Péter", "Minta"),
    ]
    assert divided(salon, tmp_path, "Vendég", "Anna Minta", "Péter Minta") == [
        ("Anna", "Minta"),
        ("Péter", "Minta"),
    ]
    close_salon(salon)


@pytest.mark.req("C5")
def test_a_whole_name_in_one_half(salon: Services, tmp_path: Path) -> None:
    text = (
        "Jméno;Příjmení;Telefon\nAlena Vzorová;;601000101\n;Ukázková Bára;601000102\n"
        "Cecílie Marie;;601000103\nDana kamarádka;;601000104\n"
    )
    found = [(one.first_name, one.last_name) for one in brought(salon, tmp_path, text)]
    assert found == [
        ("Alena", "Vzorová"),
        ("Bára", "Ukázková"),
        ("Cecílie Marie", ""),
        ("Dana kamarádka", ""),
    ]


@pytest.mark.req("C5")
def test_two_people_in_a_cell_are_refused_and_the_rest_goes_on(
    salon: Services, tmp_path: Path
) -> None:
    plan = read(salon, tmp_path, "Jméno\nJana Vzorová a Petr Vzor\nEva Ukázková\n")
    assert [row.verdict for row in plan.rows] == ["refused", "new"]


@pytest.mark.req("C5")
@pytest.mark.parametrize(
    "name", ["Ã¡Ã¹Ã\u00ad\u0100", "R%C5%AFža", "R=C5=AFža", "R\\u016fža", "P?ra"]
)
def test_letters_of_another_spelling_are_refused(
    name: str, salon: Services, tmp_path: Path
) -> None:
    plan = read(salon, tmp_path, f"Jméno;Příjmení\n{name};Vzor\nEva;Růžová\n")
    assert [row.verdict for row in plan.rows] == ["refused", "new"]
