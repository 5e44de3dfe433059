"""What is written for the fiscal office of a sale, a void or a return, in its own transaction: the
number, the mark and the message, frozen from then on. Nothing here waits for anything."""

from __future__ import annotations

from typing import TypeGuard
from uuid import UUID

from kiosk.salon.domain.errors import Refused
from kiosk.salon.domain.fiscal import furs
from kiosk.salon.domain.fiscal.port import FiscalItem, Prepared
from kiosk.salon.domain.fiscal.premises import series_of
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.text import T
from kiosk.salon.domain.till.means import ALWAYS
from kiosk.salon.domain.till.sale import Sale
from kiosk.salon.services.context import Context
from kiosk.salon.services.fiscal.certificate import Ready, ready
from kiosk.salon.services.fiscal.telling import put
from kiosk.salon.store import staff
from kiosk.salon.store.fiscal import items, premises
from kiosk.salon.store.till import means, series

NOT_TOLD = "fiscal.not_told"
"""Kind of the journal's entry about what takes back a receipt that the office does not have."""


def applies(context: Context) -> bool:
    """Whether receipts of today are confirmed by an office. Nobody confirms what is practised."""
    return not context.training and (
        context.salon.rules.fiscaliser_on(context.law_day()) == furs.PROVIDER
    )


class ClockDoubted(Refused):
    """Receipts wait until somebody has looked at the date and the time of this desk."""


def require_clock(context: Context) -> None:
    """The time stands in the mark of a receipt: it is asked for where the clock went back, before
    the next one. Nothing was written; confirming it is :meth:`Fiscal.confirm_clock`."""
    # By a clock of long ago no office is told yet.
    told = any(row.name == furs.PROVIDER for row in context.salon.rules.offices)
    if told and not context.training and context.clock_doubtful(_last_receipt(context)):
        raise ClockDoubted(
            T(
                "Something was recorded here later than now. Check the date and time of this desk "
                "and set them right, then confirm them; nothing of this receipt was saved."
            ),
            field="clock",
        )


def _last_receipt(context: Context) -> int:
    """When this desk last wrote one, UTC ms: whatever else was recorded since, it came before the
    next one."""
    of = premises.of_desk(context.store, furs.PROVIDER, context.desk)
    return 0 if of is None else items.written_last(context.store, furs.PROVIDER, of.queue)


def counts_as_cash(context: Context, sale: Sale) -> bool:
    """Whether any part of it was paid by what the office takes for cash: then all of the receipt is
    to be confirmed."""
    used = {part.method for part in sale.payments}
    if not used.isdisjoint(ALWAYS):
        return True
    others = means.of_keys(context.store, used) if used else {}
    return any(one.fiscal_cash for one in others.values())


def is_known(item: FiscalItem | None) -> TypeGuard[FiscalItem]:
    """Whether the office has a document, or will: it was marked here, and nobody let the queue go
    on without it."""
    return item is not None and bool(item.local_code) and item.state != "set_aside"


def fiscalise(
    context: Context, sale: Sale, staff_id: Id, of: Id | None, buyer_vat_id: str = ""
) -> None:
    """``of``: the sale that this document takes back. What takes back a confirmed receipt is
    confirmed whichever way the money went; of a receipt that the office never had it is not told
    either. ``buyer_vat_id``: of whom the invoice is for.

    Refused where a receipt that the office has is taken back while this desk can confirm
    nothing."""
    require_clock(context)
    if not applies(context):
        return
    if of is not None:
        _take_back(context, sale, staff_id, of, buyer_vat_id)
    elif counts_as_cash(context, sale):
        with_what = ready(context)
        if isinstance(with_what, Ready):
            _write(context, sale, staff_id, with_what, None, buyer_vat_id)


def _take_back(context: Context, sale: Sale, staff_id: Id, of: Id, buyer_vat_id: str) -> None:
    original = items.of_subject(context.store, of)
    if not is_known(original) or (original.test and not context.fiscal_rules.test):
        number = sale.voids_number or sale.returns_number
        context.note(NOT_TOLD, staff_id, sale.sold_at, number=sale.number, of=number)
        return
    with_what = ready(context)
    if not isinstance(with_what, Ready) or with_what.premise.test != original.test:
        raise Refused(
            T(
                "The tax office has this receipt, and this desk can tell it of nothing now. Look "
                "at the page of the tax office first; nothing was saved."
            )
        )
    _write(context, sale, staff_id, with_what, original, buyer_vat_id)


def _write(
    context: Context,
    sale: Sale,
    staff_id: Id,
    by: Ready,
    original: FiscalItem | None,
    buyer_vat_id: str,
) -> None:
    store, salon = context.store, context.salon
    queue, certificate, what = by.premise.queue, by.certificate, by.premise.what
    identifier = furs.Identifier(what.code, what.device, series.take(store, series_of(queue)))
    issued = salon.local(sale.sold_at)
    text = furs.zoi_text(certificate.tax_number, issued, identifier, sale.total_minor)
    mark = furs.zoi(by.sign(text))
    receipt = furs.Receipt(
        tax_number=certificate.tax_number,
        of=identifier,
        issued=issued,
        total_minor=sale.total_minor,
        paid_minor=sale.paid_minor,
        vat=sale.vat,
        pays_vat=sale.pays_vat,
        mark=mark,
        operator=staff.tax_number(store, staff_id),
        buyer_vat_id=buyer_vat_id,
        corrects=_corrects(context, original),
    )
    item_id = context.new_id()
    message = furs.Message(str(UUID(bytes=item_id)), issued)
    prepared = Prepared(
        provider=furs.PROVIDER,
        queue=queue,
        kind=sale.kind,
        subject_id=sale.id,
        number=identifier.on_paper,
        payload=furs.invoice(message, receipt),
        message_id=message.message_id,
        deadline=deadline(context, sale.sold_at),
        local_text=text,
        local_code=mark,
        qr=furs.digits(mark, certificate.tax_number, issued),
        test=by.premise.test,
    )
    put(context, item_id, prepared, sale.sold_at, of=sale.number)


def _corrects(context: Context, original: FiscalItem | None) -> tuple[furs.Reference, ...]:
    if original is None:
        return ()
    found = furs.identifier(original.number)
    assert found is not None
    return (furs.Reference(found, context.salon.local(original.made_at)),)


def deadline(context: Context, at: int) -> int:
    """The end of the last working day, UTC ms."""
    salon = context.salon
    return salon.instant(furs.deadline(salon.law_day(at)), 24 * 60)


def document_of(context: Context, typed: str) -> Id | None:
    """The document of a number of the office's, or of what its printed code says; None for anything
    else."""
    if (mark := furs.mark_of(typed)) is not None:
        return items.of_mark(context.store, mark)
    return items.of_number(context.store, typed) if furs.identifier(typed) else None
