"""An invoice with all that is known of it: sums, what was paid, what was sent, and the ways on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.invoices.args import (
    InvoiceArgs,
    InvoiceMailArgs,
    InvoicePayArgs,
    ReminderFormArgs,
)
from kiosk.presenters.invoices.invoice_pay import BY
from kiosk.presenters.invoices.sheets import print_soon
from kiosk.presenters.invoices.words import LETTERS, about, standing, title
from kiosk.presenters.rows import Row
from kiosk.presenters.till.args import ReturnLinesArgs, SalesArgs
from kiosk.presenters.till.bill_view import LineView, SumView
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices.invoice import Invoice, InvoiceLine
from kiosk.salon.domain.invoices.listing import InvoiceRow
from kiosk.salon.domain.mail import Letter
from kiosk.salon.domain.text import (
    Amount,
    Day,
    Msg,
    Number,
    Percent,
    T,
    Text,
    side_by_side,
)

FILES = {"pdf": "PDF", "isdoc": "ISDOC", "eslog": "e-SLOG 2.0"}
"""The kinds of its files, by the names that they have in every language."""
Pairs = tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceState:
    """``standing``: how it stands, in a chip of this ``tone``. ``open``: what is left to pay, or
    the total of one that is settled, as ``open_label`` says. ``history``: what was paid, sent and
    taken back, newest first. ``note``: what somebody should know. ``can_pay`` and so on: the ways
    on; ``owed``: money goes back to the buyer."""

    title: Text = ""
    subtitle: Text = ""
    standing: Text = ""
    tone: str = "info"
    open_label: Text = ""
    open: Text = ""
    facts: Pairs = ()
    lines: tuple[LineView, ...] = ()
    sums: tuple[SumView, ...] = ()
    total_label: Text = ""
    total: Text = ""
    history: tuple[Row, ...] = ()
    note: Text = ""
    can_pay: bool = False
    owed: bool = False
    can_send: bool = False
    can_remind: bool = False
    can_credit: bool = False
    has_sale: bool = False


class InvoiceSheet(Presenter[InvoiceState, InvoiceArgs]):
    name = "invoice"
    blank = InvoiceState()

    def forget(self) -> None:
        self._id: Id | None = None
        self._row: InvoiceRow | None = None

    def enter(self, args: InvoiceArgs) -> None:
        self._id = args.invoice_id
        self._load()

    reenter = enter

    def resume(self, _: Result | None = None) -> None:
        self._load()

    def tick(self) -> None:
        """A letter may have left, a payment may have come."""
        self._load()

    def _load(self) -> None:
        if self._id is None:
            return
        invoices = self.services.invoices
        invoice = invoices.get(self._id)
        row = self._row = invoices.row(self._id)
        how = standing(row, self.services.context.law_day())
        label = T("Total") if not row.open_minor else T("Left to pay")
        if row.open_minor < 0:
            label = T("To give back")
        shown = row.open_minor or invoice.total_minor + invoice.rounding_minor
        code = invoice.currency
        self.show(
            InvoiceState(
                title=title(invoice.kind, invoice.number),
                subtitle=invoice.buyer.name,
                standing=how.words,
                tone=how.tone or "info",
                open_label=label,
                open=Amount(abs(shown) if row.open_minor else shown, code),
                facts=(*_facts(invoice), *self._files()),
                lines=tuple(_line(place, line, code) for place, line in enumerate(invoice.lines)),
                sums=_sums(invoice),
                total_label=T("Total"),
                total=Amount(invoice.total_minor + invoice.rounding_minor, code),
                history=self._history(row),
                note=self._note(invoice, row),
                can_pay=row.kind != "credit_note" and row.open_minor != 0,
                owed=row.open_minor < 0,
                can_send=self.services.mail.ready(),
                can_remind=self.services.reminders.why_not(row.id) is None,
                can_credit=self._can_credit(row),
                has_sale=row.sale_id is not None,
            )
        )

    def _note(self, invoice: Invoice, row: InvoiceRow) -> Text:
        if row.open_minor > 0 and not invoice.seller.iban:
            return T("No account stands on it, so it has no code for a bank's app.")
        return ""

    def _files(self) -> Pairs:
        """What goes out with it, by the names of their forms; nothing until they are made."""
        kinds = self.services.invoice_files.kinds(self._id) if self._id is not None else ()
        shown: list[Text] = [FILES.get(kind, kind) for kind in reversed(kinds)]
        return ((T("Files"), side_by_side(shown)),) if shown else ()

    def _can_credit(self, row: InvoiceRow) -> bool:
        if row.sale_id is None or row.kind == "credit_note":
            return False
        return self.services.returns.possible(self.services.checkout.sale(row.sale_id))

    def _history(self, row: InvoiceRow) -> tuple[Row, ...]:
        told = [*self._payments(row), *map(_letter, self.services.mail.of(row.id))]
        for one in self.services.reminders.of(row.id):
            told += [
                (one.at, Row(
                    f"reminder-{one.id.hex()}",
                    T("Reminder {n}", n=one.level),
                    Day(self._day(one.at), "date"),
                    Amount(one.open_minor, row.currency),
                    icon="bell",
                )),
                *map(_letter, self.services.mail.of(one.id)),
            ]  # fmt: skip
        for other in self.services.invoices.corrections(row.id):
            note = self.services.invoices.row(other)
            told.append(
                (note.issued_at, Row(
                    f"invoice-{other.hex()}",
                    T("Credit note {number}", number=note.number),
                    Day(note.issued_on, "date"),
                    Amount(note.total_minor, note.currency),
                    icon="undo",
                ))
            )  # fmt: skip
        told.sort(key=lambda pair: -pair[0])
        return tuple(row for _, row in told)

    def _payments(self, row: InvoiceRow) -> list[tuple[int, Row]]:
        told = []
        for one in self.services.paying.payments_of(row.id):
            if one.how == "credit_note":
                continue
            title = T("Paid, from a statement") if one.how == "statement" else T("Paid")
            if one.undoes is not None:
                title = T("Payment taken back")
            elif one.undone:
                title = T("Paid, taken back since")
            elif one.amount_minor < 0:
                title = T("Given back")
            about: list[Text] = [Day(one.paid_on, "date")]
            if one.means != "bank":
                about.append(dict(BY)[one.means])
            if one.reference:
                about.append(one.reference)
            told.append(
                (one.at, Row(
                    f"payment-{one.id.hex()}",
                    title,
                    side_by_side(about),
                    Amount(one.amount_minor, row.currency),
                    icon="bank",
                    dim=one.undone or one.undoes is not None,
                ))
            )  # fmt: skip
        return told

    def _day(self, at: int) -> date:
        return self.services.context.salon.local(at).date()

    # -- ways on ------------------------------------------------------------------------------

    def pay(self) -> None:
        """Money came that no statement told of."""
        if self._id is not None and self.state.can_pay:
            self.host.go(InvoicePayArgs(self._id))

    def send(self) -> None:
        if self._id is not None and self.state.can_send:
            self.host.go(InvoiceMailArgs(self._id))

    def print(self) -> None:
        """On A4, or as a file where there is no printer for it."""
        if self._row is not None:
            self.services.printing.page(self._row.id)
            print_soon(self.host, self._row.number)

    def remind(self) -> None:
        """A letter that it is not paid yet."""
        if self._id is not None and self.state.can_remind:
            self.host.go(ReminderFormArgs(self._id))

    def credit(self) -> None:
        """What comes back is chosen on the sale; the credit note comes with it."""
        if self._row is not None and self._row.sale_id is not None and self.state.can_credit:
            self.host.go(ReturnLinesArgs(self._row.sale_id))

    def sale(self) -> None:
        if self._row is not None and self._row.sale_id is not None:
            self.host.go(SalesArgs(self._row.sale_id))

    def look(self, key: str) -> None:
        """A row of what happened."""
        what, _, number = key.partition("-")
        if what == "invoice":
            self.host.go(InvoiceArgs(bytes.fromhex(number)))
        elif what == "payment":
            self._offer_undo(key, bytes.fromhex(number))
        elif what == "reminder":
            self._offer_letter(key, bytes.fromhex(number))

    def _offer_undo(self, key: str, payment_id: Id) -> None:
        """What was entered wrongly is taken back by an entry of its own, once that is wanted."""
        row = next((row for row in self.state.history if row.key == key), None)
        if row is None or row.dim:
            return
        words = T("Take back {amount} of {day}?", amount=row.right, day=row.subtitle)
        self.host.say(Toast(words, "info", T("Take back"), lambda: self._undo(payment_id)))

    def _offer_letter(self, key: str, reminder_id: Id) -> None:
        row = next((row for row in self.state.history if row.key == key), None)
        if row is not None:
            action = T("Print")
            self.host.say(Toast(row.title, "info", action, lambda: self._print(reminder_id)))

    def _print(self, reminder_id: Id) -> None:
        if self._row is not None:
            self.services.printing.letter(reminder_id)
            print_soon(self.host, self._row.number)

    def _undo(self, payment_id: Id) -> None:
        if self.by is not None:
            by = self.by
            self.with_approval(lambda approved_by: self._take_back(payment_id, by, approved_by))

    def _take_back(self, payment_id: Id, by: Id, approved_by: Id | None) -> None:
        self.services.paying.undo(payment_id, by, approved_by)
        self._load()


def _letter(one: Letter) -> tuple[int, Row]:
    words, tone = LETTERS[one.state]
    title = T("Reminder by e-mail") if one.kind == "reminder" else T("Invoice by e-mail")
    about: list[Text] = [words, one.address]
    if one.error and one.state in ("refused", "unknown"):
        about.append(Msg(one.error))
    return one.created_at, Row(
        f"letter-{one.id.hex()}", title, side_by_side(about), icon="mail", tone=tone
    )


def _facts(invoice: Invoice) -> Pairs:
    buyer = about(invoice.buyer)
    issued: list[Text] = [Day(invoice.issued_on, "date")]
    if invoice.staff_name:
        issued.append(invoice.staff_name)
    facts: list[tuple[Text, Text]] = [(T("Buyer"), side_by_side(buyer))] if buyer else []
    facts.append((T("Issued"), side_by_side(issued)))
    if invoice.supplied_on != invoice.issued_on:
        facts.append((T("Supplied"), Day(invoice.supplied_on, "date")))
    if invoice.due_on is not None:
        facts.append((T("Due"), Day(invoice.due_on, "date")))
    if invoice.reference and invoice.due_minor > 0:
        facts.append((T("Reference of the payment"), invoice.reference))
    if invoice.receipt is not None:
        facts.append((T("Receipt"), invoice.receipt.number))
    if invoice.corrects is not None:
        facts.append((T("Corrects"), invoice.corrects.number))
    if invoice.order_ref:
        facts.append((T("Order"), invoice.order_ref))
    if invoice.note:
        facts.append((T("Note"), invoice.note))
    return tuple(facts)


def _line(place: int, line: InvoiceLine, code: str) -> LineView:
    price = Amount(line.price_minor, code)
    marks: Text = ""
    if line.deducts:
        marks = T("Advance of {number}", number=line.deducts)
    elif line.discount_text:
        marks = T("Discount · {reason}", reason=line.discount_text)
    return LineView(
        key=str(place),
        name=line.name,
        detail=T("{quantity} × {price}", quantity=Number(line.quantity_milli), price=price),
        amount=Amount(line.total_minor + line.bill_discount_minor, code),
        marks=marks,
    )


def _sums(invoice: Invoice) -> tuple[SumView, ...]:
    code, sums = invoice.currency, []
    if invoice.discount_minor:
        label = T("Discount")
        if invoice.discount_text:
            label = T("Discount · {reason}", reason=invoice.discount_text)
        sums.append(SumView(label, Amount(-invoice.discount_minor, code)))
    for row in invoice.vat:
        percent = Percent(row.rate_bp * 10)
        sums.append(SumView(T("of it VAT {rate}", rate=percent), Amount(row.vat_minor, code)))
    if invoice.rounding_minor:
        sums.append(SumView(T("Rounding"), Amount(invoice.rounding_minor, code)))
    if invoice.paid_minor:
        sums.append(SumView(T("Paid when it was issued"), Amount(invoice.paid_minor, code)))
    return tuple(sums)
