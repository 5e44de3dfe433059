"""Staff, their PINs and roles."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.salon.domain import people, pins
from kiosk.salon.domain.cards.number import CardHolder
from kiosk.salon.domain.entry import entering, phones
from kiosk.salon.domain.errors import Refused, Stale
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import ONLY_MANAGERS, StaffMember, manages
from kiosk.salon.domain.text import Msg, T
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.refusals import note_refused
from kiosk.salon.store import cards, marks_of, staff

if TYPE_CHECKING:
    from argon2 import PasswordHasher

STAFF_COLOURS = 8
LONGEST = {
    **dict.fromkeys(("first_name", "last_name", "position"), entering.NAME),
    "email": entering.EMAIL,
    "tax_number": entering.NAME,
}


def require_manager(context: Context, by: Id | None, refusal: Msg = ONLY_MANAGERS) -> StaffMember:
    """The person, if they manage. Refused, and journalled, for anybody else, and so for nobody at
    all (None)."""
    member = None if by is None else staff.member(context.store, by)
    if not manages(member):
        note_refused(context, "", by)
    return people.require_manager(member, refusal)


class Team(Area):
    def members(self, *, inactive: bool = False) -> tuple[StaffMember, ...]:
        """In the order of the agenda's columns."""
        return staff.members(self._context.store, inactive=inactive)

    def member(self, staff_id: Id) -> StaffMember:
        return staff.member(self._context.store, staff_id)

    def may_sign_in(self, member: StaffMember) -> bool:
        """Whether there is any way for this person to be known at the desk: a PIN or a card."""
        holder = CardHolder("staff", member.id)
        return member.has_pin or cards.count(self._context.store, holder) > 0

    def save(self, member: StaffMember, by: Id | None) -> StaffMember:
        """New when ``member.id`` is empty bytes. ``by``: who does it, None for set-up and imports.
        Refused: no name; the last active manager made inactive or staff; by somebody who is not
        a manager."""
        store = self._context.store
        with store.transaction():
            before = staff.member(store, member.id) if member.id else None
            member = self._checked(member, before)
            if by is not None:
                require_manager(self._context, by)
            if before is None:
                return self._add(member, by)
            if (
                manages(before)
                and not manages(member)
                and not staff.has_active_manager(store, besides=member.id)
            ):
                raise Refused(
                    T("The salon needs at least one active manager."),
                    field="role" if member.active else "active",
                )
            if before == replace(member, has_pin=before.has_pin, rights=before.rights):
                return before
            staff.update(store, member)
            self._record("staff.changed", member, by)
            return staff.member(store, member.id)

    def _checked(self, member: StaffMember, before: StaffMember | None) -> StaffMember:
        member = entering.record(member, LONGEST, before)
        if not member.first_name:
            raise Refused(T("Enter a first name."), field="first_name")
        if member.phone:
            standing = (before.phone,) if before else ()
            region = self._context.salon.country
            member = replace(member, phone=phones.normalise(member.phone, region, standing))
        return replace(member, colour=member.colour % STAFF_COLOURS)

    def _add(self, member: StaffMember, by: Id | None) -> StaffMember:
        new = replace(member, id=self._context.new_id(), has_pin=False)
        staff.insert(self._context.store, new, os.urandom(16), self._context.now())
        self._record("staff.added", new, by)
        return new

    def _record(self, kind: str, member: StaffMember, by: Id | None) -> None:
        body: dict[str, object] = {
            "staff": staff.pseudonym(self._context.store, member.id),
            "role": member.role,
            "active": member.active,
            "discount_limit": member.discount_limit,
            "by": self._name_for_journal(by),
        }
        self._context.journal.append(kind, self._context.now(), body)
        self._context.changed("staff", member.id)

    def _name_for_journal(self, by: Id | None) -> str:
        return staff.pseudonym(self._context.store, by) if by else ""

    def set_pin(self, staff_id: Id, pin: str, by: Id | None) -> None:
        """argon2id. Refused unless 4-8 digits, not all the same and no plain sequence such as
        1234; and by anybody but a manager or the person (``by`` None: set-up)."""
        pins.require_good(pin)
        hashed = self._hasher().hash(pin)
        with self._context.store.transaction():
            if by not in (None, staff_id):
                require_manager(self._context, by)
            pseudonym = staff.pseudonym(self._context.store, staff_id)
            staff.set_pin(self._context.store, staff_id, staff.PinRecord(hashed, 0, 0))
            body: dict[str, object] = {
                "staff": pseudonym,
                "pin": marks_of.pin(hashed),
                "by": self._name_for_journal(by),
            }
            self._context.journal.append("staff.pin", self._context.now(), body)
            self._context.changed("staff", staff_id)

    def check_pin(self, staff_id: Id, pin: str) -> StaffMember:
        """Raises WrongPin (with ``wait_seconds``, growing 0, 0, 2, 4, 8 ... 300) and, while the
        delay runs, PinDelayed without looking at the PIN. Misses survive a restart."""
        store = self._context.store
        record = self._record_of_now(staff_id)
        self._require_now(record, self.member(staff_id))
        # The work of a tenth of a second and more, while nobody waits for the database.
        right = self._fits(record.hash, pin)
        if right and not record.misses:
            return self.member(staff_id)
        with store.transaction(also_held=True):
            # Somebody may have tried at the same moment elsewhere, and the wait begun.
            newest = staff.pin(store, staff_id)
            self._require_now(newest, self.member(staff_id))
            if newest.hash != record.hash:
                raise Stale(T("The PIN was changed just now. Please enter it again."))
            wait = 0 if right else self._miss(staff_id, newest)
            if right:
                staff.set_pin(store, staff_id, replace(newest, misses=0, wait_until=0))
        if not right:
            # Raised only now: inside the transaction it would roll the counted miss back.
            raise pins.WrongPin(wait)
        return self.member(staff_id)

    def _record_of_now(self, staff_id: Id) -> staff.PinRecord:
        """With a wait that was reckoned by a clock ahead of this one begun anew, once."""
        record = staff.pin(self._context.store, staff_id)
        ends = pins.wait_ends(record.misses, record.wait_until, self._context.now())
        if ends == record.wait_until:
            return record
        record = replace(record, wait_until=ends)
        with self._context.store.transaction(also_held=True):
            staff.set_pin(self._context.store, staff_id, record)
        return record

    def _require_now(self, record: staff.PinRecord, member: StaffMember) -> None:
        """That this PIN may be tried at all, and now."""
        if not record.hash or not member.active:
            raise Refused(T("This person has no PIN. Ask a manager."))
        wait = pins.still_waiting(record.misses, record.wait_until, self._context.now())
        if wait:
            raise pins.PinDelayed(wait)

    def _fits(self, pin_hash: str, pin: str) -> bool:
        from argon2.exceptions import VerifyMismatchError

        try:
            return self._hasher().verify(pin_hash, pin)
        except VerifyMismatchError:
            return False

    def _miss(self, staff_id: Id, record: staff.PinRecord) -> int:
        """Counts a wrong PIN; returns the seconds until the next try. The journal keeps whose was
        tried and at which desk."""
        context, misses = self._context, record.misses + 1
        wait = pins.wait_after(misses)
        until = context.now() + wait * 1000
        staff.set_pin(context.store, staff_id, replace(record, misses=misses, wait_until=until))
        # Books that take nothing yet take no entry either.
        if context.store.held is None:
            whose = staff.pseudonym(context.store, staff_id)
            context.note("pin.wrong", None, staff=whose, desk=context.desk, misses=misses)
        return wait

    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        cost = self._context.pin_cost
        return PasswordHasher(cost.passes, cost.memory_kib, cost.lanes)
