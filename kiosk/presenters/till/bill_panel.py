"""The open bill as the desk shows it, beside the agenda.

Not a screen: ``desk`` holds a panel, forwards touches to it and puts its ``state`` into its own. A
visit's bill is only looked at until the first change or payment; then it is opened.
"""

from __future__ import annotations

from collections.abc import Callable

from kiosk.presenters.base import Host, Toast
from kiosk.presenters.clients.args import ClientsArgs
from kiosk.presenters.till import customer_lines, paying
from kiosk.presenters.till.args import (
    BillDiscountArgs,
    LineEditArgs,
    PaidArgs,
    PayCardArgs,
    PayCashArgs,
    PayOtherArgs,
    PaySplitArgs,
    PickServiceArgs,
    SalesArgs,
    TipArgs,
)
from kiosk.presenters.till.bill_view import BillState, bill_state
from kiosk.salon.domain.clock import Clock
from kiosk.salon.domain.errors import NeedsApproval, Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.rights import may
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.advances import OpenAdvance
from kiosk.salon.domain.till.bill import Bill, Payment
from kiosk.salon.services.cards import TappedCard
from kiosk.salon.services.salon_services import Services


class BillPanel:
    """``changed`` is called after each new ``state``; None means that no bill is open here."""

    def __init__(
        self, services: Services, host: Host, clock: Clock, changed: Callable[[], None]
    ) -> None:
        self._services = services
        self._host = host
        self._clock = clock
        self._changed = changed
        self._bill: Bill | None = None
        self._fresh = b""
        self._others = False
        self._advances: tuple[OpenAdvance, ...] = ()
        self.state: BillState | None = None

    # -- which bill ---------------------------------------------------------------------------

    @property
    def bill_id(self) -> Id | None:
        """The open bill; None when there is none or a visit is only looked at."""
        return self._bill.id or None if self._bill else None

    @property
    def appointment_id(self) -> Id | None:
        return self._bill.appointment_id if self._bill else None

    def open_visit(self, appointment_id: Id) -> None:
        """Shows a visit's bill without opening it yet."""
        self._take(self._services.visit_bills.preview(appointment_id))

    def open_bill(self, bill_id: Id) -> None:
        """Resumes a parked bill."""
        self._take(self._services.bills.get(bill_id))

    def new_retail(self) -> None:
        """An empty sale without a visit; one that is open and still empty will do."""
        if self._is_blank():
            return
        self._take(self._services.bills.open_retail(self._staff()))

    def scan(self, code: str) -> None:
        """Adds what was scanned; with no bill open it begins a sale. The number of a receipt opens
        the document."""
        document = self._services.returns.of_number(code)
        if document is not None:
            self._host.go(SalesArgs(document))
            return
        if self._bill is None:
            bill = self._services.bill_lines.sell_barcode(code, self._staff())
            self._take(bill, bill.lines[-1].id)
        else:
            before = {line.id: line.quantity_milli for line in self._bill.lines}
            bill = self._services.bill_lines.add_barcode(self._opened().id, code)
            touched = [line.id for line in bill.lines if before.get(line.id) != line.quantity_milli]
            self._take(bill, touched[-1] if touched else b"")
        self._host.hardware.sound("ok")

    def reload(self) -> None:
        """After the bill may have been changed elsewhere; one that is closed, or whose visit was
        paid or cancelled, goes away."""
        if self._bill is None:
            return
        try:
            if self._bill.id:
                self._take(self._services.bills.get(self._bill.id), anew=True)
            elif self._bill.appointment_id:
                self.open_visit(self._bill.appointment_id)
        except Refused:
            self.close()

    def close(self) -> None:
        """Takes the bill out of sight. It stays open (parked) if it was."""
        if self._bill is not None:
            self._host.hardware.tell_customer(*customer_lines.IDLE)
        self._bill = None
        self._fresh = b""
        self.state = None
        self._changed()

    def _is_blank(self) -> bool:
        """Whether the bill here is a sale with nothing on it yet."""
        bill = self._bill
        return bill is not None and bool(bill.id) and not (bill.lines or bill.appointment_id)

    def _staff(self) -> Id:
        staff = self._host.staff
        assert staff is not None, "the till is behind the lock"
        return staff.id

    def _opened(self) -> Bill:
        """The bill, opened for good if it was only looked at."""
        assert self._bill is not None
        if not self._bill.id:
            assert self._bill.appointment_id is not None
            try:
                opened = self._services.visit_bills.open(self._bill.appointment_id, self._staff())
            except Refused:
                self.close()
                raise
            self._take(opened)
            return opened
        return self._bill

    def _take(self, bill: Bill, fresh: Id = b"", *, anew: bool = False) -> None:
        """``anew``: what the salon takes besides cash and card is asked again, as for another
        bill; not with each scan."""
        if anew or self._bill is None or self._bill.id != bill.id:
            self._others = bool(self._services.means.further())
        lines = customer_lines.of_bill(self._bill, bill, fresh)
        if lines is not None:
            self._host.hardware.tell_customer(*lines)
        self._bill = bill
        self._fresh = fresh
        self._advances = self._offered(bill)
        advance = sum(one.left_minor for one in self._advances)
        self.state = bill_state(bill, fresh, others=self._others, advance_minor=advance)
        self._changed()

    def _offered(self, bill: Bill) -> tuple[OpenAdvance, ...]:
        """Advances of the client that this bill could deduct and does not yet."""
        if bill.client_id is None or not bill.lines or bill.due_minor <= 0 or bill.asked:
            return ()
        deducted = {line.deducts for line in bill.lines}
        rates = {line.vat_bp for line in bill.lines if not line.advance and line.deducts is None}
        return tuple(
            one
            for one in self._services.advances.open_of(bill.client_id)
            if one.line_id not in deducted
            and one.currency == bill.currency.code
            and rates
            and (not one.pays_vat or one.vat_bp in rates)
        )

    # -- touches ------------------------------------------------------------------------------

    def pay_card(self) -> None:
        """The exact sum by card: it is asked for at the terminal. What was asked for before and not
        answered comes up again; where there is nothing to pay it is paid at once. Without an open
        bill nothing happens."""
        if self._bill is None or not self._bill.lines:
            return
        bill = self._opened()
        if self._must_look(bill):
            return
        try:
            page: PayCardArgs | PaidArgs | None
            if bill.asked is not None:
                page = PayCardArgs(bill.id)
            elif bill.due_minor > 0:
                page = paying.ask_card(self._services, self._host, bill, bill.due_minor)
            elif bill.tip_due_minor:
                # Only what is paid can be asked for at the terminal; the tip alone is cash.
                self._host.go(PayCashArgs(bill.id))
                return
            else:
                # Nothing to pay, or all of it was taken at the terminal before.
                parts = [] if bill.taken else [Payment("card", 0)]
                page = paying.pay(self._services, self._host, bill, parts, self.reload)
        except Stale:
            self.reload()
            raise
        if isinstance(page, PaidArgs):
            self.close()
        if page is not None:
            self._host.go(page)

    def give_back(self) -> None:
        """What was taken for this bill goes back at the terminal."""
        if self._bill is not None and self._bill.taken:
            self._services.asking.give_back(self._bill.id, self._staff())
            self._host.go(PayCardArgs(self._bill.id))

    def pay_cash(self) -> None:
        if self._may_pay_otherwise() and not self._must_look(self._opened()):
            self._host.go(PayCashArgs(self._opened().id))

    def pay_split(self) -> None:
        if self._may_pay_otherwise() and not self._must_look(self._opened()):
            self._host.go(PaySplitArgs(self._opened().id))

    def pay_other(self) -> None:
        """By whatever else the salon takes."""
        if self._may_pay_otherwise() and not self._must_look(self._opened()):
            self._host.go(PayOtherArgs(self._opened().id))

    def tip(self) -> None:
        """Something for somebody of the team besides."""
        if self._may_pay_otherwise():
            self._host.go(TipArgs(self._opened().id))

    def _may_pay_otherwise(self) -> bool:
        bill = self._bill
        return bill is not None and bool(bill.lines) and bill.asked is None and bill.due_minor >= 0

    def _must_look(self, bill: Bill) -> bool:
        """Whether something has to be said before anything is paid. Opens the first line without a
        price, or the discount when so much is taken off by now that it has to be approved."""
        line = next((line for line in bill.lines if line.unpriced), None)
        if line is not None:
            self._host.go(LineEditArgs(bill.id, line.id))
            return True
        try:
            self._services.bills.check_discounts(bill, self._staff())
        except NeedsApproval as why:
            if may(self._host.staff, "discount") and bill.discount.reason:
                given = self._services.bills.discount_bill(
                    bill.id, bill.discount, given_by=self._staff()
                )
                self._take(given)
                return False
            self._host.go(BillDiscountArgs(bill.id))
            self._host.say(Toast(why.message, "info"))
            return True
        return False

    def edit_line(self, key: str) -> None:
        """``key``: that of the line as shown. Opening the bill gives its lines other keys, so the
        place on the bill is what counts."""
        if self._bill is None:
            return
        places = [line.id.hex() for line in self._bill.lines]
        if key in places:
            line = self._opened().lines[places.index(key)]
            self._host.go(LineEditArgs(self._bill.id, line.id))

    def client(self) -> None:
        """Whose purchase it is: chosen among the clients."""
        bill = self._bill
        if bill is not None and bill.appointment_id is None:
            self._host.go(ClientsArgs(pick=True, chosen=bill.client_id is not None))

    def attach(self, client_id: Id | None) -> None:
        """Makes a sale of goods this client's (None: nobody's); offers to take that back."""
        bill = self._bill
        if bill is None or bill.appointment_id is not None or bill.client_id == client_id:
            return
        taken = self._services.bills.set_client(bill.id, client_id)
        self._take(taken)
        words = (
            T("The sale belongs to {name} now.", name=taken.client_name)
            if client_id
            else T("The sale has no client now.")
        )
        self._host.say(
            Toast(words, "ok", T("Undo"), lambda: self._attach_back(bill.id, bill.client_id))
        )

    def card(self, card: TappedCard) -> bool:
        """A client's card over a sale that is nobody's yet makes it theirs. True if it did."""
        bill = self._bill
        if bill is None or bill.appointment_id is not None or bill.client_id is not None:
            return False
        if card.client_id is None:
            return False
        if not self._services.context.card_rules.may_show_history(card.tap):
            return False
        self.attach(card.client_id)
        self._host.hardware.sound("ok")
        return True

    def _attach_back(self, bill_id: Id, client_id: Id | None) -> None:
        before = self._services.bills.set_client(bill_id, client_id)
        if self.bill_id == bill_id:
            self._take(before)

    def deduct(self) -> None:
        """What the client paid in advance is taken off."""
        offered = self._advances
        if not offered:
            return
        bill = self._opened()
        for one in offered:
            bill = self._services.advances.deduct(bill.id, one.line_id)
        self._take(bill)
        self._host.hardware.sound("ok")

    def discount(self) -> None:
        if self._bill is not None and self._bill.lines:
            self._host.go(BillDiscountArgs(self._opened().id))

    def add(self) -> None:
        """A service or product by hand; with no bill open it begins a sale."""
        if self._bill is None:
            self.new_retail()
        self._host.go(PickServiceArgs(self._opened().id))

    def park(self) -> None:
        """Puts the bill aside; it is found again under open bills. An empty one is dropped."""
        if self._is_blank():
            self.remove()
            return
        kept = self._bill is not None and bool(self._bill.id)
        self.close()
        if kept:
            self._host.say(Toast(T("The bill is parked."), "info"))

    def remove(self) -> None:
        """Gives the bill up: nothing is sold, and that stands in the journal."""
        bill = self._bill
        if bill is not None and bill.id:
            self._services.bills.discard(bill.id, self._staff())
            if bill.lines:
                self._host.say(Toast(T("The bill was discarded."), "info"))
        self.close()
