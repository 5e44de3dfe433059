"""The digits that whoever pays an invoice writes: those of one invoice alone, whichever desk of the
salon wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from string import ascii_uppercase, digits

import pytest

from kiosk.salon.domain.invoices import numbers
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceKind
from kiosk.salon.services.salon_services import Services
from kiosk.salon.store.till import series
from tests.rigs.salon import close_salon, make_salon, open_salon
from tests.rigs.till_world import SHAMPOO, Till, make_till
from tests.salon.services.invoices.test_issuing import COMPANY, of

KINDS: tuple[InvoiceKind, ...] = ("invoice", "credit_note", "advance")
COUNTS = (1, 2, 42, 12_345, 99_999, 100_000, 100_001, 200_042)


def names() -> Iterator[str]:
    """Every name that a desk may have, up to three characters; longer ones are like those."""
    for length in (1, 2, 3):
        yield from map("".join, product(digits + ascii_uppercase, repeat=length))
    yield from ("0001", "1112", "2026", "9999", "KASA", "A001", "B001")


@pytest.mark.req("E9")
def test_no_two_desks_write_the_same_reference() -> None:
    seen: dict[str, tuple[str, int, str, int]] = {}
    counted_together = set()
    for name in names():
        for kind, year, count in product(KINDS, (2026, 2027, 2079), COUNTS):
            of_it = (name, year, kind, count)
            reference = numbers.reference(*of_it)
            if not reference:
                counted_together.add(name)
                continue
            assert len(reference) <= numbers.MOST_DIGITS
            assert reference.isdecimal()
            assert not reference.startswith("0")
            assert numbers.shared_count(reference) == 0
            assert seen.setdefault(reference, of_it) == of_it
    assert {"A", "B1", "112", "1112", "KASA"} <= counted_together
    for year, count in product((2026, 2027, 2079), (1, 99_999, 9_999_999)):
        reference = numbers.shared_reference(year, count)
        assert (len(reference), numbers.shared_count(reference)) == (10, count)
        assert reference not in seen


@pytest.mark.req("E9")
def test_desks_with_digits_write_what_they_always_wrote() -> None:
    assert numbers.reference("1", 2026, "invoice", 42) == "2026100042"
    assert numbers.reference("1", 2026, "credit_note", 42) == "826100042"
    assert numbers.reference("12", 2026, "invoice", 42) == "261200042"
    assert numbers.reference("12", 2026, "advance", 42) == "9261200042"


def at_desk(home: Path, name: str) -> Services:
    services = open_salon(home)
    services.context.desk = name
    return services


def invoiced(services: Services, till: Till) -> Invoice:
    bill = services.bills.open_retail(till.eva.id)
    bill = services.bill_lines.add_barcode(bill.id, SHAMPOO)
    here = Till(services, till.manager, till.eva, till.shampoo, till.cut)
    sale = here.pay(bill)
    services.invoices.issue_of_sale(sale.id, COMPANY, till.eva.id)
    return of(services, sale.id)


@pytest.mark.req("E9", "K1")
def test_desks_with_letters_count_together_and_the_books_know_it(tmp_path: Path) -> None:
    services = make_salon(tmp_path)
    till = make_till(services)
    close_salon(services)
    found = []
    for desk in ("A", "B", "A1", "B1", "112", "A"):
        services = at_desk(tmp_path, desk)
        found.append(invoiced(services, till))
        close_salon(services)
    services = open_salon(tmp_path)
    found.append(invoiced(services, till))
    assert [one.reference for one in found] == [
        *(f"726000000{count}" for count in range(1, 7)),
        "2026100001",
    ]
    assert [one.number for one in found][:2] == ["2026-A-F00001", "2026-B-F00001"]
    verified = services.books.verify()
    assert (verified.fault, verified.differences) == (None, ())
    close_salon(services)


@pytest.mark.req("E9", "K8")
def test_a_desk_that_began_anew_writes_no_reference_of_another(tmp_path: Path) -> None:
    """Numbers that were left out are so long that their digits would be cut."""
    services = make_salon(tmp_path)
    till = make_till(services)
    with services.context.store.transaction():
        series.at_least(services.context.store, series.invoices("1", 2026, "invoice"), 100_000)
    invoice = invoiced(services, till)
    assert (invoice.number, invoice.reference) == ("2026-1-F100001", "7260000001")
    assert series.of_number(invoice.number).number == 100_001
    close_salon(services)
