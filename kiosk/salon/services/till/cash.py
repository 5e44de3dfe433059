"""Cash that comes and goes without a sale, at the drawer of this desk or at the safe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kiosk.salon.domain import tax_numbers
from kiosk.salon.domain.entry import entering
from kiosk.salon.domain.errors import Refused, Stale, existing
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.money import CURRENCIES
from kiosk.salon.domain.text import Day, Msg, T
from kiosk.salon.domain.till.cash import (
    KINDS,
    CashEntry,
    CashMovement,
    Expense,
    Way,
    check_entered,
    check_vat,
    offered,
)
from kiosk.salon.domain.till.rates import COINS
from kiosk.salon.domain.till.session import Sum, Till
from kiosk.salon.domain.till.settling import NO_COINS
from kiosk.salon.services.context import Area
from kiosk.salon.services.rights import permitted
from kiosk.salon.services.till import expenses, sessions
from kiosk.salon.services.till.approving import may_take_out
from kiosk.salon.services.till.cash_moves import record
from kiosk.salon.services.till.tills import counts_blind
from kiosk.salon.store import staff
from kiosk.salon.store.till import cash, figures, printing
from kiosk.salon.store.till import expenses as expense_rows
from kiosk.salon.store.till import sessions as tills

MOVEMENT_GONE = T("This movement does not exist.")
COUNTED = T("This was counted already. Enter what really moves now as cash in or out.")
ENDED = T("This day has ended. Count it, and say there what was entered wrong.")


class CashBox(Area):
    # -- in and out ---------------------------------------------------------------------------

    def pay_in(
        self, entry: CashEntry, by: Id, approved_by: Id | None = None, *, safe: bool = False
    ) -> CashMovement:
        """Cash comes into the drawer of this desk, or into the safe. Its voucher waits to be
        printed, and opens the drawer. Refused: no sum, an absurd one, one that no coins make up, a
        kind that is not entered here, a missing item or person, VAT rows that are not the sum.
        :class:`~kiosk.salon.domain.errors.NeedsApproval` without the right."""
        return self._enter(entry, "in", by, approved_by, safe)

    def pay_out(
        self, entry: CashEntry, by: Id, approved_by: Id | None = None, *, safe: bool = False
    ) -> CashMovement:
        """Like :meth:`pay_in`, the other way. Above the salon's limit a second person approves
        (see :func:`~kiosk.salon.services.till.approving.may_take_out`).
        Nobody is kept from taking out more than there should be: what lies in the drawer is what
        is counted, and :meth:`doubts` has said so before."""
        return self._enter(entry, "out", by, approved_by, safe)

    def _enter(
        self, entry: CashEntry, way: Way, by: Id, approved_by: Id | None, safe: bool
    ) -> CashMovement:
        context = self._context
        self._check(entry, way, safe)
        approver = self._permitted(entry, way, by, approved_by)
        store, now = context.store, context.now()
        with store.transaction():
            till_id, session_id = self._place(now, by, safe)
            person = staff.member(store, entry.person_id) if entry.person_id else None
            item = expenses.offered_item(context, entry.item_id) if entry.item_id else None
            amount = entry.amount_minor if way == "in" else -entry.amount_minor
            paper = expenses.tidied(entry.paper)
            movement = record(context, CashMovement(
                id=context.new_id(),
                kind=entry.kind,
                currency=self._currency(entry),
                amount_minor=amount,
                at=now,
                day=context.salon.business_day(now).isoformat(),
                till_id=till_id,
                session_id=session_id,
                staff_id=by,
                approved_by=approver,
                party=entering.line(entry.party) or (person.name if person else paper.supplier),
                person_id=entry.person_id,
                purpose=entering.line(entry.purpose),
                item_id=item.id if item else None,
                item=item.name if item else "",
                paper=paper,
            ))  # fmt: skip
            if item is not None:
                paper = movement.paper if way == "out" else expenses.turned(movement.paper)
                expenses.record(context, Expense(
                    context.new_id(), item.id, item.name, movement.day, now, -amount,
                    movement.currency, "cash", paper, movement.purpose, movement.id, by,
                ))  # fmt: skip
        return movement

    def _check(self, entry: CashEntry, way: Way, safe: bool) -> None:
        row = KINDS[entry.kind]
        if entry.kind not in offered(way, safe=safe) or entry.kind == "transfer":
            raise Refused(T("This cannot be entered here."), field="kind")
        self._check_sum(entry.amount_minor, self._currency(entry))
        if row.expense != (entry.item_id is not None):
            raise Refused(T("Choose what it is spent on."), field="item")
        if row.person and entry.person_id is None:
            raise Refused(T("Choose who it is."), field="person")
        check_vat(entry.paper.vat, entry.amount_minor, self._step(self._currency(entry)))

    def _check_sum(self, minor: int, currency: str) -> None:
        check_entered(minor)
        if currency not in CURRENCIES:
            raise Refused(T("This currency is not known here."), field="currency")
        if minor % self._step(currency):
            raise Refused(NO_COINS, field="amount")

    def _step(self, currency: str) -> int:
        """The smallest coin, minor units; of another currency that of its own country."""
        salon = self._context.salon
        if currency != salon.currency.code:
            return COINS[currency]
        return salon.cash_rounding(self._context.today()).step

    def _currency(self, entry: CashEntry) -> str:
        return entry.currency or self._context.salon.currency.code

    def _permitted(self, entry: CashEntry, way: Way, by: Id, approved_by: Id | None) -> Id | None:
        """Who approved it."""
        if way == "in":
            return permitted(self._context, "cash_in", by, approved_by)
        code = self._currency(entry)
        return may_take_out(self._context, entry.amount_minor, code, by, approved_by)

    def _place(self, at: int, by: Id, safe: bool) -> tuple[Id, Id | None]:
        """Till and session, inside the running transaction."""
        if safe:
            return self._safe().id, None
        session_id = sessions.current(self._context, at, by).id
        session = existing(tills.by_id(self._context.store, session_id), MOVEMENT_GONE)
        return session.till_id, session_id

    # -- between tills ------------------------------------------------------------------------

    def transfer(
        self,
        from_till: Id,
        to_till: Id,
        amount_minor: int,
        by: Id,
        *,
        currency: str = "",
        purpose: str = "",
        approved_by: Id | None = None,
    ) -> tuple[CashMovement, CashMovement]:
        """Takes cash from one till to another, the safe being one: two movements that belong
        together, out of the first and into the second. Refused: one and the same till, another
        desk's that has no session open, as for :meth:`pay_out`."""
        context = self._context
        store, now = context.store, context.now()
        code = currency or context.salon.currency.code
        entry = CashEntry(kind="transfer", amount_minor=amount_minor, currency=code)
        self._check_sum(amount_minor, code)
        if from_till == to_till:
            raise Refused(T("Choose another till."), field="till")
        approver = self._permitted(entry, "out", by, approved_by)
        with store.transaction():
            transfer_id = context.new_id()
            moved = []
            for till_id, signed in ((from_till, -amount_minor), (to_till, amount_minor)):
                moved.append(record(context, CashMovement(
                    id=context.new_id(),
                    kind="transfer",
                    currency=code,
                    amount_minor=signed,
                    at=now,
                    day=context.salon.business_day(now).isoformat(),
                    till_id=till_id,
                    session_id=self._session_of(till_id, now, by),
                    staff_id=by,
                    approved_by=approver,
                    purpose=entering.line(purpose),
                    transfer_id=transfer_id,
                )))  # fmt: skip
        return moved[0], moved[1]

    def _session_of(self, till_id: Id, at: int, by: Id) -> Id | None:
        """The session that takes money now, inside the running transaction; None for the safe."""
        context = self._context
        till = existing(tills.till(context.store, till_id), T("This till does not exist."))
        if till.kind == "safe":
            return None
        if till.desk == context.desk:
            return sessions.current(context, at, by).id
        session = tills.newest(context.store, till_id)
        if session is None or session.state != "open":
            raise Refused(T("{till} is not open.", till=till.title), field="till")
        return session.id

    # -- taking back --------------------------------------------------------------------------

    def reverse(
        self, movement_id: Id, reason: str, by: Id, approved_by: Id | None = None
    ) -> CashMovement:
        """Takes a movement back, once, by a counter-document of the same series; returns that. What
        belongs to it (the other half of a transfer, the expense) is taken back with it.

        Only while its session is open. Once it was counted the count has found out what was wrong:
        to take it back then would book it twice. Refused: no reason, ended, counted, of another
        desk, itself taken back or taking back, made by an opening or a closing. Stale where
        somebody was faster. :class:`~kiosk.salon.domain.errors.NeedsApproval` without the right to
        move cash the other way."""
        context = self._context
        why = entering.line(reason)
        if not why:
            raise Refused(T("Please give a reason."))
        one = self.movement(movement_id)
        way: Way = "out" if one.amount_minor > 0 else "in"
        entry = CashEntry(kind=one.kind, amount_minor=abs(one.amount_minor), currency=one.currency)
        approver = self._permitted(entry, way, by, approved_by)
        store, now = context.store, context.now()
        with store.transaction():
            both = cash.of_transfer(store, one.transfer_id) if one.transfer_id else ()
            halves = [half for half in both if half.id != one.id and half.reverses is None]
            if not self._is_here((one, *halves)):
                raise Refused(T("This was entered at another till. Void it there."))
            done = [
                self._reverse(self.movement(half.id), why, now, by, approver)
                for half in (one, *halves)
            ]
        return done[0]

    def _is_here(self, halves: Sequence[CashMovement]) -> bool:
        """Whether one of them lies in the drawer of this desk, or all in the safe: the paper comes
        out and the drawer opens where somebody stands."""
        store = self._context.store
        found = [tills.till(store, half.till_id) for half in halves if half.session_id]
        return not found or any(one and one.desk == self._context.desk for one in found)

    def _reverse(
        self, one: CashMovement, why: str, at: int, by: Id, approver: Id | None
    ) -> CashMovement:
        context = self._context
        if one.reverses is not None:
            raise Refused(T("This is a void itself."))
        if one.reversed_by is not None:
            raise Stale(T("This was voided already."))
        if not one.row.by_hand:
            count = T("This belongs to a count. Correct the till closing.")
            raise Refused(one.row.elsewhere or count)
        if one.session_id is not None and one.session_id != self._session_of(one.till_id, at, by):
            session = tills.by_id(context.store, one.session_id)
            raise Refused(COUNTED if session and session.state == "closed" else ENDED)
        reversal = record(context, replace(
            one,
            id=context.new_id(),
            amount_minor=-one.amount_minor,
            at=at,
            day=context.salon.business_day(at).isoformat(),
            staff_id=by,
            approved_by=approver,
            purpose=why,
            paper=expenses.turned(one.paper),
            reverses=one.id,
            reverses_number=one.number,
        ))  # fmt: skip
        expenses.taken_back(context, one.id, reversal.id, at, by, why)
        return reversal

    # -- looking ------------------------------------------------------------------------------

    def movement(self, movement_id: Id) -> CashMovement:
        """NotFound for an unknown one."""
        return existing(cash.by_id(self._context.store, movement_id), MOVEMENT_GONE)

    def of_days(self, first: date, last: date) -> tuple[CashMovement, ...]:
        """Of business days, of all tills and the safe, newest first."""
        return cash.of_days(self._context.store, first.isoformat(), last.isoformat())

    def can_reverse(self, one: CashMovement) -> bool:
        """Whether :meth:`reverse` would find its session open."""
        if one.reverses or one.reversed_by or not one.row.by_hand:
            return False
        session = tills.by_id(self._context.store, one.session_id) if one.session_id else None
        if session is None:
            return one.session_id is None
        return session.state == "open" and (one.transfer_id is not None or self._is_here((one,)))

    def in_safe(self) -> tuple[Sum, ...]:
        """What should lie in the safe, by currency."""
        return cash.in_safe(self._context.store)

    def safe(self) -> Till:
        """Made when it is first asked for."""
        with self._context.store.transaction():
            return self._safe()

    def _safe(self) -> Till:
        context = self._context
        known = tills.every_till(context.store)
        found = next((one for one in known if one.kind == "safe" and one.active), None)
        if found is None:
            sort = max((one.sort for one in known), default=0) + 1
            found = Till(context.new_id(), context.say(T("Safe")), "", "safe", True, sort)
            sessions.put_till(context, found)
        return found

    def doubts(self, entry: CashEntry, way: Way, by: Id, *, safe: bool = False) -> tuple[Msg, ...]:
        """What looks wrong with an entry and yet keeps nobody from making it. Whether enough lies
        there is said only to who may see the expected sum: it would tell of it."""
        context = self._context
        store, paper, said = context.store, entry.paper, []
        code = self._currency(entry)
        if (
            way == "out"
            and not counts_blind(context, by)
            and entry.amount_minor > self._lies(code, safe)
        ):
            said.append(
                T("By the books there is not that much in the safe.")
                if safe
                else T("By the books there is not that much in the drawer.")
            )
        if paper.company_id:
            doubt = tax_numbers.doubt(context.salon.country, "company_id", paper.company_id)
            said += [doubt] if doubt is not None else []
        if paper.number:
            tidy = expenses.tidied(paper)
            day = expense_rows.same_paper(store, tidy.supplier, tidy.number)
            if day:
                known = Day(date.fromisoformat(day), "date")
                said.append(T("This supplier's paper was entered already, of {day}.", day=known))
        return tuple(said)

    def _lies(self, currency: str, safe: bool) -> int:
        """What should lie in the drawer of this desk or in the safe, minor units."""
        store = self._context.store
        if safe:
            return next((one.minor for one in cash.in_safe(store) if one.currency == currency), 0)
        session = tills.open_at(store, self._context.desk)
        return figures.standing(store, session.id).get(currency, 0) if session else 0

    # -- papers and the drawer ----------------------------------------------------------------

    def copy(self, movement_id: Id, by: Id) -> None:
        """Queues a voucher marked as a copy; no drawer. Journalled. Refused where there is none."""
        context = self._context
        with context.store.transaction():
            one = self.movement(movement_id)
            if not one.number:
                raise Refused(T("No cash voucher was made for this."))
            job_id, now = context.new_id(), context.now()
            printing.add(context.store, job_id, "cash", one.id, now, is_copy=True)
            context.note("cash.copy", by, number=one.number)

    def open_drawer(self, by: Id, reason: str = "", approved_by: Id | None = None) -> None:
        """The drawer is opened without a sale: it is counted for the closing and journalled first,
        and only then told to open. :class:`~kiosk.salon.domain.errors.NeedsApproval` without the
        right."""
        context = self._context
        approver = permitted(context, "no_sale", by, approved_by)
        why, store, now = entering.line(reason), context.store, context.now()
        with store.transaction():
            session = sessions.event(context, "drawer", now, by, reason=why)
            context.note(
                "drawer.opened", by, now,
                till=context.desk,
                session=session,
                approved=staff.pseudonym(store, approver) if approver else "",
                reason=context.mark(why),
            )  # fmt: skip
