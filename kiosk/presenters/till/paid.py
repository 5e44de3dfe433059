"""Paid: the change in large figures, a copy, and the next visit in a few weeks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.presenters.agenda.args import BookingArgs, DeskArgs
from kiosk.presenters.agenda.desk_state import drawer_open
from kiosk.presenters.args import Result
from kiosk.presenters.base import Presenter, Toast
from kiosk.presenters.till import customer_lines
from kiosk.presenters.till.args import PaidArgs
from kiosk.salon.domain.means import how_paid
from kiosk.salon.domain.sale import Sale
from kiosk.salon.domain.text import Amount, T, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidState:
    """``change``: to hand back (None for none); of a void it is what the client gets back in
    cash. ``how``: how it was paid. ``rebook``: there was a visit that can be repeated.
    ``drawer``: a word while the cash drawer is open."""

    title: Text = ""
    number: str = ""
    paid: Text = ""
    how: Text = ""
    change: Amount | None = None
    client: str = ""
    rebook: bool = False
    is_void: bool = False
    copied: bool = False
    drawer: Text = ""


class Paid(Presenter[PaidState, PaidArgs]):
    name = "paid"
    blank = PaidState()

    def forget(self) -> None:
        self._sale: Sale | None = None
        self._drawer = False

    def enter(self, args: PaidArgs) -> None:
        sale = self._sale = self.services.checkout.sale(args.sale_id)
        void = sale.kind == "void"
        back = -sale.cash_minor if void else sale.change_minor
        self._drawer = sale.opens_drawer
        self.hardware.tell_customer(*customer_lines.of_sale(sale))
        self.show(
            PaidState(
                title=T("Sale {number} is void", number=sale.voids_number) if void else T("Paid"),
                number=sale.number,
                paid=Amount(sale.paid_minor, sale.currency),
                how=how_paid(part.method for part in sale.payments),
                change=Amount(back, sale.currency) if back else None,
                client=sale.client_name,
                rebook=sale.appointment_id is not None and not void,
                is_void=void,
            )
        )

    def tick(self) -> None:
        """The drawer may have been opened or closed."""
        told = T("Close the drawer") if self._drawer and drawer_open(self.host) else ""
        self.show(replace(self.state, drawer=told))

    def leave(self) -> None:
        self.hardware.tell_customer(*customer_lines.IDLE)
        super().leave()

    def reprint(self) -> None:
        """A copy, marked as such. Once from here: more are under today's sales."""
        if self._sale is not None and not self.state.copied:
            self.services.printing.receipt_copy(self._sale.id)
            self.hardware.print_soon()
            self.show(replace(self.state, copied=True))
            self.host.say(Toast(T("A copy is being printed."), "info"))

    def rebook(self) -> None:
        """The same again in a few weeks."""
        if self._sale is None or self._sale.appointment_id is None:
            return
        visit = self.services.agenda.get(self._sale.appointment_id)
        self.host.go(BookingArgs.again(visit, self.services.agenda.again_at(visit)))

    reenter = enter

    def resume(self, _: Result | None = None) -> None:
        """Back from the booking, made or not, there is nothing more to do here."""
        self.done()

    def done(self) -> None:
        """Back to the agenda."""
        self.host.go(DeskArgs())

    def scan(self, code: str) -> bool:
        """The next customer's bottle: the desk begins a new sale."""
        self.host.go(DeskArgs(scanned=code))
        return True
