"""A sale as a document: made from a bill that is being paid, turned round to void another, or of
the lines of another that come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import line_total
from kiosk.salon.domain.till.bill import Bill, Discount, Payment, PricedLine
from kiosk.salon.domain.till.sale import Sale, SaleLine, Tip
from kiosk.salon.domain.till.settling import Settlement
from kiosk.salon.domain.till.sold import table_of
from kiosk.salon.services.context import Context
from kiosk.salon.store.till import series


def next_number(context: Context, at: int) -> str:
    """The next document number of this desk, such as ``2026-1-000123``. Sales, voids and returns
    share one series a year, so that a missing document of any kind shows as a gap."""
    year = context.salon.local(at).year
    count = series.take(context.store, series.documents(context.desk, year))
    return series.number(context.desk, year, count)


def discount_words(discount: Discount) -> str:
    """What a line or a bill keeps about its discount: ``12,5 % Birthday``.

    The decimal comma is that of all the countries Pult sells in.
    """
    if discount.kind == "none":
        return ""
    if discount.kind == "amount":
        return discount.reason
    whole, rest = divmod(discount.value, 1000)
    percent = f"{whole},{rest:03d}".rstrip("0") if rest else str(whole)
    return f"{percent} % {discount.reason}".strip()


def _line(priced: PricedLine, *, pays_vat: bool) -> SaleLine:
    line = priced.line
    return SaleLine(
        name=line.name,
        kind=line.kind,
        unit=line.unit,
        quantity_milli=line.quantity_milli,
        list_price_minor=line.list_price_minor,
        price_minor=line.price_minor,
        price_reason=line.price_reason,
        vat_bp=line.vat_bp if pays_vat else 0,
        vat_minor=priced.vat_minor if pays_vat or priced.vat_minor is None else 0,
        advance=line.advance,
        deducts=line.deducts,
        source=line.source.source if line.source is not None else None,
        discount_minor=priced.discount_minor,
        discount_text=discount_words(line.discount),
        bill_discount_minor=priced.bill_discount_minor,
        total_minor=priced.total_minor,
        staff_name=line.staff_first_name,
        product_id=line.product_id,
        service_id=line.service_id,
        staff_id=line.staff_id,
        cost_minor=None
        if line.cost_minor is None
        else line_total(line.cost_minor, line.quantity_milli),
    )


def sale_of(
    bill: Bill,
    paid: Settlement,
    *,
    sale_id: Id,
    number: str,
    at: int,
    staff_name: str,
    pays_vat: bool,
) -> Sale:
    """The document a bill becomes when it is paid. ``pays_vat``: whether the salon does then."""
    totals = bill.totals
    return Sale(
        id=sale_id,
        number=number,
        kind="sale",
        currency=bill.currency.code,
        lines=tuple(_line(priced, pays_vat=pays_vat) for priced in totals.lines),
        payments=paid.payments,
        vat=totals.vat if pays_vat else (),
        goods_minor=totals.goods_minor,
        discount_minor=totals.discount_minor,
        total_minor=totals.total_minor,
        rounding_minor=paid.rounding_minor,
        paid_minor=totals.total_minor + paid.rounding_minor,
        sold_at=at,
        staff_name=staff_name,
        client_id=bill.client_id,
        client_name=bill.client_name,
        appointment_id=bill.appointment_id,
        discount_text=discount_words(bill.discount),
        pays_vat=pays_vat,
        tips=_tips(bill, paid),
    )


def _tips(bill: Bill, paid: Settlement) -> tuple[Tip, ...]:
    given = (*bill.tips_taken, (paid.tip_method, paid.tip_minor))
    return tuple(
        Tip(method, minor, bill.tip_staff_name, bill.tip_staff_id)
        for method, minor in given
        if minor
    )


def _taken_back(part: Payment) -> Payment:
    """The payment of a void. Foreign money goes back as it came, and its change with it; of cash
    only what was paid."""
    if part.means.foreign:
        return replace(
            part,
            amount_minor=-part.amount_minor,
            tendered_minor=-part.tendered_minor,
            change_minor=-part.change_minor,
            foreign_minor=-part.foreign_minor,
        )
    back = -part.amount_minor
    tendered = back if part.means.is_cash else 0
    return replace(part, amount_minor=back, tendered_minor=tendered, change_minor=0)


def void_of(sale: Sale, *, sale_id: Id, number: str, at: int, staff_name: str, reason: str) -> Sale:
    """The counter-document: the same lines and payments with every sum and quantity negative."""
    return replace(
        sale,
        id=sale_id,
        number=number,
        kind="void",
        lines=tuple(
            replace(
                line,
                quantity_milli=-line.quantity_milli,
                discount_minor=-line.discount_minor,
                bill_discount_minor=-line.bill_discount_minor,
                total_minor=-line.total_minor,
                vat_minor=None if line.vat_minor is None else -line.vat_minor,
                cost_minor=None if line.cost_minor is None else -line.cost_minor,
            )
            for line in sale.lines
        ),
        payments=tuple(map(_taken_back, sale.payments)),
        tips=tuple(replace(tip, amount_minor=-tip.amount_minor) for tip in sale.tips),
        vat=tuple(
            replace(
                row,
                base_minor=-row.base_minor,
                vat_minor=-row.vat_minor,
                gross_minor=-row.gross_minor,
            )
            for row in sale.vat
        ),
        goods_minor=-sale.goods_minor,
        discount_minor=-sale.discount_minor,
        total_minor=-sale.total_minor,
        rounding_minor=-sale.rounding_minor,
        paid_minor=-sale.paid_minor,
        sold_at=at,
        staff_name=staff_name,
        reason=reason,
        voids_number=sale.number,
        voided_by_number="",
    )


def return_of(
    sale: Sale,
    lines: Sequence[SaleLine],
    paid: Settlement,
    *,
    sale_id: Id,
    number: str,
    at: int,
    staff_name: str,
    reason: str,
) -> Sale:
    """The document that takes some lines of a sale back: every sum and quantity negative.
    ``lines`` and ``paid``: as they are on it."""
    total = sum(line.total_minor for line in lines)
    bill_discount = sum(line.bill_discount_minor for line in lines)
    return replace(
        sale,
        id=sale_id,
        number=number,
        kind="return",
        lines=tuple(lines),
        payments=paid.payments,
        vat=table_of(lines) if sale.pays_vat else (),
        goods_minor=total + bill_discount,
        discount_minor=bill_discount,
        total_minor=total,
        rounding_minor=paid.rounding_minor,
        paid_minor=total + paid.rounding_minor,
        sold_at=at,
        staff_name=staff_name,
        reason=reason,
        returns_number=sale.number,
        returned_by=(),
        tips=(),
    )


def journal_body(
    sale: Sale,
    day: str,
    mark: Callable[[str], str],
    person: Callable[[Id | None], str],
    staff: str,
    client: str = "",
    approver: str = "",
    sold: Sequence[Id] = (),
) -> dict[str, object]:
    """What the journal keeps of a document. ``day``: the business day, ISO. The persons: pseudonyms
    as hex. ``mark``: of what somebody typed, which stands in the document alone and may be erased
    there, and of the names on it. ``person``: the pseudonym of one of the team. ``sold``: the ids
    of all lines of the sale that a return takes back; the journal says which by their places in it,
    from 1."""
    body: dict[str, object] = {
        "number": sale.number,
        "currency": sale.currency,
        "lines": [
            {
                "name": line.name,
                "kind": line.kind,
                "unit": line.unit,
                "quantity": line.quantity_milli,
                "list": line.list_price_minor,
                "price": line.price_minor,
                "why": mark(line.price_reason),
                "vat": line.vat_bp,
                "discount": line.discount_minor,
                "discount_text": mark(line.discount_text),
                "bill_discount": line.bill_discount_minor,
                "total": line.total_minor,
                "staff_name": mark(line.staff_name),
                "person": person(line.staff_id),
                "cost": line.cost_minor,
                **_returned(line, sold),
                **_of_advance(line),
            }
            for line in sale.lines
        ],
        "discount": sale.discount_minor,
        "discount_text": mark(sale.discount_text),
        "total": sale.total_minor,
        "rounding": sale.rounding_minor,
        "payments": [[part.method, part.amount_minor] for part in sale.payments],
        "tendered": [[part.tendered_minor, part.change_minor] for part in sale.payments],
        "vat": [[row.rate_bp, row.base_minor, row.vat_minor] for row in sale.vat],
        "pays_vat": sale.pays_vat,
        "staff": staff,
        "staff_name": mark(sale.staff_name),
        "day": day,
    }
    if any(part.currency for part in sale.payments):
        body["foreign"] = [
            [part.currency, part.foreign_minor, part.rate_micro] for part in sale.payments
        ]
    if any(part.title for part in sale.payments):
        body["titles"] = [part.title for part in sale.payments]
    if any(part.reference for part in sale.payments):
        body["references"] = [mark(part.reference) for part in sale.payments]
    if sale.tips:
        body["tips"] = [
            [tip.method, tip.amount_minor, mark(tip.staff_name), person(tip.staff_id)]
            for tip in sale.tips
        ]
    if client:
        body["client"] = client
    if sale.kind == "void":
        body["voids"] = sale.voids_number
    elif sale.kind == "return":
        body["returns"] = sale.returns_number
    if sale.kind != "sale":
        body["reason"] = mark(sale.reason)
        body["approved"] = approver
    return body


def _returned(line: SaleLine, sold: Sequence[Id]) -> dict[str, object]:
    if line.returns_line is None:
        return {}
    return {
        "place": sold.index(line.returns_line) + 1,
        "vat_share": line.vat_minor,
        "written_off": int(line.written_off),
    }


def _of_advance(line: SaleLine) -> dict[str, object]:
    """Which advance it takes off, by the document and the place of its line there, if any."""
    if line.is_sold:
        return {}
    of = line.source
    return {
        "advance": int(line.advance),
        "deducts": [of.number, of.place] if of is not None else [],
        "vat_share": line.vat_minor,
    }
