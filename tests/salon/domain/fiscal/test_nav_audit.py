"""What an inspector takes away holds every invoice with its sums."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree

from kiosk.salon.domain.fiscal.nav_audit import NAMESPACE, audit
from tests.salon.domain.invoices.electronic import samples

N = {"s": NAMESPACE}


def test_each_invoice_stands_in_it_and_adds_up() -> None:
    invoices = list(samples.all_of("HU").values())
    root = ElementTree.fromstring(audit(invoices, date(2026, 12, 31)))
    assert root.findtext("s:export_szla_db", "", N) == str(len(invoices))
    for invoice, one in zip(invoices, root.findall("s:szamla", N), strict=True):
        assert one.findtext("s:fejlec/s:szlasorszam", "", N) == invoice.number
        lines = one.findall("s:termek_szolgaltatas_tetelek", N)
        whole = "s:osszesites/s:vegosszeg/s:"
        for tag, total in (("nettoar", "nettoarossz"), ("adoertek", "afaertekossz")):
            said = sum(int(line.findtext(f"s:{tag}", "", N)) for line in lines)
            assert said == int(one.findtext(whole + total, "", N))
        assert int(one.findtext(f"{whole}bruttoarossz", "", N)) == invoice.total_minor


def test_no_invoice_at_all_is_a_file_too() -> None:
    root = ElementTree.fromstring(audit([], date(2026, 12, 31)))
    assert root.findtext("s:export_szla_db", "", N) == "0"
