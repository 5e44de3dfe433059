"""A country's form of an electronic invoice."""

from __future__ import annotations

from dataclasses import replace

from kiosk.salon.domain.invoices.electronic.forms import form_of
from tests.salon.domain.invoices.electronic import samples


def test_each_country_has_its_own_or_none() -> None:
    kinds = {c: form.kind if (form := form_of(samples.invoice(c))) else "" for c in ("CZ", "SI")}
    assert kinds == {"CZ": "isdoc", "SI": "eslog"}
    assert form_of(samples.invoice("HU")) is None


def test_what_was_written_to_practise_is_no_file() -> None:
    assert form_of(samples.invoice("CZ", training=True)) is None


def test_a_file_is_called_after_its_number() -> None:
    form = form_of(samples.invoice("SI"))
    assert form is not None
    assert form.name(replace(samples.invoice("SI"), number="BP1/B1 11")) == "BP1-B1-11.xml"
