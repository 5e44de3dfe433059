"""Invoices as an inspector of the Hungarian tax office takes them away (decree 23/2014, 11/A): one
XML of all of a period or of a range of numbers (``http://schemas.nav.gov.hu/2013/szamla``) [M]."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kiosk.salon.domain.invoices.electronic.amounts import decimal, line_amounts, percent
from kiosk.salon.domain.invoices.electronic.trees import Tree, cut
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.money import divide_half_up
from kiosk.salon.domain.vat import VatRow

NAMESPACE = "http://schemas.nav.gov.hu/2013/szamla"
_INVOICE, _CHANGES = "1", "4"
_TEXT = 100


def audit(invoices: Sequence[Invoice], exported_on: date) -> bytes:
    """All of them, in the order of their numbers as they are given."""
    root = Tree.root("szamlak", xmlns=NAMESPACE)
    days = sorted(invoice.issued_on for invoice in invoices)
    root.add("export_datuma", exported_on.isoformat())
    root.add("export_szla_db", str(len(invoices)))
    root.add("kezdo_ido", (days[0] if days else exported_on).isoformat())
    root.add("zaro_ido", (days[-1] if days else exported_on).isoformat())
    root.add("kezdo_szla_szam", invoices[0].number if invoices else "")
    root.add("zaro_szla_szam", invoices[-1].number if invoices else "")
    for invoice in invoices:
        _invoice(root.add("szamla"), invoice)
    return root.bytes()


def _invoice(into: Tree, invoice: Invoice) -> None:
    head = into.add("fejlec")
    head.add("szlasorszam", invoice.number)
    head.add("szlatipus", _CHANGES if invoice.corrects else _INVOICE)
    head.add("szladatum", invoice.issued_on.isoformat())
    head.add("teljdatum", invoice.supplied_on.isoformat())
    _party(into.add("szamlakibocsato"), invoice.seller, seller=True)
    _party(into.add("vevo"), invoice.buyer, seller=False)
    for line, amounts in zip(invoice.lines, line_amounts(invoice), strict=True):
        item = into.add("termek_szolgaltatas_tetelek")
        item.add("termeknev", cut(line.name, _TEXT) or "-")
        if line.advance or line.deducts:
            item.add("eloleg", "1" if line.advance else "2")
        item.add("menny", decimal(line.quantity_milli, 3))
        item.add("mertekegys", cut(line.unit, _TEXT) or "db")
        item.add("nettoar", str(amounts.net_minor))
        item.add("nettoegysar", _unit(amounts.net_minor, line.quantity_milli))
        item.add("adokulcs", percent(line.vat_bp))
        item.add("adoertek", str(amounts.vat_minor))
        item.add("bruttoar", str(line.total_minor))
    if invoice.corrects is not None:
        into.add("modosito_szla").add("eredeti_sorszam", invoice.corrects.number)
    into.add("nem_kotelezo").add("penznem", invoice.currency)
    sums = into.add("osszesites")
    untaxed = VatRow(0, invoice.total_minor, 0, invoice.total_minor)
    for row in invoice.vat or (untaxed,):
        by_rate = sums.add("afarovat")
        by_rate.add("nettoar", str(row.base_minor))
        by_rate.add("adokulcs", percent(row.rate_bp))
        by_rate.add("adoertek", str(row.vat_minor))
        by_rate.add("bruttoar", str(row.gross_minor))
    vat = sum(row.vat_minor for row in invoice.vat)
    whole = sums.add("vegosszeg")
    whole.add("nettoarossz", str(invoice.total_minor - vat))
    whole.add("afaertekossz", str(vat))
    whole.add("bruttoarossz", str(invoice.total_minor))


def _unit(net: int, quantity_milli: int) -> str:
    if not quantity_milli:
        return str(net)
    sign = -1 if quantity_milli < 0 else 1
    return decimal(divide_half_up(sign * net * 100_000, abs(quantity_milli)), 2)


def _party(into: Tree, party: Party, *, seller: bool) -> None:
    if party.vat_id:
        into.add("adoszam", cut(party.vat_id, 20))
    if seller:
        into.add("kisadozo", "false")
    into.add("nev", cut(party.name, _TEXT) or "-")
    address = into.add("cim")
    address.add("iranyitoszam", cut(party.postcode, 10) or "0000")
    address.add("telepules", cut(party.city, _TEXT) or "-")
    address.add("kozterulet_neve", cut(party.street, _TEXT) or "-")
