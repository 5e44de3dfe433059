"""The Slovenian file of an invoice: the published schema where it is at hand, and what the European
standard wants to add up always."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from kiosk.salon.domain.invoices.electronic.eslog import NAMESPACE, eslog
from kiosk.salon.domain.invoices.invoice import Invoice
from tests.salon.domain.invoices.electronic import samples

N = {"e": NAMESPACE}
ALL = samples.all_of("SI")


def read(invoice: Invoice) -> ElementTree.Element:
    return ElementTree.fromstring(eslog(invoice))


def text(root: ElementTree.Element, path: str) -> str:
    return root.findtext("/".join(f"e:{tag}" for tag in path.split("/")), "", N)


def groups(root: ElementTree.Element, tag: str) -> list[ElementTree.Element]:
    return root.findall(f"e:M_INVOIC/e:{tag}", N)


def sums(root: ElementTree.Element) -> dict[str, Decimal]:
    return {
        text(one, "S_MOA/C_C516/D_5025"): Decimal(text(one, "S_MOA/C_C516/D_5004"))
        for one in groups(root, "G_SG50")
    }


def money(group: ElementTree.Element, code: str) -> list[Decimal]:
    return [
        Decimal(one.findtext("e:D_5004", "", N))
        for one in group.iter(f"{{{NAMESPACE}}}C_C516")
        if one.findtext("e:D_5025", "", N) == code
    ]


@pytest.mark.parametrize("name", ALL)
def test_the_published_schema_takes_it(name: str) -> None:
    xmlschema = pytest.importorskip("xmlschema")
    schema = xmlschema.XMLSchema(str(samples.schema_folder() / "eSLOG20_INVOIC_v200.xsd"))
    schema.validate(ElementTree.ElementTree(read(ALL[name])))


@pytest.mark.parametrize("name", ALL)
def test_it_adds_up_as_the_standard_wants(name: str) -> None:
    root = read(ALL[name])
    total, lines, rates = sums(root), groups(root, "G_SG26"), groups(root, "G_SG52")
    nets = [money(line, "203")[0] for line in lines]
    assert sum(nets) == total["79"], "BR-CO-10"
    assert total["389"] == total["79"], "BR-CO-13"
    assert total["388"] == total["389"] + total["176"], "BR-CO-15"
    paid, rounding = total.get("113", Decimal(0)), total.get("366", Decimal(0))
    assert total["9"] == total["388"] - paid + rounding, "BR-CO-16"
    assert sum(money(row, "124")[0] for row in rates) == total["176"], "BR-CO-14"
    for row in rates:
        rate, category = text(row, "S_TAX/C_C243/D_5278"), text(row, "S_TAX/D_5305")
        base, vat = money(row, "125")[0], money(row, "124")[0]
        assert abs(base * Decimal(rate) / 100 - vat) < 1, "BR-CO-17"
        of_rate = [
            net
            for net, line in zip(nets, lines, strict=True)
            if text(line, "G_SG34/S_TAX/C_C243/D_5278") == rate
            and text(line, "G_SG34/S_TAX/D_5305") == category
        ]
        assert sum(of_rate) == base, f"BR-{category}-08"
    for line in lines:
        assert Decimal(text(line, "G_SG29/S_PRI/C_C509/D_5118")) >= 0, "BR-27"
        assert text(line, "S_IMD/C_C273/D_7008"), "BR-25"


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_empty_and_nothing_too_long(name: str) -> None:
    long = replace(ALL[name], note="x" * 3_000, buyer=replace(ALL[name].buyer, name="Ž" * 400))
    for invoice in (ALL[name], long):
        for element in read(invoice).iter():
            if len(element) == 0:
                assert 0 < len(element.text or "") <= 512


def test_a_credit_note_is_above_zero_and_names_its_invoice() -> None:
    root = read(samples.credit("SI"))
    assert text(root, "M_INVOIC/S_BGM/C_C002/D_1001") == "381"
    assert all(value >= 0 for value in sums(root).values())
    preceding = [one for one in groups(root, "G_SG1") if text(one, "S_RFF/C_C506/D_1153") == "OI"]
    assert [text(one, "S_RFF/C_C506/D_1154") for one in preceding] == ["2026-1-F00017"]


def test_an_advance_is_taken_off_with_a_quantity_below_zero() -> None:
    line = groups(read(samples.final("SI")), "G_SG26")[-1]
    assert text(line, "S_QTY/C_C186/D_6060") == "-1"
    assert Decimal(text(line, "G_SG29/S_PRI/C_C509/D_5118")) > 0
    turned = samples.final("SI")
    below = replace(turned.lines[-1], quantity_milli=1000, price_minor=-20_000)
    line = groups(read(replace(turned, lines=(*turned.lines[:-1], below))), "G_SG26")[-1]
    assert text(line, "S_QTY/C_C186/D_6060") == "-1"


def test_a_discount_is_an_allowance_of_its_line() -> None:
    line = groups(read(samples.invoice("SI")), "G_SG26")[0]
    assert money(line, "25")[0] - money(line, "204")[0] == money(line, "203")[0]


def test_who_pays_no_vat_is_exempt_and_says_why() -> None:
    root = read(samples.untaxed("SI"))
    assert {e.text for e in root.iter(f"{{{NAMESPACE}}}D_5305")} == {"E"}
    reasons = {text(one, "D_4451"): text(one, "C_C108/D_4440") for one in groups(root, "S_FTX")}
    assert reasons["AGM"] == "Neplátce DPH"
    codes = {e.text for e in root.find("e:M_INVOIC/e:G_SG2", N).iter(f"{{{NAMESPACE}}}D_1153")}  # type: ignore[union-attr]
    assert codes == {"AHP", "0199"}


def test_the_marks_of_its_receipt_travel_with_it() -> None:
    invoice = samples.paid("SI")
    (marks,) = (one for one in groups(read(invoice), "S_FTX") if text(one, "D_4451") == "TXD")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text(marks, "C_C108/D_4440"))
    assert text(marks, "C_C108/D_4440_3") == "EOR-1"
    assert text(marks, "C_C108/D_4440_4") == "a" * 32
    waiting = replace(invoice, receipt=replace(invoice.receipt, code=""))  # type: ignore[type-var]
    assert b"D_4440_3" not in eslog(waiting)
