"""The sales of a day, today's first, or those of a number: look at one, print a copy, take
something of it back, void one of today."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from kiosk.presenters.base import Toast
from kiosk.presenters.days import DayByDay
from kiosk.presenters.invoices.args import InvoiceArgs, InvoiceFormArgs
from kiosk.presenters.rows import Row
from kiosk.presenters.till.args import PaidArgs, ReturnLinesArgs, SalesArgs, VoidArgs
from kiosk.presenters.till.bill_view import LineView, SumView
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import Amount, Day, N, Number, T, Text, TimeOfDay, side_by_side
from kiosk.salon.domain.till.advances import told
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import how_paid
from kiosk.salon.domain.till.sale import Sale, SaleKind, means_used, takings


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleView:
    """One document in full. ``note``: what happened to it, or what it takes back.
    ``can_return``: something of it can still come back. ``asks_back``: a sum of this void or return
    must still go back at the terminal. ``invoice``: its number; ``can_invoice``: it has none and
    can have one."""

    title: Text
    subtitle: Text
    lines: tuple[LineView, ...]
    sums: tuple[SumView, ...]
    total: Amount
    note: Text = ""
    can_void: bool = False
    can_return: bool = False
    asks_back: bool = False
    invoice: str = ""
    can_invoice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesState:
    """``chosen``: key of the row whose ``sale`` is shown, or empty. ``summary``: how many documents
    there are that ``day``, and to whoever may see it the takings by means of payment, what went
    back taken off. ``empty``: said when there are none. ``last``: no later day can be looked at.
    ``query``: the number that was typed; the rows are those it fits then."""

    day: Text = ""
    query: str = ""
    last: bool = True
    empty: Text = ""
    rows: tuple[Row, ...] = ()
    chosen: str = ""
    sale: SaleView | None = None
    summary: Text = ""


class Sales(DayByDay[SalesState, SalesArgs | None]):
    name = "sales"
    blank = SalesState()

    def forget(self) -> None:
        self._day = date.min
        self._query = ""
        self._sales: tuple[Sale, ...] = ()
        self._backs: set[Id | None] = set()

    def enter(self, args: SalesArgs | None = None) -> None:
        self._day = self.services.context.today()
        if args is not None and args.sale_id is not None:
            self._open(args.sale_id)
        else:
            self._load("")

    def reenter(self, args: SalesArgs | None = None) -> None:
        if args is not None and args.sale_id is not None:
            self._open(args.sale_id)
        else:
            self.resume()

    def _open(self, sale_id: Id) -> None:
        """The day of a document, with it in full."""
        self._day, self._query = self.services.checkout.day_of(sale_id), ""
        self._load(sale_id.hex())

    def _again(self) -> None:
        self._load(self.state.chosen)

    def _turn(self, day: date) -> None:
        self._query = ""
        super()._turn(day)

    def _load(self, chosen: str) -> None:
        is_today = self._day == self.services.context.today()
        if self._query:
            self._sales = self.services.returns.search(self._query)
        else:
            self._sales = self.services.checkout.sales_of(self._day)
        self._backs = {asked.sale_id for asked in self.services.asking.unanswered()}
        code = self.services.context.salon.currency.code
        documents = N("{n} document", "{n} documents", len(self._sales))
        used = means_used(self._sales)
        taken = takings(self._sales) if self._sees_takings else {}
        sums = (used[method].amount(Amount(minor, code)) for method, minor in taken.items())
        self.show(
            SalesState(
                day=T("Today") if is_today else Day(self._day, "brief"),
                query=self._query,
                last=is_today,
                empty=self._empty(is_today),
                rows=tuple(
                    _row(sale, sale.id in self._backs, self._day_of(sale)) for sale in self._sales
                ),
                summary=documents if self._query else side_by_side((documents, *sums)),
            )
        )
        if chosen:
            self.pick(chosen)

    @property
    def _sees_takings(self) -> bool:
        """Where drawers are counted blind, takings tell what lies there."""
        if self.by is None or self.services.tills.counts_blind(self.by):
            return False
        return may(self.host.staff, "see_takings")

    def _empty(self, is_today: bool) -> Text:
        if self._query:
            return T("No document has this number.")
        if is_today:
            return T("Nothing has been sold today.")
        return T("Nothing was sold that day.")

    def find(self, number: str) -> None:
        """Documents of this number, of any day: the whole of it or its last digits. The day again
        when nothing is typed."""
        self._query = number.strip()
        self._load("")
        if len(self._sales) == 1 and self._query == self._sales[0].number:
            self.pick(self._sales[0].id.hex())

    def scan(self, code: str) -> bool:
        """The number on a receipt."""
        sale_id = self.services.returns.of_number(code)
        if sale_id is None:
            return False
        self._open(sale_id)
        return True

    def pick(self, key: str) -> None:
        """Shows one in full."""
        sale = self._find(key)
        if sale is not None:
            why_not = self.services.checkout.why_not_void(sale)
            view = _view(sale, sale.id in self._backs, self._day_of(sale))
            invoices = self.services.invoices
            known = invoices.of_sale(sale.id)
            self.show(
                replace(
                    self.state,
                    chosen=key,
                    sale=replace(
                        view,
                        note=view.note or why_not or "",
                        can_void=why_not is None,
                        can_return=self.services.returns.possible(sale),
                        invoice=invoices.get(known).number if known else "",
                        can_invoice=invoices.why_not(sale) is None,
                    ),
                )
            )

    def _day_of(self, sale: Sale) -> Text:
        """Of which day it is, where that is not said already."""
        if not self._query:
            return ""
        return Day(self.services.context.salon.local(sale.sold_at).date(), "date")

    def _find(self, key: str) -> Sale | None:
        return next((sale for sale in self._sales if sale.id.hex() == key), None)

    @property
    def _chosen(self) -> Id | None:
        return bytes.fromhex(self.state.chosen) if self.state.chosen else None

    def unpick(self) -> None:
        """Back to the list (where both do not fit)."""
        self.show(replace(self.state, chosen="", sale=None))

    def copy(self) -> None:
        """Prints the chosen one again, marked COPY."""
        if self._chosen is not None:
            self.services.printing.receipt_copy(self._chosen)
            self.hardware.print_soon()
            self.host.say(Toast(T("A copy is being printed."), "info"))

    def give_back(self) -> None:
        """The page of a void or a return that still has to give something back."""
        if self._chosen is not None and self._chosen in self._backs:
            self.host.go(PaidArgs(self._chosen))

    def take_back(self) -> None:
        """Which lines come back, and how the money goes back."""
        sale = self.state.sale
        if self._chosen is not None and sale is not None and sale.can_return:
            self.host.go(ReturnLinesArgs(self._chosen))

    def invoice(self) -> None:
        """The one that there is, or one is written."""
        sale = self.state.sale
        if self._chosen is None or sale is None:
            return
        if known := self.services.invoices.of_sale(self._chosen):
            self.host.go(InvoiceArgs(known))
        elif sale.can_invoice:
            self.host.go(InvoiceFormArgs(self._chosen))

    def void(self) -> None:
        """Asks for the reason and a manager."""
        sale = self.state.sale
        if self._chosen is not None and sale is not None and sale.can_void:
            self.host.go(VoidArgs(self._chosen))


KINDS: dict[SaleKind, Text] = {"void": T("Void"), "return": T("Return")}


def _row(sale: Sale, asks_back: bool, day: Text) -> Row:
    chip: Text = ""
    if asks_back:
        chip = T("To give back")
    elif sale.kind != "sale":
        chip = KINDS[sale.kind]
    elif sale.voided_by_number:
        chip = T("Voided")
    elif sale.returned_by:
        chip = T("With a return")
    return Row(
        key=sale.id.hex(),
        title=sale.client_name or _goods(sale),
        subtitle=side_by_side(
            (
                day or TimeOfDay(sale.sold_at),
                sale.number,
                how_paid(part.means for part in sale.payments),
            )
        ),
        right=Amount(sale.paid_minor, sale.currency),
        icon="receipt" if sale.kind == "sale" else "undo",
        tone="warn" if chip else "",
        chip=chip,
        dim=bool(chip) and not asks_back and not sale.returned_by,
    )


def _goods(sale: Sale) -> Text:
    """What was sold, when nobody's name stands on it."""
    first = sale.lines[0].name
    more = len(sale.lines) - 1
    return N("{first} and {n} more", "{first} and {n} more", more, first=first) if more else first


def _how(part: Payment) -> Text:
    """With what was handed over in another currency, and what proves it."""
    told: list[Text] = [part.means.how]
    if part.foreign_minor:
        told.append(Amount(part.foreign_minor, part.currency))
    if part.reference:
        told.append(part.reference)
    return side_by_side(told)


def _view(sale: Sale, asks_back: bool, day: Text) -> SaleView:
    code = sale.currency
    sums = []
    if sale.discount_minor:
        label = T("Discount")
        if sale.discount_text:
            label = T("Discount · {reason}", reason=sale.discount_text)
        sums.append(SumView(label, Amount(-sale.discount_minor, code)))
    if sale.rounding_minor:
        sums.append(SumView(T("Rounding"), Amount(sale.rounding_minor, code)))
    for part in sale.payments:
        sums.append(SumView(_how(part), Amount(part.amount_minor, code)))
    for tip in sale.tips:
        label = T("Tip for {name}", name=tip.staff_name)
        sums.append(SumView(label, Amount(tip.amount_minor, code)))
    note: Text = ""
    if sale.kind == "void":
        note = T("Voids {number}: {reason}", number=sale.voids_number, reason=sale.reason)
    elif sale.kind == "return":
        note = T("Return of {number}: {reason}", number=sale.returns_number, reason=sale.reason)
    elif sale.voided_by_number:
        note = T("Voided by {number}", number=sale.voided_by_number)
    elif sale.returned_by:
        note = T("Returned by {number}", number=", ".join(sale.returned_by))
    return SaleView(
        title=sale.number,
        subtitle=side_by_side(
            [part for part in (day, TimeOfDay(sale.sold_at), sale.staff_name) if part]
        ),
        lines=tuple(
            LineView(
                key=str(place),
                name=line.name,
                detail=told(advance=line.advance, source=line.source)
                or T(
                    "{quantity} × {price}",
                    quantity=Number(line.quantity_milli),
                    price=Amount(line.price_minor, code),
                ),
                amount=Amount(line.total_minor + line.bill_discount_minor, code),
                marks=T("Discount · {reason}", reason=line.discount_text)
                if line.discount_text
                else "",
            )
            for place, line in enumerate(sale.lines)
        ),
        sums=tuple(sums),
        total=Amount(sale.paid_minor, code),
        note=note,
        asks_back=asks_back,
    )
