"""The fiscal office at the desk: its certificate, premises, receipts from the book, and what waits
to be sent. The agent sends; nothing here waits for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from kiosk.salon.domain.country.rules import Fiscaliser
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.fiscal.confirmation import Confirmation
from kiosk.salon.domain.fiscal.port import WAITING, FiscalItem, FiscalKind, Prepared
from kiosk.salon.domain.fiscal.premises import (
    NewBookReceipt,
    NewPremise,
    Premise,
    checked,
    checked_book,
    series_of,
)
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.domain.vat import vat_table
from kiosk.salon.services.context import CLOCK_CONFIRMED, Area
from kiosk.salon.services.fiscal import certificate as keys
from kiosk.salon.services.fiscal import fiscalising
from kiosk.salon.services.fiscal.certificate import Missing, Ready
from kiosk.salon.services.fiscal.telling import put
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.fiscal import book, certificates, items, premises
from kiosk.salon.store.fiscal.book import BookReceipt
from kiosk.salon.store.fiscal.certificates import Certificate
from kiosk.salon.store.till import series

NOT_SET_UP: dict[Missing, Msg] = {
    "certificate": T("Receipts are not confirmed: import the certificate of the tax office."),
    "key": T("Receipts are not confirmed: the key cannot be read. Import the certificate again."),
    "premise": T("Receipts are not confirmed: open premises for this desk."),
}
"""Why this desk sells without confirming, and what to do."""


@dataclass(frozen=True, slots=True)
class Status:
    """What the desk shows of the office. ``waiting``: messages that it does not have yet;
    ``deadline``: until when the oldest must be there, UTC ms; ``stopped``: the message that holds
    up its queue until a person does something; ``certificate_until``: UTC ms; ``warned``: 60, 30 or
    7 when so few days are left of it, 0 before; ``missing``: why receipts are not confirmed."""

    waiting: int = 0
    deadline: int | None = None
    stopped: FiscalItem | None = None
    certificate_until: int | None = None
    warned: int = 0
    missing: Missing | None = None


class Fiscal(Area):
    def office(self) -> Fiscaliser | None:
        """Which office is told of documents of today; None in a country without, and for what is
        practised."""
        context = self._context
        if context.training:
            return None
        return context.salon.rules.fiscaliser_on(context.law_day()) or None

    def confirms(self) -> bool:
        """Whether receipts of today are to be confirmed."""
        return fiscalising.applies(self._context)

    def status(self) -> Status:
        """A few look-ups, whatever waits, in however many queues."""
        office, store = self.office(), self._context.store
        if office is None:
            return Status()
        waiting = items.waiting_count(store, office)
        deadline, stopped = items.earliest(store, office) if waiting else (None, None)
        if office != furs.PROVIDER:
            return Status(waiting, deadline, stopped)
        found = self.certificate()
        until = None if found is None else found.valid_until
        warned = 0 if found is None else keys.warned_from(keys.ends_in_days(self._context, found))
        return Status(waiting, deadline, stopped, until, warned, self.missing())

    def missing(self) -> Missing | None:
        """Why receipts of this desk are not confirmed though they should be."""
        if not self.confirms():
            return None
        found = keys.ready(self._context)
        return None if isinstance(found, Ready) else found

    def warm(self) -> None:
        """Reads the key before the first receipt needs it. From any thread."""
        if self.confirms():
            keys.warm(self._context)

    # -- certificate and premises -----------------------------------------------------------------

    def certificate(self) -> Certificate | None:
        return certificates.active(self._context.store, furs.PROVIDER)

    def import_certificate(self, path: Path, password: str, by: Id) -> Certificate:
        """Takes a certificate with its key out of a file (.p12, .pfx) in place of the one before;
        journalled. Refused, naming the field, for what is no certificate of this salon; for anybody
        but a manager. Opening a file takes a moment, so this belongs in no thread of the
        screens."""
        return keys.take(self._context, path, password, by)

    def premises(self) -> tuple[Premise, ...]:
        """Open ones first, those of other desks too."""
        return premises.every(self._context.store, furs.PROVIDER)

    def of_this_desk(self) -> Premise | None:
        return premises.of_desk(self._context.store, furs.PROVIDER, self._context.desk)

    def open_premise(self, form: NewPremise, by: Id) -> Premise:
        """This desk is a device of these premises from now on, and the office is told before the
        first receipt. Another one that was open here is left behind; nothing is told of that.
        Journalled; for managers. Refused: fields, no certificate, premises that were closed, a
        device of another desk, and no number of the last receipt where entries of these books are
        missing: the office may have numbers that nobody here knows of."""
        context, form, now = self._context, checked(form), self._context.now()
        store, test = context.store, context.fiscal_rules.test
        with store.transaction():
            require_manager(context, by)
            tax_number = self._tax_number()
            self._not_used_up(form, test=test)
            for before in premises.every(store, furs.PROVIDER):
                if before.desk == context.desk and before.state == "open":
                    premises.put(store, furs.PROVIDER, replace(before, desk=""))
            before_id = premises.named(store, furs.PROVIDER, form.code, form.device)
            premise_id = before_id.id if before_id else context.new_id()
            made = Premise(premise_id, context.desk, form, "open", now, None, test)
            premises.put(store, furs.PROVIDER, made)
            self._numbers_known(made)
            last = series.at_least(store, series_of(made.queue), form.last_number or 0)
            self._note("premise.opened", by, now, made, last=last)
            if not form.known:
                self._tell(made, tax_number, now)
        return made

    def _not_used_up(self, form: NewPremise, *, test: bool) -> None:
        for one in premises.every(self._context.store, furs.PROVIDER):
            if one.what.code != form.code or one.test != test:
                continue
            if one.state == "closed":
                raise Refused(
                    T("These premises were closed for ever. Choose another mark."), field="code"
                )
            if one.what.device == form.device and one.desk not in ("", self._context.desk):
                raise Refused(T("This device is another desk's."), field="device")

    def _numbers_known(self, of: Premise) -> None:
        """A number that the office has already is no second receipt's."""
        if of.what.last_number is not None or of.test:
            return
        if series.unknown(self._context.store, series_of(of.queue)):
            raise Refused(
                T(
                    "Entries are missing in these books, so nobody knows which numbers the office "
                    "has. Look at the last receipt of this mark and enter its number; 0 only if "
                    "there was none."
                ),
                field="last_number",
            )

    def close_premise(self, premise_id: Id, by: Id) -> None:
        """For ever: no receipt is confirmed with them any more. The office is told after what
        waits. Journalled; for managers."""
        context, now = self._context, self._context.now()
        store = context.store
        with store.transaction():
            require_manager(context, by)
            found = existing(premises.by_id(store, premise_id), T("These premises do not exist."))
            if found.state == "closed":
                raise Refused(T("These premises are closed already."))
            tax_number = self._tax_number()
            for one in premises.every(store, furs.PROVIDER):
                if one.what.code == found.what.code and one.test == found.test:
                    premises.put(store, furs.PROVIDER, replace(one, state="closed", closed_at=now))
            self._note("premise.closed", by, now, found)
            self._tell(found, tax_number, now, closes=True)

    def _tax_number(self) -> str:
        found = self.certificate()
        if found is None:
            raise Refused(T("Import the certificate first."))
        return found.tax_number

    def _note(self, kind: str, by: Id, at: int, of: Premise, **facts: object) -> None:
        what = of.what
        self._context.note(
            f"fiscal.{kind}", by, at, code=what.code, device=what.device, test=of.test, **facts
        )

    def _tell(self, of: Premise, tax_number: str, now: int, *, closes: bool = False) -> None:
        """Without an address, those that were registered elsewhere cannot be closed from here."""
        if of.what.known and closes:
            return
        context = self._context
        item_id, local = context.new_id(), context.salon.local(now)
        said = furs.Premise(
            tax_number=tax_number,
            code=of.what.code,
            place=of.what.place,
            since=local.date(),
            supplier=of.what.supplier,
            closes=closes,
        )
        message = furs.Message(str(UUID(bytes=item_id)), local)
        kind: FiscalKind = "premise_closed" if closes else "premise"
        self._put(item_id, kind, of, of.id, of.what.code, furs.premise(message, said), now)

    def _put(
        self, item_id: Id, kind: FiscalKind, of: Premise, subject: Id, number: str,
        payload: bytes, now: int,
    ) -> None:  # fmt: skip
        prepared = Prepared(
            provider=furs.PROVIDER,
            queue=of.queue,
            kind=kind,
            subject_id=subject,
            number=number,
            payload=payload,
            message_id=str(UUID(bytes=item_id)),
            deadline=fiscalising.deadline(self._context, now),
            test=of.test,
        )
        put(self._context, item_id, prepared, now)

    # -- the bound book ---------------------------------------------------------------------------

    def add_book_receipt(self, form: NewBookReceipt, by: Id) -> BookReceipt:
        """Enters a receipt that was written by hand, once; journalled. Refused: fields, one that
        was entered before, no certificate, a desk without premises."""
        context, now = self._context, self._context.now()
        store, salon = context.store, context.salon
        form = checked_book(form, salon.law_day(now))
        with store.transaction():
            tax_number, of = self._tax_number(), self.of_this_desk()
            if of is None:
                raise Refused(T("Open premises for this desk first."))
            if book.known(store, furs.PROVIDER, form.set_number, form.serial_number):
                raise Refused(
                    T("This receipt of the book was entered already."), field="serial_number"
                )
            total = sum(minor for _, minor in form.amounts)
            made = BookReceipt(context.new_id(), of.what.code, form, total, now)
            book.add(store, furs.PROVIDER, made, by)
            item_id = context.new_id()
            receipt = furs.BookReceipt(
                tax_number=tax_number,
                premise=of.what.code,
                number=form.number,
                set_number=form.set_number,
                serial_number=form.serial_number,
                issued_on=form.issued_on,
                total_minor=total,
                vat=vat_table(form.amounts),
                pays_vat=salon.pays_vat(form.issued_on),
            )
            message = furs.Message(str(UUID(bytes=item_id)), salon.local(now))
            payload = furs.book_receipt(message, receipt)
            context.note(
                "fiscal.book",
                by,
                now,
                set=form.set_number,
                serial=form.serial_number,
                number=form.number,
                day=form.issued_on.isoformat(),
                total=total,
            )
            self._put(item_id, "book", of, made.id, form.number, payload, now)
        return made

    def book_receipts(self, most: int = 50) -> tuple[BookReceipt, ...]:
        """Newest first."""
        return book.newest(self._context.store, furs.PROVIDER, most)

    # -- what waits -------------------------------------------------------------------------------

    def of_document(self, document_id: Id) -> FiscalItem | None:
        """The newest message about a sale, an invoice, premises or a receipt of the book."""
        return items.of_subject(self._context.store, document_id)

    def queue(self, limit: int = 100) -> tuple[FiscalItem, ...]:
        """What waits first, in its order; then what was settled, the newest first."""
        office, store = self.office(), self._context.store
        if office is None:
            return ()
        waiting = items.waiting(store, office, limit)
        return (*waiting, *items.settled(store, office, limit - len(waiting)))

    def again(self, by: Id) -> int:
        """What the office refused waits to be sent once more, byte for byte as it was; how many
        were refused. Journalled."""
        context, office = self._context, self.office()
        if office is None:
            return 0
        with context.store.transaction():
            many = items.try_again(context.store, office)
            context.note("fiscal.again", by, None, provider=office, many=many)
        return many

    def set_aside(self, item_id: Id, reason: str, by: Id) -> None:
        """Lets the queue go on without a message that the office will not have; journalled with its
        reason. For managers; Refused without a reason and for one that may have arrived."""
        context, now, why = self._context, self._context.now(), entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."), field="reason")
        with context.store.transaction():
            require_manager(context, by)
            item = existing(items.by_id(context.store, item_id), T("This message does not exist."))
            if not items.set_aside(context.store, item_id, why, now):
                raise Refused(T("Nobody knows yet whether the office has it. Wait for its answer."))
            context.note(
                "fiscal.set_aside",
                by,
                now,
                provider=item.provider,
                message=item.message_id,
                number=item.number,
                reason=context.mark(why),
            )

    # -- papers -----------------------------------------------------------------------------------

    def confirmation(self, sale: Sale) -> Confirmation | None:
        """What stands on the paper of a document; None where nothing is confirmed."""
        store, salon = self._context.store, self._context.salon
        item = items.of_subject(store, sale.id)
        if item is not None and item.local_code:
            of = sale.voids_number or sale.returns_number
            return Confirmation(
                item.number, item.local_code, item.code, item.qr,
                items.number_of_sale(store, of) if of else "", item.test,
            )  # fmt: skip
        office = salon.rules.fiscaliser_on(salon.law_day(sale.sold_at))
        wanted = office == furs.PROVIDER and not self._context.training
        if wanted and fiscalising.counts_as_cash(self._context, sale):
            return Confirmation()
        return None

    def awaited(self, document_id: Id, since: int) -> bool:
        """Whether its paper still waits for the office's code: no longer than the settings say
        after ``since`` (UTC ms), and not while the line is known to be cut or its queue stands."""
        context = self._context
        waited = context.now() - since
        if self.office() != furs.PROVIDER or not 0 <= waited < context.fiscal_rules.wait_ms:
            return False
        item = items.of_subject(context.store, document_id)
        if item is None or item.state not in WAITING or item.tries > 1:
            return False
        heads = items.heads(context.store, furs.PROVIDER)
        head = next((one for one in heads if one.queue == item.queue), item)
        return head.state != "refused" and not (head.error_code or head.error_text)

    def print_without(self, document_id: Id) -> None:
        """Its paper goes out now: without the office's code where that has not come, which is said
        when it is sent."""
        context = self._context
        item = items.of_subject(context.store, document_id)
        if item is None or item.state not in WAITING or item.printed_without:
            return
        with context.store.transaction():
            items.print_without(context.store, item.id)

    # -- the clock --------------------------------------------------------------------------------

    def confirm_clock(self, by: Id) -> None:
        """Somebody says that date and time of this desk are right, though something was recorded
        later than now; journalled. Receipts go on."""
        context = self._context
        with context.store.transaction():
            context.note(CLOCK_CONFIRMED, by)
        context.clock_confirmed = context.now()
