"""Staff, their PINs and roles."""

from __future__ import annotations

from kiosk.domain.ids import Id
from kiosk.domain.people import StaffMember
from kiosk.services.context import Context


class Team:
    def __init__(self, context: Context) -> None:
        self._context = context

    def members(self, *, inactive: bool = False) -> tuple[StaffMember, ...]:
        """In the order of the agenda's columns."""
        raise NotImplementedError

    def member(self, staff_id: Id) -> StaffMember:
        raise NotImplementedError

    def save(self, member: StaffMember, by: Id | None) -> StaffMember:
        """New when ``member.id`` is empty bytes. Refused: no name; the last active manager made
        inactive or staff."""
        raise NotImplementedError

    def set_pin(self, staff_id: Id, pin: str, by: Id | None) -> None:
        """argon2id. Refused unless 4-8 digits, not all the same and not 1234."""
        raise NotImplementedError

    def check_pin(self, staff_id: Id, pin: str) -> StaffMember:
        """Raises WrongPin (with ``wait_seconds``, growing 0, 0, 2, 4, 8 ... 300) and, while the delay
        runs, PinDelayed without looking at the PIN. Misses survive a restart."""
        raise NotImplementedError
