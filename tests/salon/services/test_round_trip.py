"""What is exported comes back as it was, whatever somebody has typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.goods.catalogue import Product, Service
from kiosk.salon.domain.people import Client, StaffMember
from kiosk.salon.services.files.exporting import Exporting, Kind
from kiosk.salon.services.files.importing import Importing
from kiosk.salon.services.salon_services import Services
from tests.rigs.salon import close_salon, make_salon

Back = Literal["clients", "products", "services", "staff"]
TEXT = st.text(st.sampled_from("=+-@|;,/\\\"'\\% ＝＠aŽő5.#\u200d"), max_size=8).map(str.strip)
TRACES = st.sampled_from(["#REF!", "###", "#N/A", "#HIÁNYZIK", "8,59E+12", "-", "null", "0"])
"""What a spreadsheet leaves, and how nothing is written: nobody can keep it, or it comes back."""
WORDS = st.one_of(TEXT, TRACES)
CODES = st.lists(st.text(st.sampled_from("A-/,;|\"' 1+=.#"), max_size=6), max_size=3)
STOCK = st.sampled_from([0, 500, 1250, 1200, -3000])
QUICK = settings(
    max_examples=40,
    derandomize=True,
    phases=(Phase.generate,),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
NUMBERS = count(1)
"""So that no two have one name, code or number."""


@contextmanager
def fresh() -> Iterator[tuple[Services, Path]]:
    """A salon and a folder of one example alone: one salon's lists would grow with each, and the
    time for reading them with their square."""
    with TemporaryDirectory(prefix="pult-round-") as name:
        salon = make_salon(Path(name) / "home")
        try:
            yield salon, Path(name)
        finally:
            close_salon(salon)


def several(*each: st.SearchStrategy[Any]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(st.tuples(*each), min_size=1, max_size=12)


def _fresh(salon: Services, code: str, number: int) -> str:
    """Once as it was typed, then with a number behind it."""
    lists = (salon.catalogue.services(inactive=True), salon.catalogue.search_products("", 10_000))
    taken = {item.code for items in lists for item in items}
    return f"{code}x{number}" if code in taken else code


def verdicts(salon: Services, folder: Path, kind: Kind, back: Back) -> set[str]:
    path = folder / f"{kind}.csv"
    written = Exporting(salon.context).to_file(path, kind)
    if not written:
        return {"same"}
    plan = Importing(salon.context).read(back, path)
    assert len(plan.rows) == written
    return {row.verdict for row in plan.rows}


@pytest.mark.req("C5", "P1")
@QUICK
@given(several(TEXT, WORDS, WORDS, CODES, STOCK))
def test_stock(items: list[tuple[Any, ...]]) -> None:
    with fresh() as (salon, folder):
        for name, category, code, codes, had in items:
            number = next(NUMBERS)
            item = Product(
                b"", f"{name}x{number}", 100 * number, 2100, category=category, unit="ks",
                code=_fresh(salon, code, number),
                barcodes=tuple(f"{one}x{number}-{place}" for place, one in enumerate(codes)),
                cost_minor=(None, 0, 7 * number)[number % 3],
            )  # fmt: skip
            with suppress(Refused):
                saved = salon.catalogue.save_product(item, None)
                salon.catalogue.count_stock(saved.id, had, "Counted", None)
        assert verdicts(salon, folder, "stock", "products") == {"same"}


@pytest.mark.req("P1")
def test_codes_that_hold_what_divides_codes(salon: Services, tmp_path: Path) -> None:
    codes = ("UKA/250", "UK,12", "A B", '"', "8594001234561")
    salon.catalogue.save_product(Product(b"", "Barva", 100, 2100, barcodes=codes), None)
    assert verdicts(salon, tmp_path, "stock", "products") == {"same"}


@QUICK
@given(several(TEXT, WORDS, WORDS))
def test_services(items: list[tuple[str, ...]]) -> None:
    with fresh() as (salon, folder):
        for name, category, code in items:
            number = next(NUMBERS)
            kept = _fresh(salon, code, number)
            named = Service(b"", f"{name}x{number}", 30, 100, 2100, category, kept)
            with suppress(Refused):
                salon.catalogue.save_service(named, None)
        assert verdicts(salon, folder, "services", "services") == {"same"}


@QUICK
@given(several(WORDS, TEXT, WORDS))
def test_clients(items: list[tuple[str, ...]]) -> None:
    with fresh() as (salon, folder):
        for first, last, note in items:
            named = Client(b"", first, f"{last}x{next(NUMBERS)}", note=note, street=note)
            with suppress(Refused):
                salon.clients.save(replace(named, email=f"k{next(NUMBERS)}@example.com"), None)
        assert verdicts(salon, folder, "clients", "clients") == {"same"}


@QUICK
@given(several(TEXT, TEXT, WORDS))
def test_staff(items: list[tuple[str, ...]]) -> None:
    with fresh() as (salon, folder):
        for first, last, position in items:
            named = f"{first}a", f"{last}x{next(NUMBERS)}"
            with suppress(Refused):
                salon.team.save(StaffMember(b"", *named, position=position), None)
        assert verdicts(salon, folder, "staff", "staff") == {"same"}
