"""What the Hungarian office is told of invoices: written with each of them, corrected by a person
when the office will not have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kiosk.salon.domain.errors import Refused, existing
from kiosk.salon.domain.fiscal import nav
from kiosk.salon.domain.fiscal.nav import Chain
from kiosk.salon.domain.fiscal.port import FiscalItem, Prepared
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.invoices import buyers
from kiosk.salon.domain.invoices.invoice import Invoice, Party
from kiosk.salon.domain.invoices.making import seller_of
from kiosk.salon.domain.text import T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.fiscal.telling import put
from kiosk.salon.services.team import require_manager
from kiosk.salon.store.fiscal import items, sending
from kiosk.salon.store.invoices import invoices


def report(context: Context, invoice: Invoice) -> None:
    """Leaves the message about an invoice, in the invoice's own transaction."""
    item_id = context.new_id()
    prepared = _prepared(context, invoice, item_id, chain_of(context, invoice))
    put(context, item_id, prepared, invoice.issued_at)


def _prepared(context: Context, invoice: Invoice, item_id: Id, chain: Chain | None) -> Prepared:
    return nav.prepare(
        invoice,
        item_id,
        chain=chain,
        advances=dict(_advances(context, invoice)),
        test=context.fiscal_rules.test,
    )


def chain_of(context: Context, invoice: Invoice) -> Chain | None:
    """Where a credit note stands behind its invoice; None for anything else."""
    store, corrects = context.store, invoice.corrects
    if corrects is None:
        return None
    original_id = invoices.of_number(store, corrects.number)
    original = invoices.by_id(store, original_id) if original_id else None
    if original_id is None or original is None:
        return Chain(corrects.number, 1, 0, False)
    before = []
    for note_id in invoices.corrections(store, original_id):
        if note_id == invoice.id:
            break
        before.append(existing(invoices.by_id(store, note_id), T("This invoice does not exist.")))
    lines = len(original.lines) + sum(len(note.lines) for note in before)
    whole = not before and sums_of(invoice, -1) == sums_of(original, 1)
    return Chain(original.number, len(before) + 1, lines, whole)


def sums_of(invoice: Invoice, sign: int) -> Counter[tuple[str, int, int, int]]:
    """What its lines come to, whatever their order: two invoices with the same total need not be of
    the same things."""
    return Counter(
        (line.name, line.vat_bp, sign * line.quantity_milli, sign * line.total_minor)
        for line in invoice.lines
    )


def _advances(context: Context, invoice: Invoice) -> Iterator[tuple[str, date]]:
    """When the advances that an invoice deducts were paid, as far as they have invoices."""
    for number in {line.deducts for line in invoice.lines if line.deducts}:
        found = invoices.of_number(context.store, number)
        taken = invoices.by_id(context.store, found) if found else None
        if taken is not None:
            yield number, taken.supplied_on


class NavReports(Area):
    def tried_out(self) -> int:
        """How many invoices the office does not know, for they were told where things are tried
        out alone."""
        return len(items.tried_out(self._context.store, nav.PROVIDER))

    def tell_for_real(self, by: Id) -> int:
        """Tells the office of what was only tried out, in the order in which it was written;
        returns how many. Journalled; for managers. Refused while things are still tried out, and
        where one is on its way there."""
        context, now = self._context, self._context.now()
        store = context.store
        with store.transaction():
            require_manager(context, by)
            if context.fiscal_rules.test:
                raise Refused(T("It is still tried out: see docs/fiscal.md."))
            tried = items.tried_out(store, nav.PROVIDER)
            if any(one.state == "sent" for one in tried):
                raise Refused(T("Nobody knows yet whether the office has it. Wait for its answer."))
            for one in tried:
                new_id = context.new_id()
                real = Prepared(
                    one.provider, one.queue, one.kind, one.subject_id, one.number, one.payload,
                    new_id.hex(), now + nav.GRACE_MS, operation=one.operation,
                )  # fmt: skip
                self._put_anew(one, new_id, real, now)
            if tried:
                context.note("fiscal.told_for_real", by, now, office=nav.PROVIDER, count=len(tried))
        return len(tried)

    def correct(self, item_id: Id, buyer: Party, by: Id) -> Id:
        """Tells the office anew of an invoice that it refused, with the buyer as he should have
        been told and the salon as it is now; the invoice itself stays as it was issued. What
        waits behind it goes after it. Journalled; for managers. Refused for anything that the
        office did not refuse."""
        context, now = self._context, self._context.now()
        store = context.store
        with store.transaction():
            require_manager(context, by)
            item = existing(items.by_id(store, item_id), T("This message does not exist."))
            if item.provider != nav.PROVIDER or item.state != "refused":
                raise Refused(T("The office has not refused this."))
            invoice = existing(
                invoices.by_id(store, item.subject_id), T("This invoice does not exist.")
            )
            told = replace(
                invoice,
                buyer=buyers.kept(buyer, context.salon.rules),
                seller=seller_of(context.salon),
            )
            new_id = context.new_id()
            prepared = _prepared(context, told, new_id, chain_of(context, invoice))
            behind = self._behind(item)
            self._put_anew(item, new_id, prepared, now)
            for other in behind:
                other_id = context.new_id()
                again = Prepared(
                    other.provider, other.queue, other.kind, other.subject_id, other.number,
                    other.payload, other_id.hex(), other.deadline,
                    test=other.test, operation=other.operation,
                )  # fmt: skip
                self._put_anew(other, other_id, again, now)
            context.note("fiscal.corrected", by, now, number=item.number, office=nav.PROVIDER)
        return new_id

    def _behind(self, item: FiscalItem) -> list[FiscalItem]:
        """What waits after it, certainly not sent yet."""
        found, last = [], item
        while (last_or_none := items.behind(self._context.store, last)) is not None:
            last = last_or_none
            if last.state != "new":
                raise Refused(T("Nobody knows yet whether the office has it. Wait for its answer."))
            found.append(last)
        return found

    def _put_anew(self, old: FiscalItem, new_id: Id, prepared: Prepared, now: int) -> None:
        sending.replaced(self._context.store, old.id, prepared.message_id, now)
        put(self._context, new_id, prepared, now, instead=old.message_id)
