"""What is shown of an open bill: its lines, its sums, and what may be paid of it how."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Amount, Msg, Number, Percent, T, Text, TimeOfDay
from kiosk.salon.domain.till.advances import told
from kiosk.salon.domain.till.bill import Bill, Discount, PricedLine

NOTHING = T("Nothing to pay")


@dataclass(frozen=True, slots=True)
class LineView:
    """A line of the bill. ``marks``: discount or changed price in words, or empty. ``fresh``: the
    one that the last scan touched."""

    key: str
    name: str
    detail: Text
    amount: Text
    marks: Text = ""
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class SumView:
    label: Text
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class BillState:
    """``title``: whose bill. ``sums``: discount and rounding, always in sight. ``cash``: the
    rounded sum for the cash button; ``total`` is exact, for the card: what is still to pay, and
    ``total_label`` says which of the two it is.
    ``why``: why nothing can be paid yet, or empty. ``question``: what the terminal has not
    answered. ``give_back``: what was paid of a bill that is not paid in full, or empty.
    ``pay_next``: paying is what comes next. ``others``: something is taken besides cash and
    card. ``advance``: what the client paid in advance can be deducted, or empty.
    ``asks_client``: a sale of goods alone, whose client (``client``, empty for nobody) is chosen at
    the till."""

    title: Text
    subtitle: Text
    lines: tuple[LineView, ...]
    sums: tuple[SumView, ...]
    total: Amount
    cash: Amount
    total_label: Text = ""
    why: Text = ""
    asks_client: bool = False
    client: str = ""
    question: Text = ""
    give_back: Text = ""
    pay_next: bool = True
    others: bool = False
    advance: Text = ""


def bill_state(
    bill: Bill, fresh: Id = b"", *, others: bool = False, advance_minor: int = 0
) -> BillState:
    """What is shown of a bill. ``fresh``: id of the line to point at. ``others``: as the state has
    it. ``advance_minor``: what can be deducted that was paid in advance."""
    totals, code = bill.totals, bill.currency.code
    sums = []
    if totals.discount_minor:
        sums.append(SumView(discount_label(bill.discount), Amount(-totals.discount_minor, code)))
    for part in bill.taken:
        sums.append(SumView(part.means.how, Amount(-part.amount_minor, code)))
    rounding = bill.cash_with_tip_minor - bill.with_tip_minor
    if rounding:
        sums.append(SumView(T("Rounding, cash only"), Amount(rounding, code)))
    if bill.tip_minor:
        label = T("Tip for {name}", name=bill.tip_staff_name) if bill.tip_staff_name else T("Tip")
        sums.append(SumView(label, Amount(bill.tip_minor, code)))
    return BillState(
        title=bill.client_name or T("Sale"),
        subtitle=_subtitle(bill),
        lines=tuple(_line(priced, code, fresh) for priced in totals.lines),
        sums=tuple(sums),
        total=Amount(bill.with_tip_minor, code),
        total_label=all_label(bill),
        cash=Amount(bill.cash_with_tip_minor, code),
        why="" if bill.lines else NOTHING,
        question=question_of(bill),
        give_back=_given_back(bill),
        asks_client=bill.appointment_id is None,
        client=bill.client_name if bill.appointment_id is None else "",
        others=others,
        advance=T("Deduct the advance of {amount}", amount=Amount(advance_minor, code))
        if advance_minor
        else "",
    )


def _subtitle(bill: Bill) -> Text:
    """Whom its invoice is for counts more than since when it is open."""
    if bill.buyer_id is not None:
        return T("Invoice for {name}", name=bill.buyer_name)
    return T("Opened at {time}", time=TimeOfDay(bill.opened_at)) if bill.id else ""


def due_label(bill: Bill) -> Msg:
    """What the sum still to pay is called: the total, until a part of it is paid."""
    return T("Left to pay") if bill.taken else T("Total")


def all_label(bill: Bill) -> Msg:
    """What the same is called together with a tip."""
    return T("To pay") if bill.tip_due_minor else due_label(bill)


def question_of(bill: Bill) -> Text:
    """What the terminal was asked and nobody has answered, or empty."""
    if bill.asked is None:
        return ""
    amount = Amount(bill.asked.together_minor, bill.currency.code)
    if bill.asked.direction == "give":
        return T("Was {amount} given back?", amount=amount)
    return T("Was {amount} paid on the terminal?", amount=amount)


def _given_back(bill: Bill) -> Text:
    if not bill.taken or bill.asked is not None:
        return ""
    part = bill.taken[0]
    tip = dict(bill.tips_taken).get(part.method, 0)
    amount = Amount(part.amount_minor + tip, bill.currency.code)
    if part.means.asked:
        return T("Give {amount} back to the card", amount=amount)
    return T("Give back: {what}", what=part.means.amount(amount))


def discount_label(discount: Discount) -> Msg:
    """``Discount 5 % · Birthday``."""
    if discount.kind == "percent":
        percent = Percent(discount.value)
        if discount.reason:
            return T("Discount {percent} · {reason}", percent=percent, reason=discount.reason)
        return T("Discount {percent}", percent=percent)
    if discount.reason:
        return T("Discount · {reason}", reason=discount.reason)
    return T("Discount")


def _line(priced: PricedLine, code: str, fresh: Id) -> LineView:
    line = priced.line
    marks: Text = ""
    if line.discount.kind == "percent":
        marks = T("Discount {percent}", percent=Percent(line.discount.value))
    elif line.discount.kind == "amount":
        marks = T("Discount {amount}", amount=Amount(priced.discount_minor, code))
    elif line.price_minor != line.list_price_minor:
        marks = T("Instead of {price}", price=Amount(line.list_price_minor, code))
    return LineView(
        key=line.id.hex(),
        name=line.name,
        detail=_detail(priced, code),
        amount=T("Enter the price")
        if line.unpriced
        else Amount(priced.gross_minor - priced.discount_minor, code),
        marks=marks,
        fresh=line.id == fresh,
    )


def _detail(priced: PricedLine, code: str) -> Text:
    line = priced.line
    source = line.source.source if line.source is not None else None
    if what := told(advance=line.advance, source=source):
        return what
    quantity, price = Number(line.quantity_milli), Amount(line.price_minor, code)
    if line.kind == "service":
        if line.quantity_milli == 1000:
            return line.staff_first_name
        if not line.staff_first_name:
            return T("{quantity} × {price}", quantity=quantity, price=price)
        return T(
            "{name} · {quantity} × {price}",
            name=line.staff_first_name,
            quantity=quantity,
            price=price,
        )
    stock = Number(line.stock_milli or 0)
    if line.quantity_milli == 1000:
        return T("1 {unit} · {stock} in stock", unit=line.unit, stock=stock)
    return T(
        "{quantity} {unit} × {price} · {stock} in stock",
        quantity=quantity,
        unit=line.unit,
        price=price,
        stock=stock,
    )
