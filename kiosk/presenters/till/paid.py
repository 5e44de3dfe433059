"""Paid: what matters now in large figures, a copy, and the next visit in a few weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.agenda.args import BookingArgs, DeskArgs
from kiosk.presenters.agenda.desk_state import drawer_open
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.invoices.args import InvoiceArgs, InvoiceFormArgs
from kiosk.presenters.till import customer_lines, law_words, paid_mail
from kiosk.presenters.till.args import PaidArgs
from kiosk.presenters.till.paid_mail import NONE, MailView
from kiosk.salon.domain.invoices.making import LATER
from kiosk.salon.domain.printing import PrintJob
from kiosk.salon.domain.text import Amount, Msg, T, Text, side_by_side
from kiosk.salon.domain.till.asked import Asked
from kiosk.salon.domain.till.bill import Payment
from kiosk.salon.domain.till.means import MEANS, how_paid
from kiosk.salon.domain.till.sale import Sale

AGAIN = ("unsure", "failed")
"""Receipts in these states are printed when somebody says so."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum to be read from afar: change to hand back, what was paid, what goes back and how."""

    label: Text
    amount: Amount


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidState:
    """``figures``: first what is to be done, else what was paid. ``how``: how it was paid, with the
    sum, where that is no figure already. ``asks_back``: a sum must go back at the terminal, and
    whoever did it says so. ``is_void``: it takes a sale or something of it back. ``rebook``: there
    was a visit that can be repeated. ``drawer``: a word while the cash drawer is open. ``paper``:
    what keeps the receipt from coming out. ``law``: that a business needs another paper, or
    empty. ``mail``: about the receipt by e-mail. ``invoice``: what the button of the invoice says,
    its number once there is one; empty where there can be none."""

    title: Text = ""
    number: str = ""
    figures: tuple[Figure, ...] = ()
    how: Text = ""
    client: str = ""
    rebook: bool = False
    is_void: bool = False
    asks_back: bool = False
    copied: bool = False
    drawer: Text = ""
    paper: Text = ""
    law: Text = ""
    mail: MailView = NONE
    invoice: Text = ""


class Paid(Presenter[PaidState, PaidArgs]):
    name = "paid"
    blank = PaidState()

    def forget(self) -> None:
        self._sale: Sale | None = None
        self._drawer = False
        self._backs: tuple[Asked, ...] = ()
        self._at_invoice = False

    def enter(self, args: PaidArgs) -> None:
        sale = self._sale = self.services.checkout.sale(args.sale_id)
        void = sale.kind != "sale"
        self._drawer = sale.opens_drawer
        self._backs = self.services.asking.of_void(sale.id) if void else ()
        self.hardware.tell_customer(*customer_lines.of_sale(sale))
        figures = _back(sale, self._backs) if void else _paid(sale)
        self.show(
            PaidState(
                title=_title(sale),
                number=self._number(sale),
                figures=figures,
                how=_how(sale),
                client=sale.client_name,
                rebook=sale.appointment_id is not None and not void,
                is_void=void,
                asks_back=bool(self._backs),
                law=law_words.of_receipt(self.services.context, sale),
                mail=paid_mail.view(self.services, sale),
                invoice=self._invoice(sale),
            )
        )

    def _number(self, sale: Sale) -> str:
        """As it stands large on the paper."""
        item = self.services.fiscal.of_document(sale.id)
        return item.number if item is not None and item.local_code else sale.number

    def given_back(self) -> None:
        """The terminal gave the sum back: there is nothing more to do here."""
        staff = self.host.staff
        if self._backs and staff is not None:
            for back in self._backs:
                self.services.asking.done(back.id, staff.id)
            self.hardware.sound("ok")
            self.done()

    def tick(self) -> None:
        """The drawer may have been opened or closed, and the receipt may be stuck."""
        told = T("Close the drawer") if self._drawer and drawer_open(self.host) else ""
        job = self._job()
        mail = paid_mail.view(self.services, self._sale) if self._sale is not None else NONE
        self.show(replace(self.state, drawer=told, paper=_stuck(job) if job else "", mail=mail))

    def _job(self) -> PrintJob | None:
        """The receipt, as long as it has not come out."""
        return self.services.printing.open_of(self._sale.id) if self._sale is not None else None

    def leave(self) -> None:
        self.hardware.tell_customer(*customer_lines.IDLE)
        super().leave()

    def reprint(self) -> None:
        """A copy, marked as such. Once from here: more are under the sales. A receipt that got
        stuck is printed instead."""
        job = self._job()
        if job is not None and job.state in AGAIN:
            self.services.printing.again(job.id)
            self.hardware.print_soon()
            self.tick()
        elif self._sale is not None and self.services.mail.on_paper(self._sale.id):
            self._printed()
        elif self._sale is not None and not self.state.copied:
            self.services.printing.receipt_copy(self._sale.id)
            self.hardware.print_soon()
            self.show(replace(self.state, copied=True))
            self.host.say(Toast(T("A copy is being printed."), "info"))

    def by_mail(self) -> None:
        """The client wants receipts by e-mail: this one and all from now on."""
        if self._sale is not None:
            paid_mail.by_mail(self.services, self._sale, self.by)
            self.hardware.print_soon()
            self.tick()

    def on_paper(self) -> None:
        """The client wants receipts on paper from now on."""
        if self._sale is None:
            return
        if paid_mail.on_paper(self.services, self._sale, self.by):
            self._printed()
        self.tick()

    def _printed(self) -> None:
        self.hardware.print_soon()
        self.host.say(Toast(T("The receipt is being printed."), "info"))
        self.tick()

    def _invoice(self, sale: Sale) -> Text:
        known = self.services.invoices.of_sale(sale.id)
        if known is not None:
            return self.services.invoices.get(known).number
        return "" if self.services.invoices.why_not(sale) else T("Write an invoice")

    def invoice(self) -> None:
        """One is written of this sale; the one that there is comes up."""
        if self._sale is None or not self.state.invoice:
            return
        self._at_invoice = True
        known = self.services.invoices.of_sale(self._sale.id)
        self.host.go(InvoiceArgs(known) if known else InvoiceFormArgs(self._sale.id))

    def rebook(self) -> None:
        """The same again in a few weeks."""
        if self._sale is None or self._sale.appointment_id is None:
            return
        visit = self.services.agenda.get(self._sale.appointment_id)
        self.host.go(BookingArgs.again(visit, self.services.agenda.again_at(visit)))

    reenter = enter

    def resume(self, _: Result | None = None) -> None:
        """Back from the booking, made or not, there is nothing more to do here; from the invoice,
        the next visit may still be booked."""
        if self._at_invoice and self._sale is not None:
            self._at_invoice = False
            self.show(replace(self.state, invoice=self._invoice(self._sale)))
        else:
            self.done()

    def done(self) -> None:
        """Back to the agenda."""
        self.host.go(DeskArgs())

    def scan(self, code: str) -> bool:
        """The next customer's bottle: the desk begins a new sale."""
        self.host.go(DeskArgs(scanned=code))
        return True


def _stuck(job: PrintJob) -> Text:
    """Why the customer has no receipt in the hand yet; nothing while it is simply on its way."""
    if job.state == "unsure":
        return T("The receipt may not be whole: please look at it.")
    if job.state == "failed":
        return T("The receipt could not be printed.")
    why = Msg(job.error) if job.error and job.state == "waiting" else ""
    return T("The receipt waits: {why}", why=why) if why else ""


def _title(sale: Sale) -> Text:
    if sale.kind == "void":
        return T("Sale {number} is void", number=sale.voids_number)
    if sale.kind == "return":
        return T("Returned of sale {number}", number=sale.returns_number)
    if sale.payments and all(part.method == LATER for part in sale.payments):
        return T("On an invoice")
    return T("Paid")


def _paid(sale: Sale) -> tuple[Figure, ...]:
    """The change if there is any; else what was paid."""
    if sale.change_minor:
        return (Figure(T("Change"), Amount(sale.change_minor, sale.currency)),)
    how = how_paid(part.means for part in sale.payments)
    return (Figure(how, Amount(sale.paid_minor + sale.tip_minor, sale.currency)),)


def _back(sale: Sale, backs: tuple[Asked, ...]) -> tuple[Figure, ...]:
    """What goes back how: at a terminal first, as long as it has not; then out of the drawer. The
    tip goes back with what it was given with."""
    code = sale.currency
    asked = [Figure(back.means.back(), Amount(back.together_minor, code)) for back in backs]
    tips = {tip.method: -tip.amount_minor for tip in sale.tips if not tip.means.asked}
    by_hand = []
    for part in sale.payments:
        if part.amount_minor and not part.means.asked:
            if part.means.foreign:
                by_hand += _foreign_back(part, code)
                tips.pop(part.method, 0)
                continue
            together = tips.pop(part.method, 0) - part.amount_minor
            by_hand.append(Figure(part.means.back(), Amount(together, code)))
    rest = [Figure(MEANS[method].back(), Amount(tip, code)) for method, tip in tips.items()]
    nothing = Figure(T("Nothing to give back"), Amount(0, code))
    return (*asked, *by_hand, *rest) or (nothing,)


def _foreign_back(part: Payment, code: str) -> list[Figure]:
    """The money as it came; what was given out for it comes in again."""
    figures = [Figure(part.means.back(), Amount(-part.foreign_minor, part.currency))]
    if part.change_minor:
        figures.append(Figure(T("Take back the change"), Amount(-part.change_minor, code)))
    return figures


def _how(sale: Sale) -> Text:
    """``In cash · 650.00 Kč`` beside the change; the figures say the rest."""
    if not sale.change_minor:
        return ""
    how = how_paid(part.means for part in sale.payments)
    return side_by_side((how, Amount(sale.paid_minor + sale.tip_minor, sale.currency)))
