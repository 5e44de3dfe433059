"""The tip of a bill: how much, and for whom."""

from __future__ import annotations

from kiosk.salon.domain.errors import NotFound, Refused
from kiosk.salon.domain.ids import Id
from kiosk.salon.domain.people import StaffMember
from kiosk.salon.domain.text import Amount, T
from kiosk.salon.domain.till.bill import Bill
from kiosk.salon.domain.till.tips import check_tip
from kiosk.salon.services.context import Area, Context
from kiosk.salon.services.team import Team
from kiosk.salon.services.till.open_bills import OpenBills
from kiosk.salon.store.till import bills


class Tipping(Area):
    def __init__(self, context: Context, open_bills: OpenBills, team: Team) -> None:
        super().__init__(context)
        self._bills = open_bills
        self._team = team

    def people(self, bill: Bill) -> tuple[StaffMember, ...]:
        """For whom it may be: whoever worked on the bill comes first."""
        worked = [line.staff_id for line in bill.lines if line.staff_id is not None]
        team = self._team.members()
        return tuple(sorted(team, key=lambda one: one.id not in worked))

    def usually_for(self, bill: Bill) -> Id | None:
        """Whoever did the first service; None where there was none."""
        done = (line.staff_id for line in bill.lines if line.kind == "service")
        return next((one for one in done if one is not None), None)

    def set(self, bill_id: Id, tip_minor: int, staff_id: Id | None) -> Bill:
        """So much is given besides, for this person; 0: nothing. None: whoever is at the desk when
        it is paid. Refused below zero and below what a terminal has taken, and while a terminal's
        answer is awaited; NotFound for somebody who has left."""
        check_tip(tip_minor)
        with self._bills.changing(bill_id):
            bill = self._bills.get(bill_id)
            taken = sum(minor for _, minor in bill.tips_taken)
            if tip_minor < taken:
                paid = Amount(taken, bill.currency.code)
                raise Refused(T("{amount} of the tip is paid. Give it back first.", amount=paid))
            if staff_id is not None and staff_id not in {one.id for one in self._team.members()}:
                raise NotFound(T("This person is no longer in the team."))
            for_whom = staff_id if tip_minor else None
            bills.change(self._context.store, bill_id, tip_minor=tip_minor, tip_staff_id=for_whom)
            return self._bills.get(bill_id)
