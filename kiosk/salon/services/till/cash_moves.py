"""Writing a movement of cash, inside the running transaction.

:func:`write` is the only writer of their table. A person at the drawer moves cash with
:func:`record`, which adds the voucher and the entry in the journal; what opening and closing a
session move stands in the entries of those.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.till.cash import CashMovement
from kiosk.salon.services.context import Context
from kiosk.salon.store import staff
from kiosk.salon.store.till import cash, printing, series


def record(context: Context, movement: CashMovement) -> CashMovement:
    """The movement as it is kept: with its voucher's number, where its kind has one, and with the
    names of whoever did and approved it. Its voucher waits for the printer."""
    number = _next_number(context, movement) if movement.row.voucher else ""
    one = write(context, replace(movement, number=number))
    _journalise(context, one)
    if one.number:
        job_id, opens = context.new_id(), one.session_id is not None
        printing.add(context.store, job_id, "cash", one.id, one.at, open_drawer=opens)
    return one


def write(context: Context, movement: CashMovement) -> CashMovement:
    """Its row alone; as it is kept, with the names of whoever did and approved it."""
    names = names_of(context, movement.staff_id, movement.approved_by)
    one = replace(movement, staff_name=names.staff, approver_name=names.approver)
    cash.add_movement(context.store, one)
    return one


@dataclass(frozen=True, slots=True)
class Names:
    """Of who moved cash and of who approved it, empty for nobody. ``told``: what the journal makes
    a mark of."""

    staff: str
    approver: str

    @property
    def told(self) -> str:
        return f"{self.staff}\x1f{self.approver}"


def names_of(context: Context, by: Id | None, approved_by: Id | None) -> Names:
    """As a movement keeps them."""
    found = [staff.member(context.store, one).name if one else "" for one in (by, approved_by)]
    return Names(*found)


def _next_number(context: Context, movement: CashMovement) -> str:
    day, way = context.salon.law_day(movement.at), movement.way
    count = series.take(context.store, series.vouchers(context.desk, day.year, way))
    signs = context.salon.rules.vouchers_on(day)
    sign = signs.into if way == "in" else signs.out
    return f"{day.year}-{context.desk}-{sign}{count:05d}"


def _journalise(context: Context, one: CashMovement) -> None:
    store, mark, paper = context.store, context.mark, one.paper
    where = cash.where(store, one.till_id, one.session_id)
    reverses: list[object] = []
    if one.reverses is not None:
        before = cash.by_id(store, one.reverses)
        assert before is not None, "takes back what does not exist"
        reverses = [before.at, before.number]
    kind = "cash.reversed" if reverses else f"cash.{one.way}"
    context.note(
        kind,
        one.staff_id,
        one.at,
        number=one.number,
        what=one.kind,
        currency=one.currency,
        amount=one.amount_minor,
        day=one.day,
        till=where.till,
        session=where.session,
        approved=staff.pseudonym(store, one.approved_by) if one.approved_by else "",
        person=staff.pseudonym(store, one.person_id) if one.person_id else "",
        item=one.item_id.hex() if one.item_id else "",
        vat=[[row.rate_bp, row.base_minor, row.vat_minor] for row in paper.vat],
        reverses=reverses,
        transfer=one.transfer_id.hex() if one.transfer_id else "",
        party=mark(one.party),
        purpose=mark(one.purpose),
        supplier=mark(paper.supplier),
        company_id=mark(paper.company_id),
        document=mark(paper.number),
        names=mark(Names(one.staff_name, one.approver_name).told),
    )
