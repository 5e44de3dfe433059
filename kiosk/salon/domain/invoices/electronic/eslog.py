"""e-SLOG 2.0, the Slovenian form of an invoice as a file: the meaning of EN 16931 in the segments
of INVOIC (namespace ``urn:eslog:2.00``).

A credit note's sums are above zero, its kind says which way they go. A price is never below zero:
what is taken off has a quantity below zero. ``BT-`` are the terms of the European standard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from kiosk.salon.domain.country import COUNTRIES
from kiosk.salon.domain.invoices.electronic.amounts import (
    LineAmounts,
    Written,
    before_discount,
    line_amounts,
    percent,
)
from kiosk.salon.domain.invoices.electronic.trees import Tree, clean, cut
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine, Party
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.vat import VatRow, vat_within

NAMESPACE = "urn:eslog:2.00"
_KINDS = {"invoice": "380", "credit_note": "381", "advance": "386"}
_PROCESSES = {"invoice": "P1", "credit_note": "P9", "advance": "P6"}
_PIECE = "C62"
_UNITS = {
    "ml": "MLT", "l": "LTR", "g": "GRM", "kg": "KGM", "m": "MTR", "cm": "CMT", "h": "HUR",
    "min": "MIN",
}  # fmt: skip
_MEANS = {"cash": "10", "foreign": "10", "card": "48", "transfer": "30"}
_TO_ACCOUNT, _OTHERWISE = "30", "1"
_NAME, _STREET, _TEXT = 70, 35, 512
"""How long a part of a text may be; a longer one goes on in the next part."""


def eslog(invoice: Invoice) -> bytes:
    """The whole file."""
    root = Tree.root("Invoice", xmlns=NAMESPACE)
    into = root.add("M_INVOIC", Id="data")
    written = Written.of(invoice, -1 if invoice.kind == "credit_note" else 1)
    header = into.add("S_UNH")
    header.add("D_0062", cut(invoice.reference, 14) or "1")
    _all(header.add("C_S009"), D_0065="INVOIC", D_0052="D", D_0054="01B", D_0051="UN")
    named = into.add("S_BGM")
    named.add("C_C002").add("D_1001", _KINDS[invoice.kind])
    named.add("C_C106").add("D_1004", cut(invoice.number, _NAME))
    _date(into, "137", invoice.issued_on)
    _date(into, "35", invoice.supplied_on)
    _texts(into, invoice)
    _references(into, invoice)
    _party(into, "SE", invoice.seller, pays_vat=invoice.pays_vat)
    _party(into, "BY", invoice.buyer, pays_vat=True)
    _all(into.add("G_SG7").add("S_CUX").add("C_C504"), D_6347="2", D_6345=invoice.currency)
    _terms(into, invoice)
    amounts = line_amounts(invoice)
    for index, pair in enumerate(zip(invoice.lines, amounts, strict=True), 1):
        _line(into.add("G_SG26"), index, pair, invoice, written)
    into.add("S_UNS").add("D_0081", "D")
    _sums(into, invoice, written)
    return root.bytes()


def _all(into: Tree, **values: str) -> None:
    for tag, text in values.items():
        into.add(tag, text)


def _date(into: Tree, code: str, day: date) -> None:
    _all(into.add("S_DTM").add("C_C507"), D_2005=code, D_2380=day.isoformat())


def _money(into: Tree, code: str, text: str) -> None:
    _all(into.add("S_MOA").add("C_C516"), D_5025=code, D_5004=text)


def _parts(into: Tree, group: str, tag: str, text: str, length: int, most: int) -> None:
    """A text in as many parts as there may be."""
    whole = clean(text)
    if not whole:
        return
    parent = into.add(group)
    for index in range(min(most, -(-len(whole) // length))):
        part = whole[index * length : (index + 1) * length].strip()
        if part:
            parent.add(tag if index == 0 else f"{tag}_{index + 1}", part)


def _texts(into: Tree, invoice: Invoice) -> None:
    process = into.add("S_FTX")
    process.add("D_4451", "DOC")
    process.add("C_C107").add("D_4441", _PROCESSES[invoice.kind])
    process.add("C_C108").add("D_4440", "urn:cen.eu:en16931:2017")
    for note in _notes(invoice):
        _text(into, "GEN", note)
    if not invoice.pays_vat and invoice.clause:
        _text(into, "AGM", invoice.clause)
    receipt = invoice.receipt
    if receipt is not None and receipt.local_code:
        zone = ZoneInfo(COUNTRIES["SI"].timezone)
        at = datetime.fromtimestamp(receipt.issued_at / 1000, UTC).astimezone(zone)
        marks = into.add("S_FTX")
        marks.add("D_4451", "TXD")
        said = marks.add("C_C108")
        said.add("D_4440", at.strftime("%Y-%m-%dT%H:%M:%S"))
        said.add("D_4440_2", cut(invoice.staff_name, _TEXT) or "-")
        said.some("D_4440_3", receipt.code)
        said.add("D_4440_4", receipt.local_code)


def _text(into: Tree, code: str, text: str) -> None:
    if clean(text):
        free = into.add("S_FTX")
        free.add("D_4451", code)
        _parts(free, "C_C108", "D_4440", text, _TEXT, 5)


def _notes(invoice: Invoice) -> Iterator[str]:
    if invoice.corrects is not None:
        yield invoice.corrects.reason
    yield invoice.note
    if invoice.receipt is not None:
        yield invoice.receipt.number


def _references(into: Tree, invoice: Invoice) -> None:
    if invoice.order_ref:
        _reference(into.add("G_SG1"), "ON", invoice.order_ref)
    if invoice.reference:
        _reference(into.add("G_SG1"), "PQ", f"SI00{invoice.reference}")
    if invoice.corrects is not None:
        preceding = into.add("G_SG1")
        _reference(preceding, "OI", invoice.corrects.number)
        _date(preceding, "384", invoice.corrects.issued_on)


def _reference(into: Tree, code: str, text: str) -> None:
    _all(into.add("S_RFF").add("C_C506"), D_1153=code, D_1154=cut(text, _NAME))


def _party(into: Tree, role: str, party: Party, *, pays_vat: bool) -> None:
    group = into.add("G_SG2")
    named = group.add("S_NAD")
    named.add("D_3035", role)
    _parts(named, "C_C080", "D_3036", party.name or "-", _NAME, 5)
    _parts(named, "C_C059", "D_3042", party.street or "-", _STREET, 4)
    named.some("D_3164", cut(party.city, 35))
    named.some("D_3251", cut(party.postcode, 17))
    named.add("D_3207", party.country or "SI")
    iban = "".join(party.iban.split()).upper()
    if iban:
        account = group.add("S_FII")
        account.add("D_3035", "RB")
        account.add("C_C078").add("D_3194", iban)
        if party.bic:
            account.add("C_C088").add("D_3433", cut(party.bic, 11))
    for code, number in _numbers(party, pays_vat):
        _reference(group.add("G_SG3"), code, number)
    ways = [("TE", party.phone), ("EM", party.email)]
    if any(text for _, text in ways):
        contact = group.add("G_SG5")
        contact.add("S_CTA").add("D_3139", "SU" if role == "SE" else "BU")
        for code, text in ways:
            if text:
                _all(contact.add("S_COM").add("C_C076"), D_3148=cut(text, _TEXT), D_3155=code)


def _numbers(party: Party, pays_vat: bool) -> Iterable[tuple[str, str]]:
    """The number of a payer of VAT (BT-31, BT-48), that of taxes (BT-32), that of the register
    (BT-30, BT-47)."""
    bare = party.vat_id.removeprefix(party.country)
    if party.vat_id and pays_vat:
        yield "VA", f"{party.country}{bare}"
    if bare:
        yield "AHP", bare
    if party.company_id:
        yield "0199", party.company_id


def _terms(into: Tree, invoice: Invoice) -> None:
    """Until when (BT-9) and how (BT-81) it is paid: what is still open to the account."""
    parts = [part for part in invoice.payments if part.method != LATER]
    if invoice.due_minor or not parts:
        means = _TO_ACCOUNT
    else:
        means = _MEANS.get(max(parts, key=lambda part: abs(part.amount_minor)).method, _OTHERWISE)
    group = into.add("G_SG8")
    group.add("S_PAT").add("D_4279", "1")
    if invoice.due_minor > 0:
        _date(group, "13", invoice.due_on or invoice.issued_on)
    group.add("S_PAI").add("C_C534").add("D_4461", means)


def _category(invoice: Invoice, vat_bp: int) -> str:
    if not invoice.pays_vat:
        return "E"
    return "S" if vat_bp else "Z"


def _tax(into: Tree, invoice: Invoice, vat_bp: int) -> None:
    tax = into.add("S_TAX")
    tax.add("D_5283", "7")
    tax.add("C_C241").add("D_5153", "VAT")
    tax.add("C_C243").add("D_5278", percent(vat_bp))
    tax.add("D_5305", _category(invoice, vat_bp))


def _line(
    into: Tree,
    index: int,
    pair: tuple[InvoiceLine, LineAmounts],
    invoice: Invoice,
    written: Written,
) -> None:
    line, amounts = pair
    turned = -1 if line.price_minor < 0 else 1
    into.add("S_LIN").add("D_1082", str(index))
    described = into.add("S_IMD")
    described.add("D_7077", "F")
    described.add("C_C273").add("D_7008", cut(line.name, 256) or "-")
    counted = into.add("S_QTY").add("C_C186")
    counted.add("D_6063", "47")
    counted.add("D_6060", written.quantity(turned * line.quantity_milli))
    counted.add("D_6411", _UNITS.get(line.unit, _PIECE))
    _money(into.add("G_SG27"), "203", written.sum(amounts.net_minor))
    _money(into.add("G_SG27"), "38", written.sum(line.total_minor))
    price = into.add("G_SG29").add("S_PRI").add("C_C509")
    price.add("D_5125", "AAA")
    price.add("D_5118", Written(written.exponent).unit(turned * line.price_minor, line.vat_bp))
    _tax(into.add("G_SG34"), invoice, line.vat_bp)
    gross = before_discount(line)
    if gross != line.total_minor:
        net = gross - vat_within(gross, line.vat_bp)
        allowance = into.add("G_SG39")
        kind = allowance.add("S_ALC")
        kind.add("D_5463", "A")
        said = kind.add("C_C552")
        said.some("D_1230", cut(line.discount_text, 35))
        said.add("D_5189", "95")
        for code, minor in (("204", net - amounts.net_minor), ("25", net)):
            _money(allowance.add("G_SG42"), code, written.sum(minor))


def _sums(into: Tree, invoice: Invoice, written: Written) -> None:
    vat = sum(row.vat_minor for row in invoice.vat)
    net = invoice.total_minor - vat
    sums = [("79", net), ("389", net), ("176", vat), ("388", invoice.total_minor)]
    if invoice.paid_minor:
        sums.append(("113", invoice.paid_minor))
    if invoice.rounding_minor:
        sums.append(("366", invoice.rounding_minor))
    for code, minor in (*sums, ("9", invoice.due_minor)):
        _money(into.add("G_SG50"), code, written.sum(minor))
    untaxed = VatRow(0, invoice.total_minor, 0, invoice.total_minor)
    for row in invoice.vat or (untaxed,):
        group = into.add("G_SG52")
        _tax(group, invoice, row.rate_bp)
        _money(group, "125", written.sum(row.base_minor))
        _money(group, "124", written.sum(row.vat_minor))
