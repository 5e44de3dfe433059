"""What is written for the fiscal office of a sale, a void or a return, in its own transaction: the
number, the mark and the message, frozen from then on. Nothing here waits for anything."""

from __future__ import annotations

from hashlib import sha256
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
from kiosk.salon.store import staff
from kiosk.salon.store.fiscal import items
from kiosk.salon.store.till import means, series

KIND = "fiscal"
"""Of the journal's entries about messages."""


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
    if told and not context.training and context.clock_doubtful():
        raise ClockDoubted(
            T(
                "Something was recorded here later than now. Check the date and time of this desk "
                "and set them right, then confirm them; nothing of this receipt was saved."
            ),
            field="clock",
        )


def counts_as_cash(context: Context, sale: Sale) -> bool:
    """Whether any part of it was paid by what the office takes for cash: then all of the receipt is
    to be confirmed."""
    used = {part.method for part in sale.payments}
    if used & {"cash", "card"}:
        return True
    others = means.of_keys(context.store, used - set(ALWAYS)) if used else {}
    return any(one.fiscal_cash for one in others.values())


def fiscalise(context: Context, sale: Sale, staff_id: Id, of: Id | None) -> None:
    """``of``: the sale that this document takes back. What takes back a confirmed receipt is
    confirmed whichever way the money went."""
    require_clock(context)
    if not applies(context):
        return
    original = items.of_subject(context.store, of) if of is not None else None
    if original is None and not counts_as_cash(context, sale):
        return
    with_what = ready(context)
    if isinstance(with_what, Ready):
        _write(context, sale, staff_id, with_what, original)


def _write(
    context: Context,
    sale: Sale,
    staff_id: Id,
    by: Ready,
    original: FiscalItem | None,
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
        corrects=_corrects(context, original, test=by.premise.test),
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


def _corrects(
    context: Context, original: FiscalItem | None, *, test: bool
) -> tuple[furs.Reference, ...]:
    """What was only tried out is not known where the real receipts are, and the other way."""
    if original is None or original.test != test:
        return ()
    found = furs.identifier(original.number)
    assert found is not None
    return (furs.Reference(found, context.salon.local(original.made_at)),)


def deadline(context: Context, at: int) -> int:
    """The end of the last working day, UTC ms."""
    salon = context.salon
    return salon.instant(furs.deadline(salon.law_day(at)), 24 * 60)


def put(context: Context, item_id: Id, prepared: Prepared, at: int, **facts: str) -> None:
    """Leaves a message at the end of its queue and in the journal, in the running transaction."""
    items.add(context.store, item_id, prepared, context.desk, at)
    body: dict[str, object] = {
        "provider": prepared.provider,
        "queue": prepared.queue,
        "what": prepared.kind,
        "number": prepared.number,
        "mark": prepared.local_code,
        "message": prepared.message_id,
        "payload": sha256(prepared.payload).hexdigest(),
        **facts,
    }
    context.journal.append(KIND, at, body)
